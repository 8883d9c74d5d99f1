"""Where the better plan changes: a range of one or two numbers, found by a shallow tree.

Among hundreds of numbers some always seem to matter.  So the tree is grown on one half of the
sets, and only what holds in the other half, which it has not seen, is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.networks.system import Flags
from sim.outcomes.intervals import Floats, Interval, mean_interval
from sim.study.flips.numbers import Number, drawn_words
from sim.study.uncertainty.leads import share_interval

DEPTH = 2
LEAST = 0.1  # share of the sets that a box has at least
FEWEST = 40  # sets that a tree needs
FEW = 5  # fresh sets without which nothing is said of a box
LEVEL = 0.95  # of an interval: two boxes are tried, each wrong by chance in one of forty


@dataclass(frozen=True, slots=True)
class Condition:
    """What a number has to be.

    key    of the number
    above  whether it must be above the limit; of a choice, whether it must not be the word
    limit  in the number's own unit; of a choice the index of a word
    word   of a choice; empty of a number
    share  of all sets in which it holds
    """

    key: str
    above: bool
    limit: float
    word: str = ""
    share: float = 0.0

    def holds(self, values: Floats) -> Flags:
        """Whether it holds for values of the number."""
        if self.word:
            return np.asarray((values != self.limit) if self.above else (values == self.limit))
        return np.asarray((values > self.limit) if self.above else (values <= self.limit))


@dataclass(frozen=True, slots=True)
class Part:
    """What the fresh sets in one part say of the challenger's lead over the favourite.

    sets   how many there are
    lead   mean, in the unit of the outcome
    ahead  share of them in which the challenger is better, without luck
    """

    sets: int
    lead: Interval
    ahead: Interval


@dataclass(frozen=True, slots=True)
class Box:
    """A range of one or two numbers in which the other plan is better.

    conditions  all of which must hold
    inside      what fresh sets within say
    outside     what the others say
    """

    conditions: tuple[Condition, ...]
    inside: Part
    outside: Part


def inside_of(conditions: Sequence[Condition], numbers: Sequence[Number]) -> Flags:
    """Which sets fulfil all conditions; the numbers may be of other sets.

    Raises
    ------
    KeyError
        If the sets lack one of the numbers.
    """
    by_key = {each.key: each.values for each in numbers}
    held = [each.holds(by_key[each.key]) for each in conditions]
    return np.logical_and.reduce(held)


def flip_box(numbers: Sequence[Number], lead: Floats, chance: Floats, seed: int = 0) -> Box | None:
    """Find where the challenger is better; None if no one or two numbers decide it.

    lead    float64[sets]  of the challenger over the favourite; its mean is not above 0
    chance  float64[sets]  that the challenger is better, luck taken out

    Returns
    -------
    The box with the numbers of the fresh half.  There the challenger leads beyond chance, by more
    than elsewhere, and each of two conditions counts.
    """
    order = np.random.default_rng(seed).permutation(len(lead))
    grown, fresh = np.sort(order[: len(lead) // 2]), np.sort(order[len(lead) // 2 :])
    if len(lead) < FEWEST or not (lead[grown] > 0).any() or not (lead[grown] < 0).any():
        return None
    held = []
    for conditions in _grown(numbers, lead, grown, seed):
        found = _tested(conditions, numbers, lead, chance, fresh)
        if found is not None:
            held.append(found)
    return max(held, key=lambda each: each.inside.sets * each.inside.lead.mean, default=None)


def _grown(
    numbers: Sequence[Number], lead: Floats, rows: Any, seed: int
) -> Iterator[tuple[Condition, ...]]:
    """Grow a tree that chooses a plan, and give its best box of one and of two conditions.

    Each set counts by how much is lost if the wrong plan is chosen there.
    """
    from sklearn.tree import DecisionTreeClassifier

    columns = [*_columns(numbers)]
    table = np.stack([column for _, _, column in columns], axis=1)[rows]
    tree = DecisionTreeClassifier(
        max_depth=DEPTH, min_samples_leaf=max(FEW, int(np.ceil(LEAST * len(rows)))),
        random_state=seed,
    )  # fmt: skip
    own = lead[rows]
    tree.fit(table, own > 0, sample_weight=np.abs(own) + 1e-12)
    best: dict[int, tuple[float, tuple[Condition, ...]]] = {}
    for path in _paths(tree.tree_, 0, ()):
        box = tuple(_condition(columns[k], above, limit) for k, above, limit in path)
        if box:
            box = _sharpened(box, numbers, own, rows)
            gain = float(own[inside_of(box, numbers)[rows]].sum())
            best[len(box)] = max(best.get(len(box), (0.0, ())), (gain, box), key=lambda e: e[0])
    yield from (box for _, (gain, box) in sorted(best.items()) if gain > 0)


def _sharpened(
    box: tuple[Condition, ...], numbers: Sequence[Number], lead: Floats, rows: Any
) -> tuple[Condition, ...]:
    """Move the limits to where most is won by the other plan within them.

    A tree cuts where the lead changes most, which need not be where it changes its sign.
    """
    by_key = {each.key: each.values[rows] for each in numbers}
    kept = list(box)
    for place, each in enumerate(box):
        if each.word:
            continue
        others = [other for k, other in enumerate(kept) if k != place]
        there = inside_of(others, numbers)[rows] if others else np.ones(len(lead), bool)
        values = by_key[each.key][there]
        order = np.argsort(-values if each.above else values, kind="stable")
        won = np.cumsum(lead[there][order])
        least = int(np.ceil(LEAST * len(lead)))
        if len(won) > least:
            last = least - 1 + int(won[least - 1 : -1].argmax())
            limit = float(values[order[last : last + 2]].mean())
            kept[place] = replace(each, limit=limit)
    return tuple(kept)


Column = tuple[Number, int, Floats]  # number, its word (-1: none), values
Path = tuple[tuple[int, bool, float], ...]  # column, whether above, limit


def _columns(numbers: Sequence[Number]) -> Iterator[Column]:
    """Give each number a column, and each word of a choice one that is 1 where it was drawn."""
    for each in numbers:
        if not each.words:
            yield each, -1, each.values
            continue
        for word in drawn_words(each).tolist():
            yield each, word, (each.values == word).astype(float)


def _paths(tree: Any, node: int, path: Path) -> Iterator[Path]:
    """List the ways to all nodes of a tree."""
    yield path
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    if left != right:
        column, limit = int(tree.feature[node]), float(tree.threshold[node])
        yield from _paths(tree, left, (*path, (column, False, limit)))
        yield from _paths(tree, right, (*path, (column, True, limit)))


def _condition(column: Column, above: bool, limit: float) -> Condition:
    number, word, _ = column
    if word < 0:
        return Condition(number.key, above, limit)
    return Condition(number.key, not above, float(word), number.words[word])


def _tested(
    conditions: tuple[Condition, ...], numbers: Sequence[Number], lead: Floats, chance: Floats,
    fresh: Any,
) -> Box | None:  # fmt: skip
    """Hold a box against the sets that it was not found on."""
    inside = inside_of(conditions, numbers)[fresh]
    own, likely = lead[fresh], chance[fresh]
    if not FEW <= inside.sum() <= len(inside) - FEW:
        return None
    told = tuple(_shared(each, numbers) for each in conditions)
    box = Box(told, part_of(own, likely, inside), part_of(own, likely, ~inside))
    if box.inside.lead.low <= 0 or box.outside.lead.mean >= 0:
        return None
    for each in conditions:
        others = [other for other in conditions if other is not each]
        region = inside_of(others, numbers)[fresh] if others else np.ones(len(own), bool)
        if not _differs(own[region & inside], own[region & ~inside]):
            return None
    return box


def _shared(condition: Condition, numbers: Sequence[Number]) -> Condition:
    return replace(condition, share=float(inside_of([condition], numbers).mean()))


def part_of(lead: Floats, chance: Floats, there: Flags) -> Part:
    """Say what the sets in one part come to."""
    count = int(there.sum())
    return Part(
        count, mean_interval(lead[there], np.arange(count), LEVEL),
        share_interval(float(chance[there].mean()), count),
    )  # fmt: skip


def _differs(one: Floats, other: Floats) -> bool:
    """Whether the first mean is above the second beyond chance (Welch's test)."""
    from scipy.stats import ttest_ind

    if min(len(one), len(other)) < FEW:
        return False
    found = ttest_ind(one, other, equal_var=False, alternative="greater")
    return float(found.pvalue) < (1 - LEVEL) / 2  # on this side
