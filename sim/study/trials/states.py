"""States of the world: sets of assumptions, each with made-up systems and luck of its own.

In one state every plan meets the same systems and the same luck, so that plans differ by what they
do alone.  Between states all three differ, so that all states together show what may happen.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
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
Change = Callable[[Scenario], Scenario]


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

    @cached_property
    def _latest(self) -> dict[int, tuple[Scenario, int, Scenario]]:
        """By plan: the scenario that a set was put into latest, its number, and the result."""
        return {}

    def trial(
        self, scenario: Scenario, plan: int, number: int, called: str, change: Change | None = None
    ) -> Trial:
        """Put a scenario into a state.

        scenario  a plan of those the states are for, perhaps with values changed that no set draws
        plan      which of them
        number    of the state, from 0
        called    what tells it from other scenarios of this question: equal names, equal runs
        change    makes of the scenario with its set, which it leaves alone, the one that is run: so
                  several trials of a state in a row need the set put in once
        """
        if plan not in self._columns:
            own = self.drawn.columns(plan)
            self._columns[plan] = own, [self.drawn.sets.keys[k] for k in own]
        own, keys = self._columns[plan]
        row = [] if self.are_fixed else self.drawn.sets.values[number, own].tolist()
        luck = self.first + number
        name = f"{called}|{plan}|{_short(keys, row)}|{luck}|{self.systems}x{self.runs}"

        def asked() -> Asked:
            placed = self._placed(scenario, plan, keys, row, number)
            run = placed if change is None else change(placed)
            return Asked(run, self.replicates, self.seed, luck * self.replicates)

        return Trial(name, asked)

    def _placed(
        self, scenario: Scenario, plan: int, keys: Sequence[str], row: Sequence[float], number: int
    ) -> Scenario:
        """Put a set into a scenario, or give the latest again."""
        latest = self._latest.get(plan)
        if latest is not None and latest[0] is scenario and latest[1] == number:
            return latest[2]
        if self.are_fixed:
            placed: Scenario = copied(scenario)
            placed.assumptions.replicates_per_system = self.runs
        else:
            try:
                placed = with_set(scenario, keys, row, self.runs)
            except OutOfRangeError as error:
                raise UserError(str(error)) from None
        self._latest[plan] = scenario, number, placed
        return placed

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
    digest = hashlib.blake2b("\n".join(keys).encode(), digest_size=12)
    digest.update(np.asarray(row, "<f8").tobytes())
    return digest.hexdigest()
