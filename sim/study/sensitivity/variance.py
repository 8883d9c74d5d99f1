"""Sobol' indices of the expected outcome, with what luck alone does measured and taken off.

Each point has two runs with luck that has nothing in common.  In half the difference of two such
runs there is luck alone, in their mean there is as much of it, and what the inputs do.  So what an
input seems to do in the half difference is taken off what it seems to do in the mean.
"""

from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats

RESAMPLES = 200
ROOM = 4_000_000  # numbers in memory at once
LEVEL = (0.025, 0.975)
TINY = 1e-12


@dataclass(frozen=True)
class Indices:
    """Shares of the variance of the expected outcome; float64[inputs] each.

    first, total            of an input alone; with all that it does together with others
    first_ends, total_ends  float64[2, inputs]  95 % interval, by bootstrap over the base points
    floor      what luck alone would add to the total index, if it were not taken off
    luck       share of luck, with systems, in the variance of single runs
    spread     standard deviation of the expected outcome over all points
    resampled  float64[resamples, inputs]  total indices, to compare two inputs
    points     base points
    """

    first: Floats
    total: Floats
    first_ends: Floats
    total_ends: Floats
    floor: Floats
    luck: float
    spread: float
    resampled: Floats
    points: int

    @property
    def sum_of_first(self) -> float:
        """What the inputs do one by one, as a share of the variance."""
        return float(self.first.sum())

    def told(self) -> np.ndarray:
        """Tell which inputs do something, together with others or alone, beyond noise."""
        told: np.ndarray = self.total_ends[0] > 0
        return told


def indices_of(found: Floats, seed: int, resamples: int = RESAMPLES) -> Indices:
    """Estimate the indices of one measure.

    found  float64[base points, inputs + 2, 2 runs]: A, A with each input from B in turn, B
    """
    first, total, floor, luck, variance = _estimates(found[:, None])
    firsts, totals = _resampled(found, seed, resamples)
    return Indices(
        first[0], total[0], np.quantile(firsts, LEVEL, axis=0), np.quantile(totals, LEVEL, axis=0),
        floor[0], float(luck[0]), float(np.sqrt(max(variance[0], 0.0))), totals, len(found),
    )  # fmt: skip


def _resampled(found: Floats, seed: int, resamples: int) -> tuple[Floats, Floats]:
    """Estimate first and total indices of base points drawn again, float64[resamples, inputs]."""
    drawn = np.random.default_rng(seed).integers(len(found), size=(len(found), resamples))
    step = max(1, ROOM // found.size)
    parts = [_estimates(found[drawn[:, k : k + step]]) for k in range(0, resamples, step)]
    return np.concatenate([each[0] for each in parts]), np.concatenate([each[1] for each in parts])


def total_by_month(found: Floats) -> tuple[Floats, Floats]:
    """Estimate total indices of many measures.

    found  float64[base points, inputs + 2, 2 runs, measures]

    Returns
    -------
    total index, float64[inputs, measures], and the standard deviation of each expected measure.
    """
    total, spread = np.empty((found.shape[1] - 2, found.shape[3])), np.empty(found.shape[3])
    for place in range(found.shape[3]):
        _, each, _, _, variance = _estimates(found[:, None, :, :, place])
        total[:, place], spread[place] = each[0], np.sqrt(max(variance[0], 0.0))
    return total, spread


def _estimates(found: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Estimate for each resample; float64[base points, resamples, inputs + 2, 2 runs].

    Returns
    -------
    first, total and floor, float64[resamples, inputs]; share of luck in single runs; variance of
    the expected outcome.
    """
    from SALib.analyze.sobol import first_order, total_order

    mean, apart = found.mean(axis=-1), (found[..., 0] - found[..., 1]) / 2
    mean = mean - mean[:, :, [0, -1]].mean(axis=(0, 2))[None, :, None]
    of_mean, of_luck = (_variance(each) for each in (mean, apart))
    variance = of_mean - of_luck
    inputs = range(1, found.shape[2] - 1)
    first, total, floor = (np.zeros((found.shape[1], len(inputs))) for _ in range(3))
    known = np.where(variance > TINY, variance, np.inf)  # without variance there is no index
    for k in inputs:
        a, b, ab = mean[:, :, 0], mean[:, :, -1], mean[:, :, k]
        first[:, k - 1] = _scaled(first_order, a, ab, b) * of_mean / known
        floor[:, k - 1] = _scaled(total_order, *(apart[:, :, j] for j in (0, k, -1)))
        floor[:, k - 1] *= of_luck / known
        total[:, k - 1] = _scaled(total_order, a, ab, b) * of_mean / known - floor[:, k - 1]
    single = of_mean + of_luck
    luck = np.divide(2 * of_luck, single, out=np.zeros_like(single), where=single > TINY)
    return first, total, floor, luck, variance


def _variance(found: Floats) -> Floats:
    """Return the variance over A and B of each resample."""
    pooled = np.concatenate([found[:, :, 0], found[:, :, -1]])
    variance: Floats = pooled.var(axis=0)
    return variance


def _scaled(index: object, a: Floats, ab: Floats, b: Floats) -> Floats:
    """Ask SALib for an index; nothing varies where all values are the same."""
    if np.ptp(np.r_[a, b]) <= TINY:
        return np.zeros(a.shape[1])
    found: Floats = index(a, ab, b)  # type: ignore[operator]
    return found
