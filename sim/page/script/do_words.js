// @ts-check
"use strict";
/* What “What would you do” says: how many are live, what it rests on, what a change did and costs. */
(() => {
  /* "65% of organisations are live at month 36 (63% to 67%)" */
  /** @type {DoWords["reached"]} */
  function reached({ mean, low, high }, month, are) {
    const [from, to] = [low[month], high[month]];
    const range = Page.known(from) && Page.known(to) && from !== to;
    const ends = range ? ` (${Page.percent(from)} to ${Page.percent(to)})` : "";
    return `${Page.percent(mean[month])} of organisations ${are} at month ${month}${ends}`;
  }

  /* On how many runs an answer rests. */
  /** @type {DoWords["restsOn"]} */
  function restsOn({ replicates, systems, isFirst }) {
    const runs = Page.counted(replicates, "run");
    if (isFirst) return `A first answer, from ${runs}; the rest follow.`;
    const on = systems > 1 ? ` on ${systems} made-up systems` : "";
    return `Rests on ${runs}${on}. Shading shows what luck does to the mean.`;
  }

  /* What the last change did, and at what price. */
  /** @type {DoWords["last"]} */
  const last = (change, { sentence, price }) => [`Last change (${change}).`, sentence, price].filter(Boolean).join(" ");

  /* What is turned: "You would do: ... You believe: ..." */
  /** @type {DoWords["turned"]} */
  function turned(changes) {
    /** @param {string} kind @param {string} start */
    const said = (kind, start) => {
      const words = changes.filter((each) => each.kind === kind).map((each) => each.words);
      return words.length ? [`${start}: ${words.join("; ")}.`] : [];
    };
    return [...said("plan", "You would do"), ...said("belief", "You believe")].join(" ");
  }

  /* A curve on its way from one to another. */
  /** @type {DoWords["between"]} */
  function between(from, to, part) {
    /** @param {Maybe<number>[]} one @param {Maybe<number>[]} other */
    const mixed = (one, other) =>
      one.map((share, month) => {
        const end = other[month];
        return Page.known(share) && Page.known(end) ? share + part * (end - share) : null;
      });
    return {
      mean: from.mean.map((share, month) => share + part * (to.mean[month] - share)),
      low: mixed(from.low, to.low),
      high: mixed(from.high, to.high),
    };
  }

  Page.doWords = { reached, restsOn, last, turned, between };
})();
