// @ts-check
"use strict";
/* Whether the answer has been revealed, and what stands in its place before.

   A view that may tell the answer is hidden until then; views say `open: true` if they never tell
   it. The state is in the address, so a link may say that the answer is revealed. */
(() => {
  const { data, element, state } = Page;

  Page.keep("revealed", false);

  /* Show the answer in every view, and read its headline aloud. */
  Page.reveal = () => {
    if (state.revealed) return;
    Page.say(data.headline);
    Page.set({ revealed: true });
  };

  /* Hide it again, for another group. */
  Page.conceal = () => {
    Page.set({ revealed: false, curves_revealed: false });
    Page.say("The answer is hidden again.");
  };

  /* What a view shows before the answer is revealed. One press on a tab never tells it. */
  Page.gate = () =>
    element(
      "div",
      { class: "gate" },
      element("h2", {}, "Reveal the model’s answer?"),
      element("p", {}, "This view tells which plan does best. Predict first: you learn most where you were wrong."),
      element(
        "div",
        { class: "controls" },
        element(
          "button",
          {
            type: "button",
            class: "strong",
            onclick: () => {
              Page.reveal();
              document.getElementById(`view-${state.view}`)?.focus();
            },
          },
          "Reveal it",
        ),
        element("button", { type: "button", onclick: () => Page.set({ view: "predict" }) }, "Predict first"),
      ),
    );
})();
