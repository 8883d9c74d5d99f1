"""States of the world: sets of assumptions, each with made-up systems and luck of its own.

In one state every plan meets the same systems and the same luck, so that plans differ by what they
do alone.  Between states all three differ, so that all states together show what may happen.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.engines.asked import Asked
from sim.params import OutOfRangeError, Scenario, copied
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.assumption_draws import with_set
from sim.study.scored_keys import scored_keys
from sim.study.trials.trial import Trial
from sim.study.uncertainty.study import Drawn, drawn_for, possible_for

SYSTEMS, RUNS = 2, 1  # of a plan in each state: systems, and runs on each of them
FIXED = AssumptionSets("fixed", (), np.empty((0, 0)))


@dataclass(frozen=True)
class States:
    """States of the world in which plans are tried.

    drawn     what of the sets is put into the plans
    count     number of states: as many as sets that are possible for all plans; if the assumptions
              stay as they are, as many as were asked for
    seed      number from which all chance events follow
    systems   made-up systems in each state
    runs      on each of these systems
    excluded  why the first of the sets that are not possible is not; empty if all are
    first     number of the first state's luck and systems: states of other numbers have fresh ones
    """

    drawn: Drawn
    count: int
    seed: int
    systems: int = SYSTEMS
    runs: int = RUNS
    excluded: str = ""
    first: int = 0

    @property
    def replicates(self) -> int:
        """Runs of a plan in each state."""
        return self.systems * self.runs

    @property
    def are_fixed(self) -> bool:
        """Whether the assumptions stay as they are, so that only luck and systems vary."""
        return not self.drawn.sets.keys

    @cached_property
    def _columns(self) -> dict[int, tuple[list[int], list[str]]]:
        return {}

    def trial(self, scenario: Scenario, plan: int, number: int, called: str) -> Trial:
        """Put a scenario into a state.

        scenario  a plan of those the states are for, perhaps with values changed that no set draws
        plan      which of them
        number    of the state, from 0
        called    what tells it from other scenarios of this question: equal names, equal runs
        """
        if plan not in self._columns:
            own = self.drawn.columns(plan)
            self._columns[plan] = own, [self.drawn.sets.keys[k] for k in own]
        own, keys = self._columns[plan]
        row = [] if self.are_fixed else self.drawn.sets.values[number, own].tolist()
        luck = self.first + number
        name = f"{called}|{plan}|{_short(keys, row)}|{luck}|{self.systems}x{self.runs}"
        return Trial(name, lambda: self._asked(scenario, keys, row, luck))

    def _asked(
        self, scenario: Scenario, keys: Sequence[str], row: Sequence[float], luck: int
    ) -> Asked:
        first = luck * self.replicates
        if self.are_fixed:
            changed: Scenario = copied(scenario)
            changed.assumptions.replicates_per_system = self.runs
        else:
            try:
                changed = with_set(scenario, keys, row, self.runs)
            except OutOfRangeError as error:
                raise UserError(str(error)) from None
        return Asked(changed, self.replicates, self.seed, first)

    def only(self, numbers: Sequence[int]) -> "States":
        """Keep some of the states' sets, in the order given: the first of them is state 0.

        Luck and systems go by the number of a state, not by its set.
        """
        if self.are_fixed:
            return replace(self, count=len(numbers))
        sets = self.drawn.sets
        kept = replace(self.drawn, sets=replace(sets, values=sets.values[list(numbers)]))
        return replace(self, drawn=kept, count=len(numbers))


FRESH = 10_000  # a first number beyond those of all states that a question begins with


def states_for(
    scenarios: Sequence[Scenario],
    sets: AssumptionSets | None,
    count: int,
    seed: int = 0,
    typed: Collection[str] = (),
    systems: int = SYSTEMS,
    runs: int = RUNS,
) -> States:
    """Make the states of the world in which some plans are tried.

    sets   of assumptions; None if they stay as they are, so that only luck and systems vary
    count  number of states without sets; with sets there is one for each
    typed  keys that the user set, which are not drawn, also at the value that they had

    Raises
    ------
    UserError
        If no set is possible for these plans.
    """
    if sets is None:
        return States(Drawn(FIXED, {}, scored_keys(scenarios)), count, seed, systems, runs)
    drawn = drawn_for(scenarios, sets, seed, typed)
    kept, excluded = possible_for(scenarios, drawn)
    drawn = replace(drawn, sets=kept)
    return States(drawn, len(kept), seed, systems, runs, excluded)


def _short(keys: Sequence[str], row: Sequence[float]) -> str:
    text = f"{list(keys)}{list(row)}"
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
