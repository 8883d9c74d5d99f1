"""Runs of several plans at several amounts of money, in all states of the world."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params import Scenario
from sim.params.errors import UserError
from sim.study.reach.measures import Runs, measured
from sim.study.reach.money import with_money
from sim.study.runs import Progress
from sim.study.trials.memory import Memory
from sim.study.trials.states import Change, States
from sim.study.trials.trial import Trial, tried


@dataclass(frozen=True, slots=True)
class Wanted:
    """One plan with one amount of money.

    plan    its index
    amount  [GBP] of the whole programme; None for the plan as it is
    """

    plan: int
    amount: float | None


@dataclass(slots=True)
class Trials:
    """Runs plans at amounts of money, and says how much is done.

    by        month at which most runs stop
    memory    of what was measured
    progress  called with (done, all that is planned so far), in trials
    planned   trials that are expected, in all
    """

    scenarios: Sequence[Scenario]
    by: int
    memory: Memory
    progress: Progress | None = None
    planned: int = 0
    done: int = 0

    def run(self, states: States, wanted: Sequence[Wanted], months: int) -> list[Runs]:
        """Run plans in all states; state by state, so that a system is drawn once for all.

        months  length of the runs

        Raises
        ------
        UserError
            If one of them is not possible.
        """
        self.planned = max(self.planned, self.done + len(wanted) * states.count)
        found: list[list[Floats]] = [[] for _ in wanted]
        trials = self._trials(states, wanted, months)
        for place, each in enumerate(tried(trials, self._measure, self.memory, self._count)):
            if isinstance(each, UserError):
                raise each
            found[place % len(wanted)].append(each)
        return [Runs(np.stack(values)) for values in found]

    def finish(self) -> None:
        """Say that all is done, also where less was needed than planned."""
        if self.progress is not None:
            self.progress(self.done, self.done)

    def _trials(self, states: States, wanted: Sequence[Wanted], months: int) -> Iterator[Trial]:
        changes = [_changing(each.amount, months) for each in wanted]
        for number in range(states.count):
            for each, change in zip(wanted, changes, strict=True):
                called = f"{each.amount!r}|{months}"
                yield states.trial(self.scenarios[each.plan], each.plan, number, called, change)

    def _measure(self, outcomes: Outcomes) -> Floats:
        return measured(outcomes, self.by)

    def _count(self) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, max(self.planned, self.done))


def _changing(amount: float | None, months: int) -> Change:
    """Return what gives a plan another budget and a run another length."""
    return lambda scenario: with_money(scenario, amount, months)
