// @ts-check
"use strict";
/* The barrier ledger: how many each gap holds back, what each costs, and what money would win back.
   Its tables are for who opens them. */
(() => {
  const { data, element, state, capital } = Page;
  const ledgers = data.ledger.plans;
  const ledger = () => ledgers[state.ledger_plan];
  const { dimensions } = Page.names;
  const { range, signed } = Page.gaps;

  /* ---- by month, and what each gap costs ---- */

  const stack = () => ({
    caption: Page.gaps.byMonth(ledger()),
    yLabel: "Organisations held back most by each gap (mean of all runs)",
    lines: data.gaps.map((gap, slot) => ({ label: `${gap} gap`, slot, values: ledger().by_month[gap] })),
    format: Page.number,
  });

  const fall = () => ({
    caption: Page.gaps.costs(ledger()),
    yLabel: `Share of organisations live at month ${ledger().horizon}`,
    format: Page.percent,
    steps: [
      { label: "As it is", value: ledger().reached.mean, total: true },
      ...ledger().lost.map((each) => ({
        label: `without the ${each.gap} gap`,
        value: each.mean,
        low: each.low,
        high: each.high,
        text: signed(each),
        slot: data.gaps.indexOf(each.gap),
      })),
      { label: "Every gap closed", value: ledger().all_closed.mean, total: true },
    ],
  });

  /* ---- by stage and by group: numbers in cells, shaded by size; a gap's name opens its causes ---- */

  /** @param {string} gap */
  const behind = (gap, text = `${gap} gap`) => Page.behind(text, Page.behindGap(gap), `What causes the ${gap} gap`);

  /** @typedef {{name: string, cells: number[], heading?: true}} Row */
  /** @param {string} caption @param {string} first @param {Row[]} rows @param {(x: number) => string} format */
  function grid(caption, first, rows, format) {
    const top = Math.max(1e-9, ...rows.flatMap(({ cells }) => cells));
    return element(
      "table",
      { class: "shaded" },
      element("caption", {}, caption),
      Page.headings([first, ...data.gaps.map((gap) => behind(gap, gap))]),
      element(
        "tbody",
        {},
        rows.map(({ name, cells, heading }) =>
          heading
            ? Page.rowsHeading(name, data.gaps.length + 1)
            : element(
                "tr",
                {},
                element("th", { scope: "row" }, name),
                cells.map((cell) =>
                  element(
                    "td",
                    {
                      style: `--part:${(cell / top).toFixed(3)}`,
                      class: cell > 0 && cell === Math.max(...cells) ? "most" : null,
                    },
                    format(cell),
                  ),
                ),
              ),
        ),
      ),
    );
  }

  /** @param {number} month */
  function byStage(month) {
    const rows = data.stages
      .filter((_, stage) => Page.stages.isHeldBack(stage))
      .map((name) => ({ name, cells: data.gaps.map((gap) => ledger().by_stage[gap]?.[name]?.[month] ?? 0) }))
      .filter(({ cells }) => cells.some((cell) => cell >= 0.05));
    if (!rows.length) return element("p", {}, `At month ${month} no gap holds any organisation back.`);
    return grid(
      `By stage at month ${month}: organisations held back most by each of the five gaps`,
      "Stage",
      rows,
      Page.number,
    );
  }

  /** @param {number} month */
  function byGroup(month) {
    const held = ledger().by_group.filter((each) => each.at === month);
    /** @type {Row[]} */
    const rows = d3
      .groups(held, (each) => each.dimension)
      .flatMap(([dimension, members]) => [
        { name: dimensions[dimension], heading: true, cells: [] },
        ...members.map((each) => ({ name: each.group, cells: data.gaps.map((gap) => each.shares[gap] ?? 0) })),
      ]);
    return grid(
      `By group at month ${month}: share of its organisations that each gap holds back most, including those that have embedded it`,
      "Group",
      rows,
      (share) => Page.percent(share),
    );
  }

  /* ---- the next best action: a row for each group, a column for each way to pay for it ---- */

  /** @type {Record<string, string>} */
  const KINDS = { shift: "Same money, some of it moved", money: "A little more money" };

  /** @param {NextBest} each */
  function told(each) {
    const line = element("textarea", {
      class: "command",
      rows: 3,
      readonly: true,
      "aria-label": "As a command",
      spellcheck: "false",
      value: each.command,
    });
    Page.dialog(`${capital(each.group)}: ${KINDS[each.kind].toLowerCase()}`, [
      element("p", {}, each.sentence),
      element("p", {}, "To see it for yourself:"),
      line,
    ]);
  }

  /** @param {NextBest | undefined} each */
  function action(each) {
    if (!each) return element("td", {}, "not tried");
    /** @param {string} text */
    const open = (text) =>
      element(
        "button",
        { type: "button", class: "number", "aria-haspopup": "dialog", onclick: () => told(each) },
        text,
      );
    return element(
      "td",
      {},
      each.apart
        ? [open(capital(each.action)), element("div", {}, `${range(each.gain)} more live`)]
        : element("span", { class: "alike" }, open("cannot be told apart")),
    );
  }

  function actions() {
    if (!ledger().next_best.length)
      return element("p", {}, "This plan has no money, so there is none to move, and no tenth more to add.");
    const kinds = [...new Set(ledger().next_best.map((each) => each.kind))];
    const rows = d3.groups(
      ledger().next_best,
      (each) => each.dimension,
      (each) => each.group,
    );
    return element(
      "table",
      { class: "actions" },
      element("caption", {}, `What gains most by month ${ledger().horizon}, for each group`),
      Page.headings(["Group", ...kinds.map((kind) => KINDS[kind] ?? kind)]),
      element(
        "tbody",
        {},
        rows.map(([dimension, groups]) => [
          dimension in dimensions ? Page.rowsHeading(dimensions[dimension], kinds.length + 1) : null,
          groups.map(([group, all]) =>
            element(
              "tr",
              {},
              element("th", { scope: "row" }, capital(group)),
              kinds.map((kind) => action(all.find((each) => each.kind === kind))),
            ),
          ),
        ]),
      ),
    );
  }

  /* A table that is for who wants it; on paper it stays closed. */
  /** @param {string} title @param {HTMLElement} inside */
  const opened = (title, inside) => element("details", {}, element("summary", {}, title), inside);

  /** @param {HTMLElement} container */
  function render(container) {
    const slots = {
      when: element("div"),
      cells: element("div", { class: "tables" }),
      actions: Page.scrolled("Next best action"),
      money: element("strong"),
      pairs: element("span"),
    };
    const [stacked, waterfall] = [Page.chart.stacked(stack()), Page.chart.waterfall(fall())];
    const months = () => [...new Set(ledger().by_group.map((each) => each.at))].sort((one, other) => one - other);
    const month = () => (months().includes(state.ledger_month) ? state.ledger_month : months()[0]);

    function cells() {
      /** @type {[string, HTMLElement][]} */
      const tables = [
        ["By stage", byStage(month())],
        ["By group", byGroup(month())],
      ];
      slots.cells.replaceChildren(...tables.map(([name, made]) => Page.scrolled(name, made)));
    }
    function draw() {
      stacked.update(stack());
      waterfall.update(fall());
      slots.when.replaceChildren(
        Page.choice(
          "At month",
          months().map((each) => [each, String(each)]),
          month(),
          (each) => Page.set({ ledger_month: each }),
        ),
      );
      slots.actions.replaceChildren(actions());
      slots.money.textContent = ledger().money;
      slots.pairs.textContent = `Costs come from ${Page.counted(ledger().pairs, "run")} with and without each gap, on several systems; where gaps act together, the effect is shared fairly. `;
      cells();
    }
    const chosen = Page.choice(
      "Plan",
      data.plans.map((plan) => [plan.id, plan.name]),
      state.ledger_plan,
      (id) => Page.set({ ledger_plan: id }),
    );
    const gaps = element(
      "dl",
      { class: "gap-words" },
      data.gaps.map((gap) => [element("dt", {}, `${gap} gap`), element("dd", {}, data.gap_explain[gap])]),
    );
    container.append(
      element("h2", {}, "What holds them back"),
      element("div", { class: "controls" }, chosen),
      element("h3", {}, "Month by month"),
      stacked,
      element("details", {}, element("summary", {}, "What the five gaps mean"), gaps),
      element("h3", {}, "What each gap costs"),
      waterfall,
      element("p", { class: "in-money" }, slots.money),
      element(
        "p",
        { class: "quiet" },
        slots.pairs,
        element(
          "span",
          { class: "ask" },
          "What is behind each: ",
          data.gaps.map((gap) => [behind(gap), " "]),
        ),
      ),
      opened("Who is held back by what", element("section", { class: "who-by-what" }, slots.when, slots.cells)),
      opened("What would help each group next", slots.actions),
    );
    Page.on("ledger_plan", draw);
    Page.on("ledger_month", cells);
    draw();
  }

  Page.keep("ledger_plan", data.plans[data.leader].id, (id) => Object.hasOwn(ledgers, id));
  Page.keep("ledger_month", 24, (month) => Number.isInteger(month) && month >= 0);
  Page.view("ledger", { title: "What holds them back", render, command: () => Page.plan(state.ledger_plan).command });
})();
