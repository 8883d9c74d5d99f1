"""Which gap holds which group: binding gaps by type, region, deprivation and capacity.

An ensemble counts by organisation over all the replicates that it runs.  Groups such as the
deprived are drawn with the system, so each system's replicates are run by themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.networks import system_of
from sim.networks.system import System
from sim.outcomes import Outcomes
from sim.outcomes.counts import group_names, groups_of
from sim.outcomes.intervals import Floats, Whole
from sim.params import Scenario
from sim.params.names import CATEGORIES
from sim.study.runs import Run, engine


@dataclass(frozen=True, slots=True)
class Held:
    """How a group is held, by month.

    shares  float64[T, 5]  share of the group's organisations that each gap holds most, those
            that have embedded it included; each month adds up to 1
    """

    dimension: str
    group: str
    shares: Floats


def held_by_group(
    scenario: Scenario, replicates: int = 256, seed: int = 0, run: Run | None = None
) -> tuple[Held, ...]:
    """Tell for every group which gap holds how many of it; Rogers' categories are left out.

    Categories change from replicate to replicate, so that counts by organisation cannot tell them.
    """
    simulate = run or engine()
    counts: dict[tuple[str, str], list[Whole]] = {}
    for first, number in _by_system(scenario, replicates):
        outcomes = simulate(scenario, replicates=number, seed=seed, first=first, organisations=True)
        draw = first // scenario.assumptions.replicates_per_system
        system = system_of(scenario.system, seed, draw)
        for group, bound in _bound(outcomes, system):
            counts.setdefault(group, []).append(bound)
    return tuple(_held(group, bound) for group, bound in counts.items())


def _by_system(scenario: Scenario, replicates: int) -> Iterator[tuple[int, int]]:
    """Split replicates by the system draw that they stand on: first and number of each."""
    if scenario.system.organisations_file is not None:
        yield 0, replicates
        return
    per_system = scenario.assumptions.replicates_per_system
    for first in range(0, replicates, per_system):
        yield first, min(per_system, replicates - first)


def _bound(outcomes: Outcomes, system: System) -> Iterator[tuple[tuple[str, str], Whole]]:
    """Sum the counts by organisation over each group that has somebody; int64[T, 5]."""
    assert outcomes.binding_of is not None
    names, member = group_names(system), groups_of(system)
    for number in range(len(CATEGORIES), len(names)):
        chosen = (member == number).any(axis=1)
        if chosen.any():
            yield names[number], outcomes.binding_of[:, chosen].sum(axis=1)


def _held(group: tuple[str, str], bound: Sequence[Whole]) -> Held:
    together = np.sum(bound, axis=0).astype(float)
    whole = together.sum(axis=1, keepdims=True)
    return Held(*group, np.divide(together, whole, out=np.zeros_like(together), where=whole > 0))
