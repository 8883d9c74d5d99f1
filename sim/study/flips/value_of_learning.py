"""What it is worth to learn a number before choosing a plan: the value of perfect information.

Who learns a number can choose the plan that is better at its value.  The gain over choosing the
plan that is best on average is the value of learning it; it is found by regression on the sets
that were tried (Strong, Oakley & Brennan 2014, Medical Decision Making 34(3)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.outcomes.intervals import LEVEL, Floats, Interval
from sim.study.flips.numbers import Number

SHUFFLES, RESAMPLED = 200, 200
TOLD = 12  # numbers that get an interval
NORMAL = 1.96


@dataclass(frozen=True)
class Learning:
    """What learning each number is worth, in the unit of the outcome.

    numbers  as given, in order of their value, the greatest first
    values   of learning each; those not above the floor have no interval (0 to infinite)
    floor    value that the best of them would reach by chance in one of twenty studies
    all      value of learning everything at once, which no number can exceed
    """

    numbers: tuple[Number, ...]
    values: tuple[Interval, ...]
    floor: float
    all: Interval

    @property
    def above_chance(self) -> list[int]:
        """Places of the numbers that are worth more than chance makes them look."""
        return [k for k, each in enumerate(self.values) if each.mean > self.floor]

    @property
    def sure(self) -> list[int]:
        """Places of those of them whose whole range is above 0."""
        return [k for k in self.above_chance if self.values[k].low > 0]


def learning(
    means: Floats, numbers: Sequence[Number], everything: Interval, seed: int = 0
) -> Learning:
    """Estimate what learning each number is worth.

    means       float64[sets, plans]  what each plan came to; more is better
    everything  value of learning everything: the least regret
    """
    best = int(means.mean(axis=0).argmax())
    differences = np.delete(means - means[:, [best]], best, axis=1)[:, :, None]
    centred = _Centred.of(differences)
    found = np.array([float(_value(each.basis, centred)[0]) for each in numbers])
    floor = _floor(numbers, differences, seed)
    order = np.argsort(-found, kind="stable").tolist()
    values = [
        _interval(numbers[k], differences, float(found[k]), seed)
        if place < TOLD and found[k] > floor
        else Interval(float(found[k]), 0.0, np.inf, LEVEL, len(means))
        for place, k in enumerate(order)
    ]
    return Learning(tuple(numbers[k] for k in order), tuple(values), floor, everything)


class _Centred(NamedTuple):
    """Differences of plans from the best one, without their mean.

    values  float64[sets, plans * tries]
    means   float64[plans, tries]
    squares float64[plans * tries]  their sum over the sets
    """

    values: Floats
    means: Floats
    squares: Floats

    @classmethod
    def of(cls, differences: Floats) -> "_Centred":
        """Centre float64[sets, plans, tries]."""
        means = differences.mean(axis=0)
        values = (differences - means).reshape(len(differences), -1)
        return cls(values, means, (values**2).sum(axis=0))


def curve(basis: Floats, values: Floats) -> Floats:
    """Fit a curve along a number, drawn towards the mean by as much as chance bends it.

    basis   float64[sets, columns]  orthonormal, each of mean 0
    values  float64[sets]

    Returns
    -------
    float64[sets]: distance of the curve from the mean of all sets.

    Source: Efron & Morris (1973): the part of the curve that is noise is taken off as a whole.
    """
    return _curves(basis, _Centred.of(values[:, None, None]))[:, 0]


def _curves(basis: Floats, centred: _Centred) -> Floats:
    weights = basis.T @ centred.values
    bent = (weights**2).sum(axis=0)
    free = max(1, len(basis) - len(weights) - 1)
    chance = len(weights) * np.maximum(centred.squares - bent, 0.0) / free
    kept = np.where(bent > chance, 1.0 - chance / np.where(bent > 0, bent, 1.0), 0.0)
    fitted: Floats = basis @ (weights * kept)
    return fitted


def _value(basis: Floats, centred: _Centred) -> Floats:
    """Return the value of learning in each try."""
    sets, plans = len(basis), len(centred.means)
    fitted = _curves(basis, centred).reshape(sets, plans, -1)
    fitted += centred.means
    gained = np.maximum(fitted.max(axis=1) if plans > 1 else fitted[:, 0], 0.0).mean(axis=0)
    found: Floats = np.maximum(gained - np.maximum(centred.means.max(axis=0), 0.0), 0.0)
    return found


def _floor(numbers: Sequence[Number], differences: Floats, seed: int) -> float:
    """Find what the most valuable number comes to where none has to do with the lead.

    The sets' leads are shuffled, so that the numbers keep what they have to do with each other.
    """
    random = np.random.default_rng(seed)
    shuffled = [random.permutation(differences)[:, :, 0] for _ in range(SHUFFLES)]
    centred = _Centred.of(np.stack(shuffled, axis=2))
    most = np.max([_value(each.basis, centred) for each in numbers], axis=0)
    return float(np.quantile(most, LEVEL))


def _interval(number: Number, differences: Floats, found: float, seed: int) -> Interval:
    """Give a value its interval, by drawing the sets again."""
    random = np.random.default_rng(seed)
    count, again = len(differences), []
    for _ in range(RESAMPLED):
        rows = random.integers(0, count, count)
        basis, triangle = np.linalg.qr(number.basis[rows] - number.basis[rows].mean(axis=0))
        told = np.abs(np.diag(triangle)) > 1e-9
        again.append(float(_value(basis[:, told], _Centred.of(differences[rows]))[0]))
    half = NORMAL * float(np.std(again, ddof=1))
    return Interval(found, max(0.0, found - half), found + half, LEVEL, count)
