// @ts-check
"use strict";
/* Dated events in words: on pictures, in captions, and for screen readers. */
(() => {
  /* The events of some plans as a picture shows them; what only some of these have is said to be so. */
  /** @type {DatedEvents["shown"]} */
  function shown(events, plans, nameOf) {
    return events.flatMap(({ title, from_month: month, until, plans: having }) => {
      const names = plans.filter((plan) => having.includes(plan.id)).map((plan) => `“${plan.name}”`);
      if (!names.length) return [];
      const some = names.length < plans.length;
      const end = until === null ? "" : ` until month ${until} (${nameOf(until)})`;
      const only = some ? `, only with ${Page.listed(names)}` : "";
      return {
        month,
        until,
        title,
        some: some ? ` (${names.length} of ${plans.length})` : "",
        said: `“${title}” from month ${month} (${nameOf(month)})${end}${only}`,
      };
    });
  }

  /** @type {DatedEvents["sentence"]} */
  function sentence(events) {
    if (!events.length) return "";
    const lines = events.length > 1 ? "Dotted lines: dated events" : "Dotted line: a dated event";
    return `${lines}, assumed: ${events.map((each) => each.said).join("; ")}.`;
  }

  /* What begins or ends in a month, as words that follow the month. */
  /** @type {DatedEvents["at"]} */
  const at = (events, month) =>
    events
      .flatMap(({ title, from_month: from, until }) => [
        ...(from === month ? [`: “${title}” begins`] : []),
        ...(until === month ? [`: “${title}” ends`] : []),
      ])
      .join("");

  Page.events = { shown, sentence, at };
})();
