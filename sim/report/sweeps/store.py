"""A store of a sweep on a disk: what was asked of it, what it has, and who is at work on it."""

import contextlib
import json
import os
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.params.errors import UserError
from sim.report.store.versions import versions
from sim.report.sweeps import parts
from sim.report.sweeps.part_tables import DONE, runs_from
from sim.study.sweep.cells import Cell
from sim.study.sweep.measures import Runs

DESIGNS, FORMAT, MARK = "designs", 1, "uptake-sweep"
AT_WORK = ".under_way"
PREFIX = 12  # letters of a design's digest in the names of its parts
FRESH = 600.0  # seconds for which somebody elsewhere is believed to be at work
SHARED = {  # in which all designs of a store are alike
    "fixed": "what all cells share is",
    "seed": "the seed is",
    "at": "the headline month is",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A design as the store keeps it.

    digest   of all that its cells depend on
    keys     that vary
    cells    how many
    said     everything that its file says
    """

    digest: str
    keys: tuple[str, ...]
    cells: int
    said: Mapping[str, Any]

    @property
    def prefix(self) -> str:
        """What the names of its parts begin with."""
        return self.digest[:PREFIX]


@dataclass
class Store:
    """A folder with the cells of a sweep; made when the first of them is written."""

    place: Path
    damaged: dict[str, str] = field(default_factory=dict)  # part -> the file that is wrong
    marked: set[Path] = field(default_factory=set)  # our marks of what is under way

    def designs(self) -> list[Kept]:
        """Return what was asked of this store, the latest last."""
        found = [_design(path) for path in sorted((self.place / DESIGNS).glob("*.json"))]
        return sorted(found, key=lambda each: each.said["begun"])

    def begin(self, design: Kept) -> None:
        """Write down what is asked.

        Raises
        ------
        UserError
            If the folder holds something else, or another sweep.
        """
        refuse_other(self.place, design, self.designs())
        path = self.place / DESIGNS / f"{design.digest}.json"
        with _plain_errors(self.place):
            for folder in (*parts.TABLES, parts.PARTS, DESIGNS):
                (self.place / folder).mkdir(parents=True, exist_ok=True)
            if not path.exists():
                parts.write_text(json.dumps(design.said, indent=2) + "\n", path)

    def check(self, names: Sequence[str]) -> None:
        """Look for damage in parts; those that have any are taken as missing from now on."""
        for name in names:
            if wrong := parts.damaged(self.place, name):
                self.damaged[name] = wrong

    def has(self, name: str) -> bool:
        """Whether a part is there, whole."""
        return name not in self.damaged and parts.is_there(self.place, name)

    @property
    def whole(self) -> list[str]:
        """Names of the parts that are there, whole."""
        return [name for name in parts.names(self.place) if name not in self.damaged]

    def mark(self, name: str) -> None:
        """Let others know that this part is under way; they may do it all the same."""
        path = self.place / parts.PARTS / f"{name}{AT_WORK}"
        with contextlib.suppress(OSError):
            path.write_text(json.dumps({"host": socket.gethostname(), "process": os.getpid()}))
            self.marked.add(path)

    def unmark(self, name: str | None = None) -> None:
        """Say that a part is no longer under way; or none, if no name is given."""
        for path in list(self.marked):
            if name is None or path.name == f"{name}{AT_WORK}":
                self.marked.discard(path)
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def under_way(self) -> set[str]:
        """Return the parts that others say they are at work on, and probably are."""
        found = (self.place / parts.PARTS).glob(f"*{AT_WORK}")
        return {path.name.removesuffix(AT_WORK) for path in found if _is_alive(path)}


@dataclass
class Known:
    """The cells that a store had when a sweep began, in parts of other designs."""

    store: Store
    names: Sequence[str]

    @cached_property
    def _rows(self) -> dict[str, tuple[str, str, int]]:
        """Address -> part, ensemble and runs, of each cell that is done."""
        import pyarrow.parquet as pq

        found = {}
        columns = ["cell", "ensemble", "state", "replicates"]
        for name in self.names:
            table = pq.read_table(self._path(parts.CELLS, name), columns=columns)
            for row in table.to_pylist():
                if row["state"] == DONE:
                    found[row["cell"]] = (name, row["ensemble"], row["replicates"])
        return found

    @cached_property
    def _of_ensemble(self) -> dict[str, tuple[int, str]]:
        """Ensemble -> the most runs that there are, and a cell that has them."""
        best: dict[str, tuple[int, str]] = {}
        for address, (_, ensemble, replicates) in self._rows.items():
            if ensemble not in best or best[ensemble][0] < replicates:
                best[ensemble] = (replicates, address)
        return best

    def split(self, cells: Iterable[Cell]) -> tuple[frozenset[str], dict[str, Runs]]:
        """Say which cells are done, and return the runs that there are of the others."""
        if not self.names:
            return frozenset(), {}
        each = list(cells)
        done = frozenset(cell.address for cell in each if cell.address in self._rows)
        runs = {cell.address: self.earlier(cell) for cell in each if cell.address not in done}
        return done, {address: found for address, found in runs.items() if found is not None}

    def earlier(self, cell: Cell) -> Runs | None:
        """Return the runs that there are of a cell's scenario, if there are fewer than asked."""
        if cell.ensemble not in self._of_ensemble:
            return None
        replicates, _ = self._of_ensemble[cell.ensemble]
        if replicates >= cell.asked.replicates:
            return None
        return self._runs(cell.ensemble)

    def _runs(self, ensemble: str) -> Runs:
        import pyarrow as pa
        import pyarrow.parquet as pq

        of = sorted({name for name, each, _ in self._rows.values() if each == ensemble})
        chosen = [("ensemble", "==", ensemble)]
        runs, groups = (
            pa.concat_tables(pq.read_table(self._path(folder, name), filters=chosen) for name in of)
            for folder in (parts.RUNS, parts.GROUPS)
        )
        return runs_from(runs, groups)

    def _path(self, folder: str, name: str) -> Path:
        return self.store.place / folder / f"{name}{parts.TABLE}"


def kept(digest: str, keys: Sequence[str], cells: int, about: Mapping[str, Any]) -> Kept:
    """Describe a design for its file in the store."""
    begun = datetime.now(UTC).isoformat(timespec="microseconds")
    said = {
        "kind": MARK, "format": FORMAT, "begun": begun,
        "keys": list(keys), "cells": cells, **about, "versions": versions(),
    }  # fmt: skip
    return Kept(digest, tuple(keys), cells, said)


def is_store(place: Path) -> bool:
    """Whether a folder holds a sweep."""
    return (place / DESIGNS).is_dir() and any((place / DESIGNS).glob("*.json"))


def refuse_other(place: Path, design: Kept, before: Sequence[Kept]) -> None:
    """Raise an error for a place that holds something else, or another sweep."""
    if not before:
        if place.exists() and not place.is_dir():
            raise UserError(f"{place} is a file; name a folder with --out")
        if place.is_dir() and any(each.name not in OURS for each in place.iterdir()):
            raise UserError(f"{place} holds other things than a sweep; name another folder")
        return
    if words := difference(before[-1], design):
        raise UserError(
            f"{place} holds another sweep: {words[0]} there, {words[1]} here; name another folder "
            "with --out"
        )


def difference(one: Kept, other: Kept) -> tuple[str, str] | None:
    """Say what keeps two designs from being of one sweep, and what the other has; or nothing."""
    if set(one.keys) != set(other.keys):
        return f"what varies is {_list(one.keys)}", _list(other.keys)
    for what, words in SHARED.items():
        if one.said[what] != other.said[what]:
            return f"{words} {_list(one.said[what])}", _list(other.said[what])
    return None


OURS = {*parts.TABLES, parts.PARTS, DESIGNS}


def _list(words: Any) -> str:
    if isinstance(words, list | tuple):
        return ", ".join(words) or "nothing"
    return "the usual one" if words is None else str(words)


def _design(path: Path) -> Kept:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Kept(path.stem, tuple(said["keys"]), said["cells"], said)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"{path} cannot be read ({type(error).__name__}); remove it and give its line again"
        ) from None


def _is_alive(path: Path) -> bool:
    """Whether who left a mark is probably still there."""
    try:
        said = json.loads(path.read_text())
        if said["host"] == socket.gethostname() and os.name != "nt":
            os.kill(said["process"], 0)
            return True
        return time.time() - path.stat().st_mtime < FRESH
    except (OSError, ValueError, KeyError, TypeError):
        return False


@contextlib.contextmanager
def _plain_errors(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(f"cannot write {place}: {error.strerror or error}") from error
