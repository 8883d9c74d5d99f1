"""Means over the cells of a sweep: by one or two keys, over the values of all other keys.

Only like is compared with like: a combination of the other keys counts only if all values shown
have a cell in it.  If there is no such combination, each mean is over the cells there are.

Intervals: seeds are independent, so over seeds they shrink.  Over other keys they do not, since
cells with one seed meet the same chance events: a mean keeps the mean of its cells' intervals.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.config.swept_words import SEED
from sim.outcomes.intervals import Floats, Whole
from sim.study.swept import CellCurve, Estimate, Swept


@dataclass(frozen=True, slots=True)
class Means:
    """Means for each combination of values of one or two keys.

    keys      indices of these keys in those of the sweep
    shape     how many values each has
    estimate  of the outcome; float64[combinations] each, in row order, nan where it is missing
    cells     the cells that each mean is over
    over      how many combinations of the other keys the means are over, at most
    is_even   whether all means are over the same combinations of the other keys
    """

    keys: tuple[int, ...]
    shape: tuple[int, ...]
    estimate: Estimate
    cells: tuple[Whole, ...]
    over: int
    is_even: bool


def means(swept: Swept, keys: Sequence[int], known: NDArray[np.bool_] | None = None) -> Means:
    """Take means of the outcome by these keys.

    known  bool[cells]  the cells that count; those with a value of the outcome if not given
    """
    known = np.isfinite(swept.estimate.mean) & swept.done if known is None else known
    shape = tuple(len(swept.keys[key].values) for key in keys)
    own = np.ravel_multi_index(tuple(swept.places[:, list(keys)].T), shape)
    others = [k for k in range(len(swept.keys)) if k not in keys]
    rest = _numbered(swept.places[:, others])
    counts, is_even = _alike(own, rest, known)
    there = np.flatnonzero(counts)
    order = there[np.argsort(own[there], kind="stable")]
    bounds = np.searchsorted(own[order], np.arange(1, int(np.prod(shape))))
    cells = tuple(np.split(order, bounds))
    estimate = swept.estimate
    found = [
        pooled(swept, each, estimate.mean[each], estimate.low[each], estimate.high[each])
        for each in cells
    ]
    mean, low, high = (np.array(each, float) for each in zip(*found, strict=True))
    over = len(np.unique(rest[counts])) if others else 1
    return Means(tuple(keys), shape, Estimate(mean, low, high), cells, over, is_even)


def pooled(
    swept: Swept, cells: Whole, mean: Floats, low: Floats, high: Floats
) -> tuple[Floats, Floats, Floats]:
    """Pool values of some cells with their intervals; float[cells] or float[cells, T+1].

    Returns
    -------
    Mean, low and high; nan if there are no cells.
    """
    if not len(cells):
        nothing = np.full(mean.shape[1:], np.nan)
        return nothing, nothing, nothing
    middle = mean.mean(0)
    seeds = next((k for k, key in enumerate(swept.keys) if key.key == SEED), None)
    if seeds is None or len(cells) == 1:
        return middle, low.mean(0), high.mean(0)
    block = _numbered(np.delete(swept.places[cells], seeds, axis=1))
    below, above = (
        np.mean([_independent(wide[block == each]) for each in np.unique(block)], axis=0)
        for wide in (mean - low, high - mean)
    )
    return middle, middle - below, middle + above


def curve_over(swept: Swept, cells: Whole) -> CellCurve | None:
    """Pool the curves of some cells; None if there are none.

    The middle 80 % of replicates is known for a single cell only, and nan otherwise.
    """
    if not len(cells):
        return None
    read = [swept.curves(int(cell)) for cell in cells]
    if len(read) == 1:
        return read[0]
    mean, low, high = (
        stacked([getattr(each, name) for each in read]) for name in ("mean", "low", "high")
    )
    found = pooled(swept, cells, mean, low, high)
    unknown = np.full(mean.shape[1], np.nan)
    return CellCurve(*found, unknown, unknown)


def stacked(series: Sequence[Floats]) -> Floats:
    """Stack series by month, as far as the shortest goes: float64[n, T+1]."""
    months = min(len(each) for each in series)
    return np.stack([each[:months] for each in series])


def by_effect(swept: Swept) -> list[tuple[float, Means]]:
    """Take means by each key, and their range; the key with the widest range first.

    A seed is left out: it is chance.
    """
    found = [means(swept, [k]) for k in varying(swept)]
    ranges = [spread_of(each.estimate.mean) for each in found]
    order = sorted(range(len(found)), key=lambda k: (-ranges[k], k))
    return [(ranges[k], found[k]) for k in order]


def varying(swept: Swept) -> list[int]:
    """List the keys that have several values among the cells that are done, without seeds.

    If there is none, all but seeds.
    """
    keys = [k for k, key in enumerate(swept.keys) if key.key != SEED]
    places = swept.places[swept.done]
    return [k for k in keys if len(np.unique(places[:, k])) > 1] or keys


def spread_of(values: Floats) -> float:
    """Largest less smallest of the known values; 0 if there are none."""
    known = values[np.isfinite(values)]
    return float(known.max() - known.min()) if len(known) else 0.0


def main_keys(swept: Swept) -> tuple[int, ...]:
    """Choose one or two keys to draw: those that move the outcome most, in the order asked.

    Of keys that vary one at a time only one, since no cell has two of them changed.  A seed is
    drawn only if nothing else varies.
    """
    keys = varying(swept)
    if swept.is_alone and len(keys) > 1:
        return (by_effect(swept)[0][1].keys[0],)
    if len(keys) > 2:
        keys = sorted(found.keys[0] for _, found in by_effect(swept)[:2])
    return tuple(keys) or tuple(range(len(swept.keys)))


def _independent(half: Floats) -> Floats:
    """Half-width of a mean of independent means, from theirs."""
    joint: Floats = np.sqrt((half**2).sum(0)) / len(half)
    return joint


def _numbered(places: Whole) -> Whole:
    """Give equal rows the same number."""
    if not places.shape[1]:
        return np.zeros(len(places), np.int64)
    return np.unique(places, axis=0, return_inverse=True)[1].reshape(-1)


def _alike(own: Whole, rest: Whole, known: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], bool]:
    """Choose the cells whose combination of other keys has a cell for every value shown."""
    shown = np.unique(own[known])
    pairs = np.unique(np.stack([rest[known], own[known]]), axis=1)
    complete = [
        each for each, count in zip(*np.unique(pairs[0], return_counts=True), strict=True)
        if count == len(shown)
    ]  # fmt: skip
    if not complete:
        return known, False
    return known & np.isin(rest, complete), True
