// @ts-check
"use strict";
/* What the room commits to, as the small file that "uptake track" scores later. */
(() => {
  const LONGEST = 1500; // signs of an address that mail and chat leave whole
  const MOST = 12; // rows

  /** @type {Commitment["empty"]} */
  const empty = () => ({ what: "", by: "", who: "" });

  /* Rows in which something was written. */
  /** @type {Commitment["filled"]} */
  const filled = (actions) => actions.filter((each) => each.what.trim() || each.by.trim() || each.who.trim());

  /* Whether the rows may be part of the address. */
  /** @type {Commitment["fits"]} */
  const fits = (actions) => encodeURIComponent(JSON.stringify(actions)).length <= LONGEST;

  /* Whether an address holds rows, and not something else. */
  /** @type {Commitment["valid"]} */
  const valid = (actions) =>
    Array.isArray(actions) &&
    actions.length <= MOST &&
    actions.every((each) => each && [each.what, each.by, each.who].every((said) => typeof said === "string"));

  /* Where nine runs in ten lie, and over what; the range of the mean if nothing more is known. */
  /** @type {Commitment["range"]} */
  function range(plan, sets) {
    if (plan.outlook) return { ...ends(plan.outlook), over: `nine in ten runs, over luck, systems and ${sets}` };
    // Sets of assumptions were tried on the plans of the page, not on one that was made in it.
    const alone = sets ? ", with assumptions as they are" : "";
    if (plan.spread.live) return { ...ends(plan.spread.live), over: `nine in ten runs, over luck and systems${alone}` };
    return { ...ends(plan.curves.live), over: "the mean of all runs" };
  }
  /** @param {{low: Maybe<number>[], high: Maybe<number>[]}} found */
  const ends = ({ low, high }) => ({ low, high });

  /* The file. Python reads it: sim/study/track/commitment.py. A plan that the room kept names the
     plan of the page that it changes: the room voted for that one. */
  /** @type {Commitment["file"]} */
  function file(data, plan, room, actions, made) {
    const from = data.plans.find((each) => each.id === plan.plan);
    return {
      kind: "uptake commitment",
      format: 1,
      version: data.version,
      made,
      title: data.title,
      plan: plan.name,
      ...(from ? { changed_from: from.name } : {}),
      command: plan.command,
      overrides: plan.overrides,
      start: data.first_month,
      months: data.months,
      organisations: data.ledger.plans[from?.id ?? plan.id].organisations,
      expected: { mean: plan.curves.live.mean, ...range(plan, data.sets) },
      drawn_of: room.of,
      drawn: room.drawn,
      plans: data.plans.map((each) => each.name),
      votes: room.votes,
      actions: filled(actions),
    };
  }

  /* What the room predicted, in a sentence. */
  /** @type {Commitment["predicted"]} */
  function predicted(room, plans) {
    const counted = plans.map((name, place) => ({ name, votes: room.votes.filter((each) => each === place).length }));
    const voted = counted.filter(({ votes }) => votes).map(({ name, votes }) => `${votes} for “${name}”`);
    const said = [];
    if (voted.length) said.push(`${Page.counted(room.votes.length, "vote")}: ${Page.listed(voted)}.`);
    if (room.drawn.length) said.push(`${Page.counted(room.drawn.length, "curve")} of “${room.of}”.`);
    return said.length ? `The room predicted: ${said.join(" ")}` : "The room has not voted and has drawn nothing.";
  }

  Page.commitment = { MOST, empty, filled, fits, valid, range, file, predicted };
})();
