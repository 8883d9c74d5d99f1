// @ts-check
"use strict";
/* Share: a link to this state, the command that repeats it, and paper. */
(() => {
  const { element, state } = Page;

  /** @param {HTMLInputElement | HTMLTextAreaElement} field @param {HTMLElement} outcome */
  async function copy(field, outcome) {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      outcome.textContent = "Copied.";
    } catch {
      /* Not every browser lets a file write to the clipboard: the text stays selected. */
      outcome.textContent = "Press Ctrl+C (on a Mac: ⌘C) to copy.";
    }
  }

  /* A text to copy, below a label. */
  /** @param {string} label @param {string} value @param {string} button @param {string} id */
  function copied(label, value, button, id) {
    /** @type {HTMLTextAreaElement} */
    const field = element("textarea", {
      class: "command",
      rows: 2,
      readonly: true,
      id: Page.id(id),
      spellcheck: "false",
      value,
    });
    const outcome = element("span", { role: "status" });
    const made = element(
      "section",
      {},
      element("label", { for: field.id }, label),
      field,
      element(
        "div",
        { class: "controls" },
        element("button", { type: "button", onclick: () => copy(field, outcome) }, button),
        outcome,
      ),
    );
    return { field, made };
  }

  Page.share = () => {
    const hide = element("input", { type: "checkbox", onchange: () => draw() });
    const link = copied("Link to what is on the screen", "", "Copy the link", "link");
    const command = copied(
      "The same as a command, for who has Uptake installed",
      Page.command(),
      "Copy the command",
      "command",
    );
    function draw() {
      const hidden = hide.checked ? { revealed: false, curves_revealed: false, view: "predict" } : {};
      link.field.value = Page.link({ present: false, ...hidden });
    }
    draw();
    if (state.revealed)
      link.made.lastElementChild?.append(element("label", { class: "check" }, hide, "opens before the reveal"));
    /** @param {string} text @param {() => void} fn */
    const paper = (text, fn, disabled = false) =>
      element(
        "button",
        {
          type: "button",
          disabled,
          onclick: () => {
            dialog.close();
            fn();
          },
        },
        text,
      );
    const dialog = Page.dialog("Share or print", [
      link.made,
      command.made,
      element("h3", {}, "On paper"),
      element(
        "div",
        { class: "controls" },
        paper("One page for a board", Page.printBoard, !state.revealed),
        paper("All that we saw", Page.printAll),
      ),
      state.revealed
        ? null
        : element("p", { class: "quiet" }, "The page for a board tells the answer: reveal it first."),
    ]);
  };
})();
