// @ts-check
"use strict";
/* Curves drawn by hand: points in per cent at some months, smoothed, and how close they came. */
(() => {
  /** @param {number[]} all */
  const mean = (all) => all.reduce((sum, each) => sum + each, 0) / all.length;
  /** @param {number[]} all */
  const steps = (all) => all.slice(1).map((each, i) => each - all[i]);

  /* The months at which a curve has its points: about eight, including the last. */
  /** @type {Curves["monthsOf"]} */
  function monthsOf(last) {
    const step = [3, 6, 12, 24, 60].find((each) => last / each <= 8) ?? 120;
    return [...Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step), last];
  }

  /* A smooth curve through the points that never overshoots them (Steffen 1990), as the share in
     each month. */
  /** @type {Curves["smooth"]} */
  function smooth(points, months) {
    const last = months.length - 1;
    const width = steps(months);
    const slope = steps(points).map((rise, i) => rise / width[i]);
    const tangent = points.map((_, i) => {
      if (i === 0) return slope[0];
      if (i === last) return slope[last - 1];
      const middle = (slope[i - 1] * width[i] + slope[i] * width[i - 1]) / (width[i - 1] + width[i]);
      const sign = Math.sign(slope[i - 1]) + Math.sign(slope[i]);
      return sign * Math.min(Math.abs(slope[i - 1]), Math.abs(slope[i]), 0.5 * Math.abs(middle));
    });
    return Array.from({ length: months[last] + 1 }, (_, month) => {
      const i = Math.min(
        last - 1,
        months.findLastIndex((each) => each <= month),
      );
      const t = (month - months[i]) / width[i];
      const value =
        points[i] * (1 + 2 * t) * (1 - t) ** 2 +
        width[i] * tangent[i] * t * (1 - t) ** 2 +
        points[i + 1] * t * t * (3 - 2 * t) +
        width[i] * tangent[i + 1] * t * t * (t - 1);
      return Math.max(0, Math.min(1, value / 100));
    });
  }

  /* The points with one of them set, in per cent. If the points after it are all equal to it, they
     move with it, so that an unfinished curve does not fall to 0. */
  /** @type {Curves["withPoint"]} */
  function withPoint(points, i, share) {
    const flat = points.slice(i).every((each) => each === points[i]);
    const set = Math.max(0, Math.min(100, Math.round(share)));
    return points.map((each, k) => (k === i || (flat && k > i) ? set : each));
  }

  /* The points after a hand has moved from one spot to another: the nearest point is set, and those
     that a quick hand skipped. A spot is a month and a share in per cent. */
  /** @type {Curves["passed"]} */
  function passed(points, months, from, to) {
    let set = points;
    for (const [i, month] of months.entries()) {
      if ((month - from.month) * (month - to.month) >= 0) continue;
      const part = (month - from.month) / (to.month - from.month);
      set = withPoint(set, i, from.share + (to.share - from.share) * part);
    }
    const off = months.map((each) => Math.abs(each - to.month));
    return withPoint(set, off.indexOf(Math.min(...off)), to.share);
  }

  /** @param {number[]} curve @param {number[]} truth */
  const lean = (curve, truth) => mean(curve.map((share, month) => share - truth[month]));
  /** @param {number[]} curve @param {number[]} truth */
  const distance = (curve, truth) => mean(curve.map((share, month) => Math.abs(share - truth[month])));
  /** @param {number} share */
  const pointsOff = (share) => `${Page.counted(Math.round(100 * share), "percentage point")} off`;
  /** @param {number[]} curve */
  const monthOfHalf = (curve) => curve.findIndex((share) => share >= 0.5);

  /* The mean of some curves, by month. */
  /** @type {Curves["meanOf"]} */
  const meanOf = (all) => all[0].map((_, month) => mean(all.map((curve) => curve[month])));

  /* How far off the room was, in a sentence; its guess is the mean of its curves. */
  /** @type {Curves["judgement"]} */
  function judgement(all, truth) {
    const guess = meanOf(all);
    const by = lean(guess, truth);
    const way = Math.abs(by) < 0.005 ? "" : by > 0 ? ", too high on the whole" : ", too low on the whole";
    const who = all.length > 1 ? `The mean of ${all.length} curves` : "The room";
    const said = [
      `${who} was ${pointsOff(distance(guess, truth))} on average over ${truth.length - 1} months${way}.`,
      half(monthOfHalf(guess), monthOfHalf(truth), truth.length - 1),
    ];
    if (all.length > 1) {
      const off = all.map((curve) => distance(curve, truth));
      const best = off.indexOf(Math.min(...off));
      said.push(`Curve ${best + 1} came nearest, ${pointsOff(off[best])}.`);
    }
    return said.join(" ");
  }

  /* When half are live, as expected and in the model's mean curve; negative if that is never
     reached.  The median run may pass half in another month. */
  /** @param {number} expected @param {number} found @param {number} months */
  function half(expected, found, months) {
    if (found < 0 && expected < 0) return "The room did not expect half to be live, and was right.";
    if (found < 0)
      return `The room expected half to be live by month ${expected}; in the model the mean curve stays below half up to month ${months}.`;
    if (expected < 0)
      return `The room did not expect half to be live; in the model the mean curve passes half in month ${found}.`;
    if (expected === found) return `In the model the mean curve passes half in month ${found}, as the room expected.`;
    return `The room expected half to be live by month ${expected}, ${Page.counted(Math.abs(found - expected), "month")} too ${expected < found ? "early" : "late"}; in the model the mean curve passes half in month ${found}.`;
  }

  /* How far off one curve was. */
  /** @type {Curves["off"]} */
  const off = (curve, truth) => pointsOff(distance(curve, truth));

  Page.curves = { monthsOf, smooth, withPoint, passed, meanOf, judgement, off };
})();
