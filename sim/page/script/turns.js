// @ts-check
"use strict";
/* What is turned: values by key, changes that buttons make, their words, and the way back. */
(() => {
  const { data } = Page;
  const { find, planned, said } = Page.dial;
  const NAMED = 2; // changes that are named; the others are counted

  /* The values with one of them set; the plan's own value is left out. */
  /** @type {Turns["set"]} */
  function set(values, key, value, planId) {
    const { [key]: _, ...others } = values;
    const dial = find(key);
    return dial && planned(dial, planId) === value ? others : { ...others, [key]: value };
  }

  /* Whether all that a what-if sets is set. */
  /** @type {Turns["isOn"]} */
  const isOn = (whatif, values) =>
    Object.entries(whatif.values).every(([key, value]) => {
      const dial = find(key);
      return key in values
        ? values[key] === value
        : Boolean(dial) && planned(/** @type {Dial} */ (dial), whatif.plan) === value;
    });

  /* The values with a what-if, or without it if it is on. */
  /** @type {Turns["toggled"]} */
  function toggled(whatif, values) {
    const entries = Object.entries(whatif.values);
    if (!isOn(whatif, values)) return entries.reduce((all, [key, value]) => set(all, key, value, whatif.plan), values);
    const keys = entries.map(([key]) => key);
    return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
  }

  /** @param {string} key */
  const kindOf = (key) => find(key)?.kind ?? "plan";

  /* The values of one kind: what the plan does, or what is believed. */
  /** @type {Turns["ofKind"]} */
  const ofKind = (values, kind) => Object.fromEntries(Object.entries(values).filter(([key]) => kindOf(key) === kind));

  /* Each change in words, with its keys: those of a button that is pressed have its name. */
  /** @type {Turns["changes"]} */
  function changes(planId, values) {
    const buttons = data.whatifs.filter((each) => each.plan === planId && isOn(each, values));
    const pressed = buttons.map(({ label, values: own }) => ({
      keys: Object.keys(own),
      kind: kindOf(Object.keys(own)[0]),
      words: label,
    }));
    const known = new Set(pressed.flatMap(({ keys }) => keys));
    const rest = Object.entries(values).filter(([key]) => !known.has(key));
    return [
      ...pressed,
      ...rest.map(([key, value]) => {
        const dial = find(key);
        return { keys: [key], kind: kindOf(key), words: dial ? `${dial.label}: ${said(dial, planId, value)}` : key };
      }),
    ];
  }

  /* A changed plan is named by what was changed. */
  /** @type {Turns["named"]} */
  function named(planId, values) {
    const words = changes(planId, values).map((each) => each.words);
    const more = words.length - NAMED;
    return [...words.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join("; ") || "as it is";
  }

  /* What was changed, in order, with the way back and forth.  Turns of one dial in a row are one change. */
  /** @type {Turns["history"]} */
  function history(start) {
    let past = [start];
    let at = 0;
    /** @param {number} by */
    const move = (by) => {
      at = Math.max(0, Math.min(past.length - 1, at + by));
      return past[at];
    };
    return {
      now: () => past[at],
      before: () => (at > 0 ? past[at - 1] : null),
      undoes: () => at > 0,
      redoes: () => at < past.length - 1,
      undo: () => move(-1),
      redo: () => move(1),
      push(step, same) {
        const kept = past.slice(0, same && at > 0 ? at : at + 1);
        past = [...kept, step];
        at = past.length - 1;
      },
    };
  }

  Page.turns = { kindOf, set, isOn, toggled, ofKind, changes, named, history };
})();
