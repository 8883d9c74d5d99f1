"""One value, however a person, a spreadsheet or a library writes it: read, or told to be none.

A value is what a cell of a file, an attribute of a graph or an entry of an array holds.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from sim.params.spreadsheet_text import as_meant
from sim.params.visible_text import printable, visible

# What spreadsheets, R, pandas and databases write where there is nothing.
WORDS_FOR_NOTHING = frozenset({"nan", "<na>", "na", "n/a", "#n/a", "none", "null", "nat"})
NOTHING = WORDS_FOR_NOTHING | {""}
ERRORS = frozenset({"#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!"})
YES_OR_NO = {
    "yes": True, "y": True, "true": True, "t": True,
    "no": False, "n": False, "false": False, "f": False,
}  # fmt: skip
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
LONGEST = 40  # characters of a value that a message shows
DIGITS_PER_BIT = 0.30103


class Formula:
    """Stands for a formula whose result is not in the file; no column allows it."""

    def __str__(self) -> str:
        return "a formula without its result"


class Percent(float):
    """Stands for a share that a workbook shows in per cent: 0.17 of a cell that reads 17%."""


def plain(value: Any) -> Any:
    """Unwrap an array that holds one value and no dimension."""
    return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value


def text_of(value: str) -> str:
    """Return text as it is seen: accents written in one way (NFC), nothing invisible in it."""
    if value.isascii() and value.isprintable():
        return value.strip()
    return unicodedata.normalize("NFC", visible(value)).strip()


def is_missing(value: Any) -> bool:
    """Return whether a value stands for nothing: None, not a number, NA, NaT, blank text."""
    if isinstance(value, str):
        return text_of(value).lower() in NOTHING
    if value is None or value is np.ma.masked or type(value).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    return isinstance(value, float | np.generic) and bool(value != value)


def words_for_nothing(values: Iterable[Any]) -> list[str]:
    """Return the words among values that stand for nothing, such as NA, each as often as it is."""
    words = [each.strip() for each in values if isinstance(each, str)]
    nothing = {each for each in set(words) if text_of(each).lower() in WORDS_FOR_NOTHING}
    return [each for each in words if each in nothing]


def number_in(value: Any) -> float | None:
    """Return the number that a value says, or None; true and false are not numbers.

    A number too large to hold is infinite.  A share may be written in per cent.
    """
    if isinstance(value, str):
        return _number_in_text(text_of(value))
    if isinstance(value, bool | np.bool_ | np.timedelta64):  # the last calls itself an integer
        return None
    if not isinstance(value, int | float | Decimal | Fraction | np.integer | np.floating):
        return None
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _number_in_text(text: str) -> float | None:
    if text.endswith("%"):
        share = _number_in_text(text[:-1].rstrip())
        return None if share is None else share / 100
    return float(text) if NUMBER.fullmatch(text) else None


def flag_in(value: Any) -> bool | None:
    """Return the yes or no that a value says, as a word, as true or false, or as 1 or 0."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, str) and text_of(value).lower() in YES_OR_NO:
        return YES_OR_NO[text_of(value).lower()]
    return {1.0: True, 0.0: False}.get(number_in(value))  # type: ignore[arg-type]


def word_in(value: Any) -> str | None:
    """Return the text that a value says, with single spaces, or None; 3.0 is the name 3."""
    if isinstance(value, str):
        text = text_of(value)
        return None if text.lower() in ERRORS else " ".join(as_meant(text).split())
    number = number_in(value)
    if number is None or np.isinf(number):
        return None
    return str(int(value)) if number.is_integer() else str(value)


def or_empty(value: Any) -> str:
    """Say that a cell may be empty where it holds words: "TBC", "?" or "don't know" mean that."""
    is_words = isinstance(value, str) and not any(each.isdigit() for each in value)
    return ", or empty if nobody knows" if is_words else ""


def shown(value: Any) -> str:
    """Write a value for a message, shortened: at most 40 characters of it."""
    if isinstance(value, int) and value.bit_length() > LONGEST / DIGITS_PER_BIT:
        return f"a number of {int(value.bit_length() * DIGITS_PER_BIT) + 1:,} digits"
    text = printable(" ".join(str(value).split()))
    if len(text) <= LONGEST:
        return f"'{text}'"
    return f"'{text[: LONGEST // 2]}...' ({len(text):,} characters)"
