// @ts-check
"use strict";
/* Check this page: each plan runs again in this browser, and is compared with what the command line
   counted when it made the page. */
(() => {
  const { data, element, horizon } = Page;

  /** @param {Plan} plan @param {EngineCheck} told */
  function sentence({ name }, { equal, numbers, here, there }) {
    const counted = `${Page.number(numbers)} numbers`;
    const share = `${Page.percent(here)} live at month ${horizon}`;
    if (equal) return `“${name}”: equal. This browser counts the same ${counted} as the command line, and ${share}.`;
    const other = `the command line, which made this page, counted ${Page.percent(there)}`;
    return `“${name}”: not equal. This browser counts ${share}; ${other}. Do not use the dials here: make the page again, or open it in another browser.`;
  }

  Page.checkDesk = () => {
    const said = element("div", { role: "status" });
    async function check() {
      button.disabled = true;
      said.replaceChildren(element("p", {}, "Running ..."));
      const lines = [];
      for (const plan of data.plans) {
        const told = await Page.engine.check(plan.id).catch((error) => /** @type {Error} */ (error).message);
        lines.push(typeof told === "string" ? told : sentence(plan, told));
      }
      said.replaceChildren(...[...new Set(lines)].map((text) => element("p", {}, text)));
      button.disabled = false;
    }
    const button = element("button", { type: "button", onclick: check }, "Check this page");
    return element(
      "section",
      { class: "not-on-show" },
      element("h3", {}, "Does this browser run the same model?"),
      element(
        "p",
        {},
        "The page runs the model itself. This runs each plan again and compares every count with the command line’s.",
      ),
      element("div", { class: "controls" }, button),
      said,
    );
  };
})();
