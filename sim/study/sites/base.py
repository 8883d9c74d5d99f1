"""Runs of the plan as it is: where each organisation stands in every run and month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sim.engines.asked import Asked
from sim.engines.simulate import blocks_of
from sim.networks.system import System, Whole
from sim.outcomes.intervals import LEVEL, Interval, mean_interval, within
from sim.params import Scenario
from sim.params.names import EMBEDDED, GAPS, IMPLEMENTING
from sim.study.runs import Several, each_of

BATCH = 64  # runs whose histories are in memory at once


@dataclass(frozen=True, slots=True)
class Base:
    """What the runs of the plan come to, run by run.

    stages    int8[R, T + 1, N]  stage of everybody
    clusters  int64[R]           system draw of each run
    held      int64[T, N, 5]     runs in which a gap binds an organisation that is not live
    """

    stages: np.ndarray
    clusters: Whole
    held: Whole

    def live(self, month: int, first: int = 0, last: int | None = None) -> np.ndarray:
        """Return who is live in a month, in these runs; bool[R, N]."""
        return is_live(self.stages[first:last, month])

    def share(self, values: np.ndarray) -> Interval:
        """Return the share of runs with its 95 % interval; values bool[R]."""
        found = mean_interval(values.astype(float), self.clusters, LEVEL)
        return within(found, 0.0, 1.0)


def is_live(stages: np.ndarray) -> np.ndarray:
    """Return where a stage is one of the two live ones."""
    found: np.ndarray = (stages == IMPLEMENTING) | (stages == EMBEDDED)
    return found


def up_to(scenario: Scenario, months: int) -> Scenario:
    """Cut a scenario off after some months: those before are the same, bit for bit."""
    return replace(scenario, clock=replace(scenario.clock, months=months))


def base_asked(scenario: Scenario, runs: int, seed: int) -> list[Asked]:
    """Ask for runs of the plan in batches."""
    firsts = range(0, runs, BATCH)
    return [Asked(scenario, min(BATCH, runs - first), seed, first) for first in firsts]


def base_runs(several: Several, asked: list[Asked]) -> Base:
    """Run the plan as it is."""
    stages, clusters, held = [], [], []
    for found in each_of(several(asked, organisations=True, histories=True)):
        assert found.stage_history is not None
        assert found.held_of is not None
        stages.append(found.stage_history)
        clusters.append(found.clusters)
        held.append(found.held_of)
    return Base(np.concatenate(stages), np.concatenate(clusters), np.sum(held, axis=0))


def widest(held: Whole) -> tuple[str, float] | None:
    """Return the gap that binds in most runs, and in what share; None if nothing is held.

    held  int64[5]
    """
    if not held.sum():
        return None
    gap = int(np.argmax(held))
    return GAPS[gap], float(held[gap] / held.sum())


def systems_of(scenario: Scenario, seed: int, runs: int) -> Iterator[tuple[System, Whole]]:
    """Give each drawn system with the numbers of its runs."""
    for block in blocks_of(scenario, seed, range(runs)):
        yield block.system, block.replicates
