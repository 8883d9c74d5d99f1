"""How a plan is called by one of its values: "£600,000", "no mandate", "boards every 3 months".

The words are declared with the parameter (`says` and `named` of `sim.params.declare.par`).  A
parameter without words of its own is called by its meaning: "mean digital maturity 0.5".
"""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from sim.params.display import as_typed

DIGITS = 3  # of a number in a name, unless two values would then look alike
MOST_DIGITS = 15
PERCENT = ("share", "share of budget", "share of activity", "probability")
AFTER = {"GBP/month": " a month", "kGBP/month": " a month", "kGBP/day": " a day",
         "1/month": " a month", "1/year": " a year", "day/month": " days a month"}  # fmt: skip
POUNDS = {"GBP": 1.0, "GBP/month": 1.0, "kGBP": 1e3, "kGBP/month": 1e3, "kGBP/day": 1e3}
MONTHS_OF_YEAR = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MILLION, MILLIONS = 1e6, " million"
INCOMPLETE = ("of ", "by ", "in ", "from ", "added ", "on ", "for ", "where ", "at ")


def phrases(about: Mapping[str, Any], key: str, values: Sequence[Any]) -> list[str]:
    """Name values of one parameter, with as few digits as tell them apart.

    Parameters
    ----------
    about : mapping
        What was declared of it: unit, meaning, words.
    key : str
        Dotted key, for a parameter whose meaning is no name.
    values : sequence
        As a scenario holds them.

    Returns
    -------
    list of str
        One phrase for each value, without a capital.
    """
    different = len({as_typed(each) for each in values})
    for digits in range(DIGITS, MOST_DIGITS):
        found = [phrase(about, key, each, digits) for each in values]
        if len(set(found)) >= different:
            break
    return found


def phrase(about: Mapping[str, Any], key: str, value: Any, digits: int = DIGITS) -> str:
    """Name one value of a parameter: "no mandate", "a mandate from month 12"."""
    named = about.get("named", {}).get(as_typed(value))
    if named is not None:
        return str(named)
    if value is None:
        return (
            f"{_noun(str(about.get('meaning', '')), key)}: {_unset(str(about.get('meaning', '')))}"
        )
    amount = quantity(value, str(about.get("unit", "")), about.get("dated", False), digits)
    says = about.get("says") or f"{_noun(str(about.get('meaning', '')), key)}: {{}}"
    return str(says).format(amount)


def quantity(value: Any, unit: str, dated: bool = False, digits: int = DIGITS) -> str:
    """Write a value with its unit: "£1.2 million", "10%", "month 12", "4 months", "yes"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int | float):
        return _word(value, unit)
    if unit in POUNDS:
        return f"{_money(value * POUNDS[unit], digits)}{AFTER.get(unit, '')}"
    if unit in PERCENT:
        return f"{_number(100 * value, digits)}%"
    number = _number(value, digits)
    if unit == "month":
        return f"month {number}" if dated else f"{number} month{'s' * (number != '1')}"
    return f"{number}{AFTER.get(unit, '')}"


def _word(value: Any, unit: str) -> str:
    if unit == "year-month":
        year, _, month = str(value).partition("-")
        return f"{MONTHS_OF_YEAR[int(month) - 1]} {year}"
    if unit == "path" and value is not None:
        return PurePath(value).name
    return as_typed(value).replace("_", " ")


def _money(pounds: float, digits: int) -> str:
    sign, size = "-" * (pounds < 0), abs(pounds)
    if size >= MILLION:
        return f"{sign}£{_number(size / MILLION, digits)}{MILLIONS}"
    number = _number(size, digits)
    decimals = number.partition(".")[2]
    return f"{sign}£{number}{'0' * (len(decimals) == 1)}"


def _number(value: float, digits: int) -> str:
    """Write a number with so many digits that count; a whole number up to 9,999 in full."""
    if isinstance(value, int) or (value == round(value) and abs(value) < 1e4):
        return f"{round(value):,}"
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    text = f"{round(value, decimals):,.{max(0, decimals)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unset(meaning: str) -> str:
    """Say what applies without a value, as the meaning has it: "none = from its types (E2)"."""
    return meaning.partition("none = ")[2].partition(" (")[0] or "none"


def _noun(meaning: str, key: str) -> str:
    """Make a name of a meaning: its first clause; else the last word of the key."""
    first = re.split(r"[;:(,]", meaning)[0].strip()
    if not first or first.startswith(INCOMPLETE):
        return key.rpartition(".")[2].replace("_", " ")
    return first
