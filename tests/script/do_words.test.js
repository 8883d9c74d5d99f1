/* What “What would you do” says around its numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const { reached, restsOn, last, turned, between } = roomOf(["do_words.js"]).doWords;

test("how many are live is said with its range, if that is known", () => {
  const curve = { mean: [0.1, 0.65], low: [0.1, 0.63], high: [0.1, 0.67] };
  assert.equal(reached(curve, 1, "are live"), "65% of organisations are live at month 1 (63% to 67%)");
  assert.equal(reached(curve, 0, "are live"), "10% of organisations are live at month 0");
  assert.equal(reached({ ...curve, low: [null, null] }, 1, "are live"), "65% of organisations are live at month 1");
});

test("an answer says how many runs it rests on, and that a first one is not all", () => {
  const told = { replicates: 256, systems: 4, isFirst: false };
  assert.match(restsOn(told), /^Rests on 256 runs on 4 made-up systems\. /);
  assert.match(restsOn({ ...told, systems: 1 }), /^Rests on 256 runs\. /);
  assert.equal(restsOn({ ...told, replicates: 64, isFirst: true }), "A first answer, from 64 runs; the rest follow.");
});

test("the last change is said with what it did and its price", () => {
  const told = { sentence: "Live at month 36: 3 points more.", price: "But the plan before spends less." };
  assert.equal(
    last("Pilots: 8", told),
    "Last change (Pilots: 8). Live at month 36: 3 points more. But the plan before spends less.",
  );
  assert.equal(last("Pilots: 8", { ...told, price: "" }), "Last change (Pilots: 8). Live at month 36: 3 points more.");
});

test("what is done and what is believed are named apart", () => {
  const change = (/** @type {"plan" | "belief"} */ kind, /** @type {string} */ words) => ({ keys: [], kind, words });
  assert.equal(
    turned([change("plan", "Pilots: 8"), change("belief", "Dip: 45%"), change("plan", "No mandate")]),
    "You would do: Pilots: 8; No mandate. You believe: Dip: 45%.",
  );
  assert.equal(turned([]), "");
});

test("a curve goes half way, and where a range is unknown it stays so", () => {
  const from = { mean: [0, 0.2], low: [0, null], high: [0, 0.4] };
  const to = { mean: [0, 0.4], low: [0, 0.3], high: [0, 0.5] };
  assert.deepEqual(plain(between(from, to, 0)), from);
  const half = between(from, to, 0.5);
  assert.ok(Math.abs(half.mean[1] - 0.3) < 1e-12);
  assert.equal(half.low[1], null);
});
