// @ts-check
"use strict";
/* A guided path for who opens the page alone: five screens, and what to look at on each. */
(() => {
  const { element, state } = Page;

  Page.keep("guide", false);

  /** @typedef {{view: string, look: string}} Stop */
  /** @returns {Stop[]} */
  const path = () => [
    {
      view: "question",
      look: "Read what is to spread, among whom, and what each plan does.",
    },
    {
      view: "predict",
      look: "Choose the plan that you think does best. You learn most where you were wrong.",
    },
    {
      view: "compare",
      look: `Read the first sentence, then look where the curves part and where they end at month ${Page.horizon}.`,
    },
    {
      view: "ledger",
      look: "Look for the longest bar: the gap that costs most organisations.",
    },
    {
      view: "do",
      look: "Change one thing, and see what it gains and what it costs.",
    },
  ];

  const words = element("p", {});
  /** @param {string} text @param {() => void} fn */
  const button = (text, fn, attributes = {}) => element("button", { type: "button", onclick: fn, ...attributes }, text);
  const back = button("Back", () => move(-1));
  const next = button("Next", () => move(1), { class: "strong" });
  const bar = element(
    "section",
    { class: "guide", "aria-label": "Guided path", hidden: true },
    words,
    element("div", { class: "controls" }, back, next, button("Leave the path", leave)),
  );
  let last = 0; // the stop that was shown last, if the view is beside the path

  const here = () => path().findIndex((stop) => stop.view === state.view);

  /** @param {number} by */
  function move(by) {
    const at = here();
    const wanted = at < 0 ? last : at + by;
    const stops = path();
    if (wanted >= stops.length) {
      leave();
      return;
    }
    const stop = stops[Math.max(0, wanted)];
    Page.set({
      view: stop.view,
      ...(stop.view === "compare" ? { revealed: true } : {}),
    });
    scrollTo(0, 0);
    Page.say(words.textContent ?? "");
  }

  function leave() {
    Page.set({ guide: false });
    document.getElementById(`tab-${state.view}`)?.focus();
  }

  function draw() {
    bar.hidden = !state.guide;
    if (!state.guide) return;
    const stops = path();
    const at = here();
    if (at >= 0) last = at;
    const [place, look] =
      at < 0 ? ["Guided path", "This view is beside the path."] : [`${at + 1} of ${stops.length}`, stops[at].look];
    words.replaceChildren(element("strong", {}, place), ` ${look}`);
    back.disabled = at === 0;
    back.hidden = at < 0;
    next.textContent = at < 0 ? "Back to the path" : onwards(stops[at + 1]);
  }

  /* What the button to the next stop says. */
  /** @param {Stop | undefined} stop */
  function onwards(stop) {
    if (!stop) return "Finish";
    return stop.view === "compare" && !state.revealed ? "Reveal the answer" : "Next";
  }

  /* Begin at the first screen. */
  Page.startGuide = () => {
    last = 0;
    Page.set({ guide: true, view: path()[0].view });
    scrollTo(0, 0);
    next.focus();
  };

  /* A line with the way into the path. */
  Page.guideEntry = () => {
    const made = element(
      "p",
      { class: "alone" },
      "On your own? ",
      button(`Take the guided path: ${Page.numeral(path().length)} screens`, Page.startGuide),
    );
    Page.on("guide", () => {
      made.hidden = state.guide;
    });
    made.hidden = state.guide;
    return made;
  };

  Page.placeGuide = (before) => {
    before.before(bar);
    Page.on(["guide", "view", "revealed"], draw);
    draw();
  };
})();
