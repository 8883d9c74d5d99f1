"use strict";
/* A curve drawn by hand: dragged on the picture, or typed at a few months. */
(() => {
  const { data, element } = Room;
  const step = [3, 6, 12, 24, 60].find((each) => data.months / each <= 8) ?? 120;

  /* The months at which a drawn curve has its points, the last record among them. */
  const months = [...d3.range(0, data.months, step), data.months];

  /* A smooth way through the points that never overshoots them (Steffen 1990), by month;
     `points` in per cent at `months`, the result in shares. */
  function smooth(points) {
    const last = months.length - 1;
    const width = d3.pairs(months, (from, to) => to - from);
    const slope = d3.pairs(points).map(([from, to], i) => (to - from) / width[i]);
    const tangent = points.map((_, i) => {
      if (i === 0) return slope[0];
      if (i === last) return slope[last - 1];
      const mean = (slope[i - 1] * width[i] + slope[i] * width[i - 1]) / (width[i - 1] + width[i]);
      const sign = Math.sign(slope[i - 1]) + Math.sign(slope[i]);
      return sign * Math.min(Math.abs(slope[i - 1]), Math.abs(slope[i]), 0.5 * Math.abs(mean));
    });
    return d3.range(data.months + 1).map((month) => {
      const i = Math.min(last - 1, d3.bisectRight(months, month) - 1);
      const t = (month - months[i]) / width[i];
      const value =
        points[i] * (1 + 2 * t) * (1 - t) ** 2 +
        width[i] * tangent[i] * t * (1 - t) ** 2 +
        points[i + 1] * t * t * (3 - 2 * t) +
        width[i] * tangent[i + 1] * t * t * (t - 1);
      return Math.max(0, Math.min(1, value / 100));
    });
  }

  /* A picture to draw on, with a field for each point. `read()` gives {points, others, label,
     slot}: points in per cent or [] before anything is drawn; `write(points)` is called with
     each change. The element has `.draw()`. */
  Room.sketch = ({ read, write }) => {
    const fields = months.map((_, i) =>
      element("input", {
        type: "number",
        min: 0,
        max: 100,
        step: 1,
        id: Room.id("point"),
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
    const picture = Room.chart.lines({ ...options(), table: false });
    picture.plot.classList.add("drawable");

    const begun = () => (read().points.length ? [...read().points] : months.map(() => 0));

    /* Set one point. A flat end follows it, so that a curve drawn half way does not fall to 0. */
    function set(points, i, share) {
      const flat = points.slice(i).every((each) => each === points[i]);
      points.fill(Math.max(0, Math.min(100, Math.round(share))), i, flat ? months.length : i + 1);
    }
    function place(i, share) {
      const points = begun();
      set(points, i, share);
      write(points);
    }

    function options() {
      const { points, others, slot, name } = read();
      const mine = points.length ? [{ label: "your curve", values: smooth(points), slot, plain: true }] : [];
      const past = others.map((each, i) => ({ label: `curve ${i + 1}`, end: "", values: smooth(each), faint: true }));
      const dots = points.map((share, i) => ({ month: months[i], share: share / 100 }));
      const hint = Plot.text(["Press here\nand drag to draw"], {
        x: [data.months / 2],
        y: [0.5],
        fontSize: 22,
        lineHeight: 1.2,
        fill: "var(--quiet)",
      });
      return {
        lines: [...past, ...mine],
        yMax: 1,
        labels: false,
        height: Math.round(Math.max(240, innerHeight * 0.45)),
        yLabel: "Share of organisations live that you expect",
        marks: points.length
          ? [
              Plot.dot(dots, {
                x: "month",
                y: "share",
                r: 9,
                fill: "var(--paper)",
                stroke: Room.chart.colour(slot),
                strokeWidth: 3,
              }),
            ]
          : [hint],
        caption: points.length
          ? `Drawn for “${name}”: ${Room.listed(months.slice(1).map((month, i) => `${points[i + 1]}% at month ${month}`))}.`
          : `Nothing is drawn yet for “${name}”.`,
      };
    }

    /* ---- dragging sets each point that the pointer passes ---- */

    let from = null;
    function under(event) {
      const svg = picture.plot.querySelector("svg");
      const box = svg.getBoundingClientRect();
      const scale = svg.viewBox.baseVal.width / box.width;
      return {
        month: svg.scale("x").invert((event.clientX - box.left) * scale),
        share: 100 * svg.scale("y").invert((event.clientY - box.top) * scale),
      };
    }
    function nearest({ month }) {
      return d3.leastIndex(months, (a, b) => Math.abs(a - month) - Math.abs(b - month));
    }
    function drag(event) {
      const to = under(event);
      const points = begun();
      // A quick hand skips points between two events: they lie on the way.
      months.forEach((month, i) => {
        const passed = from && (month - from.month) * (month - to.month) < 0;
        if (passed)
          set(points, i, from.share + ((to.share - from.share) * (month - from.month)) / (to.month - from.month));
      });
      set(points, nearest(to), to.share);
      from = to;
      write(points);
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
    made.draw = () => {
      const { points } = read();
      picture.update(options());
      fields.forEach((field, i) => {
        if (field !== document.activeElement || field.value === "" || Number(field.value) !== points[i])
          field.value = points[i] ?? "";
      });
    };
    made.draw();
    return made;
  };
  Room.sketch.months = months;
  Room.sketch.smooth = smooth;
})();
