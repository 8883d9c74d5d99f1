/* What the dials say: how far an answer is from another, what it rests on, and when half are live. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

const { moved, restsOn, half } = roomOf(["dial_words.js"]).dialWords;
const TRIED = { settings: 200, points: 0.03, within: 0.97, worst: 0.052 };

test("a change is told in points, as the two shares are shown", () => {
  assert.equal(moved(0.6, 0.65, 0), "5 points more than");
  assert.equal(moved(0.65, 0.6, 0), "5 points fewer than");
  assert.equal(moved(0.651, 0.652, 0), "the same as");
});

test("what a reading between runs cannot tell apart is practically the same", () => {
  assert.equal(moved(0.6, 0.62, 0.03), "practically the same as");
  assert.equal(moved(0.6, 0.64, 0.03), "4 points more than");
});

test("an answer says how many runs it was computed from", () => {
  assert.equal(restsOn({ held_to: "computed", replicates: 256 }, TRIED), "Computed from 256 runs.");
  assert.equal(restsOn({ held_to: "computed", replicates: 256 }, null), "Computed from 256 runs.");
});

test("a reading between runs says how many settings were tried and how near they came", () => {
  assert.equal(
    restsOn({ held_to: "interpolated", replicates: 256 }, TRIED),
    "Interpolated between settings that were run. In 97% of the 200 settings tried, this was within 3 points of a real run; the worst was 5 points off.",
  );
});

test("half is said of the mean curve", () => {
  assert.equal(half([0, 0.3, 0.5, 0.6]), "The mean curve passes half in month 2.");
  assert.equal(half([0, 0.3]), "The mean curve stays below half up to month 1.");
});
