/* Votes: counted, taken back, and compared with the model. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const { count, without, outcome, leads, byWay, votesOf } = roomOf(["tally.js"]).tally;
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

test("if a plan has no vote, nothing is taken back", () => {
  assert.deepEqual(plain(without([0, 0], 2)), [0, 0]);
  assert.deepEqual(plain(without([], 0)), []);
});

test("taking back the last vote again and again leaves none", () => {
  let votes = [2, 0, 1, 1];
  while (votes.length) votes = without(votes, votes[votes.length - 1]);
  assert.deepEqual(plain(votes), []);
});

test("a room that has not voted hears that it has not", () => {
  assert.deepEqual(plain(outcome([], NAMES, SHARES, LEADER)), ["The room has not voted."]);
});

test("a room that agrees with the model hears that it does", () => {
  assert.deepEqual(plain(outcome([1, 1, 0], NAMES, SHARES, LEADER)), ["The room agreed, with 2 of 3 votes."]);
});

test("a room that chose another plan hears how far it falls short, and how many chose the leading plan", () => {
  assert.deepEqual(plain(outcome([2, 2, 1], NAMES, SHARES, LEADER)), [
    "The room chose “a mandate”, with 2 of 3 votes; it reaches 40% in the model, 25 points fewer.",
    "1 of 3 voted for the plan that leads.",
  ]);
});

test("a room that is split hears which plans it is split between", () => {
  assert.deepEqual(plain(outcome([0, 2], NAMES, SHARES, LEADER)), [
    "The room was split between “no help” and “a mandate”, with 1 vote each.",
  ]);
});

test("what the model says names the plan that leads, its share and the month", () => {
  assert.equal(
    leads(NAMES, SHARES, LEADER, 36),
    "In the model “the playbook” leads, with 65% of organisations live at month 36.",
  );
});

test("votes by phone and by hand are told apart, and hands alone are just votes", () => {
  assert.equal(byWay(12, 3, "vote"), "15 votes: 12 by phone, 3 by hand");
  assert.equal(byWay(1, 0, "vote"), "1 vote, by phone");
  assert.equal(byWay(0, 3, "curve"), "3 curves");
  assert.equal(byWay(0, 0, "vote"), "0 votes");
});

test("numbers of votes become as many votes", () => {
  const votes = votesOf([2, 0, 1]);
  assert.deepEqual(plain(votes), [0, 0, 2]);
  assert.deepEqual(
    [0, 1, 2].map((place) => count(votes, place)),
    [2, 0, 1],
  );
});
