// @ts-check
"use strict";
/* Runs of the real model in this browser, remembered; and the changed plans that the room keeps. */
(() => {
  const { data, state } = Page;
  const REMEMBERED = 24; // sets of runs
  const LINES = 6; // ways to draw a line
  const MOST = Math.min(4, LINES - data.plans.length);
  const LONGEST = 24; // letters of a team's name, which the address keeps

  /** @param {unknown} team */
  const isName = (team) => typeof team === "string" && team.length <= LONGEST;

  /** @param {Kept} each */
  const isKept = (each) =>
    /^kept[0-3]$/.test(each?.id) &&
    isName(each.team ?? "") &&
    Boolean(Page.plan(each.plan)) &&
    typeof each.values === "object" &&
    Object.entries(each.values).every(([key, value]) => Page.dial.allowed(key, value));

  Page.keep("kept", [], (all) => Array.isArray(all) && all.length <= MOST && all.every(isKept));

  /* ---- runs ---- */

  /** @type {Map<string, Found>} */
  const remembered = new Map();
  /** @param {string} planId @param {Values} values */
  const keyOf = (planId, values) => JSON.stringify([planId, Object.entries(values).sort()]);

  /* The plan as it is may be asked for again before it is known: then it is not run again. */
  /** @type {Map<string, Promise<Found | null>>} */
  const underway = new Map();
  /** @type {Runs["base"]} */
  async function base(planId) {
    const known = await underway.get(planId)?.catch(() => null);
    if (known) return known;
    const asked = get(planId, {}, "as it is");
    underway.set(planId, asked);
    return asked;
  }

  /* All runs of a plan with some values; null if a newer question on the channel overtook this one. */
  /** @type {Runs["get"]} */
  async function get(planId, values, channel, tell = () => {}) {
    const key = keyOf(planId, values);
    const found = remembered.get(key) ?? (await Page.engine.run(planId, values, channel, tell));
    if (!found) return null;
    remembered.delete(key);
    remembered.set(key, found);
    const oldest = remembered.keys().next().value;
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return found;
  }

  /* ---- plans that are kept ---- */

  /** @type {Map<string, Plan & {beside: string}>} */
  const made = new Map();
  /** @type {Runs["nameOf"]} */
  const nameOf = ({ plan, values }) => `${Page.plan(plan).name}, ${Page.turns.named(plan, values)}`;

  /* A changed plan, as the other views show plans; and what it gains and costs beside the plan that
     it changes, on the same runs. */
  /** @param {Kept} kept @param {Found} found @param {Found} asItIs @returns {Plan & {beside: string}} */
  function planOf(kept, found, asItIs) {
    const base = Page.plan(kept.plan);
    const name = nameOf(kept);
    const { sentence, price } = Page.against.against(found, asItIs, base, {
      own: "this plan",
      other: `“${base.name}” as it is`,
    });
    return {
      ...base,
      id: kept.id,
      label: name,
      name,
      explain: `“${base.name}”, changed in this page.`,
      command: Page.turnedCommand(base, kept.values, found.replicates),
      overrides: Page.turnedOverrides(base, kept.values),
      curves: Page.reckon.curves(found),
      spread: { live: Page.reckon.spread(found, data.series.live) },
      outlook: null,
      groups: [],
      measures: Page.reckon.measures(found, base),
      beside: [sentence, price].filter(Boolean).join(" "),
    };
  }

  /* Run what is kept and not made yet; then the views that show it draw it. */
  async function make() {
    for (const kept of state.kept) {
      const key = keyOf(kept.plan, kept.values);
      if (made.has(key)) continue;
      const found = await get(kept.plan, kept.values, kept.id).catch(() => null);
      const asItIs = found && (await base(kept.plan).catch(() => null));
      if (found && asItIs) made.set(key, planOf(kept, found, asItIs));
    }
    Page.set({ kept_made: state.kept.filter((each) => made.has(keyOf(each.plan, each.values))).map(({ id }) => id) });
  }

  /* The kept plans that have been run. */
  /** @type {Runs["kept"]} */
  const kept = () =>
    state.kept.flatMap((each) => {
      const plan = made.get(keyOf(each.plan, each.values));
      return plan ? [{ ...plan, id: each.id, plan: each.plan, values: each.values }] : [];
    });

  /* Keep a changed plan; an error in plain words if there is no room. */
  /** @type {Runs["keep"]} */
  function keep(planId, values) {
    const same = keyOf(planId, values);
    if (state.kept.some((each) => keyOf(each.plan, each.values) === same)) return "This plan is kept already.";
    if (state.kept.length >= MOST)
      return `${Page.counted(MOST, "plan")} are kept, the most that fit. Let one go first.`;
    const free = [0, 1, 2, 3].map((k) => `kept${k}`).find((id) => !state.kept.some((each) => each.id === id));
    const id = /** @type {string} */ (free);
    Page.set({ kept: [...state.kept, { id, plan: planId, values }], plans: [...state.plans, id] });
    return null;
  }

  /** @type {Runs["drop"]} */
  function drop(id) {
    const left = state.plans.filter((each) => each !== id);
    const plans = left.length ? left : data.plans.map((plan) => plan.id);
    Page.set({ kept: state.kept.filter((each) => each.id !== id), plans });
  }

  /* Give a kept plan the name of the team that put it forward; none takes it away. */
  /** @type {Runs["team"]} */
  function team(id, name) {
    const short = name.trim().slice(0, LONGEST);
    Page.set({ kept: state.kept.map((each) => (each.id === id ? named(each, short) : each)) });
  }
  /** @param {Kept} kept @param {string} name */
  function named({ team: _, ...others }, name) {
    return name ? { ...others, team: name } : others;
  }

  state.kept_made = [];
  Page.on("kept", make);
  Page.runs = { get, base, kept, nameOf, keep, drop, team, make, MOST, LONGEST };
})();
