/* Runs scripts of the page as the page does, one after another in one global scope, but without a page. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const PACKAGE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "sim");
const found = readdirSync(PACKAGE, { recursive: true, encoding: "utf-8" });
const PAGE = join(PACKAGE, dirname(/** @type {string} */ (found.find((path) => /\bcore\.js$/.test(path)))));

const TIMERS = { performance, setTimeout, clearTimeout, setInterval, clearInterval };

/** Return the Page that some scripts make; `surroundings` has what they need to find in their scope.
 * @param {string[]} names @param {Record<string, unknown>} surroundings @param {Record<string, unknown>} room
 */
export function roomOf(names, surroundings = {}, room = {}) {
  const scope = vm.createContext({ ...TIMERS, atob, URLSearchParams, ...surroundings });
  for (const name of ["numbers.js", ...names]) {
    vm.runInContext(readFileSync(join(PAGE, name), "utf-8"), scope, { filename: name });
    Object.assign(scope.Page, room);
  }
  return /** @type {Page} */ (scope.Page);
}

/** Copy a value made by a script into this scope, so that it can be compared.
 * @template T @param {T} value @returns {T}
 */
export const plain = (value) => JSON.parse(JSON.stringify(value));

export const D3 = "vendor/d3.min.js";
