"""How much sooner one plan reaches a share than another, even if some runs never reach it.

The shares are fixed beforehand: half, a quarter, a tenth.  Times are medians over the runs, so
runs that never get there count as late, and nothing is assumed of what comes after the end.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats, Interval, Whole
from sim.outcomes.times import Quantiles, time_to

HALF = 0.5
SHARES = (HALF, 0.25, 0.1)  # of organisations; the first that one of two plans usually reaches
RESAMPLED, SEED = 1000, 0


@dataclass(frozen=True, slots=True)
class Reach:
    """When a plan reaches a share of the organisations.

    share    of organisations live
    reached  share of replicates that reach it by the end
    months   median time; None if at least half of the replicates have not reached it
    end      [months] length of the runs
    """

    share: float
    reached: float
    months: float | None
    end: int

    def __str__(self) -> str:
        """Return the text to print: "28", or ">72" if most replicates do not reach the share."""
        return f">{self.end}" if self.months is None else f"{self.months:.0f}"


@dataclass(frozen=True, slots=True)
class TimeSaved:
    """How much sooner one plan reaches a share than another.

    share     of organisations: the first of `SHARES` that one of the two usually reaches
    months    baseline's median time minus the plan's; positive means sooner. If only one of them
              usually reaches the share, the other counts as the end: the mean is the least that
              it can be, and the far end is infinite
    plan      share of the plan's replicates that reach it
    baseline  share of the baseline's replicates that reach it
    at_once   both reach it at month 0 (pilots), so there is nothing to compare
    at_least  one of the two does not usually reach it
    """

    share: float
    months: Interval
    plan: float
    baseline: float
    at_once: bool
    at_least: bool = False


def reach(outcomes: Outcomes, end: int, share: float = HALF) -> Reach:
    """Find when, and how often, a plan reaches a share of the organisations."""
    when = time_to(outcomes, share, end)
    reached = float(np.isfinite(when).mean())
    return Reach(share, reached, Quantiles(when).median, end)


def time_saved(
    plan: Outcomes, baseline: Outcomes, clusters: Whole, end: int, level: float
) -> TimeSaved | None:
    """Compare the median times to the first share that one of two plans usually reaches.

    clusters  int64[R]  system draw of each replicate

    "Usually" is in more than half of the replicates.  What else the plans do does not change the
    share.  Returns None if neither usually reaches the last of `SHARES`.
    """
    for share in SHARES:
        one, other = (time_to(each, share, end) for each in (plan, baseline))
        medians = [Quantiles(each).median for each in (one, other)]
        if medians == [None, None]:
            continue
        often = float(np.isfinite(one).mean()), float(np.isfinite(other).mean())
        low, high = _ends(one, other, clusters, end, level)
        middle = _median_difference(one, other, end)
        months = Interval(middle, low, high, level, len(np.unique(clusters)))
        at_once = not one.any() and not other.any()
        return TimeSaved(share, months, *often, at_once, None in medians)
    return None


def _ends(
    one: Floats, other: Floats, clusters: Whole, end: int, level: float
) -> tuple[float, float]:
    """Find the range of the difference of two medians, by a bootstrap of whole systems.

    The standard error is that of the resampled differences, with Student's t because the systems
    are few.  A median that is not reached may be anything after the end: an end of the range is
    infinite where that happens more often than the level allows.

    References
    ----------
    Efron & Tibshirani (1993), An introduction to the bootstrap, sections 6.2 and 12.2.
    """
    from scipy.special import stdtrit

    _, cluster = np.unique(clusters, return_inverse=True)
    if cluster.max() == 0:
        cluster = np.arange(len(one))
    count = int(cluster.max()) + 1
    if count < 2:
        return -math.inf, math.inf
    weights = _resampled(count)
    mine, theirs = (_medians(each, cluster, weights, end) for each in (one, other))
    found = np.minimum(theirs, end) - np.minimum(mine, end)
    wide = math.sqrt(count / (count - 1)) * float(stdtrit(count - 1, 0.5 + level / 2))
    half = wide * float(found.std())
    middle = _median_difference(one, other, end)
    rare = (1 - level) / 2
    low = -math.inf if np.isinf(mine).mean() > rare else middle - half
    high = math.inf if np.isinf(theirs).mean() > rare else middle + half
    return low, high


def _median_difference(one: Floats, other: Floats, end: int) -> float:
    """Subtract the two medians, each at most the end."""
    mine, theirs = (Quantiles(each).median for each in (one, other))
    return (end if theirs is None else theirs) - (end if mine is None else mine)


@lru_cache(2)
def _resampled(count: int) -> Floats:
    """How often each system is drawn: float64[RESAMPLED, count]."""
    dice = np.random.default_rng(SEED)
    return dice.multinomial(count, np.full(count, 1 / count), size=RESAMPLED).astype(float)


def _medians(when: Floats, cluster: Whole, weights: Floats, end: int) -> Floats:
    """Median time of each resample; infinite where it is not reached: float64[RESAMPLED]."""
    months = np.where(np.isfinite(when), when, end + 1).astype(np.int64)
    counts = np.zeros((weights.shape[1], end + 2))
    np.add.at(counts, (cluster, months), 1.0)
    drawn = np.cumsum(weights @ counts, axis=1)
    middle = (drawn > drawn[:, -1:] / 2).argmax(axis=1)
    return np.where(middle > end, np.inf, middle.astype(float))
