"""Where plans run: searched in some states of the world, chosen on fresh luck, told on others.

A plan that was chosen because it did best was lucky too.  So what is told of it comes from sets of
assumptions, made-up systems and luck that had no part in the choice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params import Scenario
from sim.params.errors import UserError
from sim.study.trials.memory import Memory
from sim.study.trials.states import States
from sim.study.trials.trial import Trial, tried

LARGEST = 2**31  # seeds of the stages are below it
SEARCHED = 16  # states in which every plan of the search runs, once each
FEWEST = 8  # states, half of which tell
OnTrial = Callable[[], None] | None
Measure = Callable[[Outcomes], Floats]


@dataclass(frozen=True, slots=True)
class Stage:
    """Some states of the world, with luck of their own.

    name  within the memory of a question
    """

    name: str
    states: States

    def measured(
        self,
        plans: Sequence[Scenario],
        called: Sequence[str],
        measure: Measure,
        memory: Memory,
        on_trial: OnTrial = None,
    ) -> list[Floats | None]:
        """Run plans in all states, float64[sets, units, measures]; None if one is not possible.

        called  what tells plans apart
        """
        found = [*tried(self._trials(plans, called), measure, memory, on_trial)]
        return [_joined(found[place :: len(plans)]) for place in range(len(plans))]

    def _trials(self, plans: Sequence[Scenario], called: Sequence[str]) -> Iterator[Trial]:
        """Give the trials state by state: a set is put in once, and a system is drawn once."""
        alike = all(replace(plan, strategy=plans[0].strategy) == plans[0] for plan in plans)
        for number in range(self.states.count):
            for plan, name in zip(plans, called, strict=True):
                base, change = (plans[0], partial(_with_strategy, plan)) if alike else (plan, None)
                yield self.states.trial(base, 0, number, f"{self.name}:{name}", change)


def _with_strategy(plan: Scenario, placed: Scenario) -> Scenario:
    """Give a scenario with its set the strategy of a plan; no set draws anything of it."""
    return replace(placed, strategy=plan.strategy)


def _joined(found: Sequence[Floats | UserError]) -> Floats | None:
    """Put what was measured in each state together; None if a state is not possible."""
    runs = [each for each in found if not isinstance(each, UserError)]
    return np.stack(runs) if len(runs) == len(found) else None


@dataclass(frozen=True, slots=True)
class Stages:
    """The three stages: search and choice on one half of the sets, telling on the other."""

    searching: Stage
    choosing: Stage
    telling: Stage


def stages_of(states: States) -> Stages:
    """Split states of the world into those that choose a plan and those that tell of it.

    Raises
    ------
    UserError
        If there are too few.
    """
    if states.count < FEWEST:
        raise UserError(
            f"{states.count} sets of assumptions are too few: the plan is chosen on one half and "
            f"told on the other; try at least {FEWEST}"
        )
    chosen = list(range(0, states.count, 2))
    told = list(range(1, states.count, 2))
    searched = chosen[:SEARCHED]
    return Stages(
        Stage("search", replace(_fresh(states.only(searched), 1), systems=1, runs=1)),
        Stage("choose", replace(_fresh(states.only(chosen), 2), systems=1, runs=1)),
        Stage("tell", _fresh(states.only(told), 3)),
    )


def _fresh(states: States, stage: int) -> States:
    """Give states luck and systems of their own."""
    seed = int(np.random.SeedSequence([states.seed, stage]).generate_state(1)[0]) % LARGEST
    return replace(states, seed=seed)
