// @ts-check
"use strict";
/* A target to play for: the plans of the page and those that the room keeps, ranked by how much of
   the target they meet. All run in this page, on the same runs. */
(() => {
  const { data, element, state } = Page;
  const NEARLY = 1e-9; // shares are sums of parts
  const POUND = 1; // the target's money is in whole pounds
  const PLACES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

  /* ---- the rule ---- */

  /* The target in one sentence, as the facilitator's pack has it. */
  /** @type {TargetRule["words"]} */
  const words = ({ live, month, budget, gave_up }) =>
    `${Page.percent(live)} live by month ${month}, within ${Page.worded.sum(budget)}, and at most ${Page.percent(gave_up)} of those who went live giving up.`;

  /* Which of the three a plan meets; `near` if the range of its mean has the target inside. */
  /** @type {TargetRule["parts"]} */
  function parts(target, { live, spend, gaveUp }) {
    /** @param {Ends} range @param {number} limit */
    const near = ({ low, high }, limit) => Page.known(low) && Page.known(high) && low < limit && limit < high;
    const [reached, spent, left] = [live, spend, gaveUp].map(({ mean }) => mean);
    return [
      { name: "live", met: Page.known(reached) && reached >= target.live - NEARLY, near: near(live, target.live) },
      { name: "money", met: Page.known(spent) && spent < target.budget + POUND, near: false },
      {
        name: "giving up",
        met: Page.known(left) && left <= target.gave_up + NEARLY,
        near: near(gaveUp, target.gave_up),
      },
    ];
  }

  /* More parts met come first, then more live. Plans that are alike share the place of the first of
     them. A plan that changes what is believed has no place. */
  /** @type {TargetRule["ranked"]} */
  function ranked(all, alike) {
    const played = all.filter((each) => !each.believed);
    played.sort((one, other) => other.met - one.met || other.live - one.live);
    /** @type {(typeof all)[]} */
    const groups = [];
    for (const each of played) {
      const last = groups.at(-1);
      if (last && last[0].met === each.met && alike(last[0], each)) last.push(each);
      else groups.push([each]);
    }
    let place = 1;
    const placed = groups.flatMap((group) => {
      const own = { place, shared: group.length > 1 };
      place += group.length;
      return group.map((each) => ({ ...each, ...own }));
    });
    const others = all.filter((each) => each.believed);
    return [...placed, ...others.map((each) => ({ ...each, place: null, shared: false }))];
  }

  /** @param {{place: number | null, shared: boolean}} placed */
  const placeInWords = ({ place, shared }) =>
    place === null ? "not ranked" : `${shared ? "shared " : ""}${PLACES[place - 1]}`;

  /* "two of three", and which */
  /** @param {number} met */
  const howMany = (met) => ["none of the three", "one of three", "two of three", "all three"][met];

  /* Who is first, in a sentence. */
  /** @type {TargetRule["told"]} */
  function told(placed) {
    const first = placed.filter(({ place }) => place === 1);
    const { met } = first[0];
    const start = met < 3 ? "No plan meets all three yet. " : "";
    const names = Page.listed(first.map(({ title }) => `“${title}”`));
    const verb = first.length > 1 ? "which meet" : "which meets";
    return `${start}${Page.capital(placeInWords(first[0]))}: ${names}, ${verb} ${howMany(met)}.`;
  }

  Page.target = { words, parts, ranked, told };

  /* ---- the plans ---- */

  const liveOutcome = () => /** @type {Reckoned} */ (data.outcomes.find(({ key }) => key === "live"));

  /** @param {string} id */
  const teamOf = (id) => state.kept.find((each) => each.id === id)?.team ?? "";

  /* The plans of the page, and those that are kept and have run. */
  /** @returns {Entrant[]} */
  const entrants = () => [
    ...data.plans.map(({ id, name }) => ({ id, name, from: id, values: {} })),
    ...Page.runs.kept().map(({ id, name, plan, values }) => ({ id, name, from: plan, values })),
  ];

  /** @param {Entrant} entrant @param {Found} found @returns {Contender} */
  function contender(entrant, found) {
    const plan = Page.plan(entrant.from);
    const measures = Page.reckon.measures(found, plan);
    const [live, spend, gaveUp] = ["live", "spend", "abandoned"].map(
      (key) => /** @type {Measure} */ (measures.find((each) => each.key === key)),
    );
    const met = parts(data.target, { live, spend, gaveUp });
    return {
      ...entrant,
      measures: [live, spend, gaveUp],
      parts: met,
      met: met.filter((each) => each.met).length,
      live: live.mean ?? 0,
      sample: Page.reckon.samples(found, plan).live,
      believed: Object.keys(Page.turns.ofKind(entrant.values, "belief")).length > 0,
    };
  }

  /* Whether two plans cannot be told apart in the share live, or are practically the same. */
  /** @param {Contender} one @param {Contender} other */
  function alike(one, other) {
    const range = Page.reckon.paired(one.sample, other.sample, liveOutcome());
    return !range || !Page.worded.apart(range) || Math.abs(range.mean) < data.margin;
  }

  /* All plans, one run after another; null if something newer is wanted. */
  /** @param {Entrant[]} all @param {() => boolean} wanted */
  async function run(all, wanted) {
    /** @type {Contender[]} */
    const contenders = [];
    for (const each of all) {
      const found = await Page.runs.get(each.from, each.values, "target");
      if (!found || !wanted()) return null;
      contenders.push(contender(each, found));
    }
    return contenders;
  }

  /* ---- the table ---- */

  const { target } = data;
  const HEADINGS = [
    `Live at month ${target.month}: at least ${Page.percent(target.live)}`,
    `Spend: at most ${Page.pounds(target.budget)}`,
    `Gave up: at most ${Page.percent(target.gave_up)}`,
  ];

  /* What the ranking calls a plan. */
  /** @param {Contender} plan */
  const title = (plan) => teamOf(plan.id) || plan.name;

  /* Where a team's name is typed for a plan that was kept. */
  /** @param {Contender} plan @param {Map<string, HTMLInputElement>} inputs */
  function teamField({ id, name }, inputs) {
    if (!state.kept.some((each) => each.id === id)) return null;
    const onchange = (/** @type {{target: HTMLInputElement}} */ event) => Page.runs.team(id, event.target.value);
    const about = { "aria-label": `Team: ${name}`, maxlength: Page.runs.LONGEST, size: 12, autocomplete: "off" };
    const input = element("input", { type: "text", ...about, value: teamOf(id), onchange });
    inputs.set(id, input);
    return element("label", { class: "field" }, element("span", {}, "Team"), input);
  }

  /** @param {Placed} plan @param {Map<string, HTMLInputElement>} inputs */
  function row(plan, inputs) {
    const which = plan.parts.filter(({ met }) => met).map(({ name }) => name);
    const names = plan.met > 0 && plan.met < 3 ? `: ${Page.listed(which)}` : "";
    const heading = [
      element("p", { class: "place" }, Page.capital(placeInWords(plan))),
      element("p", {}, Page.chart.sample(Page.planSlot(plan.id)), ` ${plan.name}`),
      element("p", { class: "explain" }, `meets ${howMany(plan.met)}${names}`),
      teamField(plan, inputs),
    ];
    const cells = plan.measures.map(({ text, behind, label }, i) => {
      const { met, near } = plan.parts[i];
      const word = `${met ? "met" : "missed"}${near ? ", within luck" : ""}`;
      return [
        element("p", { class: "what" }, HEADINGS[i]),
        Page.behind(text, behind, `${label}: ${plan.name}`),
        element("p", { class: met ? "is-met" : "" }, word),
      ];
    });
    return Page.row(heading, cells);
  }

  /* How the table is read. */
  /** @param {Placed[]} placed */
  const notes = (placed) =>
    [
      "Plans that meet more of the three come first; of those that meet as many, the one with more live.",
      `They share a place with the first of them if luck could explain the difference in live, or if it is below ${Page.points(data.margin)}.`,
      "All ran on the same runs; in brackets, where luck leaves the mean of each.",
      placed.some((each) => each.parts.some(({ near }) => near)) &&
        "“Within luck”: the target lies inside the range in brackets.",
      placed.some((each) => each.believed) &&
        "A plan that changes what you believe is not ranked: the world must be the same for all.",
    ]
      .filter(Boolean)
      .join(" ");

  /* ---- the section ---- */

  /* The section, closed at first; the plans run when it is opened. */
  Page.targetDesk = () => {
    const said = element("p", { class: "target-told", role: "status" });
    const table = element("table", { class: "target-table" });
    const note = element("p", { class: "quiet" });
    const shown = element("div", { hidden: true }, Page.scrolled("Plans, ranked", table), note);
    const made = element(
      "details",
      { class: "target", ontoggle: () => rank() },
      element("summary", {}, "A target to play for"),
      element("p", { class: "target-goal" }, words(target)),
      said,
      shown,
    );
    /** @type {Map<string, HTMLInputElement>} */
    const inputs = new Map();
    /** @type {Placed[]} */
    let placed = [];
    let drawn = "";
    let asked = 0;

    /* Teams may have new names; who is typing is left alone. */
    function tell() {
      said.textContent = told(placed.map((each) => ({ ...each, title: title(each) })));
      for (const [id, input] of inputs) if (input !== document.activeElement) input.value = teamOf(id);
    }
    /** @param {Contender[]} contenders */
    function draw(contenders) {
      placed = ranked(contenders, alike);
      inputs.clear();
      const rows = placed.map((each) => row(each, inputs));
      table.replaceChildren(Page.headings(["Plan", ...HEADINGS]), element("tbody", {}, rows));
      note.textContent = notes(placed);
      shown.hidden = false;
      tell();
      Page.refit();
    }
    async function anew() {
      const all = entrants();
      const key = JSON.stringify(all);
      const mine = ++asked;
      if (key === drawn) return tell();
      if (shown.hidden) said.textContent = "The plans run.";
      const contenders = await run(all, () => mine === asked);
      if (!contenders) return;
      drawn = key;
      draw(contenders);
    }
    function rank() {
      if (!made.open) return;
      anew().catch((error) => {
        said.textContent = `The plans cannot be ranked: ${error.message}`;
      });
    }
    Page.on(["kept", "kept_made"], rank);
    return made;
  };
})();
