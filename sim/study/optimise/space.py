"""How the search describes candidates: to Optuna as numbers and words, and by small steps."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from sim.study.optimise.candidates import LEVERS, Candidate, Choices, Percents, whole

NOTHING = 0.3  # weight up to which a lever gets no money
STEPS = (3, 5, 10, 20)  # per cent that a small step moves
ORDERED = ("pilots", "plan")  # numbers of which near ones are alike
MOST_TRIES = 50  # of a step to a candidate that is not known yet


class Suggests(Protocol):
    """A trial of Optuna."""

    def suggest_float(self, name: str, low: float, high: float) -> float:
        """Suggest a number."""
        ...

    def suggest_categorical(self, name: str, choices: Sequence[Any]) -> Any:
        """Suggest one of several."""
        ...

    def suggest_int(self, name: str, low: int, high: int) -> int:
        """Suggest a whole number."""
        ...


def suggested(trial: Suggests, choices: Choices) -> Candidate:
    """Ask Optuna for a candidate."""
    values: dict[str, Any] = {name: each[0] for name, each in choices.values.items()}
    for name, each in choices.varied():
        if name in ORDERED:
            values[name] = each[trial.suggest_int(name, 0, len(each) - 1)]
        else:
            values[name] = trial.suggest_categorical(name, each)
    shares = _shares(trial, "")
    later = None
    if choices.later and trial.suggest_categorical("later", (False, True)):
        month = choices.later[trial.suggest_int("from", 0, len(choices.later) - 1)]
        later = month, _shares(trial, "later.")
    return Candidate(shares=shares, later=later, **values)


def described(candidate: Candidate, choices: Choices) -> dict[str, Any]:
    """Write a candidate as Optuna would suggest it."""
    found: dict[str, Any] = {}
    for name, each in choices.varied():
        value = getattr(candidate, name)
        found[name] = each.index(value) if name in ORDERED else value
    found |= _weights(candidate.shares, "")
    if choices.later:
        found["later"] = candidate.later is not None
    if candidate.later is not None:
        month, shares = candidate.later
        found["from"] = choices.later.index(month)
        found |= _weights(shares, "later.")
    return found


def _shares(trial: Suggests, before: str) -> Percents:
    weights = [trial.suggest_float(f"{before}{lever}", 0.0, 1.0) for lever in LEVERS]
    money = [max(0.0, each - NOTHING) ** 2 for each in weights]
    return whole(money if sum(money) else weights)


def _weights(shares: Percents, before: str) -> dict[str, float]:
    most = max(shares)
    return {
        f"{before}{lever}": NOTHING + (1 - NOTHING) * math.sqrt(each / most) if each else 0.15
        for lever, each in zip(LEVERS, shares, strict=True)
    }


def near(
    candidate: Candidate, others: Sequence[Candidate], choices: Choices, random: np.random.Generator
) -> Candidate:
    """Take one or two small steps from a candidate: of money, of a choice, or towards another."""
    for _ in range(1 + int(random.integers(2))):
        kind = random.random()
        if kind < 0.6:
            candidate = _with_money_moved(candidate, random)
        elif kind < 0.7 and choices.later:
            candidate = _with_phases_changed(candidate, choices, random)
        elif kind < 0.8:
            candidate = _between(candidate, others[int(random.integers(len(others)))])
        else:
            candidate = _with_a_choice_changed(candidate, choices, random)
    return candidate


def _with_money_moved(candidate: Candidate, random: np.random.Generator) -> Candidate:
    """Move money from one lever to another, in one phase."""
    phases = candidate.phases()
    place = int(random.integers(len(phases)))
    shares = list(phases[place])
    giving = [k for k, each in enumerate(shares) if each]
    one = giving[int(random.integers(len(giving)))]
    other = int(random.integers(len(shares) - 1))
    other += other >= one
    moved = min(int(STEPS[int(random.integers(len(STEPS)))]), shares[one])
    shares[one] -= moved
    shares[other] += moved
    phases[place] = whole(shares)
    return candidate.with_phases(phases)


def _with_phases_changed(
    candidate: Candidate, choices: Choices, random: np.random.Generator
) -> Candidate:
    """Begin a second phase, begin it at another time, or do without."""
    month = choices.later[int(random.integers(len(choices.later)))]
    if candidate.later is None:
        return _with_money_moved(replace(candidate, later=(month, candidate.shares)), random)
    if random.random() < 0.5:
        return replace(candidate, later=None)
    return replace(candidate, later=(month, candidate.later[1]))


def _between(candidate: Candidate, other: Candidate) -> Candidate:
    """Put the money halfway between two candidates."""
    mine, theirs = candidate.phases(), other.phases()
    mixed = [
        whole([a + b for a, b in zip(each, theirs[min(k, len(theirs) - 1)], strict=True)])
        for k, each in enumerate(mine)
    ]
    return candidate.with_phases(mixed)


def _with_a_choice_changed(
    candidate: Candidate, choices: Choices, random: np.random.Generator
) -> Candidate:
    """Change one choice: numbers to a near one, words to any other."""
    varied = list(choices.varied())
    if not varied:
        return _with_money_moved(candidate, random)
    name, values = varied[int(random.integers(len(varied)))]
    at = values.index(getattr(candidate, name))
    if name in ORDERED:
        step = int(random.integers(1, 3)) * (1 if random.random() < 0.5 else -1)
        to = min(max(at + step, 0), len(values) - 1)
    else:
        to = (at + 1 + int(random.integers(len(values) - 1))) % len(values)
    return replace(candidate, **{name: values[to]})
