"""Reads the rows of a table of ties: two names of organisations each, and how far they trust."""

import difflib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks.assemble import Ties
from sim.networks.cells import shown
from sim.networks.columns import TIE, read_or_none
from sim.networks.sheets import Sheet
from sim.params.faults import Fault, Place, Report, refuse

ENDS = ("source", "target")
MOST_COMPARED = 100_000  # names with names, to find what a wrong one may mean: some seconds


class _Names:
    """The names of the organisations, and what a name that is none of them may mean.

    A code stands for its organisation too, unless it is a name, or of two.

    shared  codes of several organisations, and of how many
    """

    def __init__(self, names: Sequence[Any], codes: Sequence[Any] = ()):
        count = Counter(codes)
        coded = {each: i for i, each in enumerate(codes) if each is not None and count[each] == 1}
        self.number = coded | {name: i for i, name in enumerate(names) if name is not None}
        self.shared = {each: n for each, n in count.items() if each is not None and n > 1}
        self._numbers: dict[str, list[str]] = {}
        for each in [*self.number, *self.shared]:
            if each.isdecimal():
                self._numbers.setdefault(each.lstrip("0"), []).append(each)
        self._plain = {name.casefold(): name for name in self.number}
        self._meant: dict[str, str] = {}

    def meant(self, name: str) -> str:
        """Return the nearest name in quotes; empty if none is near, or there are too many.

        A number that looks like another is another, unless only zeros before it are missing.
        """
        if name.isdecimal():
            same = self._numbers.get(name.lstrip("0"), [])
            return f"'{same[0]}'" if len(same) == 1 else ""
        if name not in self._meant and len(self._meant) * len(self.number) < MOST_COMPARED:
            near = difflib.get_close_matches(name.casefold(), list(self._plain), 1)
            self._meant[name] = f"'{self._plain[near[0]]}'" if near else ""
        return self._meant.get(name, "")

    def unknown(self, column: str, name: str, where: Place) -> Fault:
        """Make the fault for what names no organisation, or several."""
        said = shown(name)
        if name in self.shared:
            says = f"{column} {said} is the code of {self.shared[name]:,} organisations"
            return Fault(where, says, "give the name of the one", column=column, value=said)
        lost = name.isdecimal() and name.lstrip("0") in self._numbers
        advice = "zeros before a number may be lost: keep codes as text" if lost else ""
        says = f"{column} {said} is not in the organisations file"
        return Fault(where, says, advice, column=column, value=said, nearest=self.meant(name))


def ties_between(
    path: Path | str,
    sheet: Sheet,
    names: Sequence[Any] | np.ndarray,
    report: Report = refuse,
    codes: Sequence[Any] | np.ndarray | None = None,
) -> Ties:
    """Read ties; a pair that appears twice, in either direction, is a fault.

    names   of the organisations, in their order; None where one has none
    report  takes each fault; a row with one is then left out
    codes   of the organisations, which ties may name too; None where one has none
    """
    known = _Names(list(names), [] if codes is None else list(codes))
    ties: dict[tuple[int, int], float] = {}
    for k, row in sheet.rows:
        where = Place(str(path), k)
        ends = [_end(name, row[name], known, where, report) for name in ENDS if name in row]
        trust = read_or_none(TIE["trust"], row.get("trust"), where, report)
        found = sorted(each for each in ends if each is not None)
        if len(found) < len(ENDS):
            continue
        one, other = found
        if one == other:
            said = shown(names[one])
            says = f"{said} is tied to itself"
            report(Fault(where, says, "remove the row", column=ENDS[0], value=said))
        elif (one, other) in ties:
            report(Fault(where, "this pair appears twice", "keep one row, since ties go both ways"))
        else:
            ties[one, other] = np.nan if trust is None else trust
    both = np.array(list(ties), np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1], np.array(list(ties.values()), np.float64)


def _end(column: str, value: Any, known: _Names, where: Place, report: Report) -> int | None:
    """Return the number of the organisation at one end of a tie; None if there is a fault."""
    faults: list[Fault] = []
    name = read_or_none(TIE[column], value, where, faults.append)
    if name is None and not faults:
        advice = "give the name of an organisation"
        faults.append(Fault(where, f"{column} is empty", advice, column=column))
    if name is not None and name not in known.number:
        faults.append(known.unknown(column, name, where))
    for fault in faults:
        report(fault)
    return known.number.get(name)
