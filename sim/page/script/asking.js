// @ts-check
"use strict";
/* What is asked of the model and what it answers: changes with the way back, the runs behind them,
   and what is said of a change: against the plan as it is, split in two, and against the step before. */
(() => {
  const { data, state } = Page;
  const { ofKind, changes, history } = Page.turns;
  const { against, split } = Page.against;
  const GESTURE = 1500; // milliseconds within which turns of one dial are one change
  const NAMES = { own: "the changed plan", other: "the plan as it is" };
  const LATER = { own: "the plan now", other: "the plan before" };
  const ids = data.plans.map((plan) => plan.id);

  Page.keep("dials_plan", data.dials_plan, (id) => ids.includes(id));
  Page.keep("dials", {}, (values) => Object.entries(values).every(([key, value]) => Page.dial.allowed(key, value)));

  const plan = () => Page.plan(state.dials_plan);
  const isChanged = () => Object.keys(state.dials).length > 0;
  const shown = (/** @type {Measure} */ { key }) => data.outcomes.some((each) => each.key === key && each.shown);

  /* The plan as it is, with the numbers that the rest of the page has. */
  /** @returns {Told} */
  const asItIs = () => ({
    curves: plan().curves,
    measures: plan().measures.filter(shown),
    isFirst: false,
    asItIs: null,
    replicates: data.replicates,
    systems: 0,
    answer: "",
    price: "",
    split: "",
    last: "",
    replayed: "",
    before: null,
  });

  /** @param {Found} found @returns {Told} */
  const toldOf = (found) => ({
    ...asItIs(),
    curves: Page.reckon.curves(found),
    measures: Page.reckon.measures(found, plan()),
    replicates: found.replicates,
    systems: new Set(found.clusters).size,
  });

  let told = asItIs();
  const steps = history({ plan: state.dials_plan, values: state.dials, key: "" });
  let touched = { key: "", at: 0 };
  let asked = 0;
  let runs = data.replicates; // of an answer

  /* ---- changing ---- */

  /* Set what is turned; `key` is the dial that did it. */
  /** @type {Asking["change"]} */
  function change(values, key = "") {
    const now = performance.now();
    const oneTurn = key !== "" && touched.key === key && now - touched.at < GESTURE;
    touched = { key, at: now };
    steps.push({ plan: state.dials_plan, values, key }, oneTurn);
    Page.set({ dials: values });
  }

  /* Another plan, or one that was kept. */
  /** @type {Asking["put"]} */
  function put(planId, values) {
    touched.key = "";
    steps.push({ plan: planId, values, key: "" }, false);
    Page.set({ dials_plan: planId, dials: values });
  }

  /** @type {Asking["go"]} */
  function go(way) {
    touched.key = "";
    const { plan: planId, values } = steps[way]();
    Page.set({ dials_plan: planId, dials: values });
  }

  /* An address may have changed it. */
  function noticed() {
    const { plan: planId, values } = steps.now();
    if (planId === state.dials_plan && JSON.stringify(values) === JSON.stringify(state.dials)) return;
    steps.push({ plan: state.dials_plan, values: state.dials, key: "" }, false);
  }

  /* The last change in words: what is new, else what is no longer so. */
  /** @param {Values} before */
  function lastWords(before) {
    const [was, is] = [before, state.dials].map((values) =>
      changes(state.dials_plan, values).map((each) => each.words),
    );
    const added = is.filter((each) => !was.includes(each));
    const gone = was.filter((each) => !is.includes(each)).map((each) => `no longer “${each}”`);
    return [...added, ...(added.length ? [] : gone)].join("; ");
  }

  /* ---- asking ---- */

  /* What the plan and what is believed bring, each by itself; "" if only one of them is turned. */
  /** @param {Found} base @param {number} mean */
  async function parted(base, mean) {
    const own = ofKind(state.dials, "plan");
    const kinds = [own, ofKind(state.dials, "belief")];
    if (!kinds.every((values) => Object.keys(values).length)) return "";
    const planned = await Page.runs.get(state.dials_plan, own, "split");
    return planned ? split(mean, against(planned, base, plan(), NAMES).mean) : "";
  }

  /** @param {Found} found @returns {Promise<Pick<Told, "last" | "replayed" | "before">>} */
  async function fromBefore(found) {
    const before = steps.before();
    const runs = before?.plan === state.dials_plan && (await Page.runs.get(before.plan, before.values, "before"));
    if (!before || !runs) return { last: "", replayed: "", before: null };
    const replayed = Page.doWords.last(lastWords(before.values), against(found, runs, plan(), LATER));
    // From the plan as it is, the answer has said it already.
    const last = Object.keys(before.values).length ? replayed : "";
    return { last, replayed, before: Page.reckon.curves(runs) };
  }

  /** @param {Found} found @param {Found} base @returns {Promise<Told>} */
  async function whole(found, base) {
    const late = await fromBefore(found);
    if (!isChanged()) return { ...asItIs(), ...late };
    const { sentence, price, mean } = against(found, base, plan(), NAMES);
    return {
      ...toldOf(found),
      ...late,
      asItIs: Page.reckon.curves(base),
      answer: sentence,
      price,
      split: await parted(base, mean),
    };
  }

  /* Ask what comes of the changes; `draw` is called with a first answer from few runs. Gives whether
     there is something new to draw, or an Error in plain words. */
  /** @type {Asking["ask"]} */
  async function ask(draw) {
    const mine = ++asked;
    noticed();
    try {
      const [base, found] = await Promise.all([
        Page.runs.base(state.dials_plan),
        Page.runs.get(state.dials_plan, state.dials, "do", (first) => {
          if (mine !== asked || !isChanged()) return;
          told = { ...toldOf(first), isFirst: true };
          draw();
        }),
      ]);
      if (!base || !found || mine !== asked) return false;
      runs = base.replicates;
      const answer = await whole(found, base);
      if (mine !== asked) return false;
      told = answer;
      return true;
    } catch (error) {
      return mine === asked && /** @type {Error} */ (error);
    }
  }

  function rest() {
    told = asItIs();
  }

  Page.asking = { plan, isChanged, told: () => told, rest, runs: () => runs, steps, change, put, go, ask };
})();
