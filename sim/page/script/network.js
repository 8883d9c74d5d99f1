// @ts-check
"use strict";
/* The network: where every organisation stands, month by month, in one named run. */
(() => {
  const { data, element, state, marks, names, stages } = Page;
  /** @type {[string, string][]} */
  const BY = [
    ["stage", "stage"],
    ["category", "readiness"],
  ];

  /** @param {HTMLElement} container */
  function renderNone(container) {
    container.append(
      element("h2", {}, "Where each organisation stands"),
      element(
        "p",
        {},
        data.one_system
          ? "No network is drawn here: there are too many organisations to tell the dots apart."
          : "No network is drawn here, because the plans are of different systems. Make a page of one system to see its organisations.",
      ),
    );
  }

  if (!data.network) {
    Page.view("network", { title: "One story", render: renderNone });
    return;
  }
  const { network } = data;

  const runs = () => network.plans[state.network_plan].runs;
  const run = () => runs()[state.network_run] ?? runs()[0];
  /** @param {number} i */
  const stage = (i) => Number(run().stages[i][state.network_month]);
  /** @param {number} i */
  const live = (i) => stages.isLive(stage(i));
  const all = () => network.names.keys();

  /* The gap that holds organisation `i` back in the month shown; null if it has embedded it. */
  /** @param {number} i */
  function binding(i) {
    if (!stages.isHeldBack(stage(i))) return null;
    const held = run().binding[i][state.network_month] ?? "-";
    return held === "-" ? null : data.gaps[Number(held)];
  }

  /* Whether a contract locks an organisation in, in any run: else its row is left out. */
  const anyLocked = Object.values(network.plans).some((plan) =>
    plan.runs.some((each) => each.stages.some((months) => months.includes(String(stages.LOCKED_IN)))),
  );

  const sentence = () =>
    `Month ${state.network_month}, ${Page.monthName(state.network_month)}: ${stages.sentence([...all()].map(stage))}`;

  /* ---- counts, which also serve as the legend ---- */

  /* What stands in each stage or category now: its words, how many in words, and the part to shade. */
  /** @param {string} by */
  function standing(by) {
    const words = by === "stage" ? data.stages : data.categories;
    const shown =
      by === "stage" ? stages.ORDER.filter((which) => which !== stages.LOCKED_IN || anyLocked) : words.keys();
    /** @param {number} i */
    const of = (i) => (by === "stage" ? stage(i) : run().category[i]);
    const total = d3.rollup(all(), (members) => members.length, of);
    const going = d3.rollup(all(), (members) => members.filter(live).length, of);
    return [...shown].map((which) => {
      const [whole, part] = [total.get(which) ?? 0, going.get(which) ?? 0];
      return by === "stage"
        ? { which, word: words[which], many: `${whole}`, part: whole / network.names.length }
        : { which, word: words[which], many: `${part} of ${whole}`, part: whole && part / whole };
    });
  }

  /** @param {string} by */
  function counts(by) {
    const head = by === "stage" ? ["Stage", "How many"] : [names.dimensions.category, "Live now"];
    return [
      element("caption", { class: "unseen" }, by === "stage" ? "How many in each stage" : "How many are live"),
      Page.headings(head),
      element(
        "tbody",
        {},
        standing(by).map(({ which, word, many, part }) =>
          element(
            "tr",
            {},
            element(
              "th",
              { scope: "row" },
              marks.sample(marks.round, marks.kind(by, which), marks.mark(by, which)),
              word,
            ),
            element("td", { style: `--part:${(100 * part).toFixed(1)}%` }, many),
          ),
        ),
      ),
    ];
  }

  const HEAD = ["Organisation", "Type", "Region", names.dimensions.category, "Stage", "Held back most by"];
  const rows = () =>
    network.names.map((name, i) => [
      name,
      network.types[network.type[i]],
      network.regions[network.region[i]],
      data.categories[run().category[i]],
      data.stages[stage(i)],
      binding(i) ?? "nothing",
    ]);

  /* The picture of this month to save, with its numbers. */
  /** @param {SVGElement} map @returns {Saved} */
  function saved(map) {
    const [by, month] = [state.network_by, state.network_month];
    const key = standing(by).map(({ which, word, many }) => ({
      outline: marks.round,
      kind: marks.kind(by, which),
      sign: marks.mark(by, which),
      text: `${word}: ${many}`,
    }));
    if (by === "category") key.push({ outline: marks.round, kind: "key-live", sign: "", text: "thick edge: live" });
    const csv = [
      ["organisation", "type", "region", "stage", "month"],
      ...rows().map(([name, type, region, , at]) => [name, type, region, at, month]),
    ];
    return {
      unit: `${Page.plan(state.network_plan).name}, ${run().label}, month ${month}`,
      caption: `${sentence()} By chance, other runs turn out differently.`,
      draw: (width, height) => Page.networkPicture(map, [...key, ...Page.shapesKey(network.types)], width, height),
      csv: () => Page.csvOf({ rows: csv }),
    };
  }

  /* ---- controls ---- */

  /** @param {string} text @param {[string, string][]} options @param {string} chosen @param {(value: string) => void} fn */
  function chooser(text, options, chosen, fn) {
    /** @type {HTMLSelectElement} */
    const select = element(
      "select",
      { onchange: () => fn(select.value) },
      options.map(([value, label]) => element("option", { value }, label)),
    );
    select.value = chosen;
    return element("label", { class: "field" }, element("span", {}, text), select);
  }

  const planChooser = () =>
    chooser(
      "Plan",
      data.plans.map((plan) => [plan.id, plan.name]),
      state.network_plan,
      (id) => Page.set({ network_plan: id, network_run: 0 }),
    );
  const runChooser = () =>
    chooser(
      "Run",
      runs().map((each, k) => [String(k), each.label]),
      String(state.network_run),
      (k) => Page.set({ network_run: Number(k) }),
    );

  /** @param {HTMLElement} container */
  function render(container) {
    /** @type {number | null} */
    let pointed = null;
    /** @type {number | null} */
    let pinned = null;
    const slots = {
      heading: element("h2"),
      plan: element("div"),
      run: element("div"),
      why: element("p", { class: "why" }),
      caption: element("figcaption"),
      counts: element("table", { class: "counts" }),
      story: element("section", { class: "story", "aria-label": "Story of one organisation" }),
      rows: Page.scrolled("Every organisation"),
    };
    const map = Page.map(network, {
      tell: (i) => {
        pointed = i;
        drawStory();
        if (i === null) map.name(pinned);
      },
      pin: (i) => {
        pinned = pinned === i ? null : i;
        Page.say(pinned === null ? "No story is kept open." : `The story of ${network.names[pinned]} is kept open.`);
        drawStory();
        paint();
      },
    });
    const details = element(
      "details",
      { ontoggle: drawRows },
      element("summary", {}, "The same numbers as a table"),
      slots.rows,
    );

    function drawStory() {
      const i = pointed ?? pinned;
      const now = i === null ? null : { run: run(), stage: stage(i), gap: binding(i), month: state.network_month };
      slots.story.replaceChildren(element("div", {}, Page.networkStory(network, i, now, i === pinned)));
    }
    function drawRows() {
      slots.rows.replaceChildren(...(details.open ? [Page.networkTable(HEAD, rows(), state.network_month)] : []));
    }
    function paint() {
      const by = state.network_by;
      map.paint((i) => {
        const which = by === "stage" ? stage(i) : run().category[i];
        return {
          kind: `${marks.kind(by, which)}${by === "category" && live(i) ? " live" : ""}`,
          mark: marks.mark(by, which),
          pinned: i === pinned,
          label: `${network.names[i]}, ${network.regions[network.region[i]]}: ${data.stages[stage(i)]}`,
        };
      });
    }
    function draw() {
      paint();
      container.dataset.by = state.network_by;
      slots.caption.textContent = sentence();
      slots.counts.replaceChildren(...counts(state.network_by));
      drawStory();
      drawRows();
    }
    function choose() {
      slots.heading.replaceChildren(
        element("span", { class: "off-show" }, "Where each organisation stands"),
        element("span", { class: "on-show" }, `Where each stands with “${Page.plan(state.network_plan).name}”`),
      );
      slots.plan.replaceChildren(planChooser());
      slots.run.replaceChildren(runChooser());
      slots.why.textContent = `This is run ${run().replicate} of ${data.replicates} (${run().label}: ${run().why}). By chance, other runs turn out differently.`;
      draw();
    }
    container.append(
      slots.heading,
      element(
        "div",
        { class: "controls" },
        slots.plan,
        slots.run,
        Page.choice("Show", BY, state.network_by, (by) => Page.set({ network_by: by })),
      ),
      Page.player({ view: "network", key: "network_month" }),
      element(
        "div",
        { class: "beside" },
        element(
          "figure",
          { class: "map" },
          map.svg,
          Page.saver(() => saved(map.svg)),
          slots.caption,
          marks.legend(network.types),
          slots.why,
        ),
        element("div", {}, slots.counts, slots.story),
      ),
      details,
    );
    Page.on(["network_plan", "network_run"], choose);
    Page.on(["network_month", "network_by"], draw);
    choose();
  }

  /** @param {number} most @returns {(value: number) => boolean} */
  const whole = (most) => (value) => Number.isInteger(value) && value >= 0 && value <= most;
  Page.keep("network_plan", data.plans[data.leader].id, (id) => Object.hasOwn(network.plans, id));
  Page.keep("network_run", 0, whole(20));
  Page.keep("network_month", 0, whole(data.months));
  Page.keep("network_by", "stage", (by) => BY.some(([value]) => value === by));
  Page.view("network", {
    title: "One story",
    render,
    prints: () => state.network_month > 0,
    command: () => Page.plan(state.network_plan).command,
  });
})();
