// @ts-check
"use strict";
/* A changed plan against another one, on the same runs: by how much, whether the two can be told
   apart, and the price: in what the one with fewer live does better (as sim.report.catch tells it). */
(() => {
  const PART = 0.05; // of money or risk: less is no difference worth telling

  /** @param {Maybe<Estimate>} range @param {number} margin */
  const more = (range, margin) => Boolean(range && range.low > 0 && range.mean >= margin);
  /** @param {Maybe<Estimate>} range @param {number} margin */
  const less = (range, margin) => Boolean(range && range.high < 0 && range.mean <= -margin);
  /** @param {Maybe<Estimate>} range */
  const percent = (range) => (range ? `${Page.worded.whole(range.mean)}%` : "");

  /* All outcomes of a set of runs, and of its difference from another, as ranges by key. */
  /** @param {Found} found @param {ReadPlan} plan @returns {Figures} */
  function figures(found, plan) {
    const samples = Page.reckon.samples(found, plan);
    /** @type {Record<string, Maybe<Estimate>>} */
    const ranges = {};
    for (const each of Page.data.outcomes) ranges[each.key] = Page.reckon.ranged(samples[each.key] ?? null, each);
    return { found, samples, ranges };
  }

  /** @param {Figures} mine @param {Figures} theirs */
  function pair(mine, theirs) {
    /** @type {Record<string, Maybe<Estimate>>} */
    const pairs = {};
    for (const each of Page.data.outcomes)
      pairs[each.key] = Page.reckon.paired(mine.samples[each.key] ?? null, theirs.samples[each.key] ?? null, each);
    return pairs;
  }

  /* The month from which the other is ahead until the end; null if it is not, or was already. */
  /** @param {Found} mine @param {Found} theirs */
  function overtaken(mine, theirs) {
    const { data } = Page;
    const [here, there] = [mine, theirs].map((each) => Page.reckon.curve(each, data.series.live).mean);
    const ahead = there.map((share, month) => share > here[month]).slice(data.horizon, data.months + 1);
    if (ahead[0] || !ahead[ahead.length - 1]) return null;
    return data.horizon + ahead.lastIndexOf(false) + 1;
  }

  /** @param {Figures} mine @param {Figures} theirs @param {Record<string, Maybe<Estimate>>} pairs @returns {Merit[]} */
  function lasting(mine, theirs, pairs) {
    const { margin, months } = Page.data;
    const month = overtaken(mine.found, theirs.found);
    const short = "lasts better";
    if (month !== null && less(pairs.live_end, margin)) return [{ words: `overtakes it in month ${month}`, short }];
    if (!less(pairs.embedded, margin)) return [];
    const shares = [theirs, mine].map((each) => percent(each.ranges.embedded)).join(", not ");
    return [{ words: `has more embedded by month ${months} (${shares})`, short }];
  }

  /* In what the other does better, by more than the margin and beyond luck. */
  /** @param {Figures} mine @param {Figures} theirs @returns {Merit[]} */
  function better(mine, theirs) {
    const pairs = pair(mine, theirs);
    const { margin, months } = Page.data;
    const told = lasting(mine, theirs, pairs);
    /** @param {string} key @param {string} short */
    const shares = (key, short) => {
      const sides = [theirs, mine].map((each) => percent(each.ranges[key])).join(", not ");
      if (more(pairs[key], margin)) told.push({ words: `${short} (${sides})`, short });
    };
    shares("abandoned", "sees fewer give up");
    const risks = ["exposure_each", "exposure"].some((key) => {
      const there = theirs.ranges[key];
      return there && more(pairs[key], PART * Math.abs(there.mean));
    });
    if (risks) told.push({ words: "carries less risk", short: "carries less risk" });
    shares("dip", "dips less at go-live");
    const [gap, other] = [mine.ranges.equity_gap, theirs.ranges.equity_gap];
    if (gap && other && gap.mean > 0 && more(pairs.equity_gap, margin)) {
      const short = "leaves deprived areas less behind";
      const [small, large] = [other, gap].map(({ mean }) => Page.worded.whole(mean));
      told.push({ words: `leaves deprived areas less far behind (${small}, not ${large} points)`, short });
    }
    const [spent, before] = [mine, theirs].map((each) => Page.reckon.spend(each.found, months));
    if (spent > (1 + PART) * before) {
      const words = `spends less (${Page.worded.sum(before)}, not ${Page.worded.sum(spent)})`;
      told.push({ words, short: words });
    }
    return told;
  }

  /* Join what is better; beyond the first two it is said without numbers. */
  /** @param {Merit[]} merits */
  function inARow(merits) {
    const first = merits.slice(0, 2).map(({ words }) => words);
    const rest = merits.slice(2).map(({ short }) => short);
    if (rest.length < 2) return Page.listed([...first, ...rest]);
    return `${Page.listed(first)}. It also ${Page.listed(rest)}`;
  }

  /** @param {Merit[]} merits @param {string} who */
  const priceOf = (merits, who) => (merits.length ? `But ${who} ${inARow(merits)}.` : "");

  /* By how much a plan differs from another, in words. */
  /** @type {Against["sentence"]} */
  function sentence(range, other) {
    const { margin, outcomes } = Page.data;
    const { change } = /** @type {Reckoned} */ (outcomes.find((each) => each.key === "live"));
    const { unit, more: up, less: down } = /** @type {Saying} */ (change);
    const width = range.high - range.low;
    if (width === 0 && range.mean === 0) return `no difference from ${other}`;
    const size = Page.worded.difference(range, unit, up, down);
    if (Math.abs(range.mean) < margin && Number.isFinite(width)) return `practically the same as ${other}, ${size}`;
    if (!Page.worded.apart(range)) return `cannot be told apart from ${other}, ${size}`;
    return Page.worded.difference(range, unit, `${up} than ${other}`, `${down} than ${other}`);
  }

  /* A set of runs against another: the paired difference of the share live, and its price. */
  /** @type {Against["against"]} */
  function against(mine, theirs, plan, names) {
    const [here, there] = [figures(mine, plan), figures(theirs, plan)];
    const live = /** @type {Reckoned} */ (Page.data.outcomes.find((each) => each.key === "live"));
    const range = Page.reckon.paired(here.samples.live, there.samples.live, live) ?? { mean: 0, low: 0, high: 0 };
    const price =
      (range.mean >= 0 && priceOf(better(here, there), names.other)) ||
      (range.mean <= 0 && priceOf(better(there, here), names.own)) ||
      "";
    return {
      ...range,
      apart: Page.worded.apart(range),
      close: Math.abs(range.mean) < Page.data.margin && Number.isFinite(range.high - range.low),
      sentence: `Live at month ${Page.data.horizon}: ${sentence(range, names.other)}.`,
      price,
    };
  }

  /* What the plan and what is believed each bring: "of the 7 points, the plan brings 9, ..." */
  /** @type {Against["split"]} */
  function split(whole, plan) {
    const [all, own] = [whole, plan].map((share) => Math.round(100 * share));
    const believed = all - own;
    const gives = (/** @type {number} */ points) => (points < 0 ? `takes ${-points}` : `brings ${points}`);
    const size = `${Page.counted(Math.abs(all), "point")}${all < 0 ? " fewer" : ""}`;
    const start = all === 0 ? "The two make up for each other:" : `Of the ${size},`;
    return `${start} the plan ${gives(own)}, what you believe ${gives(believed)}.`;
  }

  Page.against = { against, sentence, split };
})();
