"""Reads what experts said: a table with quantiles of numbers, one row for each key and expert."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from sim.config import keys
from sim.config.distributions import distributions, reasons
from sim.networks.cells import Percent, is_missing, number_in, shown, text_of
from sim.networks.decimal_commas import DECIMAL_COMMA
from sim.networks.sheets import plain_rows
from sim.params.declare import in_full
from sim.params.errors import UserError
from sim.study.experts.quantile_headings import (
    EXAMPLE,
    heading_text,
    percent_of,
    refuse_two_ways,
)

KEY, EXPERT = "key", "expert"
UNREAD = ("note", "notes", "why", "reason", "question", "meaning", "unit")  # for people only


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one expert said of one number.

    where   its place, for a message
    shares  of the expert's belief below each value, from 0 to 1, ascending
    values  in the unit of the key, ascending
    """

    where: str
    key: str
    expert: str
    shares: tuple[float, ...]
    values: tuple[float, ...]


def read_judgements(path: Path) -> list[Judgement]:
    """Read quantiles from a table (CSV or .xlsx).

    Columns: `key`; `expert`, if there are several; and quantiles, headed by a percentage (`5%`) or
    a word (`lower`, `median`, `upper`).  Cells without a value are left out.

    Raises
    ------
    UserError
        If the table cannot be read, a key is unknown or not for experts, or values fall or are
        outside what the model allows.
    """
    rows, has_commas_between = plain_rows(path)
    if len(rows) < 2:
        raise UserError(f"{path}: give a row of headings and a row for each key, {EXAMPLE}")
    columns = _columns([*map(heading_text, rows[0][1])], str(path))
    found, seen, names = [], set[tuple[str, str]](), dict[str, str]()
    for number, row in rows[1:]:
        place = f"{path}, row {number}"
        each = _judgement(place, row, len(rows[0][1]), columns, has_commas_between)
        each = replace(each, expert=names.setdefault(each.expert.casefold(), each.expert))
        if (each.key, each.expert) in seen:
            who = f" by {each.expert}" if each.expert else "; name the experts in a column 'expert'"
            raise UserError(f"{each.where}: {each.key} is there twice{who}")
        seen.add((each.key, each.expert))
        found.append(each)
    _refuse_nobody(found)
    return found


def _refuse_nobody(found: Sequence[Judgement]) -> None:
    """Refuse a row without an expert among others with one: they would count as another."""
    bare = [each for each in found if not each.expert]
    if bare and len(bare) < len(found):
        raise UserError(f"{bare[0].where}: the expert is missing, but other rows name one; write "
                        "who said it")  # fmt: skip


def _columns(headings: Sequence[str], where: str) -> dict[str | float, int]:
    """Find key, expert and shares (in per cent) among the headings: what -> place."""
    refuse_two_ways([each.casefold() for each in headings], where)
    found: dict[str | float, int] = {}
    for place, heading in enumerate(headings):
        what = _heading(heading.casefold(), where) if heading else None
        if what is None:
            continue
        if what in found:
            raise UserError(f"{where}: two columns say the same, {headings[found[what]]!r} and "
                            f"{heading!r}; keep one of them")  # fmt: skip
        found[what] = place
    if KEY not in found:
        raise UserError(f"{where}: the column 'key' is missing; give columns {EXAMPLE}")
    if sum(isinstance(each, float) for each in found) < 2:
        raise UserError(f"{where}: give at least two quantiles, {EXAMPLE}")
    return found


def _heading(text: str, where: str) -> str | float | None:
    if text in (KEY, EXPERT):
        return text
    if text in UNREAD:
        return None
    return percent_of(text, (KEY, EXPERT, *UNREAD), where)


def _judgement(
    where: str, row: Sequence[Any], width: int, columns: Mapping[str | float, int],
    has_commas_between: bool,
) -> Judgement:  # fmt: skip
    def cell(what: str | float) -> Any:
        place = columns.get(what, len(row))
        return row[place] if place < len(row) else None

    if any(not is_missing(each) for each in row[width:]):
        raise UserError(f"{where}: it has {len(row)} cells, but there are {width} headings; take "
                        "out commas within numbers, or add headings")  # fmt: skip
    key = text_of(str(cell(KEY) or ""))
    key = key.casefold() if key.casefold() in distributions() else key
    _refuse_key(key, where)
    given = sorted(each for each in columns if isinstance(each, float))
    told = [(each, cell(each)) for each in given if not is_missing(cell(each))]
    values = [_value(key, _name(each), it, where, has_commas_between) for each, it in told]
    shares = [each for each, _ in told]
    if len(values) < 2:
        raise UserError(f"{where}: {key} needs two quantiles or more; leave the row out if nobody "
                        "knows")  # fmt: skip
    _refuse_falling(key, shares, values, where)
    expert = " ".join(text_of(str(cell(EXPERT) or "")).split())
    return Judgement(where, key, expert, tuple(each / 100 for each in shares), tuple(values))


def _refuse_falling(key: str, shares: Sequence[float], values: Sequence[float], where: str) -> None:
    told = [*zip(shares, values, strict=True)]
    for (lower, one), (upper, other) in pairwise(told):
        if one >= other:
            raise UserError(
                f"{where}: {_name(lower)} of {key} is {in_full(one)} and {_name(upper)} is "
                f"{in_full(other)}; values must rise with the percentage"
            )


def _refuse_key(key: str, where: str) -> None:
    if not key:
        raise UserError(f"{where}: the key is missing; name one, such as assumptions.top_threshold")
    try:
        keys.find(key)
    except UserError as error:
        raise UserError(f"{where}: {error}") from None
    if key in distributions():
        if distributions()[key].words:
            raise UserError(f"{where}: {key} is a choice of words, which has no quantiles; "
                            "leave it out")  # fmt: skip
        return
    why = reasons((key,)).get(key, "it is no number")
    raise UserError(f"{where}: {key} is not drawn ({why}); set it with {key}=value, or let several "
                    "people score it")  # fmt: skip


def _value(key: str, name: str, cell: Any, where: str, has_commas_between: bool) -> float:
    """Read one number; `25%` is 0.25 where the model takes shares."""
    text = text_of(cell) if isinstance(cell, str) else cell
    if isinstance(text, str) and DECIMAL_COMMA.fullmatch(text) and not has_commas_between:
        text = text.replace(",", ".")
    number = number_in(text)
    leaf = keys.find(key)
    low, high, unit = (leaf.field.metadata[each] for each in ("low", "high", "unit"))
    if number is None:
        raise UserError(f"{where}: {name} of {key} is {shown(cell)}; give a number")
    if high > 1 and (isinstance(cell, Percent) or (isinstance(text, str) and text.endswith("%"))):
        raise UserError(f"{where}: {name} of {key} is {shown(heading_text(cell))}, but it is "
                        f"counted in {unit}; give that number")  # fmt: skip
    if not low <= number <= high:
        hint = (
            f"; write {number / 100:g} for {number:g} %" if 1 < number <= 100 * high == 100 else ""
        )
        raise UserError(
            f"{where}: {name} of {key} is {in_full(number)}; it must be from {in_full(low)} to "
            f"{in_full(high)} [{unit}]{hint}"
        )
    return number


def _name(percent: float) -> str:
    return {0.0: "the lower limit", 50.0: "the median", 100.0: "the upper limit"}.get(
        percent, f"the {percent:g} % quantile"
    )
