"use strict";
/* Dials: turn one and see what becomes of the plan; the setting before stays as a thin line.

   The live page runs the model for each change; a file reads between the settings that were run
   for it and turns no dial beyond them. */
(() => {
  const { data, element, state } = Room;
  const planId = data.grid?.plan ?? data.plans[data.leader]?.id ?? data.plans[0].id;
  const plan = Room.plan(planId);
  const slot = Room.planSlot(planId);
  const horizon = Math.min(data.horizon ?? 36, data.months);
  const NAMES = { live: "live", embedded: "embedded", abandoned: "abandoned" };
  const GESTURE = 1500; // milliseconds within which turns of one dial count as one change

  const levelsOf = (dial) => data.grid?.levels[data.grid.keys.indexOf(dial.key)];
  const turnable = (dial) => Boolean(data.live) || (data.grid?.keys.includes(dial.key) ?? false);
  const planned = (dial) => dial.values?.[planId] ?? dial.value;
  const dials = data.dials.filter(turnable);
  const byKey = new Map(dials.map((dial) => [dial.key, dial]));

  /* Within what the page can answer: the file's levels, else the dial's own range. */
  function ends(dial) {
    const levels = data.live ? null : levelsOf(dial);
    return levels ? [levels[0], levels.at(-1)] : [dial.low, dial.high];
  }

  function choices(dial) {
    const levels = data.live ? null : levelsOf(dial);
    return levels ? dial.choices.filter((choice) => levels.includes(choice.value)) : dial.choices;
  }

  function allowed(key, value) {
    const dial = byKey.get(key);
    if (!dial) return false;
    if (dial.kind === "choice") return choices(dial).some((choice) => choice.value === value);
    const [low, high] = ends(dial);
    return typeof value === "number" && value >= low && value <= high;
  }

  Room.keep("dials", {}, (values) => Object.entries(values).every(([key, value]) => allowed(key, value)));

  const valueOf = (dial) => state.dials[dial.key] ?? planned(dial);
  const said = (dial, value) => (dial.kind === "choice"
    ? dial.choices.find((choice) => choice.value === value)?.label ?? String(value) : Room.unit(value, dial.unit));

  /* ---- one dial ---- */

  let touched = { key: null, at: 0 };
  let before = null; // the answer before the change under way
  let answer = { curves: plan.curves, measures: plan.measures, command: plan.command, held_to: "computed", n: data.replicates };

  function turn(dial, value) {
    const now = performance.now();
    if (touched.key !== dial.key || now - touched.at > GESTURE) before = answer;
    touched = { key: dial.key, at: now };
    const values = { ...state.dials, [dial.key]: value };
    if (value === planned(dial)) delete values[dial.key];
    Room.set({ dials: values });
  }

  function control(dial) {
    const name = Room.id("dial");
    const explain = element("p", { class: "explain", id: `${name}-explain` }, dial.explain);
    const reading = Room.behind("", [dial.key], dial.label);
    const reset = element("button", { type: "button", class: "reset", "aria-label": `Reset: ${dial.label}`, onclick: () => turn(dial, planned(dial)) }, "Reset");
    const common = { id: name, "aria-describedby": explain.id };
    const [low, high] = ends(dial);
    const input = dial.kind === "choice"
      ? element("select", { ...common, onchange: () => turn(dial, choices(dial)[input.selectedIndex].value) },
        choices(dial).map((choice) => element("option", {}, choice.label)))
      : element("input", { ...common, type: "range", min: low, max: high, step: dial.step ?? "any", oninput: () => turn(dial, Number(input.value)) });

    const made = element("div", { class: "dial" },
      element("div", { class: "dial-head" }, element("label", { for: name }, dial.label), reading, reset), input, explain);
    made.draw = () => {
      const value = valueOf(dial);
      if (dial.kind === "choice") input.selectedIndex = choices(dial).findIndex((choice) => choice.value === value);
      else if (Number(input.value) !== value) input.value = value;
      input.setAttribute("aria-valuetext", said(dial, value));
      reading.textContent = said(dial, value);
      const same = !(dial.key in state.dials);
      reset.disabled = same;
      made.classList.toggle("is-changed", !same);
    };
    return made;
  }

  /* ---- what is seen ---- */

  const at = (curves, series, month) => curves[series]?.mean[month];
  const monthOfHalf = (curves) => curves.live.mean.findIndex((share) => share >= 0.5);

  function moved(from, to) {
    const by = Math.round(100 * to) - Math.round(100 * from);
    return by === 0 ? "the same as" : `${Room.points(by / 100)} ${by > 0 ? "more than" : "fewer than"}`;
  }

  function sentence() {
    const { mean, low, high } = answer.curves[state.series];
    const range = low && high[horizon] > low[horizon] ? ` (${Room.percent(low[horizon])} to ${Room.percent(high[horizon])})` : "";
    const half = monthOfHalf(answer.curves);
    const parts = [`${Room.percent(mean[horizon])} of organisations ${NAMES[state.series]} at month ${horizon}${range}`];
    if (before && before !== answer && before.curves !== plan.curves) parts.push(`${moved(at(before.curves, state.series, horizon), mean[horizon])} before`);
    if (Object.keys(state.dials).length) parts.push(`${moved(at(plan.curves, state.series, horizon), mean[horizon])} “${plan.name}” as it stands`);
    const half_said = half < 0 ? `Half are not live by month ${data.months}.` : `Half are live by month ${half}.`;
    return `${parts.join("; ")}. ${half_said}`;
  }

  function lines() {
    const { mean, low, high } = answer.curves[state.series];
    const now = { label: Object.keys(state.dials).length ? "as dialled" : plan.name, values: mean, low, high, slot };
    const past = before && before !== answer ? before.curves[state.series].mean : null;
    return past ? [{ label: "before", values: past, faint: true }, now] : [now];
  }

  function heldTo() {
    if (!Object.keys(state.dials).length || answer.held_to === "computed") {
      return `Computed${answer.n ? `: ${Room.number(answer.n)} runs` : ""}.`;
    }
    const held = data.grid?.held_out;
    const trust = held ? ` In ${Math.round(100 * held.within_3_points)} of 100 settings tried, this lay within 3 points of a real run${Room.known(held.worst) ? `; the worst was ${Room.points(held.worst)} off` : ""}.` : "";
    return `Interpolated between settings that were run.${trust}`;
  }

  const options = () => ({
    lines: lines(), yMax: state.series === "abandoned" ? 0.5 : 1, rules: [horizon], yLabel: `Share of organisations ${NAMES[state.series]}`, caption: sentence(),
  });

  function measures() {
    return (answer.measures ?? []).map((measure) => element("div", {}, element("dt", {}, measure.label),
      element("dd", {}, Room.behind(Room.interval(measure), measure.behind, measure.label))));
  }

  /* ---- asking ---- */

  let speaking = null;
  let failed = false;
  async function ask(draw) {
    let found;
    try {
      found = Object.keys(state.dials).length
        ? await Room.answer(state.dials, planId)
        : { curves: plan.curves, measures: plan.measures, command: plan.command, held_to: "computed", n: data.replicates };
    } catch (error) {
      failed = true;
      Room.problem(error.message);
      return;
    }
    if (!found) return; // overtaken by a newer change
    if (failed) Room.problem(null);
    failed = false;
    answer = found;
    draw();
    clearTimeout(speaking);
    if (state.view === "dials") speaking = setTimeout(() => Room.say(sentence()), 700);
  }

  /* ---- the view ---- */

  function render(container) {
    if (!dials.length) return container.append(element("h2", {}, "Dials"), element("p", {}, "This file was made without dials."), ...others());
    const controls = dials.map(control);
    const picture = Room.chart.lines(options());
    const held = element("p", { class: "held" });
    const list = element("dl", { class: "readings" });
    const series = Room.choice("Show", Object.keys(NAMES).filter((name) => name in plan.curves).map((name) => [name, NAMES[name]]), state.series, (value) => Room.set({ series: value }));
    const reset = element("button", { type: "button", onclick: () => { before = answer; touched.key = null; Room.set({ dials: {} }); } }, "Reset all dials");

    function draw() {
      picture.update(options());
      held.textContent = heldTo();
      list.replaceChildren(...measures());
    }
    function drawControls() {
      for (const each of controls) each.draw();
      reset.disabled = !Object.keys(state.dials).length;
    }
    Room.on("dials", () => { drawControls(); ask(draw); });
    Room.on("series", () => { series.choose(state.series); draw(); });
    container.append(
      element("h2", {}, `What if “${plan.name}” were done differently?`),
      element("div", { class: "beside" },
        element("div", { class: "dials", role: "group", "aria-label": "Dials" }, controls, element("div", { class: "controls" }, reset), others()),
        element("div", { class: "dial-picture" }, element("div", { class: "controls" }, series), picture, held, list)));
    drawControls();
    draw();
    if (Object.keys(state.dials).length) ask(draw);
  }

  /* The dials that a file cannot turn, and how to turn them. */
  function others() {
    const rest = data.dials.filter((dial) => !turnable(dial));
    if (data.live) return [];
    return [element("section", { class: "other-dials" }, element("h3", {}, "More dials on the live page"),
      element("p", {}, "Where Uptake is installed, this line opens it:"),
      element("p", {}, element("code", {}, data.workshop_command ?? data.command.replace("uptake compare", "uptake workshop"))),
      rest.length ? element("details", {}, element("summary", {}, `${Room.counted(rest.length, "dial")} that this file does not turn`),
        element("ul", {}, rest.map((dial) => element("li", {}, `${dial.label}: ${said(dial, planned(dial))}`)))) : null)];
  }

  Room.view("dials", { title: "Dials", render, command: () => answer.command ?? plan.command });
})();
