"use strict";
/* The one global of the page: its data, its state, and how numbers are said.

   The state is what the room has chosen (plans, month, dials, votes). What is declared with
   Room.keep also stands in the address after "#", so that a state can be linked and reopened. */
window.Room = (() => {
  const data = JSON.parse(document.getElementById("room-data").textContent);
  const state = {};
  const kept = new Map();
  const listeners = new Map();
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /* ---- elements: text is always set as text, since names may hold markup ---- */

  function element(tag, attributes = {}, ...children) {
    const made = tag.startsWith("svg:")
      ? document.createElementNS("http://www.w3.org/2000/svg", tag.slice(4))
      : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
      else if (name === "value" || name === "checked" || name === "selected") made[name] = value;
      else made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  }

  let ids = 0;
  const id = (name = "room") => `${name}-${++ids}`;

  /* ---- state ---- */

  function read() {
    const written = new URLSearchParams(location.hash.slice(1));
    const found = {};
    for (const [key, { initial, valid }] of kept) {
      found[key] = initial;
      if (!written.has(key)) continue;
      // An address may have been typed or cut off: what cannot be read counts as not given.
      try {
        const text = written.get(key);
        const value = typeof initial === "string" ? text : JSON.parse(text);
        if (
          typeof value === typeof initial &&
          Array.isArray(value) === Array.isArray(initial) &&
          value !== null &&
          valid(value)
        )
          found[key] = value;
      } catch {
        /* keeps the initial value */
      }
    }
    return found;
  }

  /* Declare a part of the state that stands in the address; `valid` refuses what was typed wrongly. */
  function keep(key, initial, valid = () => true) {
    kept.set(key, { initial, valid });
    state[key] = read()[key];
  }

  let waiting = null;
  function write() {
    waiting = null;
    const written = new URLSearchParams();
    for (const [key, { initial }] of kept) {
      if (!same(state[key], initial))
        written.set(key, typeof initial === "string" ? state[key] : JSON.stringify(state[key]));
    }
    const hash = written.toString();
    if (hash === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", `#${hash}`);
    } catch {
      location.hash = hash;
    }
  }

  /* Change the state and tell whoever asked with Room.on. Same values change nothing. */
  function set(patch) {
    const changed = Object.keys(patch).filter((key) => !same(state[key], patch[key]));
    if (!changed.length) return;
    for (const key of changed) state[key] = patch[key];
    for (const fn of new Set(changed.flatMap((key) => [...(listeners.get(key) ?? [])]))) fn(state);
    // Browsers refuse many changes of the address in a short time, as a moving slider makes them.
    waiting ??= setTimeout(write, 300);
  }

  /* Call `fn(state)` after a change of `key` (or of any of several); gives a function that ends it. */
  function on(key, fn) {
    const keys = [key].flat();
    for (const each of keys) listeners.set(each, (listeners.get(each) ?? new Set()).add(fn));
    return () => keys.forEach((each) => listeners.get(each).delete(fn));
  }

  addEventListener("hashchange", () => {
    if (location.hash === "#content") return; // the skip link
    set(read());
  });

  /* ---- how numbers are said ---- */

  const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
  const known = (x) => x !== null && x !== undefined && Number.isFinite(x);

  const percent = (x, digits = 0) =>
    known(x) ? `${(100 * x).toFixed(digits).replace(/^-(0(\.0+)?)$/, "$1")}%` : "unknown";
  const pounds = (x) => (known(x) ? `${x < 0 ? "-" : ""}£${whole.format(Math.abs(x))}` : "unknown");
  const number = (x) => (known(x) ? (Math.abs(x) >= 20 ? whole : tenth).format(x) : "unknown");
  const counted = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;
  const points = (x) => counted(Math.round(100 * Math.abs(x)), "point");
  const listed = (words) =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

  /* A value with its unit as the payload names it; shares are said in per cent. */
  function unit(x, name) {
    if (name?.startsWith("share") || name === "%") return percent(name === "%" ? x / 100 : x);
    if (name === "£" || name === "pounds") return pounds(x);
    return known(x) ? `${number(x)}${name ? ` ${name}` : ""}` : "unknown";
  }

  /* A measure as it is read aloud: as Python said it, else "31 months (30 to 33)". */
  function interval(measure) {
    if (measure.text) return measure.text;
    const mean = unit(measure.mean, measure.unit);
    return known(measure.low) && known(measure.high) && measure.low !== measure.high
      ? `${mean} (${unit(measure.low, measure.unit)} to ${unit(measure.high, measure.unit)})`
      : mean;
  }

  /* "January 2027", the name of a record's month. */
  function monthName(month) {
    const [year, first] = (data.first_month ?? "2026-01").split("-").map(Number);
    const when = new Date(Date.UTC(year, first - 1 + month, 1));
    return when.toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  }

  /* Say something to a screen reader, politely; the same words twice are said twice. */
  let repeated = false;
  function say(text) {
    repeated = !repeated;
    document.getElementById("announcer").textContent = text + (repeated ? "" : "\u00a0");
  }

  /* The month at which plans are judged. */
  const horizon = Math.min(data.horizon ?? 36, data.months);

  const plan = (planId) => data.plans.find((each) => each.id === planId);

  /* How a plan's line is drawn: the baseline black and dotted, as in the package's figures, the
     others as they come. */
  const others = data.plans.filter((_, place) => place !== data.baseline).map((each) => each.id);
  const planSlot = (planId) => (planId === data.plans[data.baseline]?.id ? 5 : others.indexOf(planId));

  return {
    data,
    horizon,
    state,
    element,
    id,
    keep,
    set,
    on,
    say,
    plan,
    planSlot,
    percent,
    pounds,
    number,
    counted,
    points,
    listed,
    unit,
    interval,
    monthName,
    known,
    settle: () => {
      clearTimeout(waiting);
      write();
    },
  };
})();
