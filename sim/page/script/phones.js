// @ts-check
"use strict";
/* Phones that vote and draw: the code that leads to their page, how many have voted, and what they
   chose once the answer is revealed. The server holds the room; this page leads it. */
(() => {
  const { data, element, state } = Page;
  const { token, phones: codes } = data.live ?? { token: "", phones: [] };
  const shared = codes.length > 0;
  state.phones = null;

  /* ---- what the server knows of this page; a difference from it is sent ---- */

  /** @type {RoomView | null} */
  let known = null;
  let lost = false;
  const place = () => data.plans.findIndex((plan) => plan.id === state.drawn_plan);

  /** @param {Heard<RoomView>} heard @param {boolean} settled */
  function hear(heard, settled) {
    const was = lost;
    lost = heard.how === "lost" || heard.how === "ended";
    if (heard.how === "refused") Page.problem(Page.capital(`${heard.why}.`));
    if (heard.told && settled) take(heard.told);
    if (was === lost) return;
    if (state.phones) Page.set({ phones: { ...state.phones, lost } }); // what is known stays
    tell();
  }

  /* Another page of the facilitator may have turned to another question, or revealed the answer. */
  /** @param {RoomView} told */
  function take(told) {
    known = told;
    const plan = data.plans[told.plan].id;
    Page.set({
      phones: { ...told, lost },
      predict: told.ask,
      revealed: told.votes_revealed,
      curves_revealed: told.curves_revealed,
      ...(plan === state.drawn_plan ? {} : { drawn_plan: plan, drawn: [], sketch: [] }),
    });
  }

  const line = shared ? Page.exchange({ headers: { "X-Page": token }, poll: () => "room", hear }) : null;

  function turn() {
    if (!known || (known.ask === state.predict && known.plan === place())) return;
    known = { ...known, ask: /** @type {PhoneView["ask"]} */ (state.predict), plan: place() };
    line?.send("turn", { ask: known.ask, plan: known.plan });
  }
  function revealVotes() {
    if (!known || known.votes_revealed === state.revealed) return;
    known = { ...known, votes_revealed: state.revealed };
    const own = data.plans.map((_, each) => Page.tally.count(state.votes, each));
    line?.send("reveal", { what: "votes", shown: state.revealed, own }, "votes");
  }
  function revealCurves() {
    if (!known || known.curves_revealed === state.curves_revealed) return;
    known = { ...known, curves_revealed: state.curves_revealed };
    const own = [...state.drawn, ...(state.sketch.length ? [state.sketch] : [])];
    line?.send("reveal", { what: "curves", shown: state.curves_revealed, own }, "curves");
  }

  /* ---- the box: the code, how many have voted, and the code large enough for the room ---- */

  /* The squares of a code, dark on white in every mode, with the white edge that readers need. */
  /** @param {Code} code */
  function drawn({ link, rows }) {
    const size = rows.length + 8;
    const squares = rows.flatMap((row, y) =>
      [...row].map((dark, x) => (dark === "1" ? `M${x + 4},${y + 4}h1v1h-1z` : "")),
    );
    return element(
      "svg:svg",
      { class: "code", role: "img", viewBox: `0 0 ${size} ${size}`, "aria-label": `Code for phones: ${link}` },
      element("svg:rect", { width: size, height: size, class: "code-paper" }),
      element("svg:path", { d: squares.join(""), class: "code-ink" }),
    );
  }

  let chosen = 0; // which address of this computer
  function enlarge() {
    const figure = element("div", { class: "code-large" });
    const address = element("p", { class: "code-link" });
    const show = () => {
      figure.replaceChildren(drawn(codes[chosen]));
      address.textContent = codes[chosen].link;
    };
    const other = element(
      "button",
      {
        type: "button",
        onclick: () => {
          chosen = (chosen + 1) % codes.length;
          show();
        },
      },
      "Phones find no page? Try this computer’s next address",
    );
    show();
    const words = [element("p", {}, "Point your camera here. Nobody is asked for a name."), address];
    const beside = element("div", {}, words, codes.length > 1 ? other : null);
    Page.dialog("Vote with your phone", [element("div", { class: "code-beside" }, figure, beside)], {
      class: "code-dialog",
    });
  }

  const count = element("p", { class: "total", role: "status" });
  const frame = element("div", { class: "phones", role: "group", "aria-label": "Phones" });
  /** @param {number} many @param {string} what */
  const done = (many, what) => `${Page.counted(many, "phone has", "phones have")} ${what}`;

  function tell() {
    const drawing = state.predict === "draw";
    const { voted, drawn } = Page.phones;
    frame.hidden = drawing ? state.curves_revealed : state.revealed;
    count.textContent = drawing ? done(drawn(), "drawn this plan") : done(voted(), "voted");
    if (lost) count.textContent = "The phones are cut off. Is “uptake workshop” still running?";
  }

  function box() {
    if (!data.live) return [];
    if (!shared)
      return [
        element(
          "p",
          { class: "quiet" },
          "Phones can vote too if you start with ",
          element("code", {}, "uptake workshop --host 0.0.0.0"),
          ".",
        ),
      ];
    tell();
    const small = element(
      "button",
      { type: "button", class: "code-small", "aria-label": "Show the code large", onclick: enlarge },
      drawn(codes[0]),
    );
    const large = element(
      "button",
      { type: "button", onclick: enlarge },
      "Show the code large ",
      element("kbd", {}, "q"),
    );
    const words = element(
      "div",
      {},
      element("p", {}, "Vote with your phone: scan the code. Nobody sees a vote before the answer."),
      count,
      large,
    );
    frame.replaceChildren(small, words);
    return [frame];
  }

  if (shared) {
    Page.shortcut("q", "shows the code for phones large", enlarge, "predict");
    Page.on(["phones", "predict", "revealed", "curves_revealed"], tell);
    Page.on(["predict", "drawn_plan"], turn);
    Page.on("revealed", revealVotes);
    Page.on("curves_revealed", revealCurves);
  }

  Page.phones = {
    shared,
    votes: () => Page.tally.votesOf(state.phones?.votes ?? []),
    curves: () => state.phones?.curves ?? [],
    voted: () => state.phones?.voted ?? 0,
    drawn: () => state.phones?.drawn ?? 0,
    missing: (what) => {
      if (!shared || state.phones?.[what]) return null;
      return lost ? `The phones are cut off: their ${what} are missing.` : `The phones’ ${what} are being counted.`;
    },
    clear: (what) => line?.send("clear", { what }, `clear ${what}`),
    box,
  };
})();
