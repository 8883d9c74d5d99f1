"""Several columns that say one thing: the pillars of a trait, and people who scored it.

A person's score is the mean of the pillars that they scored, with equal weights. The mean of the
people stands; the standard deviation between them is their disagreement.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np

from sim.networks.cells import shown
from sim.networks.columns import ORGANISATION, read_all
from sim.networks.headings import Heading
from sim.networks.scales import advising, shares
from sim.networks.system import Flags, Floats, Whole
from sim.params.faults import Place, Report, refuse

Found = Sequence[Decimal | None]
Rows = Sequence[tuple[int, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A trait that one or several columns score.

    headings  of its columns
    mean      float64[N]  mean of the people; NaN where nobody scored it
    spread    float64[N]  standard deviation between people; 0 where fewer than two scored it
    people    int64[N]  how many scored it
    converted bool[N]  whether a scale or several pillars lie between what they wrote and the mean
    partly    how many organisations lack some, not all, pillars of a person who scored them
    silent    people whose columns are wholly empty, in lower case
    """

    headings: tuple[Heading, ...]
    mean: Floats
    spread: Floats
    people: Whole
    converted: Flags
    partly: int
    silent: frozenset[str] = frozenset()


def scored_in(
    rows: Rows, headings: Mapping[str, Heading], where: str, report: Report = refuse
) -> dict[str, Scored]:
    """Read the columns whose headings say more than a name; gives them by the trait's name.

    Parameters
    ----------
    rows : sequence of tuple
        Organisations: the number of each row and its cells, by the text of the heading.
    headings : mapping of str to Heading
        Those that say more than a name, by their text.
    where : str
        The file, for messages.
    report : callable
        Takes the fault of each score that is not on its scale, and which then counts as missing.
    """
    by_trait: dict[str, list[Heading]] = {}
    for each in headings.values():
        by_trait.setdefault(each.column, []).append(each)

    def read(heading: Heading) -> Found:
        cells = [(Place(where, k), row[heading.text]) for k, row in rows]
        return _shares(heading, cells, report)

    return {
        trait: _scored(several, [read(each) for each in several])
        for trait, several in by_trait.items()
    }


def disagreement(scored: Mapping[str, Scored]) -> dict[str, np.ndarray]:
    """Return the spread between people, float64[N], of each trait that any two scored."""
    return {trait: each.spread for trait, each in scored.items() if (each.people > 1).any()}


def _scored(headings: Sequence[Heading], found: Sequence[Found]) -> Scored:
    people: dict[str, list[Found]] = {}
    for each, shares_ in zip(headings, found, strict=True):
        people.setdefault(each.person.casefold(), []).append(shares_)
    said = [[_mean(pillars) for pillars in zip(*own, strict=True)] for own in people.values()]
    changed = [_converts([h for h in headings if h.person.casefold() == who]) for who in people]
    by_row = [[each for each in row if each is not None] for row in zip(*said, strict=True)]
    is_said = np.array([[each is not None for each in own] for own in said], np.bool_)
    return Scored(
        tuple(headings),
        np.array([_number(_mean(row)) for row in by_row], np.float64),
        np.array([_spread(row) for row in by_row], np.float64),
        np.array([len(row) for row in by_row], np.int64),
        (is_said & np.array(changed)[:, None]).any(axis=0),
        _partly(list(people.values())),
        frozenset(who for who, own in zip(people, is_said, strict=True) if not own.any()),
    )


def _converts(own: Sequence[Heading]) -> bool:
    """Whether what one person wrote is not yet a share of the trait."""
    return len(own) > 1 or any(each.scale is not None and not each.scale.is_share for each in own)


def _shares(heading: Heading, cells: Sequence[tuple[Place, Any]], report: Report) -> Found:
    """Read the cells below one heading as shares."""
    if heading.scale is not None:
        return shares(heading.scale, cells, heading.text, report)
    values = [value for _, value in cells]
    column = replace(ORGANISATION[heading.column], name=shown(heading.text))
    advised = advising(report, heading.text, values)
    found = read_all(column, values, lambda i: cells[i][0], advised).tolist()
    return [None if each != each else Decimal(repr(each)) for each in found]


def _mean(scores: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of what is there."""
    there = [each for each in scores if each is not None]
    return sum(there, Decimal(0)) / len(there) if there else None


def _spread(scores: Sequence[Decimal]) -> float:
    """Return the standard deviation between people; 0 for one."""
    if len(scores) < 2:
        return 0.0
    middle = sum(scores, Decimal(0)) / len(scores)
    squares = sum((float(each - middle) ** 2 for each in scores), 0.0)
    return math.sqrt(squares / (len(scores) - 1))


def _number(share: Decimal | None) -> float:
    return float("nan") if share is None else float(share)


def _partly(people: Sequence[Sequence[Found]]) -> int:
    """Count the organisations for which a person left some pillars blank, but not all."""
    by_row = zip(*(zip(*own, strict=True) for own in people), strict=True)
    gaps = ([pillars.count(None) for pillars in row] for row in by_row)
    pillars = [len(own) for own in people]
    return sum(any(0 < none < of for none, of in zip(row, pillars, strict=True)) for row in gaps)
