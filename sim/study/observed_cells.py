"""Cells of what was observed: dates, counts, shares and per cent, as `track` and `calibrate` read.

Each function refuses in one line what a cell cannot mean: where it stands, and what to write.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.networks.cells import Percent, number_in, shown, text_of
from sim.networks.columns import LARGEST, Column, read
from sim.networks.stands import YEARS, month_in
from sim.params.errors import UserError
from sim.params.faults import Fault, Report

WHOLES = {"share": 1.0, "percent": 100.0}
OF_ALL = tuple(WHOLES)  # columns that need no total
YEAR = re.compile(r"(\d{4})(?:\.0)?")
LONE_YEAR = re.compile(r"(\d{4})(?:\.0|[-/](?:0?[1-9]|1[0-2])(?:[-/]\d{1,2})?)?|.*\D(\d{4})")
QUARTER = re.compile(r"(\d{4})[ -]?q([1-4])|q([1-4])[ -/]?(\d{4})")
RANGE = re.compile(r"(\d+(?:\.\d+)?) ?%? ?(?:-|–|to) ?(\d+(?:\.\d+)?) ?%?")  # noqa: RUF001
MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}
MIDDLE_OF_YEAR, LAST_OF_YEAR = 5, 11  # June and December


def keeping(bare: list[Fault]) -> Report:
    """Let rows pass in which only the first cell is filled: dates to come, sites not live yet."""

    def report(fault: Fault) -> None:
        if not fault.says.startswith("only one cell is filled"):
            raise fault
        bare.append(fault)

    return report


def one_of(
    path: Path, columns: Sequence[str], known: Collection[str], what: str, example: str
) -> str:
    """Return the one column of a kind that a table has."""
    found = [each for each in columns if each in known]
    if not found:
        raise UserError(f"{path}: {what} is missing; give one of {', '.join(known)}, {example}")
    if len(found) > 1:
        raise UserError(f"{path}: {' and '.join(found)} are both there; keep one of them")
    return found[0]


def is_marked(value: Any) -> bool:
    """Whether a cell writes its per cent as such, as text or by how a workbook shows it."""
    return isinstance(value, Percent) or (isinstance(value, str) and text_of(value).endswith("%"))


def whole_of(path: Path, values: Sequence[Any], measure: str) -> float:
    """Return what the numbers of a column are parts of: 1 for shares, or 100 for per cent.

    values   cells of the column
    measure  "share" or "percent"

    Raises
    ------
    UserError
        If a column of per cent holds what may be shares.
    """
    if measure == "share":
        return 1.0
    given = [number_in(each) for each in values if not is_marked(each)]
    numbers = [each for each in given if each is not None]
    most = max(numbers, default=0.0)
    if not 0 < most <= 1:
        return 100.0
    if len(given) == len(values) and len(numbers) == 1:
        of = "if all are live" if most == 1 else "if it is a share"
        raise UserError(f"{path}: percent is {most:g}; write {most:g}%, or {100 * most:g}% {of}")
    raise UserError(
        f"{path}: percent is at most {most:g}, below one in a hundred; if these are shares, call "
        f"the column share, otherwise write them with their sign, such as {most:g}%"
    )


def count_in(column: Column, value: Any, measure: str, where: str) -> float | None:
    """Read a count, a share or per cent; None if the cell is empty.

    measure  "share", "percent", or any other word for a whole number
    """
    _refuse_range(column, value, where)
    number = number_in(value)
    if measure in WHOLES and (number is None or not 0 <= number <= LARGEST):
        column = replace(column, high=WHOLES[measure])  # what the message is to name
    found: float | None = read(column, value, where)
    if found is None:
        return None
    if measure == "percent" and is_marked(value):
        found *= 100.0
    if measure == "share" and found > 1:
        raise UserError(
            f"{where}: {column.name} is {shown(value)}, above 1; write {found / 100:g} for "
            f"{found:g} in a hundred, or call the column percent"
        )
    if measure == "percent" and found > 100:
        said = f"{found:g}%" if isinstance(value, Percent) else value
        raise UserError(f"{where}: {column.name} is {shown(said)}, above 100")
    if measure not in OF_ALL and found != int(found):
        raise UserError(f"{where}: {column.name} is {shown(value)}; it must be a whole number")
    return found


def _refuse_range(column: Column, value: Any, where: str) -> None:
    found = RANGE.fullmatch(text_of(value)) if isinstance(value, str) else None
    if found is not None:
        middle = (float(found[1]) + float(found[2])) / 2
        raise UserError(
            f"{where}: {column.name} is {shown(value)}, a range; write one number, such as its "
            f"middle, {middle:g}"
        )


def refuse_falling_share(
    where: str, column: str, before: tuple[float, float], now: tuple[float, float]
) -> None:
    """Refuse a share that falls only because its total changes.

    before, now  (count, total) of two dates, the second of them `where`
    """
    if now[0] / now[1] < before[0] / before[1] - 1e-9:
        raise UserError(
            f"{where}: {column} falls from {before[0]:g} of {before[1]:g} to {now[0]:g} of "
            f"{now[1]:g}, because the total changes; count all of them of the same "
            "organisations, or call the column live_now if some gave it up"
        )


def period_in(value: Any, where: str, column: str, end: bool = False) -> tuple[int, str]:
    """Return the calendar month of a date that may be a year or a quarter.

    A year counts as its June, a quarter as its second month: a figure of a period is that of its
    middle.

    end  take the last month of the period instead

    Returns
    -------
    (int, str)
        The month, 12 times the year plus 0 to 11; and "year", "quarter" or "month".

    Raises
    ------
    UserError
        If it is no date, or could be two.
    """
    text = value if isinstance(value, str) else f"{value:g}" if _is_number(value) else ""
    plain = text_of(text).casefold()
    if (found := YEAR.fullmatch(plain)) and int(found[1]) in YEARS:
        return 12 * int(found[1]) + (LAST_OF_YEAR if end else MIDDLE_OF_YEAR), "year"
    if found := QUARTER.fullmatch(plain):
        year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
        if year in YEARS:
            return 12 * year + 3 * (quarter - 1) + (2 if end else 1), "quarter"
    _refuse_year(plain, value, where, column)
    try:
        return month_in(value, where, column), "month"
    except UserError as error:
        if ".." in plain or " to " in plain or re.fullmatch(r"\d{4}[/-]\d{2,4}", plain):
            raise UserError(
                f"{where}: {column} is {shown(value)}, a range of dates; write one month, such as "
                "the middle of it: 2018-03"
            ) from None
        raise UserError(str(error)) from None


def _refuse_year(plain: str, value: Any, where: str, column: str) -> None:
    found = LONE_YEAR.fullmatch(plain)
    if found is not None and int(found[1] or found[2]) not in YEARS:
        raise UserError(
            f"{where}: {column} is {shown(value)}; years must be from {YEARS[0]} to {YEARS[-1]}"
        )


def _is_number(value: Any) -> bool:
    return not isinstance(value, str) and number_in(value) is not None
