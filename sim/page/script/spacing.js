// @ts-check
"use strict";
/* Where things go so that they do not overlap: names beside a picture, organisations on the map. */
(() => {
  const GAP = 8; // between the fields of regions
  const NAME = 28; // height of a region's name

  /* Push apart names that would overlap: `wanted` are their middles, `tall` their heights, in pixels. */
  /** @type {Spacing["apart"]} */
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

  /* The widest part between `top` and `bottom` that none of some spans reaches into. */
  /** @type {Spacing["widestGap"]} */
  function widestGap(spans, top, bottom) {
    let [free, best] = [top, /** @type {[number, number]} */ ([top, top])];
    for (const [from, to] of [...spans.toSorted(([one], [other]) => one - other), [bottom, bottom]]) {
      if (from - free > best[1] - best[0]) best = [free, from];
      free = Math.max(free, to);
    }
    return best;
  }

  /* The number of columns that makes the fields of regions most nearly square, with few left empty. */
  /** @param {number} regions @param {Size} size */
  function columnsFor(regions, { width, height }) {
    /** @param {number} columns */
    const badness = (columns) => {
      const rows = Math.ceil(regions / columns);
      return Math.abs(Math.log(((width / columns) * rows) / height)) + (0.5 * (columns * rows - regions)) / regions;
    };
    return d3.range(1, regions + 1).reduce((best, each) => (badness(each) < badness(best) ? each : best), 1);
  }

  /* One field for each region, with the organisations in it. */
  /** @type {Spacing["fieldsOf"]} */
  function fieldsOf(network, size) {
    const groups = d3.groups(network.names.keys(), (i) => network.region[i]).sort(([one], [other]) => one - other);
    const columns = columnsFor(groups.length, size);
    const [width, height] = [size.width / columns, size.height / Math.ceil(groups.length / columns)];
    return groups.map(([region, members], k) => ({
      region,
      members,
      x: (k % columns) * width + GAP / 2,
      y: Math.floor(k / columns) * height + GAP / 2,
      width: width - GAP,
      height: height - GAP,
    }));
  }

  /* The radius of dots, as large as the fullest field allows. */
  /** @param {Field[]} fields */
  function radiusFor(fields) {
    const room = fields.map(
      ({ width, height, members }) => 0.33 * Math.sqrt((width * (height - NAME)) / members.length),
    );
    return Math.max(6, Math.min(16, ...room));
  }

  /* Where the dots go: as laid out within their region, then moved apart until none overlap. */
  /** @type {Spacing["placed"]} */
  function placed(network, fields) {
    const radius = radiusFor(fields);
    /** @type {Spot[]} */
    const nodes = [];
    for (const field of fields)
      for (const [k, spot] of movedApart(network, field, radius).entries()) nodes[field.members[k]] = spot;
    return { radius, nodes };
  }

  /** @param {Network} network @param {Field} field @param {number} radius @returns {Spot[]} */
  function movedApart(network, { x, y, width, height, members }, radius) {
    const edge = 1.7 * radius;
    const [left, right, top, bottom] = [x + edge, x + width - edge, y + NAME + 1.3 * radius, y + height - edge];
    const across = scaled(
      members.map((i) => network.x[i]),
      [left, right],
    );
    const down = scaled(
      members.map((i) => network.y[i]),
      [top, bottom],
    );
    const own = members.map((_, k) => ({ wantX: across[k], wantY: down[k], x: across[k], y: down[k] }));
    const forces = d3
      .forceSimulation(own)
      .stop()
      .force("x", d3.forceX((/** @type {typeof own[0]} */ node) => node.wantX).strength(0.15))
      .force("y", d3.forceY((/** @type {typeof own[0]} */ node) => node.wantY).strength(0.15))
      .force("apart", d3.forceCollide(1.42 * radius).iterations(4));
    for (let round = 0; round < 200; round++) {
      forces.tick();
      for (const node of own) {
        node.x = Math.max(left, Math.min(right, node.x));
        node.y = Math.max(top, Math.min(bottom, node.y));
      }
    }
    return own.map(({ x: placedX, y: placedY }) => ({ x: placedX, y: placedY }));
  }

  /* Stretch numbers over a range. */
  /** @param {number[]} values @param {[number, number]} range */
  const scaled = (values, range) => values.map(d3.scaleLinear([Math.min(...values), Math.max(...values)], range));

  /* The nearest dot in the direction of an arrow key; null at the edge. */
  /** @type {Spacing["neighbour"]} */
  function neighbour(nodes, from, [dx, dy]) {
    /** @type {number | null} */
    let best = null;
    let least = Infinity;
    nodes.forEach((node, i) => {
      const [x, y] = [node.x - nodes[from].x, node.y - nodes[from].y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (i === from || along <= 0 || aside > 2 * along || along + 2 * aside >= least) return;
      [best, least] = [i, along + 2 * aside];
    });
    return best;
  }

  Page.spacing = { apart, widestGap, fieldsOf, placed, neighbour };
})();
