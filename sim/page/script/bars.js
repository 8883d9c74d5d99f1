// @ts-check
"use strict";
/* Pictures of amounts: bars with their ranges, and a waterfall. */
(() => {
  const { type, NARROW, colour, widest, wrapped, frame, settings } = Page.chart;

  /* Where the labels of rows go: beside the bars, or above them on a narrow page. */
  /** @param {Bar[]} bars @param {number} width */
  function layout(bars, width) {
    const beside = width >= NARROW;
    const [labels, texts] = [bars.map((bar) => bar.label), bars.map((bar) => bar.text ?? "")];
    const free = beside ? width * 0.3 : width - 40 - widest(texts, 600); // above its bar a name shares the row with the number
    const names = labels.map((label) => wrapped(label, Math.max(120, free)));
    const tall = Math.max(...names.map((rows) => rows.length));
    return {
      beside,
      names,
      left: beside ? widest(names) + 20 : 12,
      right: beside ? widest(texts, 600) + 20 : 1.6 * type.size, // the last number of the axis is cut otherwise
      row: beside ? Math.max(2.7 * type.size, tall * type.leading + 12) : tall * type.leading + type.leading + 44,
    };
  }

  /* One row per bar: name, bar or point, range, and the number in words. */
  /** @param {Bar[]} bars @param {Picture & {domain?: [number, number]}} options @param {number} width */
  function paintRows(bars, options, width) {
    const { names, beside, left, right, row } = layout(bars, width);
    const foot = 2 * type.size;
    const height = bars.length * row + foot + 10;
    const ends = bars.flatMap((bar) => [bar.from ?? 0, bar.to ?? bar.value, bar.low, bar.high]).filter(Page.known);
    const domain = options.domain ?? d3.nice(Math.min(0, ...ends), Math.max(1e-9, ...ends), 5);
    const format = options.format ?? Page.percent;
    /** @param {number} i */
    const middle = (i) => 10 + i * row + (beside ? row / 2 : row - 24);
    const half = Math.round(0.8 * type.size); // of a bar
    const rows = bars.map((bar, i) => ({ ...bar, middle: middle(i), top: middle(i) - half, bottom: middle(i) + half }));
    const ranged = rows.filter(hasRange);
    /** @param {number} i */
    const textAt = (i) => (beside ? middle(i) : middle(i) - half - type.leading * (0.1 + 0.5 * names[i].length));
    return Plot.plot(
      settings(width, height, {
        marginLeft: left,
        marginRight: right,
        marginTop: 0,
        marginBottom: foot,
        x: { domain },
        y: { domain: [0, height - foot], range: [0, height - foot], axis: null },
        marks: [
          Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 4 }),
          Plot.axisX({
            ticks: width < NARROW ? 3 : 4,
            tickFormat: (x) => format(x),
            label: null,
            fontSize: type.size,
            tickSize: 0,
          }),
          Plot.rect(rows, {
            x1: (bar) => bar.from ?? 0,
            x2: (bar) => bar.to ?? bar.value,
            y1: "top",
            y2: "bottom",
            fill: (bar) => colour(bar.slot),
            stroke: "var(--edge)",
            className: "bars",
          }),
          ...rows
            .filter((bar) => bar.tie !== undefined)
            .map((bar) =>
              Plot.link([0], {
                x1: [bar.tie],
                x2: [bar.tie],
                y1: [bar.bottom],
                y2: [bar.bottom + row - 2 * half],
                stroke: "var(--quiet)",
                strokeDasharray: "3 3",
              }),
            ),
          Plot.ruleX([0], { stroke: "var(--quiet)", strokeWidth: 1.5 }),
          // A range has an edge of paper, so that it shows on a bar of its own colour too.
          ...[
            { stroke: "var(--paper)", strokeWidth: 4 },
            { stroke: "var(--ink)", strokeWidth: 2 },
          ].flatMap((looks) => [
            Plot.link(ranged, { x1: "low", x2: "high", y1: "middle", y2: "middle", ...looks }),
            ...["low", "high"].map((end) =>
              Plot.link(ranged, {
                x1: end,
                x2: end,
                y1: (bar) => bar.middle - 7,
                y2: (bar) => bar.middle + 7,
                ...looks,
              }),
            ),
          ]),
          Plot.text(rows, {
            frameAnchor: "left",
            y: (_, i) => textAt(i),
            dx: -10,
            text: (_, i) => names[i].join("\n"),
            textAnchor: beside ? "end" : "start",
            lineAnchor: "middle",
            fontSize: type.size,
            lineHeight: type.leading / type.size,
            fill: "var(--ink)",
            stroke: "var(--paper)",
            strokeWidth: 4,
          }),
          Plot.text(rows, {
            frameAnchor: "right",
            y: (bar, i) => (beside ? bar.middle : textAt(i)),
            dx: beside ? 10 : 12,
            text: "text",
            textAnchor: beside ? "start" : "end",
            fontSize: type.size,
            fontWeight: 600,
            fill: "var(--ink)",
            stroke: "var(--paper)",
            strokeWidth: 4,
          }),
        ],
      }),
    );
  }

  /** @param {Bar} bar */
  const hasRange = ({ low, high }) => Page.known(low) && Page.known(high) && low !== high;

  /** @param {Bar} bar @param {Picture} options */
  function said(bar, { format = Page.percent }) {
    if (bar.text !== undefined) return bar.text;
    return hasRange(bar) ? `${format(bar.value)} (${format(bar.low)} to ${format(bar.high)})` : format(bar.value);
  }

  /** @param {string[]} head @param {Bar[]} bars @param {Picture} options */
  const table = (head, bars, options) => ({ head, body: bars.map((bar) => [bar.label, said(bar, options)]) });

  /* A step begins where the last one ended; a total begins at 0. The range of a step is drawn
     around where it ends. */
  /** @param {WaterfallPicture} options @returns {Bar[]} */
  function falling(options) {
    let reached = 0;
    return options.steps.map((step, i) => {
      const from = step.total ? 0 : reached;
      const to = from + step.value;
      reached = to;
      /** @param {Maybe<number>} end */
      const around = (end) => (Page.known(end) ? end + from : undefined);
      return {
        slot: step.total ? null : 0,
        ...step,
        from,
        to,
        text: said(step, options),
        tie: i < options.steps.length - 1 ? to : undefined,
        low: around(step.low),
        high: around(step.high),
      };
    });
  }

  Page.chart.bars = (options) =>
    frame(
      options,
      (now, width) =>
        paintRows(
          now.bars.map((bar) => ({ ...bar, text: said(bar, now) })),
          now,
          width,
        ),
      (now) => table(["What", "How much"], now.bars, now),
    );
  Page.chart.waterfall = (options) =>
    frame(
      options,
      (now, width) => paintRows(falling(now), now, width),
      (now) => table(["Step", "How much"], now.steps, now),
    );
})();
