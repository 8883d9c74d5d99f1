"""Virtual trials: the compiled ones, and the same agent by agent, which the others must equal.

Half of the organisations get a lever, then the arms swap.

Agent by agent the only change to the model is a mask: an organisation outside the treated arm sees
no dose.
What both arms share stays as it is: the pool of evidence and what live sites show (section 3.9,
point 50 of the specification).
"""

from functools import cache

import numpy as np
from paired import changed

from sim.engines.agents import HealthSystem, Organisation
from sim.outcomes import mean_interval
from sim.params.names import AWARE, COMMITTED, EMBEDDED, REJECTED
from sim.process.state import NOT_HELD
from sim.study.matching.virtual_trial import run_trials

MONTHS = 12
EARLY = 12  # of 60: the readiest 20 % are embedded when the trial begins
FULL_DOSE = {
    "one2one": {"assumptions.slot": 0.01},
    "standard": {"assumptions.stock_scale": 0.01},
    "tools": {"assumptions.stock_scale": 0.01},
}


class Enrolled(Organisation):
    """An organisation in one arm of a trial."""

    treated = True

    def decide(self):
        self._in_its_arm(super().decide)

    def act(self):
        self._in_its_arm(super().act)

    def _in_its_arm(self, do):
        month, offered, supported = self.model.month, self.model.month.offered, self.supported
        if not self.treated:
            month.offered, self.supported = [0.0] * len(offered), NOT_HELD
        do()
        if not self.treated:
            month.offered, self.supported = offered, supported


@cache
def trial_of(innovation, lever):
    """Give the scenario in which everybody may be reached by the full dose of a lever."""
    cheap = FULL_DOSE.get(lever, {f"levers.{lever}.cost": 0.01})
    own = {"strategy.pilots": 0, "assumptions.replicates_per_system": 1}
    return changed(f"innovation={innovation}", changes=own | cheap, **{lever: 1.0})


def committed(innovation, lever, replicate, swapped):
    """Run one trial; return (committed, enrolled) in the treated arm, then in the other."""
    model = HealthSystem(trial_of(innovation, lever), 1, replicate, kind=Enrolled, collect=False)
    chance = np.random.default_rng([1, replicate])
    arms = np.zeros(60, bool)
    for group in (model.in_line[:EARLY], model.in_line[EARLY:]):
        arms[chance.permutation(group)[: len(group) // 2]] = True
    for i, one in enumerate(model.organisations):
        one.stage, one.treated = AWARE, bool(arms[i]) != swapped
    for i in model.in_line[:EARLY]:
        early = model.organisations[i]
        early.stage, early.proficiency, early.evaluated, early.ever_live = EMBEDDED, 0.9, 6.0, True
    rest, moved = [model.organisations[i] for i in model.in_line[EARLY:]], set()
    for _ in range(MONTHS):
        model.step()
        moved |= {one for one in rest if COMMITTED <= one.stage < REJECTED}
    by_arm = [[one in moved for one in rest if one.treated == arm] for arm in (True, False)]
    return [count for arm in by_arm for count in (sum(arm), len(arm))]


@cache
def effect(innovation, lever, trials, level=0.95):
    """Risk difference, as an interval, and odds ratio of committing within a year: compiled."""
    scenario = changed(
        f"innovation={innovation}",
        changes={"strategy.pilots": 0, "assumptions.replicates_per_system": 1},
    )
    found = run_trials(scenario, [lever], trials)[lever]
    return mean_interval(found.difference, found.clusters, level), found.odds_ratio
