/* Votes: counted, taken back, and held against the model. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const { count, without, outcome } = roomOf(["tally.js"]).tally;
const [NAMES, SHARES, LEADER] = [["no help", "the playbook", "a mandate"], [0.2, 0.65, 0.4], 1];

test("votes are counted by plan", () => {
  assert.deepEqual(
    [0, 1, 2].map((place) => count([0, 1, 1, 0, 1], place)),
    [2, 3, 0],
  );
});

test("the last vote for a plan is taken back, and the others keep their order", () => {
  assert.deepEqual(plain(without([0, 1, 2, 1, 2], 1)), [0, 1, 2, 2]);
});

test("where a plan has no vote, nothing is taken back", () => {
  assert.deepEqual(plain(without([0, 0], 2)), [0, 0]);
  assert.deepEqual(plain(without([], 0)), []);
});

test("votes taken back one after another from the last leave none", () => {
  let votes = [2, 0, 1, 1];
  while (votes.length) votes = without(votes, votes[votes.length - 1]);
  assert.deepEqual(plain(votes), []);
});

test("a room that has not voted is told so", () => {
  assert.deepEqual(plain(outcome([], NAMES, SHARES, LEADER)), ["The room has not voted."]);
});

test("a room that agrees with the model is told so", () => {
  assert.deepEqual(plain(outcome([1, 1, 0], NAMES, SHARES, LEADER)), ["So had the room, with 2 of 3 votes."]);
});

test("a room that chose another plan is told by how much that falls short, and who saw it coming", () => {
  assert.deepEqual(plain(outcome([2, 2, 1], NAMES, SHARES, LEADER)), [
    "The room had “a mandate”, with 2 of 3 votes; the model gives that 40%, 25 points fewer.",
    "1 of 3 saw the front-runner coming.",
  ]);
});

test("a room that is split is told between which plans", () => {
  assert.deepEqual(plain(outcome([0, 2], NAMES, SHARES, LEADER)), [
    "The room was split between “no help” and “a mandate”, with 1 vote each.",
  ]);
});
