// @ts-check
"use strict";
/* Paper: what the room saw, view after view; or one page for a board. */
(() => {
  const { data, element } = Page;

  /** @param {() => void} fn */
  const afterwards = (fn) => addEventListener("afterprint", fn, { once: true });

  /* Draw what is printed, and open what is folded; a view in which nothing was done stays away. */
  function prepare() {
    if (document.querySelector(".board")) return;
    Page.drawForPaper();
    const closed = "details.open-in-print:not([open])";
    for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(closed))) {
      details.open = true;
      afterwards(() => {
        details.open = false;
      });
    }
  }

  Page.printAll = () => {
    prepare();
    print();
  };

  /* The question, the answer, the curves, how sure, and the command: one page. */
  function board() {
    const { asked } = data.question;
    return element(
      "section",
      { class: "board" },
      element("p", { class: "board-title" }, data.title),
      element("h1", {}, asked || `Which plan gets most organisations live by month ${Page.horizon}?`),
      element("p", { class: "headline" }, data.headline),
      Page.answerLines(),
      Page.chart.lines({
        ...Page.comparedCurves(),
        height: 430,
        table: false,
        first: undefined,
      }),
      element("h2", {}, "How sure"),
      element(
        "ul",
        {},
        [data.honesty[0], data.honesty.at(-1) ?? ""].map((text) => element("li", {}, text)),
      ),
      element("p", {}, "To run it again: ", element("code", {}, data.command)),
      element(
        "p",
        { class: "quiet" },
        `${data.illustrative ? "Illustrative system: not a forecast for real organisations. " : ""}Uptake ${data.version}.`,
      ),
    );
  }

  Page.printBoard = () => {
    const made = board();
    document.body.append(made);
    document.documentElement.toggleAttribute("data-board", true);
    afterwards(() => {
      made.remove();
      document.documentElement.toggleAttribute("data-board", false);
    });
    print();
  };

  addEventListener("beforeprint", prepare);
})();
