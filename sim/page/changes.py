"""What each value of a dial changes in the numbers of a plan, before dials meet.

A change is made in the page by writing words of eight bytes: into what dials set (`Parts`), into
the settings of a period, or into an array of a made-up system.  What several dials make together is
left out: compiled rules work it out (`sim.process.settings.composition`).
"""

import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from sim.config import with_values
from sim.networks import system_of
from sim.networks.system import System
from sim.page.dials import SHIFT
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import LEVERS
from sim.process.initial_conditions import SharedSettings
from sim.process.settings import MET, as_rows, parts_of, periods_of

WORD = "<u8"  # eight bytes
# What of a system a dial may change: all else would change who is ready first, or the groups
COLUMNS = ("board_interval", "approvals", "orientation")
Words = list[tuple[int, str]]  # place of a word in an array, and what it becomes, in hexadecimal


class Rows:
    """The numbers of a plan as the kernel of a page takes them.

    parts, settings  structured arrays: a row for each period; parts have one more, of the plan
    row_of           period of each month
    """

    def __init__(self, scenario: Scenario, organisations: int) -> None:
        """Resolve a scenario for a system with this many organisations."""
        periods = periods_of(scenario, organisations)
        self.parts = as_rows((*periods.parts, parts_of(scenario, organisations)))
        self.settings = as_rows(periods.rows)
        self.row_of = list(periods.row_of)

    def changes_to(self, other: "Rows") -> dict[str, Words] | None:
        """List the words in which other numbers differ; None if they have other periods."""
        if self.row_of != other.row_of or self._read_first() != other._read_first():
            return None
        unmet = _without(self.settings, MET), _without(other.settings, MET)
        return {
            "parts": words_between(self.parts, other.parts),
            "settings": words_between(*unmet),
        }

    def _read_first(self) -> list[Any]:
        """Return what the order of readiness is made of: the page carries it as it is."""
        return [self.settings[name][0] for name in SharedSettings._fields]


def _without(rows: np.ndarray, fields: Sequence[str]) -> np.ndarray:
    rows = rows.copy()
    for name in fields:
        rows[name] = 0
    return rows


def words_between(one: np.ndarray, other: np.ndarray) -> Words:
    """List the words of eight bytes in which an array differs from another of its shape."""
    before, after = (np.frombuffer(each.tobytes(), WORD) for each in (one, other))
    return [(int(place), f"{after[place]:x}") for place in np.flatnonzero(before != after)]


class Turned:
    """What the values of dials change in one plan.

    organisations  how many there are
    systems        made-up systems by cluster, of the plan as it is
    """

    def __init__(self, scenario: Scenario, seed: int, systems: Mapping[int, System]) -> None:
        """Take a plan as it is."""
        self.scenario, self.seed, self.systems = scenario, seed, systems
        self.organisations = next(iter(systems.values())).organisations
        self.rows = Rows(scenario, self.organisations)

    def every(self, turnable: Mapping[str, Sequence[Any]]) -> dict[str, dict[str, Any]]:
        """List the changes by key and value, as JSON; a value that is not allowed is left out."""
        found: dict[str, dict[str, Any]] = {key: {} for key in turnable}
        for key, values in turnable.items():
            for value in values:
                change = self.change(key, value)
                if change is not None:
                    found[key][json.dumps(value)] = change
        return found

    def change(self, key: str, value: Any) -> dict[str, Any] | None:
        """List what one value changes; None if the plan does not allow it."""
        if key.startswith(SHIFT):
            return self._shift(key.removeprefix(SHIFT), value)
        try:
            made = with_values(self.scenario, {key: value})
            changes = self.rows.changes_to(Rows(made, self.organisations))
        except UserError:
            return None
        if changes is None or made.system == self.scenario.system:
            return changes
        arrays = {
            cluster: _between(system, system_of(made.system, self.seed, cluster))
            for cluster, system in self.systems.items()
        }
        return None if None in arrays.values() else {**changes, "arrays": arrays}

    def _shift(self, lever: str, share: float) -> dict[str, Any]:
        """Write a shift of money as such: a checked scenario has it in its shares already."""
        parts = self.rows.parts.copy()
        paid = parts["shares"].any(axis=1)  # nothing is before a later start
        parts["shift"][paid, LEVERS.index(lever)] = share
        return {"parts": words_between(self.rows.parts, parts), "settings": []}


def together(changes: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """List pairs of keys that change the same word: the page may turn only one of them.

    In shipped plans there are none; `tests/process/test_parts.py` holds the rules to that.
    """
    by_word: dict[Any, set[str]] = {}
    for key, values in changes.items():
        for change in values.values():
            for array in ("parts", "settings"):
                for word, _ in change[array]:
                    by_word.setdefault((array, word), set()).add(key)
            for name in {name for own in change.get("arrays", {}).values() for name in own}:
                by_word.setdefault(name, set()).add(key)
    pairs = {pair for keys in by_word.values() for pair in combinations(sorted(keys), 2)}
    return [list(pair) for pair in sorted(pairs)]


def _between(one: System, other: System) -> dict[str, Words] | None:
    """List the words in which the arrays of two systems differ; None if more than COLUMNS do."""
    found = {}
    for name, before, after in zip(one.arrays._fields, one.arrays, other.arrays, strict=True):
        if before.tobytes() == after.tobytes():
            continue
        if name not in COLUMNS:
            return None
        found[name] = words_between(before, after)
    return found
