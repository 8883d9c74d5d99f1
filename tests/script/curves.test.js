/* Curves drawn by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const { monthsOf, smooth, withPoint, passed, meanOf, judgement, off } = roomOf(["curves.js"]).curves;

/** @param {number} last @param {(month: number) => number} share */
const by = (last, share) => Array.from({ length: last + 1 }, (_, month) => share(month));

test("a curve has about eight points, including the first and the last month", () => {
  assert.deepEqual(plain(monthsOf(36)), [0, 6, 12, 18, 24, 30, 36]);
  assert.deepEqual(plain(monthsOf(60)), [0, 12, 24, 36, 48, 60]);
  assert.deepEqual(plain(monthsOf(20)), [0, 3, 6, 9, 12, 15, 18, 20]);
});

test("a smooth curve goes through its points", () => {
  const [points, months] = [
    [0, 10, 55, 60, 60],
    [0, 6, 12, 18, 20],
  ];
  const curve = smooth(points, months);
  assert.equal(curve.length, 21);
  for (const [i, month] of months.entries()) assert.ok(Math.abs(curve[month] - points[i] / 100) < 1e-12);
});

test("a smooth curve neither falls between rising points nor goes beyond them", () => {
  const curve = smooth([0, 0, 90, 92, 100], [0, 6, 12, 18, 24]);
  for (const [month, share] of curve.slice(1).entries()) assert.ok(share >= curve[month] - 1e-12);
  assert.ok(Math.max(...curve) <= 1);
});

test("points on a line make a line", () => {
  const curve = smooth([0, 25, 50], [0, 5, 10]);
  for (const [month, share] of curve.entries()) assert.ok(Math.abs(share - 0.05 * month) < 1e-12);
});

test("a flat end follows the point that is set", () => {
  assert.deepEqual(plain(withPoint([0, 10, 10, 10], 1, 30)), [0, 30, 30, 30]);
});

test("a point within a curve is set on its own", () => {
  assert.deepEqual(plain(withPoint([0, 10, 20, 30], 1, 15.4)), [0, 15, 20, 30]);
});

test("a point stays between 0 and 100 per cent", () => {
  assert.deepEqual(plain(withPoint([0, 10, 20], 2, 140)), [0, 10, 100]);
  assert.deepEqual(plain(withPoint([0, 10, 20], 2, -4)), [0, 10, 0]);
});

test("curves are averaged month by month", () => {
  assert.deepEqual(
    plain(
      meanOf([
        [0, 0.2],
        [0.4, 0.6],
      ]),
    ),
    [0.2, 0.4],
  );
});

test("a guess that is right everywhere is 0 points off, and its month of half live is right too", () => {
  const truth = by(10, (month) => month / 10);
  const said = judgement([truth], truth);
  assert.equal(
    said,
    "The room was 0 percentage points off on average over 10 months. In the model the mean curve passes half in month 5, as the room expected.",
  );
});

test("a guess ten points too high throughout is reported as too high and too early", () => {
  const truth = by(10, (month) => month / 20);
  const guess = truth.map((share) => share + 0.1);
  const said = judgement([guess], truth);
  assert.match(said, /^The room was 10 percentage points off on average over 10 months, too high on the whole\./);
  assert.match(
    said,
    /The room expected half to be live by month 8, 2 months too early; in the model the mean curve passes half in month 10\.$/,
  );
});

test("half live that is never reached is reported, whoever expected it", () => {
  const [low, high] = [by(4, () => 0.1), by(4, () => 0.9)];
  assert.match(judgement([low], low), /The room did not expect half to be live, and was right\.$/);
  assert.match(
    judgement([high], low),
    /expected half to be live by month 0; in the model the mean curve stays below half up to month 4\.$/,
  );
  assert.match(
    judgement([low], high),
    /did not expect half to be live; in the model the mean curve passes half in month 0\.$/,
  );
});

test("the nearest of several curves is named", () => {
  const truth = by(4, () => 0.3);
  const said = judgement([by(4, () => 0.6), by(4, () => 0.32)], truth);
  assert.match(said, /^The mean of 2 curves was 16 percentage points off/);
  assert.match(said, /Curve 2 came nearest, 2 percentage points off\.$/);
});

test("a hand sets the nearest point, and those that it passed too quickly to be seen", () => {
  const months = [0, 6, 12, 18, 24];
  const begun = [0, 0, 0, 0, 0];
  const touched = passed(begun, months, { month: 1, share: 10 }, { month: 1, share: 10 });
  assert.deepEqual(plain(touched), [10, 10, 10, 10, 10]);
  const drawn = passed([0, 0, 0, 0, 0], months, { month: 0, share: 0 }, { month: 23, share: 92 });
  assert.deepEqual(plain(drawn), [0, 24, 48, 72, 92]);
  const back = passed([0, 24, 48, 72, 92], months, { month: 24, share: 50 }, { month: 5, share: 50 });
  assert.deepEqual(plain(back), [0, 50, 50, 50, 92]);
});

test("how far off one curve was is told in points", () => {
  assert.equal(off([0.1, 0.3], [0, 0.2]), "10 percentage points off");
});

test("the months of a curve are those that the server gives phones", () => {
  // The same cases as in tests/page/test_room.py
  /** @type {[number, number[]][]} */
  const cases = [
    [24, [0, 3, 6, 9, 12, 15, 18, 21, 24]],
    [25, [0, 6, 12, 18, 24, 25]],
    [72, [0, 12, 24, 36, 48, 60, 72]],
    [500, [0, 120, 240, 360, 480, 500]],
    [1, [0, 1]],
  ];
  for (const [last, months] of cases) assert.deepEqual(plain(monthsOf(last)), months);
});
