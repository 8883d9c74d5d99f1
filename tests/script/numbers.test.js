/* How numbers are said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

const Page = roomOf([]);

/** @type {[string, string, string][]} */
const SAID = [
  ["a share is said in per cent", Page.percent(0.347), "35%"],
  ["a digit can be asked for", Page.percent(0.347, 1), "34.7%"],
  ["a share just below nothing is not minus nothing", Page.percent(-0.001), "0%"],
  ["what is missing is unknown", Page.percent(null), "unknown"],
  ["what is no number is unknown", Page.number(Number.NaN), "unknown"],
  ["pounds have commas and no pence", Page.pounds(32600.4), "£32,600"],
  ["the minus stands before the pound", Page.pounds(-1200), "-£1,200"],
  ["a large number has no fraction", Page.number(1234.56), "1,235"],
  ["a small one has one digit", Page.number(3.14), "3.1"],
  ["one is said in the singular", Page.counted(1, "vote"), "1 vote"],
  ["more in the plural", Page.counted(2, "vote"), "2 votes"],
  ["none in the plural", Page.counted(0, "vote"), "0 votes"],
  ["a plural may be its own", Page.counted(2, "body", "bodies"), "2 bodies"],
  ["a difference is said in points, whatever its sign", Page.points(-0.124), "12 points"],
  ["a gain in points bears its sign", Page.signedPoints(0.1249), "+12.5"],
  ["a loss too", Page.signedPoints(-0.031), "-3.1"],
  ["no difference bears none", Page.signedPoints(0), "0"],
  ["nothing is listed as nothing", Page.listed([]), ""],
  ["one thing stands alone", Page.listed(["a"]), "a"],
  ["the last two are joined by and", Page.listed(["a", "b", "c"]), "a, b and c"],
  ["a sentence begins with a capital", Page.capital("deprived areas"), "Deprived areas"],
  ["a share's unit is the per cent sign", Page.unit(0.5, "share of budget"), "50%"],
  ["the pound stands before the number", Page.unit(1200, "£"), "£1,200"],
  ["other units stand behind it", Page.unit(4, "sites"), "4 sites"],
  ["a number without a unit stands alone", Page.unit(4, ""), "4"],
  ["months go on into the next year", Page.nameOfMonth("2026-11", 3), "February 2027"],
];
for (const [name, found, expected] of SAID) test(name, () => assert.equal(found, expected));
