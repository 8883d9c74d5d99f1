// @ts-check
"use strict";
/* The table of measures: each plan with its range, and how it differs from the baseline.
   Every number is a button that opens the parameters behind it. */
(() => {
  const { data, element } = Page;
  const base = data.plans[data.baseline];

  /* How a difference is shown: a symbol and words, so that nothing depends on colour alone. */
  const SIGNS = {
    better: ["▲", "better"],
    worse: ["▼", "worse"],
    apart: ["◆", "different"],
    close: ["≈", "practically the same"],
    same: ["?", "cannot be told apart"],
  };

  /** @param {Change} difference */
  function judged({ mean, apart, close, better }) {
    if (close) return SIGNS.close;
    if (!apart || mean === null) return SIGNS.same;
    if (better === "neither") return SIGNS.apart;
    return mean > 0 === (better === "up") ? SIGNS.better : SIGNS.worse;
  }

  /** @param {Plan} plan @param {string} key */
  function against(plan, key) {
    const found = data.differences.find((each) => each.plan === plan.id)?.measures.find((each) => each.key === key);
    if (!found) return null;
    const [sign, word] = judged(found);
    return element(
      "p",
      { class: found.apart && !found.close ? "apart" : "apart is-same" },
      element("span", { "aria-hidden": "true" }, sign),
      " ",
      element("strong", {}, word),
      `: ${found.text}`,
    );
  }

  /** @param {Plan} plan @param {string} key */
  function cell(plan, key) {
    const measure = plan.measures.find((each) => each.key === key);
    const difference = plan.id === base.id ? null : against(plan, key);
    if (!measure) return element("td", {}, difference ?? "the other plans are compared with this one");
    return element("td", {}, Page.behind(measure.text, measure.behind, `${measure.label}: ${plan.name}`), difference);
  }

  /* A heading and the table of all measures for some plans, as elements to put in place. */
  Page.measuresTable = (plans) => {
    const others = data.differences.filter((each) => plans.some((plan) => plan.id === each.plan));
    // Some measures are only differences, such as how much sooner a plan is.
    /** @type {Map<string, Measure>} */
    const rows = new Map();
    for (const measure of [...plans, ...others].flatMap((each) => each.measures))
      if (!rows.has(measure.key)) rows.set(measure.key, measure);
    const name = element("h3", { id: Page.id("measures") }, "In numbers");
    return [
      name,
      element(
        "p",
        { class: "quiet measures-note" },
        `In brackets: where the mean lies, given chance and the systems drawn. In each row, the ranges of all differences from “${base.name}” hold together in at least 95 of 100 studies like this. Signs compare each plan with “${base.name}”: ▲ better, ▼ worse, ◆ different, ≈ practically the same, ? cannot be told apart. Press a number to see what is behind it.`,
      ),
      element(
        "div",
        { class: "wide", role: "region", tabindex: "0", "aria-labelledby": name.id },
        element(
          "table",
          { class: "measures" },
          Page.headings([
            "Measure",
            ...plans.map((plan) => [Page.chart.sample(Page.planSlot(plan.id)), " ", plan.name]),
          ]),
          element(
            "tbody",
            {},
            [...rows.values()].map((measure) =>
              element(
                "tr",
                {},
                element("th", { scope: "row" }, measure.label, element("p", { class: "explain" }, measure.explain)),
                plans.map((plan) => cell(plan, measure.key)),
              ),
            ),
          ),
        ),
      ),
    ];
  };
})();
