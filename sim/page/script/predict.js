// @ts-check
"use strict";
/* Predict, then reveal: first a vote or a drawn curve, then the model's answer.
   Nothing in this view gives the answer away before it is revealed. */
(() => {
  const { data, element, state } = Page;
  const months = Page.curves.monthsOf(data.months);
  const ROOM = 3; // how the room's own line is drawn, unlike any of four plans
  /* Whether an address holds a curve's points, or none. */
  /** @param {number[]} all */
  const points = (all) =>
    Array.isArray(all) &&
    (all.length === 0 || all.length === months.length) &&
    all.every((share) => Number.isInteger(share) && share >= 0 && share <= 100);

  Page.keep("predict", "vote", (way) => ["vote", "draw"].includes(way));
  Page.keep("drawn_plan", data.plans[data.plans.length - 1].id, (id) => Boolean(Page.plan(id)));
  Page.keep("sketch", [], points);
  Page.keep("drawn", [], (curves) => curves.length < 100 && curves.every((each) => each.length && points(each)));
  Page.keep("curves_revealed", false);

  /* All curves of the room: those drawn here, including the one being drawn, and those of phones. */
  const drawnHere = () => [...state.drawn, ...(state.sketch.length ? [state.sketch] : [])];
  const everybody = () => [...drawnHere(), ...Page.phones.curves()];
  const curves = () => everybody().map((all) => Page.curves.smooth(all, months));

  function result() {
    const plan = Page.plan(state.drawn_plan);
    const { mean, low, high } = plan.curves.live;
    const all = curves();
    const drawn = all.length ? Page.curves.judgement(all, mean) : "The room has drawn nothing.";
    const ways = Page.phones.drawn() ? `${Page.tally.byWay(Page.phones.drawn(), drawnHere().length, "curve")}.` : "";
    return Page.chart.lines({
      yMax: 1,
      yLabel: "Share of organisations live",
      events: Page.eventsOf([plan]),
      caption: [Page.phones.missing("curves"), ways, drawn].filter(Boolean).join(" "),
      lines: [
        ...(all.length > 1 ? all.map((values, i) => ({ label: `curve ${i + 1}`, end: "", values, faint: true })) : []),
        { label: `${plan.name}, the model`, values: mean, low, high, slot: Page.planSlot(plan.id) },
        ...(all.length
          ? [{ label: all.length > 1 ? "the room’s mean" : "the room", values: Page.curves.meanOf(all), slot: ROOM }]
          : []),
      ],
    });
  }

  function drawingDesk() {
    /** @type {HTMLSelectElement} */
    const plan = element(
      "select",
      {
        id: Page.id("plan"),
        onchange: () => turn(plan.value),
      },
      data.plans.map((each) => element("option", { value: each.id }, each.name)),
    );
    /* Draw another plan. Curves that were kept are of this one, so it asks before they go. */
    /** @param {string} to */
    function turn(to) {
      const change = () => Page.set({ drawn_plan: to, drawn: [], sketch: [], curves_revealed: false });
      if (!state.drawn.length) {
        change();
        return;
      }
      const { name } = Page.plan(state.drawn_plan);
      plan.value = state.drawn_plan;
      Page.sure(
        "Clear all curves?",
        `${Page.counted(state.drawn.length, "curve")} of “${name}” cannot be brought back, nor shown with another plan.`,
        change,
      );
    }
    const explain = element("p", { class: "explain" });
    /** @param {string} text @param {() => void} fn */
    const button = (text, fn, attributes = {}) =>
      element("button", { type: "button", onclick: fn, ...attributes }, text);
    const reveal = button("Compare with the model", () => Page.set({ curves_revealed: true }), { class: "strong" });
    const keep = button("Keep it, next person", () => {
      Page.set({ drawn: [...state.drawn, state.sketch], sketch: [] });
      Page.say(`Kept: ${Page.counted(state.drawn.length, "curve")}.`);
    });
    const rub = button("Rub out", () => Page.set({ sketch: [] }));
    const clear = button(
      "Clear all curves",
      () =>
        Page.sure(
          "Clear all curves?",
          `They cannot be brought back. ${Page.tally.byWay(Page.phones.drawn(), drawnHere().length, "curve")}.`,
          () => {
            Page.set({ drawn: [], sketch: [] });
            Page.phones.clear("curves");
          },
        ),
      { "aria-haspopup": "dialog" },
    );
    const save = button("Save all curves", () => {
      const drawn = everybody();
      const kept = {
        plan: Page.plan(state.drawn_plan).name,
        months: data.months,
        drawn,
        votes: [...state.votes, ...Page.phones.votes()],
      };
      const href = URL.createObjectURL(new Blob([JSON.stringify(kept)], { type: "application/json" }));
      element("a", { href, download: "room.json" }).click();
      setTimeout(() => URL.revokeObjectURL(href), 10000);
      Page.say(`Saved: ${Page.counted(drawn.length, "curve")}.`);
    });
    const hide = button("Back to drawing", () => Page.set({ curves_revealed: false }));
    const kept = element("p", { class: "total" });
    const drawing = Page.sketch({
      read: () => ({ points: state.sketch, others: state.drawn, slot: ROOM, plan: Page.plan(state.drawn_plan) }),
      write: (all) => Page.set({ sketch: all }),
      tools: element("div", { class: "controls tools" }, reveal, keep, rub, clear, save, kept),
    });
    const shown = element("div");
    const made = element(
      "div",
      {},
      element(
        "h3",
        { class: "question" },
        element("label", { for: plan.id }, "What share of organisations will be live with"),
        " ",
        plan,
        "?",
      ),
      explain,
      drawing,
      shown,
      element("div", { class: "controls" }, hide),
    );

    function draw(moved = false) {
      plan.value = state.drawn_plan;
      explain.textContent = Page.plan(state.drawn_plan).explain;
      keep.disabled = rub.disabled = !state.sketch.length;
      save.disabled = !everybody().length;
      clear.disabled = !drawnHere().length && !Page.phones.drawn();
      kept.textContent = state.drawn.length ? `${Page.counted(state.drawn.length, "curve")} kept` : "";
      drawing.hidden = state.curves_revealed;
      hide.hidden = !state.curves_revealed;
      shown.replaceChildren();
      if (!state.curves_revealed) {
        drawing.draw();
        if (moved) reveal.focus();
        return;
      }
      const figure = result();
      shown.append(figure);
      figure.update({}); // now that its width is known
      if (moved) {
        hide.focus();
        Page.say(figure.querySelector("figcaption")?.textContent ?? "");
      }
    }
    Page.on(["sketch", "drawn", "drawn_plan"], () => draw());
    let known = "";
    Page.on("phones", () => {
      const told = JSON.stringify([Page.phones.drawn(), Page.phones.curves(), Page.phones.missing("curves")]);
      if (told !== known) draw();
      known = told;
    });
    Page.on("curves_revealed", () => draw(made.contains(document.activeElement)));
    draw();
    return Object.assign(made, { draw });
  }

  /** @param {HTMLElement} container */
  function render(container) {
    const desks = { vote: Page.votingDesk(), draw: drawingDesk() };
    const way = Page.choice(
      "Predict by",
      [
        ["vote", "a vote for a plan"],
        ["draw", "drawing a curve"],
      ],
      state.predict,
      (value) => Page.set({ predict: value }),
    );
    function draw() {
      way.choose(state.predict);
      for (const [name, desk] of Object.entries(desks)) desk.hidden = name !== state.predict;
      if (state.predict === "draw") desks.draw.draw();
    }
    Page.on("predict", draw);
    container.append(
      element("div", { class: "controls" }, element("h2", {}, "Predict first"), way),
      ...Page.phones.box(),
      desks.vote,
      desks.draw,
      Page.guideEntry(),
    );
    draw();
  }

  Page.view("predict", {
    title: "Predict",
    open: true,
    prints: () => state.votes.length + Page.phones.voted() + everybody().length > 0,
    render,
    command: () => (state.predict === "draw" ? Page.plan(state.drawn_plan).command : data.command),
  });
})();
