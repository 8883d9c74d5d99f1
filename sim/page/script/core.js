// @ts-check
"use strict";
/* The data and the state of the page.

   The state is what the room has chosen (plans, month, dials, votes). What is declared with
   Page.keep is also in the address after "#", so that a state can be linked to and reopened. */
(() => {
  /** @param {string} name */
  const by = (name) => /** @type {HTMLElement} */ (document.getElementById(name));
  /** @type {Payload} */
  const data = JSON.parse(by("page-data").textContent ?? "");
  const state = /** @type {State} */ ({});
  /** @typedef {{initial: any, valid: (value: any) => boolean}} Kept */
  /** @type {Map<keyof State, Kept>} */
  const kept = new Map();
  /** @type {Map<keyof State, Set<(state: State) => void>>} */
  const listeners = new Map();
  /** @param {unknown} one @param {unknown} other */
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /* ---- state ---- */

  /* The value of a part of the state in the address. An address may be mistyped or cut off: what
     cannot be read counts as missing. */
  /** @param {string | null} text @param {Kept} part */
  function parsed(text, { initial, valid }) {
    if (text === null) return initial;
    try {
      const value = typeof initial === "string" ? text : JSON.parse(text);
      const alike = typeof value === typeof initial && Array.isArray(value) === Array.isArray(initial);
      return alike && value !== null && valid(value) ? value : initial;
    } catch {
      return initial;
    }
  }

  /** @returns {Partial<State>} */
  function read() {
    const written = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries([...kept].map(([key, part]) => [key, parsed(written.get(key), part)]));
  }

  /* Declare a part of the state that is kept in the address; `valid` rejects mistyped values. */
  /** @type {Page["keep"]} */
  function keep(key, initial, valid = () => true) {
    kept.set(key, { initial, valid });
    Object.assign(state, { [key]: read()[key] });
  }

  /* What stands in the address after "#" for a state. */
  /** @param {State} of */
  function hashOf(of) {
    const written = new URLSearchParams();
    for (const [key, { initial }] of kept) {
      if (!same(of[key], initial))
        written.set(key, typeof initial === "string" ? String(of[key]) : JSON.stringify(of[key]));
    }
    return written.toString();
  }

  /* A link to the page as it is now, but for some changes. */
  /** @type {Page["link"]} */
  const link = (patch = {}) => `${location.href.split("#")[0]}#${hashOf({ ...state, ...patch })}`;

  let waiting = 0;
  function write() {
    waiting = 0;
    const hash = hashOf(state);
    if (hash === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", `#${hash}`);
    } catch {
      location.hash = hash;
    }
  }

  /* Change the state and call the functions added with Page.on. Equal values change nothing. */
  /** @type {Page["set"]} */
  function set(patch) {
    const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
    const changed = keys.filter((key) => !same(state[key], patch[key]));
    if (!changed.length) return;
    Object.assign(state, Object.fromEntries(changed.map((key) => [key, patch[key]])));
    for (const fn of new Set(changed.flatMap((key) => [...(listeners.get(key) ?? [])]))) fn(state);
    // A moving slider makes many changes; browsers refuse to change the address that often.
    if (!waiting) waiting = setTimeout(write, 300);
  }

  /* Call `fn(state)` after a key (or any of several) has changed. */
  /** @type {Page["on"]} */
  function on(keys, fn) {
    for (const key of [keys].flat()) listeners.set(key, (listeners.get(key) ?? new Set()).add(fn));
  }

  addEventListener("hashchange", () => {
    if (location.hash === "#content") return; // the skip link
    set(read());
  });

  /* ---- months, plans, and words for screen readers ---- */

  /** @param {number} month */
  const monthName = (month) => Page.nameOfMonth(data.first_month, month);

  /* Announce something to a screen reader, politely; repeated words are announced again. */
  let repeated = false;
  /** @param {string} text */
  function say(text) {
    repeated = !repeated;
    by("announcer").textContent = text + (repeated ? "" : "\u00a0");
  }

  /* The month at which plans are judged. */
  const horizon = Math.min(data.horizon, data.months);

  /** @param {string} planId */
  const plan = (planId) => /** @type {Plan} */ (data.plans.find((each) => each.id === planId));

  /* How a plan's line is drawn: the baseline black and dotted, as in the package's figures, the
     others in their order, and after them the plans that the room keeps ("kept0"). */
  const others = data.plans.filter((_, place) => place !== data.baseline).map((each) => each.id);
  /** @param {string} planId */
  const planSlot = (planId) => {
    if (planId.startsWith("kept")) return others.length + Number(planId.slice(4));
    return planId === data.plans[data.baseline].id ? 5 : others.indexOf(planId);
  };

  /** @param {Plan[]} plans */
  const eventsOf = (plans) => Page.events.shown(data.events, plans, monthName);

  /** @type {Partial<Page>} */
  const core = { data, horizon, state, keep, set, on, link, say, plan, planSlot, monthName, eventsOf };
  Object.assign(Page, core);
})();
