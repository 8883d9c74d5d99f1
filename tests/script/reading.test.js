/* What a file says between the settings that were run, with the numbers of tests/page/test_grid.py. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const SCALE = 1000;

/** @param {number[]} shares */
const packed = (shares) =>
  Buffer.from(Uint16Array.from(shares, (share) => Math.round(share * SCALE)).buffer).toString("base64");

/* Two dials with two levels each; the share live at month 3 is 0, 0.2, 0.4 and 1 at the four corners. */
/** @param {Partial<Grid>} changes */
function gridOf(changes = {}) {
  const means = [0, 0.2, 0.4, 1].flatMap((share) => [0, share, 0]);
  /** @type {Grid} */
  const grid = {
    plan: "plan0",
    command: "uptake run x=1",
    keys: ["a", "b"],
    levels: [
      [0, 10],
      [1, 3],
    ],
    rulers: [ruler([0, 10]), ruler([1, 3])],
    months: [0, 3, 6],
    series: ["live"],
    scale: SCALE,
    values: packed(means),
    half_width: packed(means.map((share) => share / 10)),
    replicates: 8,
    held_out: { settings: 1, points: 0.03, within: 1, worst: 0 },
    capped: false,
    ...changes,
  };
  return grid;
}

/** @param {number[]} places @param {number[][]} weights @returns {Ruler} */
function ruler(
  places,
  weights = [
    [1, 0],
    [0, 1],
  ],
) {
  return { places, weights };
}

/** @param {string} key @param {Scalar} value */
const dial = (key, value) =>
  /** @type {Dial} */ (/** @type {Partial<Dial>} */ ({ key, label: `Dial ${key}`, values: { plan0: value } }));
const DIALS = [dial("a", 5), dial("b", 2)];
const { reading } = roomOf(["commands.js", "reading.js"]);
const read = reading(gridOf(), DIALS, 6);

/** @param {Values} values @param {ReturnType<typeof reading>} from */
const liveAt = (values, from = read) => plain(from.interpolate(values).live.mean);

/** @param {number[]} found @param {number[]} expected */
function near(found, expected) {
  assert.equal(found.length, expected.length);
  for (const [i, each] of expected.entries())
    assert.ok(Math.abs(found[i] - each) < 1e-9, `${found} is not ${expected}`);
}

test("half way between four corners the answer is their mean, and months in between lie on a line", () => {
  near(liveAt({ a: 5, b: 2 }), [0, 0.4 / 3, 0.8 / 3, 0.4, 0.8 / 3, 0.4 / 3, 0]);
});

test("a quarter of the way along one dial the answer is three quarters of one run and a quarter of the other", () => {
  assert.equal(liveAt({ a: 2.5, b: 3 })[3].toFixed(9), (0.75 * 0.2 + 0.25).toFixed(9));
});

test("at a level the answer is the run itself, and is marked as computed", () => {
  assert.equal(liveAt({ a: 10, b: 3 })[3], 1);
  assert.equal(read.gridAnswer({ a: 10, b: 3 }).held_to, "computed");
  assert.equal(read.gridAnswer({ a: 9, b: 3 }).held_to, "interpolated");
});

test("a dial that is not named has the plan's value", () => {
  near(liveAt({}), liveAt({ a: 5, b: 2 }));
  near(liveAt({ a: 10 }), liveAt({ a: 10, b: 2 }));
});

test("a ruler weights the levels of its dial as worked out by hand", () => {
  const weights = [
    [1, 0],
    [0.75, 0.25],
    [0, 1],
  ];
  const bent = reading(gridOf({ rulers: [ruler([0, 5, 10], weights), ruler([1, 3])] }), DIALS, 6);
  near(
    [0, 2.5, 5, 7.5, 10].map((a) => liveAt({ a, b: 3 }, bent)[3]),
    [0.2, 0.3, 0.4, 0.7, 1],
  );
});

test("shares stay between 0 and 1 if weights are negative", () => {
  for (const [middle, share] of /** @type {[number[], number][]} */ ([
    [[-0.5, 1.5], 1],
    [[1.5, -0.5], 0],
  ])) {
    const rulers = [ruler([0, 5, 10], [[1, 0], middle, [0, 1]]), ruler([1, 3])];
    assert.equal(liveAt({ a: 5, b: 3 }, reading(gridOf({ rulers }), DIALS, 6))[3], share);
  }
});

test("a range is interpolated as the means are, and stays between 0 and 1", () => {
  const { mean, low, high } = plain(read.interpolate({ a: 7, b: 1.4 }).live);
  near(
    /** @type {number[]} */ (low),
    mean.map((share) => 0.9 * share),
  );
  near(
    /** @type {number[]} */ (high),
    mean.map((share) => 1.1 * share),
  );
  assert.equal(read.interpolate({ a: 10, b: 3 }).live.high[3], 1);
});

test("numbers of one byte each can be read too", () => {
  const shares = [0, 51, 102, 255].flatMap((share) => [0, share, 0]);
  const values = Buffer.from(Uint8Array.from(shares)).toString("base64");
  const coarse = reading(gridOf({ scale: 255, values, half_width: values }), DIALS, 6);
  near(liveAt({ a: 5, b: 2 }, coarse), liveAt({ a: 5, b: 2 }));
});

/** @type {Values[]} */
const OUTSIDE = [{ a: 10.1 }, { a: -0.1 }, { b: null }, { b: "2" }];
for (const values of OUTSIDE)
  test(`there is no answer at ${JSON.stringify(values)}, outside the settings that were run`, () => {
    assert.throws(() => read.interpolate(values), /Dial [ab]: .* is outside the range of this file \(\d+ to \d+\)/);
  });

test("a dial that a file does not include cannot be turned in it", () => {
  assert.throws(() => read.gridAnswer({ c: 1 }), /c cannot be turned in this file/);
});

test("an answer has the command that runs it, with every dial, and the number of runs", () => {
  const { command, replicates } = read.gridAnswer({ a: 7.5 });
  assert.equal(command, "uptake run x=1 a=7.5 b=2");
  assert.equal(replicates, 8);
});
