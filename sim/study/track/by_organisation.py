"""Uptake organisation by organisation: since when each is live, counted by month."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks import stands
from sim.networks.cells import is_missing, shown
from sim.networks.columns import ORGANISATION, read
from sim.networks.sheets import Sheet
from sim.networks.stands import month_in, month_in_words
from sim.params.errors import UserError
from sim.params.names import ABANDONED, EMBEDDED, IMPLEMENTING
from sim.study.track.observed import LIVE, Observed, Seen, checked
from sim.study.track.observed_columns import FROM, GIVEN_UP, NAME

LOOK_BACK = 3  # [month] between the dates at which go-lives are counted
LIVE_STAGES = (IMPLEMENTING, EMBEDDED, stands.LIVE)


def observed_by_organisation(
    path: Path, sheet: Sheet, names: Sequence[str], organisations: int, start: int,
    as_of: int | None, notes: tuple[str, ...],
) -> Observed:  # fmt: skip
    """Read since when each organisation is live, and count them by month.

    Raises
    ------
    UserError
        If the month up to which it is known is missing, or a row says what cannot be.
    """
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
    if FROM not in columns:
        notes += tuple(_unsaid(path, sheet, len(names)))
    absent = len(names) - len(found)
    if absent and FROM in columns:
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


def _unsaid(path: Path, sheet: Sheet, organisations: int) -> Iterator[str]:
    """Say that those without a stage count as not live where only live ones have one.

    So they do as organisations of the system.

    Raises
    ------
    UserError
        If other stages are said, so that nobody knows of those without one.
    """
    said, unknown = [], 0
    for k, row in sheet.rows:
        stage = read(ORGANISATION["stage"], row["stage"], f"{path}, row {k}")
        if stage is not None or not is_missing(row.get(GIVEN_UP)):
            said.append(stage)
        unknown += stage is None and not is_missing(row["stage"])
    empty = organisations - len(said)
    if empty and (unknown or not all(each in LIVE_STAGES for each in said)):
        raise UserError(
            f"{path}: the stage of {empty:,} of {organisations:,} organisations is not said, so "
            "it is not known how many are live; write unaware or live for each of them"
        )
    if empty:
        yield (
            f"{path.name}: only live sites say their stage, so the {empty:,} organisations without "
            "one count as not live"
        )


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
