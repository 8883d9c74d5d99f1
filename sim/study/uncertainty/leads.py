"""Who leads in how many sets of assumptions, how likely each plan is the best, and at what regret.

A plan leads in a set only beyond the noise of the few runs of that set.  How likely a plan is the
best counts every set, with the noise taken out.
"""

import math

import numpy as np

from sim.networks.system import Flags
from sim.outcomes.intervals import LEVEL, Floats, Interval, half_widths, mean_interval


def leaders(units: Floats) -> list[int | None]:
    """Find for each set the plan that leads every other beyond the noise of the set's runs.

    units  float64[sets, units, plans], as `sim.study.uncertainty.noise.true_means`

    Returns
    -------
    Index of a plan for each set.  None where the two plans ahead cannot be told apart: the 95 %
    interval of their difference, paired run by run, holds 0.
    """
    sets = len(units)
    top = units.mean(axis=1).argmax(axis=1)
    first = np.take_along_axis(units, top[:, None, None], axis=2)
    clear = beyond_noise(first - units)
    clear[np.arange(sets), top] = True
    alone = np.asarray(clear.all(axis=1))
    return [int(plan) if told else None for plan, told in zip(top, alone, strict=True)]


def beyond_noise(differences: Floats) -> Flags:
    """Whether the mean of paired differences is above 0 beyond the noise.

    differences  float64[sets, units, ...]

    Returns
    -------
    bool[sets, ...].  With one unit nothing is known of the noise, so that nothing is beyond it.
    """
    values = np.moveaxis(differences, 1, 0)
    half = half_widths(values, np.arange(len(values)), LEVEL)
    return np.asarray(values.mean(axis=0) > half, bool)


def chances(true: Floats, margin: float = 0.0) -> list[Interval]:
    """Estimate how likely each plan is the best, or at most a margin behind it.

    true    float64[tries, sets, plans], as `sim.study.uncertainty.noise.true_means`
    margin  0 asks for the best alone; plans that tie share it

    Returns
    -------
    By plan, with the 95 % interval of a share among so many sets (Wilson 1927).
    """
    good = true >= true.max(axis=2, keepdims=True) - margin
    among = good.sum(axis=2, keepdims=True) if margin == 0 else np.ones(1)
    shares = (good / among).mean(axis=(0, 1))
    return [share_interval(share, true.shape[1]) for share in shares.tolist()]


def share_interval(share: float, count: int) -> Interval:
    """Give the interval of a share found among a number of sets."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Interval(share, min(low, share), max(high, share), LEVEL, count)


def regrets(true: Floats) -> list[Interval]:
    """Estimate how much is lost on average by choosing a plan without knowing the assumptions.

    true  as for `chances`

    Returns
    -------
    By plan: share of organisations by which it is behind the best plan of each set; with one set
    the interval is infinite.
    """
    behind = (true.max(axis=2, keepdims=True) - true).mean(axis=0)
    sets = np.arange(len(behind))
    found = [mean_interval(each, sets) for each in behind.T]
    return [Interval(e.mean, max(0.0, e.low), e.high, e.level, e.clusters) for e in found]
