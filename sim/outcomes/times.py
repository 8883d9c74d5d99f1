"""When shares of the organisations are live, and how long stages last."""

from dataclasses import dataclass, field

import numpy as np

from sim.networks.system import Floats, Whole
from sim.outcomes.outcomes import Outcomes, live_of


def time_to(outcomes: Outcomes, share: float, end: int) -> Floats:
    """First month up to `end` with this share of the organisations live.

    5 % of 60 organisations is 3, whatever 0.05 x 60 rounds to.

    Parameters
    ----------
    outcomes : Outcomes
        Of one plan.
    share : float
        0 to 1.
    end : int
        Last month that counts.

    Returns
    -------
    ndarray
        float64[R]; infinite where it is not reached.
    """
    live = live_of(outcomes.stages[:, : end + 1])
    reached = live >= share * outcomes.organisations - 1e-9
    return np.where(reached.any(axis=1), reached.argmax(axis=1), np.inf)


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Median and the range of the middle 80 % of replicates, in months; None = not reached.

    times  float64[R]  of each replicate; infinite = not reached
    """

    median: float | None
    low: float | None
    high: float | None
    times: Floats = field(compare=False, repr=False)


def quantiles(times: Floats) -> Quantiles:
    """Return the median and range of times, some of which may be infinite.

    Parameters
    ----------
    times : float64[R]
        In months.

    Returns
    -------
    Quantiles
        Median and the range of the middle 80 %.
    """
    low, median, high = np.quantile(times, [0.1, 0.5, 0.9], method="higher")
    ends = [float(t) if np.isfinite(t) else None for t in (median, low, high)]
    return Quantiles(ends[0], ends[1], ends[2], times)


def months_between(outcomes: Outcomes, first: float, second: float) -> Floats:
    """Months from one share live to another.

    Parameters
    ----------
    outcomes : Outcomes
        Of one plan.
    first, second : float
        Shares, 0 to 1.

    Returns
    -------
    ndarray
        float64[R]; infinite where the second share is not reached.
    """
    start = time_to(outcomes, first, outcomes.months)
    stop = time_to(outcomes, second, outcomes.months)
    return np.where(np.isfinite(stop), stop - np.where(np.isfinite(start), start, 0.0), np.inf)


def median_stay(dwell: Whole, stage: int) -> float | None:
    """Median months of the completed stays in a stage.

    Parameters
    ----------
    dwell : int64[B, 8, T + 1]
        As in `Outcomes`.
    stage : int
        0 to 7.

    Returns
    -------
    float or None
        None if no organisation has left it.
    """
    stays = dwell[:, stage].sum(axis=0)
    if not stays.any():
        return None
    return float(np.searchsorted(np.cumsum(stays), stays.sum() / 2))
