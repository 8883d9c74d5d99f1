// @ts-check
"use strict";
/* How numbers are written. First of the scripts: it makes the page's one global, Page. */
(() => {
  const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
  const UNKNOWN = "unknown";

  /** @param {Maybe<number>} x @returns {x is number} */
  const known = (x) => Number.isFinite(x);

  /** @type {Page["percent"]} */
  const percent = (x, digits = 0) =>
    known(x) ? `${(100 * x).toFixed(digits).replace(/^-(0(\.0+)?)$/, "$1")}%` : UNKNOWN;

  /** @type {Page["pounds"]} */
  const pounds = (x) => (known(x) ? `${x < 0 ? "-" : ""}£${whole.format(Math.abs(x))}` : UNKNOWN);

  /** @type {Page["number"]} */
  const number = (x) => (known(x) ? (Math.abs(x) >= 20 ? whole : tenth).format(x) : UNKNOWN);

  /** @type {Page["counted"]} */
  const counted = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

  /** @type {Page["points"]} */
  const points = (x) => counted(Math.round(100 * Math.abs(x)), "point");

  /* "+12.5", a difference of shares in points. */
  /** @type {Page["signedPoints"]} */
  const signedPoints = (x) => `${x > 0 ? "+" : ""}${number(Math.round(1000 * x) / 10)}`;

  /** @type {Page["listed"]} */
  const listed = (words) =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

  /** @type {Page["capital"]} */
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

  /* A small number as a word. */
  /** @type {Page["numeral"]} */
  const numeral = (n) => WORDS[n] ?? number(n);

  /* A value with its unit as the payload names it; shares are written in per cent. */
  /** @type {Page["unit"]} */
  function unit(x, name) {
    if (name.startsWith("share")) return percent(x);
    if (name === "£") return pounds(x);
    return known(x) ? `${number(x)}${name ? ` ${name}` : ""}` : UNKNOWN;
  }

  /* "January 2027", the name of a month after the first, which is written "2026-01". */
  /** @type {Page["nameOfMonth"]} */
  function nameOfMonth(first, month) {
    const [year, start] = first.split("-").map(Number);
    const when = new Date(Date.UTC(year, start - 1 + month, 1));
    return when.toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  }

  globalThis.Page = /** @type {Page} */ ({
    known,
    percent,
    pounds,
    number,
    counted,
    points,
    signedPoints,
    listed,
    capital,
    numeral,
    unit,
    nameOfMonth,
  });
})();
