// @ts-check
"use strict";
/* What a file says between the settings that were run for it: interpolated by each dial's ruler,
   and linearly in time (sim.page.grid). */
(() => {
  /* Whole numbers of one byte each, or of two if `scale` is too large for one. */
  /** @param {string} text @param {number} scale */
  function unpacked(text, scale) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return scale <= 255 ? bytes : new Uint16Array(bytes.buffer);
  }

  /* The weight of each level at a value: [[level, weight], ...], without weights of zero. The ruler
     has the weights at some places; between two places they are mixed. */
  /** @param {Scalar} value @param {Ruler} ruler @param {string} label @returns {[number, number][]} */
  function counted(value, { places, weights }, label) {
    const above = typeof value === "number" ? places.findIndex((place) => place >= value) : -1;
    if (typeof value !== "number" || value < places[0] || above < 0) {
      throw new Error(`${label}: ${value} is outside the range of this file (${places[0]} to ${places.at(-1)}).`);
    }
    const below = places[above] === value ? above : above - 1;
    const part = below < above ? (value - places[below]) / (places[above] - places[below]) : 0;
    return weights[below]
      .map(
        (weight, level) =>
          /** @type {[number, number]} */ ([level, (1 - part) * weight + part * weights[above][level]]),
      )
      .filter(([, weight]) => weight !== 0);
  }

  /* Every month up to the last, from the months that are kept. */
  /** @param {number[]} values @param {number[]} kept @param {number} last */
  function monthly(values, kept, last) {
    const all = [];
    let piece = 0;
    for (let month = 0; month <= last; month++) {
      while (piece < kept.length - 2 && kept[piece + 1] <= month) piece++;
      const [from, to] = [kept[piece], kept[piece + 1]];
      const part = Math.min(1, (month - from) / (to - from));
      all.push(values[piece] * (1 - part) + values[piece + 1] * part);
    }
    return all;
  }

  /** @type {Page["reading"]} */
  Page.reading = (grid, dials, last) => {
    const { keys, levels, rulers, months, series, scale } = grid;
    const size = series.length * months.length; // numbers for one setting
    const strides = levels.map((_, i) => levels.slice(i + 1).reduce((cells, each) => cells * each.length, 1));
    const means = unpacked(grid.values, scale);
    const halves = unpacked(grid.half_width, scale);

    /** @param {string} key */
    const label = (key) => dials.find((dial) => dial.key === key)?.label ?? key;

    /* The value of a dial: the one asked for, or else the plan's; null is a value too ("none"). */
    /** @param {string} key @param {Values} values */
    const settingOf = (key, values) =>
      key in values ? values[key] : (dials.find((dial) => dial.key === key)?.values[grid.plan] ?? null);

    /* The settings that count, as [place in the grid, weight]; the weights sum to 1. */
    /** @param {Values} values */
    function corners(values) {
      /** @type {[number, number][]} */
      let found = [[0, 1]];
      keys.forEach((key, i) => {
        const own = counted(settingOf(key, values), rulers[i], label(key));
        found = found.flatMap(([cell, weight]) =>
          own.map(([level, part]) => /** @type {[number, number]} */ ([cell + level * strides[i], weight * part])),
        );
      });
      return found;
    }

    /** @param {Uint8Array | Uint16Array} from @param {[number, number][]} near */
    function blend(from, near) {
      const sums = Array.from({ length: size }, (_, at) =>
        near.reduce((sum, [cell, weight]) => sum + (weight * from[cell * size + at]) / scale, 0),
      );
      return sums.map((share) => Math.min(1, Math.max(0, share)));
    }

    /* The curves at a setting of the grid's dials, shares by month. */
    /** @type {Page["interpolate"]} */
    function interpolate(values) {
      const near = corners(values);
      const [middles, widths] = [blend(means, near), blend(halves, near)];
      /** @param {number[]} all @param {number} i */
      const curve = (all, i) => monthly(all.slice(i * months.length, (i + 1) * months.length), months, last);
      return Object.fromEntries(
        series.map((name, i) => {
          const [mean, half] = [curve(middles, i), curve(widths, i)];
          const low = mean.map((share, month) => Math.max(0, share - half[month]));
          const high = mean.map((share, month) => Math.min(1, share + half[month]));
          return [name, { mean, low, high }];
        }),
      );
    }

    /* The answer at a setting: computed if the setting was run, otherwise interpolated. */
    /** @type {Page["gridAnswer"]} */
    function gridAnswer(values) {
      const foreign = Object.keys(values).find((key) => !keys.includes(key));
      if (foreign) throw new Error(`${label(foreign)} cannot be turned in this file. Open the live page to turn it.`);
      const every = Object.fromEntries(keys.map((key) => [key, settingOf(key, values)]));
      return {
        curves: interpolate(values),
        measures: [],
        command: Page.changedCommand(grid.command, every),
        held_to: corners(values).length === 1 ? "computed" : "interpolated",
        replicates: grid.replicates,
      };
    }

    return { interpolate, gridAnswer };
  };
})();
