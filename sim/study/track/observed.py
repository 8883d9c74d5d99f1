"""What was observed: how many organisations were live, by month, and by which definition."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.networks.stands import month_in_words
from sim.networks.system import Floats, Whole
from sim.params.errors import UserError
from sim.study.observed_cells import refuse_falling_share

LIVE, EVER = "live", "ever_live"  # in use in that month; or live in any month up to then
MEASURES = {
    LIVE: "in use in that month, without those that gave it up",
    EVER: "live in that month or before, whether or not they gave it up",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One row of what was observed.

    where   its place, for a message
    month   of the calendar: 12 times the year, plus 0 to 11
    live    number of organisations
    total   of how many; None: of all that the system has
    """

    where: str
    month: int
    live: float
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """Uptake so far.

    measure        what counts as live: LIVE or EVER
    start          calendar month of month 0: 12 times the year, plus 0 to 11
    months         int64[J]    months of the run, ascending
    shares         float64[J]  share of organisations
    organisations  how many these are shares of
    notes          how it was read, for the user
    """

    measure: str
    start: int
    months: Whole
    shares: Floats
    organisations: int
    notes: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The month of the run up to which uptake is known."""
        return int(self.months[-1])

    def named(self, month: int) -> str:
        """Name a month of the run: "November 2026"."""
        return month_in_words(self.start + month)

    def up_to(self, month: int) -> "Observed":
        """Keep what was known in a month of the run."""
        known = self.months <= month
        return Observed(
            self.measure, self.start, self.months[known], self.shares[known], self.organisations
        )


def checked(
    rows: list[Seen],
    measure: str,
    start: int,
    as_of: int | None,
    organisations: int,
    *,
    may_fall: bool,
    notes: tuple[str, ...] = (),
    stands: bool = False,
) -> Observed:
    """Check rows of counts against each other, the run and the date up to which they are known.

    start, as_of  calendar months
    may_fall      whether a count may be lower than the one before it
    stands        whether organisations say where they stand in month 0, so that it is given

    Raises
    ------
    UserError
        For the first row that cannot be.
    """
    before: Seen | None = None
    for row in rows:
        _refuse_outside(row, start, as_of, stands)
        _refuse_too_many(row, organisations)
        if before is not None:
            _refuse_disorder(before, row)
            if row.live < before.live and not may_fall:
                raise _falls(before, row, measure)
            if not may_fall:
                refuse_falling_share(
                    row.where, measure, (before.live, before.total or organisations),
                    (row.live, row.total or organisations),
                )  # fmt: skip
        before = row
    months = np.array([row.month - start for row in rows], np.int64)
    shares = np.array([row.live / (row.total or organisations) for row in rows])
    return Observed(
        measure, start, months, shares, organisations,
        (*notes, *_of_totals(rows, organisations), *_known_later(rows[-1], as_of)),
    )  # fmt: skip


def _of_totals(rows: list[Seen], organisations: int) -> Iterator[str]:
    totals = [row.total or organisations for row in rows]
    low, high = min(totals), max(totals)
    if (low, high) != (organisations, organisations):
        of = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        yield f"Shares are of {of}, as the table says; the folder has {organisations:,}"


def _known_later(last: Seen, as_of: int | None) -> Iterator[str]:
    if as_of is not None and as_of > last.month:
        yield (
            f"The last count is of {month_in_words(last.month)}: --as-of "
            f"{month_in_words(as_of)} adds nothing to it, and the forecast begins there"
        )


def _refuse_outside(row: Seen, start: int, as_of: int | None, stands: bool) -> None:
    named = month_in_words(row.month)
    if row.month < start and stands:
        raise UserError(
            f"{row.where}: {named} is before the run starts, in {month_in_words(start)}, the month "
            "for which your organisations say where they stand; leave the row out"
        )
    if row.month < start:
        raise UserError(
            f"{row.where}: {named} is before the run starts, in {month_in_words(start)} "
            "(clock.start); leave the row out, or give an earlier start, e.g. "
            f'"clock.start={row.month // 12}-{row.month % 12 + 1:02d}"'
        )
    if as_of is not None and row.month > as_of:
        raise UserError(
            f"{row.where}: {named} is later than {month_in_words(as_of)} (--as-of); leave the row "
            "out, or give a later --as-of"
        )


def _refuse_too_many(row: Seen, organisations: int) -> None:
    most = organisations if row.total is None else row.total
    if most > organisations:
        raise UserError(
            f"{row.where}: the total is {most:g}, but the folder has {organisations:,} "
            f"organisations; count those of the folder, or give shares of the {most:g} in a "
            "column share"
        )
    if not 0 <= row.live <= most * (1 + 1e-9):
        of = "the system has" if row.total is None else "its total is"
        raise UserError(
            f"{row.where}: {row.live:g} organisations are live, but {of} {most:g}; "
            f"give a number from 0 to {most:g}"
        )


def _refuse_disorder(before: Seen, row: Seen) -> None:
    if row.month == before.month:
        raise UserError(
            f"{row.where}: {month_in_words(row.month)} is there twice; keep one row for each month"
        )
    if row.month < before.month:
        raise UserError(
            f"{row.where}: {month_in_words(row.month)} comes after {month_in_words(before.month)}; "
            "put the rows in the order of their dates"
        )


def _falls(before: Seen, row: Seen, measure: str) -> UserError:
    fall = f"{row.where}: {measure} falls from {before.live:g} to {row.live:g}"
    if measure == EVER:
        return UserError(
            f"{fall}, but those who were ever live cannot become fewer; correct the number, or "
            "call the column live_now if it leaves out those who gave it up"
        )
    return UserError(
        f"{fall}; if some gave it up, call the column live_now, otherwise correct the number"
    )
