// @ts-check
"use strict";
/* The picture on a phone: a curve drawn with a finger, and after the reveal the other curves. */
(() => {
  const { element } = Page;
  const [WIDTH, HEIGHT] = [360, 330];
  const EDGE = { left: 44, right: 12, top: 12, bottom: 40 };

  /** @type {Page["phonePicture"]} */
  Page.phonePicture = ({ months, read, write }) => {
    const last = months[months.length - 1];
    /** @param {number} month */
    const x = (month) => EDGE.left + (month / last) * (WIDTH - EDGE.left - EDGE.right);
    /** @param {number} share */
    const y = (share) => EDGE.top + (1 - share) * (HEIGHT - EDGE.top - EDGE.bottom);

    /** @param {number[]} values @param {string} kind */
    function path(values, kind) {
      const places = values.map((share, month) => `${x(month).toFixed(1)},${y(share).toFixed(1)}`);
      return element("svg:path", { d: `M${places.join("L")}`, class: `curve is-${kind}` });
    }

    const frame = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
      element("svg:line", { x1: x(0), x2: x(last), y1: y(share), y2: y(share), class: "grid" }),
      element("svg:text", { x: EDGE.left - 6, y: y(share) + 4, class: "share" }, Page.percent(share)),
    ]);
    const below = months.map((month) =>
      element("svg:text", { x: x(month), y: HEIGHT - EDGE.bottom + 16, class: "month" }, String(month)),
    );
    const unit = element("svg:text", { x: WIDTH / 2, y: HEIGHT - 5, class: "month" }, "month");
    const drawn = element("svg:g");
    const hint = element("svg:text", { x: x(last / 2), y: y(0.5) - 10, class: "hint" }, "Draw here with your finger");
    const made = element(
      "svg:svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "picture", role: "img" },
      frame,
      below,
      unit,
      drawn,
      hint,
    );

    /* ---- a finger sets each point that it passes ---- */

    /** @type {Touched | null} */
    let from = null;
    /** @param {PointerEvent} event @returns {Touched} */
    function under(event) {
      const box = made.getBoundingClientRect();
      const across = ((event.clientX - box.left) / box.width) * WIDTH;
      const down = ((event.clientY - box.top) / box.height) * HEIGHT;
      return {
        month: ((across - EDGE.left) / (WIDTH - EDGE.left - EDGE.right)) * last,
        share: 100 * (1 - (down - EDGE.top) / (HEIGHT - EDGE.top - EDGE.bottom)),
      };
    }
    /** @param {PointerEvent} event */
    function drag(event) {
      const to = under(event);
      const { points } = read();
      const begun = points.length ? points : months.map(() => 0);
      write(Page.curves.passed(begun, months, from ?? to, to), false);
      from = to;
    }
    made.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || read().closed) return;
      event.preventDefault();
      made.setPointerCapture(event.pointerId);
      drag(event);
    });
    made.addEventListener("pointermove", (event) => {
      if (from && !read().closed) drag(event);
    });
    function lift() {
      if (from && !read().closed) write(read().points, true);
      from = null;
    }
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) made.addEventListener(end, lift);

    function draw() {
      const { points, lines, closed, label } = read();
      const mine = points.length ? [path(Page.curves.smooth(points, months), "mine")] : [];
      const dots = points.map((share, i) =>
        element("svg:circle", { cx: x(months[i]), cy: y(share / 100), r: 5, class: "dot" }),
      );
      drawn.replaceChildren(...lines.map(({ values, kind }) => path(values, kind)), ...mine, ...dots);
      hint.toggleAttribute("hidden", closed || points.length > 0);
      made.classList.toggle("is-open", !closed);
      made.setAttribute("aria-label", label);
    }
    draw();
    return Object.assign(made, { draw });
  };
})();
