"""What it is worth to learn a number before choosing a plan: the value of perfect information.

Who learns a number can choose the plan that is better at its value.  The gain over choosing the
plan that is best on average is the value of learning it; it is found by regression on the sets
that were tried (Strong, Oakley & Brennan 2014, Medical Decision Making 34(3)).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import LEVEL, Floats, Interval
from sim.study.flips.numbers import Number

SHUFFLES, RESAMPLED = 200, 200
TOLD = 8  # numbers that get an interval
NORMAL = 1.96


@dataclass(frozen=True)
class Learning:
    """What learning each number is worth, in the unit of the outcome.

    numbers  as given, in order of their value, the greatest first
    values   of learning each; intervals of the first few, the others without (their ends are 0
             and infinite)
    floor    value that the best of them would reach by chance in one of twenty studies
    all      value of learning everything at once, which no number can exceed
    """

    numbers: tuple[Number, ...]
    values: tuple[Interval, ...]
    floor: float
    all: Interval

    @property
    def sure(self) -> int:
        """How many of the numbers are worth more than chance makes them look."""
        return sum(each.mean > self.floor for each in self.values)


def learning(
    means: Floats, numbers: Sequence[Number], everything: Interval, seed: int = 0
) -> Learning:
    """Estimate what learning each number is worth.

    means       float64[sets, plans]  what each plan came to; more is better
    everything  value of learning everything: the least regret
    """
    differences = means - means[:, [int(means.mean(axis=0).argmax())]]
    found = np.array([_value(each.basis, differences) for each in numbers])
    order = np.argsort(-found, kind="stable")
    floor = _floor(numbers, differences, seed)
    values = [
        _interval(numbers[k], differences, float(found[k]), seed)
        if place < TOLD and found[k] > 0
        else Interval(float(found[k]), 0.0, np.inf, LEVEL, len(means))
        for place, k in enumerate(order.tolist())
    ]
    return Learning(tuple(numbers[k] for k in order), tuple(values), floor, everything)


def curve(basis: Floats, values: Floats) -> Floats:
    """Fit a curve along a number, drawn towards the mean by as much as chance bends it.

    basis   float64[sets, columns]  orthonormal, each of mean 0
    values  float64[sets, ...]

    Returns
    -------
    Distance of the curve from the mean of all sets; shape of the values.

    Source: Efron & Morris (1973): the part of the curve that is noise is taken off as a whole.
    """
    centred = values - values.mean(axis=0)
    weights = np.tensordot(basis, centred, axes=(0, 0))
    bent = (weights**2).sum(axis=0)
    left = np.maximum((centred**2).sum(axis=0) - bent, 0.0) / max(1, len(basis) - len(weights) - 1)
    chance = len(weights) * left
    kept = np.where(bent > chance, 1.0 - chance / np.where(bent > 0, bent, 1.0), 0.0)
    fitted: Floats = np.tensordot(basis, weights * kept, axes=(1, 0))
    return fitted


def _value(basis: Floats, differences: Floats) -> Floats:
    """Return the value of learning; float64[...] of differences of shape [sets, plans, ...]."""
    means = differences.mean(axis=0)
    better = (means + curve(basis, differences)).max(axis=1).mean(axis=0)
    return np.asarray(np.maximum(better - means.max(axis=0), 0.0))


def _floor(numbers: Sequence[Number], differences: Floats, seed: int) -> float:
    """Find what the most valuable number comes to where none has to do with the lead.

    The sets' leads are shuffled, so that the numbers keep what they have to do with each other.
    """
    random = np.random.default_rng(seed)
    shuffled = np.stack([random.permutation(differences) for _ in range(SHUFFLES)], axis=-1)
    most = np.zeros(SHUFFLES)
    for each in numbers:
        most = np.maximum(most, _value(each.basis, shuffled))
    return float(np.quantile(most, LEVEL))


def _interval(number: Number, differences: Floats, found: float, seed: int) -> Interval:
    """Give a value its interval, by drawing the sets again."""
    random = np.random.default_rng(seed)
    count, again = len(differences), []
    for _ in range(RESAMPLED):
        rows = random.integers(0, count, count)
        basis, triangle = np.linalg.qr(number.basis[rows] - number.basis[rows].mean(axis=0))
        told = np.abs(np.diag(triangle)) > 1e-9
        again.append(float(_value(basis[:, told], differences[rows])))
    half = NORMAL * float(np.std(again, ddof=1))
    return Interval(found, max(0.0, found - half), found + half, LEVEL, count)
