"""Outcomes by replicate: plans are compared in pairs, with the same random numbers."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from sim.outcomes.intervals import (
    LEVEL,
    Floats,
    Interval,
    Whole,
    half_widths,
    mean_interval,
    ratio_values,
)
from sim.outcomes.outcomes import Outcomes, live_of

Group = tuple[str, str]  # dimension and label
DEPRIVED, ELSEWHERE = ("deprived", "deprived"), ("deprived", "not deprived")
LEAST_CAPACITY, MOST_CAPACITY = ("capacity", "lowest third"), ("capacity", "highest third")


@dataclass(frozen=True, slots=True)
class Sample:
    """One quantity over replicates, or over batches of them.

    values    float64[n]  per replicate; for batches, the sum over their replicates
    clusters  int64[n]    system draw of each entry
    sizes     int64[n]    replicates in each entry
    parts     float[n] each  of a ratio of sums over replicates: what is above and what is below
    """

    values: Floats
    clusters: Whole
    sizes: Whole
    parts: tuple[Floats, Floats] | None = None

    def interval(self, level: float) -> Interval:
        """Mean over replicates with its interval."""
        return mean_interval(self.values, self.clusters, level, self.sizes)

    def variance(self) -> float:
        """Variance of the mean, up to a factor shared by all samples of a study."""
        return float(half_widths(self.values, self.clusters, LEVEL, self.sizes)) ** 2


def sample(outcomes: Outcomes, values: Floats) -> Sample:
    """Make a sample of one value per replicate.

    values  float64[R]
    """
    return Sample(values, outcomes.clusters, np.ones(len(values), np.int64))


def ratio_sample(outcomes: Outcomes, above: ArrayLike, below: ArrayLike) -> Sample | None:
    """Make a sample of a ratio of sums over replicates; None where the lower sum is 0.

    above, below  float[R]
    """
    values = ratio_values(above, below)
    if values is None:
        return None
    parts = np.asarray(above, float), np.asarray(below, float)
    return replace(sample(outcomes, values), parts=parts)


def live_sample(outcomes: Outcomes, month: int) -> Sample:
    """Share of organisations live in a month, by replicate."""
    return sample(outcomes, outcomes.live[:, month])


def group_sample(outcomes: Outcomes, groups: Collection[Group], month: int) -> Sample | None:
    """Share of these groups' organisations live in a month, by batch; None if they are empty."""
    columns = [index for index, group in enumerate(outcomes.groups) if group in groups]
    stages = outcomes.group_stages[:, month, columns]
    live = live_of(stages).sum(axis=1)
    sizes = outcomes.batch_replicates
    values = ratio_values(live, outcomes.group_sizes[:, columns].sum(axis=1), sizes)
    return None if values is None else Sample(values, outcomes.batch_clusters, sizes)


def gap_sample(outcomes: Outcomes, ahead: Group, behind: Group, month: int) -> Sample | None:
    """Share live in one group less that in another; None if either is empty."""
    one, other = (group_sample(outcomes, [each], month) for each in (ahead, behind))
    return less_if_paired(one, other)


def less(one: Sample, other: Sample) -> Sample:
    """Pair two samples: one less other.

    Clusters are those of the sample with more systems, so that comparing a plan for a given system
    with one for drawn systems does not hide that these differ.
    """
    clusters = max(one.clusters, other.clusters, key=lambda each: len(np.unique(each)))
    return Sample(one.values - other.values, clusters, one.sizes)


def less_if_paired(one: Sample | None, other: Sample | None) -> Sample | None:
    """Pair two samples; None if either is None or if their batches have different replicates.

    Batches can differ where one plan uses a given system and the other drawn ones.
    """
    if one is None or other is None or not np.array_equal(one.sizes, other.sizes):
        return None
    return less(one, other)
