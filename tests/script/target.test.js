/* A target to play for: what a plan meets, who comes first, and who shares a place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const target = { live: 0.7, month: 36, budget: 1_200_000, gave_up: 0.15 };
const { parts, ranked, told, words } = roomOf(["worded.js", "target.js"], {}, { data: { target } }).target;

/** @param {number | null} mean @param {number} half @returns {Ends} */
const range = (mean, half = 0) =>
  mean === null ? { mean, low: null, high: null } : { mean, low: mean - half, high: mean + half };

/** @param {string} name @param {number} met @param {number} live */
const plan = (name, met, live, believed = false) => ({ name, met, live, believed });

/** @param {ReturnType<typeof plan>} one @param {ReturnType<typeof plan>} other */
const within3Points = (one, other) => Math.abs(one.live - other.live) < 0.03;

/** @param {ReturnType<typeof plan>[]} all */
const places = (all) => plain(ranked(all, within3Points).map(({ name, place, shared }) => [name, place, shared]));

test("the target is said in one sentence", () => {
  assert.equal(
    words(target),
    "70% live by month 36, within £1.2 million, and at most 15% of those who went live giving up.",
  );
});

test("each part is met at its limit, and missed beyond it", () => {
  /** @param {number | null} live @param {number} spend @param {number | null} gaveUp */
  const met = (live, spend, gaveUp) =>
    plain(parts(target, { live: range(live), spend: range(spend), gaveUp: range(gaveUp) })).map((each) => each.met);
  assert.deepEqual(met(0.7, 1_200_000.4, 0.15), [true, true, true]);
  assert.deepEqual(met(0.1 + 0.6, 0, 0.05 * 3), [true, true, true]);
  assert.deepEqual(met(0.699, 1_200_001, 0.151), [false, false, false]);
  assert.deepEqual(met(null, 0, null), [false, true, false], "nothing measured meets nothing");
});

test("a limit inside the range of luck is told, on either side of it", () => {
  /** @param {number} live @param {number} gaveUp */
  const near = (live, gaveUp) =>
    plain(parts(target, { live: range(live, 0.02), spend: range(0), gaveUp: range(gaveUp, 0.02) })).map(
      (each) => each.near,
    );
  assert.deepEqual(near(0.71, 0.16), [true, false, true]);
  assert.deepEqual(near(0.69, 0.12), [true, false, false]);
  assert.deepEqual(near(0.73, 0.18), [false, false, false]);
});

test("who meets more comes first, and then who has more live", () => {
  const all = [plan("most live", 1, 0.9), plan("all", 3, 0.7), plan("two", 2, 0.5), plan("two, more", 2, 0.6)];
  assert.deepEqual(places(all), [
    ["all", 1, false],
    ["two, more", 2, false],
    ["two", 3, false],
    ["most live", 4, false],
  ]);
  assert.equal(all[0].name, "most live", "the plans given stay in their order");
});

test("plans that cannot be told apart share a place, and the next place counts them", () => {
  const all = [plan("b", 2, 0.6), plan("a", 2, 0.62), plan("c", 2, 0.5), plan("d", 1, 0.5)];
  assert.deepEqual(places(all), [
    ["a", 1, true],
    ["b", 1, true],
    ["c", 3, false],
    ["d", 4, false],
  ]);
});

test("a place is shared with the first of it, not along a chain", () => {
  assert.deepEqual(places([plan("a", 2, 0.6), plan("b", 2, 0.58), plan("c", 2, 0.56)]), [
    ["a", 1, true],
    ["b", 1, true],
    ["c", 3, false],
  ]);
});

test("a plan that changes what is believed is listed last, without a place", () => {
  assert.deepEqual(places([plan("dream", 3, 1, true), plan("a", 1, 0.2), plan("b", 1, 0.21)]), [
    ["b", 1, true],
    ["a", 1, true],
    ["dream", null, false],
  ]);
});

test("who is first is said in a sentence", () => {
  /** @param {number} met @param {string[]} titles */
  const said = (met, titles) =>
    told(titles.map((title, i) => ({ title, met, place: i < 2 ? 1 : 3, shared: i < 2 && titles.length > 1 })));
  assert.equal(said(3, ["A"]), "First: “A”, which meets all three.");
  assert.equal(said(3, ["A", "B", "C"]), "Shared first: “A” and “B”, which meet all three.");
  assert.equal(said(2, ["A"]), "No plan meets all three yet. First: “A”, which meets two of three.");
  assert.equal(said(0, ["A"]), "No plan meets all three yet. First: “A”, which meets none of the three.");
});
