// @ts-check
"use strict";
/* Means over replicates with their 95 % intervals, as sim.outcomes.intervals has them: systems are
   clusters, with Student's t at Satterthwaite's degrees of freedom where they differ in size. */
(() => {
  const LEVEL = 0.95;
  /** @param {ArrayLike<number>} values */
  const sum = (values) => {
    let total = 0;
    for (let i = 0; i < values.length; i++) total += values[i];
    return total;
  };

  /* ---- Student's t ---- */

  const LANCZOS = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  /* Logarithm of the gamma function (Lanczos), for x of 0.5 or more. */
  /** @param {number} x */
  function logGamma(x) {
    const t = x + 6.5;
    const series = LANCZOS.slice(1).reduce((total, each, i) => total + each / (x + i), LANCZOS[0]);
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
  }

  /* The continued fraction of the incomplete beta function (Lentz). */
  /** @param {number} a @param {number} b @param {number} x */
  function fraction(a, b, x) {
    const tiny = 1e-300;
    const kept = (/** @type {number} */ each) => (Math.abs(each) < tiny ? tiny : each);
    let [c, d] = [1, 1 / kept(1 - ((a + b) * x) / (a + 1))];
    let found = d;
    for (let m = 1; m <= 500; m++) {
      const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
      const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
      let step = 1;
      for (const each of [even, odd]) {
        d = 1 / kept(1 + each * d);
        c = kept(1 + each / c);
        step = c * d;
        found *= step;
      }
      if (Math.abs(step - 1) < 1e-15) break;
    }
    return found;
  }

  /** @param {number} a @param {number} b @param {number} x @returns {number} */
  function beta(a, b, x) {
    if (x <= 0) return 0;
    if (x > (a + 1) / (a + b + 2)) return 1 - beta(b, a, 1 - x);
    const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
    return (Math.exp(front) * fraction(a, b, x)) / a;
  }

  /* The value that Student's t stays below with this chance, above 0.5. */
  /** @type {Intervals["student"]} */
  function student(chance, degrees) {
    const beyond = (/** @type {number} */ t) => beta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2;
    let [low, high] = [0, 2];
    while (beyond(high) > 1 - chance) high *= 2;
    for (let i = 0; i < 200 && high > low; i++) {
      const middle = (low + high) / 2;
      if (middle === low || middle === high) break;
      if (beyond(middle) > 1 - chance) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /* ---- clusters ---- */

  /** @param {number[]} parts */
  function degreesOf(parts) {
    const squares = parts.map((part) => part ** 2);
    const crossed = parts.map((part) => part ** 2 / (1 - part));
    return 1 / (sum(squares) + sum(crossed) ** 2 - sum(crossed.map((each) => each ** 2)));
  }

  /** @type {Map<number, number>} */
  const quantiles = new Map();
  /** @param {number} degrees */
  function quantile(degrees) {
    const known = quantiles.get(degrees) ?? student(0.5 + LEVEL / 2, degrees);
    quantiles.set(degrees, known);
    return known;
  }

  /* What half-widths need to know of the clusters; if all entries are on one system, each is its own. */
  /** @type {Intervals["clustered"]} */
  function clustered(clusters, sizes) {
    const each = sizes ?? new Float64Array(clusters.length).fill(1);
    /** @type {Map<number, number>} */
    const places = new Map();
    for (const cluster of Array.from(clusters)) if (!places.has(cluster)) places.set(cluster, places.size);
    const own = places.size < 2;
    const group = Int32Array.from(clusters, (cluster, i) => (own ? i : (places.get(cluster) ?? 0)));
    const count = own ? clusters.length : places.size;
    const replicates = sum(each);
    /** @type {number[]} */
    const parts = new Array(count).fill(0);
    for (let i = 0; i < group.length; i++) parts[group[i]] += each[i] / replicates;
    const many = count > 1;
    return {
      sizes: each,
      group,
      count,
      replicates,
      weights: parts.map((part) => 1 / (1 - part)),
      quantile: many ? quantile(degreesOf(parts)) : Infinity,
    };
  }

  /* Half of the 95 % interval of a mean; infinite where there is one cluster of one entry. */
  /** @type {Intervals["halfWidth"]} */
  function halfWidth(values, { sizes, group, count, replicates, weights, quantile: t }) {
    if (count < 2) return Infinity;
    const mean = sum(values) / replicates;
    const totals = new Float64Array(count);
    for (let i = 0; i < group.length; i++) totals[group[i]] += values[i] - sizes[i] * mean;
    let variance = 0;
    for (let g = 0; g < count; g++) variance += weights[g] * (totals[g] / replicates) ** 2;
    return t * Math.sqrt(variance);
  }

  /* The mean over replicates, and the range that contains the true one, 95 times in 100. */
  /** @type {Intervals["interval"]} */
  function interval({ values, clusters }) {
    const mean = sum(values) / clusters.replicates;
    const half = halfWidth(values, clusters);
    return { mean, low: mean - half, high: mean + half };
  }

  /* Values whose mean is the ratio of two sums, and whose spread is that of the ratio (linearised);
     null where the lower sum is 0. */
  /** @type {Intervals["ratio"]} */
  function ratio(above, below, clusters) {
    const under = sum(below);
    if (under === 0) return null;
    const [whole, stretch] = [sum(above) / under, clusters.replicates / under];
    return Float64Array.from(above, (each, i) => clusters.sizes[i] * whole + (each - whole * below[i]) * stretch);
  }

  /* An interval cut to what is possible; an unknown range stays unknown. */
  /** @type {Intervals["within"]} */
  function within({ mean, low, high }, least, most) {
    if (!Number.isFinite(high - low)) return { mean, low, high };
    return { mean, low: Math.max(low, least ?? -Infinity), high: Math.min(high, most ?? Infinity) };
  }

  Page.intervals = { student, clustered, halfWidth, interval, ratio, within };
})();
