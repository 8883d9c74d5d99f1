// @ts-check
"use strict";
/* What would you do: turn dials and press changes, and the model itself runs in this browser.  The
   picture shows the plan as it would be, as it is, and the plans that the room has kept. */
(() => {
  const { data, element, state, horizon } = Page;
  const { named, changes } = Page.turns;
  const { plan, isChanged, told, steps, change, put, go } = Page.asking;
  const { series: SERIES } = Page.names;
  const [FRAMES, REPLAY] = [30, 1500]; // of a replay, which takes so many milliseconds

  /* ---- the picture ---- */

  /* Whether a kept plan is what is shown now. */
  /** @param {{plan: string, values: Values}} kept */
  const isShown = (kept) =>
    kept.plan === state.dials_plan && JSON.stringify(kept.values) === JSON.stringify(state.dials);

  /** @param {Curve} curve @returns {Line[]} */
  function lines(curve) {
    const others = Page.runs.kept().filter((each) => !isShown(each));
    const kept = others.map(({ id, plan: from, values, curves }) => ({
      label: from === state.dials_plan ? named(from, values) : `${Page.plan(from).name}, ${named(from, values)}`,
      slot: Page.planSlot(id),
      values: curves[state.series].mean,
    }));
    const own = { slot: Page.planSlot(plan().id), values: curve.mean, low: curve.low, high: curve.high };
    if (!isChanged()) return [...kept, { ...own, label: plan().name }];
    // On the same runs, so that like is compared with like.
    const planned = { label: "as it is", values: (told().asItIs ?? plan().curves)[state.series].mean, faint: true };
    return [planned, ...kept, { ...own, label: "with your changes" }];
  }

  const caption = () => `${Page.doWords.reached(told().curves[state.series], horizon, SERIES[state.series].are)}.`;

  const options = (curve = told().curves[state.series]) => ({
    lines: lines(curve),
    yMax: state.series === "abandoned" ? 0.5 : 1,
    rules: [horizon],
    events: Page.eventsOf([plan()]),
    yLabel: `Share of organisations that ${SERIES[state.series].are}`,
    caption: caption(),
    first: /** @type {true} */ (true),
  });

  /* The last change again: from what was before to what is now. */
  /** @param {Drawing<LinesPicture>} picture @param {() => void} draw */
  function play(picture, draw) {
    const showing = told();
    const { before, curves, replayed } = showing;
    if (!before) return;
    const [from, to] = [before[state.series], curves[state.series]];
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const count = still ? 1 : FRAMES;
    let frame = 0;
    picture.update(options(from));
    const timer = setInterval(() => {
      frame++;
      if (frame < count && showing === told()) {
        picture.update(options(Page.doWords.between(from, to, frame / count)));
        return;
      }
      clearInterval(timer);
      draw();
      Page.say(replayed);
    }, REPLAY / count);
  }

  /* ---- parts of the view ---- */

  /** @param {string} text @param {() => void} fn */
  const button = (text, fn, attributes = {}) => element("button", { type: "button", onclick: fn, ...attributes }, text);

  /** @param {Measure} measure */
  const reading = ({ label, text, behind }) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, Page.behind(text, behind, label)));

  /* The plans that are kept: to be shown again, or let go. */
  function keptList() {
    if (!state.kept.length) return [];
    const rows = state.kept.map(({ id, plan: from, values, team }) =>
      element(
        "li",
        {},
        Page.chart.sample(Page.planSlot(id)),
        ` ${team ? `${team}: ` : ""}${Page.plan(from).name}, ${named(from, values)} `,
        button("Show again", () => put(from, values), { "aria-label": `Show again: ${named(from, values)}` }),
        button("Let go", () => Page.runs.drop(id), { "aria-label": `Let go: ${named(from, values)}` }),
      ),
    );
    return [element("h3", {}, `Kept plans, also under “${Page.titleOf("compare")}”`), element("ul", {}, rows)];
  }

  /* The way back and forth, with `.draw()`. */
  /** @param {() => void} replayed @param {() => void} kept */
  function toolbar(replayed, kept) {
    const undo = button("Undo", () => go("undo"));
    const redo = button("Redo", () => go("redo"));
    const replay = button("Replay", replayed, { title: "The last change again" });
    const keep = button("Keep this plan", kept);
    const reset = button("Reset all", () => change({}));
    const group = { class: "tools", role: "group", "aria-label": "Changes so far" };
    const made = element("div", group, undo, redo, replay, keep, reset);
    function draw() {
      undo.disabled = !steps.undoes();
      redo.disabled = !steps.redoes();
      replay.disabled = !told().before;
      keep.disabled = reset.disabled = !isChanged();
    }
    return Object.assign(made, { draw });
  }

  /* What is said, with `.draw()`: above the picture and below it. */
  function words() {
    const turned = element("p", { class: "turned" });
    const answer = element("p", { class: "answer", role: "status" });
    const price = element("p", { class: "price" });
    const more = element("div", { class: "told" });
    const held = element("p", { class: "held" });
    const kept = element("div", { class: "kept" });
    const readings = element("dl", { class: "readings" });
    function draw() {
      const { answer: said, price: cost, split, last, measures } = told();
      const atRest = `“${plan().name}” as it is. Press a change or turn a dial: the model runs in this page.`;
      turned.textContent = Page.doWords.turned(changes(state.dials_plan, state.dials));
      answer.textContent = said || (isChanged() ? caption() : atRest);
      price.textContent = cost;
      more.replaceChildren(...[split, last].filter(Boolean).map((text) => element("p", {}, text)));
      held.textContent = Page.doWords.restsOn(told());
      readings.replaceChildren(...measures.map(reading));
      kept.replaceChildren(...keptList());
    }
    return { above: [turned, answer, price], below: [more, held, kept, readings], draw };
  }

  /* Which plan is changed, with `.draw()`. */
  function chooser() {
    /** @type {HTMLSelectElement} */
    const choose = element(
      "select",
      { id: Page.id("plan"), onchange: () => put(choose.value, {}) },
      data.plans.map(({ id, name }) => element("option", { value: id }, name)),
    );
    const made = element("div", { class: "controls" }, element("label", { for: choose.id }, "Start from"), choose);
    function draw() {
      choose.value = state.dials_plan;
    }
    return Object.assign(made, { draw });
  }

  /* Say an answer aloud once the dials rest. */
  let speaking = 0;
  function speak() {
    clearTimeout(speaking);
    const { answer, price } = told();
    if (state.view === "do" && answer) speaking = setTimeout(() => Page.say(`${answer} ${price}`), 700);
  }

  /* ---- the view ---- */

  /** @param {HTMLElement} container */
  function render(container) {
    const refusal = element("p", { class: "refusal", role: "alert" });
    const series = Page.choice(
      "Show",
      Object.entries(SERIES).map(([key, { name }]) => [key, name]),
      state.series,
      (value) => Page.set({ series: value }),
    );
    const picture = Page.chart.lines({ ...options(), tools: element("div", { class: "controls" }, series) });
    const said = words();
    const shown = element("div", {}, said.above, picture, said.below);
    const tools = toolbar(
      () => play(picture, draw),
      () => {
        const refused = Page.runs.keep(state.dials_plan, state.dials);
        refusal.textContent = refused ?? "";
        Page.say(refused ?? `Kept: ${named(state.dials_plan, state.dials)}.`);
      },
    );
    const from = chooser();
    const [quick, dials, target] = [element("div"), element("div"), Page.targetDesk()];
    /** @type {Drawn[]} */
    let boards = [];

    function draw() {
      said.draw();
      tools.draw();
      picture.update(options());
      Page.refit();
    }
    function build() {
      from.draw();
      boards = [Page.changeButtons(state.dials_plan, change), Page.dialBoard(state.dials_plan, change)];
      quick.replaceChildren(boards[0]);
      dials.replaceChildren(boards[1]);
    }
    async function turned() {
      for (const each of boards) each.draw();
      tools.draw();
      const outcome = await Page.asking.ask(draw);
      if (!outcome || isBlocked()) return;
      const error = outcome instanceof Error ? outcome.message : "";
      refusal.textContent = error && `No answer for these changes: ${error} The picture shows the last answer.`;
      shown.classList.toggle("is-stale", Boolean(error));
      if (error) return;
      draw();
      speak();
    }
    /* Where the model cannot run, that is said, and the plan as it is stays. */
    function isBlocked() {
      const { blocked } = Page.engine;
      for (const each of [tools, from, quick, dials, target]) each.hidden = Boolean(blocked);
      if (blocked) refusal.textContent = blocked;
      return Boolean(blocked);
    }

    container.append(
      element("div", { class: "do-head" }, element("h2", {}, "What would you do?"), from),
      quick,
      element("div", { class: "dial-board" }, dials, element("div", { class: "dial-picture" }, tools, refusal, shown)),
      target,
    );
    Page.on("series", () => {
      series.choose(state.series);
      draw();
    });
    build();
    draw();
    if (isBlocked()) return;
    Page.on("dials_plan", () => {
      Page.asking.rest();
      build();
      draw();
    });
    Page.on(["dials", "dials_plan"], turned);
    Page.on(["kept", "kept_made"], draw);
    if (isChanged()) turned();
    // So that the first change is answered at once, or it is known that none can be.
    Page.runs.base(state.dials_plan).then(isBlocked, isBlocked);
    Page.runs.make();
  }

  Page.shortcut("u", "undoes the last change", () => go("undo"), "do");
  Page.shortcut("r", "redoes it", () => go("redo"), "do");
  Page.view("do", {
    title: "What would you do?",
    render,
    prints: () => isChanged() || state.kept.length > 0,
    command: () => (isChanged() ? Page.turnedCommand(plan(), state.dials, Page.asking.runs()) : plan().command),
  });
})();
