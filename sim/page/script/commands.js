// @ts-check
"use strict";
/* The commands that reproduce what is on the screen. */
(() => {
  /** @param {string} change */
  const quoted = (change) => (/^[\w.=-]+$/.test(change) ? change : `"${change}"`);

  const MONEY = /^strategy\.(shares|shift)/;
  /* Quoted as Python quotes it (sim.config.command_lines). */
  /** @param {string} override */
  const inQuotes = (override) => `"${override.replaceAll('"', "'")}"`;

  /* What a plan is made of, with some values changed.  Money that was moved before is written as
     shares, because two moves in turn are not both at once. */
  /** @type {Page["turnedOverrides"]} */
  function turnedOverrides({ overrides, shares }, values) {
    const keys = Object.keys(values);
    let kept = overrides.filter((each) => !keys.includes(keyAndValue(each)[0]));
    if (shares.length && keys.some((key) => MONEY.test(key)))
      kept = [...kept.filter((each) => !MONEY.test(each)), ...shares];
    return [...kept, ...Object.entries(values).map(([key, value]) => `${key}=${value}`)];
  }

  /* The command that repeats a plan with some values changed, on so many of its runs. */
  /** @type {Page["turnedCommand"]} */
  function turnedCommand(plan, values, replicates) {
    const { command } = plan;
    const options = command
      .slice(command.lastIndexOf(" --replicates "))
      .replace(/^ --replicates \d+/, ` --replicates ${replicates}`);
    return `uptake run ${turnedOverrides(plan, values).map(inQuotes).join(" ")}${options}`;
  }

  /* The command that compares some of the plans: shared values once, different values as a list.
     `whole` is the command that compares all plans. */
  /** @type {Page["compareCommand"]} */
  function compareCommand(plans, whole) {
    const parted = plans.map((plan) => new Map(plan.overrides.map(keyAndValue)));
    const keys = [...new Set(parted.flatMap((each) => [...each.keys()]))];
    const values = keys.map((key) => [...new Set(parted.map((each) => each.get(key)))]);
    // Lists in several keys would be crossed, so such plans need the command for all plans.
    if (values.filter((each) => each.length > 1).length > 1 || values.flat().includes(undefined)) return whole;
    const options = whole.match(/ --[a-z-]+( [^-"\s]\S*)?/g) ?? [];
    const kept = options.filter((each) => !each.startsWith(" --baseline"));
    return `uptake compare ${keys.map((key, i) => quoted(`${key}=${values[i].join(",")}`)).join(" ")}${kept.join("")}`;
  }

  /** @param {string} change @returns {[string, string]} */
  function keyAndValue(change) {
    const at = change.indexOf("=");
    return at < 0 ? [change, ""] : [change.slice(0, at), change.slice(at + 1)];
  }

  Object.assign(Page, { turnedOverrides, turnedCommand, compareCommand });
})();
