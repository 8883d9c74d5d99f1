"""Reads an observed curve, or those of several groups.

Tables are read as those of organisations are (`sim.networks.sheets`): CSV or XLSX, whatever the
separators and the encoding. A column that is not known is left out and named in a note.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.networks.cells import is_missing
from sim.networks.columns import LARGEST, Column, heading, read
from sim.networks.sheets import Sheet, read_sheet
from sim.params.errors import UserError
from sim.params.faults import Fault
from sim.study.calibration.rows import GroupNames, Row, Rows, series_of, totals_that_change
from sim.study.calibration.series import EVERYBODY, ObservedSeries
from sim.study.observed_cells import OF_ALL, count_in, keeping, one_of, period_in, whole_of
from sim.study.track.observed import LIVE
from sim.study.track.observed_columns import COUNTS, TOTAL_COLUMNS, TOTALS

DATES = ("date", "month", "quarter", "year", "period", "day")
GROUP = "group"
OTHER_NAMES = {"pct": "percent", "per_cent": "percent"}
MEASURES = {**{name: name for name in COUNTS}, **OTHER_NAMES}  # column -> how its cells are read
EXAMPLE = "e.g. date,share and below it 2026-11,0.14"
SAYS_PERCENT = re.compile(r"(^|_)(percent|per_cent|pct)(_|$)|%")
SAYS_SHARE = re.compile(r"(^|_)(share|fraction|proportion)(_|$)")


def read_series(path: Path, column: str | None = None, group: str | None = None) -> ObservedSeries:
    """Read an observed curve.

    Parameters
    ----------
    path : Path
        A table with a date and one column of shares, per cent or counts with their total.
    column : str, optional
        Which column, if it has another name than these or there are several; "name=percent" or
        "name=share" where the name does not say what its numbers are.
    group : str, optional
        Take this group alone, as if it were everybody.

    Raises
    ------
    UserError
        If the table cannot be read, or says what cannot be.
    """
    bare: list[Fault] = []
    others: list[str] = []
    measures = _measures(column)
    sheet = read_sheet(
        path, _columns(measures), _leaving_out(bare, others, () if column is None else measures)
    )
    if not sheet.rows:
        raise UserError(f"{path}: nothing was observed; give a row with a share, {EXAMPLE}")
    columns = [*sheet.rows[0][1]]
    _refuse_unchosen(path, columns, measures, others)
    count = one_of(path, columns, measures, "a column of shares or counts", EXAMPLE)
    date = one_of(path, columns, DATES, "a column of dates", EXAMPLE)
    _refuse_some_without_group(path, sheet)
    rows = _rows(path, sheet, date, count, measures[count])
    measure, may_fall = COUNTS.get(measures[count], (LIVE, True))
    if measures[count] in OF_ALL:
        may_fall = True
    notes = (
        *((f"{path.name} was read {sheet.how}",) if sheet.how else ()),
        *_left_out(path, others, rows.left_out + len(bare)),
        *_periods(path, rows.kinds),
        *rows.names.notes(path.name),
        *totals_that_change(path.name, rows.groups),
    )
    series = tuple(
        series_of(name, each, count, measure, may_fall) for name, each in rows.groups.items()
    )
    observed = ObservedSeries(path.name, measure, series, notes)
    return observed if group is None else observed.only(group)


def _measures(column: str | None) -> Mapping[str, str]:
    """Return the columns that may hold what was observed, each with how its cells are read."""
    if column is None:
        return MEASURES
    text, equals, said = column.rpartition("=")
    name = heading(text if equals else column)
    if equals and said not in OF_ALL:
        raise UserError(f"--column is {column!r}; write {text}=percent or {text}=share")
    if not equals and name in MEASURES:
        said = MEASURES[name]
    elif not equals and SAYS_PERCENT.search(name):
        said = "percent"
    elif not equals and SAYS_SHARE.search(name):
        said = "share"
    elif not equals:
        raise UserError(
            f"--column is {column!r}, which does not say whether its numbers are per cent or "
            f'shares; write --column "{column}=percent" or --column "{column}=share"'
        )
    return {name: said}


def _columns(measures: Mapping[str, str]) -> dict[str, Column]:
    return {
        **{name: Column(name, "words") for name in (*DATES, GROUP)},
        **{name: Column(name, "numbers", high=LARGEST) for name in measures},
        **TOTAL_COLUMNS,
    }


def _leaving_out(bare: list[Fault], others: list[str], chosen: Collection[str]) -> Any:
    """Let columns that are not known pass, unless one is a misspelt name.

    chosen  by the user: another column may have a name that is like it
    """
    keep = keeping(bare)

    def report(fault: Fault) -> None:
        if not fault.says.startswith("unknown column"):
            keep(fault)
        elif fault.nearest in ("", *chosen) or _says_what(fault.column):
            others.append(fault.column)
        else:
            raise fault

    return report


def _refuse_unchosen(
    path: Path, columns: Sequence[str], measures: Mapping[str, str], others: Sequence[str]
) -> None:
    """Name the columns that may be meant where none has a known name."""
    if any(each in measures for each in columns):
        return
    like = [*filter(_says_what, others)]
    if len(measures) == 1:
        [wanted] = measures
        near = difflib.get_close_matches(wanted, list(map(heading, others)), 1, 0.6)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise UserError(
            f"{path}: there is no column '{wanted}'{hint}; choose from {', '.join(others)}"
        )
    if like:
        raise UserError(
            f"{path}: which column was observed? Choose with --column: {', '.join(like)}"
        )


def _says_what(column: str) -> bool:
    """Whether the name of a column says that it holds per cent or shares."""
    name = heading(column)
    return bool(SAYS_PERCENT.search(name) or SAYS_SHARE.search(name))


def _rows(path: Path, sheet: Sheet, date: str, count: str, measure: str) -> Rows:
    columns = [*sheet.rows[0][1]]
    total = next((each for each in TOTALS if each in columns), None)
    if measure not in OF_ALL and total is None:
        raise UserError(
            f"{path}: {count} are counts, but of how many? Give a column total, or a column share"
        )
    whole = 1.0
    if measure in OF_ALL:
        whole = whole_of(path, [row[count] for _, row in sheet.rows], measure)
    known = _columns({count: measure})
    found: dict[str, list[Row]] = {}
    left_out, names = 0, GroupNames({})
    for k, row in sheet.rows:
        where = f"{path}, row {k}"
        value = count_in(known[count], row[count], measure, where)
        if value is None:
            left_out += 1
            continue
        of = None if total is None else read(known[total], row[total], where)
        if is_missing(row[date]):
            raise UserError(f"{where}: {date} is empty; give a month such as 2026-11, or a year")
        month, kind = period_in(row[date], where, date)
        name = names.of(read(known[GROUP], row.get(GROUP), where))
        share = value / whole if measure in OF_ALL else _share(value, of, count, where)
        row_total = float("nan") if of is None else of
        found.setdefault(name, []).append(Row(where, month, kind, share, row_total))
    if not found:
        raise UserError(f"{path}: no row has a number in '{count}'; give at least one")
    return Rows(found, left_out, names)


def _refuse_some_without_group(path: Path, sheet: Sheet) -> None:
    """Refuse rows without a group among others with one: whose they are, nobody can tell."""
    bare = [k for k, row in sheet.rows if is_missing(row.get(GROUP))]
    if bare and len(bare) < len(sheet.rows):
        raise UserError(
            f"{path}, row {bare[0]}: the group is empty, but other rows name one; write it in each "
            f"row, or {EVERYBODY} for everybody"
        )


def _share(value: float, total: float | None, count: str, where: str) -> float:
    if total is None:
        raise UserError(f"{where}: {count} is {value:g}, but total is empty; say of how many")
    if value > total:
        raise UserError(
            f"{where}: {count} is {value:g}, more than the total of {total:g}; correct one of them"
        )
    return value / total


def _left_out(path: Path, others: Sequence[str], rows: int) -> Iterator[str]:
    if others:
        yield f"{path.name}: columns that are not read: {', '.join(others)}"
    if rows:
        yield f"{path.name}: rows without a number were left out ({rows:,})"


def _periods(path: Path, kinds: set[str]) -> Iterator[str]:
    if "year" in kinds:
        yield f"{path.name}: a year counts as its June; give months if you know them"
    if "quarter" in kinds:
        yield f"{path.name}: a quarter counts as its second month"


def with_groups(parts: Sequence[ObservedSeries], names: Sequence[str]) -> ObservedSeries:
    """Put tables of one curve each together as groups."""
    series = tuple(
        replace(part.series[0], group=name) for part, name in zip(parts, names, strict=True)
    )
    return replace(parts[0], series=series)
