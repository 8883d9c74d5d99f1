"""When shares of the organisations are live, and how long stages last."""

import math
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Quantiles:
    """Times of replicates, with their median and the range of the middle 80 %; None = not reached.

    times  float64[R]  months; infinite = not reached
    """

    times: Floats

    @cached_property
    def ends(self) -> tuple[float | None, float | None, float | None]:
        """The median, and the ends of the range."""
        return ends_of(self.times[:, None])[0]

    @property
    def median(self) -> float | None:
        """Months in the middle replicate."""
        return self.ends[0]

    @property
    def low(self) -> float | None:
        """Months that a tenth of the replicates stay below."""
        return self.ends[1]

    @property
    def high(self) -> float | None:
        """Months that a tenth of the replicates exceed."""
        return self.ends[2]


def ends_of(times: Floats) -> list[tuple[float | None, float | None, float | None]]:
    """Return the median and the range of the middle 80 % of each column; None = not reached.

    Parameters
    ----------
    times : float64[R, K]
        In months; infinite where it is not reached.

    Returns
    -------
    list of tuple
        Median, lower and upper end, for each of the K columns.
    """
    found = np.quantile(times, [0.5, 0.1, 0.9], axis=0, method="higher").T.tolist()
    return [
        (each[0], each[1], each[2])
        for each in ([time if math.isfinite(time) else None for time in row] for row in found)
    ]


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
