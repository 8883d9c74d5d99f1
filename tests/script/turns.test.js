/* What is turned: buttons that combine, words for changes, and the way back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, roomOf } from "./scripts.js";

/** @param {string} key @param {"plan" | "belief"} kind @param {string} label @param {Scalar} own */
const dialOf = (key, kind, label, own) =>
  /** @type {Dial} */ ({
    key,
    kind,
    group: "",
    form: "number",
    ends: null,
    explain: "",
    label,
    unit: "",
    levels: [1, 2, 4, 8],
    names: [],
    values: { plan0: own },
    by_plan: {},
  });

const boards = {
  id: "boards",
  label: "Boards meet every month",
  plan: "plan0",
  explain: "",
  values: { boards: 1, own: 1 },
};
const leaves = { id: "champion", label: "The champion leaves", plan: "plan0", explain: "", values: { loss: 8 } };
const data = {
  dials: [
    dialOf("boards", "plan", "Months between meetings", 2),
    dialOf("pilots", "plan", "Pilots", 2),
    dialOf("plan", "plan", "Planning", 1),
    dialOf("loss", "belief", "Champions lost", 1),
  ],
  whatifs: [boards, leaves],
};
const { set, isOn, toggled, ofKind, changes, named, history } = roomOf(
  ["dial.js", "turns.js"],
  {},
  { data, state: { dials: {} } },
).turns;

test("a value is set, and the plan's own value is left out", () => {
  assert.deepEqual(plain(set({ boards: 4 }, "pilots", 8, "plan0")), { boards: 4, pilots: 8 });
  assert.deepEqual(plain(set({ boards: 4, pilots: 8 }, "pilots", 2, "plan0")), { boards: 4 });
});

test("what-ifs combine, and each is taken off alone", () => {
  const one = toggled(boards, { pilots: 8 });
  assert.deepEqual(plain(one), { pilots: 8, boards: 1, own: 1 });
  const both = toggled(leaves, one);
  assert.ok(isOn(boards, both) && isOn(leaves, both));
  assert.deepEqual(plain(toggled(boards, both)), { pilots: 8, loss: 8 });
});

test("a what-if is off once one of its dials is turned elsewhere", () => {
  assert.ok(!isOn(boards, { boards: 4, own: 1 }));
  assert.ok(!isOn(boards, {}));
});

test("what the plan does and what is believed are told apart", () => {
  const values = { boards: 1, own: 1, loss: 8 };
  assert.deepEqual(plain(ofKind(values, "plan")), { boards: 1, own: 1 });
  assert.deepEqual(plain(ofKind(values, "belief")), { loss: 8 });
});

test("changes are named: a button by its label, a dial by its own and its value", () => {
  const values = { boards: 1, own: 1, pilots: 8, loss: 4 };
  assert.deepEqual(
    plain(changes("plan0", values)).map((/** @type {Changed} */ { kind, words }) => [kind, words]),
    [
      ["plan", "Boards meet every month"],
      ["plan", "Pilots: 8"],
      ["belief", "Champions lost: 4"],
    ],
  );
  assert.equal(named("plan0", values), "Boards meet every month; Pilots: 8; 1 more");
  assert.equal(named("plan0", { pilots: 8 }), "Pilots: 8");
});

test("a change is undone and done again, and a new one ends what could be done again", () => {
  const step = (/** @type {number} */ pilots) => ({ plan: "plan0", values: { pilots }, key: "pilots" });
  const steps = history({ plan: "plan0", values: {}, key: "" });
  assert.ok(!steps.undoes() && !steps.redoes() && steps.before() === null);
  steps.push(step(4), false);
  steps.push(step(8), false);
  assert.deepEqual(plain(steps.before()?.values), { pilots: 4 });
  assert.deepEqual(plain(steps.undo().values), { pilots: 4 });
  assert.deepEqual(plain(steps.redo().values), { pilots: 8 });
  steps.undo();
  steps.push(step(1), false);
  assert.ok(!steps.redoes());
  assert.deepEqual(plain(steps.undo().values), { pilots: 4 });
});

test("turns of one dial in a row are one change, and the plan as it is stays", () => {
  const steps = history({ plan: "plan0", values: {}, key: "" });
  for (const [k, pilots] of [1, 4, 8].entries())
    steps.push({ plan: "plan0", values: { pilots }, key: "pilots" }, k > 0);
  assert.deepEqual(plain(steps.undo().values), {});
  assert.ok(!steps.undoes());
});
