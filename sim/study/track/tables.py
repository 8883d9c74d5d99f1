"""Reads what was observed: dates with counts, or organisation by organisation.

Tables are read as those of organisations are (`sim.networks.sheets`): CSV or XLSX, whatever the
separators and the encoding.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks import stands
from sim.networks.cells import is_missing, number_in, shown, text_of
from sim.networks.columns import LARGEST, ORGANISATION, Column, read
from sim.networks.sheets import Sheet, read_sheet
from sim.networks.stands import month_in, month_in_words
from sim.params.errors import UserError
from sim.params.faults import Fault, Report
from sim.params.names import ABANDONED, EMBEDDED, IMPLEMENTING
from sim.study.track.observed import EVER, LIVE, Observed, Seen, checked

LATEST = 1200  # [month] of a run
# What a column of counts is called, and whether it counts those who gave it up and may fall
COUNTS = {
    "live": (LIVE, False), "live_now": (LIVE, True), "in_use": (LIVE, True),
    "ever_live": (EVER, False), "adopters": (EVER, False), "adopted": (EVER, False),
    "share": (LIVE, False), "percent": (LIVE, False),
}  # fmt: skip
TOTALS = ("total", "organisations")
NAME, FROM, GIVEN_UP = "name", "live_from", "given_up"
DATES = ("date", "month")
EXAMPLE = "e.g. date,live and below it 2026-11,14"
LOOK_BACK = 3  # [month] between the dates at which go-lives are counted
LIVE_STAGES = (IMPLEMENTING, EMBEDDED, stands.LIVE)


def _number(name: str) -> Column:
    return Column(name, "numbers", high=LARGEST)


COLUMNS = {
    **{name: Column(name, "words") for name in DATES},
    **{name: _number(name) for name in (*COUNTS, *TOTALS)},
    **{name: Column(name, "words") for name in (FROM, GIVEN_UP)},
    # The table of organisations may be given itself, with stages as they are now
    **{name: replace(column, needed=False) for name, column in ORGANISATION.items()},
}


def read_observed(
    path: Path, names: Sequence[str], organisations: int, start: int, as_of: int | None
) -> Observed:
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
        return _by_organisation(path, sheet, names, organisations, start, as_of, notes)
    return _by_date(path, sheet, organisations, start, as_of, notes)


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
    notes: tuple[str, ...],
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
    return checked(rows, measure, start, as_of, organisations, may_fall=may_fall, notes=notes)


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
    if numbers and 0 < max(numbers) <= 1 and len(numbers) > 1:
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


# ---- organisation by organisation ----


def _by_organisation(
    path: Path, sheet: Sheet, names: Sequence[str], organisations: int, start: int,
    as_of: int | None, notes: tuple[str, ...],
) -> Observed:  # fmt: skip
    columns = [*sheet.rows[0][1]]
    if as_of is None:
        raise UserError(
            f"{path}: an organisation without a date is not live, but up to when? Say it with "
            "--as-of, e.g. --as-of 2026-11"
        )
    if as_of < start:
        raise UserError(
            f"--as-of is {month_in_words(as_of)}, before the run starts in "
            f"{month_in_words(start)} (clock.start)"
        )
    if FROM not in columns and "stage" not in columns:
        raise UserError(
            f"{path}: live_from or stage is missing; say since when each organisation is live, "
            "e.g. name,live_from and below it Example Acute A,2026-11 (empty: not live)"
        )
    found = _spells(path, sheet, names, as_of)
    absent = len(names) - len(found)
    if absent:
        notes += (
            f"{path.name}: organisations without a row or a date count as not live ({absent:,})",
        )
    spells = [each for each in found.values() if each is not None]
    months = _months(spells, start, as_of)
    if len(months) == 1 and spells:
        notes += (f"{path.name}: since when they are live is not said of all, so only "
                  f"{month_in_words(as_of)} is compared",)  # fmt: skip
    where = f"{path}"
    rows = [Seen(where, month, float(_live_in(spells, month, as_of))) for month in months]
    return checked(rows, LIVE, start, as_of, organisations, may_fall=True, notes=notes)


Spell = tuple[int | None, int | None]  # calendar months: live from, given up; None: not known


def _spells(path: Path, sheet: Sheet, names: Sequence[str], as_of: int) -> dict[str, Spell | None]:
    """Return when each organisation was live; None if it never was."""
    known, found = {*names}, dict[str, Spell | None]()
    for k, row in sheet.rows:
        where = f"{path}, row {k}"
        name = read(ORGANISATION["name"], row[NAME], where)
        if name is None:
            raise UserError(f"{where}: the name is missing")
        if name not in known:
            plain = {each.casefold(): each for each in names}
            near = difflib.get_close_matches(name.casefold(), list(plain), 1, 0.6)
            hint = f" (did you mean {shown(plain[near[0]])}?)" if near else ""
            raise UserError(f"{where}: {shown(name)} is not an organisation of the system{hint}")
        if name in found:
            raise UserError(f"{where}: {shown(name)} is there twice; keep one row")
        found[name] = _spell(row, where, as_of)
    return found


def _spell(row: Mapping[str, Any], where: str, as_of: int) -> Spell | None:
    """Read when an organisation was live: from its dates, else from its stage."""
    begun, ended = (_date(row.get(column), column, where, as_of) for column in (FROM, GIVEN_UP))
    if begun is not None or ended is not None:
        if begun is not None and ended is not None and ended < begun:
            raise UserError(f"{where}: given_up is earlier than live_from")
        return begun, ended
    stage = read(ORGANISATION["stage"], row.get("stage"), where)
    since = _since(row.get("since"), where, as_of)
    if stage == ABANDONED:
        return None, as_of if since is None else since
    if stage not in LIVE_STAGES:
        return None
    return (None if stage == EMBEDDED else since), None  # it was live before it embedded


def _since(value: Any, where: str, as_of: int) -> int | None:
    """Read since when a stage lasts; months ago count from the date up to which it is known."""
    found: int | None = read(ORGANISATION["since"], value, where)
    if found is None:
        return None
    month = as_of - found if found <= stands.MOST_MONTHS else found
    _refuse_later(month, "since", where, as_of)
    return month


def _date(value: Any, column: str, where: str, as_of: int) -> int | None:
    if is_missing(value):
        return None
    month = month_in(value, where, column)
    _refuse_later(month, column, where, as_of)
    return month


def _refuse_later(month: int, column: str, where: str, as_of: int) -> None:
    if month > as_of:
        raise UserError(
            f"{where}: {column} is {month_in_words(month)}, later than {month_in_words(as_of)} "
            "(--as-of); leave it empty, or give a later --as-of"
        )


def _months(spells: Sequence[Spell], start: int, as_of: int) -> list[int]:
    """Choose the calendar months in which go-lives are counted: only the last if any is unknown."""
    if any(begun is None for begun, _ in spells):
        return [as_of]
    return [*range(as_of, start - 1, -LOOK_BACK)][::-1]


def _live_in(spells: Sequence[Spell], month: int, as_of: int) -> int:
    """Count those live in a month."""
    begun = np.array([month if each[0] is None else each[0] for each in spells], np.int64)
    ended = np.array([as_of + 1 if each[1] is None else each[1] for each in spells], np.int64)
    return int(((begun <= month) & (month < ended)).sum())
