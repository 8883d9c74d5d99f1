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
    """One row.

    where  its place, for a message
    month  of the calendar: 12 times the year, plus 0 to 11
    kind   of its date: "year", "quarter" or "month"
    share  of organisations
    total  of how many; nan: not said
    """

    where: str
    month: int
    kind: str
    share: float
    total: float

    @property
    def count(self) -> float:
        """How many the share comes to."""
        return self.share * self.total

    def named(self, other: "Row") -> str:
        """Name its month beside another row, in which dates may be written otherwise."""
        taken = "" if self.kind in ("month", other.kind) else f" (as which a {self.kind} counts)"
        return month_in_words(self.month) + taken


@dataclass(frozen=True, slots=True)
class GroupNames:
    """What groups are called: capitals and spaces make no other group.

    spelt  name in lower case -> as it is written, the first of which counts
    """

    spelt: dict[str, dict[str, None]]

    def of(self, written: str | None) -> str:
        """Return the one name of a group; without any it is everybody."""
        if written is None or written.casefold() == EVERYBODY:
            return EVERYBODY
        spelt = self.spelt.setdefault(written.casefold(), {})
        spelt[written] = None
        return next(iter(spelt))

    def notes(self, name: str) -> Iterator[str]:
        """Say which groups were written in several ways.

        name  of the file
        """
        for spelt in self.spelt.values():
            if len(spelt) > 1:
                yield f"{name}: {' and '.join(spelt)} count as one group"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table by group, and how they were read.

    groups    group -> its rows
    left_out  how many have no number
    names     of the groups
    """

    groups: dict[str, list[Row]]
    left_out: int
    names: GroupNames

    @property
    def kinds(self) -> set[str]:
        """The kinds of its dates."""
        return {row.kind for rows in self.groups.values() for row in rows}


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
            raise UserError(f"{row.where}: {_twice(before, row)}{of} is there twice; keep one row")
        if row.month < before.month:
            raise UserError(
                f"{row.where}: {row.named(before)}{of} comes after {before.named(row)}; put the "
                "rows in the order of their dates"
            )
        if not may_fall:
            _refuse_falling(before, row, column, measure)
    return Series(
        group,
        np.array([row.month for row in rows], np.int64),
        np.array([row.share for row in rows]),
        np.array([row.total for row in rows]),
    )


def _twice(before: Row, row: Row) -> str:
    return max(before.named(row), row.named(before), key=len)


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
