// @ts-check
"use strict";
/* The rows of a commitment: what, by when, with whom. What was typed is in the address if it fits.
   If not, it is kept here, and leaving asks first. */
(() => {
  const { element, state } = Page;
  const { MOST, empty, filled, fits, valid } = Page.commitment;

  Page.keep("actions", [], valid);

  /* Rows that are too long for the address; null if the address has them. */
  /** @type {Action[] | null} */
  let kept = null;
  /** @type {CommitRows["written"]} */
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
            { class: key, "data-heading": heading },
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

  /* What is printed: the rows that were filled, or three empty ones to write on. */
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

  Page.commitRows = { written, form, sheet };
})();
