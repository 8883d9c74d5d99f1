// @ts-check
"use strict";
/* Dials: turn one and see what happens to the plan; the answer before stays as a thin line.

   The live page runs the model for each change; a file interpolates between the settings that were
   run for it, and its dials turn no further. */
(() => {
  const { data, element, state, horizon } = Page;
  const { turns, planned, allowed, said, control } = Page.dial;
  const { restsOn, half } = Page.dialWords;
  const { series: SERIES } = Page.names;
  const GESTURE = 1500; // milliseconds within which turns of one dial count as one change
  /** @type {[string, (key: string) => boolean][]} */
  const GROUPS = [
    ["Money", (key) => key.startsWith("strategy.budget") || key.startsWith("strategy.shift.")],
    ["How it is done", (key) => key.startsWith("strategy.")],
    ["Circumstances", () => true],
  ];

  const first = data.dials_plan;
  const offered = data.live ? data.plans.map((plan) => plan.id) : [first];
  Page.keep("dials_plan", first, (id) => offered.includes(id));
  Page.keep("dials", {}, (values) => Object.entries(values).every(([key, value]) => allowed(key, value)));

  const plan = () => Page.plan(state.dials_plan);
  const dials = () => data.dials.filter((dial) => turns(dial, state.dials_plan));
  const changed = () => Object.keys(state.dials).length > 0;
  /* The plan as it stands, with the numbers that the rest of the page has. */
  /** @returns {Shown} */
  function asItStands() {
    const { curves, measures, command } = plan();
    return { curves, measures, command, held_to: "computed", replicates: data.replicates };
  }

  let standing = asItStands();
  let answer = standing;
  /** @type {Shown | null} */
  let before = null; // the answer before the current change
  let touched = { key: "", at: 0 };

  /** @param {Dial} dial @param {Scalar} value */
  function turn(dial, value) {
    const now = performance.now();
    if (touched.key !== dial.key || now - touched.at > GESTURE) before = answer;
    touched = { key: dial.key, at: now };
    const values = { ...state.dials, [dial.key]: value };
    if (value === planned(dial, state.dials_plan)) delete values[dial.key];
    Page.set({ dials: values });
  }

  /* ---- what is seen ---- */

  const past = () => (before && before !== answer ? before : null);

  /* In a file a change is measured on the grid's own runs, so that like is compared with like; null
     if the plan itself lies outside the grid. */
  /** @param {Shown} shown */
  function reference(shown) {
    if (!data.grid || shown !== standing) return shown;
    return dials().every((dial) => allowed(dial.key, planned(dial, state.dials_plan))) ? Page.gridAnswer({}) : null;
  }

  /* How far the answer is from another, "3 points more than before"; nothing if that is not known. */
  /** @param {Shown} other @param {string} name @returns {string[]} */
  function movedFrom(other, name) {
    const [from, to] = [reference(other), reference(answer)];
    if (!from || !to) return [];
    const rough = [from, to].some((each) => each.held_to === "interpolated");
    const [was, is] = [from, to].map((each) => each.curves[state.series].mean[horizon]);
    return [
      `${Page.dialWords.moved(was, is, Math.max(data.margin, rough ? (data.grid?.held_out.points ?? 0) : 0))} ${name}`,
    ];
  }

  /** @param {Curve} curve */
  function reached({ mean, low, high }) {
    const [from, to] = [low[horizon], high[horizon]];
    const range = from !== to && !measured() ? ` (${Page.percent(from)} to ${Page.percent(to)})` : "";
    return `${Page.percent(mean[horizon])} of organisations ${SERIES[state.series].are} at month ${horizon}${range}`;
  }

  /* Whether the measures stand below the picture, with their own ranges and the month of half. */
  const measured = () => answer.measures.length > 0;

  function sentence() {
    const last = past();
    const paired = changed() && state.series === "live" ? answer.difference?.sentence : null;
    const parts = [
      reached(answer.curves[state.series]),
      ...(last && last !== standing ? movedFrom(last, "before") : []),
      ...(changed() && !paired ? movedFrom(standing, "the plan as it is") : []),
    ];
    return [`${parts.join("; ")}.`, paired, measured() ? null : half(answer.curves.live.mean)]
      .filter(Boolean)
      .join(" ");
  }

  function lines() {
    const { mean, low, high } = answer.curves[state.series];
    const now = {
      label: changed() ? "with these dials" : plan().name,
      values: mean,
      low,
      high,
      slot: Page.planSlot(plan().id),
    };
    const last = past();
    return last ? [{ label: "before", values: last.curves[state.series].mean, faint: true }, now] : [now];
  }

  const options = () => ({
    lines: lines(),
    yMax: state.series === "abandoned" ? 0.5 : 1,
    rules: [horizon],
    events: Page.eventsOf([plan()]),
    yLabel: `Share of organisations that ${SERIES[state.series].are}`,
    caption: sentence(),
  });

  const measures = () =>
    answer.measures
      .slice(0, 6)
      .map((measure) =>
        element(
          "div",
          {},
          element("dt", {}, measure.label),
          element("dd", {}, Page.behind(measure.text, measure.behind, measure.label)),
        ),
      );

  /* ---- asking ---- */

  /* Ask for the answer to the dials as they stand. Gives whether there is a new one to draw, or
     an Error in plain words. */
  async function ask() {
    try {
      const found = changed() ? await Page.answer(state.dials, state.dials_plan) : standing;
      if (!found) return false; // overtaken by a newer change
      // The dials may have gone back while an answer was on its way.
      answer = changed() ? found : standing;
      return true;
    } catch (error) {
      return /** @type {Error} */ (error);
    }
  }

  /* ---- the view ---- */

  /** @typedef {{dial: Dial, made: Drawn}} Controlled */
  /** @param {Controlled[]} controls */
  function grouped(controls) {
    if (controls.length <= 6) return controls.map((each) => each.made);
    const left = [...controls];
    return GROUPS.flatMap(([name, belongs]) => {
      const members = left.filter(({ dial }) => belongs(dial.key));
      for (const each of members) left.splice(left.indexOf(each), 1);
      const dials = members.map((each) => each.made);
      return dials.length ? [element("section", { class: "dial-group" }, element("h3", {}, name), dials)] : [];
    });
  }

  /** @param {HTMLElement} container */
  function render(container) {
    if (!data.live && !data.grid) {
      container.append(element("h2", {}, "Dials"), element("p", {}, "This file was made without dials."), others());
      return;
    }
    /** @type {Controlled[]} */
    let controls = [];
    let speaking = 0;
    const list = element("div");
    const heading = element("h2");
    const picture = Page.chart.lines(options());
    const held = element("p", { class: "held" });
    const refusal = element("p", { class: "refusal", role: "alert" });
    const readings = element("dl", { class: "readings" });
    const shown = element("div", {}, picture, held, readings);
    const series = Page.choice(
      "Show",
      Object.entries(SERIES).map(([key, { name }]) => [key, name]),
      state.series,
      (value) => Page.set({ series: value }),
    );
    const reset = element(
      "button",
      {
        type: "button",
        onclick: () => {
          before = answer;
          touched.key = "";
          Page.set({ dials: {} });
        },
      },
      "Reset all dials",
    );
    /** @type {HTMLSelectElement} */
    const choose = element(
      "select",
      { id: Page.id("plan"), onchange: () => Page.set({ dials_plan: choose.value, dials: {} }) },
      offered.map((id) => element("option", { value: id }, Page.plan(id).name)),
    );

    function draw() {
      picture.update(options());
      held.textContent = restsOn(answer, data.grid?.held_out);
      readings.replaceChildren(...measures());
    }
    function build() {
      choose.value = state.dials_plan;
      heading.textContent = `What if “${plan().name}” were done differently?`;
      controls = dials().map((dial) => ({ dial, made: control(dial, state.dials_plan, turn) }));
      list.replaceChildren(...grouped(controls));
    }
    async function changes() {
      for (const { made } of controls) made.draw();
      reset.disabled = !changed();
      const outcome = await ask();
      if (!outcome) return;
      const refused = outcome instanceof Error;
      refusal.textContent = refused
        ? `No answer for these dials: ${outcome.message} The picture shows the last answer.`
        : "";
      shown.classList.toggle("is-stale", refused);
      if (refused) return;
      draw();
      clearTimeout(speaking);
      if (state.view === "dials") speaking = setTimeout(() => Page.say(sentence()), 700);
    }
    Page.on("dials_plan", () => {
      before = null;
      standing = asItStands();
      answer = standing;
      build();
      draw();
    });
    Page.on("dials", changes);
    Page.on("series", () => {
      series.choose(state.series);
      draw();
    });
    container.append(
      heading,
      element(
        "div",
        { class: "dial-board" },
        element(
          "div",
          { class: "dials", role: "group", "aria-label": "Dials" },
          offered.length > 1 &&
            element("div", { class: "controls" }, element("label", { for: choose.id }, "Plan to change"), choose),
          list,
          element("div", { class: "controls" }, reset),
          data.live ? "" : others(),
        ),
        element("div", { class: "dial-picture" }, element("div", { class: "controls" }, series), refusal, shown),
      ),
    );
    build();
    draw();
    changes();
  }

  /* The dials that a file cannot turn, and how to turn them. */
  function others() {
    const rest = data.dials.filter((dial) => !turns(dial, state.dials_plan));
    return element(
      "section",
      { class: "other-dials" },
      element("h3", {}, "More dials on the live page"),
      element("p", {}, "Where Uptake is installed, this command opens it:"),
      element("p", {}, element("code", {}, data.workshop_command)),
      rest.length > 0 &&
        element(
          "details",
          {},
          element("summary", {}, `${Page.counted(rest.length, "dial")} that this file cannot turn`),
          element(
            "ul",
            {},
            rest.map((dial) =>
              element("li", {}, `${dial.label}: ${said(dial, state.dials_plan, planned(dial, state.dials_plan))}`),
            ),
          ),
        ),
    );
  }

  Page.view("dials", {
    title: "Dials",
    render,
    prints: () => Object.keys(state.dials).length > 0,
    command: () => answer.command,
  });
})();
