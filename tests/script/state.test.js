/* The state of the page: which functions a change calls, and how it is kept in the address. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const DATA = {
  months: 60,
  horizon: 36,
  baseline: 1,
  first_month: "2026-01",
  plans: [{ id: "p0" }, { id: "p1" }, { id: "p2" }],
};
/** @type {(() => void)[]} */
let waiting = [];
let changed = () => {};

/* A Page at an address, without the rest of a browser. */
/** @param {string} hash */
function opened(hash = "") {
  const location = { hash };
  const Page = roomOf(["core.js"], {
    location,
    document: { getElementById: () => ({ textContent: JSON.stringify(DATA) }) },
    history: { replaceState: (/** @type {any[]} */ ...[, , written]) => Object.assign(location, { hash: written }) },
    addEventListener: (/** @type {string} */ _name, /** @type {() => void} */ fn) => (changed = fn),
    setTimeout: (/** @type {() => void} */ fn) => waiting.push(fn),
  });
  Page.keep("month", 60, (month) => Number.isInteger(month) && month >= 0 && month <= 60);
  Page.keep("votes", [], (votes) => votes.every((vote) => vote < 3));
  Page.keep("search", "");
  return { Page, location };
}

beforeEach(() => {
  waiting = [];
});

test("a change calls each function that listens for it once; equal values and other keys call none", () => {
  const { Page } = opened();
  /** @type {unknown[]} */
  const told = [];
  Page.on(["month", "votes"], ({ month, votes }) => told.push([month, votes.length]));
  Page.set({ month: 12, votes: [1] });
  Page.set({ month: 12, votes: [1] });
  Page.set({ search: "board" });
  assert.deepEqual(told, [[12, 1]]);
});

test("changes are written to the address together, and read from it again", () => {
  const { Page, location } = opened();
  Page.set({ month: 12 });
  Page.set({ votes: [0, 2], search: "a & b" });
  assert.equal(waiting.length, 1);
  waiting[0]();
  const again = opened(location.hash).Page.state;
  assert.deepEqual(plain([again.month, again.votes, again.search]), [12, [0, 2], "a & b"]);
});

test("a value that is as it began is left out of the address", () => {
  const { Page, location } = opened("#month=12");
  Page.set({ month: 60 });
  waiting[0]();
  assert.equal(location.hash, "#");
});

for (const hash of ["#month=61", "#month=-1", "#month=", "#month=%22a%22", "#month=[1]", "#month=null", "#month=1e"])
  test(`an address with ${hash} is ignored`, () => {
    assert.equal(opened(hash).Page.state.month, 60);
  });

test("a value that is not a list, or a list with an impossible entry, counts as missing", () => {
  assert.deepEqual(plain(opened("#votes={}").Page.state.votes), []);
  assert.deepEqual(plain(opened("#votes=[7]").Page.state.votes), []);
});

test("a change of the address by hand changes the state", () => {
  const { Page, location } = opened();
  location.hash = "#month=24";
  changed();
  assert.equal(Page.state.month, 24);
});

test("the link that skips to the content changes nothing", () => {
  const { Page, location } = opened("#month=24");
  location.hash = "#content";
  changed();
  assert.equal(Page.state.month, 24);
});

test("plans are judged at the horizon, and the baseline has its own line style", () => {
  const { Page } = opened();
  assert.equal(Page.horizon, 36);
  assert.deepEqual(plain(["p0", "p1", "p2"].map(Page.planSlot)), [0, 5, 1]);
  assert.equal(Page.monthName(13), "February 2027");
});
