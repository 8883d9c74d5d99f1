// @ts-check
"use strict";
/* The stages of organisations, by their numbers, and how many organisations are at each. */
(() => {
  const EMBEDDED = 5; // nothing holds it back any longer
  const LIVE = [4, EMBEDDED]; // in the dip, and embedded
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
    return (
      `${number(LIVE)} of ${stages.length} organisations are live, ${number(WAITING)} are preparing a case or ` +
      `waiting for boards and procurement${failed ? "," : " and"} ${number(UNCOMMITTED)} have not committed` +
      `${failed ? ` and ${failed} have rejected it or given up` : ""}.`
    );
  }

  Page.stages = { EMBEDDED, isLive, sentence };
})();
