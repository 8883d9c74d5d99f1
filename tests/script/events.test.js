/* Dated events in words, and where their titles go. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { D3, plain, roomOf } from "./scripts.js";

const { shown, sentence, at } = roomOf(["events.js"]).events;
const { widestGap } = roomOf([D3, "spacing.js"]).spacing;

const PLANS = [
  { id: "plan0", name: "None" },
  { id: "plan1", name: "All" },
];
const CUT = { title: "Price cut", from_month: 18, until: 30, plans: ["plan0", "plan1"] };
const LAW = { title: "New law", from_month: 24, until: null, plans: ["plan1"] };
/** @param {number} month */
const nameOf = (month) => `m${month}`;

test("an event is said with its months and their names", () => {
  assert.deepEqual(plain(shown([CUT], PLANS, nameOf)), [
    {
      month: 18,
      until: 30,
      title: "Price cut",
      some: "",
      said: "“Price cut” from month 18 (m18) until month 30 (m30)",
    },
  ]);
});

test("an event that only some of the plans shown have is said to be so, with their names", () => {
  const [only] = shown([LAW], PLANS, nameOf);
  assert.equal(only.some, " (1 of 2)");
  assert.equal(only.said, "“New law” from month 24 (m24), only with “All”");
  assert.equal(shown([LAW], [PLANS[1]], nameOf)[0].some, "");
});

test("an event that none of the plans shown has is left out", () => {
  assert.deepEqual(plain(shown([LAW], [PLANS[0]], nameOf)), []);
});

test("the caption says that events are assumed, and nothing where there are none", () => {
  assert.equal(
    sentence(shown([CUT, LAW], [PLANS[1]], nameOf)),
    "Dotted lines: dated events, assumed: “Price cut” from month 18 (m18) until month 30 (m30); “New law” from month 24 (m24).",
  );
  assert.match(sentence(shown([LAW], [PLANS[1]], nameOf)), /^Dotted line: a dated event, assumed: “New law”/);
  assert.equal(sentence([]), "");
});

test("who goes month by month hears what begins and ends", () => {
  assert.deepEqual(
    [17, 18, 24, 30].map((month) => at([CUT, LAW], month)),
    ["", ": “Price cut” begins", ": “New law” begins", ": “Price cut” ends"],
  );
});

test("the widest gap is the largest part that no curve reaches into", () => {
  assert.deepEqual(plain(widestGap([], 0, 100)), [0, 100]);
  const three = /** @type {[number, number][]} */ ([
    [80, 90],
    [10, 30],
    [20, 35],
  ]);
  assert.deepEqual(plain(widestGap(three, 0, 100)), [35, 80]);
  assert.deepEqual(plain(widestGap([[5, 40]], 0, 100)), [40, 100]);
  assert.deepEqual(plain(widestGap([[60, 95]], 0, 100)), [0, 60]);
});
