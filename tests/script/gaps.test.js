/* What the ledger says: which gap leads from which month, and what each costs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const { range, signed, leads, byMonth, costs } = roomOf(["gaps.js"]).gaps;

/** @param {number} mean @param {number} low @param {number} high @returns {Estimate} */
const estimate = (mean, low = mean, high = mean) => ({ mean, low, high });
/** @param {string} gap @param {Estimate} lost */
const loss = (gap, lost) => /** @type {Loss} */ ({ gap, ...lost });
/** @param {Partial<PlanLedger>} part */
const ledger = (part) => /** @type {PlanLedger} */ (part);

const TURNING = { cultural: [5, 5, 5, 5, 1, 1, 1, 1], evidence: [2, 2, 2, 2, 4, 4, 4, 4] };

test("a loss is shown in points with its range", () => {
  assert.equal(range(estimate(0.124, 0.09, 0.15)), "12 points (9 to 15)");
});

test("a gap whose closing loses adoption keeps its minus, a gain may be signed too", () => {
  assert.equal(range(estimate(-0.021, -0.04, 0.01)), "-2 points (-4 to 1)");
  assert.equal(signed(estimate(-0.021, -0.04, 0.01)), "-2 points (-4 to 1)");
  assert.equal(signed(estimate(0.124, 0.09, 0.15)), "+12 points (9 to 15)");
  assert.equal(signed(estimate(-0.001, -0.004, 0.002)), "0 points (0 to 0)");
});

test("a gap leads from the month in which it begins to hold back the most", () => {
  assert.deepEqual(plain(leads(TURNING)), [
    { gap: "cultural", since: 0 },
    { gap: "evidence", since: 4 },
  ]);
});

test("a lead of a month or two is left out, and the lead that it interrupted goes on", () => {
  const brief = { cultural: [5, 5, 5, 1, 1, 5, 5, 5], evidence: [2, 2, 2, 3, 3, 2, 2, 2] };
  assert.deepEqual(plain(leads(brief)), [{ gap: "cultural", since: 0 }]);
});

test("if gaps hold back equally many, the first is named", () => {
  assert.deepEqual(plain(leads({ cultural: [1, 1, 1], evidence: [1, 1, 1] })), [{ gap: "cultural", since: 0 }]);
});

test("gaps that lead in turn are named in turn", () => {
  assert.equal(
    byMonth(ledger({ organisations: 16, by_month: TURNING })),
    "At first the cultural gap holds back the most organisations (5 of 16), then the evidence gap from month 4.",
  );
});

test("a gap that leads all the time is said to lead throughout", () => {
  const alone = ledger({ organisations: 16, by_month: { cultural: [3, 3, 3], evidence: [0, 0, 0] } });
  assert.equal(byMonth(alone), "Throughout, the cultural gap holds back the most organisations (3 of 16).");
});

test("if no gap leads for long, none is named", () => {
  const torn = ledger({ by_month: { cultural: [1, 0, 1, 0], evidence: [0, 1, 0, 1] } });
  assert.equal(byMonth(torn), "No gap holds back the most organisations for long.");
});

/** @param {Loss[]} lost */
const cost = (...lost) => costs(ledger({ lost, horizon: 36, reached: estimate(0.4), all_closed: estimate(0.9) }));

test("the gap that clearly costs the most is named, with the total loss", () => {
  assert.equal(
    cost(loss("capacity", estimate(0.1, 0.05, 0.15)), loss("cultural", estimate(0.3, 0.25, 0.35))),
    "At month 36, 40% are live; with every gap closed it would be 90%. Of these 50 points, the cultural gap costs the most: 30 points (25 to 35).",
  );
});

test("two gaps whose ranges overlap cannot be told apart", () => {
  assert.match(
    cost(loss("capacity", estimate(0.28, 0.2, 0.36)), loss("cultural", estimate(0.3, 0.25, 0.35))),
    /the cultural and capacity gaps cost the most and cannot be told apart: 30 points \(25 to 35\) and 28 points/,
  );
});
