"use strict";
/* What the model says to other values: asked of the live page, or read off the grid in the file.

   Room.answer(values, planId, channel) gives a promise of an Answer, of null where a newer
   question overtook this one, and is refused with an Error in plain words. */
(() => {
  const { data } = Room;
  const PATIENCE = 400; // milliseconds after which a newer question cuts the one under way off

  /* ---- the live page: one request under way, the newest waits, those between are dropped ---- */

  const channels = new Map();

  function ask(question, channel) {
    if (!channels.has(channel)) channels.set(channel, { channel, asked: 0, waiting: null, underway: null });
    const line = channels.get(channel);
    return new Promise((resolve, reject) => {
      line.waiting?.resolve(null);
      line.waiting = { question, resolve, reject };
      if (!line.underway) next(line);
      // A drag keeps the picture moving, since quick answers come through; a slow one gives way.
      else if (performance.now() - line.underway.since > PATIENCE) line.underway.abort.abort();
    });
  }

  async function next(line) {
    const { question, resolve, reject } = line.waiting;
    line.waiting = null;
    line.underway = { since: performance.now(), abort: new AbortController() };
    const overdue = setInterval(() => {
      if (line.waiting && performance.now() - line.underway.since > PATIENCE) line.underway.abort.abort();
    }, PATIENCE / 4);
    try {
      resolve(await fetched({ ...question, n: ++line.asked }, line.channel, line.underway.abort.signal));
    } catch (error) {
      if (error.name === "AbortError") resolve(null);
      else reject(error);
    } finally {
      clearInterval(overdue);
      line.underway = null;
      if (line.waiting) next(line);
    }
  }

  async function fetched(question, channel, signal) {
    let reply;
    try {
      reply = await fetch("api/answer", {
        method: "POST",
        signal,
        body: JSON.stringify(question),
        headers: {
          "Content-Type": "application/json",
          "X-Room": data.live.token,
          "X-Asker": `${data.live.asker}:${channel}`,
        },
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The live page does not answer. Is “uptake workshop” still running?");
    }
    const body = await reply.json().catch((error) => {
      if (error.name === "AbortError") throw error;
      return {};
    });
    if (reply.status === 409) return null; // the server dropped it for a newer one
    if (!reply.ok) throw new Error(body.error ?? `The live page could not answer (${reply.status}).`);
    return body;
  }

  /* ---- the file: between the settings that were run, by each dial's ruler; linear in time ---- */

  function unpacked(text, scale) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return scale <= 255 ? bytes : new Uint16Array(bytes.buffer);
  }

  let grid = null;
  function opened() {
    if (grid || !data.grid) return grid;
    const { levels, months, series, scale, values, half_width: width } = data.grid;
    grid = {
      ...data.grid,
      size: series.length * months.length,
      values: unpacked(values, scale),
      width: typeof width === "string" ? unpacked(width, scale) : null,
      strides: levels.map((_, i) => levels.slice(i + 1).reduce((cells, each) => cells * each.length, 1)),
    };
    return grid;
  }

  /* How much each level counts at a value: [[level, weight], ...], without those that do not;
     the ruler holds the weights at some places, and they are mixed between two (sim.page.grid). */
  function counted(value, { places, weights }, key) {
    const above = places.findIndex((place) => place >= value);
    if (typeof value !== "number" || value < places[0] || above < 0) {
      throw new Error(`${label(key)}: ${value} is outside of what this file holds (${places[0]} to ${places.at(-1)}).`);
    }
    const below = places[above] === value ? above : above - 1;
    const part = below < above ? (value - places[below]) / (places[above] - places[below]) : 0;
    return weights[below]
      .map((weight, level) => [level, (1 - part) * weight + part * weights[above][level]])
      .filter(([, weight]) => weight !== 0);
  }

  const label = (key) => data.dials.find((dial) => dial.key === key)?.label ?? key;

  /* What the plan of the grid has; null is a value too ("none"). */
  function ownValue(key) {
    const dial = data.dials.find((each) => each.key === key);
    return dial.values && grid.plan in dial.values ? dial.values[grid.plan] : dial.value;
  }

  /* The cells that count at a setting with their weights, which sum to 1. */
  function corners(values) {
    const { keys, rulers, strides } = opened();
    let found = [[0, 1]];
    keys.forEach((key, i) => {
      const value = key in values ? values[key] : ownValue(key);
      const levels = counted(value, rulers[i], key);
      found = found.flatMap(([cell, weight]) =>
        levels.map(([level, part]) => [cell + level * strides[i], weight * part]),
      );
    });
    return found;
  }

  function blend(from, near) {
    const { size, scale } = grid;
    const sums = new Float64Array(size);
    for (const [cell, weight] of near) {
      for (let at = 0; at < size; at++) sums[at] += (weight * from[cell * size + at]) / scale;
    }
    return sums.map((share) => Math.min(1, Math.max(0, share)));
  }

  /* Every month from the months that the grid holds. */
  function monthly(values, months) {
    const all = [];
    let piece = 0;
    for (let month = 0; month <= data.months; month++) {
      while (piece < months.length - 2 && months[piece + 1] <= month) piece++;
      const [from, to] = [months[piece], months[Math.min(piece + 1, months.length - 1)]];
      const part = to > from ? Math.min(1, (month - from) / (to - from)) : 0;
      all.push(values[piece] * (1 - part) + (values[piece + 1] ?? values[piece]) * part);
    }
    return all;
  }

  /* The curves {series: {mean, low, high}} at a setting of the grid's dials, shares by month. */
  Room.interpolate = (values) => {
    const { series, months, width, half_width: same } = opened();
    const near = corners(values);
    const mean = blend(grid.values, near);
    const half = width ? blend(width, near) : null;
    const part = (all, i) => monthly(all.slice(i * months.length, (i + 1) * months.length), months);
    return Object.fromEntries(
      series.map((name, i) => {
        const middle = part(mean, i);
        const either = half ? part(half, i) : middle.map(() => same ?? 0);
        return [
          name,
          {
            mean: middle,
            low: middle.map((share, month) => Math.max(0, share - either[month])),
            high: middle.map((share, month) => Math.min(1, share + either[month])),
          },
        ];
      }),
    );
  };

  const quoted = (change) => (/^[\w.=-]+$/.test(change) ? change : `"${change}"`);

  /* The line for changed values: the plan's own with the changes behind it. */
  Room.changedCommand = (planId, values) =>
    [Room.plan(planId).command, ...Object.entries(values).map(([key, value]) => quoted(`${key}=${value}`))].join(" ");

  /* The same for the grid, whose runs are told apart from the plan's by their own line. */
  function gridCommand(values) {
    const all = opened().keys.map((key) => [key, key in values ? values[key] : ownValue(key)]);
    return grid.command
      ? [grid.command, ...all.map(([key, value]) => quoted(`${key}=${value}`))].join(" ")
      : Room.changedCommand(grid.plan, values);
  }

  /* The answer of the file at a setting: computed where the setting was run, else between. */
  Room.gridAnswer = (values) => ({
    curves: Room.interpolate(values),
    measures: [],
    command: gridCommand(values),
    held_to: corners(values).length === 1 ? "computed" : "interpolated",
  });

  /* The comparison of some of the plans: what they share once, what they differ in as a list. */
  Room.compareCommand = (plans) => {
    const parted = plans.map((plan) => new Map(plan.overrides.map((change) => change.split(/=(.*)/s).slice(0, 2))));
    const keys = [...new Set(parted.flatMap((each) => [...each.keys()]))];
    const values = keys.map((key) => [...new Set(parted.map((each) => each.get(key)))]);
    // Lists in several keys would multiply: such plans can only be told as the whole comparison.
    if (values.filter((each) => each.length > 1).length > 1 || values.flat().includes(undefined)) return data.command;
    const options =
      data.command.match(/ --[a-z-]+( [^-"\s]\S*)?/g)?.filter((each) => !each.startsWith(" --baseline")) ?? [];
    return `uptake compare ${keys.map((key, i) => quoted(`${key}=${values[i].join(",")}`)).join(" ")}${options.join("")}`;
  };

  Room.answer = async (values, planId, channel = "dials") => {
    if (data.live) return ask({ plan: planId, values }, channel);
    if (!data.grid) throw new Error("This file holds no dials. Start the live page to turn them.");
    if (data.grid.plan !== planId)
      throw new Error(`The dials in this file belong to “${Room.plan(data.grid.plan).name}”.`);
    const outside = Object.keys(values).filter((key) => !data.grid.keys.includes(key));
    if (outside.length)
      throw new Error(`${label(outside[0])} cannot be turned in this file. Start the live page to turn it.`);
    return Room.gridAnswer(values);
  };
})();
