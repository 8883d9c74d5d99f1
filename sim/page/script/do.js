// @ts-check
"use strict";
/* What would you do: turn dials and press changes, and the model itself runs in this browser.  The
   picture shows the plan as it would be, as it is, and the plans that the room has kept. */
(() => {
  const { data, element, state, horizon } = Page;
  const { ofKind, named, changes, history } = Page.turns;
  const { series: SERIES } = Page.names;
  const GESTURE = 1500; // milliseconds within which turns of one dial are one change
  const [FRAMES, REPLAY] = [30, 1500];
  const NAMES = { own: "the changed plan", other: "the plan as it is" };
  const LATER = { own: "the plan now", other: "the plan before" };
  const ids = data.plans.map((plan) => plan.id);

  Page.keep("dials_plan", data.dials_plan, (id) => ids.includes(id));
  Page.keep("dials", {}, (values) => Object.entries(values).every(([key, value]) => Page.dial.allowed(key, value)));

  const plan = () => Page.plan(state.dials_plan);
  const isChanged = () => Object.keys(state.dials).length > 0;

  /* What is shown: curves and measures, and what is said of them. */
  /** @returns {Told} */
  const asItIs = () => ({
    curves: plan().curves,
    measures: plan().measures.filter(({ key }) => data.outcomes.some((each) => each.key === key && each.shown)),
    replicates: data.replicates,
    systems: 0,
    answer: "",
    price: "",
    split: "",
    last: "",
    replayed: "",
    before: null,
  });
  /** @param {unknown} one @param {unknown} other */
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  let told = asItIs();
  const steps = history({ plan: state.dials_plan, values: state.dials, key: "" });
  let touched = { key: "", at: 0 };
  let asked = 0;

  /* ---- changing ---- */

  /** @param {Values} values @param {string} key */
  function change(values, key = "") {
    const now = performance.now();
    const oneTurn = key !== "" && touched.key === key && now - touched.at < GESTURE;
    touched = { key, at: now };
    steps.push({ plan: state.dials_plan, values, key }, oneTurn);
    Page.set({ dials: values });
  }

  /* Another plan, or one that was kept. */
  /** @param {TurnStep} step */
  function put(step) {
    touched.key = "";
    steps.push(step, false);
    Page.set({ dials_plan: step.plan, dials: step.values });
  }

  /** @param {"undo" | "redo"} way */
  function go(way) {
    touched.key = "";
    const { plan: planId, values } = steps[way]();
    Page.set({ dials_plan: planId, dials: values });
  }

  /* The change that led to what is shown, in words. */
  function lastChange() {
    const before = steps.before();
    if (!before || before.plan !== state.dials_plan) return null;
    /** @param {Values} values */
    const words = (values) => changes(state.dials_plan, values).map((each) => each.words);
    const [was, is] = [words(before.values), words(state.dials)];
    const added = is.filter((each) => !was.includes(each));
    const gone = was.filter((each) => !is.includes(each)).map((each) => `no longer ${each}`);
    const dial = Page.dial.find(steps.now().key);
    const back =
      dial && `${dial.label}: ${Page.dial.said(dial, state.dials_plan, Page.dial.planned(dial, state.dials_plan))}`;
    const said = added.length ? added : back ? [back] : gone;
    return { before, words: said.join("; ") };
  }

  /* ---- asking ---- */

  /** @param {Found} found @returns {Told} */
  const toldOf = (found) => ({
    ...asItIs(),
    curves: Page.reckon.curves(found),
    measures: Page.reckon.measures(found, plan()),
    replicates: found.replicates,
    systems: new Set(found.clusters).size,
  });

  /* What came of the changes, against the plan as it is and against what was before the last one. */
  /** @param {Found} found @param {Found} base @returns {Promise<Told>} */
  async function whole(found, base) {
    const [planId, values] = [state.dials_plan, state.dials];
    const { sentence, price, mean } = Page.against.against(found, base, plan(), NAMES);
    const shown = { ...toldOf(found), answer: sentence, price };
    const own = ofKind(values, "plan");
    if (Object.keys(own).length && Object.keys(ofKind(values, "belief")).length) {
      const planned = await Page.runs.get(planId, own, "split");
      if (planned) shown.split = Page.against.split(mean, Page.against.against(planned, base, plan(), NAMES).mean);
    }
    const latest = lastChange();
    const before = latest && (await Page.runs.get(planId, latest.before.values, "before"));
    if (latest && before) {
      shown.before = Page.reckon.curves(before);
      // From the plan as it is, the answer has said it already.
      const said = Page.against.against(found, before, plan(), LATER);
      shown.replayed = Page.doWords.last(latest.words, said);
      shown.last = Object.keys(latest.before.values).length ? shown.replayed : "";
    }
    return shown;
  }

  /* Ask for what the dials say. Gives whether there is something new to draw, or an Error. */
  /** @param {() => void} draw */
  async function ask(draw) {
    const mine = ++asked;
    const [planId, values] = [state.dials_plan, state.dials];
    try {
      const [base, found] = await Promise.all([
        Page.runs.get(planId, {}, "as it is"),
        Page.runs.get(planId, values, "do", (first) => {
          if (mine !== asked) return;
          told = toldOf(first);
          draw();
        }),
      ]);
      if (!base || !found || mine !== asked) return false;
      const shown = await whole(found, base);
      if (mine !== asked) return false;
      told = isChanged() ? shown : { ...asItIs(), last: shown.last, replayed: shown.replayed, before: shown.before };
      return true;
    } catch (error) {
      return mine === asked && /** @type {Error} */ (error);
    }
  }

  /* ---- the picture ---- */

  /** @param {Curve} curve @returns {Line[]} */
  function lines(curve) {
    const kept = Page.runs.kept().map(({ id, plan: from, values, curves }) => ({
      label: from === state.dials_plan ? named(from, values) : `${Page.plan(from).name}, ${named(from, values)}`,
      slot: Page.planSlot(id),
      values: curves[state.series].mean,
    }));
    const own = { slot: Page.planSlot(plan().id), values: curve.mean, low: curve.low, high: curve.high };
    if (!isChanged()) return [...kept, { ...own, label: plan().name }];
    const planned = { label: "as it is", values: plan().curves[state.series].mean, faint: true };
    return [planned, ...kept, { ...own, label: "with your changes" }];
  }

  const caption = () => `${Page.doWords.reached(told.curves[state.series], horizon, SERIES[state.series].are)}.`;

  const options = (curve = told.curves[state.series]) => ({
    lines: lines(curve),
    yMax: state.series === "abandoned" ? 0.5 : 1,
    rules: [horizon],
    events: Page.eventsOf([plan()]),
    yLabel: `Share of organisations that ${SERIES[state.series].are}`,
    caption: caption(),
    first: /** @type {true} */ (true),
  });

  /* ---- the view ---- */

  /** @param {string} text @param {() => void} fn */
  const button = (text, fn, attributes = {}) => element("button", { type: "button", onclick: fn, ...attributes }, text);

  /** @param {HTMLElement} container */
  function render(container) {
    const blocked = Page.engine?.blocked;
    const turnedWords = element("p", { class: "turned" });
    const answer = element("p", { class: "answer", role: "status" });
    const price = element("p", { class: "price" });
    const more = element("div", { class: "told" });
    const refusal = element("p", { class: "refusal", role: "alert" }, blocked ?? "");
    const held = element("p", { class: "held" });
    const readings = element("dl", { class: "readings" });
    const keeping = element("div", { class: "kept" });
    const series = Page.choice(
      "Show",
      Object.entries(SERIES).map(([key, { name }]) => [key, name]),
      state.series,
      (value) => Page.set({ series: value }),
    );
    const picture = Page.chart.lines({ ...options(), tools: element("div", { class: "controls" }, series) });
    const shown = element("div", {}, turnedWords, answer, price, picture, more, held, keeping, readings);
    const undo = button("Undo", () => go("undo"));
    const redo = button("Redo", () => go("redo"));
    const replay = button("Replay", () => play(picture, draw));
    const keep = button("Keep this plan", keepIt);
    const reset = button("Reset all", () => change({}));
    const tools = element(
      "div",
      { class: "tools", role: "group", "aria-label": "Last changes" },
      undo,
      redo,
      replay,
      keep,
      reset,
    );
    /** @type {HTMLSelectElement} */
    const choose = element(
      "select",
      { id: Page.id("plan"), onchange: () => put({ plan: choose.value, values: {}, key: "" }) },
      data.plans.map(({ id, name }) => element("option", { value: id }, name)),
    );
    const quick = element("div", { class: "quick" });
    const place = element("div");
    /** @type {Drawn[]} */
    let boards = [];
    let speaking = 0;

    function draw() {
      const changed = changes(state.dials_plan, state.dials);
      turnedWords.textContent = Page.doWords.turned(changed);
      answer.textContent = told.answer || (isChanged() ? caption() : atRest());
      price.textContent = told.price;
      more.replaceChildren(...[told.split, told.last].filter(Boolean).map((text) => element("p", {}, text)));
      picture.update(options());
      held.textContent = Page.doWords.restsOn(told.replicates, data.replicates, told.systems);
      readings.replaceChildren(...told.measures.map(reading));
      keeping.replaceChildren(...keptList());
      buttonsNow();
    }
    function buttonsNow() {
      undo.disabled = !steps.undoes();
      redo.disabled = !steps.redoes();
      replay.disabled = !told.before;
      keep.disabled = reset.disabled = !isChanged();
    }
    function build() {
      choose.value = state.dials_plan;
      boards = [Page.changeButtons(state.dials_plan, change), Page.dialBoard(state.dials_plan, change)];
      quick.replaceChildren(boards[0]);
      place.replaceChildren(boards[1]);
    }
    async function turned() {
      if (!same(steps.now().values, state.dials))
        steps.push({ plan: state.dials_plan, values: state.dials, key: "" }, false);
      for (const each of boards) each.draw();
      buttonsNow();
      const outcome = await ask(draw);
      if (!outcome) return;
      const refused = outcome instanceof Error;
      refusal.textContent = refused
        ? `No answer for these dials: ${outcome.message} The picture shows the last answer.`
        : "";
      shown.classList.toggle("is-stale", refused);
      if (refused) return;
      draw();
      clearTimeout(speaking);
      if (state.view === "do") speaking = setTimeout(() => Page.say(`${told.answer} ${told.price}`), 700);
    }
    function keepIt() {
      const refused = Page.runs.keep(state.dials_plan, state.dials);
      refusal.textContent = refused ?? "";
      Page.say(refused ?? `Kept: ${named(state.dials_plan, state.dials)}.`);
    }

    const from = element(
      "div",
      { class: "controls" },
      element("label", { for: choose.id }, "Start from"),
      choose,
      quick,
    );
    container.append(
      element("div", { class: "do-head" }, element("h2", {}, "What would you do?"), tools),
      from,
      element("div", { class: "dial-board" }, place, element("div", { class: "dial-picture" }, refusal, shown)),
    );
    Page.on("series", () => {
      series.choose(state.series);
      draw();
    });
    Page.on(["kept", "kept_made"], draw);
    for (const each of [tools, from, place]) each.hidden = Boolean(blocked);
    build();
    draw();
    if (blocked) return;
    Page.on("dials_plan", () => {
      told = asItIs();
      build();
      draw();
    });
    Page.on(["dials", "dials_plan"], turned);
    if (isChanged()) turned();
    Page.runs.make();
  }

  const atRest = () => `“${plan().name}” as it is. Press a change or turn a dial: the model runs in this page.`;

  /** @param {Measure} measure */
  const reading = ({ label, text, behind }) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, Page.behind(text, behind, label)));

  /* The plans that are kept: to be shown again, or let go. */
  function keptList() {
    if (!state.kept.length) return [];
    const rows = state.kept.map(({ id, plan: planId, values }) =>
      element(
        "li",
        {},
        Page.chart.sample(Page.planSlot(id)),
        ` ${Page.plan(planId).name}, ${named(planId, values)} `,
        button("Show again", () => put({ plan: planId, values, key: "" })),
        button("Let go", () => Page.runs.drop(id)),
      ),
    );
    return [element("h3", {}, "Kept plans, also in “Compare”"), element("ul", {}, rows)];
  }

  /* ---- the last change again ---- */

  /** @param {Drawing<LinesPicture>} picture @param {() => void} draw */
  function play(picture, draw) {
    const { before, curves, replayed } = told;
    if (!before) return;
    const [from, to] = [before[state.series], curves[state.series]];
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const [count, pause] = still ? [1, REPLAY] : [FRAMES, REPLAY / FRAMES];
    const showing = told;
    let frame = 0;
    picture.update(options(from));
    const timer = setInterval(() => {
      frame++;
      if (frame < count && showing === told) {
        picture.update(options(Page.doWords.between(from, to, frame / count)));
        return;
      }
      clearInterval(timer);
      draw();
      Page.say(replayed);
    }, pause);
  }

  Page.shortcut("u", "undoes the last change", () => go("undo"), "do");
  Page.shortcut("r", "redoes it", () => go("redo"), "do");
  Page.view("do", {
    title: "What would you do?",
    render,
    command: () => (isChanged() ? Page.turnedCommand(plan(), state.dials) : plan().command),
  });
})();
