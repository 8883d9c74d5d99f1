/* How many organisations stand where. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

const { isLive, sentence } = roomOf(["stages.js"]).stages;

test("live are those in the dip and those that embedded it", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].filter(isLive), [4, 5]);
});

test("every organisation is counted once", () => {
  assert.equal(
    sentence([0, 1, 1, 2, 3, 4, 4, 4, 5, 6, 7]),
    "4 of 11 organisations are live, 2 prepare a case or wait for boards and procurement, 3 have not committed, 2 rejected or abandoned it.",
  );
});

test("where none failed, failing is not spoken of", () => {
  assert.match(sentence([0, 4]), /1 have not committed\.$/);
});
