"""Rows of an observed curve, checked against each other: dates, counts and their totals."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.networks.stands import month_in_words
from sim.params.errors import UserError
from sim.study.calibration.series import EVERYBODY, Series
from sim.study.observed_cells import refuse_falling_share
from sim.study.track.observed import EVER


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, its calendar month, its share, and of how many (nan: not said)."""

    where: str
    month: int
    share: float
    total: float

    @property
    def count(self) -> float:
        """How many the share comes to."""
        return self.share * self.total


def series_of(group: str, rows: Sequence[Row], column: str, measure: str, may_fall: bool) -> Series:
    """Make the curve of a group.

    column    what was counted, for a message
    measure   `sim.study.track.observed.LIVE` or EVER
    may_fall  whether a count may be lower than the one before it

    Raises
    ------
    UserError
        For the first row that cannot follow the one before it.
    """
    of = "" if group == EVERYBODY else f" of group '{group}'"
    for before, row in itertools.pairwise(rows):
        if row.month == before.month:
            raise UserError(
                f"{row.where}: {month_in_words(row.month)}{of} is there twice; keep one row"
            )
        if row.month < before.month:
            raise UserError(
                f"{row.where}: {month_in_words(row.month)}{of} comes after "
                f"{month_in_words(before.month)}; put the rows in the order of their dates"
            )
        if not may_fall:
            _refuse_falling(before, row, column, measure)
    return Series(
        group,
        np.array([row.month for row in rows], np.int64),
        np.array([row.share for row in rows]),
        np.array([row.total for row in rows]),
    )


def _refuse_falling(before: Row, row: Row, column: str, measure: str) -> None:
    if row.count < before.count - 1e-6:
        said = f"{row.where}: {column} falls from {before.count:g} to {row.count:g}"
        if measure == EVER:
            raise UserError(
                f"{said}, but those who ever adopted cannot become fewer; correct the number, or "
                "call the column live_now if it leaves out those who gave it up"
            )
        raise UserError(
            f"{said}; if some gave it up, call the column live_now, otherwise correct the number"
        )
    refuse_falling_share(row.where, column, (before.count, before.total), (row.count, row.total))


def totals_that_change(name: str, found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Say of which groups the total is not always the same, since their shares hang on it.

    name   of the file
    found  group -> its rows
    """
    for group, rows in found.items():
        totals = [row.total for row in rows if np.isfinite(row.total)]
        if totals and min(totals) < max(totals):
            of = "" if group == EVERYBODY else f" of group '{group}'"
            yield (
                f"{name}: the total{of} changes ({min(totals):g} to {max(totals):g}), and "
                "each share is of the total in its row; count the same organisations at all dates"
            )
