/* How many organisations are at each stage. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

const { isLive, isHeldBack, ORDER, sentence } = roomOf(["stages.js"]).stages;

const EVERY = [0, 1, 2, 3, 4, 5, 6, 7, 8];

test("organisations in the dip, those that have embedded it and those locked in are live", () => {
  assert.deepEqual(EVERY.filter(isLive), [4, 5, 8]);
});

test("every stage is listed once, and those locked in right after the embedded", () => {
  assert.deepEqual([...ORDER].sort(), EVERY);
  assert.equal(ORDER[ORDER.indexOf(5) + 1], 8);
});

test("no gap holds back what has become the normal way of working", () => {
  assert.deepEqual(
    EVERY.filter((stage) => !isHeldBack(stage)),
    [5, 8],
  );
});

test("organisations locked in by a contract are counted as live and said to be locked in", () => {
  assert.match(sentence([0, 4, 5, 8, 8]), /^4 of 5 organisations are live \(2 locked in by a contract\), /);
});

test("every organisation is counted once", () => {
  assert.equal(
    sentence([0, 1, 1, 2, 3, 4, 4, 4, 5, 6, 7]),
    "4 of 11 organisations are live, 2 are preparing a case or waiting for boards and procurement, 3 have not committed and 2 have rejected it or given up.",
  );
});

test("if none failed, failures are not mentioned", () => {
  assert.match(sentence([0, 4]), / and 1 have not committed\.$/);
});
