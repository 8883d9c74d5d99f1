// @ts-check
"use strict";
/* Dated events on a picture by month: a dotted line for each, with its title along it. */
(() => {
  const { data } = Page;
  const { type, widest } = Page.chart;
  const { apart, widestGap } = Page.spacing;
  const ROOM = 12; // pixels of a gap that stay free

  /* A title appears when its month is reached, so that none stands where the curves' names are.
     It goes left of its line, where the curves leave most space. */
  /** @type {Chart["eventLines"]} */
  function eventLines({ lines, events = [], small = false, upTo = data.months }, [left, right], y) {
    const across = (right - left) / data.months;
    const [bottom, top] = y.range();
    const named = small ? [] : events.filter(({ month }) => month <= upTo);
    const middles = apart(
      named.map(({ month }) => left + month * across - 0.6 * type.leading),
      named.map(() => type.leading),
      left,
      right,
    );
    return [
      ...events
        .filter(({ until }) => until !== null)
        .map(({ month, until }) =>
          Plot.rect([0], {
            x1: [month],
            x2: [Math.min(Number(until), data.months)],
            y1: [y.domain()[0]],
            y2: [y.domain()[1]],
            fill: "var(--grid)",
            fillOpacity: 0.5,
          }),
        ),
      ...events.map(({ month }) =>
        Plot.ruleX([month], { stroke: "var(--quiet)", strokeWidth: 1.5, strokeDasharray: "1.5 3", className: "event" }),
      ),
      ...named.map(({ month, title, some }, i) => {
        const spans = lines.flatMap((line) => spanOf(line.values.slice(Math.max(0, month - 3), month + 1).map(y)));
        const [from, to] = widestGap(spans, top, bottom);
        const [place, anchor] =
          from === top
            ? /** @type {const} */ ([top + 4, "end"])
            : to === bottom
              ? /** @type {const} */ ([bottom - 4, "start"])
              : /** @type {const} */ ([(from + to) / 2, "middle"]);
        return Plot.text([0], {
          x: [(middles[i] - left) / across],
          y: [y.invert(place)],
          rotate: -90,
          textAnchor: anchor,
          text: [shortened(title, to - from - ROOM - (some ? widest([some]) : 0)) + some],
          fontSize: type.size,
          fill: "var(--ink)",
          stroke: "var(--paper)",
          strokeWidth: 4,
          className: "event-name",
        });
      }),
    ];
  }

  /** @param {number[]} values @returns {[number, number][]} */
  const spanOf = (values) => (values.length ? [[Math.min(...values), Math.max(...values)]] : []);

  /* As much of a title as fits, but never less than a few letters. */
  /** @param {string} title @param {number} pixels */
  function shortened(title, pixels) {
    let short = title;
    while (short.length > 6 && widest([short]) > pixels) short = `${short.slice(0, -2).trimEnd()}…`;
    return short;
  }

  Page.chart.eventLines = eventLines;
})();
