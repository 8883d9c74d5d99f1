"""Outcomes as curves: the mean of every series by month, with its interval, in all groups."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcomes, live_of
from sim.outcomes.intervals import LEVEL, Floats, half_widths, ratio_values
from sim.params.names import STAGES

DIMENSIONS = {
    "category": "category",
    "type": "type",
    "region": "region",
    "deprived": "deprivation",
    "capacity": "capacity",
}


@dataclass(frozen=True, slots=True)
class Curve:
    """One series by month: share of the organisations of a group, with its 95 % interval.

    dimension        all | category | type | region | deprivation | capacity
    group            which group of that dimension
    series           a stage | live | ever_live | locked_in (part of the stage embedded) |
                     served (of patients, by size) | using (a share of staff)
    mean, low, high  float64[T + 1]; not a number where nothing is known
    """

    dimension: str
    group: str
    series: str
    mean: Floats
    low: Floats
    high: Floats


def curves_of(outcomes: Outcomes) -> list[Curve]:
    """Give every curve: of all organisations first, then group by group."""
    return [*of_all(outcomes), of_staff(outcomes), *_of_groups(outcomes)]


def of_all(outcomes: Outcomes) -> Iterator[Curve]:
    """Give the curves over all organisations: every stage, live, ever live, locked in, served."""
    shares = outcomes.stages / outcomes.organisations
    series = {name: shares[:, :, stage] for stage, name in enumerate(STAGES)}
    series["live"] = series["implementing"] + series["embedded"]
    series["ever_live"] = outcomes.ever_live / outcomes.organisations
    series["served"] = outcomes.served
    series["locked_in"] = outcomes.locked_in / outcomes.organisations
    for name, values in series.items():
        half = half_widths(values, outcomes.clusters, LEVEL)
        yield _curve("all", "all", name, values.mean(axis=0), half)


def of_staff(outcomes: Outcomes) -> Curve:
    """Give the curve of the share of staff who use it, an organisation counting one (E24)."""
    values = outcomes.using / outcomes.organisations
    half = half_widths(values, outcomes.clusters, LEVEL)
    return _curve("all", "all", "using", values.mean(axis=0), half)


def _of_groups(outcomes: Outcomes) -> Iterator[Curve]:
    replicates = outcomes.batch_replicates
    for index, (dimension, group) in enumerate(outcomes.groups):
        if outcomes.group_sizes[:, index].sum() == 0:
            continue
        stages = _values(outcomes, index)
        series = {name: stages[:, :, stage] for stage, name in enumerate(STAGES)}
        series["live"] = live_of(stages)
        for name, values in series.items():
            half = half_widths(values, outcomes.batch_clusters, LEVEL, replicates)
            mean = values.sum(axis=0) / replicates.sum()
            yield _curve(DIMENSIONS[dimension], group, name, mean, half)


def _values(outcomes: Outcomes, group: int) -> Floats:
    """Values by batch, month and stage whose mean is the share of the group; float64[B, T+1, 8].

    The share is a ratio of sums over replicates, since the size of a group may differ by system.
    """
    counts, sizes = outcomes.group_stages[:, :, group], outcomes.group_sizes[:, group]
    values = ratio_values(counts, sizes, outcomes.batch_replicates)
    assert values is not None  # groups without anybody are left out before
    return values


def _curve(dimension: str, group: str, series: str, mean: Floats, half: Floats) -> Curve:
    """Lay the interval around the mean, inside [0, 1]; where it is infinite it is unknown."""
    known = np.where(np.isfinite(half), half, np.nan)
    low, high = np.clip(mean - known, 0, 1), np.clip(mean + known, 0, 1)
    return Curve(dimension, group, series, mean, low, high)
