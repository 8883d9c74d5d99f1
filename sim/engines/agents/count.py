"""Runs of agents, counted in the same way as the ensemble."""

import numpy as np

from sim.engines.agents.health_system import HealthSystem
from sim.networks.system import System
from sim.outcomes import counts
from sim.outcomes.counts import Counts, groups_of
from sim.params import Scenario
from sim.process.aid import Aid


def count_replicate(
    scenario: Scenario,
    system: System,
    seed: int,
    replicate: int,
    r: int,
    told: Counts,
    aid: Aid | None = None,
) -> None:
    """Run one replicate and count it as row r, in the same way as the ensemble."""
    model = HealthSystem(scenario, seed, replicate, system=system, collect=False)
    model.aid = aid or model.aid
    everybody, category, groups = model.organisations, model.category, groups_of(system)
    lived = np.zeros(system.organisations, bool)
    counts.count_first_live(told, 0, everybody, lived)
    counts.count_record(told, r, 0, model.month.own_use, everybody, category, groups)
    for t in range(scenario.clock.months):
        model.step()
        counts.count_month(told, r, t, everybody)
        counts.count_first_live(told, t + 1, everybody, lived)
        counts.count_record(told, r, t + 1, model.month.own_use, everybody, category, groups)
    counts.count_never_live(told, lived)
