"""Faults in words: those of one kind together, with the rows in which they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.params.faults import Fault

ROWS, VALUES = 4, 3  # that an entry names
ENTRIES = 12  # that fit on a screen


@dataclass(frozen=True, slots=True)
class Entry:
    """Faults of one kind in one column of one file."""

    file: str
    column: str
    faults: tuple[Fault, ...]

    def lines(self, every: bool = False) -> tuple[str, str]:
        """Say where it is, and what is wrong and allowed.

        every  name all rows and values
        """
        return self._where(every), self._what(every)

    def _where(self, every: bool) -> str:
        rows = list(dict.fromkeys(each.row for each in self.faults if each.row is not None))
        parts = [Path(self.file).name if self.file else ""]
        parts += [f"column {self.column}"] if self.column and "." not in self.column else []
        unit = "line" if self.file.endswith((".yaml", ".yml")) else "row"
        parts += [f"{unit}{'s' if len(rows) > 1 else ''} {_some(rows, every)}"] if rows else []
        return ", ".join(parts)

    def _what(self, every: bool) -> str:
        first = self.faults[0]
        values = {each.value: each for each in self.faults if each.value}
        if len(values) < 2:
            return str(first).removeprefix(_place(first))
        shown = list(values.values()) if every else list(values.values())[:VALUES]
        said = [f"{each.value} ({each.nearest}?)" if each.nearest else each.value for each in shown]
        more = len(values) - len(said)
        listed = ", ".join(said) + (f" and {more:,} more" if more else "")
        advice = max((each.advice for each in self.faults), key=len)  # the one that says most
        then = f"; {advice}" if advice else ""
        return f"{first.says.replace(first.value, listed)}{then}."


def entries_of(faults: Sequence[Fault]) -> list[Entry]:
    """Group faults by file, column and kind; in the order in which each is first met."""
    grouped: dict[tuple[str, str, str], list[Fault]] = {}
    for each in faults:
        grouped.setdefault((each.file, each.column, _kind(each)), []).append(each)
    return [Entry(file, column, tuple(group)) for (file, column, _), group in grouped.items()]


def in_words(faults: Sequence[Fault], every: bool = False) -> Iterator[tuple[str, str]]:
    """Yield where and what of each kind of fault: at most a screenful, unless all are wanted."""
    entries = entries_of(faults)
    for each in entries if every else entries[:ENTRIES]:
        yield each.lines(every)


def left_out(faults: Sequence[Fault]) -> int:
    """Count the kinds of faults that `in_words` leaves out."""
    return max(0, len(entries_of(faults)) - ENTRIES)


def document(fault: Fault) -> dict[str, Any]:
    """Return a fault as plain data."""
    return {
        "file": fault.file, "row": fault.row, "column": fault.column or None,
        "value": fault.value.strip("'") or None, "says": fault.says,
        "advice": fault.advice or None, "nearest": fault.nearest.strip("'") or None,
    }  # fmt: skip


def _kind(fault: Fault) -> str:
    """Return what is wrong without the value, so that equal faults are one."""
    return fault.says.replace(fault.value, "...") if fault.value else fault.says


def _place(fault: Fault) -> str:
    where = f"{fault.file}, row {fault.row}" if fault.row is not None else fault.file
    return f"{where}: "


def _some(rows: Sequence[int], every: bool) -> str:
    """List rows: "4, 7, 9 and 12 more"."""
    if every or len(rows) <= ROWS + 1:
        return ", ".join(map(str, rows))
    return f"{', '.join(map(str, rows[:ROWS]))} and {len(rows) - ROWS:,} more"
