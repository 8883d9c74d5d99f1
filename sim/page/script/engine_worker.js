// @ts-check
"use strict";
/* The compiled model, in a worker: it runs blocks of replicates and returns their counters.
   Nothing here is a rule of the model: arrays are laid out, given, and read. */

const PAGE_OF_MEMORY = 65536;
const HEAP = 4 * PAGE_OF_MEMORY; // below lie what the module holds, and its stack
const WORD = 8;

/* Make the function that runs a block, of a compiled module. */
/** @param {WebAssembly.Module} module @param {EngineArgument[]} layout */
function engineFrom(module, layout) {
  const memory = new WebAssembly.Memory({ initial: HEAP / PAGE_OF_MEMORY });
  let free = HEAP;

  /** @param {number} bytes */
  function take(bytes) {
    const place = Math.ceil(free / 64) * 64;
    free = place + bytes;
    const missing = free - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_OF_MEMORY));
    return place;
  }

  /* A block of memory as the compiler's arrays hold it; nothing is freed before the next run. */
  /** @param {bigint | number} size */
  function allocate(size) {
    const header = take(64);
    const content = take(Number(size));
    const view = new DataView(memory.buffer);
    view.setBigInt64(header, 1n, true);
    view.setUint32(header + 16, content, true);
    view.setBigInt64(header + 24, BigInt(size), true);
    return header;
  }

  /* A product of two whole numbers of 128 bits, each given in halves. */
  /** @param {number} place @param {bigint[]} halves */
  function multiply(place, ...[low, high, otherLow, otherHigh]) {
    const whole = (/** @type {bigint} */ a, /** @type {bigint} */ b) =>
      (BigInt.asUintN(64, b) << 64n) | BigInt.asUintN(64, a);
    const product = BigInt.asUintN(128, whole(low, high) * whole(otherLow, otherHigh));
    const view = new DataView(memory.buffer);
    view.setBigUint64(place, BigInt.asUintN(64, product), true);
    view.setBigUint64(place + WORD, product >> 64n, true);
  }

  /* Give an array that lies in one piece another shape; 0 where it does not. */
  /** @param {bigint} count @param {number} sizes @param {number} steps @param {bigint} wanted @param {number} newSizes @param {number} newSteps @param {bigint} item */
  function reshape(count, sizes, steps, wanted, newSizes, newSteps, item) {
    const view = new DataView(memory.buffer);
    const at = (/** @type {number} */ place, /** @type {number} */ k) => view.getBigInt64(place + WORD * k, true);
    let step = BigInt(item);
    for (let k = Number(count) - 1; k >= 0; k--) {
      if (at(sizes, k) !== 1n && at(steps, k) !== step) return 0;
      step *= at(sizes, k);
    }
    step = BigInt(item);
    for (let k = Number(wanted) - 1; k >= 0; k--) {
      view.setBigInt64(newSteps + WORD * k, step, true);
      step *= at(newSizes, k);
    }
    return 1;
  }

  const known = {
    __linear_memory: memory,
    __stack_pointer: new WebAssembly.Global({ value: "i32", mutable: true }, HEAP - 64),
    __indirect_function_table: new WebAssembly.Table({ initial: 16, element: "anyfunc" }),
    __multi3: multiply,
    sqrt: Math.sqrt,
    NRT_Allocate: (/** @type {bigint} */ size) => take(Number(size)),
    NRT_Free: () => {},
    NRT_MemInfo_alloc: allocate,
    NRT_MemInfo_alloc_aligned: allocate,
    NRT_MemInfo_call_dtor: () => {},
    PyErr_SetString: () => {},
    numba_attempt_nocopy_reshape: reshape,
  };
  const instance = new WebAssembly.Instance(module, { env: known });
  const run = /** @type {(...all: (number | bigint)[]) => number} */ (instance.exports.run);

  /* Run a block; returns its status, and its counters by name. */
  /** @param {EngineJob} job */
  function runBlock(job) {
    free = HEAP;
    const arrays = layout.map((each) => laidOut(each, job.sizes));
    const result = take(WORD);
    const failure = take(WORD);
    new Uint8Array(memory.buffer).fill(0, HEAP, free);
    give(job, arrays);
    if (run(result, failure, ...arrays.flatMap(handedOver))) throw new Error("the model stopped");
    const status = Number(new DataView(memory.buffer).getBigInt64(result, true));
    return { status, counters: Object.fromEntries(arrays.filter((each) => each.kind).map(copied)) };
  }

  /* Write what the block, the plan and the question give, each in the order of the arrays. */
  /** @param {EngineJob} job @param {LaidOut[]} arrays */
  function give({ block, rows, numbers, turns, cluster }, arrays) {
    const bytes = new Uint8Array(memory.buffer);
    /** @param {Uint8Array} from @param {LaidOut[]} into */
    function pour(from, into) {
      let read = 0;
      for (const { place, size } of into) {
        bytes.set(from.subarray(read, read + size), place);
        read += size;
      }
    }
    const byName = Object.fromEntries(arrays.map((each) => [each.name, each]));
    pour(
      block,
      arrays.filter((each) => each.source === "block"),
    );
    pour(
      rows,
      arrays.filter((each) => each.source === "plan" && !numbers[each.name]),
    );
    for (const [name, own] of Object.entries(numbers)) pour(own, [byName[name]]);
    for (const { parts, settings, arrays: systems } of turns)
      for (const [name, words] of Object.entries({ parts, settings, ...systems?.[cluster] }))
        change(byName[name].place, words);
  }

  /* Write the words that a turned dial changes in an array. */
  /** @param {number} place @param {EngineWords} words */
  function change(place, words) {
    const view = new DataView(memory.buffer);
    for (const [word, value] of words) view.setBigUint64(place + word * WORD, BigInt(`0x${value}`), true);
  }

  /** @param {EngineArgument} argument @param {Record<string, number>} sizes */
  function laidOut({ shape, ...rest }, sizes) {
    const dimensions = shape.map((each) => sizeOf(each, sizes));
    const entries = dimensions.reduce((all, each) => all * each, 1);
    const size = entries * rest.item;
    return { ...rest, dimensions, entries, size, place: take(size) };
  }

  /** @typedef {ReturnType<typeof laidOut>} LaidOut */
  /** @param {LaidOut} array @returns {(number | bigint)[]} */
  function handedOver({ item, dimensions, entries, place }) {
    const steps = dimensions.map((_, k) => dimensions.slice(k + 1).reduce((all, each) => all * each, item));
    return [0, 0, BigInt(entries), BigInt(item), place, ...dimensions.map(BigInt), ...steps.map(BigInt)];
  }

  /** @param {LaidOut} array */
  function copied({ name, kind, place, size }) {
    const content = memory.buffer.slice(place, place + size);
    if (kind === "i4") return [name, new Int32Array(content)];
    return [name, kind === "i8" ? new BigInt64Array(content) : new Float64Array(content)];
  }

  return runBlock;
}

/* A size in letters, such as "T+1", in numbers. */
/** @param {number | string} size @param {Record<string, number>} sizes */
function sizeOf(size, sizes) {
  if (typeof size === "number") return size;
  const [letter, more = "0"] = size.split("+");
  return sizes[letter] + Number(more);
}

/** @type {ReturnType<typeof engineFrom> | null} */
let engine = null;
globalThis.onmessage = ({ data }) => {
  try {
    if (data.module) engine = engineFrom(data.module, data.layout);
    if (!data.job || !engine) return;
    const found = engine(data.job);
    const buffers = Object.values(found.counters).map((each) => each.buffer);
    postMessage({ id: data.job.id, ...found }, { transfer: buffers });
  } catch (error) {
    postMessage({ id: data.job?.id, failed: String(error) });
  }
};
