"use strict";
/* The picture of the network: dots that can be pointed at, tapped, and walked with arrow keys. */
(() => {
  const { data, element } = Room;
  const WIDTH = 720;
  const HEIGHT = 490;
  const SIDE = 34;
  const TOP = 44;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /* Where the dots go: the places given, moved apart until none covers another. */
  function placed({ names, x, y }) {
    const radius = Math.max(8.5, Math.min(16, 0.3 * Math.sqrt((WIDTH * HEIGHT) / names.length)));
    const wanted = names.map((_, i) => ({ x: SIDE + x[i] * (WIDTH - 2 * SIDE), y: TOP + y[i] * (HEIGHT - TOP - SIDE) }));
    const nodes = wanted.map((place) => ({ ...place }));
    const apart = d3.forceSimulation(nodes).stop()
      .force("x", d3.forceX((_, i) => wanted[i].x).strength(0.2))
      .force("y", d3.forceY((_, i) => wanted[i].y).strength(0.2))
      .force("apart", d3.forceCollide(1.38 * radius).iterations(4));
    for (let round = 0; round < 160; round++) {
      apart.tick();
      for (const node of nodes) {
        node.x = Math.max(SIDE, Math.min(WIDTH - SIDE, node.x));
        node.y = Math.max(TOP, Math.min(HEIGHT - SIDE, node.y));
      }
    }
    return { radius, nodes };
  }

  /* The nearest dot in the direction of an arrow key; null at the edge. */
  function neighbour(nodes, from, [dx, dy]) {
    let [best, least] = [null, Infinity];
    nodes.forEach((node, i) => {
      const [x, y] = [node.x - nodes[from].x, node.y - nodes[from].y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (i === from || along <= 0 || aside > 2 * along || along + 2 * aside >= least) return;
      [best, least] = [i, along + 2 * aside];
    });
    return best;
  }

  const at = ({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`;

  function area(members, nodes) { // around a region's dots
    const points = members.map((i) => [nodes[i].x, nodes[i].y]);
    const around = points.length > 2 ? d3.polygonHull(points) ?? points : points;
    return `M${around.map(([x, y]) => at({ x, y })).join("L")}Z`;
  }

  function regionName(members, nodes, radius, text) {
    const middle = d3.mean(members, (i) => nodes[i].x);
    const half = 5 * text.length;
    const made = element("svg:text", {
      class: "region", x: Math.max(half, Math.min(WIDTH - half, middle)),
      y: Math.max(18, d3.min(members, (i) => nodes[i].y) - 1.5 * radius - 6),
    });
    made.textContent = text;
    return made;
  }

  /* Draw the map. `tell(i)` is called as an organisation is pointed at or reached by key (null:
     the pointer left), `pin(i)` as it is chosen (null: Escape). The result's `paint(one)` takes
     {kind, mark, label, pinned} for each organisation and redraws what changed. */
  Room.map = (network, { tell, pin }) => {
    const { nodes, radius } = placed(network);
    const line = ([i, j]) => `M${at(nodes[i])}L${at(nodes[j])}`;
    const members = d3.groups(nodes.keys(), (i) => network.region[i]);
    const own = element("svg:path", { class: "own-ties" });
    const word = element("svg:text");
    const plate = element("svg:rect", { height: 28, rx: 4 });
    const tag = element("svg:g", { class: "tag", "aria-hidden": "true", visibility: "hidden" }, plate, word);
    const dots = nodes.map((node, i) => {
      const shape = element("svg:path", { class: "shape", d: Room.marks.shape(network.type[i]) });
      const mark = element("svg:path", { class: "mark" });
      const dot = element("svg:g", { role: "button", tabindex: i ? -1 : 0, transform: `translate(${at(node)})` },
        element("svg:circle", { class: "reach", r: Math.max(15, 1.35 * radius) }),
        element("svg:g", { transform: `scale(${radius.toFixed(2)})` }, shape, mark));
      dot.addEventListener("focus", () => { stop(i); show(i); });
      dot.addEventListener("pointerenter", () => show(i));
      dot.addEventListener("pointerleave", () => {
        const focused = dots.findIndex((each) => each.dot === document.activeElement);
        show(focused < 0 ? null : focused);
      });
      dot.addEventListener("click", () => { dot.focus(); pin(i); });
      dot.addEventListener("keydown", (event) => key(event, i));
      return { dot, mark, held: {} };
    });

    function stop(i) { // the one dot that Tab reaches
      dots.forEach(({ dot }, k) => { dot.tabIndex = k === i ? 0 : -1; });
    }

    function show(i) {
      name(i);
      tell(i);
    }

    function name(i) {
      own.setAttribute("d", i === null ? "" : network.ties.filter((tie) => tie.includes(i)).map(line).join(""));
      tag.setAttribute("visibility", i === null ? "hidden" : "visible");
      if (i === null) return;
      word.textContent = network.names[i];
      const half = Math.min(WIDTH / 2, word.getComputedTextLength() / 2 + 8);
      const x = Math.max(half, Math.min(WIDTH - half, nodes[i].x));
      const above = nodes[i].y - 1.6 * radius - 32;
      const y = above > 0 ? above : nodes[i].y + 1.6 * radius + 4;
      plate.setAttribute("width", 2 * half);
      plate.setAttribute("x", -half);
      word.setAttribute("y", 20);
      tag.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
    }

    function key(event, i) {
      const to = event.key in ARROWS ? neighbour(nodes, i, ARROWS[event.key])
        : { Home: 0, End: nodes.length - 1 }[event.key] ?? null;
      if (event.key === "Enter" || event.key === " ") pin(i);
      else if (event.key === "Escape") pin(null);
      else if (!(event.key in ARROWS) && to === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (to !== null) dots[to].dot.focus();
    }

    const svg = element("svg:svg", { class: "network-map", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": "Organisations by region. Arrow keys go from one to the next, Enter keeps a story open." },
      element("svg:g", { class: "areas" }, members.map(([, all]) => element("svg:path", { d: area(all, nodes), "stroke-width": 3.6 * radius }))),
      element("svg:path", { class: "ties", d: network.ties.map(line).join("") }), own,
      element("svg:g", { "aria-hidden": "true" }, members.map(([region, all]) => regionName(all, nodes, radius, network.regions[region]))),
      element("svg:g", {}, dots.map(({ dot }) => dot)), tag);

    function paint(described) {
      dots.forEach(({ dot, mark, held }, i) => {
        const now = described(i);
        if (now.kind !== held.kind) dot.setAttribute("class", `dot ${now.kind}`);
        if (now.mark !== held.mark) mark.setAttribute("d", now.mark);
        if (now.label !== held.label) dot.setAttribute("aria-label", now.label);
        if (now.pinned !== held.pinned) dot.setAttribute("aria-pressed", String(now.pinned));
        dots[i].held = now;
      });
    }
    return { svg, paint, name };
  };
})();
