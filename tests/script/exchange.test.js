/* The exchange with the server: what is sent, sent again, and asked for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

/** @typedef {{path: string, method: string, body: any, headers: any, answer: (status: number, told?: unknown) => Promise<void>, fail: () => Promise<void>}} Asked */

/* A server that answers when it is told to, and a clock that is wound by hand. */
function opened(asleep = () => false) {
  /** @type {Asked[]} */
  const asked = [];
  /** @type {any[]} */
  const heard = [];
  /** @type {Map<number, () => void>} */
  const timers = new Map();
  let [online, timed] = [true, 0];
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  /** @param {string} path @param {any} options */
  const fetch = (path, { method = "GET", body = "null", headers }) =>
    new Promise((resolve, reject) => {
      /** @param {() => void} act */
      const then = async (act) => {
        act();
        await settled();
      };
      asked.push({
        path,
        method,
        headers,
        body: JSON.parse(body),
        answer: (status, told = {}) =>
          then(() => resolve({ status, ok: status < 300, json: () => Promise.resolve(told) })),
        fail: () => then(() => reject(new TypeError("no network"))),
      });
    });
  const Page = roomOf(["exchange.js"], {
    fetch,
    AbortSignal,
    navigator: {
      get onLine() {
        return online;
      },
    },
    document: { addEventListener: () => undefined },
    addEventListener: () => undefined,
    setTimeout: (/** @type {() => void} */ fn) => {
      timers.set(++timed, fn);
      return timed;
    },
    clearTimeout: (/** @type {number} */ timer) => timers.delete(timer),
  });
  const exchange = Page.exchange({
    headers: { "X-Room": "r" },
    poll: () => "tally?seen=1",
    hear: (said, whole) => heard.push([said.how, said.told ?? said.why ?? null, whole]),
    asleep,
  });
  async function wind() {
    const due = [...timers.values()];
    timers.clear();
    for (const fn of due) fn();
    await settled();
  }
  return {
    exchange,
    asked,
    heard,
    wind,
    settled,
    timers,
    /** @param {boolean} value */
    online: (value) => {
      online = value;
    },
  };
}

test("at first and then time after time, what is new is asked for", async () => {
  const { asked, heard, wind, settled } = opened();
  await settled();
  await asked[0].answer(200, { version: 1 });
  await wind();
  await asked[1].answer(204);
  assert.deepEqual(
    asked.map(({ path, method, headers }) => [path, method, headers["X-Room"]]),
    [
      ["api/tally?seen=1", "GET", "r"],
      ["api/tally?seen=1", "GET", "r"],
    ],
  );
  assert.deepEqual(plain(heard), [
    ["told", { version: 1 }, true],
    ["same", null, true],
  ]);
});

test("what is chosen is sent at once, and the newest of a kind is sent last", async () => {
  const { exchange, asked, settled } = opened();
  await settled();
  await asked[0].answer(204);
  exchange.send("vote", { plan: 0 });
  await settled();
  exchange.send("vote", { plan: 1 });
  exchange.send("vote", { plan: 2 });
  exchange.send("curve", { plan: 0 });
  await asked[1].answer(200);
  await asked[2].answer(200);
  await asked[3].answer(200);
  assert.deepEqual(plain(asked.slice(1).map(({ path, body }) => [path, body.plan])), [
    ["api/vote", 0],
    ["api/vote", 2],
    ["api/curve", 0],
  ]);
  assert.equal(exchange.waits(), false);
});

test("what was told before a newer choice was sent is not taken for the whole truth", async () => {
  const { exchange, asked, heard, settled } = opened();
  await settled();
  exchange.send("vote", { plan: 1 });
  await asked[0].answer(200, { vote: null });
  await asked[1].answer(200, { vote: 1 });
  assert.deepEqual(plain(heard), [
    ["told", { vote: null }, false],
    ["told", { vote: 1 }, true],
  ]);
});

test("without a connection a choice is kept, and sent when the connection is back", async () => {
  const { exchange, asked, heard, settled, wind, online } = opened();
  await settled();
  await asked[0].fail();
  online(false);
  exchange.send("vote", { plan: 1 });
  await settled();
  await wind();
  assert.equal(asked.length, 1, "a device that knows that it is offline asks nothing");
  assert.deepEqual(plain(heard.map(([how]) => how)), ["lost", "lost", "lost"]);
  online(true);
  await wind();
  await asked[1].answer(500);
  await wind();
  await asked[2].answer(200, { vote: 1 });
  assert.deepEqual([asked[1].body.plan, asked[2].body.plan], [1, 1]);
  assert.equal(exchange.waits(), false);
});

test("a choice that is refused is not sent again, and the reason is heard", async () => {
  const { exchange, asked, heard, settled, wind } = opened();
  await settled();
  await asked[0].answer(204);
  exchange.send("vote", { plan: 1 });
  await settled();
  await asked[1].answer(409, { error: "the answer has been revealed" });
  assert.deepEqual(plain(heard[1]), ["refused", "the answer has been revealed", true]);
  await wind();
  assert.equal(asked[2].method, "GET");
});

test("once the room has ended nothing more is asked or sent", async () => {
  const { exchange, asked, heard, settled, timers } = opened();
  await settled();
  await asked[0].answer(403, { error: "this room has ended" });
  exchange.send("vote", { plan: 1 });
  await settled();
  assert.deepEqual(plain(heard), [["ended", "this room has ended", true]]);
  assert.deepEqual([asked.length, timers.size], [1, 0]);
});

test("a phone in a pocket asks nothing, but still sends what it has", async () => {
  const { exchange, asked, settled, wind } = opened(() => true);
  await settled();
  await wind();
  assert.equal(asked.length, 0);
  exchange.send("vote", { plan: 1 });
  await settled();
  assert.equal(asked.length, 1);
});
