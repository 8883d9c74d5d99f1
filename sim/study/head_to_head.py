"""The plan that leads beside another one, in every outcome that plans are compared in."""

from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.study.time_to_share import TimeSaved, time_saved
from sim.study.values import Values, differences, intervals, samples


@dataclass(frozen=True, slots=True)
class HeadToHead:
    """One plan minus another, replicate by replicate.

    label      of the other plan
    figures    differences of the figures
    overtaken  month after the headline month from which the other plan stays ahead in the mean
               share live; None if it does not
    sooner     months sooner to a share fixed beforehand; None if neither usually reaches one
    """

    label: str
    figures: Values[Interval]
    overtaken: int | None
    sooner: TimeSaved | None


def head_to_head(
    one: Outcomes, other: Outcomes, label: str, horizon: Horizon, level: float
) -> HeadToHead:
    """Compare two plans that ran on the same replicates.

    label  of the other plan
    level  of each interval
    """
    paired = differences(samples(one, horizon), samples(other, horizon))
    return HeadToHead(
        label,
        intervals(paired, level, paired=True),
        overtaken(one, other, horizon),
        time_saved(one, other, paired.live.clusters, horizon.end, level),
    )


def overtaken(one: Outcomes, other: Outcomes, horizon: Horizon) -> int | None:
    """Find the month from which the other plan is ahead until the end.

    Returns None if it is not ahead at the end, or was ahead in the headline month already.
    """
    shown = slice(horizon.month, horizon.end + 1)
    ahead = other.live[:, shown].mean(axis=0) > one.live[:, shown].mean(axis=0)
    if ahead[0] or not ahead[-1]:
        return None
    return horizon.month + int(np.flatnonzero(~ahead)[-1]) + 1
