// @ts-check
"use strict";
/* Commit: what, by when, with whom; printed with the chosen plan, and saved as one small file.
   What was typed is in the address if it fits. If not, it is kept here, and leaving asks first. */
(() => {
  const { data, element, state } = Page;
  const { MOST, empty, filled, fits, valid } = Page.commitment;
  const ROOM = 3; // how the room's own line is drawn, as under "Predict"

  Page.keep("commit_plan", data.plans[data.plans.length - 1].id, (id) => Boolean(Page.plan(id)));
  Page.keep("actions", [], valid);

  /* Rows that are too long for the address; null if the address has them. */
  /** @type {Action[] | null} */
  let kept = null;
  const written = () => kept ?? state.actions;

  /** @param {BeforeUnloadEvent} event */
  const ask = (event) => event.preventDefault();

  /** @param {Action[]} actions */
  function remember(actions) {
    const short = fits(actions);
    if (short === (kept !== null)) (short ? removeEventListener : addEventListener)("beforeunload", ask);
    kept = short ? null : actions;
    Page.set({ actions: short ? actions : [] });
  }

  const plan = () => Page.plan(state.commit_plan);
  const revealed = () => state.revealed;
  /** @returns {Room} */
  const room = () => ({
    of: Page.plan(state.drawn_plan).name,
    drawn: [...state.drawn, ...(state.sketch.length ? [state.sketch] : [])],
    votes: state.votes,
  });

  function save() {
    const made = new Date().toISOString().slice(0, 10);
    const text = JSON.stringify(Page.commitment.file(data, plan(), room(), written(), made));
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

  /* ---- the rows ---- */

  /** @type {[keyof Action, string, string][]} */
  const COLUMNS = [
    ["what", "What", "e.g. ask two boards to meet monthly"],
    ["by", "By when", "e.g. end of March"],
    ["who", "With whom", "e.g. Ada, with finance"],
  ];

  /* The form: an empty row is always there to type into. */
  function form() {
    const body = element("tbody");
    /** @type {HTMLButtonElement} */
    const more = element("button", { type: "button", onclick: () => add() }, "Add a row");
    const warning = element("p", { class: "quiet", role: "status" });
    /** @type {Action[]} */
    let rows = [];

    function changed() {
      remember(filled(rows));
      warning.textContent = kept
        ? "This is too long for the address of the page. Save it before you leave; the page will ask."
        : "";
    }
    /** @param {number} place */
    const focus = (place) => body.rows[place]?.querySelector("input")?.focus();

    function add() {
      if (rows.length >= MOST) return;
      rows.push(empty());
      draw();
      focus(rows.length - 1);
    }
    /** @param {number} place */
    function remove(place) {
      rows.splice(place, 1);
      if (!rows.length) rows.push(empty());
      changed();
      draw();
      focus(Math.min(place, rows.length - 1));
      Page.say("The row is removed.");
    }
    /** @param {KeyboardEvent} event @param {number} place */
    function next(event, place) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (place === rows.length - 1) add();
      else focus(place + 1);
    }
    /** @param {Action} row @param {number} place */
    const line = (row, place) =>
      element(
        "tr",
        {},
        COLUMNS.map(([key, heading, example]) =>
          element(
            "td",
            { class: key },
            element("input", {
              type: "text",
              name: key,
              maxlength: 200,
              autocomplete: "off",
              placeholder: place ? "" : example,
              "aria-label": `${heading}, row ${place + 1}`,
              value: row[key],
              oninput: (event) => {
                row[key] = event.target.value;
                changed();
              },
              onkeydown: (event) => next(event, place),
            }),
          ),
        ),
        element(
          "td",
          {},
          element(
            "button",
            { type: "button", "aria-label": `Remove row ${place + 1}`, onclick: () => remove(place) },
            "Remove",
          ),
        ),
      );
    function draw() {
      body.replaceChildren(...rows.map(line));
      more.disabled = rows.length >= MOST;
    }
    function load() {
      rows = written().map((each) => ({ ...each }));
      if (!rows.length) rows.push(empty());
      draw();
    }
    const made = element(
      "div",
      { class: "commit-form" },
      Page.scrolled(
        "What we will do",
        element(
          "table",
          { class: "commit" },
          element("caption", { class: "unseen" }, "What we will do, by when, and with whom"),
          Page.headings([...COLUMNS.map(([, heading]) => heading), element("span", { class: "unseen" }, "Remove")]),
          body,
        ),
      ),
      element("div", { class: "controls" }, more, warning),
    );
    load();
    // Another address was opened; what somebody types is never drawn again under their hands.
    Page.on("actions", () => {
      if (JSON.stringify(filled(rows)) !== JSON.stringify(written())) load();
    });
    return made;
  }

  /* ---- the plan, and the sheet ---- */

  function expectation() {
    const { live } = plan().curves;
    const { low, high, over } = Page.commitment.range(plan(), data.sets);
    const at = Page.horizon;
    const said = `The model expects ${Page.percent(live.mean[at])} live at month ${at} (${Page.monthName(at)}); ${over}: ${Page.percent(low[at])} to ${Page.percent(high[at])}.`;
    const mine = room();
    const months = Page.curves.monthsOf(data.months);
    const drawn = mine.of === plan().name ? mine.drawn.map((points) => Page.curves.smooth(points, months)) : [];
    return Page.chart.lines({
      yMax: 1,
      yLabel: "Share of organisations live",
      rules: [at],
      events: Page.eventsOf([plan()]),
      caption: said,
      lines: [
        { label: `${plan().name}, the model`, values: live.mean, low, high, slot: Page.planSlot(plan().id) },
        ...(drawn.length ? [{ label: "the room", values: Page.curves.meanOf(drawn), slot: ROOM }] : []),
      ],
    });
  }

  function sheet() {
    const rows = filled(written());
    return element(
      "table",
      { class: "on-paper" },
      element("caption", {}, "What we will do"),
      Page.headings(COLUMNS.map(([, heading]) => heading)),
      element(
        "tbody",
        {},
        (rows.length ? rows : [empty(), empty(), empty()]).map((row) =>
          element(
            "tr",
            {},
            COLUMNS.map(([key]) => element("td", {}, row[key] || "\u00a0")),
          ),
        ),
      ),
    );
  }

  /** @param {HTMLElement} container */
  function render(container) {
    /** @type {HTMLSelectElement} */
    const chosen = element(
      "select",
      { id: Page.id("plan"), onchange: () => Page.set({ commit_plan: chosen.value }) },
      data.plans.map((each) => element("option", { value: each.id }, each.name)),
    );
    const name = element("p", { class: "on-paper commit-plan" });
    const explain = element("p", { class: "explain" });
    const said = element("p");
    const picture = element("div");
    const command = element("p", { class: "on-paper" });
    const paperRows = element("div");

    function draw() {
      chosen.value = state.commit_plan;
      name.textContent = `The plan: ${plan().name}`;
      explain.textContent = plan().explain;
      command.textContent = `As a command: ${plan().command}`;
      said.textContent = `The room predicted: ${Page.commitment.predicted(
        room(),
        data.plans.map((each) => each.name),
      )}`;
      if (!revealed()) {
        picture.replaceChildren(
          element("p", { class: "quiet" }, "What the model expects stands here once it has been revealed."),
        );
        return;
      }
      const figure = expectation();
      picture.replaceChildren(figure);
      figure.update({}); // now that its width is known
    }
    const onPaper = () => paperRows.replaceChildren(sheet());
    /** @param {string} text @param {() => void} fn */
    const button = (text, fn, attributes = {}) =>
      element("button", { type: "button", onclick: fn, ...attributes }, text);

    container.append(
      element("h2", {}, "What will we do?"),
      form(),
      paperRows,
      element(
        "div",
        { class: "controls" },
        element("span", { class: "check" }, element("label", { for: chosen.id }, "The plan"), chosen),
        button("Save this commitment", save, { class: "strong" }),
        button("Print this page", paper),
      ),
      name,
      explain,
      picture,
      said,
      element(
        "p",
        { class: "quiet ask" },
        "The file stays on this computer. Later, “uptake track commitment.json observed.csv” says who was nearer, the model or the room.",
      ),
      command,
    );
    Page.on(["commit_plan", "votes", "drawn", "sketch", "drawn_plan", "revealed"], draw);
    Page.on("actions", onPaper);
    addEventListener("beforeprint", onPaper);
    onPaper();
    draw();
  }

  Page.view("commit", { title: "Commit", render, command: () => plan().command });
})();
