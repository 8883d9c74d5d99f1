"""Reads what was observed: dates with counts, or organisation by organisation.

Tables are read as those of organisations are (`sim.networks.sheets`): CSV or XLSX, whatever the
separators and the encoding.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.networks.cells import is_missing, number_in, shown, text_of
from sim.networks.columns import read
from sim.networks.sheets import Sheet, read_sheet
from sim.networks.stands import month_in
from sim.params.errors import UserError
from sim.params.faults import Fault, Report
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
    sheet = read_sheet(path, COLUMNS, _keeping(bare))
    if not sheet.rows:
        raise UserError(f"{path}: nothing was observed; give a row with a count, {EXAMPLE}")
    columns = [*sheet.rows[0][1]]
    notes: tuple[str, ...] = (f"{path.name} was read {sheet.how}",) if sheet.how else ()
    if bare and NAME not in columns:
        notes += (f"{path.name}: rows without a count were left out ({len(bare):,})",)
    if NAME in columns:
        return observed_by_organisation(path, sheet, names, organisations, start, as_of, notes)
    return _by_date(path, sheet, organisations, start, as_of, notes, stands)


def _keeping(bare: list[Fault]) -> Report:
    """Let rows pass in which only the first cell is filled: dates to come, sites not live yet."""

    def report(fault: Fault) -> None:
        if not fault.says.startswith("only one cell is filled"):
            raise fault
        bare.append(fault)

    return report


# ---- dates with counts ----


def _by_date(
    path: Path, sheet: Sheet, organisations: int, start: int, as_of: int | None,
    notes: tuple[str, ...], stands: bool,
) -> Observed:  # fmt: skip
    columns = [*sheet.rows[0][1]]
    date = _one_of(path, columns, DATES, "a column of dates")
    count = _one_of(path, columns, COUNTS, "a column of counts")
    total = next((each for each in TOTALS if each in columns), None)
    if count in ("share", "percent"):
        total = None
    scale = _scale(path, sheet, count, organisations)
    rows, left_out = [], 0
    for k, row in sheet.rows:
        where = f"{path}, row {k}"
        value = _count(row[count], count, where)
        if value is None:
            left_out += 1
            continue
        of = None if total is None else read(COLUMNS[total], row[total], where)
        if of is not None and of <= 0:
            raise UserError(f"{where}: {total} is {of:g}; it must be above 0")
        rows.append(Seen(where, _month(row[date], date, where, start), value * scale, of))
    if not rows:
        raise UserError(f"{path}: no row has a count in '{count}'; give at least one")
    if left_out:
        notes += (f"{path.name}: rows without a count were left out ({left_out:,})",)
    measure, may_fall = COUNTS[count]
    return checked(
        rows, measure, start, as_of, organisations, may_fall=may_fall, notes=notes, stands=stands
    )


def _one_of(path: Path, columns: Sequence[str], known: Any, what: str) -> str:
    """Return the one column of a kind that a table has."""
    found = [each for each in columns if each in known]
    if not found:
        raise UserError(f"{path}: {what} is missing; give one of {', '.join(known)}, {EXAMPLE}")
    if len(found) > 1:
        raise UserError(f"{path}: {' and '.join(found)} are both there; keep one of them")
    return found[0]


def _scale(path: Path, sheet: Sheet, count: str, organisations: int) -> float:
    """Return what turns a column into a number of organisations."""
    if count == "share":
        return float(organisations)
    if count != "percent":
        return 1.0
    given = [number_in(row[count]) for _, row in sheet.rows if not _is_marked(row[count])]
    numbers = [each for each in given if each is not None]
    is_alone = len(given) == len(sheet.rows) and len(numbers) == 1
    if is_alone and numbers == [1.0]:
        raise UserError(f"{path}: percent is 1; write 1%, or 100% if all are live")
    if is_alone and 0 < numbers[0] < 1:
        return float(organisations)  # how a workbook keeps a cell that shows 17%
    if numbers and 0 < max(numbers) <= 1:
        raise UserError(
            f"{path}: percent is at most {max(numbers):g}, below one in a hundred; "
            "if these are shares, call the column share"
        )
    return organisations / 100.0


def _is_marked(value: Any) -> bool:
    return isinstance(value, str) and text_of(value).endswith("%")


def _count(value: Any, count: str, where: str) -> float | None:
    """Read a count; None if the cell is empty."""
    found: float | None = read(COLUMNS[count], value, where)
    if found is None:
        return None
    if count == "percent" and _is_marked(value):
        found *= 100.0
    if count == "share" and found > 1:
        raise UserError(
            f"{where}: share is {shown(value)}, above 1; write {found / 100:g} for {found:g} in a "
            "hundred, or call the column percent"
        )
    if count == "percent" and found > 100:
        raise UserError(f"{where}: percent is {shown(value)}, above 100")
    is_whole = count in ("share", "percent") or found == int(found)
    if not is_whole:
        raise UserError(f"{where}: {count} is {shown(value)}; it must be a whole number")
    return found


def _month(value: Any, column: str, where: str, start: int) -> int:
    """Read a calendar month; of the column month also the number of a month of the run."""
    if is_missing(value):
        raise UserError(f"{where}: {column} is empty; give a month such as 2026-11")
    number = number_in(value) if column == "month" else None
    if number is not None and number == int(number) and 0 <= number <= LATEST:
        return start + int(number)
    return month_in(value, where, column)
