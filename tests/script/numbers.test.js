/* How numbers are written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "./scripts.js";

const Page = roomOf([]);

/** @type {[string, string, string][]} */
const SAID = [
  ["a share is written in per cent", Page.percent(0.347), "35%"],
  ["a digit can be asked for", Page.percent(0.347, 1), "34.7%"],
  ["a share just below zero is not written as minus zero", Page.percent(-0.001), "0%"],
  ["a missing number is unknown", Page.percent(null), "unknown"],
  ["a value that is not a number is unknown", Page.number(Number.NaN), "unknown"],
  ["pounds have commas and no pence", Page.pounds(32600.4), "£32,600"],
  ["the minus comes before the pound sign", Page.pounds(-1200), "-£1,200"],
  ["a large number has no decimals", Page.number(1234.56), "1,235"],
  ["a small number has one decimal", Page.number(3.14), "3.1"],
  ["one takes the singular", Page.counted(1, "vote"), "1 vote"],
  ["two take the plural", Page.counted(2, "vote"), "2 votes"],
  ["zero takes the plural", Page.counted(0, "vote"), "0 votes"],
  ["a plural may be irregular", Page.counted(2, "body", "bodies"), "2 bodies"],
  ["a difference is written in points, whatever its sign", Page.points(-0.124), "12 points"],
  ["a gain in points has a plus sign", Page.signedPoints(0.1249), "+12.5"],
  ["a loss in points has a minus sign", Page.signedPoints(-0.031), "-3.1"],
  ["no difference has no sign", Page.signedPoints(0), "0"],
  ["an empty list is empty text", Page.listed([]), ""],
  ["a list of one is that one", Page.listed(["a"]), "a"],
  ["the last two in a list are joined by and", Page.listed(["a", "b", "c"]), "a, b and c"],
  ["a sentence begins with a capital", Page.capital("deprived areas"), "Deprived areas"],
  ["a share's unit is the per cent sign", Page.unit(0.5, "share of budget"), "50%"],
  ["the pound sign comes before the number", Page.unit(1200, "£"), "£1,200"],
  ["other units come after the number", Page.unit(4, "sites"), "4 sites"],
  ["a number without a unit is written alone", Page.unit(4, ""), "4"],
  ["months run on into the next year", Page.nameOfMonth("2026-11", 3), "February 2027"],
];
for (const [name, found, expected] of SAID) test(name, () => assert.equal(found, expected));
