"use strict";
/* What stands around the views: tabs, help, the banner of problems, the command, printing. */
(() => {
  const { data, element, state } = Room;
  const views = new Map();
  const shortcuts = [];
  const by = (name) => document.getElementById(name);
  let ownCommand = null;

  /* ---- views and their tabs (the WAI-ARIA pattern, arrows move and choose) ----
     `render(container)` fills the panel when it is first shown; `refresh()` is called each time
     it is shown again. `command()` gives the line for what it shows. */

  Room.view = (name, view) => views.set(name, { name, ...view });

  function build(view) {
    view.tab = element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${view.name}`,
        "aria-controls": `view-${view.name}`,
        onclick: () => Room.set({ view: view.name }),
        onkeydown: arrows,
      },
      view.title,
    );
    view.panel = element("section", {
      role: "tabpanel",
      id: `view-${view.name}`,
      class: `view view-${view.name}`,
      "aria-labelledby": `tab-${view.name}`,
      tabindex: "0",
      hidden: true,
    });
    by("tabs").append(view.tab);
    by("content").append(view.panel);
  }

  function draw(view) {
    if (view.drawn) view.refresh?.(view.panel);
    else view.render(view.panel);
    view.drawn = true;
  }

  function show() {
    const active = views.get(state.view);
    ownCommand = null;
    for (const view of views.values()) {
      const chosen = view === active;
      view.tab.setAttribute("aria-selected", String(chosen));
      view.tab.tabIndex = chosen ? 0 : -1;
      view.panel.hidden = !chosen;
    }
    active.tab.scrollIntoView?.({ block: "nearest", inline: "nearest" });
    draw(active);
  }

  function arrows(event) {
    const names = [...views.keys()];
    const here = names.indexOf(state.view);
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: -1 }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    const name = names.at(to % names.length);
    Room.set({ view: name });
    views.get(name).tab.focus();
  }

  /* ---- the command that reproduces what is on the screen ---- */

  Room.setCommand = (line) => {
    ownCommand = line;
  };
  Room.command = () => ownCommand ?? views.get(state.view)?.command?.() ?? data.command;

  async function copyCommand() {
    const line = Room.command();
    const field = element("textarea", {
      class: "command",
      rows: 4,
      readonly: true,
      id: Room.id("command"),
      spellcheck: "false",
      value: line,
    });
    const outcome = element("p", { role: "status" }, "Press Ctrl+C (on a Mac: ⌘C) to copy.");
    const dialog = Room.dialog("This state as a command", [
      element(
        "label",
        { for: field.id },
        "Type or paste this line where Uptake is installed; it gives what you see now.",
      ),
      field,
      outcome,
    ]);
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(line);
      outcome.textContent = "Copied.";
    } catch {
      /* A file may not write to the clipboard everywhere: the line stands selected. */
    }
    return dialog;
  }

  /* ---- dialogs, problems ---- */

  /* Open a dialog with a heading and a way out; focus goes back to where it was. */
  Room.dialog = (title, children, attributes = {}) => {
    const heading = element("h2", { id: Room.id("dialog") }, title);
    const dialog = element(
      "dialog",
      { "aria-labelledby": heading.id, ...attributes },
      element(
        "div",
        { class: "dialog-head" },
        heading,
        element("button", { type: "button", onclick: () => dialog.close() }, "Close"),
      ),
      children,
    );
    const before = document.activeElement;
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  };

  /* Tell of a problem in plain words above all views; null takes it away. */
  Room.problem = (text) => {
    const banner = by("problem");
    banner.hidden = !text;
    banner.replaceChildren(
      ...(text
        ? [
            element("span", {}, text),
            element("button", { type: "button", onclick: () => Room.problem(null) }, "Dismiss"),
          ]
        : []),
    );
  };

  // Replaced by what tells of the parameters behind a number; until then it names them.
  Room.why = (keys, title) => Room.dialog(title, [element("p", {}, Room.listed(keys ?? []) || "Nothing is recorded.")]);

  /* ---- keys ----
     A shortcut may be limited to a view. Single keys can be switched off (help), since they
     disturb those who dictate; they never act while somebody types. */

  /* A key is the browser's name of it ("p", "Backspace"), or "shift+Digit1" for a place on the
     keyboard, whatever sign the layout puts there. Without a label the help leaves it out. */
  Room.shortcut = (key, label, fn, view = null) => shortcuts.push({ key, label, fn, view });

  const acts = (key, event) =>
    key.startsWith("shift+") ? event.shiftKey && event.code === key.slice(6) : event.key === key;

  function pressed(event) {
    if (!state.shortcuts || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target.matches?.("input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select")) return;
    if (document.querySelector("dialog[open]")) return;
    const found = shortcuts.find((each) => acts(each.key, event) && (!each.view || each.view === state.view));
    if (!found) return;
    event.preventDefault();
    found.fn(event);
  }

  function help() {
    const named = (key) => key.replace("shift+Digit", "shift + ");
    const rows = shortcuts
      .filter((each) => each.label)
      .map((each) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, element("kbd", {}, named(each.key))),
          element("td", {}, each.label),
          element("td", {}, each.view ? (views.get(each.view)?.title ?? "") : "everywhere"),
        ),
      );
    Room.dialog("Help", [
      element("p", {}, data.about ?? ""),
      element(
        "p",
        {},
        data.live
          ? "This page is live: each dial runs the model anew."
          : "All numbers lie in this file. Nothing is fetched from anywhere.",
      ),
      element(
        "p",
        {},
        "Move between the views with Tab and the arrow keys, on sliders with the arrow keys. Underlined numbers are buttons: they open what lies behind them. The address holds what is on the screen: keep it as a bookmark to come back to it.",
      ),
      element(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": "Keys" },
        element(
          "table",
          { class: "keys" },
          element("caption", {}, "Single keys"),
          element(
            "thead",
            {},
            element(
              "tr",
              {},
              ["Key", "What it does", "Where"].map((text) => element("th", { scope: "col" }, text)),
            ),
          ),
          element("tbody", {}, rows),
        ),
      ),
      element(
        "label",
        { class: "check" },
        element("input", {
          type: "checkbox",
          checked: state.shortcuts,
          onchange: (event) => Room.set({ shortcuts: event.target.checked }),
        }),
        "Single keys act",
      ),
    ]);
  }

  /* ---- printing: all views one after another ---- */

  function drawAll() {
    for (const view of views.values()) if (!view.drawn) draw(view);
    for (const details of document.querySelectorAll("details.open-in-print:not([open])")) {
      details.open = true;
      addEventListener(
        "afterprint",
        () => {
          details.open = false;
        },
        { once: true },
      );
    }
  }

  Room.start = () => {
    for (const view of views.values()) build(view);
    const first = views.has(data.first_view) ? data.first_view : views.keys().next().value;
    Room.keep("view", first, (name) => views.has(name));
    Room.keep("shortcuts", true);
    by("illustrative").textContent = data.illustrative
      ? "Illustrative system: no forecast for real organisations."
      : "";
    by("about").textContent = data.about ?? "";
    by("copy-command").addEventListener("click", copyCommand);
    by("print-page").addEventListener("click", () => {
      drawAll();
      print();
    });
    by("open-help").addEventListener("click", help);
    Room.shortcut("?", "opens this help", help);
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault(); // the address holds the state
      by("content").focus();
    });
    addEventListener("keydown", pressed);
    addEventListener("beforeprint", drawAll);
    Room.on("view", show);
    show();
  };
})();
