// @ts-check
"use strict";
/* Paper: what the room saw, view after view; or one page for a board. */
(() => {
  const { data, element } = Page;
  const [TALLEST, SHORTEST, PAGE] = [430, 200, 985]; // pixels: of the curves, and of an A4 page within its margins

  /** @param {() => void} fn */
  const afterwards = (fn) => addEventListener("afterprint", fn, { once: true });

  /* Draw what is printed. What is folded stays folded, and a view in which nothing was done stays away. */
  function prepare() {
    if (document.querySelector(".board")) return;
    Page.drawForPaper();
  }

  Page.printAll = () => {
    prepare();
    print();
  };

  /* The question, the answer, the curves, how sure, and the command: one page. The curves get the
     height that the words leave. */
  function board() {
    const { asked } = data.question;
    const curves = Page.chart.lines({ ...Page.comparedCurves(), height: TALLEST, table: false, first: undefined });
    const made = element(
      "section",
      { class: "board" },
      element("p", { class: "board-title" }, data.title),
      element("h1", {}, asked || `Which plan gets most organisations live by month ${Page.horizon}?`),
      element("p", { class: "headline" }, data.headline),
      Page.answerLines(),
      curves,
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
    document.body.append(made);
    const root = document.documentElement;
    const size = root.style.fontSize;
    root.style.fontSize = "9.5pt"; // as on paper
    curves.update({});
    curves.update({ height: Math.max(SHORTEST, TALLEST - Math.max(0, made.offsetHeight - PAGE)) });
    root.style.fontSize = size;
    return made;
  }

  Page.printBoard = () => {
    const made = board();
    document.documentElement.toggleAttribute("data-board", true);
    afterwards(() => {
      made.remove();
      document.documentElement.toggleAttribute("data-board", false);
    });
    print();
  };

  addEventListener("beforeprint", prepare);
})();
