// @ts-check
"use strict";
/* What is around the views: tabs, help, the banner for problems, keys. */
(() => {
  const { data, element, state } = Page;
  /** @typedef {View & {name: string, tab: HTMLElement, panel: HTMLElement, body: HTMLElement, gate: HTMLElement, drawn: boolean}} Shelved */
  /* The order of a session; a view that is not named here comes before the last. */
  const ORDER = ["question", "predict", "compare", "network", "ledger", "do", "commit", "honesty"];
  /** @type {Map<string, Shelved>} */
  const views = new Map();
  /** @type {{key: string, label: string | null, fn: () => void, where?: string | (() => boolean)}[]} */
  const shortcuts = [];
  /** @param {string} name */
  const by = (name) => /** @type {HTMLElement} */ (document.getElementById(name));
  /** @type {string | null} */
  let ownCommand = null;

  /* ---- views and their tabs (the WAI-ARIA pattern, arrows move and choose) ----
     A panel is filled when it is first shown; what tells the answer, not before it is revealed. */

  Page.view = (name, view) => {
    const tab = element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": `view-${name}`,
        onclick: () => Page.set({ view: name }),
        onkeydown: arrows,
      },
      view.title,
    );
    const [body, gate] = [element("div"), element("div")];
    const panel = element(
      "section",
      {
        role: "tabpanel",
        id: `view-${name}`,
        class: `view view-${name}`,
        "aria-labelledby": `tab-${name}`,
        tabindex: "0",
        hidden: true,
      },
      gate,
      body,
    );
    views.set(name, { name, tab, panel, body, gate, drawn: false, ...view });
  };

  /** @param {string} name */
  const placeOf = (name) => (ORDER.indexOf(name) < 0 ? ORDER.length - 1.5 : ORDER.indexOf(name));

  function putInOrder() {
    const all = [...views.values()].sort((one, other) => placeOf(one.name) - placeOf(other.name));
    views.clear();
    for (const view of all) {
      views.set(view.name, view);
      by("tabs").append(view.tab);
      by("content").append(view.panel);
    }
  }

  /* The names of the views, in the order of a session. */
  Page.views = () => [...views.keys()];
  Page.titleOf = (name) => views.get(name)?.title ?? "";
  Page.isHidden = (name) => !state.revealed && !views.get(name)?.open;

  /** @param {Shelved} view */
  function draw(view) {
    const told = !Page.isHidden(view.name);
    view.panel.classList.toggle("is-hidden-yet", !told);
    view.body.hidden = !told;
    view.gate.replaceChildren(...(told ? [] : [Page.gate()]));
    if (told && !view.drawn) {
      view.drawn = true;
      view.render(view.body);
    }
  }

  function show() {
    const active = /** @type {Shelved} */ (views.get(state.view));
    ownCommand = null;
    for (const view of views.values()) {
      const chosen = view === active;
      view.tab.setAttribute("aria-selected", String(chosen));
      view.tab.tabIndex = chosen ? 0 : -1;
      view.panel.hidden = !chosen;
    }
    active.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    draw(active);
  }

  /** @param {KeyboardEvent} event */
  function arrows(event) {
    const names = [...views.keys()];
    const here = names.indexOf(state.view);
    /** @type {Record<string, number>} */
    const moves = {
      ArrowRight: here + 1,
      ArrowDown: here + 1,
      ArrowLeft: here - 1,
      ArrowUp: here - 1,
      Home: 0,
      End: -1,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    Page.set({ view: names.at(moves[event.key] % names.length) });
    views.get(state.view)?.tab.focus();
  }

  /* ---- the command that reproduces what is on the screen ---- */

  Page.setCommand = (line) => {
    ownCommand = line;
  };
  Page.command = () => ownCommand ?? views.get(state.view)?.command?.() ?? data.command;

  /* ---- dialogs, problems ---- */

  /* Open a dialog with a heading and a Close button; the focus then returns to where it was. */
  Page.dialog = (title, children, attributes = {}) => {
    const heading = element("h2", { id: Page.id("dialog") }, title);
    /** @type {HTMLDialogElement} */
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
      if (before instanceof HTMLElement) before.focus();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  };

  /* Show a problem in plain words above all views; null removes it. */
  Page.problem = (text) => {
    const banner = by("problem");
    banner.hidden = !text;
    banner.replaceChildren(
      ...(text
        ? [
            element("span", {}, text),
            element("button", { type: "button", onclick: () => Page.problem(null) }, "Dismiss"),
          ]
        : []),
    );
  };

  /* ---- keys ----
     A shortcut may be limited to a view, or to when something holds. Single keys can be switched off (in the help), because
     they get in the way of dictation; they never act while somebody types. */

  /* A key is the browser's name for it ("p", "Backspace"), or "shift+Digit1" for a place on the
     keyboard, whatever sign the layout has there. The help leaves out keys without a label. */
  Page.shortcut = (key, label, fn, where) => shortcuts.push({ key, label, fn, where });

  /** @param {string | (() => boolean) | undefined} where */
  const holds = (where) => (typeof where === "function" ? where() : !where || where === state.view);

  /** @param {string} key @param {KeyboardEvent} event */
  const acts = (key, event) =>
    key.startsWith("shift+") ? event.shiftKey && event.code === key.slice(6) : event.key === key;

  const TYPED = "input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select";

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.matches(TYPED)) return;
    if (document.querySelector("dialog[open]")) return;
    const found = shortcuts.find((each) => acts(each.key, event) && holds(each.where));
    if (!found || (!state.shortcuts && typeof found.where !== "function")) return;
    event.preventDefault();
    found.fn();
  }

  /** @param {string | (() => boolean) | undefined} where */
  function placeOfKey(where) {
    if (typeof where === "function") return "in presentation mode";
    return where ? Page.titleOf(where) : "everywhere";
  }

  function help() {
    /** @param {string} key */
    const named = (key) => key.replace("shift+Digit", "shift + ");
    const rows = shortcuts
      .filter((each) => each.label)
      .map((each) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, element("kbd", {}, named(each.key))),
          element("td", {}, each.label),
          element("td", {}, placeOfKey(each.where)),
        ),
      );
    Page.dialog("Help", [
      element("p", {}, data.about),
      element(
        "p",
        {},
        data.live
          ? "This page is live: every turn of a dial runs the model again."
          : "All the numbers are in this file; nothing is loaded from elsewhere.",
      ),
      element(
        "p",
        {},
        "Move between the views with Tab and the arrow keys, and move sliders with the arrow keys. Underlined numbers are buttons that show what is behind them. The address records what is on the screen: bookmark it to come back.",
      ),
      Page.scrolled(
        "Keys",
        element(
          "table",
          {},
          element("caption", {}, "Single keys"),
          Page.headings(["Key", "What it does", "Where"]),
          element("tbody", {}, rows),
        ),
      ),
      element(
        "label",
        { class: "check" },
        element("input", {
          type: "checkbox",
          checked: state.shortcuts,
          onchange: (event) => Page.set({ shortcuts: event.target.checked }),
        }),
        "Use single keys",
      ),
    ]);
  }

  /* ---- paper ---- */

  Page.drawForPaper = () => {
    for (const view of views.values()) {
      draw(view);
      const printed = !Page.isHidden(view.name) && (view.prints?.() ?? true);
      view.panel.classList.toggle("not-printed", !printed);
    }
  };

  Page.start = () => {
    Page.keep("view", data.first_view, (name) => views.has(name));
    Page.keep("shortcuts", true);
    by("illustrative").textContent = data.illustrative
      ? "Illustrative system: not a forecast for real organisations."
      : "";
    by("about").textContent = data.about;
    Page.startTheme(by("theme"));
    by("share").addEventListener("click", Page.share);
    by("open-help").addEventListener("click", help);
    Page.shortcut("?", "opens this help", help);
    document.querySelector(".skip")?.addEventListener("click", (event) => {
      event.preventDefault(); // the address holds the state
      by("content").focus();
    });
    addEventListener("keydown", pressed);
    putInOrder();
    Page.on(["view", "revealed"], show);
    show();
    Page.placeGuide(by("content"));
    Page.startPresenting(by("present"));
  };
})();
