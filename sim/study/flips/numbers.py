"""The numbers that sets of assumptions draw, as predictors of a lead: alone, and by their group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sim.config.distributions import distributions
from sim.config.keys import words_of
from sim.outcomes.intervals import Floats, Whole
from sim.params.assumption_sets import AssumptionSets

KNOTS = 4  # of the curve along a number: three degrees of freedom


@dataclass(frozen=True)
class Number:
    """A number, a choice of words, or a group of numbers that are drawn together.

    key     dotted key; the name of a group
    values  float64[sets]; of a choice the index of its word, of a group the mean of the normal
            scores of its members
    words   of a choice: those that its key declares
    members of a group: how many numbers it has
    group   of a number: the group that it is drawn together with, or nothing
    """

    key: str
    values: Floats = field(repr=False)
    words: tuple[str, ...] = ()
    members: int = 0
    group: str = ""

    @cached_property
    def basis(self) -> Floats:
        """Orthonormal columns on which a curve along the number is fitted; float64[sets, columns].

        Of a number a natural cubic spline of its ranks, of a choice one mean for each word.
        """
        columns = self._by_word() if self.words else natural(ranks(self.values))
        unit, triangle = np.linalg.qr(columns - columns.mean(axis=0))
        told = np.abs(np.diag(triangle)) > 1e-9 * max(1.0, np.abs(triangle).max())
        return np.ascontiguousarray(unit[:, told])

    def _by_word(self) -> Floats:
        drawn = np.unique(self.values)
        return (self.values[:, None] == drawn[None, 1:]).astype(float)


def numbers_of(sets: AssumptionSets, like: AssumptionSets | None = None) -> list[Number]:
    """Make predictors of the keys that vary; groups that are drawn together come last.

    like  sets by whose ranks members of a group are high or low; these sets if absent
    """
    known = distributions()
    found = []
    for key, values in zip(sets.keys, sets.values.T, strict=True):
        if np.ptp(values) > 0:
            group = known[key].group if key in known else ""
            found.append(Number(key, np.ascontiguousarray(values), words_of(key), group=group))
    return [*found, *_groups(found, like or sets)]


def _groups(numbers: Sequence[Number], like: AssumptionSets) -> Iterator[Number]:
    """Make one predictor of each group: whether its members are high or low together."""
    from scipy.special import ndtri

    columns = dict(zip(like.keys, like.values.T, strict=True))
    for group in dict.fromkeys(each.group for each in numbers if each.group):
        members = [each for each in numbers if each.group == group and each.key in columns]
        if len(members) > 1:
            scores = [ndtri(_among(each.values, columns[each.key])) for each in members]
            yield Number(group, np.mean(scores, axis=0), members=len(members))


def _among(values: Floats, others: Floats) -> Floats:
    """Return which share of other values lies below each value, from 0 to 1 without the ends."""
    ordered, count = np.sort(others), len(others)
    places = np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    found: Floats = np.clip(places / 2 / count, 0.5 / count, 1 - 0.5 / count)
    return found


def ranks(values: Floats) -> Floats:
    """Return the ranks of values, from 0 to 1 without the ends; equal values share theirs."""
    from scipy.stats import rankdata

    found: Floats = (rankdata(values) - 0.5) / len(values)
    return found


def natural(along: Floats, knots: int = KNOTS) -> Floats:
    """Return the columns of a natural cubic spline, without the constant.

    along  float64[n], from 0 to 1

    Source: Hastie, Tibshirani & Friedman (2009), Elements of Statistical Learning, equation 5.4.
    """
    at = np.linspace(0.0, 1.0, knots)
    last = at[-1]

    def bent(k: int) -> Floats:
        above = np.maximum(along - at[k], 0.0) ** 3 - np.maximum(along - last, 0.0) ** 3
        found: Floats = above / (last - at[k])
        return found

    bends = [bent(k) - bent(knots - 2) for k in range(knots - 2)]
    return np.stack([along, *bends], axis=1)


def drawn_words(number: Number) -> Whole:
    """List the indices of the words that were drawn."""
    return np.unique(number.values).astype(np.int64)
