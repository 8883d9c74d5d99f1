"use strict";
/* How sure we are: what is assumed, what has a source; and the parameters behind a number. */
(() => {
  const { data, element, state } = Room;
  const parameters = Object.entries(data.parameters ?? {}).map(([key, each]) => ({ key, ...each }));
  const known = new Map(parameters.map((each) => [each.key, each]));

  function say(held, unit) {
    const said = held === null || held === undefined ? "not set" : typeof held === "object" ? JSON.stringify(held) : String(held);
    return unit && typeof held === "number" ? `${said} ${unit}` : said;
  }

  /* The value, or where plans differ the value in each. */
  function value({ value: held, unit, values }) {
    if (!values) return say(held, unit);
    return data.plans.map((plan) => element("div", {}, `${plan.name}: ${say(values[plan.id], unit)}`));
  }

  const range = ({ low, high }) => (Room.known(low) && Room.known(high) ? `${low} to ${high}` : "");
  const kind = ({ sourced }) => (sourced ? "has a source" : "assumed");
  const badge = (each) => element("span", { class: `badge ${each.sourced ? "sourced" : "assumed"}` }, kind(each));

  /* Every parameter that a key names: itself, or all that lie below it. */
  function under(key) {
    if (known.has(key)) return [known.get(key)];
    return parameters.filter((each) => each.key.startsWith(`${key}.`));
  }

  function table(shown, caption) {
    const head = ["Parameter", "Value", "Allowed", "How sure", "Meaning and source"];
    return element("table", { class: "parameters" }, element("caption", { class: "unseen" }, caption),
      element("thead", {}, element("tr", {}, head.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, shown.map((each) => element("tr", {},
        element("th", { scope: "row" }, element("code", {}, each.key)),
        element("td", {}, value(each)), element("td", {}, range(each)), element("td", {}, badge(each)),
        element("td", {}, each.meaning ? `${each.meaning} ` : "", element("span", { class: "source" }, each.source ?? ""))))));
  }

  const scrolled = (name, made) => element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, made);

  function counted(shown) {
    const sourced = shown.filter((each) => each.sourced).length;
    return `${Room.counted(shown.length, "parameter")}: ${shown.length - sourced} assumed, ${sourced} with a source.`;
  }

  /* Open what lies behind a number: the parameters that `keys` name. */
  Room.why = (keys, title) => {
    const shown = [...new Map((keys ?? []).flatMap(under).map((each) => [each.key, each])).values()];
    return Room.dialog(title, shown.length
      ? [element("p", {}, `This number rests on ${counted(shown)}`), scrolled(title, table(shown, title))]
      : [element("p", {}, "No parameter is recorded for it: it is counted from the runs themselves."),
        element("p", {}, "All parameters stand under “How sure”.")], { class: "wide" });
  };

  /* ---- the view ---- */

  const found = (each, words) => words.every((word) => `${each.key} ${each.meaning} ${each.source}`.toLowerCase().includes(word));

  function render(container) {
    const amount = element("p", { role: "status" });
    const rows = element("div", {});
    const search = element("input", { type: "search", id: Room.id("search"), value: state.search, oninput: () => Room.set({ search: search.value }), autocomplete: "off" });
    const which = Room.choice("Show", [["all", "all"], ["assumed", "assumed"], ["sourced", "with a source"]], state.sure, (sure) => Room.set({ sure }));
    function draw() {
      const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
      const shown = parameters.filter((each) => found(each, words) && (state.sure === "all" || each.sourced === (state.sure === "sourced")));
      amount.textContent = counted(shown);
      rows.replaceChildren(shown.length ? table(shown, "Parameters") : element("p", {}, "No parameter holds all of these words."));
    }
    container.append(element("h2", {}, "How sure are we?"),
      element("ul", { class: "honesty" }, (data.honesty ?? []).map((text) => element("li", {}, text))),
      element("h3", {}, "Every number that goes in"),
      element("div", { class: "controls" }, element("label", { class: "field", for: search.id }, element("span", {}, "Search"), search), which),
      amount, scrolled("Parameters", rows));
    Room.on(["search", "sure"], draw);
    draw();
  }

  Room.keep("search", "");
  Room.keep("sure", "all", (sure) => ["all", "assumed", "sourced"].includes(sure));
  Room.view("honesty", { title: "How sure", render });
})();
