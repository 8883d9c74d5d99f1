// What scrolls sideways can be reached by keyboard, and the parts of a page have names and levels.
document.addEventListener("DOMContentLoaded", () => {
  for (const each of document.querySelectorAll("pre, .table-wrapper")) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
  }
  for (const each of document.querySelectorAll(".caption[role=heading]")) each.ariaLevel = "2";
  for (const [part, name] of [[".sidebar-drawer", "Pages"], [".toc-drawer", "On this page"]]) {
    const found = document.querySelector(part);
    if (found) found.ariaLabel = name;
  }
});
