"use strict";
/* The barrier ledger: which gap holds back how many, what each costs, and what helps next. */
(() => {
  const { data, element, state } = Room;
  const ledgers = data.ledger?.plans ?? {};
  const plans = () => data.plans.filter((plan) => ledgers[plan.id]);
  const ledger = () => ledgers[state.ledger_plan];
  const DIMENSIONS = { category: "Adopter category", type: "Type", region: "Region", deprived: "Deprivation", capacity: "Capacity" };
  const EMBEDDED = 5; // a stage that nothing holds back any more
  const range = (each) => `${Room.points(each.mean)} (${Math.round(100 * each.low)} to ${Math.round(100 * each.high)})`;

  /* ---- by month ---- */

  const bound = (gap, month) => ledger().by_month[gap][month] ?? 0;
  const last = () => ledger().by_month[data.gaps[0]].length - 1;
  const most = (month) => d3.greatest(data.gaps, (gap) => bound(gap, month));

  /* Which gap leads from when: leads of a month or two are not told. */
  function turns() {
    const found = [];
    let since = 0;
    for (let month = 1; month <= last() + 1; month++) {
      if (month <= last() && most(month) === most(since)) continue;
      if (month - since >= 3 && found.at(-1)?.gap !== most(since)) found.push({ gap: most(since), since });
      since = month;
    }
    return found;
  }

  function monthSentence() {
    const found = turns();
    if (!found.length) return "No gap holds back most of them for long.";
    const [first, ...then] = found;
    const ends = found.at(-1).gap;
    const rest = then.length > 3 ? [`later others, in the end the ${ends} gap`]
      : then.map(({ gap, since }) => `from month ${since} the ${gap} gap`);
    return `${then.length ? "At first" : "Throughout,"} the ${first.gap} gap holds back the most organisations (${Room.number(bound(first.gap, first.since))} of ${data.organisations})${rest.length ? `, ${Room.listed(rest)}` : ""}.`;
  }

  const stack = () => ({
    caption: monthSentence(), yLabel: "Organisations held back most by each gap (mean of all runs)",
    lines: data.gaps.map((gap, slot) => ({ label: `${gap} gap`, slot, values: ledger().by_month[gap] })),
    months: data.months, format: Room.number, class: "gaps",
  });

  /* ---- what each gap costs ---- */

  function costSentence() {
    const { lost, reached, all_closed: closed, horizon } = ledger();
    const ranked = [...lost].sort((one, other) => other.mean - one.mean);
    const [first, second] = ranked;
    const apart = second && first.low > second.high;
    const lead = apart ? `the ${first.gap} gap costs the most, ${range(first)}`
      : `the ${first.gap} and the ${second.gap} gap cost the most and cannot be told apart: ${range(first)} and ${range(second)}`;
    return `At month ${horizon}, ${Room.percent(reached.mean)} are live; with every gap closed it would be ${Room.percent(closed.mean)}. Of the ${Room.points(closed.mean - reached.mean)} between, ${lead}.`;
  }

  const fall = () => ({
    caption: costSentence(), yLabel: `Organisations live at month ${ledger().horizon}`, format: Room.percent,
    steps: [{ label: "As it is", value: ledger().reached.mean, total: true },
      ...ledger().lost.map((each) => ({ label: `without the ${each.gap} gap`, value: each.mean, low: each.low, high: each.high, text: `+${range(each)}`.replace("+-", "-"), slot: data.gaps.indexOf(each.gap) })),
      { label: "Every gap closed", value: ledger().all_closed.mean, total: true }],
  });

  /* ---- by stage and by group: numbers in cells, shaded by size; a gap's name tells its causes ---- */

  const behind = (gap, text = `${gap} gap`) => Room.behind(text, Room.behindGap(gap), `What makes the ${gap} gap`);

  function grid(caption, first, rows, format) {
    const top = Math.max(1e-9, ...rows.flatMap(({ cells }) => cells));
    return element("table", { class: "shaded" }, element("caption", {}, caption),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, first), data.gaps.map((gap) => element("th", { scope: "col" }, behind(gap, gap))))),
      element("tbody", {}, rows.map(({ name, cells, heading }) => (heading
        ? element("tr", { class: "heading" }, element("th", { scope: "colgroup", colspan: data.gaps.length + 1 }, name))
        : element("tr", {}, element("th", { scope: "row" }, name), cells.map((cell) => element("td", {
          style: `--part:${(cell / top).toFixed(3)}`, class: cell > 0 && cell === Math.max(...cells) ? "most" : null,
        }, format(cell))))))));
  }

  function byStage(month) {
    const rows = data.stages.filter((_, stage) => stage !== EMBEDDED)
      .map((name) => ({ name, cells: data.gaps.map((gap) => ledger().by_stage[gap]?.[name]?.[month] ?? 0) }))
      .filter(({ cells }) => cells.some((cell) => cell >= 0.05));
    if (!rows.length) return element("p", {}, `At month ${month} no gap holds anybody back.`);
    return grid(`By stage at month ${month}: organisations held back most by each of the five gaps`, "Stage", rows, Room.number);
  }

  function byGroup(month) {
    const held = ledger().by_group.filter((each) => each.at === month);
    const rows = d3.groups(held, (each) => each.dimension).flatMap(([dimension, members]) => [
      { name: DIMENSIONS[dimension] ?? dimension, heading: true, cells: [] },
      ...members.map((each) => ({ name: each.group, cells: data.gaps.map((gap) => each.shares[gap] ?? 0) })),
    ]);
    return grid(`By group at month ${month}: share of its organisations that each gap holds most, those that have embedded it included`, "Group", rows, (share) => Room.percent(share));
  }

  /* ---- the next best action: a row for each group, a column for each way to pay for it ---- */

  const KINDS = { shift: "Same money, some of it moved", money: "A little more money" };

  function told(each) {
    const line = element("textarea", { class: "command", rows: 3, readonly: true, "aria-label": "As a command", spellcheck: "false", value: each.command });
    Room.dialog(`${capital(each.group)}: ${KINDS[each.kind]?.toLowerCase() ?? "next best action"}`, [
      element("p", {}, each.sentence), element("p", {}, "To see it for yourself:"), line]);
  }

  function action(each) {
    if (!each) return element("td", {}, "not tried");
    const open = (text) => element("button", { type: "button", class: "number", "aria-haspopup": "dialog", onclick: () => told(each) }, text);
    return element("td", {}, each.apart ? [open(capital(each.action)), element("div", {}, `${range(each.gain)} more live`)]
      : element("span", { class: "alike" }, open("cannot be told apart")));
  }

  const capital = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

  function actions() {
    const kinds = [...new Set(ledger().next_best.map((each) => each.kind))];
    const rows = d3.groups(ledger().next_best, (each) => each.dimension, (each) => each.group);
    return element("table", { class: "actions" },
      element("caption", {}, `What gains most by month ${ledger().horizon}, for each group`),
      element("thead", {}, element("tr", {}, ["Group", ...kinds.map((kind) => KINDS[kind] ?? kind)].map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, rows.map(([dimension, groups]) => [
        dimension in DIMENSIONS ? element("tr", { class: "heading" }, element("th", { scope: "colgroup", colspan: kinds.length + 1 }, DIMENSIONS[dimension])) : null,
        groups.map(([group, all]) => element("tr", {}, element("th", { scope: "row" }, capital(group)),
          kinds.map((kind) => action(all.find((each) => each.kind === kind)))))])));
  }

  function render(container) {
    const slots = { when: element("div"), cells: element("div", { class: "tables" }), actions: element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Next best action" }) };
    const charts = [["stacked", stack], ["waterfall", fall]].map(([kind, options]) => ({ figure: Room.chart[kind](options()), options }));
    const months = () => [...new Set(ledger().by_group.map((each) => each.at))].sort((one, other) => one - other);
    const month = () => (months().includes(state.ledger_month) ? state.ledger_month : months()[0]);

    function cells() {
      const tables = [["By stage", byStage(month())], ["By group", byGroup(month())]];
      slots.cells.replaceChildren(...tables.map(([name, made]) => element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, made)));
    }
    function draw() {
      for (const { figure, options } of charts) figure.update(options());
      slots.when.replaceChildren(Room.choice("At month", months().map((each) => [each, String(each)]), month(), (each) => Room.set({ ledger_month: each })));
      slots.actions.replaceChildren(actions());
      cells();
    }
    const chosen = Room.choice("Plan", plans().map((plan) => [plan.id, plan.name]), state.ledger_plan, (id) => Room.set({ ledger_plan: id }));
    const gaps = element("dl", { class: "gap-words" }, data.gaps.map((gap) => [element("dt", {}, `${gap} gap`), element("dd", {}, data.gap_explain?.[gap] ?? "")]));
    container.append(element("h2", {}, "What holds them back"), element("div", { class: "controls" }, chosen),
      element("h3", {}, "Month by month"), charts[0].figure, element("details", {}, element("summary", {}, "What the five gaps mean"), gaps),
      element("h3", {}, "What each gap costs"), charts[1].figure,
      element("p", {}, "From pairs of runs with and without each gap, fairly shared where gaps act together. ",
        element("span", { class: "ask" }, "What lies behind each: ", data.gaps.map((gap) => [behind(gap), " "]))),
      element("section", { class: "who-by-what" }, element("h3", {}, "Who is held back by what"), slots.when, slots.cells),
      element("h3", {}, "What would help next"), slots.actions);
    Room.on("ledger_plan", draw);
    Room.on("ledger_month", cells);
    draw();
  }

  if (!plans().length) return;
  const leader = data.plans[data.leader]?.id;
  Room.keep("ledger_plan", ledgers[leader] ? leader : plans()[0].id, (id) => Object.hasOwn(ledgers, id));
  Room.keep("ledger_month", 24, (month) => Number.isInteger(month) && month >= 0);
  Room.view("ledger", { title: "What holds them back", render, command: () => Room.plan(state.ledger_plan).command });
})();
