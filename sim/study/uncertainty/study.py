"""Runs plans under sets of assumptions: each set on systems of its own, with luck of its own.

Within a set every plan meets the same systems and the same luck, so that plans differ by what they
do alone.  Between sets all three differ, so that all runs together show what may happen.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from sim.config.drawing import drawn
from sim.engines.asked import Asked
from sim.networks import is_fixed
from sim.outcomes.horizon import horizon_to
from sim.outcomes.intervals import Floats
from sim.params import OutOfRangeError, Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Distribution
from sim.params.errors import UserError
from sim.study.assumption_draws import UNREAD, held_keys, unread_keys, with_set
from sim.study.comparison import MARGIN, Plan
from sim.study.runs import Progress, Run, Several, one_by_one, queue
from sim.study.scored_keys import ScoredKeys, scored_keys
from sim.study.uncertainty.record import Uncertainty

SYSTEMS, RUNS = 4, 2  # of each plan in each set: systems, and runs on each of them
NOT_MADE_UP = "your organisations are given, so that none are made up"
SCORED_OTHERWISE = "people scored it otherwise for another plan"


def under_sets(
    plans: Sequence[Plan],
    sets: AssumptionSets,
    baseline: int = 0,
    seed: int = 0,
    run: Run | None = None,
    progress: Progress | None = None,
    at: int | None = None,
    several: Several | None = None,
    margin: float = MARGIN,
    typed: Collection[str] = (),
) -> Uncertainty:
    """Run plans under every set of assumptions.

    sets      what is to be tried; keys that `Drawn` holds keep the value that they have
    baseline  index of the plan that the others are compared with
    seed      number from which all chance events follow
    run       function that runs a scenario, in place of our engine
    several   function that runs many; by default `sim.engines.simulate.several`
    progress  called with (done, total), in replicates over all plans and sets
    at        headline month; None for the usual one
    margin    share of organisations: plans closer than this are practically the same
    typed     keys that the user set: they are not drawn, also at the value that they had

    Raises
    ------
    UserError
        If a key is unknown, or if no set is possible for these plans.
    """
    scenarios = [plan.scenario for plan in plans]
    chosen = drawn_for(scenarios, sets, seed, typed)
    cells = _Cells(scenarios, chosen, seed)
    month = horizon_to(min(scenario.clock.months for scenario in scenarios), at).month
    total = replicates_of(len(plans), sets)
    runs = (several or partial(queue(), only_live=True)) if run is None else one_by_one(run)
    found: dict[tuple[int, int], Floats] = {}
    for done, outcomes in enumerate(runs(cells.asked(), on_block=None), 1):
        cell = cells.begun[done - 1]
        if isinstance(outcomes, UserError):
            cells.refused[cell[0]] = outcomes
        else:
            found[cell] = outcomes.live
        if progress is not None:
            progress((done + cells.passed) * SYSTEMS * RUNS, total)
    if progress is not None and cells.passed:
        progress(total, total)
    possible = [number for number in range(len(sets)) if number not in cells.refused]
    if not possible:
        raise next(iter(cells.refused.values()))
    curves = [np.stack([found[number, k] for number in possible]) for k in range(len(plans))]
    return Uncertainty(
        labels=tuple(plan.label for plan in plans), baseline=baseline, month=month,
        sets=replace(chosen.sets, values=chosen.sets.values[possible]), held=chosen.held,
        systems=1 if all(is_fixed(each.system) for each in scenarios) else SYSTEMS,
        live=np.stack([each[:, :, month] for each in curves]),
        curves=tuple(each.reshape(-1, each.shape[2]) for each in curves),
        margin=margin, left_out=_left_out(cells.refused), numbers=tuple(possible),
    )  # fmt: skip


def replicates_of(plans: int, sets: AssumptionSets) -> int:
    """Count the replicates over all plans and sets."""
    return plans * len(sets) * SYSTEMS * RUNS


@dataclass(frozen=True, slots=True)
class Drawn:
    """What of some sets is put into plans.

    sets   with the keys that are drawn alone, those that people scored among them
    held   key -> why it is not drawn
    scored which keys people scored, and for which plans
    """

    sets: AssumptionSets
    held: Mapping[str, str]
    scored: ScoredKeys

    def columns(self, plan: int) -> list[int]:
        """List the columns of the sets that are put into a plan."""
        keys = self.sets.keys
        kept = set(self.scored.drawn_for(plan, keys))
        return [column for column, key in enumerate(keys) if key in kept]


def possible_for(scenarios: Sequence[Scenario], drawn: Drawn) -> tuple[AssumptionSets, str]:
    """Keep the sets that the model allows for all plans.

    Returns
    -------
    The sets with the keys that are drawn; why the first of the others is not possible, or "".

    Raises
    ------
    UserError
        If no set is possible.
    """
    sets, refused = drawn.sets, dict[int, Exception]()
    for number, row in enumerate(sets.values.tolist()):
        for scenario in scenarios:
            try:
                with_set(scenario, sets.keys, row)
            except (OutOfRangeError, UserError) as error:
                refused.setdefault(number, error)
    if len(refused) == len(sets):
        raise next(iter(refused.values()))
    kept = [number for number in range(len(sets)) if number not in refused]
    return replace(sets, values=sets.values[kept]), _left_out(refused)[1]


def drawn_for(
    scenarios: Sequence[Scenario], sets: AssumptionSets, seed: int = 0, typed: Collection[str] = ()
) -> Drawn:
    """Choose the keys that are drawn: not those that somebody gave, or in which plans differ.

    Nor those that no plan reads, as most in classic models.

    Keys that several people scored are drawn between their scores, whatever the sets say of them.
    """
    scored = scored_keys(scenarios)
    apart = {*scored.ranges, *scored.different}
    held = held_keys(scenarios, [key for key in sets.keys if key not in apart], typed)
    held |= dict.fromkeys(scored.different, SCORED_OTHERWISE)
    if any(each.system.is_own for each in scenarios):
        of_systems = [key for key in sets.keys if key.startswith("system.")]
        held |= {key: NOT_MADE_UP for key in of_systems if key not in held and key not in apart}
    unread = [key for key in unread_keys(scenarios, sets) if key not in held and key not in apart]
    held |= dict.fromkeys(unread, UNREAD)
    kept = [k for k, key in enumerate(sets.keys) if key not in held and key not in apart]
    between = {key: Distribution(low, high) for key, (low, high) in scored.ranges.items()}
    more = drawn(between, len(sets), seed)
    values = np.concatenate([sets.values[:, kept], more.values], axis=1)
    keys = (*(sets.keys[k] for k in kept), *more.keys)
    return Drawn(replace(sets, keys=keys, values=values), held, scored)


@dataclass(slots=True)
class _Cells:
    """Sets crossed with plans, in the order in which they run.

    begun    (set, plan) of what was asked for so far
    refused  set -> why it is not possible for a plan
    passed   number of those that were passed over
    """

    scenarios: Sequence[Scenario]
    drawn: Drawn
    seed: int
    begun: list[tuple[int, int]] = field(default_factory=list)
    refused: dict[int, Exception] = field(default_factory=dict)
    passed: int = 0

    def asked(self) -> Iterator[Asked]:
        """Ask for each plan under each set; a set that the model does not allow is passed over."""
        keys, runs = self.drawn.sets.keys, SYSTEMS * RUNS
        columns = [self.drawn.columns(plan) for plan in range(len(self.scenarios))]
        of_plan = [[keys[column] for column in each] for each in columns]
        for number, row in enumerate(self.drawn.sets.values.tolist()):
            if any(map(math.isnan, row)):  # read from a table of results
                self.refused[number] = UserError("this set was found not to be possible before")
                self.passed += len(self.scenarios)
                continue
            for plan, scenario in enumerate(self.scenarios):
                try:
                    changed = with_set(
                        scenario, of_plan[plan], [row[k] for k in columns[plan]], RUNS
                    )
                except (OutOfRangeError, UserError) as error:
                    self.refused[number] = error
                    self.passed += 1
                    continue
                self.begun.append((number, plan))
                yield Asked(changed, runs, self.seed, number * runs)


def _left_out(refused: Mapping[int, Exception]) -> tuple[int, str]:
    first = next(iter(refused.values()), "")
    return len(refused), str(first)
