/* A dial: its value in a plan, how it is said, and what an address may ask of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

/** @param {string} key @param {Partial<Dial>} more @returns {Dial} */
function dialOf(key, more) {
  const values = { plan0: /** @type {Scalar} */ (0.2), plan1: /** @type {Scalar} */ (0.4) };
  const turned = { low: 0, high: 1, value: 0.2 };
  return /** @type {Dial} */ ({
    key,
    kind: "number",
    unit: "share",
    low: 0,
    high: 2,
    values,
    choices: [],
    by_plan: { plan0: turned, plan1: null },
    ...more,
  });
}

const number = dialOf("number", {});
const moved = dialOf("moved", { by_plan: { plan0: { low: -0.1, high: 0.4, share: 0.1 }, plan1: null } });
const choice = dialOf("choice", {
  kind: "choice",
  choices: [
    { value: null, label: "none" },
    { value: 6, label: "from month 6" },
  ],
});

const data = { dials: [number, moved, choice], live: { token: "", visitor: "" }, grid: null };
const live = roomOf(["dial.js"], {}, { data, state: { dials: {} } }).dial;
const grid = { keys: ["number"], levels: [[0.5, 1.5]] };
const filed = roomOf(["dial.js"], {}, { data: { ...data, live: null, grid }, state: { dials: {} } }).dial;

test("each plan has a dial where the plan has it", () => {
  assert.equal(live.planned(number, "plan1"), 0.4);
});

test("on a live page a dial turns where it does something for the plan", () => {
  assert.ok(live.turns(number, "plan0"));
  assert.ok(!live.turns(number, "plan1"));
});

test("in a file a dial turns where the file holds its runs", () => {
  assert.ok(filed.turns(number, "plan0"));
  assert.ok(!filed.turns(choice, "plan0"));
});

test("an address may ask for what lies within a dial, and for its choices", () => {
  assert.ok(live.allowed("number", 2));
  assert.ok(!live.allowed("number", 2.1));
  assert.ok(!live.allowed("number", "2"));
  assert.ok(live.allowed("choice", null));
  assert.ok(!live.allowed("choice", 7));
  assert.ok(!live.allowed("another", 1));
});

test("in a file it may ask for what lies between the levels, of the dials that were run", () => {
  assert.ok(filed.allowed("number", 1.5));
  assert.ok(!filed.allowed("number", 2));
  assert.ok(!filed.allowed("choice", 6));
});

test("a number is said with its unit, a choice by its name", () => {
  assert.equal(live.said(number, "plan0", 0.25), "25%");
  assert.equal(live.said(choice, "plan0", 6), "from month 6");
  assert.equal(live.said(choice, "plan0", null), "none");
});

test("money moved to a lever is said as what the lever then has", () => {
  assert.equal(live.said(moved, "plan0", 0.05), "15% of the budget (+5)");
  assert.equal(live.said(moved, "plan0", -0.05), "5% of the budget (−5)");
  assert.equal(live.said(moved, "plan0", 0), "10% of the budget");
});
