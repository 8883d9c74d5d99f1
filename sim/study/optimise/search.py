"""The search: Optuna proposes plans, small steps improve the best, and all run in the same states.

The path follows from the seed and from what was measured, so that remembered trials give it again.
How many trials are wanted does not change the path, so that more trials go on from fewer.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.outcomes.intervals import Floats
from sim.study.optimise.candidates import Candidate, Choices
from sim.study.optimise.limits import Limits
from sim.study.optimise.measures import Objective
from sim.study.optimise.space import MOST_TRIES, described, near, suggested

BATCH = 8  # plans that are proposed at once, so that all cores are busy
RANDOM = 48  # plans from the start that are drawn at random, those given apart
GOOD = 12  # best plans from which small steps are taken
OFF = 1e6  # stands for what is infinite: Optuna takes numbers
Evaluate = Callable[[Sequence[Candidate]], Sequence[Floats | None]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate that was tried.

    gains   by objective, so that more is better; means over the states
    excess  by limit; all at most 0 if it keeps them
    """

    candidate: Candidate
    gains: tuple[float, ...]
    excess: Mapping[str, float] = field(default_factory=dict)

    @property
    def over(self) -> float:
        """By how much it exceeds its limits together."""
        return sum(max(0.0, each) for each in self.excess.values())


@dataclass(slots=True)
class _Search:
    """What was found so far."""

    study: Any
    choices: Choices
    objectives: Sequence[Objective]
    limits: Limits | None
    random: np.random.Generator
    waiting: list[Candidate]
    found: dict[Candidate, Scored] = field(default_factory=dict)
    batches: int = 0

    @property
    def is_single(self) -> bool:
        """Whether there is one objective."""
        return len(self.objectives) == 1

    def batch(self, count: int) -> tuple[list[Any], list[Candidate]]:
        """Propose plans: those given first, then by turns from Optuna and near the best."""
        turn = self.batches % 2 == 1 if self.is_single else self.batches % 3 > 0
        near_best = turn and len(self.found) > RANDOM
        self.batches += 1
        steps = self._steps(count) if near_best else []
        for each in [*self.waiting[:count], *steps]:
            self.study.enqueue_trial(described(each, self.choices))
        self.waiting = self.waiting[count:]
        asked = [self.study.ask() for _ in range(count)]
        return asked, [suggested(each, self.choices) for each in asked]

    def _steps(self, count: int) -> list[Candidate]:
        """Take small steps from the best plans to plans that were not tried yet."""
        ordered = self.best()
        front = 0 if self.is_single else len(unbeaten([e.gains for e in ordered if e.over <= 0]))
        best = [each.candidate for each in ordered[: max(GOOD, front)]]
        steps: list[Candidate] = []
        for _ in range(count):
            for _ in range(MOST_TRIES):
                at = int(len(best) * self.random.random() ** (2 if self.is_single else 1))
                step = near(best[at], best, self.choices, self.random)
                if step not in self.found and step not in steps:
                    steps.append(step)
                    break
        return steps

    def best(self) -> list[Scored]:
        """Order what was found: what keeps the limits first, the best of it ahead."""
        return in_order(list(self.found.values()))

    def tell(self, trials: Sequence[Any], tried: Sequence[Candidate], runs: Sequence[Any]) -> None:
        """Tell Optuna, and remember, how plans did."""
        from optuna.trial import TrialState

        for trial, candidate, measured in zip(trials, tried, runs, strict=True):
            if measured is None:
                self.study.tell(trial, state=TrialState.FAIL)
                continue
            gains = tuple(each.gain(measured) for each in self.objectives)
            excess = {} if self.limits is None else self.limits.excess(measured)
            for name, over in excess.items():
                trial.set_constraint(name, min(over, OFF))
            self.study.tell(trial, [max(each, -OFF) for each in gains])
            self.found[candidate] = Scored(candidate, gains, excess)


def search(
    choices: Choices,
    evaluate: Evaluate,
    objectives: Sequence[Objective],
    trials: int,
    seed: int = 0,
    given: Iterable[Candidate] = (),
    limits: Limits | None = None,
) -> list[Scored]:
    """Search for good plans.

    Parameters
    ----------
    choices : Choices
        What may be chosen.
    evaluate : callable
        Measures plans, each in the same states: float64[runs, measures], or None for a plan that
        is not possible.
    objectives : sequence of Objective
        One, or several that are traded off.
    trials : int
        How many plans are tried.
    seed : int
        Number from which all chance of the search follows.
    given : iterable of Candidate
        Plans that are tried first.
    limits : Limits, optional
        What a plan has to keep.

    Returns
    -------
    list of Scored
        What was found, the best first; those that break a limit last.
    """
    with _quiet():
        state = _Search(
            _study(len(objectives), seed), choices, objectives, limits,
            np.random.default_rng([seed, 1]), list(dict.fromkeys(given)),
        )  # fmt: skip
        done = 0
        while done < trials:
            asked, tried = state.batch(BATCH)
            asked, tried = asked[: trials - done], tried[: trials - done]
            state.tell(asked, tried, evaluate(tried))
            done += len(tried)
    return state.best()


def in_order(found: Sequence[Scored]) -> list[Scored]:
    """Order plans: fewest limits broken, then those that no other beats in all, then the best."""
    if not found:
        return []
    if len(found[0].gains) == 1:
        return sorted(found, key=lambda each: (each.over, -each.gains[0]))
    kept = [each for each in found if each.over <= 0]
    front = unbeaten([each.gains for each in kept])
    on_front = {id(kept[k]) for k in front}
    return sorted(found, key=lambda each: (each.over, id(each) not in on_front))


def unbeaten(gains: Sequence[Sequence[float]]) -> list[int]:
    """List the places of those that no other beats in one objective and equals in the rest."""
    values = np.asarray(gains, float)
    return [
        k
        for k, own in enumerate(values)
        if not any((other >= own).all() and (other > own).any() for other in values)
    ]


def _study(objectives: int, seed: int) -> Any:
    """Make a study of Optuna in memory, with its own chance."""
    import optuna

    sampler: Any
    if objectives == 1:
        sampler = optuna.samplers.TPESampler(seed=seed, n_startup_trials=RANDOM)
    else:
        sampler = optuna.samplers.NSGAIISampler(seed=seed, population_size=RANDOM)
    return optuna.create_study(directions=["maximize"] * objectives, sampler=sampler)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let Optuna say nothing: what is tried is shown by our own progress."""
    import optuna

    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        optuna.logging.set_verbosity(before)


def spread_along(front: Sequence[Scored], most: int) -> list[Scored]:
    """Keep some of a front, spread along its first objective, with both ends."""
    ordered = sorted(front, key=lambda each: each.gains[0])
    if len(ordered) <= most:
        return ordered
    places = np.linspace(0, len(ordered) - 1, most).round().astype(int)
    return [ordered[k] for k in dict.fromkeys(places.tolist())]
