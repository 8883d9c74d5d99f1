"""Rows whose names speak of a total or an average, and whose numbers prove it.

A name alone tells little: "Total Health" and "All Saints" are organisations.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sim.networks.cells import number_in, word_in
from sim.networks.columns import LARGEST, Column
from sim.networks.system import Floats

SPEAKS = re.compile(r"\b(sub-?totals?|totals?|averages?|mean|sum|all)\b", re.IGNORECASE)
MOST_TESTED = 50  # rows; a list with more such names is one of organisations
FEWEST = 3  # others, for a sum or a mean to tell anything
CHANCE = 0.05  # at most, that means fit by chance: each by its rounding in the range of the others
FINE = 0.1  # of that range, at most: of scores in tenths many are near the mean, and tell nothing
EXACT = 1e-9

Rows = Sequence[tuple[int, Mapping[str, Any]]]


def sums_among(rows: Rows, columns: Mapping[str, Column]) -> set[int]:
    """Find the rows, by their place, that hold the total or the average of the others.

    Each number of such a row is the sum or the mean of its column, and one at least is above all
    others, or is hardly so by chance.
    """
    names = [word_in(row.get("name")) or "" for _, row in rows]
    spoken = [i for i, name in enumerate(names) if SPEAKS.search(name)]
    if not spoken or len(spoken) > MOST_TESTED:
        return set()
    numbers = _numbers(rows, columns)
    plain = np.ones(len(rows), np.bool_)
    plain[spoken] = False
    found: set[int] = set()
    for i in spoken:
        real = np.ones(len(rows), np.bool_)
        real[[i, *found]] = False
        cells = rows[i][1]
        if any(_proves(cells, i, numbers, others) for others in _others(plain, real, i)):
            found.add(i)
    return found


def _others(plain: np.ndarray, real: np.ndarray, i: int) -> Iterator[np.ndarray]:
    """Yield the rows that a total may be of: without such names, all others, and those above."""
    yield plain
    yield real
    above = real.copy()
    above[i:] = False
    yield above


def _numbers(rows: Rows, columns: Mapping[str, Column]) -> dict[str, Floats]:
    """Read the columns of numbers; float64[rows] each, NaN where a cell holds none."""
    names = [name for name in rows[0][1] if columns[name].holds == "numbers"]
    read = {name: [number_in(row[name]) for _, row in rows] for name in names}
    return {
        name: np.array(
            [np.nan if each is None or abs(each) > LARGEST else each for each in cells], np.float64
        )
        for name, cells in read.items()
    }


def _proves(
    cells: Mapping[str, Any], i: int, numbers: Mapping[str, Floats], others: np.ndarray
) -> bool:
    """Whether the numbers of a row are sums or means of others, and not by chance."""
    chance = 1.0
    for name, values in numbers.items():
        there = values[others & np.isfinite(values)]
        if not np.isfinite(values[i]):
            continue
        if len(there) < FEWEST:
            return False
        chance *= _chance(float(values[i]), 0.5 * 10.0 ** -decimals(cells[name]), there)
    return chance <= CHANCE


def _chance(number: float, rounding: float, others: Floats) -> float:
    """Return how likely a number is the sum or the mean of others by chance; inf if it is not."""
    span = float(np.ptp(others))
    total = float(others.sum())
    if number > others.max():
        if abs(number - total) <= EXACT * max(1.0, abs(total)):
            return 0.0
        return min(1.0, rounding / total) if abs(number - total) <= rounding else float("inf")
    if abs(number - float(others.mean())) > rounding + EXACT:
        return float("inf")
    return 2 * rounding / span if 2 * rounding <= FINE * span else 1.0


def decimals(cell: Any) -> int:
    """Count the decimals of a number as it is written; per cent has two more."""
    text = str(cell).strip()
    share = 2 if text.endswith("%") else 0
    return len(text.rstrip("% ").partition(".")[2]) + share
