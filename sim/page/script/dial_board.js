// @ts-check
"use strict";
/* All that can be turned for a plan: changes as buttons, then dials group by group; what the plan
   does stands apart from what is believed. */
(() => {
  const { data, element, state } = Page;
  const { isOn, toggled, set } = Page.turns;
  const OPEN = 1; // groups that are open at first

  /** @typedef {Drawn & {dial: Dial}} Control */

  /* A group that opens, with how many of its dials are turned. */
  /** @param {string} name @param {Control[]} controls @param {boolean} open */
  function group(name, controls, open) {
    const count = element("span", { class: "turned-count" });
    const made = element("details", { class: "dial-group", open }, element("summary", {}, name, " ", count), controls);
    function draw() {
      const turned = controls.filter(({ dial }) => dial.key in state.dials).length;
      count.textContent = turned ? `${turned} turned` : "";
      for (const each of controls) each.draw();
    }
    return Object.assign(made, { draw });
  }

  /** @param {string} planId @param {"plan" | "belief"} kind @param {(key: string, value: Scalar) => void} turn */
  function groups(planId, kind, turn) {
    const dials = data.dials.filter((dial) => dial.kind === kind && Page.dial.turns(dial, planId));
    const names = [...new Set(dials.map((dial) => dial.group))];
    return names.map((name, i) =>
      group(
        name,
        dials.filter((dial) => dial.group === name).map((dial) => Page.dial.control(dial, planId, turn)),
        kind === "plan" && i < OPEN,
      ),
    );
  }

  /* The changes that a button makes, with `.draw()`; several may be pressed. */
  Page.changeButtons = (planId, change) => {
    const offered = data.whatifs.filter((each) => each.plan === planId);
    const explain = element("p", { class: "explain" });
    const buttons = offered.map((each) => {
      const believed = Page.turns.kindOf(Object.keys(each.values)[0]) === "belief";
      const onclick = () => change(toggled(each, state.dials));
      return element("button", { type: "button", onclick, class: believed && "is-belief" }, each.label);
    });
    function draw() {
      const on = offered.filter((each) => isOn(each, state.dials));
      for (const [i, each] of offered.entries()) buttons[i].setAttribute("aria-pressed", String(on.includes(each)));
      explain.textContent = on.map((each) => each.explain).join(" ");
    }
    const place = element(
      "div",
      { class: "askable" },
      element("div", { class: "buttons", role: "group", "aria-label": "Changes, several at once" }, buttons),
      explain,
    );
    draw();
    return Object.assign(place, { draw });
  };

  /* The dials of a plan, with `.draw()`; `change(values, key)` is called with each change. */
  Page.dialBoard = (planId, change) => {
    /** @param {string} key @param {Scalar} value */
    const turn = (key, value) => change(set(state.dials, key, value, planId), key);
    const [plans, beliefs] = [groups(planId, "plan", turn), groups(planId, "belief", turn)];
    const made = element(
      "div",
      { class: "dials askable" },
      element("h3", {}, "What you would do"),
      plans,
      beliefs.length > 0 &&
        element(
          "section",
          { class: "beliefs" },
          element("h3", {}, "What you believe"),
          element("p", { class: "explain" }, "How the world answers. It cannot be done, only found out."),
          beliefs,
        ),
    );
    const draw = () => [...plans, ...beliefs].forEach((each) => void each.draw());
    draw();
    return Object.assign(made, { draw });
  };
})();
