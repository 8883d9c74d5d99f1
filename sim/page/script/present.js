// @ts-check
"use strict";
/* Presentation mode: one view fills the screen, in type as large as fits, without tabs and tools.
   The keys of presenters' remotes go from view to view; a hidden answer is revealed by one more press. */
(() => {
  const { element, state } = Page;
  const root = document.documentElement;
  const LARGEST = 1.6; // times the size of type that a screen has otherwise
  const LEAST = [0.4, 0.28]; // of the height of the screen, for the picture of a view: the second if the first leaves no room
  const [WIDE, HIGH, NORMAL] = [1024, 768, 18]; // pixels; type grows with the screen

  Page.keep("present", false);
  /** @type {Record<string, number>} */
  const TURNS = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1 };
  const presenting = () => state.present;

  /* ---- from view to view ---- */

  /** @param {number} by */
  function go(by) {
    if (by > 0 && Page.isHidden(state.view)) {
      Page.reveal();
      return;
    }
    const names = Page.views();
    const next = names[names.indexOf(state.view) + by];
    if (!next) return;
    Page.set({ view: next });
    scrollTo(0, 0);
    Page.say(Page.titleOf(next));
  }

  /* ---- the largest type with which the view fits the screen ---- */

  function fit() {
    root.style.fontSize = "";
    if (!state.present) return;
    const normal = NORMAL * Math.max(1, Math.min(innerWidth / WIDE, innerHeight / HIGH));
    for (const least of LEAST)
      for (let times = LARGEST; times > 0.95; times -= 0.1) {
        Page.chart.onShow.least = least;
        root.style.fontSize = `${(normal * times).toFixed(1)}px`;
        Page.chart.redraw();
        if (!overflows()) return;
      }
  }

  const overflows = () => root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth;

  /* What stands in a view has become longer or shorter: the type changes only if it no longer fits, so
     that nothing jumps under the hand that turns a dial. */
  Page.refit = () => {
    if (state.present && overflows()) fit();
  };

  /** @param {Event} event */
  function unfolded(event) {
    if (!state.present || !(event.target instanceof HTMLDetailsElement)) return;
    Page.chart.redraw();
    Page.refit();
  }

  /* ---- in and out ---- */

  async function enter() {
    Page.set({ present: true });
    try {
      await root.requestFullscreen();
    } catch {
      /* Not every browser or frame allows it: the page then fills its window. */
    }
  }
  let full = false; // the browser shows it in full, and nobody has left it here
  function leave() {
    full = false; // who comes back at once is not thrown out when the browser has left
    Page.set({ present: false });
    if (document.fullscreenElement) document.exitFullscreen();
  }
  const toggle = () => (state.present ? leave() : enter());

  const place = element("span", { class: "place" });
  /** @param {string} sign @param {string} name @param {() => void} fn */
  const button = (sign, name, fn) =>
    element("button", { type: "button", "aria-label": name, title: name, onclick: fn }, sign);
  const bar = element(
    "div",
    {
      class: "talk",
      role: "group",
      "aria-label": "Presentation",
      hidden: true,
    },
    place,
    button("‹", "Previous view", () => go(-1)),
    button("›", "Next view", () => go(1)),
    element("button", { type: "button", onclick: leave }, "Leave ", element("kbd", {}, "Esc")),
  );

  function draw() {
    root.toggleAttribute("data-present", state.present);
    bar.hidden = !state.present;
    const names = Page.views();
    place.textContent = `${Page.titleOf(state.view)}, ${names.indexOf(state.view) + 1} of ${names.length}`;
    fit();
    if (!state.present) Page.chart.redraw();
  }

  Page.shortcut("f", "presentation mode, in and out", toggle);
  for (const [key, by] of Object.entries(TURNS)) {
    const way = by > 0 ? "the next view; a hidden answer is revealed" : "the view before";
    const arrow = key.startsWith("Arrow");
    // Arrow keys belong to what is focused: a slider, a dot, a choice.
    const free = () => [document.body, null, ...document.querySelectorAll(".view")].includes(document.activeElement);
    Page.shortcut(
      key,
      arrow ? null : way,
      () => go(by),
      () => presenting() && (!arrow || free()),
    );
  }
  Page.shortcut("Escape", "leaves presentation mode", leave, presenting);

  /* A key that is held, or a remote that sticks, goes on to the next views but never reveals. */
  addEventListener(
    "keydown",
    (event) => {
      if (!state.present || !event.repeat || !(event.key in TURNS) || !Page.isHidden(state.view)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );

  /* In a list or a field the keys of a remote act as elsewhere: else a list would choose another
     plan, and what was changed would be lost. */
  /** @param {KeyboardEvent} event */
  function inField(event) {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (!state.present || !key.startsWith("Page") || !(key in TURNS) || ctrlKey || metaKey || altKey) return;
    if (event.defaultPrevented || !(target instanceof Element) || !target.matches("select, input")) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    go(TURNS[key]);
  }

  Page.startPresenting = (start) => {
    document.body.append(bar);
    addEventListener("keydown", inField); // after the shortcuts, which act on all else
    start.addEventListener("click", toggle);
    document.addEventListener("fullscreenchange", () => {
      if (full && !document.fullscreenElement) Page.set({ present: false });
      full = Boolean(document.fullscreenElement);
    });
    addEventListener("resize", () => state.present && fit());
    Page.on(["present", "view", "revealed"], draw);
    // What is chosen in a view may take more room or less.
    Page.on(["predict", "curves_revealed", "groups", "ledger_plan"], () => state.present && fit());
    addEventListener("toggle", unfolded, true);
    if (state.present) draw();
  };
})();
