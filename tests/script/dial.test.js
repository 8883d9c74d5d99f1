/* A dial: its value in a plan, its wording, and the values that an address may give it. */
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

test("a dial starts at each plan's own value", () => {
  assert.equal(live.planned(number, "plan1"), 0.4);
});

test("on a live page a dial turns if it does something for the plan", () => {
  assert.ok(live.turns(number, "plan0"));
  assert.ok(!live.turns(number, "plan1"));
});

test("in a file a dial turns if the file has its runs", () => {
  assert.ok(filed.turns(number, "plan0"));
  assert.ok(!filed.turns(choice, "plan0"));
});

test("an address may set a dial to any value in its range, or to any of its choices", () => {
  assert.ok(live.allowed("number", 2));
  assert.ok(!live.allowed("number", 2.1));
  assert.ok(!live.allowed("number", "2"));
  assert.ok(live.allowed("choice", null));
  assert.ok(!live.allowed("choice", 7));
  assert.ok(!live.allowed("another", 1));
});

test("in a file an address may set only dials that were run, between their levels", () => {
  assert.ok(filed.allowed("number", 1.5));
  assert.ok(!filed.allowed("number", 2));
  assert.ok(!filed.allowed("choice", 6));
});

test("a number is shown with its unit and a choice by its name", () => {
  assert.equal(live.said(number, "plan0", 0.25), "25%");
  assert.equal(live.said(choice, "plan0", 6), "from month 6");
  assert.equal(live.said(choice, "plan0", null), "none");
});

test("money moved to a lever is shown as the share that the lever then has", () => {
  assert.equal(live.said(moved, "plan0", 0.05), "15% of the budget (+5)");
  assert.equal(live.said(moved, "plan0", -0.05), "5% of the budget (−5)");
  assert.equal(live.said(moved, "plan0", 0), "10% of the budget");
});
