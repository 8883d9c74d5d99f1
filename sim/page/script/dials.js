// @ts-check
"use strict";
/* Dials: turn one and see what happens to the plan; the answer before stays as a thin line.

   The live page runs the model for each change; a file interpolates between the settings that were
   run for it, and its dials turn no further. */
(() => {
  const { data, element, state, horizon } = Page;
  const { turns, planned, allowed, said, control } = Page.dial;
  /** @type {Record<string, string>} */
  const NAMES = { live: "live", embedded: "embedded", abandoned: "abandoned" };
  const GESTURE = 1500; // milliseconds within which turns of one dial count as one change
  const CLOSE = 0.03; // differences that interpolation cannot tell apart, as a share
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
  /* The plan as it stands; in a file from the runs of the grid, so that like is compared with like. */
  /** @returns {Shown} */
  function asItStands() {
    if (data.grid) return Page.gridAnswer({});
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

  /** @param {Shown} answered */
  const atHorizon = (answered) => answered.curves[state.series].mean[horizon];
  const past = () => (before && before !== answer ? before : null);

  /** @param {number} from @param {number} to */
  function moved(from, to) {
    const by = Math.round(100 * to) - Math.round(100 * from);
    if (answer.held_to === "interpolated" && Math.abs(to - from) < CLOSE) return "practically the same as";
    return by === 0 ? "the same as" : `${Page.points(by / 100)} ${by > 0 ? "more than" : "fewer than"}`;
  }

  function sentence() {
    const { mean, low, high } = answer.curves[state.series];
    const [from, to] = [low[horizon], high[horizon]];
    const range = from !== to ? ` (${Page.percent(from)} to ${Page.percent(to)})` : "";
    const half = answer.curves.live.mean.findIndex((share) => share >= 0.5);
    const parts = [
      `${Page.percent(mean[horizon])} of organisations ${NAMES[state.series]} at month ${horizon}${range}`,
    ];
    const last = past();
    if (last && last !== standing) parts.push(`${moved(atHorizon(last), mean[horizon])} before`);
    const paired = state.series === "live" ? answer.difference?.sentence : null;
    if (changed() && !paired) parts.push(`${moved(atHorizon(standing), mean[horizon])} “${plan().name}” as it stands`);
    return [
      `${parts.join("; ")}.`,
      changed() && paired
        ? `Compared with “${plan().name}” as it stands: ${paired[0].toLowerCase()}${paired.slice(1)}`
        : null,
      half < 0 ? `Fewer than half are live by month ${data.months}.` : `Half are live by month ${half}.`,
    ]
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

  function heldTo() {
    if (!data.grid || answer.held_to === "computed") return `Computed from ${Page.counted(answer.replicates, "run")}.`;
    const { within_3_points: within, worst } = data.grid.held_out;
    return `Interpolated between settings that were run. In ${Math.floor(100 * within)} of 100 settings tried, this was within 3 points of a real run; the worst was ${Page.points(worst)} off.`;
  }

  const options = () => ({
    lines: lines(),
    yMax: state.series === "abandoned" ? 0.5 : 1,
    rules: [horizon],
    yLabel: `Share of organisations ${NAMES[state.series]}`,
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
          element("dd", {}, measure.behind ? Page.behind(measure.text, measure.behind, measure.label) : measure.text),
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
    const series = Page.choice("Show", Object.entries(NAMES), state.series, (value) => Page.set({ series: value }));
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
      held.textContent = heldTo();
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

  Page.view("dials", { title: "Dials", render, command: () => answer.command });
})();
