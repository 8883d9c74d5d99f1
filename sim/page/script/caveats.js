// @ts-check
"use strict";
/* How sure we are: what is assumed and what has a source, and the parameters behind a number. */
(() => {
  const { data, element, state, capital } = Page;
  const parameters = Object.entries(data.parameters).map(([key, each]) => ({ key, ...each }));
  /** @typedef {Parameter & {key: string}} Keyed */
  const known = new Map(parameters.map((each) => [each.key, each]));

  // Units that add nothing to the meaning.
  const PLAIN = ["", "1", "count", "mean", "count or weight"];
  const figures = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4 });

  /** @param {Scalar} held @param {string} unit */
  function say(held, unit) {
    if (held === null) return "not set";
    if (typeof held === "boolean") return held ? "yes" : "no";
    if (typeof held !== "number") return held;
    return PLAIN.includes(unit) ? figures.format(held) : `${figures.format(held)} ${spoken(unit)}`;
  }

  /* "1/month" is written "per month"; a share is marked as one, because it has no unit. */
  /** @param {string} unit */
  const spoken = (unit) => (unit === "share" ? "(share)" : unit.replace(/^1\//, "per ").replace(/\b\/\b/g, " per "));

  /* The value, or each plan's value if the plans differ. */
  /** @param {Keyed} parameter */
  function value({ value: held, unit, values }) {
    if (!values) return say(held, unit);
    return data.plans.map((plan) => element("div", {}, `${plan.name}: ${say(values[plan.id], unit)}`));
  }

  /** @param {Keyed} parameter */
  const range = ({ low, high }) =>
    Page.known(low) && Page.known(high)
      ? element("div", { class: "range" }, `allowed: ${figures.format(low)} to ${figures.format(high)}`)
      : null;
  /** @param {Keyed} parameter */
  const badge = ({ sourced }) =>
    element("span", { class: sourced ? "badge" : "badge assumed" }, sourced ? "has a source" : "assumed");

  /* What the source adds to the badge. */
  /** @param {string} text */
  const source = (text) => text.replace(/^(assumed|sourced)\b[:;,]?\s*/, "");

  /* Every parameter that a key names: itself, or all parameters below it. */
  /** @param {string} key */
  function under(key) {
    const itself = known.get(key);
    return itself ? [itself] : parameters.filter((each) => each.key.startsWith(`${key}.`));
  }

  /** @param {Keyed[]} shown @param {string} caption */
  function table(shown, caption) {
    const head = ["What it is", "Value", "How sure"];
    return element(
      "table",
      { class: "parameters" },
      element("caption", { class: "unseen" }, caption),
      Page.headings(head),
      element(
        "tbody",
        {},
        shown.map((each) =>
          element(
            "tr",
            {},
            element(
              "th",
              { scope: "row" },
              element("div", {}, capital(each.meaning || each.key)),
              element("code", {}, each.key),
            ),
            element("td", {}, value(each), range(each)),
            element("td", {}, badge(each), " ", element("span", { class: "source" }, source(each.source))),
          ),
        ),
      ),
    );
  }

  /** @param {Keyed[]} shown */
  function counted(shown) {
    const sourced = shown.filter((each) => each.sourced).length;
    return `${Page.counted(shown.length, "parameter")}: ${shown.length - sourced} assumed, ${sourced} with a source.`;
  }

  /* The keys that make a gap wider or narrower: those of organisations, the innovation, levers and
     assumptions that mention it. */
  Page.behindGap = (gap) => {
    const stem = gap.slice(0, 6); // "cultural" and "culture", "technical" and "technology"
    return parameters
      .filter(
        ({ key, meaning }) =>
          !/^(system\.types|strategy)\./.test(key) && `${key} ${meaning}`.toLowerCase().includes(stem),
      )
      .map(({ key }) => key);
  };

  /* Open a dialog with the parameters behind a number, which `keys` name. */
  Page.why = (keys, title) => {
    const shown = [...new Map(keys.flatMap(under).map((each) => [each.key, each])).values()];
    Page.dialog(
      title,
      shown.length
        ? [element("p", {}, `This number depends on ${counted(shown)}`), Page.scrolled(title, table(shown, title))]
        : [
            element("p", {}, "This number is counted directly from the runs, so no parameter is listed for it."),
            element("p", {}, "All parameters are listed under “How sure”."),
          ],
      { class: "wide" },
    );
  };

  /* ---- the view ---- */

  /** @param {Keyed} each @param {string[]} words */
  const found = (each, words) =>
    words.every((word) => `${each.key} ${each.meaning} ${each.source}`.toLowerCase().includes(word));

  /** @param {HTMLElement} container */
  function render(container) {
    const amount = element("p", { role: "status" });
    const rows = element("div", {});
    /** @type {HTMLInputElement} */
    const search = element("input", {
      type: "search",
      id: Page.id("search"),
      value: state.search,
      oninput: () => Page.set({ search: search.value }),
      autocomplete: "off",
    });
    const which = Page.choice(
      "Show",
      [
        ["all", "all"],
        ["assumed", "assumed"],
        ["sourced", "with a source"],
      ],
      state.sure,
      (sure) => Page.set({ sure }),
    );
    function draw() {
      const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
      const shown = parameters.filter(
        (each) => found(each, words) && (state.sure === "all" || each.sourced === (state.sure === "sourced")),
      );
      amount.textContent = counted(shown);
      rows.replaceChildren(
        shown.length ? table(shown, "Parameters") : element("p", {}, "No parameter contains all of these words."),
      );
    }
    /** @param {string[]} said */
    const points = (said) =>
      element(
        "ul",
        { class: "honesty" },
        said.map((text) => element("li", {}, text)),
      );
    const borneOut = element("section", { class: "bears-out not-on-show" });
    function drawBorneOut() {
      const shown = state.revealed && data.bears_out.length;
      borneOut.replaceChildren(
        ...(shown
          ? [
              element("h3", {}, "How far other assumptions bear the answer out"),
              ...data.answer.slice(-1).map(({ text }) => element("p", {}, capital(text))), // its last line says how sure
              element("details", {}, element("summary", {}, "The full account"), points(data.bears_out)),
            ]
          : []),
      );
    }
    container.append(
      element("h2", {}, "How sure are we?"),
      points(data.honesty),
      borneOut,
      Page.checkDesk(),
      element(
        "section",
        { class: "not-on-show" },
        element("h3", {}, "Every number that goes in"),
        element(
          "div",
          { class: "controls" },
          element("label", { class: "field", for: search.id }, element("span", {}, "Search"), search),
          which,
        ),
        amount,
        Page.scrolled("Parameters", rows),
      ),
    );
    Page.on(["search", "sure"], draw);
    Page.on("revealed", drawBorneOut);
    draw();
    drawBorneOut();
  }

  Page.keep("search", "");
  Page.keep("sure", "all", (sure) => ["all", "assumed", "sourced"].includes(sure));
  Page.view("honesty", { title: "How sure", open: true, render });
})();
