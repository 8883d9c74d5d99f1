// @ts-check
"use strict";
/* How organisations are drawn: a shape for the type, a colour and a mark for the stage or the
   adopter category, so that nothing stands by colour alone. Paths are in units of a dot's radius;
   the colours lie in views.css. */
(() => {
  const { data, element } = Page;

  /** @param {[number, number][]} points */
  const near = (points) => `M${points.map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join("L")}Z`;

  /** @param {number} corners @param {number} radius */
  function polygon(corners, radius, turn = 0, down = 0) {
    return near(
      d3.range(corners).map((k) => {
        const angle = turn + (2 * Math.PI * k) / corners;
        return [radius * Math.sin(angle), down - radius * Math.cos(angle)];
      }),
    );
  }

  /** @param {number} tips @param {number} outer @param {number} inner */
  function star(tips, outer, inner, turn = 0) {
    return near(
      d3.range(2 * tips).map((k) => {
        const angle = turn + (Math.PI * k) / tips;
        const radius = k % 2 ? inner : outer;
        return [radius * Math.sin(angle), -radius * Math.cos(angle)];
      }),
    );
  }

  /* A clock's face, filled from noon: all of it for innovators, nothing for laggards. */
  /** @param {number} part */
  function slice(part) {
    if (!part) return "";
    if (part === 1) return polygon(24, 0.56);
    const angle = 2 * Math.PI * part;
    const end = `${(0.56 * Math.sin(angle)).toFixed(3)},${(-0.56 * Math.cos(angle)).toFixed(3)}`;
    return `M0,0V-.56A.56,.56 0 ${part > 0.5 ? 1 : 0} 1 ${end}Z`;
  }

  const STAGES = [
    "",
    "M-.2,0a.2,.2 0 1 0 .4,0a.2,.2 0 1 0 -.4,0Z",
    "M-.5,0H.5",
    "M-.22,-.45V.45M.22,-.45V.45",
    "M-.25,-.42L.42,0L-.25,.42Z",
    "M-.48,.02L-.14,.38L.5,-.36",
    "M-.4,-.4L.4,.4M.4,-.4L-.4,.4",
    "M-.5,.5L.5,-.5",
    "M-.42,-.1H.42V.42H-.42ZM-.26,-.1V-.3A.26,.26 0 0 1 .26,-.3V-.1",
  ];
  const CATEGORIES = [1, 0.75, 0.5, 0.25, 0].map(slice);
  const SHAPES = [
    polygon(32, 1),
    polygon(4, 1.24, Math.PI / 4),
    polygon(3, 1.5, 0, 0.2),
    polygon(4, 1.34),
    polygon(6, 1.14, Math.PI / 6),
    star(5, 1.5, 0.78),
    star(4, 1.5, 0.72, Math.PI / 4),
  ];

  // The commonest type has the plainest shape.
  const counts = d3.rollups(
    data.network?.type ?? [],
    (all) => all.length,
    (type) => type,
  );
  const order = counts.sort(([one, many], [other, more]) => more - many || one - other).map(([type]) => type);

  /* The outline of a type of organisation. */
  /** @type {Marks["shape"]} */
  const shape = (type) => SHAPES[Math.max(0, order.indexOf(type)) % SHAPES.length];

  /* The mark of a stage or category; `by` is "stage" or "category". */
  /** @type {Marks["mark"]} */
  const mark = (by, which) => (by === "stage" ? STAGES : CATEGORIES)[which];

  /* A dot for a legend or a table; hidden from screen readers, since words stand beside it. */
  /** @type {Marks["sample"]} */
  function sample(outline, kind = "", sign = "") {
    return element(
      "svg:svg",
      { class: `sample ${kind}`, viewBox: "-1.7 -1.7 3.4 3.4", "aria-hidden": "true", focusable: "false" },
      element("svg:path", { class: "shape", d: outline }),
      sign ? element("svg:path", { class: "mark", d: sign }) : null,
    );
  }

  /* What the shapes stand for, by the names of the types. */
  /** @type {Marks["legend"]} */
  const legend = (types) =>
    element(
      "ul",
      { class: "shapes", "aria-label": "Shapes" },
      types.map((name, type) => element("li", {}, sample(shape(type)), name)),
      element("li", { class: "only-category" }, sample(SHAPES[0], "key-live"), "live"),
    );

  Page.marks = { legend, shape, mark, sample, round: SHAPES[0], kind: (by, which) => `${by}-${which}` };
})();
