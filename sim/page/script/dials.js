"use strict";
/* Dials: turn one and see what becomes of the plan; the setting before stays as a thin line.

   The live page runs the model for each change; a file reads between the settings that were run
   for it and turns no dial beyond them. */
(() => {
  const { data, element, state, horizon } = Room;
  const { turns, planned, allowed, said, control } = Room.dial;
  const NAMES = { live: "live", embedded: "embedded", abandoned: "abandoned" };
  const GESTURE = 1500; // milliseconds within which turns of one dial count as one change
  const CLOSE = 0.03; // what reading between settings is held to, as a share
  const GROUPS = [
    ["The money", (key) => key.startsWith("strategy.budget") || key.startsWith("strategy.shift.")],
    ["How it is done", (key) => key.startsWith("strategy.")],
    ["What it meets", () => true],
  ];

  const first = data.grid?.plan ?? data.dials_plan ?? data.plans[data.leader]?.id ?? data.plans[0].id;
  const offered = data.live ? data.plans.map((plan) => plan.id) : [first];
  Room.keep("dials_plan", first, (id) => offered.includes(id));
  Room.keep("dials", {}, (values) => Object.entries(values).every(([key, value]) => allowed(key, value)));

  const plan = () => Room.plan(state.dials_plan);
  const dials = () => data.dials.filter((dial) => turns(dial, state.dials_plan));
  const changed = () => Object.keys(state.dials).length > 0;
  /* The plan as it stands; in a file from the runs of the grid, so that like is held against like. */
  const asItStands = () =>
    data.live || !data.grid
      ? {
          curves: plan().curves,
          measures: plan().measures,
          command: plan().command,
          held_to: "computed",
          n: data.replicates,
        }
      : Room.gridAnswer({});

  let standing = asItStands();
  let answer = standing;
  let before = null; // the answer before the change under way
  let touched = { key: null, at: 0 };

  function turn(dial, value) {
    const now = performance.now();
    if (touched.key !== dial.key || now - touched.at > GESTURE) before = answer;
    touched = { key: dial.key, at: now };
    const values = { ...state.dials, [dial.key]: value };
    if (value === planned(dial, state.dials_plan)) delete values[dial.key];
    Room.set({ dials: values });
  }

  /* ---- what is seen ---- */

  const at = (curves, month = horizon) => curves[state.series].mean[month];
  const past = () => (before && before !== answer && before.curves[state.series] ? before : null);

  function moved(from, to) {
    const by = Math.round(100 * to) - Math.round(100 * from);
    if (answer.held_to === "interpolated" && Math.abs(to - from) < CLOSE) return "too close to tell from";
    return by === 0 ? "the same as" : `${Room.points(by / 100)} ${by > 0 ? "more than" : "fewer than"}`;
  }

  function sentence() {
    const { mean, low, high } = answer.curves[state.series];
    const range =
      low && high[horizon] > low[horizon] ? ` (${Room.percent(low[horizon])} to ${Room.percent(high[horizon])})` : "";
    const half = answer.curves.live.mean.findIndex((share) => share >= 0.5);
    const parts = [
      `${Room.percent(mean[horizon])} of organisations ${NAMES[state.series]} at month ${horizon}${range}`,
    ];
    if (past() && past() !== standing) parts.push(`${moved(at(past().curves), mean[horizon])} before`);
    const paired = state.series === "live" ? answer.difference?.sentence : null;
    if (changed() && !paired) parts.push(`${moved(at(standing.curves), mean[horizon])} “${plan().name}” as it stands`);
    return [
      `${parts.join("; ")}.`,
      changed() && paired
        ? `Against “${plan().name}” as it stands: ${paired[0].toLowerCase()}${paired.slice(1)}${/[.!?]$/.test(paired) ? "" : "."}`
        : null,
      half < 0 ? `Half are not live by month ${data.months}.` : `Half are live by month ${half}.`,
    ]
      .filter(Boolean)
      .join(" ");
  }

  function lines() {
    const { mean, low, high } = answer.curves[state.series];
    const now = {
      label: changed() ? "as dialled" : plan().name,
      values: mean,
      low,
      high,
      slot: Room.planSlot(plan().id),
    };
    return past() ? [{ label: "before", values: past().curves[state.series].mean, faint: true }, now] : [now];
  }

  function heldTo() {
    if (answer.held_to === "computed") return `Computed${answer.n ? `: ${Room.number(answer.n)} runs` : ""}.`;
    const held = data.grid?.held_out;
    const trust = held
      ? ` In ${Math.floor(100 * held.within_3_points)} of 100 settings tried, this lay within 3 points of a real run${Room.known(held.worst) ? `; the worst was ${Room.points(held.worst)} off` : ""}.`
      : "";
    return `Interpolated between settings that were run.${trust}`;
  }

  const options = () => ({
    lines: lines(),
    yMax: state.series === "abandoned" ? 0.5 : 1,
    rules: [horizon],
    yLabel: `Share of organisations ${NAMES[state.series]}`,
    caption: sentence(),
  });

  const measures = () =>
    (answer.measures ?? [])
      .slice(0, 6)
      .map((measure) =>
        element(
          "div",
          {},
          element("dt", {}, measure.label),
          element(
            "dd",
            {},
            measure.behind?.length
              ? Room.behind(Room.interval(measure), measure.behind, measure.label)
              : Room.interval(measure),
          ),
        ),
      );

  /* ---- asking ---- */

  /* Ask for the answer to the dials as they stand. Gives whether there is a new one to draw, or
     an Error in plain words. */
  async function ask() {
    try {
      const found = changed() ? await Room.answer(state.dials, state.dials_plan) : standing;
      if (!found) return false; // overtaken by a newer change
      // The dials may have gone back while an answer was on its way.
      answer = changed() ? found : standing;
      return true;
    } catch (error) {
      return error;
    }
  }

  /* ---- the view ---- */

  function grouped(controls) {
    if (controls.length <= 6) return controls.map((each) => each.made);
    const left = [...controls];
    return GROUPS.map(([name, belongs]) => {
      const members = left.filter(({ dial }) => belongs(dial.key));
      members.forEach((each) => left.splice(left.indexOf(each), 1));
      return (
        members.length > 0 &&
        element(
          "section",
          { class: "dial-group" },
          element("h3", {}, name),
          members.map((each) => each.made),
        )
      );
    }).filter(Boolean);
  }

  function render(container) {
    if (!data.live && !data.grid) {
      container.append(element("h2", {}, "Dials"), element("p", {}, "This file was made without dials."), others());
      return;
    }
    let controls = [];
    let speaking = null;
    const list = element("div");
    const heading = element("h2");
    const picture = Room.chart.lines(options());
    const held = element("p", { class: "held" });
    const refusal = element("p", { class: "refusal", role: "alert" });
    const readings = element("dl", { class: "readings" });
    const shown = element("div", {}, picture, held, readings);
    const series = Room.choice("Show", Object.entries(NAMES), state.series, (value) => Room.set({ series: value }));
    const reset = element(
      "button",
      {
        type: "button",
        onclick: () => {
          before = answer;
          touched.key = null;
          Room.set({ dials: {} });
        },
      },
      "Reset all dials",
    );
    const choose = element(
      "select",
      { id: Room.id("plan"), onchange: () => Room.set({ dials_plan: choose.value, dials: {} }) },
      offered.map((id) => element("option", { value: id }, Room.plan(id).name)),
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
        ? `No answer for these dials: ${outcome.message} The picture is the last answer.`
        : "";
      shown.classList.toggle("is-stale", refused);
      if (refused) return;
      draw();
      clearTimeout(speaking);
      if (state.view === "dials") speaking = setTimeout(() => Room.say(sentence()), 700);
    }
    Room.on("dials_plan", () => {
      before = null;
      standing = asItStands();
      answer = standing;
      build();
      draw();
    });
    Room.on("dials", changes);
    Room.on("series", () => {
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
            element("div", { class: "controls" }, element("label", { for: choose.id }, "Plan to turn"), choose),
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
      element("p", {}, "Where Uptake is installed, this line opens it:"),
      element(
        "p",
        {},
        element("code", {}, data.workshop_command ?? data.command.replace("uptake compare", "uptake workshop")),
      ),
      rest.length > 0 &&
        element(
          "details",
          {},
          element("summary", {}, `${Room.counted(rest.length, "dial")} that this file does not turn`),
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

  Room.view("dials", { title: "Dials", render, command: () => answer.command ?? plan().command });
})();
