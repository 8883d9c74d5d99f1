/* Asking the live page: one request at a time; the newest question waits, those in between are dropped. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

/** @typedef {{n: number, values: Values, headers: Record<string, string>, reply: (status: number, body: unknown) => void}} Request */

/* The Page of a live page whose requests wait until the test replies. */
function liveRoom() {
  /** @type {Request[]} */
  const sent = [];
  const fetch = (/** @type {string} */ _address, /** @type {any} */ { body, headers, signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      const reply = (/** @type {number} */ status, /** @type {unknown} */ told) =>
        resolve({ status, ok: status < 300, json: async () => told });
      sent.push({ ...JSON.parse(body), headers, reply });
    });
  const data = { live: { token: "secret", visitor: "me" }, grid: null };
  const Page = roomOf(["commands.js", "reading.js", "answers.js"], { fetch, AbortController, DOMException }, { data });
  return { Page, sent };
}

/** @param {string} plan @param {string[]} keys */
const grid = (plan, keys) => ({ plan, keys, levels: [], series: [], months: [], values: "", half_width: "" });

/** @param {unknown} held */
const fileRoom = (held) =>
  roomOf(
    ["commands.js", "reading.js", "answers.js"],
    {},
    {
      data: { live: null, grid: held, dials: [], months: 1 },
      plan: () => ({ name: "the playbook" }),
    },
  );

test("a question is sent with the page's secret, and answered", async () => {
  const { Page, sent } = liveRoom();
  const answer = Page.answer({ a: 1 }, "plan0");
  sent[0].reply(200, { command: "uptake run" });
  assert.equal((await answer)?.command, "uptake run");
  assert.equal(sent[0].headers["X-Page"], "secret");
  assert.equal(sent[0].headers["X-Visitor"], "me:dials");
});

test("while a question is being answered, the newest waits and those in between are dropped", async () => {
  const { Page, sent } = liveRoom();
  const [first, between, newest] = [1, 2, 3].map((a) => Page.answer({ a }, "plan0"));
  assert.equal(await between, null);
  assert.equal(sent.length, 1);
  sent[0].reply(200, { command: "first" });
  assert.equal((await first)?.command, "first");
  assert.deepEqual(
    sent.map(({ n, values }) => [n, values.a]),
    [
      [1, 1],
      [2, 3],
    ],
  );
  sent[1].reply(200, { command: "newest" });
  assert.equal((await newest)?.command, "newest");
});

test("a slow question is cut off by a newer one", async () => {
  const { Page, sent } = liveRoom();
  const slow = Page.answer({ a: 1 }, "plan0");
  const newer = Page.answer({ a: 2 }, "plan0");
  assert.equal(await slow, null);
  sent[1].reply(200, { command: "newer" });
  assert.equal((await newer)?.command, "newer");
});

test("channels do not wait for one another", async () => {
  const { Page, sent } = liveRoom();
  const answers = [Page.answer({ a: 1 }, "plan0"), Page.answer({ a: 1 }, "plan0", "whatif")];
  assert.equal(sent.length, 2);
  for (const each of sent) each.reply(200, {});
  await Promise.all(answers);
});

test("a question that the server dropped for a newer one gives neither an answer nor an error", async () => {
  const { Page, sent } = liveRoom();
  const answer = Page.answer({ a: 1 }, "plan0");
  sent[0].reply(409, { error: "a newer question replaced this one" });
  assert.equal(await answer, null);
});

test("a refusal is shown in the server's words, or else by its number", async () => {
  const { Page, sent } = liveRoom();
  const answer = Page.answer({ a: 1 }, "plan0");
  sent[0].reply(422, { error: "a must be below 1" });
  await assert.rejects(answer, /a must be below 1/);
  const other = Page.answer({ a: 1 }, "plan0");
  sent[1].reply(500, {});
  await assert.rejects(other, /could not answer \(500\)/);
});

test("a file without dials for a plan says so", async () => {
  await assert.rejects(fileRoom(null).answer({}, "plan0"), /This file has no dials/);
  await assert.rejects(fileRoom(grid("plan1", [])).answer({}, "plan0"), /belong to “the playbook”/);
});
