// @ts-check
"use strict";
/* Commit: what, by when, with whom; printed with the chosen plan, and saved as one small file. The
   plan is one of the page, or one that the room kept under “What would you do?”. */
(() => {
  const { data, element, state } = Page;
  const ROOM = 3; // how the room's own line is drawn, as under "Predict"
  const FIRST = data.plans[data.plans.length - 1].id;

  Page.keep("commit_plan", FIRST, (id) => Boolean(Page.plan(id)) || /^kept[0-3]$/.test(id));

  /* ---- the plan ---- */

  const keptNow = () => state.kept.find((each) => each.id === state.commit_plan);

  /* A plan that was let go is chosen no more: its place may go to another. */
  function settle() {
    if (!Page.plan(state.commit_plan) && !keptNow()) Page.set({ commit_plan: FIRST });
  }
  Page.on(["kept", "commit_plan"], settle);
  settle();

  /* The chosen plan; null as long as a kept one has not run. */
  /** @returns {CommittedPlan | null} */
  const plan = () =>
    Page.plan(state.commit_plan) ?? Page.runs.kept().find((each) => each.id === state.commit_plan) ?? null;

  /** @param {Kept} kept */
  const titleOf = (kept) => `${kept.team ? `${kept.team}: ` : ""}${Page.runs.nameOf(kept)}`;

  /* What the plan does. */
  function about() {
    const kept = keptNow();
    if (!kept) return Page.plan(state.commit_plan)?.explain ?? "";
    const turned = Page.doWords.turned(Page.turns.changes(kept.plan, kept.values));
    return `It starts from “${Page.plan(kept.plan).name}”. ${turned}`;
  }

  /* What the programme spends, and what a kept plan gains and costs beside the plan that it changes. */
  /** @param {CommittedPlan} chosen */
  function price({ measures, beside }) {
    const spend = measures.find((each) => each.key === "spend");
    return [spend && `The programme spends ${spend.text}.`, beside].filter(Boolean).join(" ");
  }

  const revealed = () => state.revealed;
  /** @returns {Room} */
  const room = () => ({
    of: Page.plan(state.drawn_plan).name,
    drawn: [...state.drawn, ...(state.sketch.length ? [state.sketch] : []), ...Page.phones.curves()],
    votes: [...state.votes, ...Page.phones.votes()],
  });

  /* What the room predicted; and what phones drew that this page does not know before it is revealed. */
  function predicted() {
    const names = data.plans.map((each) => each.name);
    const waiting = Page.phones.drawn() - Page.phones.curves().length;
    const said = Page.commitment.predicted(room(), names);
    if (waiting <= 0) return said;
    return `${said} Not in it yet: ${Page.counted(waiting, "curve")} of phones. Under “${Page.titleOf("predict")}”, drawing a curve, reveal the answer.`;
  }

  /* ---- what is taken away ---- */

  function save() {
    const chosen = plan();
    if (!chosen) return;
    const made = new Date().toISOString().slice(0, 10);
    const text = JSON.stringify(Page.commitment.file(data, chosen, room(), Page.commitRows.written(), made));
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    element("a", { href, download: "commitment.json" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
    Page.say("Saved as commitment.json.");
  }

  /* Print this view alone. */
  function paper() {
    document.body.classList.add("only-commit");
    addEventListener("afterprint", () => document.body.classList.remove("only-commit"), { once: true });
    print();
  }

  /* ---- the picture ---- */

  /** @param {CommittedPlan} chosen */
  function expectation(chosen) {
    const { live } = chosen.curves;
    const { low, high, over } = Page.commitment.range(chosen, data.sets);
    const at = Page.horizon;
    const said = `The model expects ${Page.percent(live.mean[at])} live at month ${at} (${Page.monthName(at)}); ${over}: ${Page.percent(low[at])} to ${Page.percent(high[at])}.`;
    const mine = room();
    const months = Page.curves.monthsOf(data.months);
    const drawn = mine.of === chosen.name ? mine.drawn.map((points) => Page.curves.smooth(points, months)) : [];
    return Page.chart.lines({
      yMax: 1,
      yLabel: "Share of organisations live",
      rules: [at],
      events: Page.eventsOf([Page.plan(chosen.plan ?? chosen.id)]),
      caption: said,
      lines: [
        { label: `${chosen.name}, the model`, values: live.mean, low, high, slot: Page.planSlot(chosen.id) },
        ...(drawn.length ? [{ label: "the room", values: Page.curves.meanOf(drawn), slot: ROOM }] : []),
      ],
    });
  }

  /* What stands where the picture will be. */
  function notYet() {
    if (!revealed()) return "What the model expects stands here once it has been revealed.";
    return Page.engine.blocked ?? "The model runs this plan; what it expects stands here in a moment.";
  }

  /* ---- the view ---- */

  /* The plans of the page, then those that are kept; with `.draw()`. */
  function chooser() {
    /** @type {HTMLSelectElement} */
    const chosen = element("select", {
      id: Page.id("plan"),
      onchange: () => Page.set({ commit_plan: chosen.value }),
    });
    const made = element("span", { class: "check" }, element("label", { for: chosen.id }, "The plan"), chosen);
    function draw() {
      const own = data.plans.map(({ id, name }) => element("option", { value: id }, name));
      const kept = state.kept.map((each) => element("option", { value: each.id }, titleOf(each)));
      const group = { label: `Kept under “${Page.titleOf("do")}”` };
      chosen.replaceChildren(...own, ...(kept.length ? [element("optgroup", group, kept)] : []));
      chosen.value = state.commit_plan;
    }
    return Object.assign(made, { draw });
  }

  /* What is said of the plan, with `.draw()`: above its picture and below it. */
  function words() {
    const name = element("p", { class: "on-paper commit-plan" });
    const explain = element("p", { class: "explain" });
    const picture = element("div");
    const costs = element("p", { class: "commit-price" });
    const said = element("p");
    const command = element("p", { class: "on-paper" });
    function draw() {
      const [chosen, kept] = [plan(), keptNow()];
      name.textContent = `The plan: ${kept ? titleOf(kept) : Page.plan(state.commit_plan)?.name}`;
      explain.textContent = about();
      command.textContent = chosen ? `As a command: ${chosen.command}` : "";
      // A kept plan has a line of its own, which nobody can look up elsewhere.
      command.classList.toggle("on-paper", !kept);
      said.textContent = predicted();
      if (!revealed() || !chosen) {
        costs.textContent = "";
        picture.replaceChildren(element("p", { class: "quiet" }, notYet()));
        return;
      }
      costs.textContent = price(chosen);
      const figure = expectation(chosen);
      picture.replaceChildren(figure);
      figure.update({}); // now that its width is known
    }
    return { above: [name, explain, costs, picture, said], below: command, draw };
  }

  /** @param {HTMLElement} container */
  function render(container) {
    const choice = chooser();
    const told = words();
    const paperRows = element("div");
    /** @param {string} text @param {() => void} fn */
    const button = (text, fn, attributes = {}) =>
      element("button", { type: "button", onclick: fn, ...attributes }, text);
    const actions = [button("Save this commitment", save, { class: "strong" }), button("Print this page", paper)];

    function draw() {
      choice.draw();
      told.draw();
      for (const each of actions) each.disabled = !plan();
    }
    const onPaper = () => paperRows.replaceChildren(Page.commitRows.sheet());

    container.append(
      element("h2", {}, "What will we do?"),
      Page.commitRows.form(),
      paperRows,
      element("div", { class: "controls" }, choice, actions),
      ...told.above,
      element(
        "p",
        { class: "quiet ask" },
        "The file stays on this computer. Later, “uptake track commitment.json observed.csv” says who was nearer, the model or the room.",
      ),
      told.below,
    );
    Page.on(["commit_plan", "kept", "kept_made", "votes", "phones", "drawn", "sketch", "drawn_plan", "revealed"], draw);
    Page.on("actions", onPaper);
    addEventListener("beforeprint", onPaper);
    onPaper();
    draw();
    if (state.kept.length) Page.runs.make().then(draw); // an address may bring plans that have not run
  }

  Page.view("commit", { title: "Commit", render, command: () => plan()?.command ?? data.command });
})();
