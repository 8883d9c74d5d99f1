/* How many organisations are at each stage. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

const { isLive, sentence } = roomOf(["stages.js"]).stages;

test("organisations in the dip and those that have embedded it are live", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].filter(isLive), [4, 5]);
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
