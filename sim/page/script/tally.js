// @ts-check
"use strict";
/* Votes for plans, in the order in which they were given, so that the last can be taken back. */
(() => {
  /* A vote is the place of a plan in the list of plans. */
  /** @type {Tally["count"]} */
  const count = (votes, place) => votes.filter((vote) => vote === place).length;

  /* The votes without the last one for a plan. */
  /** @type {Tally["without"]} */
  const without = (votes, place) => votes.toSpliced(votes.lastIndexOf(place), votes.includes(place) ? 1 : 0);

  /* The outcome in sentences: what the room chose, compared with the plan that leads in the model;
     `shares` are the shares live in the model, by plan. */
  /** @type {Tally["outcome"]} */
  function outcome(votes, names, shares, leader) {
    const counts = names.map((_, place) => count(votes, place));
    const most = Math.max(...counts);
    const chosen = names.flatMap((_, place) => (counts[place] === most ? [place] : []));
    /** @param {number} place */
    const name = (place) => `“${names[place]}”`;
    if (!most) return ["The room has not voted."];
    if (chosen.length > 1)
      return [`The room was split between ${Page.listed(chosen.map(name))}, with ${Page.counted(most, "vote")} each.`];
    const [first] = chosen;
    if (first === leader) return [`The room agreed, with ${most} of ${Page.counted(votes.length, "vote")}.`];
    return [
      `The room chose ${name(first)}, with ${most} of ${Page.counted(votes.length, "vote")}; it reaches ${Page.percent(shares[first])} in the model, ${Page.points(shares[leader] - shares[first])} fewer.`,
      `${counts[leader]} of ${votes.length} voted for the plan that leads.`,
    ];
  }

  Page.tally = { count, without, outcome };
})();
