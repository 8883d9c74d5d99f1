// @ts-check
"use strict";
/* The numbers of a picture as CSV: every month, not rounded, for a spreadsheet. */
(() => {
  /** @typedef {Maybe<number | string>} Cell */

  /* A text that a spreadsheet would run as a formula gets an apostrophe first. */
  /** @param {Cell} cell */
  function written(cell) {
    if (cell === null || cell === undefined) return "";
    if (typeof cell === "number") return String(cell);
    const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** @param {Line} line @returns {[string, Maybe<number>[]][]} */
  function columns({ label, values, low, high }) {
    /** @type {[string, Maybe<number>[]][]} */
    const found = [[label, values]];
    if (low && high) found.push([`${label}: low`, low], [`${label}: high`, high]);
    return found;
  }

  /** @param {Line[]} lines @returns {Cell[][]} */
  function byMonth(lines) {
    const all = lines.flatMap(columns);
    const months = Math.max(...lines.map((line) => line.values.length));
    return [
      ["month", ...all.map(([name]) => name)],
      ...d3.range(months).map((month) => [month, ...all.map(([, values]) => values[month])]),
    ];
  }

  /** @param {Bar[]} bars @returns {Cell[][]} */
  const byBar = (bars) => [
    ["name", "value", "low", "high"],
    ...bars.map((bar) => [bar.label, bar.value, bar.low, bar.high]),
  ];

  /* The byte order mark tells spreadsheets that the text is UTF-8. */
  /** @type {Page["csvOf"]} */
  function csvOf({ lines, bars, steps, rows }) {
    const all = rows ?? (lines ? byMonth(lines) : byBar(bars ?? steps ?? []));
    return `\ufeff${all.map((row) => `${row.map(written).join(",")}\r\n`).join("")}`;
  }

  Page.csvOf = csvOf;
})();
