// @ts-check
"use strict";
/* The network as a picture to keep: the map as it is shown, and beside it what its marks and shapes
   stand for, so that it can be read without the page. */
(() => {
  const { element, marks } = Page;
  const MAP = 0.69; // of the width
  const [ROW, DOT, GAP] = [27, 9, 22]; // pixels: of a row, of a dot, and between the map and its key

  /** @param {MarkedRow} row @param {number} x @param {number} y @returns {SVGElement[]} */
  function rowOf({ outline, kind, sign, text }, x, y) {
    const words = element("svg:text", { x: x + 2.6 * DOT, y: y + 6, fill: "#1a1a1a", "font-size": 17 });
    words.textContent = text;
    const dot = element(
      "svg:g",
      { class: `sample ${kind}`, transform: `translate(${x + DOT} ${y}) scale(${DOT})` },
      element("svg:path", { class: "shape", d: outline }),
      sign ? element("svg:path", { class: "mark", d: sign }) : null,
    );
    return [dot, words];
  }

  /* A copy of the map without what only a pointer or a keyboard shows. */
  /** @param {SVGElement} map @param {number} width @param {number} height */
  function still(map, width, height) {
    const copy = /** @type {SVGElement} */ (map.cloneNode(true));
    for (const each of copy.querySelectorAll(".own-ties, .tag, .reach")) each.remove();
    for (const [name, value] of Object.entries({ width, height, preserveAspectRatio: "xMinYMin" }))
      copy.setAttribute(name, String(value));
    return copy;
  }

  /* The map on the left, the key on the right, as one SVG. */
  Page.networkPicture = (map, key, width, height) => {
    const [, , wide, tall] = (map.getAttribute("viewBox") ?? "").split(" ").map(Number);
    const across = MAP * width;
    const high = Math.min(height, (across * tall) / wide);
    return element(
      "svg:svg",
      { viewBox: `0 0 ${width} ${high}`, width, height: high },
      still(map, across, high),
      key.flatMap((row, i) => rowOf(row, across + GAP, ROW * (i + 0.6))),
    );
  };

  /* Every organisation as a table: where it stands in a month. */
  /** @type {Page["networkTable"]} */
  Page.networkTable = (head, rows, month) =>
    element(
      "table",
      {},
      element("caption", {}, `Month ${month}: every organisation`),
      Page.headings(head),
      element(
        "tbody",
        {},
        rows.map(([name, ...rest]) => Page.row(name, rest)),
      ),
    );

  /* The shapes of types, as rows of a key. */
  Page.shapesKey = (types) => types.map((text, type) => ({ outline: marks.shape(type), kind: "", sign: "", text }));
})();
