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

  /* What the model says, in a sentence. */
  /** @type {Tally["leads"]} */
  const leads = (names, shares, leader, month) =>
    `In the model “${names[leader]}” leads, with ${Page.percent(shares[leader])} of organisations live at month ${month}.`;

  /* How many there are, and how many came which way: "15 votes: 12 by phone, 3 by hand". */
  /** @type {Tally["byWay"]} */
  function byWay(phones, hands, one) {
    const all = Page.counted(phones + hands, one);
    if (!phones) return all;
    return hands ? `${all}: ${phones} by phone, ${hands} by hand` : `${all}, by phone`;
  }

  /* Votes by plan as a list of votes. */
  /** @type {Tally["votesOf"]} */
  const votesOf = (counts) => counts.flatMap((many, place) => Array(many).fill(place));

  Page.tally = { count, without, outcome, leads, byWay, votesOf };
})();
