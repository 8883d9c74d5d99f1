// @ts-check
"use strict";
/* Quantities in words, with no more digits than their range supports, as sim.report.words has them. */
(() => {
  /** @param {Estimate} range */
  const half = ({ low, high }) => (high - low) / 2;
  /** @param {Estimate} range */
  const apart = ({ low, high }) => low > 0 || high < 0;

  /* Round halves to the even number, as Python does. */
  /** @param {number} x */
  function rounded(x) {
    const [down, part] = [Math.floor(x), x - Math.floor(x)];
    return part === 0.5 ? down + Math.abs(down % 2) : Math.round(x);
  }

  /* The step that a quantity is rounded to: the first digit of half its range. */
  /** @param {Estimate} range @param {UnitWords} unit */
  function stepOf(range, unit) {
    const width = half(range) * unit.scale;
    const finest = Math.abs(range.mean) * unit.scale >= unit.whole_from ? Math.max(unit.finest, 1) : unit.finest;
    return width > 0 && width < Infinity ? Math.max(finest, 10 ** Math.floor(Math.log10(width))) : finest;
  }

  /** @param {number} value @param {UnitWords} unit @param {number} step */
  function numberOf(value, unit, step) {
    if (!Number.isFinite(value)) return "unknown";
    const scaled = rounded((value * unit.scale) / step) * step;
    const [whole, part] = Math.abs(scaled)
      .toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
      .split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return `${scaled < 0 ? "-" : ""}${unit.before}${grouped}${part ? `.${part}` : ""}${unit.after}`;
  }

  /** @param {string} number @param {UnitWords} unit */
  const withNoun = (number, unit) => number + (number === "1" ? unit.one : unit.many);

  /* "62% (between 60% and 64%)" */
  /** @type {Worded["quantity"]} */
  function quantity(range, unit) {
    const step = stepOf(range, unit);
    const mean = withNoun(numberOf(range.mean, unit, step), unit);
    if (!Number.isFinite(half(range))) return `${mean} (too few runs for a range)`;
    const [low, high] = [range.low, range.high].map((end) => numberOf(end, unit, step));
    return low === high ? mean : `${mean} (between ${low} and ${high})`;
  }

  /* "31 points more (between 29 and 33)", of a difference that is not 0 */
  /** @param {Estimate} range @param {UnitWords} unit @param {string} then */
  function sizeOf(range, unit, then) {
    const step = stepOf(range, unit);
    const size = withNoun(numberOf(Math.abs(range.mean), unit, step), unit) + then;
    const [one, far] = [range.low, range.high]
      .map(Math.abs)
      .sort((a, b) => a - b)
      .map((end) => numberOf(end, unit, step));
    if (one === far) return size;
    const near = one === numberOf(0, unit, step) ? `just above ${one}` : one;
    return `${size} (between ${near} and ${far})`;
  }

  /* A difference with its range; if that has 0 in it, each end has its own word. */
  /** @type {Worded["difference"]} */
  function difference(range, unit, more, less) {
    if (apart(range)) return sizeOf(range, unit, ` ${range.mean > 0 ? more : less}`);
    const step = stepOf(range, unit);
    /** @param {number} value @param {UnitWords} own */
    function directed(value, own) {
      const number = withNoun(numberOf(Math.abs(value), own, step), own);
      return rounded((value * own.scale) / step) === 0 ? number : `${number} ${value > 0 ? more : less}`;
    }
    const mean = directed(range.mean, unit);
    if (!Number.isFinite(half(range))) return `${mean} (too few runs for a range)`;
    const bare = { ...unit, one: "", many: "" };
    const [low, high] = [range.low, range.high].map((end) => directed(end, bare));
    return low === high ? mean : `${mean} (between ${low} and ${high})`;
  }

  /* A share in whole per cent, or in points without the word. */
  /** @type {Worded["whole"]} */
  const whole = (share) => String(rounded(100 * share));

  /* A sum of money for reading aloud: "£1.2 million", "£70,000". */
  /** @type {Worded["sum"]} */
  function sum(amount) {
    if (amount >= 1e6) return `£${(rounded(amount / 1e5) / 10).toFixed(1)} million`;
    return Page.pounds(amount >= 1e4 ? 1000 * rounded(amount / 1000) : amount);
  }

  Page.worded = { apart, quantity, difference, whole, sum };
})();
