// @ts-check
"use strict";
/* The model in the page: what is asked goes as blocks of replicates to workers, which run the
   compiled model.  Page.engine.run(plan, values, channel, tell) gives the counters of the runs. */
(() => {
  const MOST_WORKERS = 4;
  const SOON = 64; // replicates after which a curve is told before all are there
  const NO_MODEL =
    "The model cannot run in this browser: it is not allowed to use WebAssembly here. The page shows what was computed before; dials and what-ifs need another browser, or leave from whoever looks after this computer.";
  const { data } = Page;
  const told = data.model;
  const COUNTERS = told.arguments.filter((each) => each.kind && each.name !== "spend").map((each) => each.name);

  /* ---- what is packed ---- */

  /** @type {Map<number, Promise<Uint8Array>>} */
  const unpacked = new Map();
  /** @param {number} number */
  function unpack(number) {
    const known = unpacked.get(number) ?? inflated(told.packed[number]);
    unpacked.set(number, known);
    return known;
  }

  /** @param {string} text */
  async function inflated(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** @type {Promise<Record<string, Record<string, Record<string, Change>>>> | null} */
  let reading = null;
  function changes() {
    reading ??= unpack(told.changes).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    return reading;
  }

  /* ---- workers ---- */

  /** @typedef {{resolve: (found: EngineFound) => void, reject: (error: Error) => void, wanted: () => boolean, job: EngineJob}} Waiting */
  /** @type {Waiting[]} */
  const waiting = [];
  /** @type {Map<number, Waiting>} */
  const underway = new Map();
  /** @type {Worker[]} */
  const idle = [];
  let jobs = 0;

  async function start() {
    // What is asked first is unpacked meanwhile; who asks is told if that failed
    for (const plan of Object.values(told.plans)) jobOf(plan, told.blocks[plan.blocks[0]], []).catch(() => {});
    const source = document.getElementById("engine-worker")?.textContent ?? "";
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const module = await WebAssembly.compile(await unpack(0));
    const count = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
    for (let k = 0; k < count; k++) {
      const worker = new Worker(address);
      worker.onmessage = ({ data: found }) => answered(worker, found);
      worker.onerror = () => block(NO_MODEL);
      worker.postMessage({ module, layout: told.arguments });
      idle.push(worker);
    }
  }

  /* Say that the model cannot run here, and answer nobody who waits. */
  /** @param {string} why */
  function block(why) {
    engine.blocked = why;
    for (const each of [...underway.values(), ...waiting.splice(0)]) each.reject(new Error(why));
    underway.clear();
  }

  /** @param {Worker} worker @param {EngineFound & {id: number, failed?: string}} found */
  function answered(worker, found) {
    const asked = underway.get(found.id);
    underway.delete(found.id);
    idle.push(worker);
    next();
    if (found.failed) asked?.reject(new Error(`The model could not run this: ${found.failed}.`));
    else asked?.resolve(found);
  }

  function next() {
    while (idle.length && waiting.length) {
      const asked = /** @type {Waiting} */ (waiting.shift());
      if (!asked.wanted()) {
        asked.reject(new OvertakenError());
        continue;
      }
      const worker = /** @type {Worker} */ (idle.pop());
      underway.set(asked.job.id, asked);
      worker.postMessage({ job: asked.job });
    }
  }

  class OvertakenError extends Error {}

  /** @param {Omit<EngineJob, "id">} job @param {() => boolean} wanted @returns {Promise<EngineFound>} */
  function queue(job, wanted) {
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject, wanted, job: { ...job, id: ++jobs } });
      next();
    });
  }

  /* ---- one block of one plan with its dials turned ---- */

  /** @param {string} planId @param {Values} values @returns {Promise<Change[]>} */
  async function turned(planId, values) {
    if (!Object.keys(values).length) return [];
    const known = (await changes())[planId];
    const labelled = (/** @type {string} */ key) => `“${data.dials.find((each) => each.key === key)?.label ?? key}”`;
    const pair = told.plans[planId].one_of.find((keys) => keys.every((key) => key in values));
    if (pair) throw new Error(`${pair.map(labelled).join(" and ")} change the same number: turn one of them.`);
    return Object.entries(values).map(([key, value]) => {
      const change = known[key]?.[JSON.stringify(value)] ?? known[key]?.[`${value}.0`];
      if (!change) throw new Error(`This plan cannot have ${labelled(key)} at ${value}.`);
      return change;
    });
  }

  /** @param {bigint[] | number[]} numbers */
  const words = (numbers) => new Uint8Array(BigUint64Array.from(numbers, BigInt).buffer);

  /** @param {CarriedPlan} plan @param {EngineBlock} block @param {Change[]} turns */
  async function jobOf(plan, block, turns) {
    const replicates = Array.from({ length: block.replicates }, (_, k) => block.first + k);
    const numbers = { row_of: words(plan.row_of), seed: words([BigInt(told.seed)]), replicates: words(replicates) };
    const [own, rows] = await Promise.all([unpack(block.given), unpack(plan.rows)]);
    return { sizes: block.sizes, cluster: block.cluster, block: own, rows, numbers, turns };
  }

  /* ---- runs ---- */

  /** @type {Map<string, number>} */
  const newest = new Map();
  const POSSIBLE = -1;
  const NO_MONEY = -2;

  async function ready() {
    await starting;
    if (engine.blocked) throw new Error(engine.blocked);
  }

  /** @type {Engine["run"]} */
  async function run(planId, values, channel, tell) {
    const number = (newest.get(channel) ?? 0) + 1;
    newest.set(channel, number);
    await ready();
    const plan = told.plans[planId];
    try {
      return await gathered(plan, await turned(planId, values), () => newest.get(channel) === number, tell);
    } catch (error) {
      if (error instanceof OvertakenError) return null;
      throw error;
    }
  }

  /* Run all blocks; tell what is known after the first and after 64 replicates; return what all tell. */
  /** @param {CarriedPlan} plan @param {Change[]} turns @param {() => boolean} wanted @param {(found: Found) => void} tell */
  async function gathered(plan, turns, wanted, tell) {
    const blocks = plan.blocks.map((each) => told.blocks[each]);
    const jobs = await Promise.all(blocks.map((each) => jobOf(plan, each, turns)));
    const running = jobs.map((each) => queue(each, wanted));
    for (const each of running) each.catch(() => {}); // the first that fails is told below
    /** @type {EngineFound[]} */
    const found = [];
    let done = 0;
    for (const [k, each] of running.entries()) {
      found.push(await each);
      refuse(found[0].status);
      if (!wanted()) throw new OvertakenError();
      done += blocks[k].replicates;
      if ((k === 0 || done === SOON) && k < blocks.length - 1) tell(together(blocks.slice(0, k + 1), found));
    }
    void changes(); // the first dial that is turned finds them read
    return together(blocks, found);
  }

  /** @param {number} status */
  function refuse(status) {
    if (status === POSSIBLE) return;
    if (status === NO_MONEY) throw new Error("No money is left to move: move less to these levers.");
    const dial = data.dials.find((each) => each.key === `strategy.shift.${told.levers[status]}`);
    throw new Error(`${dial?.label}: a lever gets between none and all of the money; move less.`);
  }

  /** @param {EngineBlock[]} blocks @param {EngineFound[]} found @returns {Found} */
  function together(blocks, found) {
    const [{ counters }] = found;
    const everyCounter = COUNTERS.map((name) => [name, joined(found.map((each) => each.counters[name]))]);
    return {
      replicates: blocks.reduce((all, each) => all + each.replicates, 0),
      months: told.months,
      organisations: counters.stages.subarray(0, told.stages).reduce((all, each) => all + Number(each), 0),
      clusters: blocks.flatMap((each) => Array(each.replicates).fill(each.cluster)),
      spend: Array.from(counters.spend, Number),
      counts: {
        ...Object.fromEntries(everyCounter),
        block_sizes: Float64Array.from(blocks, (each) => each.replicates),
        block_clusters: Float64Array.from(blocks, (each) => each.cluster),
      },
    };
  }

  /** @param {(Int32Array | Float64Array | BigInt64Array)[]} parts */
  function joined(parts) {
    const whole =
      parts[0] instanceof Int32Array
        ? new Int32Array(parts.reduce((all, each) => all + each.length, 0))
        : new Float64Array(parts.reduce((all, each) => all + each.length, 0));
    let place = 0;
    for (const each of parts) {
      whole.set(each instanceof BigInt64Array ? Float64Array.from(each, Number) : each, place);
      place += each.length;
    }
    return whole;
  }

  /* ---- check this page: run a plan as it is, and compare with what the command line counted ---- */

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  });

  /** @param {EngineFound} found */
  function checkSum({ counters }) {
    let sum = 0xffffffff;
    for (const name of COUNTERS)
      for (const byte of new Uint8Array(counters[name].buffer)) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }

  /** @type {Engine["check"]} */
  async function check(planId) {
    await ready();
    const plan = told.plans[planId];
    const jobs = await Promise.all(plan.blocks.map((each) => jobOf(plan, told.blocks[each], [])));
    const found = await Promise.all(jobs.map((each) => queue(each, () => true)));
    const all = together(
      plan.blocks.map((each) => told.blocks[each]),
      found,
    );
    const month = Math.min(data.horizon, told.months);
    return {
      equal: found.every((each, k) => checkSum(each) === plan.check[k]),
      numbers: found.reduce((sum, { counters }) => COUNTERS.reduce((own, name) => own + counters[name].length, sum), 0),
      here: Page.reckon.curve(all, data.series.live).mean[month],
      there: plan.live / (all.replicates * all.organisations),
    };
  }

  /** @type {Engine} */
  const engine = {
    blocked: typeof WebAssembly === "object" && typeof Worker === "function" ? null : NO_MODEL,
    run,
    check,
  };
  Page.engine = engine;
  // The model gets ready while the page is drawn, so that the first answer comes soon
  const starting = engine.blocked ? null : start().catch(() => block(NO_MODEL));
})();
