/* From counters to numbers and words: the same as Python makes of them (told_by_python.py wrote counted.json). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { plain, roomOf } from "./scripts.js";

const SCRIPTS = ["commands.js", "intervals.js", "worded.js", "counted.js", "against.js"];
const told = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "counted.json"), "utf-8"));
const NAMES = { own: "the changed plan", other: "the plan as it is" };

/** @param {any} one */
function roomFor({ horizon, months, outcomes }) {
  return roomOf(SCRIPTS, {}, { data: { horizon, months, outcomes, series: told.series, margin: told.margin } });
}

/** @param {Maybe<number>} found @param {Maybe<number>} expected @param {string} what */
function near(found, expected, what) {
  const known = Number.isFinite(found) ? found : null;
  if (expected === null || known === null) return assert.equal(known, expected, what);
  assert.ok(Math.abs(/** @type {number} */ (found) - Number(expected)) < 1e-9, `${what}: ${found}, not ${expected}`);
}

/** @param {Maybe<Estimate>} range @param {number[] | null} expected @param {string} what */
function alike(range, expected, what) {
  if (expected === null) return assert.equal(range, null, what);
  assert.ok(range, what);
  for (const [i, each] of [range.mean, range.low, range.high].entries()) near(each, expected[i], what);
}

test("Student's t has Python's quantiles, also between whole degrees of freedom", () => {
  const { student } = roomOf(["intervals.js"]).intervals;
  for (const [degrees, quantile] of told.quantiles) assert.ok(Math.abs(student(0.975, degrees) / quantile - 1) < 1e-9);
});

for (const [name, each] of Object.entries(told.cases)) {
  const Page = roomFor(each);
  const { reckon, against } = Page;

  test(`curves and measures are Python's: ${name}`, () => {
    for (const [run, expected] of [
      [each.base, each.of_base],
      [each.found, each.of_found],
    ]) {
      for (const [series, [mean, low, high]] of Object.entries(expected.curves)) {
        const curve = reckon.curves(run)[series];
        for (const [month, share] of mean.entries()) {
          near(curve.mean[month], share, series);
          near(curve.low[month], low[month], series);
          near(curve.high[month], high[month], series);
        }
      }
      const samples = reckon.samples(run, each.plan);
      for (const outcome of each.outcomes) {
        const { key, shown } = outcome;
        if (key in expected.ranges) alike(reckon.ranged(samples[key], outcome), expected.ranges[key], key);
        const text = reckon.measures(run, each.plan).find((measure) => measure.key === key)?.text;
        if (shown) assert.equal(text, expected.measures[key], key);
      }
    }
  });

  test(`nine runs in ten lie where Python says: ${name}`, () => {
    for (const [run, { spread }] of [
      [each.base, each.of_base],
      [each.found, each.of_found],
    ]) {
      const { low, high } = reckon.spread(run, told.series.live);
      assert.equal(low.length, spread[0].length);
      for (const [month, share] of low.entries()) near(share, spread[0][month], "low");
      for (const [month, share] of high.entries()) near(share, spread[1][month], "high");
    }
  });

  test(`differences, words and the price are Python's: ${name}`, () => {
    for (const [mine, theirs, expected] of [
      [each.found, each.base, each.difference],
      [each.base, each.found, each.back],
    ]) {
      const found = against.against(mine, theirs, each.plan, NAMES);
      alike(found, expected.live, "live");
      assert.equal(found.apart, expected.apart);
      assert.equal(found.sentence, expected.sentence);
      assert.equal(found.price, expected.price);
      const [one, other] = [mine, theirs].map((run) => reckon.samples(run, each.plan));
      for (const outcome of each.outcomes.filter((/** @type {Reckoned} */ { key }) => key in expected.pairs))
        alike(reckon.paired(one[outcome.key], other[outcome.key], outcome), expected.pairs[outcome.key], outcome.key);
    }
  });
}

test("the command of a turned plan is the one that Python would write", () => {
  const { turnedCommand } = roomOf(SCRIPTS);
  for (const { plan, values, line } of told.commands) assert.equal(turnedCommand(plan, values, 64), line);
});

test("a command has as many runs as the answer rests on", () => {
  const { turnedCommand } = roomOf(SCRIPTS);
  const { plan, values, line } = told.commands[0];
  const whole = plan.command.replace("--replicates 64", "--replicates 2048");
  assert.equal(turnedCommand({ ...plan, command: whole }, values, 64), line);
});

test("a difference is split into what the plan brings and what is believed", () => {
  const { split } = roomFor(told.cases["one run"]).against;
  assert.equal(split(0.07, 0.09), "Of the 7 points, the plan brings 9, what you believe takes 2.");
  assert.equal(split(-0.04, 0.02), "Of the 4 points fewer, the plan brings 2, what you believe takes 6.");
  assert.equal(split(0, 0.05), "The two make up for each other: the plan brings 5, what you believe takes 5.");
  assert.deepEqual(plain([split(0.12, 0)]), ["Of the 12 points, the plan brings 0, what you believe brings 12."]);
});
