// @ts-check
"use strict";
/* The page of a phone: a vote for a plan and a curve, sent as they are made, and the answer once
   the room has revealed it. Nothing here knows the answer before. */
(() => {
  const { element } = Page;
  const main = /** @type {HTMLElement} */ (document.getElementById("phone"));
  const notice = /** @type {HTMLElement} */ (document.getElementById("notice"));
  /** @type {Ballot} */
  const { room, plans, months, horizon } = JSON.parse(document.getElementById("page-data")?.textContent ?? "");
  const names = plans.map((plan) => plan.name);

  /* What the phone shows: its own vote and curve at once, also before the server has them. */
  const mine = {
    way: /** @type {PhoneView["ask"]} */ ("vote"),
    vote: /** @type {number | null} */ (null),
    curve: /** @type {number[]} */ ([]),
  };
  /** @type {PhoneView | null} */
  let view = null;
  let remark = ""; // said until the phone does something
  const planAsked = () => view?.plan ?? plans.length - 1;

  /* ---- what the server says ---- */

  const LOST = "No connection. What you choose is sent when it is back. If the room has ended, scan its code again.";

  /** @param {string} text */
  function tell(text) {
    if (notice.textContent !== text) notice.textContent = text;
  }

  /** @param {Heard<PhoneView>} heard @param {boolean} settled */
  function hear(heard, settled) {
    if (heard.how === "lost") tell(LOST);
    if (heard.how === "ended") end(heard.why ?? "");
    if (heard.how === "same" || heard.how === "told") tell("");
    if (heard.how === "refused") refuse(heard.why ?? "");
    if (heard.told && settled) take(heard.told);
    draw();
  }

  /** @param {string} why */
  function end(why) {
    tell(Page.capital(`${why}.`));
    for (const each of main.querySelectorAll("input, button")) each.toggleAttribute("disabled", true);
    main.classList.add("has-ended");
  }

  /* What was refused is not shown as if it counted. */
  /** @param {string} why */
  function refuse(why) {
    remark = Page.capital(`${why}.`);
    mine.vote = view?.vote ?? null;
    mine.curve = view?.curve ?? [];
    if (view) view = { ...view, version: -1 }; // the next look gives everything
  }

  /** @param {PhoneView} told */
  function take(told) {
    const before = view;
    view = told;
    if (before?.ask !== told.ask) mine.way = told.ask;
    if (before && before.vote !== null && told.vote === null) remark = "The votes were cleared. You can vote again.";
    mine.vote = told.vote;
    mine.curve = told.curve;
  }

  const line = Page.exchange({
    headers: { "X-Room": room },
    poll: () => `tally?seen=${view?.version ?? ""}`,
    hear,
    asleep: () => document.hidden,
  });

  const status = element("p", { class: "status", role: "status" });
  /** @param {string} text */
  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  /** @param {number} plan */
  function vote(plan) {
    remark = "";
    mine.vote = plan;
    line.send("vote", { plan });
    draw();
  }

  /** @param {number[]} points */
  function sendCurve(points) {
    remark = "";
    mine.curve = points;
    line.send("curve", { plan: planAsked(), points });
    draw();
  }

  /* ---- voting ---- */

  const cards = plans.map((plan, place) => {
    const input = element("input", { type: "radio", name: "plan", value: String(place), onchange: () => vote(place) });
    const card = element(
      "label",
      { class: "card" },
      input,
      element(
        "span",
        {},
        element("strong", {}, plan.name),
        plan.explain ? element("span", { class: "explain" }, plan.explain) : null,
      ),
    );
    return { input, card };
  });
  const ballot = element(
    "fieldset",
    {},
    element("legend", {}, element("h2", {}, `Which plan will have the most organisations live at month ${horizon}?`)),
    element(
      "div",
      { class: "cards" },
      cards.map((each) => each.card),
    ),
  );
  const outcome = element("div");

  /* A bar of the model's share for each plan, and who voted for it. */
  /** @param {VotesShown} shown */
  function result({ phones, hands, shares, leader, headline }) {
    const votes = Page.tally.votesOf(phones.map((many, place) => many + hands[place]));
    const sum = (/** @type {number[]} */ all) => all.reduce((total, each) => total + each, 0);
    const ways = Page.tally.byWay(sum(phones), sum(hands), "vote");
    const bars = plans.map((plan, place) =>
      element(
        "li",
        { class: place === mine.vote ? "bar is-mine" : "bar" },
        element("strong", {}, plan.name),
        element("span", { class: "length", style: `--share: ${shares[place]}` }),
        element(
          "span",
          {},
          `${Page.percent(shares[place])} live in the model. ${Page.counted(Page.tally.count(votes, place), "vote")}.${place === mine.vote ? " You voted for this." : ""}`,
        ),
      ),
    );
    return [
      element("h2", {}, headline),
      element("ul", { class: "bars" }, bars),
      element("p", {}, `${ways}. ${Page.tally.outcome(votes, names, shares, leader).join(" ")}`),
    ];
  }

  /* ---- drawing ---- */

  const question = element("h2");
  const picture = Page.phonePicture({ months, read: pictured, write: drawTo });
  const fields = months.map((month, i) =>
    element("input", {
      type: "number",
      min: 0,
      max: 100,
      step: 1,
      inputmode: "numeric",
      "aria-label": `Share live at month ${month}, in per cent`,
      onchange: () => typed(i),
    }),
  );
  const rub = element("button", { type: "button", onclick: () => sendCurve([]) }, "Rub out");
  const typing = element(
    "details",
    {},
    element("summary", {}, "Type it instead"),
    element(
      "div",
      { class: "points" },
      months.map((month, i) => element("label", {}, `Month ${month}`, fields[i])),
    ),
  );
  const key = element("ul", { class: "key" });
  const judged = element("p");
  const sheet = element("div", {}, question, picture, key, judged, element("div", { class: "tools" }, rub, typing));

  /** @param {number} i */
  function typed(i) {
    const { value, validity } = fields[i];
    if (value === "" || !validity.valid) return;
    const begun = mine.curve.length ? mine.curve : months.map(() => 0);
    sendCurve(Page.curves.withPoint(begun, i, Number(value)));
  }

  /** @param {number[]} points @param {boolean} done */
  function drawTo(points, done) {
    if (done) sendCurve(points);
    else {
      mine.curve = points;
      drawSheet();
    }
  }

  function smooth() {
    const shown = view?.curves;
    return shown ? [...shown.hands, ...shown.phones].map((points) => Page.curves.smooth(points, months)) : [];
  }

  function pictured() {
    const shown = view?.curves;
    const all = smooth();
    /** @type {PhoneLine[]} */
    const lines = shown
      ? [
          ...all.map((values) => ({ values, kind: "faint" })),
          ...(all.length > 1 ? [{ values: Page.curves.meanOf(all), kind: "room" }] : []),
          { values: shown.mean, kind: "model" },
        ]
      : [];
    const told = mine.curve.map((share, i) => `${share}% at month ${months[i]}`);
    const label = told.length ? `Your curve: ${Page.listed(told)}.` : "You have not drawn a curve yet.";
    return { points: mine.curve, lines, closed: Boolean(shown), label };
  }

  function drawSheet() {
    const shown = view?.curves;
    const all = smooth();
    question.textContent = `What share of organisations will be live with “${names[planAsked()]}”?`;
    picture.draw();
    fields.forEach((field, i) => {
      if (field !== document.activeElement) field.value = String(mine.curve[i] ?? "");
    });
    rub.disabled = !mine.curve.length;
    typing.hidden = rub.hidden = Boolean(shown);
    key.replaceChildren(
      ...(shown
        ? [
            sample("model", "the model"),
            ...(mine.curve.length ? [sample("mine", "you")] : []),
            ...(all.length > 1 ? [sample("room", "the room’s mean"), sample("faint", "everybody")] : []),
          ]
        : []),
    );
    judged.textContent = shown ? judgement(all, shown.mean) : "";
  }

  /** @param {number[][]} all @param {number[]} mean */
  function judgement(all, mean) {
    const own = mine.curve.length
      ? [`Your curve was ${Page.curves.off(Page.curves.smooth(mine.curve, months), mean)} on average.`]
      : [];
    return [...own, ...(all.length > own.length ? [Page.curves.judgement(all, mean)] : [])].join(" ");
  }

  /** @param {string} kind @param {string} text */
  function sample(kind, text) {
    const drawn = element("svg:line", { x1: 1, x2: 35, y1: 6, y2: 6, class: `curve is-${kind}` });
    return element("li", {}, element("svg:svg", { viewBox: "0 0 36 12", "aria-hidden": "true" }, drawn), text);
  }

  /* ---- the whole ---- */

  /** @param {PhoneView["ask"]} way @param {string} text */
  function tab(way, text) {
    const input = element("input", {
      type: "radio",
      name: "way",
      value: way,
      onchange: () => {
        mine.way = way;
        draw();
      },
    });
    return { input, label: element("label", {}, input, element("span", {}, text)) };
  }
  const tabs = [tab("vote", "Vote"), tab("draw", "Draw a curve")];
  const ways = element(
    "fieldset",
    { class: "ways" },
    element("legend", { class: "unseen" }, "Predict by"),
    tabs.map((each) => each.label),
  );

  const WORDS = {
    vote: {
      none: "Tap a plan. Nobody sees your vote before the answer.",
      in: "Your vote is in. You can change it until the answer is shown.",
    },
    draw: {
      none: "Nobody sees your curve before the answer.",
      in: "Your curve is in. You can change it until the answer is shown.",
    },
  };

  function words() {
    const [closed, made] =
      mine.way === "vote" ? [view?.votes, mine.vote !== null] : [view?.curves, mine.curve.length > 0];
    if (remark) return remark;
    if (closed) return "The answer has been revealed.";
    if (line.waits()) return "Sending…";
    return made ? WORDS[mine.way].in : WORDS[mine.way].none;
  }

  let shownVotes = "";
  function draw() {
    const voting = mine.way === "vote";
    for (const each of tabs) each.input.checked = each.input.value === mine.way;
    for (const [place, { input }] of cards.entries()) input.checked = place === mine.vote;
    ballot.hidden = !voting || Boolean(view?.votes);
    outcome.hidden = !voting || !view?.votes;
    sheet.hidden = voting;
    const told = JSON.stringify([view?.votes, mine.vote]);
    if (view?.votes && told !== shownVotes) outcome.replaceChildren(...result(view.votes));
    shownVotes = told;
    drawSheet();
    status.classList.toggle("unseen", Boolean(voting ? view?.votes : view?.curves) && !remark);
    say(words());
  }

  main.append(ways, ballot, outcome, sheet, status);
  draw();
})();
