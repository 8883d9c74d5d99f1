"use strict";
/* The picture of the network: dots that can be pointed at, tapped, and walked with arrow keys. */
(() => {
  const { data, element } = Room;
  const WIDTH = 720;
  const HEIGHT = 490;
  const GAP = 8; // between the fields of regions
  const NAME = 28; // height of a region's name
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /* In how many columns the fields of regions are nearest to squares, with few left empty. */
  function columnsFor(regions) {
    return d3.least(d3.range(1, regions + 1), (columns) => {
      const rows = Math.ceil(regions / columns);
      return Math.abs(Math.log(((WIDTH / columns) * rows) / HEIGHT)) + (0.5 * (columns * rows - regions)) / regions;
    });
  }

  /* One field for each region: {x, y, width, height, members}. */
  function fieldsOf(network) {
    const members = d3.groups(network.names.keys(), (i) => network.region[i]).sort(([one], [other]) => one - other);
    const columns = columnsFor(members.length);
    const [width, height] = [WIDTH / columns, HEIGHT / Math.ceil(members.length / columns)];
    return members.map(([region, all], k) => ({
      region, members: all, x: (k % columns) * width + GAP / 2, y: Math.floor(k / columns) * height + GAP / 2,
      width: width - GAP, height: height - GAP,
    }));
  }

  /* Where the dots go: as they are laid out within their region, moved apart until none covers
     another; as large as the fullest field allows. */
  function placed(network, fields) {
    const radius = Math.max(6, Math.min(16, d3.min(fields, ({ width, height, members }) => 0.33 * Math.sqrt((width * (height - NAME)) / members.length))));
    const nodes = [];
    for (const { x, y, width, height, members } of fields) {
      const edge = 1.7 * radius;
      const [left, right, top, bottom] = [x + edge, x + width - edge, y + NAME + 1.3 * radius, y + height - edge];
      const across = d3.scaleLinear(d3.extent(members, (i) => network.x[i]), [left, right]);
      const down = d3.scaleLinear(d3.extent(members, (i) => network.y[i]), [top, bottom]);
      const own = members.map((i) => ({ i, wantX: across(network.x[i]), wantY: down(network.y[i]), x: across(network.x[i]), y: down(network.y[i]) }));
      const apart = d3.forceSimulation(own).stop()
        .force("x", d3.forceX((node) => node.wantX).strength(0.15))
        .force("y", d3.forceY((node) => node.wantY).strength(0.15))
        .force("apart", d3.forceCollide(1.42 * radius).iterations(4));
      for (let round = 0; round < 200; round++) {
        apart.tick();
        for (const node of own) {
          node.x = Math.max(left, Math.min(right, node.x));
          node.y = Math.max(top, Math.min(bottom, node.y));
        }
      }
      for (const { i, x: placedX, y: placedY } of own) nodes[i] = { x: placedX, y: placedY };
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

  function regionName({ x, y, width }, text) {
    const letters = Math.floor(width / 11.5);
    const made = element("svg:text", { class: "region", x: x + width / 2, y: y + 21 });
    made.textContent = text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
    return made;
  }

  /* Draw the map. `tell(i)` is called as an organisation is pointed at or reached by key (null:
     the pointer left), `pin(i)` as it is chosen (null: Escape). The result's `paint(one)` takes
     {kind, mark, label, pinned} for each organisation and redraws what changed. */
  Room.map = (network, { tell, pin }) => {
    const fields = fieldsOf(network);
    const { nodes, radius } = placed(network, fields);
    const line = ([i, j]) => `M${at(nodes[i])}L${at(nodes[j])}`;
    const own = element("svg:path", { class: "own-ties" });
    const word = element("svg:text");
    const plate = element("svg:rect", { height: 28, rx: 4 });
    const tag = element("svg:g", { class: "tag", "aria-hidden": "true", visibility: "hidden" }, plate, word);
    const dots = nodes.map((node, i) => {
      const shape = element("svg:path", { class: "shape", d: Room.marks.shape(network.type[i]) });
      const mark = element("svg:path", { class: "mark" });
      const dot = element("svg:g", { role: "button", tabindex: i ? -1 : 0, transform: `translate(${at(node)})` },
        element("svg:circle", { class: "reach", r: Math.max(13, 1.35 * radius) }),
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
      element("svg:g", { class: "areas" }, fields.map(({ x, y, width, height }) => element("svg:rect", { x, y, width, height, rx: 10 }))),
      element("svg:path", { class: "ties", opacity: Math.min(0.6, 220 / network.ties.length).toFixed(2), d: network.ties.map(line).join("") }), own,
      element("svg:g", { "aria-hidden": "true" }, fields.map((field) => regionName(field, network.regions[field.region]))),
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
