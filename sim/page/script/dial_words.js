// @ts-check
"use strict";
/* What the dials say in sentences: how far an answer is from another, and what it rests on. */
(() => {
  /* How far one share is from another; below `close` the two are practically the same. */
  /** @type {DialWords["moved"]} */
  function moved(from, to, close) {
    if (Math.abs(to - from) < close) return "practically the same as";
    const by = Math.round(100 * to) - Math.round(100 * from);
    return by === 0 ? "the same as" : `${Page.points(by / 100)} ${by > 0 ? "more than" : "fewer than"}`;
  }

  /* What an answer rests on: runs, or a reading between runs that was tried at other settings. */
  /** @type {DialWords["restsOn"]} */
  function restsOn({ held_to, replicates }, tried) {
    if (!tried || held_to === "computed") return `Computed from ${Page.counted(replicates, "run")}.`;
    const { settings, points, within, worst } = tried;
    return (
      `Interpolated between settings that were run. In ${Math.floor(100 * within)}% of the ${settings} settings ` +
      `tried, this was within ${Page.points(points)} of a real run; the worst was ${Page.points(worst)} off.`
    );
  }

  /* When the mean curve passes half; the median run may do so in another month. */
  /** @type {DialWords["half"]} */
  function half(mean) {
    const month = mean.findIndex((share) => share >= 0.5);
    return month < 0
      ? `The mean curve stays below half up to month ${mean.length - 1}.`
      : `The mean curve passes half in month ${month}.`;
  }

  Page.dialWords = { moved, restsOn, half };
})();
