"use strict";
/* A thin layer over Observable Plot: every picture is a <figure> with a unit above it, SVG, a
   sentence that says what one sees, and a table with the same numbers.

   Colours are CSS variables (room.css), so that forced colours and print can replace them; each
   line also has a dash and a marker of its own and its name at its end. */
(() => {
  const { data, element } = Room;
  /* Size of type in pixels: follows the page's, which grows with the screen. */
  const type = { size: 17, leading: 20 };
  const NARROW = 560; // below this width names stand under the picture instead of beside it

  /* How the lines of plans are drawn, as in the package's figures (sim/plots/style.py). */
  const LINES = [
    { symbol: "circle", dash: null },
    { symbol: "square", dash: "21 5" },
    { symbol: "triangle", dash: "9 4" },
    { symbol: "diamond", dash: "26 5 5 5" },
    { symbol: "wye", dash: "14 4 4 4 4 4" },
    { symbol: "cross", dash: "4 4" },
  ];
  const colour = (slot) => (slot === null || slot === undefined ? "var(--rest)" : `var(--c${slot % LINES.length})`);
  const inkOf = (slot) => (slot === null || slot === undefined ? "var(--quiet)" : `var(--i${slot % LINES.length})`);

  /* Width of a text in pixels, in the font that this machine has. */
  const ruler = document.createElement("canvas").getContext("2d");
  function wide(text, weight = 400) {
    ruler.font = `${weight} ${type.size}px ${getComputedStyle(document.body).fontFamily}`;
    return ruler.measureText(text).width;
  }
  const widest = (rows, weight) => Math.ceil(Math.max(1, ...rows.flat().map((row) => wide(row, weight))));

  /* A text in rows of at most so many pixels; words stay whole. */
  function wrapped(text, pixels, weight = 400) {
    const rows = [];
    for (const word of String(text).split(" ")) {
      const longer = rows.length ? `${rows.at(-1)} ${word}` : word;
      if (rows.length && wide(longer, weight) <= pixels) rows[rows.length - 1] = longer;
      else rows.push(word);
    }
    return rows;
  }

  /* Push names apart that would overlap: `wanted` middles in pixels, `tall` heights. */
  function apart(wanted, tall, top, bottom) {
    const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
    const middles = [...wanted];
    let free = top;
    for (const i of order) {
      middles[i] = Math.max(middles[i], free + tall[i] / 2);
      free = middles[i] + tall[i] / 2;
    }
    let limit = bottom;
    for (const i of order.toReversed()) {
      middles[i] = Math.min(middles[i], limit - tall[i] / 2);
      limit = middles[i] - tall[i] / 2;
    }
    return middles;
  }

  /* A small sample of a line, for keys and tables. */
  function sample(slot) {
    const style = LINES[(slot ?? 0) % LINES.length];
    const rest = slot === null || slot === undefined;
    const made = element("svg:svg", { class: "line-sample", viewBox: "0 0 44 18", width: 44, height: 18, "aria-hidden": "true" },
      element("svg:line", { x1: 1, x2: 43, y1: 9, y2: 9, "stroke-width": rest ? 2 : 3.5, style: `stroke:${colour(slot)}`, "stroke-dasharray": rest ? null : style.dash }));
    if (!rest) {
      const shape = d3[`symbol${style.symbol[0].toUpperCase()}${style.symbol.slice(1)}`];
      made.append(element("svg:path", { d: d3.symbol(shape, 90)(), transform: "translate(22 9)", style: `fill:${colour(slot)}` }));
    }
    return made;
  }

  /* ---- the frame around every picture ----
     `paint(options, width, height)` gives SVG, `rows(options)` the table as {head, body}.
     `options.tools` stands right under the picture. The figure has `.update(changes)`, which draws again in the same place without flicker. */
  function frame(options, paint, rows) {
    let now = options;
    const unit = element("p", { class: "unit" });
    const above = element("div", { class: "key" });
    const plot = element("div", { class: "plot" });
    const caption = element("figcaption", { id: Room.id("caption") });
    const table = element("div", { class: "scroll", tabindex: "0", role: "region" });
    const details = element("details", { class: "numbers" }, element("summary", {}, "The same as a table"), table);
    const figure = element("figure", { class: `chart ${options.class ?? ""}` },
      unit, above, plot, options.tools, caption, options.table === false ? null : details);
    let stale = true;
    let drawnWidth = 0;

    function fill() {
      if (!stale || options.table === false) return;
      stale = false;
      const { head, body } = rows(now);
      table.setAttribute("aria-label", `Table: ${now.caption}`);
      table.replaceChildren(element("table", {}, element("caption", { class: "unseen" }, now.caption),
        element("thead", {}, element("tr", {}, head.map((text) => element("th", { scope: "col" }, text)))),
        element("tbody", {}, body.map(([first, ...rest]) => element("tr", {},
          element("th", { scope: "row" }, first), rest.map((text) => element("td", {}, text)))))));
    }

    function draw() {
      const width = Math.round(plot.clientWidth) || 900;
      drawnWidth = width;
      type.size = Math.round(0.945 * parseFloat(getComputedStyle(document.documentElement).fontSize));
      type.leading = Math.round(1.18 * type.size);
      const height = now.height ?? Math.round(Math.max(260, Math.min(620, innerHeight * 0.53, width * 0.75)));
      const svg = paint(now, width, height);
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", now.caption);
      // Plot names each group of marks ("line", "area"); within an image that tells nobody anything.
      for (const part of svg.querySelectorAll("[aria-label], [aria-description]")) part.removeAttribute("aria-label");
      plot.replaceChildren(svg);
      unit.textContent = now.yLabel ?? "";
      unit.hidden = !now.yLabel;
      caption.textContent = now.caption;
      const key = now.key ?? (now.lines && width < NARROW && now.labels !== false && !now.small ? keyOf(now.lines) : []);
      above.hidden = !key.length;
      above.replaceChildren(...key);
      stale = true;
      if (details.open) fill();
    }

    details.addEventListener("toggle", () => details.open && fill());
    addEventListener("beforeprint", fill);
    new ResizeObserver(() => {
      if (plot.clientWidth && Math.abs(plot.clientWidth - drawnWidth) > 1) draw();
    }).observe(plot);
    figure.update = (changes) => { now = { ...now, ...changes }; draw(); return figure; };
    figure.plot = plot;
    draw();
    fill();
    return figure;
  }

  const keyOf = (lines) => lines.filter((line) => line.end !== "").map((line) => element("span", { class: "key-item" }, sample(line.faint ? null : line.slot), line.label));

  /* What Plot needs for every picture. */
  function settings(width, height, more) {
    return {
      width, height, style: { fontSize: `${type.size}px`, fontFamily: "inherit", overflow: "visible", background: "none", color: "var(--ink)" }, ...more,
    };
  }

  /* Months that bear a number on the axis: whole years, as many as there is room for. */
  function yearly(months, width) {
    const step = [3, 6, 12, 24, 36, 60].find((each) => (months / each) * 2.6 * type.size < width) ?? 120;
    return d3.range(0, months + 1, months > 30 ? Math.max(12, step) : step);
  }

  /* Room around a picture of months: numbers at its left, months and their name below. */
  const margins = (right, domain, format) => ({
    left: widest(d3.ticks(...domain, 5).map((value) => format(value))) + 14, right,
    top: Math.round(0.8 * type.size), bottom: Math.round(3.2 * type.size),
  });

  /* ---- lines by month ----
     {caption, yLabel, lines, months?, upTo?, yMax?, format?, labels?: false, height?, small?: true,
      marks?: [Plot marks], rules?: [month]}
     A line: {label, values, low?, high?, slot, faint?, plain?, end?}, one value per record.
     `slot` 0 to 5 chooses colour, dash and marker; `faint` draws a thin grey line ("before"),
     `plain` one without markers; `end` replaces the name at the end, "" leaves it out.
     `small` is for small pictures in a row: their short names stay beside the lines. */
  function paintLines(options, width, height) {
    const { lines, months = data.months, format = Room.percent, labels = true, small = false } = options;
    const upTo = Math.min(options.upTo ?? months, months);
    const yMax = options.yMax ?? highest(lines);
    const beside = labels && (width >= NARROW || small);
    const room = Math.max(130, Math.min(15 * type.size, width * 0.26));
    const names = lines.map((line) => (line.end === "" ? [] : wrapped(line.end ?? `${format(line.values[upTo])} ${line.label}`, room, 600)));
    const margin = margins(beside ? widest(names, 600) + 26 : 24, [0, yMax], format);
    const y = d3.scaleLinear([0, yMax], [height - margin.bottom, margin.top]);
    const shown = lines.map((line) => ({ ...line, points: line.values.slice(0, upTo + 1).map((value, month) => ({ month, value, low: line.low?.[month], high: line.high?.[month] })) }));
    const marks = [
      Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickFormat: (value) => format(value), label: null, tickSize: 0, fontSize: type.size }),
      Plot.axisX({ ticks: yearly(months, width - margin.left - margin.right), tickFormat: String, label: null, fontSize: type.size, tickSize: 6, tickPadding: 4 }),
      Plot.text([0], { frameAnchor: "bottom-right", dy: margin.bottom - 6, text: [`Months from ${Room.monthName(0)}`], fontSize: type.size, fill: "var(--ink)" }),
      Plot.ruleY([0], { stroke: "var(--quiet)" }),
      ...(options.rules ?? []).map((month) => Plot.ruleX([month], { stroke: "var(--quiet)", strokeDasharray: "3 4" })),
      ...shown.filter((line) => line.low && !line.faint).map((line) => Plot.areaY(line.points, { x: "month", y1: "low", y2: "high", fill: colour(line.slot), fillOpacity: 0.2, className: "band" })),
      ...shown.map((line) => drawnLine(line, width)),
      ...shown.filter((line) => !line.faint && !line.plain).map((line) => markers(line, upTo, months)),
      ...(options.marks ?? []),
    ];
    if (beside) marks.push(...endings(shown, names, upTo, y, [margin.top - 6, height - margin.bottom + 12], (width - margin.left - margin.right) / months));
    return Plot.plot(settings(width, height, {
      marginLeft: margin.left, marginRight: margin.right, marginTop: margin.top, marginBottom: margin.bottom,
      x: { domain: [0, months] }, y: { domain: [0, yMax] }, marks,
    }));
  }

  const drawnLine = (line, width) => Plot.line(line.points, {
    x: "month", y: "value", stroke: line.faint ? "var(--rest)" : colour(line.slot),
    strokeWidth: line.faint ? 2 : (width < NARROW ? 0.15 : 0.2) * type.size, strokeLinecap: "butt",
    strokeDasharray: line.faint ? (line.dash ?? "2 3") : LINES[line.slot % LINES.length].dash, className: "curve",
  });

  /* One marker a year, those of each line at months of its own, and one at the end. */
  const markers = (line, upTo, months) => {
    const every = months > 84 ? 24 : 12;
    const at = line.points.filter(({ month }) => month === upTo || (month < upTo - 2 && month % every === (3 + 2 * line.slot) % every));
    return Plot.dot(at, { x: "month", y: "value", symbol: LINES[line.slot % LINES.length].symbol, r: 0.32 * type.size, fill: colour(line.slot), stroke: "var(--paper)", strokeWidth: 1 });
  };

  function endings(lines, names, upTo, y, [top, bottom], perMonth) {
    const wanted = lines.map((line) => y(line.values[upTo]));
    const middles = apart(wanted, names.map((rows) => rows.length && rows.length * type.leading + 4), top, bottom);
    return lines.flatMap((line, i) => {
      if (!names[i].length) return [];
      const ink = line.faint ? "var(--quiet)" : inkOf(line.slot);
      const [x, height] = [upTo, y.invert(middles[i])];
      const tie = Plot.link([0], { x1: [x], y1: [line.values[upTo]], x2: [x + 11 / perMonth], y2: [height], stroke: ink, strokeWidth: 1 });
      const name = Plot.text([0], {
        x: [x], y: [height], dx: 13, text: [names[i].join("\n")], textAnchor: "start", fontSize: type.size, fontWeight: line.faint ? 400 : 600,
        lineHeight: type.leading / type.size, fill: ink, stroke: "var(--paper)", strokeWidth: 4, className: "ending",
      });
      return Math.abs(middles[i] - wanted[i]) > 9 ? [tie, name] : [name];
    });
  }

  /* The top of the axis: all of a share, or a rounder smaller number where all is small. */
  function highest(lines) {
    const top = Math.max(0, ...lines.flatMap((line) => [...(line.high ?? line.values)]).filter(Number.isFinite));
    return top > 0.5 && top <= 1 ? 1 : d3.nice(0, Math.max(top * 1.05, 1e-6), 5)[1];
  }

  function lineRows({ lines, months = data.months, format = Room.percent }) {
    const at = d3.range(0, months + 1, months > 24 ? 6 : 3);
    if (at.at(-1) !== months) at.push(months);
    return {
      head: ["Month", ...lines.map((line) => line.label)],
      body: at.map((month) => [String(month), ...lines.map((line) => (line.low && line.high[month] !== line.low[month]
        ? `${format(line.values[month])} (${format(line.low[month])} to ${format(line.high[month])})` : format(line.values[month])))]),
    };
  }

  Room.chart = {
    type, NARROW, LINES, colour, inkOf, wide, widest, margins, yearly, wrapped, apart, sample, frame, settings, keyOf,
    lines: (options) => frame(options, paintLines, lineRows),
  };
})();
