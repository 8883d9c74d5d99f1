/* A dial: its value in a plan, its wording, and the values that an address may give it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

/** @param {string} key @param {Partial<Dial>} more @returns {Dial} */
function dialOf(key, more) {
  const values = { plan0: /** @type {Scalar} */ (0.2), plan1: /** @type {Scalar} */ (0.4) };
  return /** @type {Dial} */ ({
    key,
    form: "number",
    unit: "share",
    levels: [0, 0.2, 0.25, 0.4, 2],
    names: [],
    values,
    by_plan: { plan0: { first: 0, last: 4 }, plan1: null },
    ...more,
  });
}

const number = dialOf("number", {});
const moved = dialOf("moved", { by_plan: { plan0: { first: 0, last: 4, share: 0.1 }, plan1: null } });
const choice = dialOf("choice", { form: "choice", levels: [null, 6], names: ["none", "from month 6"] });
const belief = dialOf("belief", { kind: "belief", levels: [0.019, 0.04], names: ["3 years", "17 months"] });
const whatifs = [{ id: "a", plan: "plan0", values: { another: 7, number: 0.33 } }];
const data = { dials: [number, moved, choice, belief], whatifs };
const { planned, turns, allowed, said, find } = roomOf(["dial.js"], {}, { data, state: { dials: {} } }).dial;

test("a dial starts at each plan's own value", () => {
  assert.equal(planned(number, "plan1"), 0.4);
});

test("a dial turns if it does something for the plan", () => {
  assert.ok(turns(number, "plan0"));
  assert.ok(!turns(number, "plan1"));
});

test("a dial is found by its key", () => {
  assert.equal(find("choice"), choice);
  assert.equal(find("no such dial"), undefined);
});

test("an address may set a dial to any of its levels, and to nothing between them", () => {
  assert.ok(allowed("number", 2));
  assert.ok(!allowed("number", 1));
  assert.ok(!allowed("number", "2"));
  assert.ok(allowed("choice", null));
  assert.ok(!allowed("choice", 7));
});

test("an address may set what a what-if sets, and nothing else", () => {
  assert.ok(allowed("another", 7));
  assert.ok(allowed("number", 0.33));
  assert.ok(!allowed("another", 1));
  assert.ok(!allowed("third", 1));
});

test("a number is shown with its unit, a choice and a belief by the name of the level", () => {
  assert.equal(said(number, "plan0", 0.25), "25%");
  assert.equal(said(choice, "plan0", 6), "from month 6");
  assert.equal(said(choice, "plan0", null), "none");
  assert.equal(said(belief, "plan0", 0.04), "17 months");
});

test("money moved to a lever is shown as the share that the lever then has", () => {
  assert.equal(said(moved, "plan0", 0.05), "15% of the budget (+5)");
  assert.equal(said(moved, "plan0", -0.05), "5% of the budget (−5)");
  assert.equal(said(moved, "plan0", 0), "10% of the budget");
});
