// @ts-check
"use strict";
/* The stages of organisations, by their numbers, and how many stand where. */
(() => {
  const EMBEDDED = 5; // nothing holds it back any more
  const LIVE = [4, EMBEDDED]; // in the dip, and embedded
  const WAITING = [2, 3];
  const UNCOMMITTED = [0, 1];
  const FAILED = [6, 7];

  /** @type {Stages["isLive"]} */
  const isLive = (stage) => LIVE.includes(stage);

  /* How many of all organisations are live, wait, have not committed or failed. */
  /** @type {Stages["sentence"]} */
  function sentence(stages) {
    /** @param {number[]} which */
    const number = (which) => stages.filter((stage) => which.includes(stage)).length;
    const failed = number(FAILED);
    return (
      `${number(LIVE)} of ${stages.length} organisations are live, ${number(WAITING)} prepare a case or wait for ` +
      `boards and procurement, ${number(UNCOMMITTED)} have not committed` +
      `${failed ? `, ${failed} rejected or abandoned it` : ""}.`
    );
  }

  Page.stages = { EMBEDDED, isLive, sentence };
})();
