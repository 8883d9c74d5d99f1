/* The commands that reproduce what is on the screen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

const { compareCommand } = roomOf(["commands.js"]);
const WHOLE = "uptake compare scenario=avt strategy=none,a,b --replicates 32 --seed 5 --baseline none";

/** @param {string[]} overrides */
const plan = (...overrides) => /** @type {Plan} */ ({ overrides });

test("plans that differ in one key become a list of its values, with every option except the baseline", () => {
  const line = compareCommand([plan("scenario=avt", "strategy=a"), plan("scenario=avt", "strategy=b")], WHOLE);
  assert.equal(line, 'uptake compare scenario=avt "strategy=a,b" --replicates 32 --seed 5');
});

test("plans that differ in several keys get the command for the whole comparison", () => {
  assert.equal(compareCommand([plan("x=1", "y=1"), plan("x=2", "y=2")], WHOLE), WHOLE);
});

test("so do plans if one of them lacks a key", () => {
  assert.equal(compareCommand([plan("x=1", "y=1"), plan("x=1")], WHOLE), WHOLE);
});

test("a value may contain an equals sign", () => {
  assert.match(compareCommand([plan("x=a=b"), plan("x=c")], WHOLE), /"x=a=b,c"/);
});
