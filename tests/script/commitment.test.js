/* A commitment: what is kept in the address, and the file that is scored later. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

const { commitment } = roomOf(["commitment.js"]);
/** @param {string} what */
const row = (what, by = "", who = "") => ({ what, by, who });

test("rows in which nothing was written are left out", () => {
  assert.deepEqual(plain(commitment.filled([row("call Ada"), row("  "), row("", "May")])), [
    row("call Ada"),
    row("", "May"),
  ]);
});

test("what is short is kept in the address, and what is long is not", () => {
  assert.equal(commitment.fits([row("call Ada", "May", "Bo")]), true);
  assert.equal(commitment.fits([row("x".repeat(1501))]), false);
  assert.equal(commitment.fits([row("ä".repeat(300))]), false, "six signs each in an address");
});

test("an address that holds something else is not taken for rows", () => {
  assert.equal(commitment.valid([]), true);
  assert.equal(commitment.valid([row("a")]), true);
  for (const odd of [[1], [null], [{ what: "a" }], [{ ...row("a"), by: 3 }], Array(13).fill(row("a"))])
    assert.equal(commitment.valid(/** @type {any} */ (odd)), false, JSON.stringify(odd));
});

const PLAN = /** @type {any} */ ({
  id: "plan1",
  name: "The playbook",
  command: 'uptake run "strategy=hin_playbook"',
  overrides: ["strategy=hin_playbook"],
  curves: { live: { mean: [0, 0.5], low: [0, 0.45], high: [0, null] } },
  spread: { live: { low: [0, 0.3], high: [0, 0.7] } },
  outlook: { low: [0, 0.2], high: [0, 0.8], parts: "" },
});

test("the range is the widest that is known, and says over what", () => {
  assert.deepEqual(plain(commitment.range(PLAN, "100 sets of assumptions")), {
    low: [0, 0.2],
    high: [0, 0.8],
    over: "nine in ten runs, over luck, systems and 100 sets of assumptions",
  });
  assert.deepEqual(plain(commitment.range({ ...PLAN, outlook: null }, null).high), [0, 0.7]);
  const { over } = commitment.range({ ...PLAN, outlook: null }, "100 sets of assumptions");
  assert.equal(over, "nine in ten runs, over luck and systems, with assumptions as they are");
  const bare = { ...PLAN, outlook: null, spread: {} };
  assert.deepEqual(plain(commitment.range(bare, null)), {
    low: [0, 0.45],
    high: [0, null],
    over: "the mean of all runs",
  });
});

const DATA = /** @type {any} */ ({
  version: "1.2",
  title: "A title",
  first_month: "2026-04",
  months: 1,
  sets: null,
  plans: [{ name: "Nothing" }, { name: "The playbook" }],
  ledger: { plans: { plan1: { organisations: 16 } } },
});
const ROOM = { of: "The playbook", drawn: [[0, 40]], votes: [1, 1, 0] };

test("the file holds the plan, what is expected, what the room thought, and what it will do", () => {
  const made = /** @type {any} */ (plain(commitment.file(DATA, PLAN, ROOM, [row("call Ada"), row("")], "2026-05-01")));
  assert.equal(made.kind, "uptake commitment");
  assert.equal(made.format, 1);
  assert.deepEqual(made.actions, [row("call Ada")]);
  assert.deepEqual(made.expected.mean, [0, 0.5]);
  assert.deepEqual([made.start, made.months, made.organisations], ["2026-04", 1, 16]);
  assert.deepEqual([made.drawn_of, made.drawn, made.votes], ["The playbook", [[0, 40]], [1, 1, 0]]);
  assert.deepEqual(made.plans, ["Nothing", "The playbook"]);
});

test("of a plan that the room kept, the file names the plan that it changes and counts its organisations", () => {
  const [data, kept] = [
    {
      ...DATA,
      plans: [
        { id: "plan0", name: "Nothing" },
        { id: "plan1", name: "The playbook" },
      ],
    },
    { ...PLAN, id: "kept0", plan: "plan1", name: "The playbook, no pilots", overrides: ["strategy.pilots=0"] },
  ];
  const made = /** @type {any} */ (plain(commitment.file(data, kept, ROOM, [], "2026-05-01")));
  assert.deepEqual([made.plan, made.changed_from], ["The playbook, no pilots", "The playbook"]);
  assert.deepEqual([made.organisations, made.overrides], [16, ["strategy.pilots=0"]]);
  assert.deepEqual(made.plans, ["Nothing", "The playbook"], "the room voted for plans of the page");
  assert.equal("changed_from" in commitment.file(data, PLAN, ROOM, [], "2026-05-01"), false);
});

test("what the room predicted is said in a sentence", () => {
  assert.equal(
    commitment.predicted(ROOM, ["Nothing", "The playbook"]),
    "The room predicted: 3 votes: 1 for “Nothing” and 2 for “The playbook”. 1 curve of “The playbook”.",
  );
  assert.match(commitment.predicted({ of: "x", drawn: [], votes: [] }, ["Nothing"]), /^The room has not voted/);
});
