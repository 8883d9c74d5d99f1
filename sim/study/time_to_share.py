"""How much sooner, in words that survive a plan which never gets there.

A time that lies beyond the end of the run is not known; it is never dropped and never averaged
over the runs that did get there.  It counts as the end (it is censored), and that is said.
"""

from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Interval, Whole, mean_interval
from sim.outcomes.times import quantiles, time_to

STEPS = 20  # shares are multiples of 1/20, that is 5 %
HALF = STEPS // 2


@dataclass(frozen=True, slots=True)
class Reach:
    """When a plan reaches a share of the organisations.

    share    of organisations live
    reached  share of replicates that reach it by the end
    months   median time; absent if half of the replicates or more have not reached it
    end      [months] length of the runs
    """

    share: float
    reached: float
    months: float | None
    end: int

    def __str__(self) -> str:
        """As printed: "28", or ">72" where most replicates do not get there."""
        return f">{self.end}" if self.months is None else f"{self.months:.0f}"


@dataclass(frozen=True, slots=True)
class Sooner:
    """How much sooner one plan reaches the highest share that both usually reach.

    share    largest multiple of 5 % that both reach in at least half of the replicates
    months   baseline's time less the plan's, each at most the end; positive = sooner
    plan     share of the plan's replicates that reach it
    baseline share of the baseline's replicates that reach it
    at_once  both are there from month 0 (pilots), so that there is nothing to compare
    """

    share: float
    months: Interval
    plan: float
    baseline: float
    at_once: bool


def reach(outcomes: Outcomes, end: int, steps: int = HALF) -> Reach:
    """Tell when, and how often, a plan reaches a share of the organisations."""
    when = time_to(outcomes, steps / STEPS, end)
    reached = float(np.isfinite(when).mean())
    return Reach(steps / STEPS, reached, quantiles(when).median, end)


def sooner(
    plan: Outcomes, baseline: Outcomes, clusters: Whole, end: int, level: float
) -> Sooner | None:
    """Compare the times to the highest share that both reach in at least half of the replicates.

    None if there is no such share from 5 % up.
    """
    for steps in range(STEPS, 0, -1):
        one, other = (time_to(each, steps / STEPS, end) for each in (plan, baseline))
        often = float(np.isfinite(one).mean()), float(np.isfinite(other).mean())
        if min(often) >= 0.5:
            gain = np.minimum(other, end) - np.minimum(one, end)
            at_once = not one.any() and not other.any()
            months = mean_interval(gain, clusters, level)
            return Sooner(steps / STEPS, months, *often, at_once)
    return None
