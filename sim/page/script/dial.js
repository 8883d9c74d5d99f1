// @ts-check
"use strict";
/* One dial: its value in a plan, how far it turns, its wording, and its control.  A dial moves over
   the levels that Python gave it, so that no value is ever computed here. */
(() => {
  const { data, element, state } = Page;

  /** @type {DialControls["turns"]} */
  const turns = (dial, planId) => dial.by_plan[planId] !== null;

  /* The plan's own value; null is a value too ("none"). */
  /** @type {DialControls["planned"]} */
  const planned = (dial, planId) => dial.values[planId];

  /** @type {DialControls["find"]} */
  const find = (key) => data.dials.find((each) => each.key === key);

  /* Whether an address may set a key to a value: one of a dial's levels, or what a what-if sets. */
  /** @type {DialControls["allowed"]} */
  const allowed = (key, value) =>
    Boolean(find(key)?.levels.includes(value)) || data.whatifs.some(({ values }) => values[key] === value);

  /* Money moved to a lever is shown as the share that the lever then has: "15% of the budget (+5)". */
  /** @type {DialControls["said"]} */
  function said(dial, planId, value) {
    const name = dial.names[dial.levels.indexOf(value)];
    if (name !== undefined) return name;
    if (typeof value !== "number") return value === null ? "none" : String(value);
    const share = dial.by_plan[planId]?.share;
    if (share === undefined) return Page.unit(value, dial.unit);
    const moved = Math.round(100 * value);
    return `${Page.percent(share + value)} of the budget${moved ? ` (${moved > 0 ? "+" : "−"}${Math.abs(moved)})` : ""}`;
  }

  /* The first and the last place of a dial on its scale; nothing set lies off the scale of a balance. */
  /** @param {Dial} dial @param {string} planId */
  function ends(dial, planId) {
    const { first, last } = dial.by_plan[planId] ?? { first: 0, last: dial.levels.length - 1 };
    return { first: dial.form === "balance" && dial.levels[first] === null && first === 0 ? 1 : first, last };
  }

  /* The two ends of a balance, or nothing. */
  /** @param {Dial} dial */
  const sides = ({ ends: named }) =>
    named &&
    element(
      "div",
      { class: "ends", "aria-hidden": "true" },
      named.map((each) => element("span", {}, each)),
    );

  /* The control of a dial, with `.draw()`; `turn(key, value)` is called with each change. */
  /** @type {DialControls["control"]} */
  function control(dial, planId, turn) {
    const name = Page.id("dial");
    const { first, last } = ends(dial, planId);
    const explain = element("p", { class: "explain", id: `${name}-explain` }, dial.explain);
    const reading = Page.behind("", [dial.key], dial.label);
    const reset = element("button", { type: "button", class: "reset", "aria-label": `Reset: ${dial.label}` }, "Reset");
    const common = { id: name, "aria-describedby": explain.id };
    const input =
      dial.form === "choice"
        ? element(
            "select",
            common,
            dial.names.map((label) => element("option", {}, label)),
          )
        : element("input", { ...common, type: "range", min: first, max: last, step: 1 });
    const place = () => (input instanceof HTMLSelectElement ? input.selectedIndex : Number(input.value));
    input.addEventListener("input", () => turn(dial.key, dial.levels[place()]));
    reset.addEventListener("click", () => {
      turn(dial.key, planned(dial, planId));
      input.focus();
    });
    const made = element(
      "div",
      { class: `dial is-${dial.kind}` },
      element("div", { class: "dial-head" }, element("label", { for: name }, dial.label), reading),
      element("div", { class: "dial-row" }, input, reset),
      sides(dial),
      explain,
    );
    function draw() {
      const own = planned(dial, planId);
      const turned = dial.key in state.dials;
      const value = turned ? state.dials[dial.key] : own;
      const words = said(dial, planId, value);
      const at = dial.levels.indexOf(value);
      if (input instanceof HTMLSelectElement) input.selectedIndex = at;
      else {
        input.value = String(at < first ? Math.round((first + last) / 2) : at);
        input.setAttribute("aria-valuetext", words);
      }
      reading.textContent = words;
      reset.disabled = !turned;
      made.classList.toggle("is-changed", turned);
    }
    draw();
    return Object.assign(made, { draw, dial });
  }

  Page.dial = { turns, planned, find, allowed, said, control };
})();
