"use strict";
/* What if: single changes as buttons, and the paper's tensions as dials. The picture holds the plan
   as it is and as it would be; the sentence says whether the two can be told apart. */
(() => {
  const { data, element, state } = Room;
  const changes = (data.whatifs ?? []).filter((each) => each.kind !== "tension");
  const tensions = (data.whatifs ?? []).filter((each) => each.kind === "tension");
  const find = (id) => data.whatifs.find((each) => each.id === id);

  /* What a position is called: a bare number is said by where it lies between the two ends. */
  function called({ levels, ends }, index) {
    const { label } = levels[index];
    if (Number.isNaN(Number(label))) return label;
    const part = index / (levels.length - 1);
    if (part === 0 || part === 1) return ends.at(-part);
    return part === 0.5 ? "half way" : `nearer to “${ends.at(part < 0.5 ? 0 : -1)}”`;
  }

  const start = (tension) => (tension.now >= 0 ? tension.now : Math.floor(tension.levels.length / 2));

  /* What is asked now: {whatif, values, label, result}; null while nothing is chosen. */
  function asked() {
    const whatif = state.whatif && find(state.whatif);
    if (!whatif) return null;
    if (whatif.kind !== "tension") return { whatif, values: whatif.values, label: whatif.label, result: whatif.result };
    const index = Math.min(state.whatif_level, whatif.levels.length - 1);
    const { value, result } = whatif.levels[index];
    return { whatif, values: { [whatif.key]: value }, label: `${whatif.label}: ${called(whatif, index)}`, result };
  }

  /* ---- saying what changes ---- */

  const horizon = () => Math.min(data.ledger?.plans?.[data.plans[data.leader].id]?.horizon ?? data.months, data.months);

  /* The difference in words; without a paired one, two means count as apart where their intervals are. */
  function sentence(plan, answer, label) {
    if (answer.difference?.sentence) return `${label}. ${answer.difference.sentence}`;
    const month = horizon();
    const [before, after] = [plan.curves.live, answer.curves.live];
    const change = after.mean[month] - before.mean[month];
    const apart = after.low[month] > before.high[month] || after.high[month] < before.low[month];
    const ends = `${Room.percent(before.mean[month])} live at month ${month} as planned, ${Room.percent(after.mean[month])} with the change`;
    return apart ? `${label}: ${Room.points(change)} ${change > 0 ? "more" : "fewer"} (${ends}).`
      : `${label}: cannot be told apart from the plan as it is (${ends}).`;
  }

  function lines(plan, answer, label) {
    const curve = (of) => ({ values: of.curves.live.mean, low: of.curves.live.low, high: of.curves.live.high });
    const before = { label: answer ? "as planned" : plan.name, slot: Room.planSlot(plan.id), ...curve(plan) };
    return answer ? [before, { label, slot: 3, ...curve(answer) }] : [before];
  }

  /* ---- the tensions ---- */

  function dial(tension, choose) {
    const last = tension.levels.length - 1;
    const read = element("output", { class: "reading" });
    const slider = element("input", { type: "range", min: 0, max: last, step: 1, value: start(tension), id: Room.id("tension"), oninput: () => choose(tension, Number(slider.value)) });
    function say() {
      const own = Number(slider.value) === tension.now ? " (as planned)" : "";
      const said = made.open ? "the plan leaves it open" : `${called(tension, Number(slider.value))}${own}`;
      read.textContent = said;
      slider.setAttribute("aria-valuetext", said);
    }
    const made = element("div", { class: "tension" },
      element("label", { for: slider.id }, tension.label),
      element("p", { class: "claim" }, tension.claim), slider,
      element("div", { class: "ends", "aria-hidden": "true" }, element("span", {}, tension.ends[0]), element("span", {}, tension.ends.at(-1))),
      element("div", { class: "under" }, read, Room.behind("What is behind it", [tension.key], tension.label, { class: "number ask" })));
    /* Stand at a position, or where the plan has it (null). */
    made.put = (index) => {
      made.open = index === null && tension.now < 0;
      slider.value = index ?? start(tension);
      say();
    };
    made.put(null);
    return made;
  }

  /* ---- all that the file holds, as a table ---- */

  const told = ({ result }) => Boolean(result?.difference);

  function glance() {
    const rows = [
      ...changes.filter(told).map((each) => glanced(each.label, each.result)),
      ...tensions.filter((each) => each.levels.some(told)).flatMap((each) => [
        element("tr", { class: "heading" }, element("th", { scope: "colgroup", colspan: 3 }, each.label)),
        ...each.levels.map((level, i) => (told(level) ? glanced(`${called(each, i)}${i === each.now ? " (as planned)" : ""}`, level.result) : "")),
      ]),
    ];
    if (!rows.length) return "";
    const { month } = [...changes, ...tensions.flatMap((each) => each.levels)].find(told).result.difference;
    const head = ["Change", `Live at month ${month}`, "Points more or fewer"];
    return element("section", { class: "glance" }, element("h3", {}, "All of them at a glance"),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All changes" }, element("table", {},
        element("caption", { class: "unseen" }, "What each change would do"),
        element("thead", {}, element("tr", {}, head.map((text) => element("th", { scope: "col" }, text)))),
        element("tbody", {}, rows))));
  }

  function glanced(name, { curves, difference }) {
    const { mean, low, high, apart, month } = difference;
    const same = [mean, low, high].every((share) => Math.abs(share) < 0.0005);
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, Room.percent(curves.live.mean[month])),
      element("td", {}, same ? "no difference" : `${signed(difference)}${apart ? "" : ", cannot be told apart"}`));
  }

  /* "+12 (+9 to +15)", in points. */
  function signed({ mean, low, high }) {
    const [middle, from, to] = [mean, low, high].map((share) => `${share > 0 ? "+" : ""}${Room.number(Math.round(1000 * share) / 10)}`);
    return `${middle} (${from} to ${to})`;
  }

  function render(container) {
    const heading = element("p", { class: "answer", role: "status" });
    const explain = element("p", {});
    const place = element("div", {});
    let figure = null;
    let shown = 0;

    const buttons = changes.map((each) => element("button", {
      type: "button", "aria-pressed": "false", onclick: () => Room.set({ whatif: state.whatif === each.id ? "" : each.id }),
    }, each.label));
    const dials = tensions.map((each) => dial(each, (tension, level) => Room.set({ whatif: tension.id, whatif_level: level })));

    function picture(plan, answer, label) {
      const caption = answer
        ? `Share live by month in “${plan.name}” as planned and with the change; bands show where the mean of all runs lies.`
        : `Share live by month in “${plan.name}”; the band shows where the mean of all runs lies.`;
      const options = { caption, yLabel: "Organisations live", yMax: 1, lines: lines(plan, answer, label) };
      if (figure) figure.update(options);
      else {
        figure = Room.chart.lines(options);
        place.replaceChildren(figure);
      }
      heading.classList.toggle("ask", !answer); // on paper nobody presses anything
      heading.textContent = answer ? sentence(plan, answer, label) : "Press a change or move a dial to see what it would do.";
      if (answer?.command) Room.setCommand(answer.command);
    }

    async function draw() {
      const question = asked();
      const turn = ++shown;
      changes.forEach((each, i) => buttons[i].setAttribute("aria-pressed", String(question?.whatif === each)));
      tensions.forEach((each, i) => {
        dials[i].put(question?.whatif === each ? state.whatif_level : null);
        dials[i].classList.toggle("chosen", question?.whatif === each);
      });
      explain.textContent = question?.whatif.explain ?? "";
      const plan = Room.plan(question?.whatif.plan ?? data.plans[data.leader].id);
      if (!question) return picture(plan, null, "");
      if (!question.result && !data.live) {
        picture(plan, null, "");
        heading.textContent = `${question.label}: not possible with this plan.`;
        return;
      }
      try {
        const answer = question.result ?? await Room.answer(question.values, plan.id, "whatif");
        if (answer && turn === shown) picture(plan, answer, question.label);
      } catch (error) {
        Room.problem(error.message);
      }
    }

    container.append(element("h2", {}, "What if?"), element("div", { class: "asking" },
      element("div", { class: "picture" }, heading, place, explain),
      element("div", { class: "askable" },
        element("div", { class: "buttons", role: "group", "aria-label": "Changes" }, buttons),
        tensions.length ? element("h3", {}, "The paper's nine tensions to balance") : null,
        tensions.length ? element("div", { class: "tensions" }, dials) : null)), glance());
    Room.on(["whatif", "whatif_level"], draw);
    draw();
  }

  if (!data.whatifs?.length) return;
  Room.keep("whatif", "", (id) => id === "" || Boolean(find(id)));
  Room.keep("whatif_level", 0, (level) => Number.isInteger(level) && level >= 0);
  Room.view("whatifs", { title: "What if", render });
})();
