// @ts-check
"use strict";
/* The picture of the network: dots to point at, tap, or move between with the arrow keys. */
(() => {
  const { element } = Page;
  const WIDTH = 720;
  const HEIGHT = 490;
  const { fieldsOf, placed, neighbour } = Page.spacing;
  /** @type {Record<string, [number, number]>} */
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /** @param {Spot} spot */
  const at = ({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`;

  /** @param {Field} field @param {string} text */
  function regionName({ x, y, width }, text) {
    const letters = Math.floor(width / 11.5);
    const made = element("svg:text", { class: "region", x: x + width / 2, y: y + 21 });
    made.textContent = text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
    return made;
  }

  /* Draw the map. `tell(i)` is called as an organisation is pointed at or reached by key (null:
     the pointer left), `pin(i)` as it is chosen (null: Escape). The result's `paint(one)` takes
     {kind, mark, label, pinned} for each organisation and redraws what changed. */
  Page.map = (network, { tell, pin }) => {
    const fields = fieldsOf(network, { width: WIDTH, height: HEIGHT });
    const { nodes, radius } = placed(network, fields);
    /** @param {number[]} tie */
    const line = ([i, j]) => `M${at(nodes[i])}L${at(nodes[j])}`;
    const own = element("svg:path", { class: "own-ties" });
    const word = element("svg:text");
    const plate = element("svg:rect", { height: 28, rx: 4 });
    const tag = element("svg:g", { class: "tag", "aria-hidden": "true", visibility: "hidden" }, plate, word);
    const dots = nodes.map((node, i) => {
      const shape = element("svg:path", { class: "shape", d: Page.marks.shape(network.type[i]) });
      const mark = element("svg:path", { class: "mark" });
      const dot = element(
        "svg:g",
        { role: "button", tabindex: i ? -1 : 0, transform: `translate(${at(node)})` },
        element("svg:circle", { class: "reach", r: Math.max(13, 1.35 * radius) }),
        element("svg:g", { transform: `scale(${radius.toFixed(2)})` }, shape, mark),
      );
      dot.addEventListener("focus", () => {
        stop(i);
        show(i);
      });
      dot.addEventListener("pointerenter", () => show(i));
      dot.addEventListener("pointerleave", () => {
        const focused = dots.findIndex((each) => each.dot === document.activeElement);
        show(focused < 0 ? null : focused);
      });
      dot.addEventListener("click", () => {
        dot.focus();
        pin(i);
      });
      dot.addEventListener("keydown", (event) => key(event, i));
      return { dot, mark };
    });
    /** @type {Partial<Dot>[]} */
    const painted = dots.map(() => ({}));

    /** @param {number} i */
    function stop(i) {
      // the one dot that Tab reaches
      dots.forEach(({ dot }, k) => {
        dot.tabIndex = k === i ? 0 : -1;
      });
    }

    /** @param {number | null} i */
    function show(i) {
      name(i);
      tell(i);
    }

    /** @param {number | null} i */
    function name(i) {
      own.setAttribute(
        "d",
        i === null
          ? ""
          : network.ties
              .filter((tie) => tie.includes(i))
              .map(line)
              .join(""),
      );
      tag.setAttribute("visibility", i === null ? "hidden" : "visible");
      if (i === null) return;
      word.textContent = network.names[i];
      const half = Math.min(WIDTH / 2, word.getComputedTextLength() / 2 + 8);
      const x = Math.max(half, Math.min(WIDTH - half, nodes[i].x));
      const above = nodes[i].y - 1.6 * radius - 32;
      const y = above > 0 ? above : nodes[i].y + 1.6 * radius + 4;
      plate.setAttribute("width", String(2 * half));
      plate.setAttribute("x", String(-half));
      word.setAttribute("y", "20");
      tag.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
    }

    /** @param {KeyboardEvent} event @param {number} i */
    function key(event, i) {
      /** @type {Record<string, number>} */
      const ends = { Home: 0, End: nodes.length - 1 };
      if (event.key === "Enter" || event.key === " ") pin(i);
      else if (event.key === "Escape") pin(null);
      else if (event.key in ARROWS) dots[neighbour(nodes, i, ARROWS[event.key]) ?? i].dot.focus();
      else if (event.key in ends) dots[ends[event.key]].dot.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    const svg = element(
      "svg:svg",
      {
        class: "network-map",
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        role: "group",
        "aria-label": "Organisations by region. Arrow keys go from one to the next, Enter keeps a story open.",
      },
      element(
        "svg:g",
        { class: "areas" },
        fields.map(({ x, y, width, height }) => element("svg:rect", { x, y, width, height, rx: 10 })),
      ),
      element("svg:path", {
        class: "ties",
        opacity: Math.min(0.6, 220 / network.ties.length).toFixed(2),
        d: network.ties.map(line).join(""),
      }),
      own,
      element(
        "svg:g",
        { "aria-hidden": "true" },
        fields.map((field) => regionName(field, network.regions[field.region])),
      ),
      element(
        "svg:g",
        {},
        dots.map(({ dot }) => dot),
      ),
      tag,
    );

    /* Set what has changed in a dot. */
    /** @param {typeof dots[0]} dot @param {Dot} now @param {Partial<Dot>} before */
    function repaint({ dot, mark }, now, before) {
      if (now.kind !== before.kind) dot.setAttribute("class", `dot ${now.kind}`);
      if (now.mark !== before.mark) mark.setAttribute("d", now.mark);
      if (now.label !== before.label) dot.setAttribute("aria-label", now.label);
      if (now.pinned !== before.pinned) dot.setAttribute("aria-pressed", String(now.pinned));
    }

    /** @param {(i: number) => Dot} described */
    function paint(described) {
      for (const [i, each] of dots.entries()) {
        const now = described(i);
        repaint(each, now, painted[i]);
        painted[i] = now;
      }
    }
    return { svg, paint, name };
  };
})();
