// @ts-check
"use strict";
/* What the barrier ledger says in sentences: which gap leads from when, and what each costs. */
(() => {
  const BRIEF = 3; // months; shorter leads are left out

  /* "12 points (9 to 15)", or "-2 points (-4 to 1)". */
  /** @type {GapWords["range"]} */
  const range = ({ mean, low, high }) =>
    `${Math.round(100 * mean) < 0 ? "-" : ""}${Page.points(mean)} (${Math.round(100 * low)} to ${Math.round(100 * high)})`;

  /* The same with a plus, where a row of them adds up. */
  /** @type {GapWords["signed"]} */
  const signed = (lost) => `${Math.round(100 * lost.mean) > 0 ? "+" : ""}${range(lost)}`;

  /* Which gap holds back the most organisations, and from which month. */
  /** @type {GapWords["leads"]} */
  function leads(byMonth) {
    const gaps = Object.keys(byMonth);
    const months = byMonth[gaps[0]].length;
    /** @param {number} month */
    const leader = (month) => gaps.reduce((best, gap) => (byMonth[gap][month] > byMonth[best][month] ? gap : best));
    /** @type {{gap: string, since: number}[]} */
    const found = [];
    let since = 0;
    for (let month = 1; month <= months; month++) {
      if (month < months && leader(month) === leader(since)) continue;
      if (month - since >= BRIEF && found.at(-1)?.gap !== leader(since)) found.push({ gap: leader(since), since });
      since = month;
    }
    return found;
  }

  /** @type {GapWords["byMonth"]} */
  function byMonth(ledger) {
    const [first, ...then] = leads(ledger.by_month);
    if (!first) return "No gap holds back the most organisations for long.";
    const rest =
      then.length > 3
        ? [`others, and in the end the ${then[then.length - 1].gap} gap`]
        : then.map(({ gap, since }) => `the ${gap} gap from month ${since}`);
    const held = Page.number(ledger.by_month[first.gap][first.since]);
    return `${then.length ? "At first" : "Throughout,"} the ${first.gap} gap holds back the most organisations (${held} of ${ledger.organisations})${rest.length ? `, then ${Page.listed(rest)}` : ""}.`;
  }

  /** @type {GapWords["costs"]} */
  function costs({ lost, reached, all_closed: closed, horizon }) {
    const [first, second] = [...lost].sort((one, other) => other.mean - one.mean);
    const lead =
      first.low > second.high
        ? `the ${first.gap} gap costs the most: ${range(first)}`
        : `the ${first.gap} and ${second.gap} gaps cost the most and cannot be told apart: ${range(first)} and ${range(second)}`;
    return `At month ${horizon}, ${Page.percent(reached.mean)} are live; with every gap closed it would be ${Page.percent(closed.mean)}. Of these ${Page.points(closed.mean - reached.mean)}, ${lead}.`;
  }

  Page.gaps = { range, signed, leads, byMonth, costs };
})();
