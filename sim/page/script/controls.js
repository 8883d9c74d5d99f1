// @ts-check
"use strict";
/* Controls that several views share: a row of choices, the month player, and numbers that
   open what is behind them. All use the browser's own inputs, so that keyboard and speech work. */
(() => {
  const { data, element, state } = Page;

  /* Ask before something is lost. */
  Page.sure = (title, text, act) => {
    const keep = element("button", { type: "button", onclick: () => dialog.close() }, "Keep them");
    const lose = element(
      "button",
      {
        type: "button",
        class: "strong",
        onclick: () => {
          dialog.close();
          act();
        },
      },
      title.replace("?", ""),
    );
    const dialog = Page.dialog(title, [element("p", {}, text), element("div", { class: "controls" }, keep, lose)]);
    keep.focus();
  };

  /* A row of choices (radio buttons); `choices` are [value, label], `chosen` the current
     value. `fn(value)` is called with a new one. `.choose(value)` sets it from outside. */
  Page.choice = (legend, choices, chosen, fn) => {
    const name = Page.id("choice");
    const made = element(
      "fieldset",
      { class: "choice" },
      element("legend", {}, legend),
      choices.map(([value, label]) =>
        element(
          "label",
          {},
          element("input", {
            type: "radio",
            name,
            value: String(value),
            checked: value === chosen,
            onchange: () => fn(value),
          }),
          element("span", {}, label),
        ),
      ),
    );
    const inputs = [...made.querySelectorAll("input")];
    /** @param {string | number} value */
    function choose(value) {
      for (const input of inputs) input.checked = input.value === String(value);
    }
    return Object.assign(made, { choose });
  };

  /* A number that opens the parameters behind it. */
  Page.behind = (text, keys, title, attributes = {}) =>
    element(
      "button",
      {
        type: "button",
        class: "number",
        "aria-haspopup": "dialog",
        ...attributes,
        onclick: () => Page.why(keys, title),
      },
      text,
    );

  /* ---- the player ---- */

  // Drawn as paths, because not every machine has a font with these signs.
  const SIGNS = {
    first: "M2 2h3v14h-3zM16 2v14L6 9z",
    back: "M13 2v14L4 9z",
    play: "M4 2v14L15 9z",
    pause: "M3 2h4v14h-4zM11 2h4v14h-4z",
    on: "M5 2v14L14 9z",
    last: "M2 2v14L12 9zM13 2h3v14h-3z",
  };
  /** @param {keyof typeof SIGNS} sign */
  const icon = (sign) =>
    element(
      "svg:svg",
      { viewBox: "0 0 18 18", width: "1em", height: "1em", "aria-hidden": "true" },
      element("svg:path", { d: SIGNS[sign], fill: "currentColor" }),
    );

  /** @type {Map<string, {toggle: () => void, step: (by: number) => void}>} */
  const players = new Map();
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  /* Play, pause, step and slide through the months; the month is `state[key]`.
     `view` is the view in which the keys "p", "," and "." work it. The player stops when the
     reader leaves that view. With reduced motion it moves in steps of half a year. */
  Page.player = ({ view, key }) => {
    const { months } = data;
    let timer = 0;
    const read = element("output", { class: "player-month" });
    const slider = element("input", {
      type: "range",
      min: 0,
      max: months,
      step: 1,
      id: Page.id("month"),
      oninput: () => {
        stop();
        go(Number(slider.value));
      },
    });
    /** @param {keyof typeof SIGNS} sign @param {string} name @param {() => void} fn */
    const button = (sign, name, fn) =>
      element("button", { type: "button", "aria-label": name, title: name, onclick: fn }, icon(sign));
    const play = button("play", "Play", () => (timer ? stop(true) : start()));

    /** @param {number} month */
    function go(month) {
      Page.set({ [key]: Math.max(0, Math.min(months, month)) });
    }
    function stop(tell = false) {
      if (!timer) return;
      clearInterval(timer);
      timer = 0;
      draw();
      if (tell) Page.say(`Paused at month ${state[key]}.`);
    }
    function start() {
      if (state[key] >= months) go(0);
      const [stride, pause] = still.matches ? [6, 1000] : [1, Math.max(80, 9000 / months)];
      timer = setInterval(() => {
        go(state[key] + stride);
        if (state[key] >= months) {
          stop();
          Page.say(`Month ${months}, the last month.`);
        }
      }, pause);
      draw();
    }
    /** @param {number} by */
    function step(by) {
      stop();
      go(state[key] + by);
      Page.say(`Month ${state[key]}${Page.events.at(data.events, state[key])}`);
    }
    function draw() {
      const month = state[key];
      slider.value = String(month);
      slider.setAttribute(
        "aria-valuetext",
        `Month ${month}, ${Page.monthName(month)}${Page.events.at(data.events, month)}`,
      );
      read.textContent = `Month ${month} of ${months}: ${Page.monthName(month)}`;
      play.setAttribute("aria-label", timer ? "Pause" : "Play");
      play.title = timer ? "Pause" : "Play";
      play.replaceChildren(icon(timer ? "pause" : "play"));
    }

    Page.on(key, draw);
    Page.on("view", () => {
      if (state.view !== view) stop();
    });
    players.set(view, { toggle: () => play.click(), step });
    const made = element(
      "div",
      { class: "player", role: "group", "aria-label": "Month by month" },
      button("first", "To the start", () => {
        stop();
        go(0);
      }),
      button("back", "One month back", () => step(-1)),
      play,
      button("on", "One month forward", () => step(1)),
      button("last", "To the end", () => {
        stop();
        go(months);
      }),
      element("label", { class: "unseen", for: slider.id }, "Month"),
      slider,
      read,
    );
    draw();
    return made;
  };

  Page.shortcut("p", "plays or pauses, in views that go month by month", () => players.get(state.view)?.toggle());
  Page.shortcut(",", "one month back", () => players.get(state.view)?.step(-1));
  Page.shortcut(".", "one month forward", () => players.get(state.view)?.step(1));
})();
