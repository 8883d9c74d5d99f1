// @ts-check
"use strict";
/* One dial: its value in a plan, how far it turns, its wording, and its control. */
(() => {
  const { data, element, state } = Page;

  /* The levels of a dial in a file; none on a live page, which can compute any value. */
  /** @param {Dial} dial */
  const levelsOf = (dial) => (data.grid ? data.grid.levels[data.grid.keys.indexOf(dial.key)] : undefined);

  /* A dial turns on a live page if it does something for the plan, in a file if it is in the grid. */
  /** @type {DialControls["turns"]} */
  const turns = (dial, planId) => (data.live ? dial.by_plan[planId] !== null : levelsOf(dial) !== undefined);

  /* The plan's own value; null is a value too ("none"). */
  /** @type {DialControls["planned"]} */
  const planned = (dial, planId) => dial.values[planId];

  /** @param {Dial} dial @param {string} planId */
  const settingOf = (dial, planId) => (dial.key in state.dials ? state.dials[dial.key] : planned(dial, planId));

  /* How far the page can answer: to the ends of the file's levels, or else of the dial for the plan. */
  /** @param {Dial} dial @param {string} planId */
  function ends(dial, planId) {
    const levels = levelsOf(dial);
    if (levels) return [levels[0], levels[levels.length - 1]];
    const { low, high } = dial.by_plan[planId] ?? dial;
    return [low, high];
  }

  /* Whether a value in the address is possible for one of this page's dials. */
  /** @type {DialControls["allowed"]} */
  function allowed(key, value) {
    const dial = data.dials.find((each) => each.key === key);
    const levels = dial && levelsOf(dial);
    if (!dial || !(data.live || levels)) return false;
    if (dial.kind === "choice") return dial.choices.some((choice) => choice.value === value);
    const [low, high] = levels ? [levels[0], levels[levels.length - 1]] : [dial.low, dial.high];
    return typeof value === "number" && value >= low && value <= high;
  }

  /* Money moved to a lever is shown as the share that the lever then has: "15% of the budget (+5)". */
  /** @type {DialControls["said"]} */
  function said(dial, planId, value) {
    const choice = dial.choices.find((each) => each.value === value);
    if (choice) return choice.label;
    if (typeof value !== "number") return value === null ? "none" : String(value);
    const share = dial.by_plan[planId]?.share;
    if (share === undefined) return Page.unit(value, dial.unit);
    const moved = Math.round(100 * value);
    return `${Page.percent(share + value)} of the budget${moved ? ` (${moved > 0 ? "+" : "−"}${Math.abs(moved)})` : ""}`;
  }

  /* The control of a dial, with `.draw()`; `turn(dial, value)` is called with each change. */
  /** @type {DialControls["control"]} */
  function control(dial, planId, turn) {
    const name = Page.id("dial");
    const explain = element("p", { class: "explain", id: `${name}-explain` }, dial.explain);
    const reading = Page.behind("", [dial.key], dial.label);
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
    const input =
      dial.kind === "choice"
        ? element(
            "select",
            common,
            dial.choices.map((choice) => element("option", {}, choice.label)),
          )
        : element("input", { ...common, type: "range", min: low, max: high, step: dial.step });
    input.addEventListener("input", () =>
      input instanceof HTMLSelectElement
        ? turn(dial, dial.choices[input.selectedIndex].value)
        : turn(dial, Number(Number(input.value).toFixed(6))),
    );

    const made = element(
      "div",
      { class: "dial" },
      element("div", { class: "dial-head" }, element("label", { for: name }, dial.label), reading),
      element("div", { class: "dial-row" }, input, reset),
      explain,
    );
    function draw() {
      const value = settingOf(dial, planId);
      const words = said(dial, planId, value);
      if (input instanceof HTMLSelectElement)
        input.selectedIndex = dial.choices.findIndex((choice) => choice.value === value);
      else {
        if (Number(input.value) !== value) input.value = String(value);
        input.setAttribute("aria-valuetext", words);
      }
      reading.textContent = words;
      reset.disabled = !(dial.key in state.dials);
      made.classList.toggle("is-changed", dial.key in state.dials);
    }
    draw();
    return Object.assign(made, { draw });
  }

  Page.dial = { turns, planned, allowed, said, control };
})();
