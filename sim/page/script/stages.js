// @ts-check
"use strict";
/* The stages of organisations, by their numbers, and how many organisations are at each. */
(() => {
  const EMBEDDED = 5; // nothing holds it back any longer
  const LOCKED_IN = 8; // embedded, but wants to leave and is held by a contract
  const LIVE = [4, EMBEDDED, LOCKED_IN];
  const ORDER = [0, 1, 2, 3, 4, EMBEDDED, LOCKED_IN, 6, 7]; // in which they are listed
  const WAITING = [2, 3];
  const UNCOMMITTED = [0, 1];
  const FAILED = [6, 7];

  /** @type {Stages["isLive"]} */
  const isLive = (stage) => LIVE.includes(stage);

  /* How many of all organisations are live, are waiting, have not committed, or have failed. */
  /** @type {Stages["sentence"]} */
  function sentence(stages) {
    /** @param {number[]} which */
    const number = (which) => stages.filter((stage) => which.includes(stage)).length;
    const failed = number(FAILED);
    const held = number([LOCKED_IN]);
    return (
      `${number(LIVE)} of ${stages.length} organisations are live${held ? ` (${held} locked in by a contract)` : ""}, ${number(WAITING)} are preparing a case or ` +
      `waiting for boards and procurement${failed ? "," : " and"} ${number(UNCOMMITTED)} have not committed` +
      `${failed ? ` and ${failed} have rejected it or given up` : ""}.`
    );
  }

  /* Whether a gap can hold an organisation back: not where it has become the normal way of working. */
  /** @type {Stages["isHeldBack"]} */
  const isHeldBack = (stage) => stage !== EMBEDDED && stage !== LOCKED_IN;

  Page.stages = { LOCKED_IN, ORDER, isLive, isHeldBack, sentence };
})();
