"""What a study reports of a plan: each figure as one value per replicate, then as an interval.

Kept per replicate so that the difference of two plans, which met the same luck, is a paired one.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from sim.outcomes import Outcomes
from sim.outcomes.intervals import (
    Floats,
    Interval,
    Whole,
    half_widths,
    mean_interval,
    ratio_values,
    within,
)
from sim.params.names import EMBEDDED, IMPLEMENTING

DEPRIVED, ELSEWHERE = ("deprived", "deprived"), ("deprived", "not deprived")

# Between what the shares among the figures can lie.
POSSIBLE = {
    "live": (0.0, 1.0),
    "live_end": (0.0, 1.0),
    "embedded": (0.0, 1.0),
    "abandoned": (0.0, 1.0),
    "equity_gap": (-1.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One quantity over replicates, or over batches of them.

    values    float64[n]  per replicate; for batches the sum over their replicates
    clusters  int64[n]    system draw of each entry
    sizes     int64[n]    replicates in each entry
    """

    values: Floats
    clusters: Whole
    sizes: Whole

    def interval(self, level: float) -> Interval:
        """Mean over replicates with its interval."""
        return mean_interval(self.values, self.clusters, level, self.sizes)

    def variance(self) -> float:
        """Variance of the mean, up to a factor that is the same for all samples of a study."""
        return float(half_widths(self.values, self.clusters, 0.95, self.sizes)) ** 2


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a study looks.

    month  the headline month: 36, or the last one of a shorter run
    end    the last month that all plans have
    """

    month: int
    end: int


Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Figures(Generic[Kind]):
    """Figures of one plan, or of a plan less another; absent where 0 is divided by 0.

    GroupBinding as samples while they are paired, as intervals once they are told.

    live        share of organisations live in the headline month
    live_end    the same in the last month
    embedded    share of organisations embedded in the last month
    waiting     [months] restricted mean time to going live: months in which an organisation has
                not yet been live, of those up to the end
    exposure    [months of an organisation's activity] performance below tolerance up to the end,
                weighted by size, per organisation: a proxy of risk to safety, not of harm
    exposure_each  [months of activity] the same per organisation that has ever been live
    abandoned   share that has given up, of those that have ever been live
    dip         share of activity lost in the first month of going live
    equity_gap  share live elsewhere less share live in deprived areas, last month
    """

    live: Kind
    live_end: Kind
    embedded: Kind
    waiting: Kind
    exposure: Kind
    exposure_each: Kind | None
    abandoned: Kind | None
    dip: Kind | None
    equity_gap: Kind | None


def samples(outcomes: Outcomes, horizon: Horizon) -> Figures[Sample]:
    """Take every figure of a plan as values per replicate."""
    end, organisations = horizon.end, outcomes.organisations
    ever_live = outcomes.ever_live[:, end]
    exposure = outcomes.exposure[:, :end].sum(axis=1)
    not_yet = 1 - outcomes.ever_live[:, :end] / organisations
    elsewhere, deprived = (group_sample(outcomes, [each], end) for each in (ELSEWHERE, DEPRIVED))
    return Figures(
        live=live_sample(outcomes, horizon.month),
        live_end=live_sample(outcomes, end),
        embedded=_sample(outcomes, outcomes.embedded[:, end]),
        waiting=_sample(outcomes, not_yet.sum(axis=1)),
        exposure=_sample(outcomes, exposure / organisations),
        exposure_each=_ratio_sample(outcomes, exposure, ever_live),
        abandoned=_ratio_sample(outcomes, outcomes.ever_abandoned[:, end], ever_live),
        dip=_ratio_sample(outcomes, -outcomes.by_age_sum[:, 0], outcomes.by_age_count[:, 0]),
        equity_gap=less_if_paired(elsewhere, deprived),
    )


def live_sample(outcomes: Outcomes, month: int) -> Sample:
    """Share of organisations live in a month, by replicate."""
    return _sample(outcomes, outcomes.live[:, month])


def _sample(outcomes: Outcomes, values: Floats) -> Sample:
    return Sample(values, outcomes.clusters, np.ones(len(values), np.int64))


def _ratio_sample(outcomes: Outcomes, above: ArrayLike, below: ArrayLike) -> Sample | None:
    values = ratio_values(above, below)
    return None if values is None else _sample(outcomes, values)


def intervals(each: Figures[Sample], level: float, *, paired: bool = False) -> Figures[Interval]:
    """Turn values into means with their intervals, which reach no further than the figure can.

    paired  the figures are differences of two plans
    """
    found = _figure_by_figure(lambda sample: sample.interval(level), each)
    kept = {
        name: within(interval, low - high if paired else low, high - low if paired else high)
        for name, (low, high) in POSSIBLE.items()
        if (interval := getattr(found, name)) is not None
    }
    return replace(found, **kept)


def differences(one: Figures[Sample], other: Figures[Sample]) -> Figures[Sample]:
    """Pair two plans figure by figure, replicate by replicate: one less other."""
    return _figure_by_figure(less_if_paired, one, other)


def less(one: Sample, other: Sample) -> Sample:
    """Pair two samples: one less other.

    Clusters are those of the sample that stands on more systems, so that a plan for one given
    system, laid beside one for drawn systems, does not hide that these differ.
    """
    clusters = max(one.clusters, other.clusters, key=lambda each: len(np.unique(each)))
    return Sample(one.values - other.values, clusters, one.sizes)


def less_if_paired(one: Sample | None, other: Sample | None) -> Sample | None:
    """Pair two samples, absent if either is or if their batches hold different replicates.

    Batches can differ where one plan stands on a given system and the other on drawn ones.
    """
    if one is None or other is None or not np.array_equal(one.sizes, other.sizes):
        return None
    return less(one, other)


def _figure_by_figure(change: Callable[..., Any], *many: Figures[Any]) -> Figures[Any]:
    """Change every figure that none of them lacks."""
    changed = {}
    for name in (each.name for each in fields(Figures)):
        found = [getattr(each, name) for each in many]
        changed[name] = None if any(each is None for each in found) else change(*found)
    return Figures(**changed)


def group_sample(
    outcomes: Outcomes, groups: Collection[tuple[str, str]], month: int
) -> Sample | None:
    """Share of these groups' organisations live in a month, by batch; None if they have nobody.

    groups  (dimension, label) of each
    """
    columns = [index for index, group in enumerate(outcomes.groups) if group in groups]
    stages = outcomes.group_stages[:, month, columns]
    live = (stages[..., IMPLEMENTING] + stages[..., EMBEDDED]).sum(axis=1)
    sizes = outcomes.batch_replicates
    values = ratio_values(live, outcomes.group_sizes[:, columns].sum(axis=1), sizes)
    return None if values is None else Sample(values, outcomes.batch_clusters, sizes)
