// @ts-check
"use strict";
/* A thin layer over Observable Plot: every picture is a <figure> with a unit above it, an SVG,
   a sentence that says what it shows, and a table of the same numbers.

   Colours are CSS variables (page.css), so that forced colours and print can replace them; each
   line also has its own dash and marker, and its name at its end. */
(() => {
  const { element, state } = Page;
  /* Size of type in pixels: follows the page's, which grows with the screen. */
  const type = { size: 17, leading: 20 };
  /* The least part of the screen that a picture on show takes; present.js lowers it where all else fails. */
  const onShow = { least: 0.4 };
  const NARROW = 560; // below this width there is no room for names beside a picture

  /* How the lines of plans are drawn, as in the package's figures (sim/report/figures/style.py). */
  /** @type {Chart["LINES"]} */
  const LINES = [
    { symbol: "circle", shape: d3.symbolCircle, dash: undefined },
    { symbol: "square", shape: d3.symbolSquare, dash: "21 5" },
    { symbol: "triangle", shape: d3.symbolTriangle, dash: "9 4" },
    { symbol: "diamond", shape: d3.symbolDiamond, dash: "26 5 5 5" },
    { symbol: "wye", shape: d3.symbolWye, dash: "14 4 4 4 4 4" },
    { symbol: "cross", shape: d3.symbolCross, dash: "4 4" },
  ];
  /** @param {Maybe<number>} slot */
  const colour = (slot) => (slot === null || slot === undefined ? "var(--rest)" : `var(--c${slot % LINES.length})`);
  /** @param {Maybe<number>} slot */
  const inkOf = (slot) => (slot === null || slot === undefined ? "var(--quiet)" : `var(--i${slot % LINES.length})`);

  /* Width of a text in pixels, in the font that this machine has. */
  const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  /** @param {string} text */
  function wide(text, weight = 400) {
    ruler.font = `${weight} ${type.size}px ${getComputedStyle(document.body).fontFamily}`;
    return ruler.measureText(text).width;
  }
  /** @type {Chart["widest"]} */
  const widest = (rows, weight) => Math.ceil(Math.max(1, ...rows.flat().map((row) => wide(row, weight))));

  /* A word in parts of at most `pixels`; nearly every word is one part. */
  /** @param {string} word @param {number} pixels @param {number} weight */
  function parts(word, pixels, weight) {
    /** @type {string[]} */
    const found = [];
    let rest = word;
    while (wide(rest, weight) > pixels && rest.length > 2) {
      const most =
        d3.range(rest.length - 1, 1, -1).find((letters) => wide(rest.slice(0, letters), weight) <= pixels) ?? 2;
      found.push(rest.slice(0, most));
      rest = rest.slice(most);
    }
    return [...found, rest];
  }

  /* Wrap a text into rows of at most `pixels`; what is left after `most` rows is cut off with "…". */
  /** @type {Chart["wrapped"]} */
  function wrapped(text, pixels, weight = 400, most = Number.POSITIVE_INFINITY) {
    /** @type {string[]} */
    const rows = [];
    for (const word of text.split(" ").flatMap((each) => parts(each, pixels, weight))) {
      const longer = rows.length ? `${rows.at(-1)} ${word}` : word;
      if (rows.length && wide(longer, weight) <= pixels) rows[rows.length - 1] = longer;
      else rows.push(word);
    }
    return rows.length > most ? [...rows.slice(0, most - 1), `${rows[most - 1].replace(/.[,.;:]?$/, "")}…`] : rows;
  }

  /* A small sample of a line, for keys and tables. Its middle is at 0, 0: Chromium loses a shift of
     the marker where it repeats the head of a table on paper. */
  /** @param {Maybe<number>} slot */
  function sample(slot) {
    const style = slot === null || slot === undefined ? null : LINES[slot % LINES.length];
    const made = element(
      "svg:svg",
      { class: "line-sample", viewBox: "-22 -9 44 18", width: 44, height: 18, "aria-hidden": "true" },
      element("svg:line", {
        x1: -21,
        x2: 21,
        y1: 0,
        y2: 0,
        "stroke-width": style ? 3.5 : 2,
        style: `stroke:${colour(slot)}`,
        "stroke-dasharray": style?.dash,
      }),
    );
    if (style) {
      const outline = d3.symbol(style.shape, 90)();
      made.append(element("svg:path", { d: outline, style: `fill:${colour(slot)}` }));
    }
    return made;
  }

  /* The content policy forbids Plot's own style element; page.css has what it says. */
  /** @param {Element} svg */
  function plain(svg) {
    for (const style of svg.querySelectorAll("style")) style.remove();
    return svg;
  }

  /* What a picture shows, in words: its caption, and its dated events. */
  /** @param {Picture} picture */
  const saidOf = ({ caption, events = [] }) => [caption, Page.events.sentence(events)].filter(Boolean).join(" ");

  /* ---- the frame around every picture ----
     `paint(options, width, height)` returns SVG, `rows(options)` the table as {head, body}.
     `options.tools` goes right under the picture. The figure has `.update(changes)`, which redraws
     it in place without flicker. */
  /** @type {Chart["frame"]} */
  function frame(options, paint, rows) {
    let now = options;
    const unit = element("p", { class: "unit" });
    const above = element("div", { class: "key" });
    const plot = element("div", { class: "plot" });
    const caption = element("figcaption", { id: Page.id("caption") });
    const table = element("div", { class: "scroll", tabindex: "0", role: "region" });
    const details = element(
      "details",
      { class: "numbers" },
      element("summary", {}, "The same numbers as a table"),
      table,
    );
    /** @returns {Saved} */
    const saved = () => ({
      unit: now.yLabel ?? "",
      caption: saidOf(now),
      draw: (width, height) => plain(paint(now, width, height)),
      csv: () => Page.csvOf(/** @type {any} */ (now)),
    });
    const figure = element(
      "figure",
      { class: "chart" },
      unit,
      above,
      plot,
      options.tools,
      caption,
      options.table === false ? null : [Page.saver(saved), details],
    );
    let stale = true;
    let drawnWidth = 0;

    function fill() {
      if (!stale || options.table === false) return;
      stale = false;
      const { head, body } = rows(now);
      table.setAttribute("aria-label", `Table: ${now.caption}`);
      table.replaceChildren(
        element(
          "table",
          {},
          element("caption", { class: "unseen" }, now.caption),
          Page.headings(head),
          element(
            "tbody",
            {},
            body.map(([first, ...rest]) => Page.row(first, rest)),
          ),
        ),
      );
    }

    /* Height that is left for the picture on the first screen, if it has to be there with its tools. */
    function room() {
      if (!now.first) return innerHeight;
      const below = now.tools instanceof HTMLElement ? now.tools.offsetHeight : 0;
      return innerHeight - (plot.getBoundingClientRect().top + scrollY) - below - type.size;
    }

    /* Height of the picture: as wide as it allows, or all that the rest of a view on show leaves. */
    /** @param {number} width */
    function heightOf(width) {
      const view = state.present && !now.small ? figure.closest(".view") : null;
      if (!view) return now.height ?? Math.max(260, Math.min(620, innerHeight * 0.53, width * 0.75, room()));
      const foot = document.querySelector(".talk")?.getBoundingClientRect().height ?? 0;
      const ends = view.getBoundingClientRect().bottom - plot.getBoundingClientRect().height;
      return Math.max(onShow.least * innerHeight, innerHeight - foot - (ends + scrollY) - 0.5 * type.size);
    }

    function draw() {
      drawnWidth = plot.clientWidth;
      const width = Math.max(240, Math.round(drawnWidth || 900));
      type.size = Math.round(0.945 * parseFloat(getComputedStyle(document.documentElement).fontSize));
      type.leading = Math.round(1.18 * type.size);
      const svg = plain(paint(now, width, Math.round(heightOf(width))));
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", saidOf(now));
      // Plot names each group of marks ("line", "area"); inside an image these names help nobody.
      for (const part of svg.querySelectorAll("[aria-label], [aria-description]")) part.removeAttribute("aria-label");
      plot.replaceChildren(svg);
      write(width);
      stale = true;
      if (details.open) fill();
    }

    /* The words around the picture. */
    /** @param {number} width */
    function write(width) {
      unit.textContent = now.yLabel ?? "";
      unit.hidden = !now.yLabel;
      caption.textContent = now.small ? now.caption : saidOf(now); // small pictures share a sentence
      const { lines, labels, small } = now;
      const key = lines && width < NARROW && labels !== false && !small ? keyOf(lines) : [];
      above.hidden = !key.length;
      above.replaceChildren(...key);
    }

    details.addEventListener("toggle", () => details.open && fill());
    new ResizeObserver(() => {
      if (plot.clientWidth && Math.abs(plot.clientWidth - drawnWidth) > 1) draw();
    }).observe(plot);
    /** @param {Partial<typeof options>} changes */
    function update(changes) {
      now = { ...now, ...changes };
      draw();
    }
    draw();
    fill();
    return Object.assign(figure, { plot, update });
  }

  /** @param {Line[]} lines */
  const keyOf = (lines) =>
    lines
      .filter((line) => line.end !== "")
      .map((line) => element("span", { class: "key-item" }, sample(line.faint ? null : line.slot), line.label));

  /* What Plot needs for every picture. */
  /** @type {Chart["settings"]} */
  function settings(width, height, more) {
    return {
      width,
      height,
      style: {
        fontSize: `${type.size}px`,
        fontFamily: "inherit",
        overflow: "visible",
        background: "none",
        color: "var(--ink)",
      },
      ...more,
    };
  }

  /* Months with a number on the axis: whole years, as many as fit. */
  /** @param {number} months @param {number} width */
  function yearly(months, width) {
    const step = [3, 6, 12, 24, 36, 60].find((each) => (months / each) * 2.6 * type.size < width) ?? 120;
    return d3.range(0, months + 1, months > 30 ? Math.max(12, step) : step);
  }

  /* Margins of a picture by month: numbers on the left, months and their title below. */
  /** @type {Chart["margins"]} */
  const margins = (right, domain, format) => ({
    left: widest(d3.ticks(...domain, 5).map((value) => format(value))) + 14,
    right,
    top: Math.round(0.8 * type.size),
    bottom: Math.round(3.2 * type.size),
  });

  /* Draw all pictures of the view that is shown again, after its size has changed. */
  function redraw() {
    const shown = document.querySelectorAll(".view:not([hidden]) figure.chart");
    for (const figure of shown) /** @type {any} */ (figure).update({});
  }

  /** @type {Partial<Chart>} */
  const chart = {
    redraw,
    type,
    onShow,
    NARROW,
    LINES,
    colour,
    inkOf,
    widest,
    margins,
    yearly,
    wrapped,
    sample,
    frame,
    settings,
    keyOf,
  };
  // The kinds of pictures are added by the scripts that draw them.
  Page.chart = /** @type {Chart} */ (chart);
})();
