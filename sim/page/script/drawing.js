// @ts-check
"use strict";
/* A curve drawn by hand: dragged on the picture, or typed at a few months. */
(() => {
  const { data, element } = Page;
  const months = Page.curves.monthsOf(data.months);

  /* A picture to draw on, with a field for each point. `read()` returns the points in per cent,
     or [] before anything is drawn; `write(points)` is called at each change. `tools` go right under
     the picture, so that they are on the first screen with it. */
  Page.sketch = ({ read, write, tools }) => {
    /** @type {HTMLInputElement[]} */
    const fields = months.map((_, i) =>
      element("input", {
        type: "number",
        min: 0,
        max: 100,
        step: 1,
        id: Page.id("point"),
        inputmode: "numeric",
        oninput: () => {
          if (fields[i].value !== "" && fields[i].validity.valid) place(i, Number(fields[i].value));
        },
      }),
    );
    const typed = element(
      "fieldset",
      { class: "points" },
      element("legend", {}, "Or type the share you expect, in per cent (arrow keys change it by 1)"),
      months.map((month, i) => element("label", {}, element("span", {}, `Month ${month}`), fields[i])),
    );
    const picture = Page.chart.lines({ ...options(), table: false, tools });
    picture.plot.classList.add("drawable");

    const begun = () => (read().points.length ? [...read().points] : months.map(() => 0));

    /** @param {number} i @param {number} share */
    function place(i, share) {
      write(Page.curves.withPoint(begun(), i, share));
    }

    /** @returns {LinesPicture} */
    function options() {
      const { points, others, slot, plan } = read();
      const mine = points.length
        ? [{ label: "your curve", values: Page.curves.smooth(points, months), slot, plain: true }]
        : [];
      const past = others.map((each, i) => ({
        label: `curve ${i + 1}`,
        end: "",
        values: Page.curves.smooth(each, months),
        faint: true,
      }));
      const dots = points.map((share, i) => ({ month: months[i], share: share / 100 }));
      const hint = Plot.text(["Press here\nand drag to draw"], {
        x: [data.months / 2],
        y: [0.5],
        fontSize: Math.round(1.3 * Page.chart.type.size),
        lineHeight: 1.2,
        fill: "var(--quiet)",
        stroke: "var(--paper)",
        strokeWidth: 6,
      });
      return {
        lines: [...past, ...mine],
        events: Page.eventsOf([plan]),
        yMax: 1,
        labels: false,
        first: true,
        yLabel: "Share of organisations that you expect to be live",
        marks: points.length
          ? [
              Plot.dot(dots, {
                x: "month",
                y: "share",
                r: 9,
                fill: "var(--paper)",
                stroke: Page.chart.colour(slot),
                strokeWidth: 3,
              }),
            ]
          : [hint],
        caption: points.length
          ? `Drawn for “${plan.name}”: ${Page.listed(months.slice(1).map((month, i) => `${points[i + 1]}% at month ${month}`))}.`
          : `Nothing has been drawn yet for “${plan.name}”.`,
      };
    }

    /* ---- dragging sets each point that the pointer passes ---- */

    /** @type {Touched | null} */
    let from = null;
    /** @param {PointerEvent} event @returns {Touched} */
    function under(event) {
      const svg = /** @type {PlotDrawing} */ (picture.plot.querySelector("svg"));
      const box = svg.getBoundingClientRect();
      const scale = svg.viewBox.baseVal.width / box.width;
      return {
        month: svg.scale("x")?.invert?.((event.clientX - box.left) * scale),
        share: 100 * svg.scale("y")?.invert?.((event.clientY - box.top) * scale),
      };
    }
    /** @param {PointerEvent} event */
    function drag(event) {
      const to = under(event);
      write(Page.curves.passed(begun(), months, from ?? to, to));
      from = to;
    }
    picture.plot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      picture.plot.setPointerCapture(event.pointerId);
      drag(event);
    });
    picture.plot.addEventListener("pointermove", (event) => {
      if (from) drag(event);
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
      picture.plot.addEventListener(end, () => {
        from = null;
      });

    const made = element("div", {}, picture, typed);
    function draw() {
      const { points } = read();
      picture.update(options());
      fields.forEach((field, i) => {
        if (field !== document.activeElement || field.value === "" || Number(field.value) !== points[i])
          field.value = String(points[i] ?? "");
      });
    }
    draw();
    return Object.assign(made, { draw });
  };
})();
