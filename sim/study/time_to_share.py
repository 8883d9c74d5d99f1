"""How much sooner one plan reaches a share than another, even if some runs never reach it.

A time beyond the end of the run is unknown.  We never drop it, and never average only the runs
that reach the share.  It counts as the end (it is censored), and the reports say so.
"""

from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Interval, Whole, mean_interval
from sim.outcomes.times import Quantiles, time_to

STEPS = 20  # shares are multiples of 1/20, that is 5 %
HALF = STEPS // 2


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
    """How much sooner one plan reaches the highest share that both usually reach.

    share    largest multiple of 5 % that both reach in at least half of the replicates
    months   baseline's time minus the plan's, each at most the end; positive means sooner
    plan     share of the plan's replicates that reach it
    baseline share of the baseline's replicates that reach it
    at_once  both reach it at month 0 (pilots), so there is nothing to compare
    """

    share: float
    months: Interval
    plan: float
    baseline: float
    at_once: bool


def reach(outcomes: Outcomes, end: int, steps: int = HALF) -> Reach:
    """Find when, and how often, a plan reaches a share of the organisations."""
    when = time_to(outcomes, steps / STEPS, end)
    reached = float(np.isfinite(when).mean())
    return Reach(steps / STEPS, reached, Quantiles(when).median, end)


def time_saved(
    plan: Outcomes, baseline: Outcomes, clusters: Whole, end: int, level: float
) -> TimeSaved | None:
    """Compare the times to the highest share that both reach in at least half of the replicates.

    Returns None if there is no such share of 5 % or more.
    """
    for steps in range(STEPS, 0, -1):
        one, other = (time_to(each, steps / STEPS, end) for each in (plan, baseline))
        often = float(np.isfinite(one).mean()), float(np.isfinite(other).mean())
        if min(often) >= 0.5:
            gain = np.minimum(other, end) - np.minimum(one, end)
            at_once = not one.any() and not other.any()
            months = mean_interval(gain, clusters, level)
            return TimeSaved(steps / STEPS, months, *often, at_once)
    return None
