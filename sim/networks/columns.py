"""What each column of an organisation or a tie means, and how its values are read.

Files, graphs and matrices all go through this module, so they follow one set of rules. The page on
one's own organisations (`docs/how-to/your-own-organisations.md`) states them in a table.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from sim.networks import cells, stands
from sim.params import System as SystemParameters
from sim.params.faults import Fault, Place, Report, refuse

LARGEST = 1e9
LONGEST = 500  # characters of a name, a type or a region
Where = Callable[[int], Place | str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds and the values that are allowed.

    holds   "words", "yes or no", "numbers", "a stage" or "a month"
    low     least number, itself allowed unless `above`; high is allowed
    needed  a file must have it in every row
    meaning what it says of an organisation or a tie, for a reader
    """

    name: str
    holds: str
    low: float = 0.0
    high: float = 1.0
    whole: bool = False
    above: bool = False
    needed: bool = False
    meaning: str = ""

    @property
    def allowed(self) -> str:
        """What a value must be, for a message."""
        if self.holds == "words":
            return "a word or a number"
        if self.holds == "a stage":
            return stands.STAGE_ALLOWED
        if self.holds == "a month":
            return stands.SINCE_ALLOWED
        if self.holds == "yes or no":
            return "yes or no (or true or false, 1 or 0)"
        most = "a billion" if self.high == LARGEST else f"{self.high:g}"
        if self.whole:
            return f"a whole number from {self.low:g} to {most}"
        if not self.above:
            return f"a number from {self.low:g} to {most}"
        return f"a number above {self.low:g} and at most {most}"


def _whole(name: str, meaning: str) -> Column:
    """Make a column of whole numbers with the range of the system's key of that name."""
    (about,) = (each.metadata for each in fields(SystemParameters) if each.name == name)
    return Column(name, "numbers", about["low"], about["high"], whole=True, meaning=meaning)


def _by_name(*columns: Column) -> dict[str, Column]:
    return {each.name: each for each in columns}


TRAITS = {
    "maturity": "digital maturity: how well its systems and data support new ways of working",
    "capacity": "time, people and skills to make a change",
    "culture": "openness to change, and how safe it is to try and to fail",
    "finance": "financial headroom to invest",
}
ORGANISATION = _by_name(
    Column("name", "words", needed=True, meaning="what it is called; an alias will do"),
    Column("type", "words", needed=True, meaning="kind of organisation, such as Acute trust"),
    *(Column(name, "numbers", meaning=TRAITS[name]) for name in TRAITS),
    Column("region", "words", meaning="integrated care system or network"),
    Column("deprived", "yes or no", meaning="whether it serves a deprived area"),
    Column(
        "size", "numbers", high=LARGEST, above=True,
        meaning="1 is average; money, risk and patients served grow with it",
    ),
    Column("legacy", "numbers", meaning="burden of old IT systems"),
    Column("orientation", "numbers", meaning="culture, from standards (0) to adaptation (1)"),
    _whole("board_interval", "months between board meetings"),
    _whole("approvals", "boards that must agree, one after the other"),
    Column("stage", "a stage", meaning="where it stands with the innovation today"),
    Column("since", "a month", meaning="since when it stands there; empty if nobody knows"),
    Column("code", "words", meaning="its code in a register, such as R0A; ties may name it"),
)  # fmt: skip
TIE = _by_name(
    Column("source", "words", needed=True, meaning="name of an organisation"),
    Column("target", "words", needed=True, meaning="name of another; a tie goes both ways"),
    Column("trust", "numbers", above=True, meaning="how far they believe each other"),
)
OF_TODAY: dict[str, Callable[[Any, Place | str], int | None]] = {
    "a stage": stands.stage_in, "a month": stands.since_in,
}  # fmt: skip
SHARES = ("maturity", "capacity", "culture", "finance", "legacy", "orientation")


def heading(given: Any) -> str:
    """Return the name of a column as we write it: "Board interval " is board_interval."""
    text = cells.text_of(str(given)).lower()
    return "_".join(text.replace("-", " ").replace("_", " ").split())


def unknown(where: str, given: Any, known: Iterable[str], what: str = "column") -> Fault:
    """Make the fault for an unknown column, with the nearest known one."""
    known, said = list(known), cells.shown(given)
    return Fault(
        where, f"unknown {what} {said}", f"choose from {', '.join(known)}",
        column=str(given), value=said, nearest=nearest(given, known) or "",
    )  # fmt: skip


def nearest(given: Any, known: Iterable[str]) -> str | None:
    """Return the known column that a name may be a misspelling of."""
    near = difflib.get_close_matches(heading(given), list(known), 1, 0.75)
    return near[0] if near else None


def chosen(
    given: Mapping[Any, Any], known: Iterable[str], where: str, report: Report = refuse
) -> dict[Any, str]:
    """Return the known column that each heading names; given as places and their headings.

    An unknown heading, and the second of two that name one column, are faults and left out.
    """
    known, names = list(known), {place: heading(each) for place, each in given.items()}
    for place, name in names.items():
        if name not in known:
            report(unknown(where, given[place], known))
    for name, count in Counter(names.values()).items():
        if count > 1 and name in known:
            report(
                Fault(where, f"the column '{name}' appears twice", "keep one of them", column=name)
            )
    first = {name: place for place, name in reversed(names.items())}
    return {place: name for name, place in reversed(first.items()) if name in known}


def read(column: Column, value: Any, where: Place | str) -> Any:
    """Return the value of a cell: text, a number, true or false; None if it is missing.

    Parameters
    ----------
    column : Column
        What the cell must hold.
    value : object
        Of any type of Python, numpy or pandas.
    where : Place or str
        Which cell, for the message.

    Raises
    ------
    Fault
        If the value is not what the column holds, or out of its range.
    """
    value = cells.plain(value)
    if cells.is_missing(value):
        return None
    if column.holds in OF_TODAY and not isinstance(value, cells.Formula):
        return OF_TODAY[column.holds](value, where)
    take = {"words": cells.word_in, "yes or no": cells.flag_in}.get(column.holds, cells.number_in)
    found: Any = take(value)
    if found is None or (column.holds == "numbers" and not _in_range(column, found)):
        raise refused(column, value, where)
    if isinstance(found, str) and len(found) > LONGEST:
        says, most = f"{column.name} has {len(found):,} characters", f"at most {LONGEST} are read"
        raise Fault(where, says, most, column=column.name, value=cells.shown(found))
    return found


def read_or_none(column: Column, value: Any, where: Place | str, report: Report) -> Any:
    """Return the value of a cell; one that is not allowed is a fault and counts as missing."""
    try:
        return read(column, value, where)
    except Fault as fault:
        report(fault)
        return None


def refused(column: Column, value: Any, where: Place | str) -> Fault:
    """Make the fault for a value that its column does not allow."""
    empty = "" if column.needed else cells.or_empty(value)
    advice = f"it must be {column.allowed}{empty}"
    said = cells.shown(value)
    if isinstance(value, cells.Formula):
        said = str(value)
        advice = "open the file in a spreadsheet program and save it again, or write the number"
    return Fault(where, f"{column.name} is {said}", advice, column=column.name, value=said)


def read_all(
    column: Column, values: Sequence[Any] | np.ndarray, where: Where, report: Report = refuse
) -> np.ndarray:
    """Read the values of a column.

    Parameters
    ----------
    column : Column
        What they must be.
    values : sequence or ndarray
        One for each organisation.
    where : callable
        Gives the place of a value from its number, for the message.
    report : callable
        Takes the fault of each value that is not allowed, and which then counts as missing.

    Returns
    -------
    ndarray
        Text or None (object) for words; else float64 with NaN where nothing is said.
    """
    numeric = isinstance(values, np.ndarray) and values.dtype.kind in "iuf"
    if numeric and column.holds == "numbers":
        return _read_numbers(column, np.asarray(values), where, report)
    found, known = [], dict[str, Any]()  # known: a column of a large table says few things often
    # A plain list: each value is then of Python's or the library's own type
    for i, each in enumerate(list(values)):
        is_text = isinstance(each, str)
        one = known.get(each) if is_text else None
        if one is None:
            one = read_or_none(column, each, where(i), report)
            if is_text:
                known[each] = one
        found.append(one)
    if column.holds == "words":
        return np.array([*found, None], object)[:-1]
    return np.array([np.nan if each is None else each for each in found], np.float64)


def noted_as_missing(what: str, values: Iterable[Any]) -> list[str]:
    """Return the note on words that count as missing, such as NA, which may be meant as a name."""
    words = cells.words_for_nothing(values)
    said = ", ".join(sorted(set(words)))
    return [f"{what} that say {said} count as empty ({len(words):,})"] if words else []


def _read_numbers(column: Column, given: np.ndarray, where: Where, report: Report) -> np.ndarray:
    """Read an array of numbers at once."""
    values = given.astype(np.float64)
    bad = ~(np.isnan(values) | _in_range(column, values))
    for i in np.flatnonzero(bad).tolist():
        report(refused(column, given[i], where(i)))
    return np.where(bad, np.nan, values)


def _in_range(column: Column, value: Any) -> Any:
    """Return whether a number, or each of an array, is in the range of its column."""
    at_least = value > column.low if column.above else value >= column.low
    fits = at_least & (value <= column.high)
    return fits & (value == np.floor(value)) if column.whole else fits


def report_empty(
    column: Column, values: Sequence[Any], place: Where, report: Report = refuse
) -> None:
    """Report each empty cell of a column that every organisation needs."""
    for i, value in enumerate(values):
        if cells.is_missing(value):
            advice = "every organisation needs it"
            report(Fault(place(i), f"'{column.name}' is empty", advice, column=column.name))


def refuse_bad_names(names: Iterable[Any], place: Where) -> None:
    """Raise an error for an organisation without a name, or with the name of another."""
    names = list(names)
    if None in names:
        advice = "every organisation needs one"
        raise Fault(place(names.index(None)), "the name is missing", advice, column="name")
    report_twice(names, place)


def report_twice(names: Iterable[Any], place: Where, report: Report = refuse) -> None:
    """Report each organisation that has the name of another; None is no name."""
    known: dict[str, int] = {}
    for i, name in enumerate(names):
        if name is not None and known.setdefault(name, i) != i:
            said = cells.shown(name)
            says = f"two organisations have the name {said}"
            report(Fault(place(i), says, "rename one of them", column="name", value=said))
