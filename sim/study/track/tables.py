"""Reads what was observed: dates with counts, or organisation by organisation.

Tables are read as those of organisations are (`sim.networks.sheets`): CSV or XLSX, whatever the
separators and the encoding.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.networks.cells import is_missing, number_in
from sim.networks.columns import read
from sim.networks.sheets import Sheet, read_sheet
from sim.networks.stands import month_in
from sim.params.errors import UserError
from sim.params.faults import Fault
from sim.study.observed_cells import OF_ALL, count_in, keeping, one_of, whole_of
from sim.study.track.by_organisation import observed_by_organisation
from sim.study.track.observed import Observed, Seen, checked
from sim.study.track.observed_columns import COLUMNS, COUNTS, DATES, EXAMPLE, LATEST, NAME, TOTALS


def read_observed(
    path: Path, names: Sequence[str], organisations: int, start: int, as_of: int | None,
    stands: bool = False,
) -> Observed:  # fmt: skip
    """Read uptake so far.

    Parameters
    ----------
    path : Path
        A table with `date` or `month` and one column of counts or shares; or with `name` and
        `live_from`, or `stage` and `since`.
    names : sequence of str
        Of the organisations.
    organisations : int
        How many shares are of.
    start : int
        Calendar month of month 0: 12 times the year, plus 0 to 11.
    as_of : int or None
        Calendar month up to which uptake is known; needed organisation by organisation.
    stands : bool
        Whether the organisations say where they stand in month 0.

    Raises
    ------
    UserError
        If the table cannot be read, or says what cannot be.
    """
    bare: list[Fault] = []
    sheet = read_sheet(path, COLUMNS, keeping(bare))
    if not sheet.rows:
        raise UserError(f"{path}: nothing was observed; give a row with a count, {EXAMPLE}")
    columns = [*sheet.rows[0][1]]
    notes: tuple[str, ...] = (f"{path.name} was read {sheet.how}",) if sheet.how else ()
    if bare and NAME not in columns:
        notes += (f"{path.name}: rows without a count were left out ({len(bare):,})",)
    if NAME in columns:
        return observed_by_organisation(path, sheet, names, organisations, start, as_of, notes)
    return _by_date(path, sheet, organisations, start, as_of, notes, stands)


# ---- dates with counts ----


def _by_date(
    path: Path, sheet: Sheet, organisations: int, start: int, as_of: int | None,
    notes: tuple[str, ...], stands: bool,
) -> Observed:  # fmt: skip
    columns = [*sheet.rows[0][1]]
    date = one_of(path, columns, DATES, "a column of dates", EXAMPLE)
    count = one_of(path, columns, COUNTS, "a column of counts", EXAMPLE)
    total = next((each for each in TOTALS if each in columns), None)
    scale = 1.0
    if count in OF_ALL:
        total = None
        scale = organisations / whole_of(path, [row[count] for _, row in sheet.rows], count)
    rows, left_out = [], 0
    for k, row in sheet.rows:
        where = f"{path}, row {k}"
        value = count_in(COLUMNS[count], row[count], count, where)
        if value is None:
            left_out += 1
            continue
        of = None if total is None else read(COLUMNS[total], row[total], where)
        rows.append(Seen(where, _month(row[date], date, where, start), value * scale, of))
    if not rows:
        raise UserError(f"{path}: no row has a count in '{count}'; give at least one")
    if left_out:
        notes += (f"{path.name}: rows without a count were left out ({left_out:,})",)
    measure, may_fall = COUNTS[count]
    return checked(
        rows, measure, start, as_of, organisations, may_fall=may_fall, notes=notes, stands=stands
    )


def _month(value: Any, column: str, where: str, start: int) -> int:
    """Read a calendar month; of the column month also the number of a month of the run."""
    if is_missing(value):
        raise UserError(f"{where}: {column} is empty; give a month such as 2026-11")
    number = number_in(value) if column == "month" else None
    if number is not None and number == int(number) and 0 <= number <= LATEST:
        return start + int(number)
    return month_in(value, where, column)
