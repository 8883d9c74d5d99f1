// @ts-check
"use strict";
/* Stacked areas by month, each with its name inside. */
(() => {
  const { data } = Page;
  const { type, NARROW, colour, inkOf, widest, margins, yearly, frame, settings } = Page.chart;
  const { apart } = Page.spacing;

  /** @typedef {{month: number, from: number, to: number}} Slice */
  /** @typedef {Line & {points: Slice[]}} Area */
  /** @typedef {Area & {at: Slice}} Named */

  /* The last is on top. Each has its name where it is widest, or at its end if it is too thin for
     that; on narrow pages those names are in the key. */
  /** @param {StackedPicture} options @param {number} width @param {number} height */
  function paintStacked(options, width, height) {
    const { lines, format = Page.number } = options;
    const { months } = data;
    const upTo = lines[0].values.length - 1;
    const below = d3.range(upTo + 1).map(() => 0);
    /** @type {Area[]} */
    const areas = lines.map((line) => ({
      ...line,
      points: d3.range(upTo + 1).map((month) => {
        const from = below[month];
        below[month] += line.values[month];
        return { month, from, to: below[month] };
      }),
    }));
    const yMax = d3.nice(0, Math.max(...below, 1e-9), 5)[1];
    // A name goes where its area is widest, as far as it fits between both ends.
    const perMonth = (width - 120) / months;
    /** @type {Named[]} */
    const named = areas.map((area) => {
      const half = widest([area.label], 600) / 2 / perMonth + 1;
      const month = d3.maxIndex(area.points, ({ from, to, month: at }) =>
        at > half && at < upTo - half ? to - from : 0,
      );
      return { ...area, at: area.points[month] };
    });
    const around = margins(24, [0, yMax], format);
    const y = d3.scaleLinear([0, yMax], [height - around.bottom, around.top]);
    /** @param {Named} area */
    const fits = ({ at }) => y(at.from) - y(at.to) >= 1.4 * type.size;
    const beyond = named.filter((area) => !fits(area) && width >= NARROW);
    if (beyond.length)
      around.right =
        widest(
          beyond.map((area) => area.label),
          600,
        ) + 26;
    /** @param {Area} area */
    const end = (area) => (area.points[upTo].from + area.points[upTo].to) / 2;
    const middles = apart(
      beyond.map((area) => y(end(area))),
      beyond.map(() => type.leading + 2),
      8,
      height - around.bottom + 10,
    );
    const name = { fontSize: type.size, fontWeight: 600, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 5 };
    return Plot.plot(
      settings(width, height, {
        marginLeft: around.left,
        marginRight: around.right,
        marginTop: around.top,
        marginBottom: around.bottom,
        x: { domain: [0, months] },
        y: { domain: [0, yMax] },
        marks: [
          Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 5 }),
          Plot.axisY({ ticks: 5, tickFormat: (value) => format(value), label: null, tickSize: 0, fontSize: type.size }),
          Plot.axisX({
            ticks: yearly(months, width - around.left - around.right),
            tickFormat: String,
            label: null,
            fontSize: type.size,
          }),
          Plot.text([0], {
            frameAnchor: "bottom-right",
            dy: around.bottom - 6,
            text: [`Months from ${Page.monthName(0)}`],
            fontSize: type.size,
            fill: "var(--ink)",
          }),
          ...areas.map((area) =>
            Plot.areaY(area.points, {
              x: "month",
              y1: "from",
              y2: "to",
              fill: colour(area.slot),
              stroke: "var(--paper)",
              strokeWidth: 1.5,
              className: "stack",
            }),
          ),
          Plot.text(named.filter(fits), {
            x: ({ at }) => at.month,
            y: ({ at }) => (at.from + at.to) / 2,
            text: "label",
            ...name,
          }),
          ...beyond.flatMap((area, i) => [
            Plot.link([0], {
              x1: [upTo],
              y1: [end(area)],
              x2: [upTo + 10 / perMonth],
              y2: [y.invert(middles[i])],
              stroke: inkOf(area.slot),
              strokeWidth: 2,
            }),
            Plot.text([0], {
              x: [upTo],
              y: [y.invert(middles[i])],
              dx: 14,
              text: [area.label],
              textAnchor: "start",
              ...name,
              fill: inkOf(area.slot),
            }),
          ]),
        ],
      }),
    );
  }

  /** @param {StackedPicture} options @returns {Rows} */
  function stackedRows({ lines, format = Page.number }) {
    const at = d3.range(0, lines[0].values.length, 6);
    return {
      head: ["Month", ...lines.map((line) => line.label)],
      body: at.map((month) => [String(month), ...lines.map((line) => format(line.values[month]))]),
    };
  }

  Page.chart.stacked = (options) => {
    const figure = frame(options, paintStacked, stackedRows);
    figure.classList.add("areas"); // its key shows areas, not lines
    return figure;
  };
})();
