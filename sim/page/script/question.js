// @ts-check
"use strict";
/* The question: what spreads, among whom, and which plans are compared. It tells no answer. */
(() => {
  const { data, element, horizon } = Page;
  const { asked, spreads, among } = data.question;

  /** @param {string} heading @param {{title: string, about: string}[]} named */
  const part = (heading, named) =>
    element(
      "section",
      {},
      element("h3", {}, heading),
      named.map(({ title, about }) => [
        title ? element("p", { class: "named" }, title) : null,
        about ? element("p", {}, about) : null,
      ]),
    );

  /** @param {Plan} plan */
  const choice = (plan) =>
    element(
      "li",
      {},
      element("p", { class: "named" }, Page.chart.sample(Page.planSlot(plan.id)), ` ${plan.name}`),
      plan.explain ? element("p", { class: "explain" }, plan.explain) : null,
    );

  /** @param {HTMLElement} container */
  function render(container) {
    container.append(
      element("h2", { class: "asked" }, asked || `Which plan gets most organisations live by month ${horizon}?`),
      element(
        "div",
        { class: "told" },
        element("div", {}, part("What is to spread", spreads), part("Among whom", among)),
        element(
          "section",
          {},
          element("h3", {}, `Which of ${Page.numeral(data.plans.length)} plans?`),
          element("ul", { class: "plans-told" }, data.plans.map(choice)),
        ),
      ),
      element(
        "p",
        {},
        `Plans are compared at month ${horizon} (${Page.monthName(horizon)}). The model compares plans; it is not a forecast.`,
      ),
      element(
        "div",
        { class: "controls" },
        element(
          "button",
          { type: "button", class: "strong", onclick: () => Page.set({ view: "predict" }) },
          "Predict the answer",
        ),
        Page.guideEntry(),
      ),
    );
  }

  Page.view("question", { title: "Question", open: true, render });
})();
