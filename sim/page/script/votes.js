// @ts-check
"use strict";
/* Votes: the facilitator counts hands for each plan, with keys or buttons, before the answer. On a
   live page that is shared, the votes of phones count too; what they are is not known before. */
(() => {
  const { data, element, state, horizon } = Page;
  const places = data.plans.map((_, place) => place);

  Page.keep("votes", [], (votes) => votes.length < 1000 && votes.every((vote) => places.includes(vote)));

  /** @param {number} place */
  const count = (place) => Page.tally.count(state.votes, place);
  const all = () => [...state.votes, ...Page.phones.votes()];
  const voted = () => state.votes.length + Page.phones.voted();
  const open = () => state.view === "predict" && state.predict === "vote" && !state.revealed;

  /** @param {number} place */
  function tell(place) {
    Page.say(`${data.plans[place].name}: ${count(place)}. ${Page.counted(state.votes.length, "vote")} in all.`);
  }
  /** @param {number} place */
  function add(place) {
    if (!open()) return;
    Page.set({ votes: [...state.votes, place] });
    tell(place);
  }
  /** @param {number} place */
  function takeBack(place) {
    if (!open() || !count(place)) return;
    Page.set({ votes: Page.tally.without(state.votes, place) });
    tell(place);
  }
  const takeBackLast = () => {
    if (state.votes.length) takeBack(state.votes[state.votes.length - 1]);
  };

  for (const place of places) {
    Page.shortcut(
      String(place + 1),
      place ? null : `votes for plan 1 (2 for plan 2 and so on)`,
      () => add(place),
      "predict",
    );
    Page.shortcut(
      `shift+Digit${place + 1}`,
      place ? null : "takes back a vote for plan 1 (shift + 2 for plan 2 and so on)",
      () => takeBack(place),
      "predict",
    );
  }
  Page.shortcut("Backspace", "takes back the last vote", takeBackLast, "predict");

  /* ---- the desk: a big number for each plan ---- */

  /** @param {number} place */
  function desk(place) {
    const plan = data.plans[place];
    const number = element("output", { class: "tally" });
    const minus = element(
      "button",
      { type: "button", "aria-label": `Take back a vote for ${plan.name}`, onclick: () => takeBack(place) },
      "−",
    );
    const made = element(
      "div",
      { class: "vote", role: "group", "aria-label": plan.name },
      element("h3", {}, Page.chart.sample(Page.planSlot(plan.id)), ` ${plan.name}`),
      plan.explain ? element("p", { class: "explain" }, plan.explain) : null,
      number,
      element(
        "div",
        { class: "controls" },
        minus,
        element(
          "button",
          { type: "button", class: "strong", onclick: () => add(place) },
          "+ vote ",
          element("kbd", {}, String(place + 1)),
        ),
      ),
    );
    function draw() {
      number.textContent = String(count(place));
      minus.disabled = !count(place);
    }
    return Object.assign(made, { draw });
  }

  /* ---- the outcome ---- */

  const names = data.plans.map((plan) => plan.name);
  const shares = data.plans.map((plan) => plan.curves.live.mean[horizon]);
  function outcome() {
    const missing = Page.phones.missing("votes");
    return [...(missing ? [missing] : []), ...Page.tally.outcome(all(), names, shares, data.leader)];
  }

  /* What the room chose, beside the model's answer; "" if nobody voted. */
  Page.votesTold = () => (voted() ? outcome().join(" ") : "");

  function result() {
    const live = data.plans.map((plan) => plan.curves.live);
    const ways = Page.phones.voted() ? [`${Page.tally.byWay(Page.phones.voted(), state.votes.length, "vote")}.`] : [];
    const said = [Page.tally.leads(names, shares, data.leader, horizon), ...ways, ...outcome()].join(" ");
    const picture = Page.chart.bars({
      yLabel: `Share of organisations live at month ${horizon}`,
      caption: said,
      domain: [0, 1],
      bars: places.map((place) => ({
        label: `${data.plans[place].name}: ${Page.counted(Page.tally.count(all(), place), "vote").replace(" ", "\u00a0")}`,
        value: shares[place],
        low: live[place].low[horizon],
        high: live[place].high[horizon],
        text: Page.percent(shares[place]),
        slot: Page.planSlot(data.plans[place].id),
      })),
    });
    return { picture, said };
  }

  /* The panel of votes, as an element that redraws itself when votes change. */
  Page.votingDesk = () => {
    const desks = places.map(desk);
    const total = element("p", { class: "total" });
    const reveal = element(
      "button",
      { type: "button", class: "strong", onclick: Page.reveal },
      "Reveal the model’s answer",
    );
    const hide = element("button", { type: "button", onclick: Page.conceal }, "Back to the vote");
    const clear = element(
      "button",
      {
        type: "button",
        "aria-haspopup": "dialog",
        onclick: () =>
          Page.sure(
            "Clear all votes?",
            `They cannot be brought back. ${Page.tally.byWay(Page.phones.voted(), state.votes.length, "vote")}.`,
            () => {
              Page.set({ votes: [] });
              Page.phones.clear("votes");
            },
          ),
      },
      "Clear all votes",
    );
    const voting = element(
      "div",
      {},
      element("div", { class: "votes" }, desks),
      element("div", { class: "controls" }, total, reveal, clear),
      element(
        "p",
        { class: "quiet" },
        "Keys: 1 to ",
        String(places.length),
        " add a vote, shift with a number takes one back, and Backspace takes back the last vote.",
      ),
    );
    const shown = element("div");
    const made = element(
      "div",
      {},
      element("h3", { class: "question" }, `Which plan will have the most organisations live at month ${horizon}?`),
      voting,
      shown,
      element("div", { class: "controls" }, hide),
    );

    /** @param {boolean} moved */
    function draw(moved) {
      for (const each of desks) each.draw();
      total.textContent = Page.tally.byWay(Page.phones.voted(), state.votes.length, "vote");
      clear.disabled = !voted();
      voting.hidden = state.revealed;
      hide.hidden = !state.revealed;
      shown.replaceChildren();
      if (state.revealed) show(moved);
      else if (moved) reveal.focus();
    }
    /** @param {boolean} moved */
    function show(moved) {
      const { picture, said } = result();
      shown.append(picture, element("p", {}, data.headline));
      picture.update({}); // now that its width is known
      if (moved) hide.focus();
      if (hide === document.activeElement) Page.say(said);
    }
    let known = "";
    Page.on("phones", () => {
      const told = JSON.stringify([voted(), Page.phones.votes(), Page.phones.missing("votes")]);
      if (told !== known) draw(false);
      known = told;
    });
    Page.on("votes", () => draw(false));
    Page.on("revealed", () => draw(made.contains(document.activeElement)));
    draw(false);
    return made;
  };
})();
