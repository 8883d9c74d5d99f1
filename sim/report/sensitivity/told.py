"""What the words, tables and figures of an answer share: who leads, and what can be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sim.report.number_words import brief
from sim.report.sensitivity.names import amounts
from sim.report.sensitivity.outcome import Looked
from sim.study.sensitivity.bars import Bar
from sim.study.sensitivity.study import Matters
from sim.study.sensitivity.variance import Indices

SURE = 0.95  # share of resamples in which one input is ahead of another
WIDEST, APART = 0.12, 0.12  # half an interval of a total index; half the points against all
NEAR = 0.9  # of a move: so large a one is not clearly less
CLEAR = 1.5  # half intervals: hardly one in two hundred moves so far by luck
OVER = 1.0  # the first indices of independent inputs cannot sum to more


@dataclass(frozen=True)
class Told:
    """What was found, and what was asked.

    unread  numbers with a range that no plan reads
    held    key -> why it is not varied
    asked   points
    store   folder of the sweep that was read, if no runs were made for this
    notes   sentences on what a store lacks
    """

    found: Matters
    looked: Looked
    unread: int
    held: Mapping[str, str]
    asked: int
    store: str = ""
    notes: tuple[str, ...] = field(default=())

    def name(self, name: str) -> str:
        """Call an input by its words."""
        return brief(name)

    def ends(self, bar: Bar) -> tuple[str, str]:
        """Write the values at which a bar ends."""
        if bar.at is None:
            return "low", "high"
        low, high = amounts(bar.name, self.found.space.numbers.get(bar.name), bar.at)
        return low, high

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Inputs that do something beyond noise, the one that matters most first."""
        found = self.found
        if found.indices is not None:
            kept = dict(zip(found.names, found.indices.told().tolist(), strict=True))
            return tuple(each for each in found.names if kept[each] or self._clearly_moves(each))
        if found.given is not None:
            known = dict(zip(found.given.names, found.given.told.tolist(), strict=True))
            return tuple(each for each in found.names if known[each])
        bars = (found.bar(each) for each in found.names)
        return tuple(each.name for each in bars if each is not None and each.is_told)

    def _clearly_moves(self, name: str) -> bool:
        """Whether a number alone moves the outcome far beyond noise, though its index is unsure."""
        bar = self.found.bar(name)
        large = self._moved(name) >= self.looked.margin
        return bar is not None and large and abs(bar.moves) > CLEAR * bar.half

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """The inputs that may matter most, those first that alone do most.

        The first by its index, and those that are not clearly behind in it and in what they do.
        """
        if not self.told:
            return ()
        first, *others = self.told
        found = [first, *(each for each in others if not self._is_behind(each, first))]
        found += [
            each for each in others
            if each not in found and any(self._may_be_beyond(each, one) for one in found[1:])
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda each: -self._moved(each)))

    def _moved(self, name: str) -> float:
        """Return how far an input alone moves the outcome; 0 if that is unknown."""
        bar = self.found.bar(name)
        return 0.0 if bar is None else abs(bar.moves)

    def _may_be_beyond(self, other: str, one: str) -> bool:
        """Whether an input alone does more than one of those that lead, and may matter as much."""
        return self._moved(other) > self._moved(one) and not self._is_ahead(one, other)

    def _is_behind(self, other: str, first: str) -> bool:
        """Whether an input clearly matters less, in its index and in what it does alone."""
        is_smaller = self._moved(other) < NEAR * self._moved(first)
        return is_smaller and self._is_ahead(first, other)

    def _is_ahead(self, first: str, other: str) -> bool:
        found = self.found
        if found.indices is not None:
            return is_ahead(found.indices, found.names.index(first), found.names.index(other))
        if found.given is not None:
            ends = found.given.pawn_ends
            one, two = (found.given.names.index(each) for each in (first, other))
            return bool(ends[0, one] > ends[1, two])
        assert found.screening is not None
        mean, half = found.screening.mean, found.screening.half
        one, two = (found.screening.names.index(each) for each in (first, other))
        return bool(mean[one] - mean[two] > np.hypot(half[one], half[two]))

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """Say which checks of convergence fail; nothing if all hold."""
        found = self.found
        if found.indices is None or found.before is None:
            return ()
        now, before = found.indices, found.before
        half = float(((now.total_ends[1] - now.total_ends[0]) / 2).max())
        moved = float(np.abs(now.total - before.total).max())
        first = float((now.first_ends[0]).sum())
        checks = {
            f"an index is known to ±{100 * half:.0f}% only": half > WIDEST,
            f"half the points give an index {100 * moved:.0f}% away": moved > APART,
            "an index is clearly below 0": bool((now.first_ends[1] < -0.02).any()),
            "what numbers do one by one sums to over 100%": first > OVER,
        }
        return tuple(words for words, fails in checks.items() if fails)


def is_ahead(indices: Indices, one: int, other: int) -> bool:
    """Whether one input's total index is beyond the other's in nearly all resamples."""
    resampled = indices.resampled
    return bool((resampled[:, one] > resampled[:, other]).mean() >= SURE)
