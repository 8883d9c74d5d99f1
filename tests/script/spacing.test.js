/* Where things go so that they do not overlap. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { D3, plain, roomOf } from "./scripts.js";

const { apart, fieldsOf, placed, neighbour } = roomOf([D3, "spacing.js"]).spacing;
const SIZE = { width: 720, height: 490 };

/* Twelve organisations in three regions, all at the same two places. */
const NETWORK = /** @type {Network} */ ({
  names: Array.from({ length: 12 }, (_, i) => `Organisation ${i}`),
  region: Array.from({ length: 12 }, (_, i) => i % 3),
  x: Array.from({ length: 12 }, (_, i) => (i % 2 ? 0.9 : 0.1)),
  y: Array.from({ length: 12 }, () => 0.5),
});

test("names that have room stay where they belong", () => {
  assert.deepEqual(plain(apart([20, 60, 100], [20, 20, 20], 0, 120)), [20, 60, 100]);
});

test("names that would overlap are pushed apart and keep their order", () => {
  assert.deepEqual(plain(apart([52, 50], [20, 20], 0, 200)), [70, 50]);
});

test("names at the bottom are pushed up instead of out of the picture", () => {
  assert.deepEqual(plain(apart([95, 98], [20, 20], 0, 100)), [70, 90]);
});

test("every organisation is in the field of its region, and fields do not overlap", () => {
  const fields = fieldsOf(NETWORK, SIZE);
  assert.deepEqual(plain(fields.map(({ region, members }) => [region, members.length])), [
    [0, 4],
    [1, 4],
    [2, 4],
  ]);
  for (const one of fields)
    for (const other of fields)
      if (one !== other)
        assert.ok(
          one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y,
        );
});

test("dots in the same place are moved apart within their field", () => {
  const fields = fieldsOf(NETWORK, SIZE);
  const { radius, nodes } = placed(NETWORK, fields);
  for (const { members, x, y, width, height } of fields)
    for (const i of members) {
      assert.ok(nodes[i].x > x && nodes[i].x < x + width && nodes[i].y > y && nodes[i].y < y + height);
      for (const j of members)
        if (i !== j) assert.ok(Math.hypot(nodes[i].x - nodes[j].x, nodes[i].y - nodes[j].y) > 2 * radius);
    }
});

test("an arrow key goes to the nearest dot in its direction", () => {
  const nodes = [
    { x: 0, y: 0 },
    { x: 10, y: 1 },
    { x: 5, y: 40 },
    { x: 30, y: 0 },
  ];
  assert.equal(neighbour(nodes, 0, [1, 0]), 1);
  assert.equal(neighbour(nodes, 0, [0, 1]), 2);
  assert.equal(neighbour(nodes, 3, [-1, 0]), 1);
});

test("at the edge an arrow key leads nowhere", () => {
  const nodes = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  assert.equal(neighbour(nodes, 1, [1, 0]), null);
  assert.equal(neighbour(nodes, 0, [0, -1]), null);
});
