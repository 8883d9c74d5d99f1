// @ts-check
"use strict";
/* The exchange with the live page's server: what was chosen is sent, and every two seconds this asks
   what is new. What could not be sent is sent again; a newer message of a kind replaces the older. */
(() => {
  const EVERY = 2000; // milliseconds
  const PATIENCE = 8000;
  const ENDED = [403, 404, 421];
  const AGAIN = "The server could not take this.";

  /** @typedef {{path: string, body?: unknown}} Message */

  /** @param {Response} reply @returns {Promise<Heard<any>>} */
  async function heardIn(reply) {
    if (reply.status === 204) return { how: "same" };
    const told = await reply.json();
    if (reply.ok) return { how: "told", told };
    if (reply.status >= 500) return { how: "lost" };
    return { how: ENDED.includes(reply.status) ? "ended" : "refused", why: told.error ?? AGAIN };
  }

  /** @type {Page["exchange"]} */
  function exchange({ headers, poll, hear, asleep = () => false }) {
    /** @type {Map<string, Message>} */
    const waiting = new Map();
    let [running, ended, timer] = [false, false, 0];

    /** @param {Message} message @returns {Promise<Heard<any>>} */
    async function exchanged({ path, body }) {
      const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      try {
        return heardIn(await fetch(`api/${path}`, { ...sent, headers, signal: AbortSignal.timeout(PATIENCE) }));
      } catch {
        return { how: "lost" };
      }
    }

    /* One message, or else one look at what is new; whether there is more to send now. */
    async function step() {
      const [first] = waiting;
      if (!first && asleep()) return false;
      await null; // nothing is heard before this exchange has been returned
      const message = first ? first[1] : { path: poll() };
      /** @type {Heard<any>} */
      const heard = navigator.onLine ? await exchanged(message) : { how: "lost" };
      if (first && heard.how !== "lost" && waiting.get(first[0]) === first[1]) waiting.delete(first[0]);
      ended = heard.how === "ended";
      // What is told while something newer waits may be older than it.
      hear(heard, !waiting.size);
      return waiting.size > 0 && heard.how !== "lost" && !ended;
    }

    async function run() {
      if (running || ended) return;
      running = true;
      clearTimeout(timer);
      while (await step());
      running = false;
      if (!ended) timer = setTimeout(run, EVERY);
    }

    /** @param {string} path @param {unknown} body @param {string} kind */
    function send(path, body, kind = path) {
      waiting.delete(kind);
      waiting.set(kind, { path, body });
      run();
    }
    addEventListener("online", run);
    document.addEventListener("visibilitychange", run);
    run();
    return { send, waits: () => waiting.size > 0, now: run };
  }

  Page.exchange = exchange;
})();
