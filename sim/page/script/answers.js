// @ts-check
"use strict";
/* What the model answers when values change: from the live page, or from the grid in the file.

   Page.answer(values, planId, channel) returns a promise of an answer, or of null if a newer
   question replaced this one. It is rejected with an Error in plain words. */
(() => {
  const { data } = Page;
  const PATIENCE = 400; // milliseconds; a newer question cuts off a request that has taken longer

  /* ---- the live page: one request at a time; the newest question waits, those in between are dropped ---- */

  /** @typedef {{plan: string, values: Values}} Question */
  /** @typedef {{question: Question, resolve: (found: Answer | null) => void, reject: (error: unknown) => void}} Waiting */
  /** @typedef {{channel: string, asked: number, waiting: Waiting | null, underway: {since: number, abort: AbortController} | null}} Channel */

  /** @type {Map<string, Channel>} */
  const channels = new Map();

  /** @param {string} name */
  function channelOf(name) {
    const made = channels.get(name) ?? { channel: name, asked: 0, waiting: null, underway: null };
    channels.set(name, made);
    return made;
  }

  /** @param {Question} question @param {Channel} line @returns {Promise<Answer | null>} */
  function ask(question, line) {
    return new Promise((resolve, reject) => {
      line.waiting?.resolve(null);
      line.waiting = { question, resolve, reject };
      // Quick answers are let through, so that the picture moves during a drag; a slow one is cut off.
      if (line.underway) giveWay(line.underway);
      else next(line, line.waiting);
    });
  }

  /** @param {{since: number, abort: AbortController}} slow */
  function giveWay(slow) {
    if (performance.now() - slow.since > PATIENCE) slow.abort.abort();
  }

  /** @param {Channel} line @param {Waiting} asked */
  async function next(line, { question, resolve, reject }) {
    const underway = { since: performance.now(), abort: new AbortController() };
    line.waiting = null;
    line.underway = underway;
    const overdue = setInterval(() => line.waiting && giveWay(underway), PATIENCE / 4);
    try {
      resolve(await fetched({ ...question, n: ++line.asked }, line.channel, underway.abort.signal));
    } catch (error) {
      if (isAbort(error)) resolve(null);
      else reject(error);
    } finally {
      clearInterval(overdue);
      line.underway = null;
      if (line.waiting) next(line, line.waiting);
    }
  }

  /** @param {unknown} error */
  const isAbort = (error) => error instanceof DOMException && error.name === "AbortError";

  /** @param {Question & {n: number}} question @param {string} channel @param {AbortSignal} signal */
  async function fetched(question, channel, signal) {
    const { token, visitor } = /** @type {Live} */ (data.live);
    let reply;
    try {
      reply = await fetch("api/answer", {
        method: "POST",
        signal,
        body: JSON.stringify(question),
        headers: {
          "Content-Type": "application/json",
          "X-Page": token,
          "X-Visitor": `${visitor}:${channel}`,
        },
      });
    } catch (error) {
      if (isAbort(error)) throw error;
      throw new Error("The live page is not answering. Is “uptake workshop” still running?");
    }
    const body = await reply.json().catch((error) => {
      if (isAbort(error)) throw error;
      return {};
    });
    if (reply.status === 409) return null; // the server dropped it for a newer one
    if (!reply.ok) throw new Error(body.error ?? `The live page could not answer (${reply.status}).`);
    return body;
  }

  /* ---- the file ---- */

  if (data.grid) Object.assign(Page, Page.reading(data.grid, data.dials, data.months));

  /** @param {Values} values @param {string} planId */
  function read(values, planId) {
    if (!data.grid) throw new Error("This file has no dials. Open the live page to turn dials.");
    if (data.grid.plan !== planId)
      throw new Error(`The dials in this file belong to “${Page.plan(data.grid.plan).name}”.`);
    return Page.gridAnswer(values);
  }

  Page.answer = async (values, planId, channel = "dials") =>
    data.live ? ask({ plan: planId, values }, channelOf(channel)) : read(values, planId);
})();
