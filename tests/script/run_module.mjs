/* Runs a module of the model as the page's worker does, and prints a check sum for every block.

   node run_module.mjs MODULE [--times] < the model as in the page

   With --times it prints milliseconds instead: the least of five for each block. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { crc32, gunzipSync } from "node:zlib";

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "sim", "page", "script");
const model = JSON.parse(readFileSync(0, "utf-8"));
const worker = readFileSync(join(SCRIPT, "engine_worker.js"), "utf-8");
const scope = vm.createContext({ WebAssembly });
vm.runInContext(`${worker}\nglobalThis.engineFrom = engineFrom;`, scope);
const run = scope.engineFrom(new WebAssembly.Module(readFileSync(process.argv[2])), model.arguments);

const unpack = (number) => new Uint8Array(gunzipSync(Buffer.from(model.packed[number], "base64")));
const words = (numbers) => new Uint8Array(BigUint64Array.from(numbers, BigInt).buffer);
const counters = model.arguments.filter((each) => each.kind && each.name !== "spend").map((each) => each.name);

/* What the worker is asked for one block of a plan. */
function jobOf(plan, block) {
  const replicates = Array.from({ length: block.replicates }, (_, k) => block.first + k);
  const numbers = { row_of: words(plan.row_of), seed: words([BigInt(model.seed)]), replicates: words(replicates) };
  const { sizes, cluster } = block;
  return { sizes, cluster, block: unpack(block.given), rows: unpack(plan.rows), numbers, turns: [] };
}

function checkSum(job) {
  const { status, counters: found } = run(job);
  if (status !== -1) throw new Error(`status ${status}`);
  return counters.reduce((sum, name) => crc32(Buffer.from(found[name].buffer), sum), 0);
}

function milliseconds(job) {
  const each = Array.from({ length: 5 }, () => {
    const began = performance.now();
    run(job);
    return performance.now() - began;
  });
  return Math.min(...each);
}

const told = process.argv.includes("--times") ? milliseconds : checkSum;
const found = Object.entries(model.plans).map(([name, plan]) => {
  const jobs = plan.blocks.map((each) => jobOf(plan, model.blocks[each]));
  return [name, jobs.map(told)];
});
console.log(JSON.stringify(Object.fromEntries(found)));
