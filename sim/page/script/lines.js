// @ts-check
"use strict";
/* Lines by month, with bands, markers, and a name at the end of each. */
(() => {
  const { data } = Page;
  const { type, NARROW, LINES, colour, inkOf, widest, margins, yearly, wrapped, frame, settings } = Page.chart;
  const { apart } = Page.spacing;

  /** @typedef {{month: number, value: number, low: Maybe<number>, high: Maybe<number>}} Point */
  /** @typedef {Line & {points: Point[]}} DrawnLine */

  /* `slot` 0 to 5 chooses colour, dash and marker; `faint` draws a thin grey line ("before"),
     `plain` one without markers; `end` replaces the name at the end, "" leaves it out.
     `small` is for small pictures in a row: their short names stay beside the lines. */
  /** @param {LinesPicture} options @param {number} width @param {number} height */
  function paintLines(options, width, height) {
    const { lines, format = Page.percent, labels = true, small = false } = options;
    const { months } = data;
    const upTo = options.upTo ?? months;
    const yMax = options.yMax ?? highest(lines);
    const beside = labels && (width >= NARROW || small);
    const room = Math.max(130, Math.min(15 * type.size, width * 0.26));
    // As many rows for each name as fit beside the picture; the whole name stands with the ticks.
    const rows = Math.max(1, Math.floor((height - 3 * type.size) / (lines.length * type.leading + 4)));
    const names = lines.map((line) =>
      line.end === "" ? [] : wrapped(line.end ?? `${format(line.values[upTo])} ${line.label}`, room, 600, rows),
    );
    const margin = margins(beside ? widest(names, 600) + 26 : 24, [0, yMax], format);
    const rules = options.rules ?? [];
    const named = rules.length > 0 && !small;
    if (named) margin.top = Math.round(1.5 * type.size); // the names of rules stand above the picture
    const y = d3.scaleLinear([0, yMax], [height - margin.bottom, margin.top]);
    /** @type {DrawnLine[]} */
    const shown = lines.map((line) => ({
      ...line,
      points: line.values
        .slice(0, upTo + 1)
        .map((value, month) => ({ month, value, low: line.low?.[month], high: line.high?.[month] })),
    }));
    const banded = shown.filter((line) => line.low && !line.faint).length;
    /** @type {Markish[]} */
    const marks = [
      ...Page.chart.eventLines(options, [margin.left, width - margin.right], y),
      Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickFormat: (value) => format(value), label: null, tickSize: 0, fontSize: type.size }),
      Plot.axisX({
        ticks: yearly(months, width - margin.left - margin.right),
        tickFormat: String,
        label: null,
        fontSize: type.size,
        tickSize: 6,
        tickPadding: 4,
      }),
      Plot.text([0], {
        frameAnchor: "bottom-right",
        dy: margin.bottom - 6,
        text: [`Months from ${Page.monthName(0)}`],
        fontSize: type.size,
        fill: "var(--ink)",
      }),
      Plot.ruleY([0], { stroke: "var(--quiet)" }),
      ...rules.map((month) => Plot.ruleX([month], { stroke: "var(--quiet)", strokeDasharray: "7 5" })),
      ...(named ? rules : []).map((month) =>
        Plot.text([month], {
          x: [month],
          frameAnchor: "top",
          dy: -0.4 * type.size,
          lineAnchor: "bottom",
          text: [`month ${month}`],
          fontSize: type.size,
          fill: "var(--quiet)",
          className: "rule-name",
        }),
      ),
      ...shown
        .filter((line) => line.low && !line.faint)
        .map((line) =>
          Plot.areaY(line.points, {
            x: "month",
            y1: "low",
            y2: "high",
            fill: colour(line.slot),
            fillOpacity: banded > 2 ? 0.13 : 0.2, // one over another they hide the lines
            className: "band",
          }),
        ),
      ...shown.map((line) => drawnLine(line, width)),
      ...shown.filter((line) => !line.faint && !line.plain).map((line) => markers(line, upTo, months)),
      ...(options.marks ?? []),
    ];
    if (beside)
      marks.push(
        ...endings(
          shown,
          names,
          upTo,
          y,
          [margin.top - 6, height - margin.bottom + 12],
          (width - margin.left - margin.right) / months,
        ),
      );
    return Plot.plot(
      settings(width, height, {
        marginLeft: margin.left,
        marginRight: margin.right,
        marginTop: margin.top,
        marginBottom: margin.bottom,
        x: { domain: [0, months] },
        y: { domain: [0, yMax] },
        marks,
      }),
    );
  }

  /** @param {Line} line */
  const styleOf = ({ slot = 0 }) => LINES[slot % LINES.length];

  /** @param {DrawnLine} line @param {number} width */
  const drawnLine = (line, width) =>
    Plot.line(line.points, {
      x: "month",
      y: "value",
      stroke: line.faint ? "var(--rest)" : colour(line.slot),
      strokeWidth: line.faint ? 2 : (width < NARROW ? 0.15 : 0.2) * type.size,
      strokeLinecap: "butt",
      strokeDasharray: line.faint ? "2 3" : styleOf(line).dash,
      className: "curve",
    });

  /* One marker a year, in different months for each line, and one at the end. */
  /** @param {DrawnLine} line @param {number} upTo @param {number} months */
  const markers = (line, upTo, months) => {
    const every = months > 84 ? 24 : 12;
    const first = (3 + 2 * (line.slot ?? 0)) % every;
    const at = line.points.filter(({ month }) => month === upTo || (month < upTo - 2 && month % every === first));
    return Plot.dot(at, {
      x: "month",
      y: "value",
      symbol: styleOf(line).symbol,
      r: 0.32 * type.size,
      fill: colour(line.slot),
      stroke: "var(--paper)",
      strokeWidth: 1,
    });
  };

  /**
   * @param {DrawnLine[]} lines @param {string[][]} names @param {number} upTo
   * @param {d3.ScaleLinear<number, number>} y @param {[number, number]} ends @param {number} perMonth
   */
  function endings(lines, names, upTo, y, [top, bottom], perMonth) {
    const wanted = lines.map((line) => y(line.values[upTo]));
    const middles = apart(
      wanted,
      names.map((rows) => rows.length && rows.length * type.leading + 4),
      top,
      bottom,
    );
    return lines.flatMap((line, i) => {
      if (!names[i].length) return [];
      const ink = line.faint ? "var(--quiet)" : inkOf(line.slot);
      const [x, height] = [upTo, y.invert(middles[i])];
      const tie = Plot.link([0], {
        x1: [x],
        y1: [line.values[upTo]],
        x2: [x + 11 / perMonth],
        y2: [height],
        stroke: ink,
        strokeWidth: 1,
      });
      const name = Plot.text([0], {
        x: [x],
        y: [height],
        dx: 13,
        text: [names[i].join("\n")],
        textAnchor: "start",
        fontSize: type.size,
        fontWeight: line.faint ? 400 : 600,
        lineHeight: type.leading / type.size,
        fill: ink,
        stroke: "var(--paper)",
        strokeWidth: 4,
        className: "ending",
      });
      return Math.abs(middles[i] - wanted[i]) > 9 ? [tie, name] : [name];
    });
  }

  /* The top of the axis: 1 for shares, or a smaller round number if all values are small. */
  /** @param {Line[]} lines */
  function highest(lines) {
    const top = Math.max(0, ...lines.flatMap((line) => line.high ?? line.values).filter(Page.known));
    return top > 0.5 && top <= 1 ? 1 : d3.nice(0, Math.max(top * 1.05, 1e-6), 5)[1];
  }

  /** @param {LinesPicture} options @returns {Rows} */
  function lineRows({ lines, format = Page.percent }) {
    const { months } = data;
    const at = d3.range(0, months + 1, months > 24 ? 6 : 3);
    if (at.at(-1) !== months) at.push(months);
    return {
      head: ["Month", ...lines.map((line) => line.label)],
      body: at.map((month) => [
        String(month),
        ...lines.map(({ values, low, high }) =>
          low && high && high[month] !== low[month]
            ? `${format(values[month])} (${format(low[month])} to ${format(high[month])})`
            : format(values[month]),
        ),
      ]),
    };
  }

  Page.chart.lines = (options) => frame(options, paintLines, lineRows);
})();
