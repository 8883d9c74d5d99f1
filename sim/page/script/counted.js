// @ts-check
"use strict";
/* From the counters of runs to what the page shows: curves with bands, and measures.  Which counters
   an outcome reads is told by the data (sim.page.readings); nothing here is a rule of the model. */
(() => {
  const STAGES = 8;
  const { clustered, halfWidth, interval, ratio, within } = Page.intervals;
  const POUNDS = 1000; // in a thousand
  const NINE_IN_TEN = [0.05, 0.95];

  /* What is worked out of a set of runs more than once. */
  /** @type {WeakMap<Found, {runs: Clusters, blocks: Clusters}>} */
  const kept = new WeakMap();
  /** @param {Found} found */
  function clustersOf(found) {
    const known = kept.get(found) ?? {
      runs: clustered(found.clusters),
      blocks: clustered(found.counts.block_clusters, found.counts.block_sizes),
    };
    kept.set(found, known);
    return known;
  }

  /* The value of a counter in one run and month. */
  /** @param {Found} found @param {Term} term @param {Unapproved} plan @param {number} run @param {number} month */
  function counter({ counts, months }, { count, stage, sign }, plan, run, month) {
    if (count === "unapproved") {
      const each = plan.unapproved[month] ?? 0;
      return each && sign * each * (counts.all_size[run] - counts.live_size[run * (months + 1) + month]);
    }
    const wide = counts[count].length / counts.all_size.length;
    if (stage === null) return sign * counts[count][run * wide + month];
    return sign * counts[count][run * wide + month * STAGES + stage];
  }

  /* The sum of some counters, run by run; over the months before one, if that is meant. */
  /** @param {Found} found @param {Term[]} terms @param {Unapproved} plan @param {number} at @param {boolean} total */
  function summed(found, terms, plan, at, total = false) {
    return Float64Array.from({ length: found.replicates }, (_, run) => {
      let all = 0;
      for (let month = total ? 0 : at; month < (total ? at : at + 1); month++)
        for (const term of terms) all += counter(found, term, plan, run, month);
      return all;
    });
  }

  /* ---- groups of organisations, which are counted over blocks of runs ---- */

  /** @param {Found} found @param {number} block @param {number} month @param {number} group @param {number[]} stages */
  function inGroup({ counts, months }, block, month, group, stages) {
    const groups = counts.group_stages.length / (counts.block_sizes.length * (months + 1) * STAGES);
    const start = ((block * (months + 1) + month) * groups + group) * STAGES;
    return stages.reduce((all, stage) => all + counts.group_stages[start + stage], 0);
  }

  /* Share of a group's organisations in some stages, as values by block; null where the group is empty. */
  /** @param {Found} found @param {number} group @param {number[]} stages @param {number} month */
  function groupShare(found, group, stages, month) {
    const every = [...Array(STAGES).keys()];
    const blocks = [...found.counts.block_sizes.keys()];
    const above = blocks.map((block) => inGroup(found, block, month, group, stages));
    const below = blocks.map((block) => inGroup(found, block, 0, group, every));
    return ratio(above, below, clustersOf(found).blocks);
  }

  /** @param {Found} found @param {Reads} reads @param {[number, number]} areas */
  function gap(found, { above, at }, [ahead, behind]) {
    const stages = above.map((term) => term.stage ?? 0);
    const [one, other] = [ahead, behind].map((group) => groupShare(found, group, stages, at));
    return one && other && one.map((share, i) => share - other[i]);
  }

  /* ---- outcomes ---- */

  /* An outcome run by run, or block by block; null where 0 is divided by 0. */
  /** @param {Found} found @param {Reads} reads @param {ReadPlan} plan @returns {Sample | null} */
  function sampleOf(found, reads, plan) {
    const { runs, blocks } = clustersOf(found);
    const { above, below, at, total, plus } = reads;
    if (reads.kind === "gap") {
      const values = gap(found, reads, [plan.areas[0], plan.areas[1]]);
      return values && { values, clusters: blocks };
    }
    const upper = summed(found, above, plan, at, total);
    if (reads.kind === "ratio") {
      const values = ratio(upper, summed(found, below, plan, at), runs);
      return values && { values, clusters: runs };
    }
    return { values: upper.map((each) => each / found.organisations + plus), clusters: runs };
  }

  /* All outcomes that have a mean, by key. */
  /** @type {Reckoning["samples"]} */
  const samples = (found, plan) =>
    Object.fromEntries(
      Page.data.outcomes
        .filter(({ reads }) => !["half", "spend"].includes(reads.kind))
        .map(({ key, reads }) => [key, sampleOf(found, reads, plan)]),
    );

  /** @type {Reckoning["ranged"]} */
  const ranged = (sample, { low, high }) => sample && within(interval(sample), low, high);

  /* One plan less another, run by run: both met the same chance events. */
  /** @type {Reckoning["paired"]} */
  function paired(mine, theirs, { low, high }) {
    if (!mine || !theirs) return null;
    const values = mine.values.map((value, i) => value - theirs.values[i]);
    const [least, most] = low === null || high === null ? [null, null] : [low - high, high - low];
    return within(interval({ values, clusters: mine.clusters }), least, most);
  }

  /* Programme spend up to a month, in pounds. */
  /** @type {Reckoning["spend"]} */
  const spend = (found, end) => POUNDS * found.spend.slice(0, end).reduce((all, each) => all + each, 0);

  /* ---- months until half are live ---- */

  /* The first month with half live in each run; infinite where that is not reached. */
  /** @param {Found} found @param {Reads} reads */
  function monthsToHalf(found, { above, at }) {
    const wanted = 0.5 * found.organisations - 1e-9;
    const none = { unapproved: [] };
    return Array.from({ length: found.replicates }, (_, run) => {
      for (let month = 0; month <= at; month++) {
        const live = above.reduce((all, term) => all + counter(found, term, none, run, month), 0);
        if (live >= wanted) return month;
      }
      return Infinity;
    });
  }

  /* The median run, and the range of the middle 80 %; null where it is not reached. */
  /** @type {Reckoning["half"]} */
  function half(found, reads) {
    const times = monthsToHalf(found, reads).sort((a, b) => (a === b ? 0 : a - b));
    const [mean, low, high] = [0.5, 0.1, 0.9]
      .map((part) => times[Math.ceil((times.length - 1) * part)])
      .map((time) => (Number.isFinite(time) ? time : null));
    return { mean, low, high };
  }

  /** @param {Ends} when @param {number} end */
  function whenInWords({ mean, low, high }, end) {
    if (mean === null) return `not within ${end} months in most runs`;
    return `${mean} months (${low ?? "later"} to ${high ?? `after ${end}`})`;
  }

  /* ---- what is shown ---- */

  /* The share of the organisations by month, and where luck leaves its mean. */
  /** @type {Reckoning["curve"]} */
  function curve(found, terms) {
    const { runs } = clustersOf(found);
    /** @type {Curve} */
    const made = { mean: [], low: [], high: [] };
    for (let month = 0; month <= found.months; month++) {
      const shares = summed(found, terms, { unapproved: [] }, month).map((each) => each / found.organisations);
      const mean = shares.reduce((all, each) => all + each, 0) / found.replicates;
      const width = halfWidth(shares, runs);
      const known = Number.isFinite(width);
      made.mean.push(mean);
      made.low.push(known ? Math.max(0, mean - width) : null);
      made.high.push(known ? Math.min(1, mean + width) : null);
    }
    return made;
  }

  /* Between which shares nine single runs in ten lie, by month; as sim.page.plans takes quantiles. */
  /** @type {Reckoning["spread"]} */
  function spread(found, terms) {
    const [low, high] = NINE_IN_TEN.map(() => /** @type {number[]} */ ([]));
    for (let month = 0; month <= found.months; month++) {
      const counts = summed(found, terms, { unapproved: [] }, month).sort();
      const [least, most] = NINE_IN_TEN.map((part) => {
        const at = part * (counts.length - 1);
        const [below, above] = [counts[Math.floor(at)], counts[Math.ceil(at)]];
        return (below + (at % 1) * (above - below)) / found.organisations;
      });
      low.push(least);
      high.push(most);
    }
    return { low, high };
  }

  /** @type {Reckoning["curves"]} */
  const curves = (found) =>
    Object.fromEntries(Object.entries(Page.data.series).map(([name, terms]) => [name, curve(found, terms)]));

  /** @param {number} x */
  const known = (x) => (Number.isFinite(x) ? x : null);

  /** @param {Found} found @param {Reckoned} outcome @param {ReturnType<Reckoning["samples"]>} all @returns {Ends & {text: string}} */
  function told(found, outcome, all) {
    const { reads, unit } = outcome;
    if (reads.kind === "half") {
      const when = half(found, reads);
      return { ...when, text: whenInWords(when, reads.at) };
    }
    if (reads.kind === "spend") {
      const money = spend(found, reads.at);
      return { mean: money, low: null, high: null, text: Page.pounds(money) };
    }
    const range = ranged(all[outcome.key], outcome);
    if (!range) return { mean: null, low: null, high: null, text: "nothing to measure" };
    const { mean, low, high } = range;
    return { mean: known(mean), low: known(low), high: known(high), text: Page.worded.quantity(range, unit) };
  }

  /* The measures of a set of runs: each with its range, in words too. */
  /** @type {Reckoning["measures"]} */
  function measures(found, plan) {
    const all = samples(found, plan);
    return Page.data.outcomes
      .filter((outcome) => outcome.shown)
      .map((outcome) => {
        const { key, label, better, explain, behind } = outcome;
        return { key, label, better, explain, behind, ...told(found, outcome, all) };
      });
  }

  Page.reckon = { samples, ranged, paired, spend, half, curve, curves, spread, measures };
})();
