// @ts-check
"use strict";
/* Compare: the verdict's answer in a sentence, up to four plans as curves, then the numbers. */
(() => {
  const { data, element, state } = Page;
  const ids = data.plans.map((plan) => plan.id);
  const { names } = Page;
  const dimensions = ["all", ...new Set(data.plans.flatMap((plan) => plan.groups.map((group) => group.dimension)))];

  /* A plan that the room keeps may be shown too (runs.js). */
  /** @param {string} id */
  const isKept = (id) => /^kept[0-3]$/.test(id);
  Page.keep("plans", ids, (chosen) => chosen.length > 0 && chosen.every((each) => ids.includes(each) || isKept(each)));
  Page.keep("month", data.months, (month) => Number.isInteger(month) && month >= 0 && month <= data.months);
  Page.keep("series", "live", (name) => Object.hasOwn(names.series, name));
  const BANDED = [...(data.sets ? ["all"] : []), "mean", "spread", "none"];
  Page.keep("band", BANDED[0], (name) => BANDED.includes(name));
  Page.keep("groups", "all", (name) => dimensions.includes(name));

  /* The plans of the page, and those that the room has kept. */
  const all = () => [...data.plans, ...Page.runs.kept()];
  const shown = () => {
    const chosen = all().filter((plan) => state.plans.includes(plan.id));
    return chosen.length ? chosen : data.plans; // a kept plan is not there before it has run
  };

  /* What may happen is known of the share live alone; other series show their single runs, or the mean. */
  /** @param {string} series */
  function kindOf(series) {
    if (state.band !== "all" || (data.sets && series === "live")) return state.band;
    return data.plans[0].spread[series] ? "spread" : "mean";
  }

  /* The shading around a plan's curve; not every series has it for single runs. */
  /** @param {Plan} plan @returns {{low?: Maybe<number>[], high?: Maybe<number>[]}} */
  function bandOf(plan) {
    const kind = kindOf(state.series);
    if (kind === "none") return {};
    if (kind === "all") return plan.outlook ?? {};
    return kind === "spread" ? (plan.spread[state.series] ?? {}) : plan.curves[state.series];
  }

  /** @param {Plan} plan @returns {Line} */
  function lineOf(plan) {
    const { low, high } = bandOf(plan);
    return { label: plan.name, values: plan.curves[state.series].mean, slot: Page.planSlot(plan.id), low, high };
  }

  /* ---- what the picture says ---- */

  /** @type {Record<string, string>} */
  const BANDS = {
    all: `Shading: nine in ten runs, over luck, systems and ${data.sets}.`,
    mean: "Shading: where luck alone leaves the mean, 95 times in 100; assumptions not varied.",
    spread: "Shading: where nine in ten single runs lie; assumptions not varied.",
    none: "",
  };

  /** @type {Record<string, string>} */
  const SHADINGS = {
    all: "what may happen",
    mean: "luck: range of the mean",
    spread: "luck: nine in ten runs",
    none: "none",
  };

  function sentence() {
    const reached = shown()
      .map((plan) => ({ name: plan.name, share: plan.curves[state.series].mean[state.month] }))
      .sort((a, b) => b.share - a.share);
    const said = sharesWith(reached, `of organisations ${names.series[state.series].are}`);
    const band = bandOf(shown()[0]).low ? BANDS[kindOf(state.series)] : "";
    const leader = data.plans[data.leader];
    const parts = kindOf(state.series) === "all" ? partsOf(shown().includes(leader) ? leader : shown()[0]) : "";
    const dashed = `Dashed line: month ${Page.horizon}, at which plans are compared.`;
    return [`At month ${state.month} (${Page.monthName(state.month)}), ${said}.`, band, parts, dashed]
      .filter(Boolean)
      .join(" ");
  }

  /* Which share of the shading is luck, systems or assumptions. */
  /** @param {Plan} plan */
  const partsOf = (plan) =>
    plan.outlook?.parts ? `Of the spread of “${plan.name}” at month ${Page.horizon}: ${plan.outlook.parts}.` : "";

  /* "65% are live with “A” and 31% with “B”": the words once, with the first. */
  /** @param {{name: string, share: number}[]} plans @param {string} words */
  const sharesWith = (plans, words) =>
    Page.listed(plans.map(({ name, share }, i) => `${Page.percent(share)} ${i ? "" : `${words} `}with “${name}”`));

  /** @param {Maybe<number>[][]} curves */
  const most = (curves) => {
    const top = Math.max(...curves.flat().filter(Page.known));
    return top > 0.5 ? 1 : d3.nice(0, Math.max(0.05, top * 1.05), 5)[1];
  };

  /* The axis stays the same for all months and plans, so that the eye can compare. */
  const yMax = () => most(all().map((plan) => bandOf(plan).high ?? plan.curves[state.series].high));

  const yLabel = () => `Share of organisations that ${names.series[state.series].are}`;

  /* ---- small pictures, one for each group ---- */

  /** @type {Record<string, string>} */
  const GROUPS = { deprived: "In deprived areas", "not deprived": "Elsewhere" };

  function multiples() {
    const members = [
      ...new Set(data.plans[0].groups.filter((group) => group.dimension === state.groups).map((group) => group.group)),
    ];
    return members.map((name) => {
      const lines = shown().flatMap((plan) =>
        plan.groups
          .filter((group) => group.dimension === state.groups && group.group === name)
          .map(({ live, low, high }) => ({
            label: plan.name,
            values: live,
            slot: Page.planSlot(plan.id),
            end: Page.percent(live[state.month]),
            ...(["all", "mean"].includes(state.band) ? { low, high } : {}),
          })),
      );
      const title = GROUPS[name] ?? Page.capital(name);
      const reached = lines.map((line) => ({ name: line.label, share: line.values[state.month] }));
      return {
        title,
        options: {
          lines,
          events: Page.eventsOf(shown()),
          upTo: state.month,
          yMax: 1,
          height: Math.round(14.7 * Page.chart.type.size),
          small: true,
          caption: `${title}: at month ${state.month}, ${sharesWith(reached, "are live")}.`,
        },
      };
    });
  }

  /* ---- the view ---- */

  /** @param {HTMLElement} container */
  function render(container) {
    const player = element("div", { class: "controls" }, Page.player({ view: "compare", key: "month" }));
    const picture = Page.chart.lines({ ...options(), tools: player });
    const groups = element("div", { class: "multiples" });
    const series = Page.choice(
      "Show",
      Object.entries(names.series).map(([key, { name }]) => [key, Page.capital(name)]),
      state.series,
      (value) => Page.set({ series: value }),
    );
    const band = Page.choice(
      "Shading",
      BANDED.map((each) => [each, SHADINGS[each]]),
      state.band,
      (value) => Page.set({ band: value }),
    );
    /** @type {HTMLSelectElement} */
    const split = element(
      "select",
      { id: Page.id("groups"), onchange: () => Page.set({ groups: split.value }) },
      dimensions.map((name) => element("option", { value: name }, names.dimensions[name] ?? "All together")),
    );
    const plansToTick = element("div", { class: "plan-ticks" });
    const ticks = element("fieldset", { class: "choice plan-ticks" }, element("legend", {}, "Plans"), plansToTick);
    const numbers = element("div", { class: "not-on-show" });
    const said = element("p", { class: "room-said" });
    function drawSaid() {
      said.textContent = Page.votesTold();
      said.hidden = !said.textContent;
    }
    Page.on(["votes", "phones"], drawSaid);
    drawSaid();
    const drawMultiples = smallPictures(groups);

    const tickOf = (/** @type {Plan} */ plan) =>
      element(
        "label",
        { class: "check" },
        element("input", {
          type: "checkbox",
          value: plan.id,
          checked: state.plans.includes(plan.id),
          onchange: (event) => tick(plan.id, event.target),
        }),
        Page.chart.sample(Page.planSlot(plan.id)),
        plan.name,
      );

    /** @param {string} planId @param {HTMLInputElement} box */
    function tick(planId, box) {
      const offered = all().map((each) => each.id);
      const chosen = offered.filter((each) => (each === planId ? box.checked : state.plans.includes(each)));
      if (chosen.length) Page.set({ plans: chosen });
      else {
        box.checked = true;
        Page.say("At least one plan stays.");
      }
    }

    function draw() {
      const parted = state.groups !== "all";
      series.hidden = parted;
      picture.hidden = parted;
      groups.hidden = !parted;
      if (parted) groups.before(player);
      else picture.plot.after(player);
      if (parted) drawMultiples(multiples());
      else picture.update(options());
    }

    Page.on(["plans", "month", "series", "band", "groups"], draw);
    Page.on(["plans", "series", "band", "groups"], () => {
      series.choose(state.series);
      band.choose(state.band);
      split.value = state.groups;
      for (const box of ticks.querySelectorAll("input")) box.checked = state.plans.includes(box.value);
    });
    Page.on(["plans", "kept_made"], () => numbers.replaceChildren(...Page.measuresTable(shown())));
    Page.on("kept_made", () => {
      plansToTick.replaceChildren(...all().map(tickOf));
      draw();
    });

    container.append(
      element("h2", { class: "headline" }, data.headline),
      data.answer.length ? Page.answerLines() : "",
      said,
      picture,
      groups,
      element("div", { class: "controls not-on-show" }, ticks),
      element(
        "div",
        { class: "controls not-on-show" },
        series,
        band,
        element("span", { class: "check" }, element("label", { for: split.id }, "Groups"), split),
      ),
      numbers,
      wholeVerdict(),
    );
    split.value = state.groups;
    plansToTick.replaceChildren(...all().map(tickOf));
    Page.runs.make();
    numbers.replaceChildren(...Page.measuresTable(shown()));
    draw();
  }

  /* What follows the headline, a line each: sooner, the price, for whom, how sure. */
  Page.answerLines = () =>
    element(
      "dl",
      { class: "five-lines" },
      data.answer.map(({ label, text }) => element("div", {}, element("dt", {}, label), element("dd", {}, text))),
    );

  /* The curves that are shown now, to their end. */
  Page.comparedCurves = () => ({ ...options(), upTo: data.months });

  const wholeVerdict = () =>
    element(
      "details",
      {},
      element("summary", {}, "The full account: for whom, at what risk and cost, how sure"),
      data.verdict.map((paragraph) => element("p", {}, paragraph)),
      element("h3", {}, `Each plan compared with “${data.plans[data.baseline].name}”`),
      data.differences.map(({ sentence }) => element("p", {}, sentence)),
    );

  /** @returns {LinesPicture} */
  const options = () => ({
    lines: shown().map(lineOf),
    upTo: state.month,
    yMax: yMax(),
    yLabel: yLabel(),
    rules: [Page.horizon],
    events: Page.eventsOf(shown()),
    caption: sentence(),
    first: true,
  });

  /* Draw small pictures; redraw them in place while the groups stay the same, so that nothing
     jumps while the months play. */
  /** @typedef {{title: string, options: LinesPicture}} Part */
  /** @param {HTMLElement} place @returns {(parts: Part[]) => void} */
  function smallPictures(place) {
    const key = element("div", { class: "key" });
    const unit = element("p", { class: "unit" }, "Share of each group that is live");
    const dated = element("p", { class: "quiet" });
    let titles = "";
    /** @type {Drawing<LinesPicture>[]} */
    let figures = [];
    return (parts) => {
      const wanted = JSON.stringify(parts.map((part) => part.title));
      if (titles !== wanted) {
        titles = wanted;
        figures = parts.map(({ options: each }) => Page.chart.lines(each));
        place.replaceChildren(
          key,
          unit,
          dated,
          ...parts.map(({ title }, i) => element("section", {}, element("h3", {}, title), figures[i])),
        );
      }
      key.replaceChildren(...Page.chart.keyOf(parts[0].options.lines));
      dated.textContent = Page.events.sentence(parts[0].options.events ?? []);
      dated.hidden = !dated.textContent;
      for (const [i, figure] of figures.entries()) figure.update(parts[i].options);
    };
  }

  /* The command for the plans shown: a run of one plan, or a comparison of some or all. */
  function command() {
    const chosen = shown();
    if (chosen.length === 1) return chosen[0].command;
    // A kept plan may differ in several keys: no one line compares it.
    if (chosen.some((plan) => isKept(plan.id))) return chosen.map((plan) => plan.command).join("\n");
    return chosen.length === data.plans.length ? data.command : Page.compareCommand(chosen, data.command);
  }

  Page.view("compare", { title: "Reveal", render, command });
})();
