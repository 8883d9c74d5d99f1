"""Reads what experts said: a table with quantiles of numbers, one row for each key and expert."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from sim.config import keys
from sim.config.distributions import distributions, reasons
from sim.config.preset_files import nearest
from sim.networks.cells import is_missing, number_in, shown, text_of
from sim.networks.decimal_commas import DECIMAL_COMMA
from sim.networks.sheets import plain_rows
from sim.params.declare import in_full
from sim.params.errors import UserError

KEY, EXPERT = "key", "expert"
UNREAD = ("note", "notes", "why", "reason", "question", "meaning", "unit")  # for people only
WORDS = {  # the limits of SHELF are values that it would be very surprising to see passed
    "lower": 0.0, "lower limit": 0.0, "lower plausible limit": 0.0, "low": 0.0, "minimum": 0.0,
    "lower quartile": 25.0, "q1": 25.0, "median": 50.0, "plausible median": 50.0, "q2": 50.0,
    "upper quartile": 75.0, "q3": 75.0, "high": 100.0, "upper": 100.0, "upper limit": 100.0,
    "upper plausible limit": 100.0, "maximum": 100.0,
}  # fmt: skip
PERCENT = re.compile(r"p?(\d+(?:\.\d+)?) ?%?")
EXAMPLE = "such as key,expert,5%,50%,95% or key,expert,lower,median,upper"


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
    columns = _columns([text_of(str(cell or "")) for cell in rows[0][1]], str(path))
    found, seen = [], set[tuple[str, str]]()
    for number, row in rows[1:]:
        each = _judgement(f"{path}, row {number}", row, columns, has_commas_between)
        if (each.key, each.expert) in seen:
            who = f" by {each.expert}" if each.expert else "; name the experts in a column 'expert'"
            raise UserError(f"{each.where}: {each.key} is there twice{who}")
        seen.add((each.key, each.expert))
        found.append(each)
    return found


def _columns(headings: Sequence[str], where: str) -> dict[str | float, int]:
    """Find key, expert and shares (in per cent) among the headings: what -> place."""
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
    if text in WORDS:
        return WORDS[text]
    match = PERCENT.fullmatch(text)
    if match is None or not 0 <= float(match[1]) <= 100:
        near = nearest(text, (KEY, EXPERT, *WORDS, *UNREAD))
        raise UserError(
            f"{where}: {shown(text)} is no column of this table{near}; give columns {EXAMPLE}"
        )
    if text == match[1] and float(text) < 1:  # 0.05 is 5 % with a heading of numbers
        return float(text) * 100
    return float(match[1])


def _judgement(
    where: str, row: Sequence[Any], columns: Mapping[str | float, int], has_commas_between: bool
) -> Judgement:
    def cell(what: str | float) -> Any:
        place = columns.get(what, len(row))
        return row[place] if place < len(row) else None

    key = text_of(str(cell(KEY) or ""))
    _refuse_key(key, where)
    given = sorted(each for each in columns if isinstance(each, float))
    told = [(each, cell(each)) for each in given if not is_missing(cell(each))]
    values = [_value(key, _name(each), it, where, has_commas_between) for each, it in told]
    shares = [each for each, _ in told]
    if len(values) < 2:
        raise UserError(f"{where}: {key} needs two quantiles or more; leave the row out if nobody "
                        "knows")  # fmt: skip
    _refuse_falling(key, shares, values, where)
    expert = text_of(str(cell(EXPERT) or ""))
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
    if isinstance(text, str) and text.endswith("%") and high > 1:
        raise UserError(f"{where}: {name} of {key} is {shown(cell)}, but it is counted in {unit}; "
                        "give that number")  # fmt: skip
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
