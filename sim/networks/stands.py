"""Where an organisation stands today: the words for its stage, and the months since it began."""

import datetime
import difflib
import re
from typing import Any

import numpy as np

from sim.networks.cells import number_in, shown, word_in
from sim.params.errors import UserError
from sim.params.faults import Fault, Place
from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    IMPLEMENTING,
    REJECTED,
    STAGE_NAMES,
    STAGES,
    UNAWARE,
)
from sim.params.phrases import MONTHS_OF_YEAR

LIVE = len(STAGES)  # in use, whether still in the dip or embedded: its time tells
UNSAID = -1
TOLD = (*STAGES, "live")  # by its number
# Other words whose meaning is certain
MEANT = {
    "not started": UNAWARE, "not aware": UNAWARE, "heard": AWARE, "writing the case": COMMITTED,
    "business case": COMMITTED, "at the board": DECIDING, "procurement": DECIDING,
    "in procurement": DECIDING, "procuring": DECIDING, "piloting": IMPLEMENTING,
    "pilot": IMPLEMENTING, "in the dip": IMPLEMENTING, "business as usual": EMBEDDED,
    "bau": EMBEDDED, "in use": LIVE, "using it": LIVE, "adopted": LIVE, "turned down": REJECTED,
    "declined": REJECTED, "given up": ABANDONED, "discontinued": ABANDONED,
    "decommissioned": ABANDONED,
}  # fmt: skip
WORDS = {
    **{word: number for number, word in enumerate(TOLD)},
    **{word.replace(",", ""): number for number, word in enumerate(STAGE_NAMES)},
    **MEANT,
}
NOT_KNOWN = ("unknown", "not known", "?")  # as good as an empty cell
STAGE_ALLOWED = f"one of {', '.join(TOLD)} (or empty, if you do not know it)"

MOST_MONTHS = 600  # ago
YEARS = range(1950, 2201)
SINCE_ALLOWED = (
    "a month such as 2026-03, March 2026 or 03/2026, a date, or the months ago, "
    f"at most {MOST_MONTHS}"
)
NO_MONTH = "; it must be a month such as 2026-11, Nov 2026 or 11/2026, or a date"
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[ T][\d:.]+Z?)?)?")
YEAR_LAST = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})")
NAMED = re.compile(r"(?:(\d{1,2}) )?([a-z]{3,9})(?: (\d{1,2}))? (\d{4})|(\d{4}) ([a-z]{3,9})")
AGO = re.compile(r"(\d+) months?(?: ago)?")


def stage_in(value: Any, where: Place | str) -> int | None:
    """Return the stage that a cell says: as `STAGES`, or LIVE; None if it says that it is unknown.

    Raises
    ------
    Fault
        With the nearest word that is known.
    """
    word = (word_in(value) or "") if isinstance(value, str) else ""
    plain = " ".join(re.sub(r"[-_,]", " ", word.casefold()).split())
    if plain in NOT_KNOWN:
        return None
    if plain not in WORDS:
        near = difflib.get_close_matches(plain, list(WORDS), 1, 0.6) if plain else []
        raise Fault(
            where, f"stage is {shown(value)}", f"it must be {STAGE_ALLOWED}",
            column="stage", value=shown(value), nearest="".join(near),
        )  # fmt: skip
    return WORDS[plain]


def since_in(value: Any, where: Place | str) -> int:
    """Return since when a cell says that an organisation stands there.

    Returns
    -------
    int
        Months ago, 0 to MOST_MONTHS; or a calendar month, as 12 times the year plus 0 to 11.

    Raises
    ------
    Fault
        If it is no month, or could be two.
    """
    if isinstance(value, datetime.date):  # a datetime is one
        found = _dated(value.year, value.month)
    elif isinstance(value, np.datetime64):
        found = _calendar(str(value.astype("datetime64[D]")), where)
    elif isinstance(value, str):
        found = _calendar(" ".join(value.casefold().replace(",", " ").split()), where)
    else:
        found = None
    if found is None:
        found = _ago(value, where)
    if found is None:
        raise _no_month(where, value, "", f"it must be {SINCE_ALLOWED}")
    return found


def month_in(value: Any, where: str, column: str) -> int:
    """Return the calendar month that a cell says: 12 times the year, plus 0 to 11.

    column  its name, for the message

    Raises
    ------
    UserError
        If it is none, or could be two.
    """
    try:
        found = since_in(value, where)
    except UserError as error:
        named = str(error).replace(": since is ", f": {column} is ", 1)
        raise UserError(named.replace(f"; it must be {SINCE_ALLOWED}", NO_MONTH)) from None
    if found <= MOST_MONTHS:
        raise UserError(f"{where}: {column} is {shown(value)}{NO_MONTH}.")
    return found


def since_in_words(since: int) -> str:
    """Write since when an organisation stands somewhere, as a file may say it."""
    return str(since) if since <= MOST_MONTHS else f"{since // 12:04d}-{since % 12 + 1:02d}"


def month_in_words(count: int) -> str:
    """Name a calendar month: "March 2026"."""
    return f"{MONTHS_OF_YEAR[count % 12]} {count // 12}"


def _no_month(where: Place | str, value: Any, why: str, advice: str) -> Fault:
    """Make the fault for a cell that says no month, or could mean two."""
    said = shown(value)
    return Fault(where, f"since is {said}{why}", advice, column="since", value=said)


def _ago(value: Any, where: Place | str) -> int | None:
    """Return months ago; a year by itself is refused, since it names no month."""
    text = AGO.fullmatch(value.strip().casefold()) if isinstance(value, str) else None
    number = number_in(text.group(1) if text else value)
    if number is None or number != np.floor(number) or not np.isfinite(number):
        return None
    if text is None and number in YEARS:
        advice = f"say the month too, such as {number:.0f}-03"
        raise _no_month(where, value, ", which is a year", advice)
    return int(number) if 0 <= number <= MOST_MONTHS else None


def _calendar(text: str, where: Place | str) -> int | None:
    """Read a month of the calendar, or a date, in any of the usual ways."""
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return _dated(int(year), int(month), day)
    if found := YEAR_LAST.fullmatch(text):
        day, month, year = found.groups()
        return _day_or_month_first(day, int(month), int(year), text, where)
    if found := NAMED.fullmatch(text.replace("-", " ").replace(".", " ").replace("  ", " ")):
        day, word, other, year, first_year, last_word = found.groups()
        month = _month_named(word or last_word)
        return None if month is None else _dated(int(year or first_year), month, day or other)
    return None


def _day_or_month_first(
    day: str | None, month: int, year: int, text: str, where: Place | str
) -> int | None:
    """Read 15/03/2026 or 03/15/2026; refuse what could be either."""
    if day is None:
        return _dated(year, month)
    as_british, as_american = _dated(year, month, day), _dated(year, int(day), str(month))
    if as_british is not None and as_american is not None and as_british != as_american:
        both = as_british, as_american
        may, write = (" or ".join(map(each, both)) for each in (month_in_words, since_in_words))
        raise _no_month(where, text, f", which may be {may}", f"write {write}")
    return as_british if as_british is not None else as_american


def _dated(year: int, month: int, day: str | None = None) -> int | None:
    """Count a calendar month; None if there is no such month or day."""
    try:
        datetime.date(year, month, int(day or 1))
    except ValueError:
        return None
    return 12 * year + month - 1 if year in YEARS else None


def _month_named(word: str) -> int | None:
    fits = [k for k, each in enumerate(MONTHS_OF_YEAR, 1) if each.casefold().startswith(word)]
    return fits[0] if len(fits) == 1 else None
