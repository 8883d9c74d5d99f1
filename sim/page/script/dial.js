"use strict";
/* One dial: its value in a plan, how far it turns, how it is said, and its control. */
(() => {
  const { data, element, state } = Room;

  const levelsOf = (dial) => data.grid?.levels[data.grid.keys.indexOf(dial.key)];
  const forPlan = (dial, planId) => dial.by_plan?.[planId];

  /* A dial turns live if it does anything for the plan, in a file if it is in the grid. */
  const turns = (dial, planId) =>
    data.live ? forPlan(dial, planId) !== null : (data.grid?.keys.includes(dial.key) ?? false);

  /* The plan's own value; null is a value too ("none"). */
  const planned = (dial, planId) => (dial.values && planId in dial.values ? dial.values[planId] : dial.value);
  const valueOf = (dial, planId) => (dial.key in state.dials ? state.dials[dial.key] : planned(dial, planId));

  /* Within what the page can answer: the file's levels, else the dial's own ends for the plan. */
  function ends(dial, planId) {
    const levels = data.live ? null : levelsOf(dial);
    const own = forPlan(dial, planId);
    return levels ? [levels[0], levels.at(-1)] : [own?.low ?? dial.low, own?.high ?? dial.high];
  }

  function choices(dial) {
    const levels = data.live ? null : levelsOf(dial);
    return (dial.choices ?? []).filter((choice) => !levels || levels.includes(choice.value));
  }

  /* Whether a value typed into the address can be one of this page's dials at all. */
  function allowed(key, value) {
    const dial = data.dials.find((each) => each.key === key);
    if (!dial || (!data.live && !data.grid?.keys.includes(key))) return false;
    if (dial.kind === "choice") return choices(dial).some((choice) => choice.value === value);
    const [low, high] = data.live ? [dial.low, dial.high] : ends(dial);
    return typeof value === "number" && value >= low && value <= high;
  }

  /* Money moved to a lever is said as what the lever then has: "15% of the budget (+5)". */
  function said(dial, planId, value) {
    if (dial.kind === "choice") return dial.choices.find((choice) => choice.value === value)?.label ?? String(value);
    const share = forPlan(dial, planId)?.share;
    if (!Room.known(share)) return Room.unit(value, dial.unit);
    const moved = Math.round(100 * value);
    return `${Room.percent(share + value)} of the budget${moved ? ` (${moved > 0 ? "+" : "−"}${Math.abs(moved)})` : ""}`;
  }

  /* The control of a dial, with `.draw()`; `turn(dial, value)` is called with each change. */
  function control(dial, planId, turn) {
    const name = Room.id("dial");
    const explain = element("p", { class: "explain", id: `${name}-explain` }, dial.explain);
    const reading = Room.behind("", [dial.key], dial.label);
    const reset = element(
      "button",
      {
        type: "button",
        class: "reset",
        "aria-label": `Reset: ${dial.label}`,
        onclick: () => {
          turn(dial, planned(dial, planId));
          input.focus();
        },
      },
      "Reset",
    );
    const common = { id: name, "aria-describedby": explain.id };
    const [low, high] = ends(dial, planId);
    const offered = choices(dial);
    const input =
      dial.kind === "choice"
        ? element(
            "select",
            { ...common, onchange: () => turn(dial, offered[input.selectedIndex].value) },
            offered.map((choice) => element("option", {}, choice.label)),
          )
        : element("input", {
            ...common,
            type: "range",
            min: low,
            max: high,
            step: dial.step ?? "any",
            oninput: () => turn(dial, Number(Number(input.value).toFixed(6))),
          });

    const made = element(
      "div",
      { class: "dial" },
      element("div", { class: "dial-head" }, element("label", { for: name }, dial.label), reading),
      element("div", { class: "dial-row" }, input, reset),
      explain,
    );
    made.draw = () => {
      const value = valueOf(dial, planId);
      const words = said(dial, planId, value);
      if (dial.kind === "choice") input.selectedIndex = offered.findIndex((choice) => choice.value === value);
      else {
        if (Number(input.value) !== value) input.value = value;
        input.setAttribute("aria-valuetext", words);
      }
      reading.textContent = words;
      reset.disabled = !(dial.key in state.dials);
      made.classList.toggle("is-changed", dial.key in state.dials);
    };
    made.draw();
    return made;
  }

  Room.dial = { turns, planned, valueOf, allowed, said, control };
})();
