// @ts-check
"use strict";
/* The story of one organisation in one run: what it is, where it stands, and what happened to it when. */
(() => {
  const { data, element } = Page;

  /** @param {Network} network @returns {(event: number[]) => HTMLElement} */
  const toldFrom =
    (network) =>
    ([month, saying]) =>
      element(
        "li",
        {},
        element("span", { class: "when" }, `Month ${month}`),
        " ",
        element("span", {}, network.sayings[saying]),
      );

  /** @param {Network} network @param {number} i @param {StoryNow} now */
  const traits = (network, i, { run }) =>
    [
      network.types[network.type[i]],
      network.regions[network.region[i]],
      network.deprived[i] ? "in a deprived area" : "",
      `one of the ${data.categories[run.category[i]]}`,
    ]
      .filter(Boolean)
      .join(", ");

  /* What stands in the place for stories; without an organisation, how to choose one. */
  Page.networkStory = (network, i, now, pinned) => {
    if (i === null || !now)
      return [
        element("h3", {}, "One organisation’s story"),
        element("p", {}, "Point at a dot, tap it, or go to it with Tab and the arrow keys."),
      ];
    const { run, stage, gap, month: here } = now;
    const told = toldFrom(network);
    const past = run.stories[i].filter(([month]) => month <= here);
    const later = run.stories[i].filter(([month]) => month > here);
    return [
      element("h3", {}, network.names[i], pinned ? " (kept open)" : ""),
      element("p", { class: "traits" }, traits(network, i, now)),
      element(
        "p",
        {},
        "Now: ",
        element("strong", {}, data.stages[stage]),
        gap
          ? [
              ", held back most by the ",
              Page.behind(`${gap} gap`, Page.behindGap(gap), `What causes the ${gap} gap`),
              ".",
            ]
          : ".",
      ),
      past.length ? element("ol", {}, past.map(told)) : element("p", {}, "Nothing has happened yet."),
      later.length ? [element("h4", {}, "Still to come"), element("ol", { class: "later" }, later.map(told))] : null,
    ];
  };
})();
