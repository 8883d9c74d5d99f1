"""Which gap holds each group back most: by type, region, deprivation and capacity.

An ensemble counts by organisation over all its replicates.  Groups such as deprived areas are
drawn with the system, so the replicates of each system are run separately.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.engines.asked import Asked
from sim.networks import is_fixed, system_of
from sim.networks.system import System
from sim.outcomes import Outcomes
from sim.outcomes.counts import group_names, groups_of
from sim.outcomes.intervals import Floats, Whole
from sim.params import Scenario
from sim.params.names import CATEGORIES
from sim.study.runs import each_of, queue


@dataclass(frozen=True, slots=True)
class GroupBinding:
    """Which gap binds in a group's organisations, by month.

    shares  float64[T, 5]  share of the group's organisations in which each gap is widest,
            including those that have embedded it; each month adds up to 1
    """

    dimension: str
    group: str
    shares: Floats


def binding_by_group(
    scenario: Scenario, replicates: int = 256, seed: int = 0
) -> tuple[GroupBinding, ...]:
    """Find the shares of binding gaps in every group except Rogers' categories.

    Categories change between replicates, so counts by organisation cannot be split by them.
    """
    counts: dict[tuple[str, str], list[Whole]] = {}
    parts = list(_by_system(scenario, replicates))
    asked = [Asked(scenario, number, seed, first) for first, number in parts]
    for (first, _), outcomes in zip(
        parts, each_of(queue()(asked, organisations=True)), strict=True
    ):
        draw = first // scenario.assumptions.replicates_per_system
        system = system_of(scenario.system, seed, draw)
        for group, bound in _bound(outcomes, system):
            counts.setdefault(group, []).append(bound)
    return tuple(_group_binding(group, bound) for group, bound in counts.items())


def _by_system(scenario: Scenario, replicates: int) -> Iterator[tuple[int, int]]:
    """Split replicates by their system draw: the first replicate and the number for each draw."""
    if is_fixed(scenario.system):
        yield 0, replicates
        return
    per_system = scenario.assumptions.replicates_per_system
    for first in range(0, replicates, per_system):
        yield first, min(per_system, replicates - first)


def _bound(outcomes: Outcomes, system: System) -> Iterator[tuple[tuple[str, str], Whole]]:
    """Sum the counts by organisation over each group that has members; int64[T, 5]."""
    assert outcomes.binding_of is not None
    names, member = group_names(system), groups_of(system)
    for number in range(len(CATEGORIES), len(names)):
        chosen = (member == number).any(axis=1)
        if chosen.any():
            yield names[number], outcomes.binding_of[:, chosen].sum(axis=1)


def _group_binding(group: tuple[str, str], bound: Sequence[Whole]) -> GroupBinding:
    together = np.sum(bound, axis=0).astype(float)
    whole = together.sum(axis=1, keepdims=True)
    return GroupBinding(
        *group, np.divide(together, whole, out=np.zeros_like(together), where=whole > 0)
    )
