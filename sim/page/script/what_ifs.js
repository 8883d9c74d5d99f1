// @ts-check
"use strict";
/* What if: single changes as buttons, and the paper's tensions as dials. The picture shows the plan
   as it is and as it would be; the sentence says whether the two can be told apart. */
(() => {
  const { data, element, state } = Page;
  const changes = data.whatifs.filter((each) => each.kind === "whatif");
  const tensions = data.whatifs.filter((each) => each.kind === "tension");
  /** @param {string} id */
  const find = (id) => data.whatifs.find((each) => each.id === id);

  /* The name of a position; a bare number is described by where it lies between the two ends. */
  /** @param {Tension} tension @param {number} index */
  function called({ levels, ends: [first, last] }, index) {
    const { label } = levels[index];
    if (Number.isNaN(Number(label))) return label;
    const part = index / (levels.length - 1);
    if (part === 0 || part === 1) return part ? last : first;
    return part === 0.5 ? "half way" : `nearer to “${part < 0.5 ? first : last}”`;
  }

  /** @param {Tension} tension */
  const start = (tension) => (tension.now >= 0 ? tension.now : Math.floor(tension.levels.length / 2));

  /* The current question; null while nothing is chosen. */
  /** @typedef {{whatif: WhatIf | Tension, values: Values, label: string, result: Effect | null}} Asked */
  /** @returns {Asked | null} */
  function asked() {
    const whatif = find(state.whatif);
    if (!whatif) return null;
    if (whatif.kind === "whatif") return { whatif, values: whatif.values, label: whatif.label, result: whatif.result };
    const index = Math.min(state.whatif_level, whatif.levels.length - 1);
    const { value, result } = whatif.levels[index];
    return { whatif, values: { [whatif.key]: value }, label: `${whatif.label}: ${called(whatif, index)}`, result };
  }

  /* ---- words and lines for a change ---- */

  /** @param {Told} answer @param {string} label */
  const sentence = (answer, label) => `${label}. ${answer.difference?.sentence ?? ""}`;

  /** @param {Plan} plan @param {Told | null} answer @param {string} label @returns {Line[]} */
  function lines(plan, answer, label) {
    /** @param {Plan | Told} of */
    const curve = (of) => ({ values: of.curves.live.mean, low: of.curves.live.low, high: of.curves.live.high });
    const before = { label: answer ? "as planned" : plan.name, slot: Page.planSlot(plan.id), ...curve(plan) };
    return answer ? [before, { label, slot: 3, ...curve(answer) }] : [before];
  }

  /* ---- the tensions ---- */

  /** @param {Tension} tension @param {(tension: Tension, level: number) => void} choose */
  function dial(tension, choose) {
    const last = tension.levels.length - 1;
    const read = element("output", { class: "reading" });
    let open = false;
    /** @type {HTMLInputElement} */
    const slider = element("input", {
      type: "range",
      min: 0,
      max: last,
      step: 1,
      value: start(tension),
      id: Page.id("tension"),
      oninput: () => choose(tension, Number(slider.value)),
    });
    function say() {
      const own = Number(slider.value) === tension.now ? " (as planned)" : "";
      const said = open ? "not set in this plan" : `${called(tension, Number(slider.value))}${own}`;
      read.textContent = said;
      slider.setAttribute("aria-valuetext", said);
    }
    const made = element(
      "div",
      { class: "tension" },
      element("label", { for: slider.id }, tension.label),
      element("p", { class: "claim" }, tension.claim),
      slider,
      element(
        "div",
        { class: "ends", "aria-hidden": "true" },
        element("span", {}, tension.ends[0]),
        element("span", {}, tension.ends[1]),
      ),
      element(
        "div",
        { class: "under" },
        read,
        Page.behind("What is behind it", [tension.key], tension.label, { class: "number ask" }),
      ),
    );
    /* Move to a position, or to the plan's own (null). */
    /** @param {number | null} index */
    function put(index) {
      open = index === null && tension.now < 0;
      slider.value = String(index ?? start(tension));
      say();
    }
    put(null);
    return Object.assign(made, { put });
  }

  /* ---- all answers in the file, as a table ---- */

  /** @param {string} name @param {Effect | null} result @returns {HTMLElement[]} */
  const row = (name, result) => (result ? [glanced(name, result)] : []);

  /** @param {Tension} tension */
  function rowsOf(tension) {
    const rows = tension.levels.flatMap(({ result }, i) =>
      row(`${called(tension, i)}${i === tension.now ? " (as planned)" : ""}`, result),
    );
    const heading = Page.rowsHeading(tension.label, 3);
    return rows.length ? [heading, ...rows] : [];
  }

  function glance() {
    const rows = [...changes.flatMap((each) => row(each.label, each.result)), ...tensions.flatMap(rowsOf)];
    if (!rows.length) return "";
    const head = ["Change", `Live at month ${Page.horizon}`, "Difference in points"];
    return element(
      "section",
      { class: "glance" },
      element("h3", {}, "All of them at a glance"),
      Page.scrolled(
        "All changes",
        element(
          "table",
          {},
          element("caption", { class: "unseen" }, "What each change would do"),
          Page.headings(head),
          element("tbody", {}, rows),
        ),
      ),
    );
  }

  /** @param {string} name @param {Effect} result */
  function glanced(name, { curves, difference }) {
    const { mean, low, high, apart, month } = difference;
    const same = [mean, low, high].every((share) => Math.abs(share) < 0.0005);
    const size = `${Page.signedPoints(mean)} (${Page.signedPoints(low)} to ${Page.signedPoints(high)})`;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      element("td", {}, Page.percent(curves.live.mean[month])),
      element("td", {}, same ? "no difference" : `${size}${apart ? "" : ", cannot be told apart"}`),
    );
  }

  /** @param {HTMLElement} container */
  function render(container) {
    const heading = element("p", { class: "answer", role: "status" });
    const explain = element("p", {});
    const place = element("div", {});
    /** @type {Drawing<LinesPicture> | null} */
    let figure = null;
    let shown = 0;

    const buttons = changes.map((each) =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": "false",
          onclick: () => Page.set({ whatif: state.whatif === each.id ? "" : each.id }),
        },
        each.label,
      ),
    );
    const dials = tensions.map((each) =>
      dial(each, (tension, level) => Page.set({ whatif: tension.id, whatif_level: level })),
    );

    /** @param {Plan} plan @param {Told | null} answer @param {string} label */
    function picture(plan, answer, label) {
      const caption = answer
        ? `Share live by month with “${plan.name}” as planned and with the change. Ranges and shading show what luck does; the assumptions are not varied here.`
        : `Share live by month with “${plan.name}”. Ranges and shading show what luck does; the assumptions are not varied here.`;
      const options = {
        caption,
        yLabel: "Share of organisations live",
        yMax: 1,
        lines: lines(plan, answer, label),
        events: Page.eventsOf([plan]),
      };
      if (figure) figure.update(options);
      else {
        figure = Page.chart.lines(options);
        place.replaceChildren(figure);
      }
      heading.classList.toggle("ask", !answer); // on paper nobody presses anything
      heading.textContent = answer ? sentence(answer, label) : "Press a change or move a dial to see what it would do.";
      if (answer) Page.setCommand(answer.command);
    }

    /* Show which button or dial is chosen. */
    /** @param {WhatIf | Tension | undefined} chosen */
    function mark(chosen) {
      for (const [i, each] of changes.entries()) buttons[i].setAttribute("aria-pressed", String(chosen === each));
      for (const [i, each] of tensions.entries()) {
        dials[i].put(chosen === each ? state.whatif_level : null);
        dials[i].classList.toggle("chosen", chosen === each);
      }
      explain.textContent = chosen?.explain ?? "";
    }

    function draw() {
      const question = asked();
      const turn = ++shown;
      mark(question?.whatif);
      if (question && (question.result || data.live)) return answered(question, turn);
      picture(Page.plan(question?.whatif.plan ?? data.plans[data.leader].id), null, "");
      if (question) heading.textContent = `${question.label}: not possible with this plan.`;
    }

    /** @param {Asked} question @param {number} turn */
    async function answered({ whatif, values, label, result }, turn) {
      try {
        const answer = result ?? (await Page.answer(values, whatif.plan, "whatif"));
        if (answer && turn === shown) picture(Page.plan(whatif.plan), answer, label);
      } catch (error) {
        Page.problem(/** @type {Error} */ (error).message);
      }
    }

    container.append(
      element("h2", {}, "What if?"),
      element(
        "div",
        { class: "asking" },
        element("div", { class: "picture" }, heading, place, explain),
        element(
          "div",
          { class: "askable" },
          element("div", { class: "buttons", role: "group", "aria-label": "Changes" }, buttons),
          element("h3", {}, "The paper's nine tensions to balance"),
          element("div", { class: "tensions" }, dials),
        ),
      ),
      glance(),
    );
    Page.on(["whatif", "whatif_level"], draw);
    draw();
  }

  Page.keep("whatif", "", (id) => id === "" || Boolean(find(id)));
  Page.keep("whatif_level", 0, (level) => Number.isInteger(level) && level >= 0);
  Page.view("whatifs", { title: "What if", render, prints: () => state.whatif !== "" });
})();
