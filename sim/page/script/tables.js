// @ts-check
"use strict";
/* Parts of tables that several views share. */
(() => {
  const { element } = Page;

  /* The row of headings at the top of a table. */
  Page.headings = (cells) =>
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        cells.map((cell) => element("th", { scope: "col" }, cell)),
      ),
    );

  /* A row: its heading, then its cells. */
  Page.row = (heading, cells) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, heading),
      cells.map((cell) => element("td", {}, cell)),
    );

  /* A heading over some of the rows. */
  Page.rowsHeading = (text, columns) =>
    element("tr", { class: "heading" }, element("th", { scope: "colgroup", colspan: columns }, text));

  /* A box for what may be wider than the page; it scrolls on its own, also by keyboard. */
  Page.scrolled = (name, ...children) =>
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, children);
})();
