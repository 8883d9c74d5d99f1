"""A store of a sweep on a disk: what was asked of it, what it has, and who is at work on it."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sim.params.errors import UserError
from sim.report.store.versions import versions
from sim.report.sweeps import drafts, parts
from sim.report.sweeps.drafts import AT_WORK
from sim.study.sweep.batches import Part
from sim.study.sweep.design import digest_of

DESIGNS, FORMAT, MARK = "designs", 1, "uptake-sweep"
HEAD = ("kind", "format", "begun", "versions")  # of a design's file; the rest makes its digest
PREFIX = 12  # letters of a design's digest in the names of its parts
FOLDERS = (*parts.TABLES, parts.PARTS, DESIGNS)
SHARED = {  # in which all designs of a store are alike
    "fixed": "what all cells share is",
    "seed": "the seed is",
    "month": "the headline month is",
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
        """Return what was asked of this store, the latest last; what is damaged is left out."""
        found = []
        for path in sorted((self.place / DESIGNS).glob("*.json")):
            design = _design(path)
            if design is None:
                self.damaged[path.stem] = f"{DESIGNS}/{path.name}"
            else:
                found.append(design)
        return sorted(found, key=lambda each: str(each.said["begun"]))

    def begin(self, design: Kept) -> None:
        """Write down what is asked, unless it was the last that was asked.

        Raises
        ------
        UserError
            If the folder cannot be written, or holds something else or another sweep.
        """
        path = self.place / DESIGNS / f"{design.digest}.json"
        with _plain_errors(self.place):
            before = self.designs()
            refuse_other(self.place, design, before)
            for name, file in self.damaged.items():
                if file.startswith(DESIGNS) and name != design.digest:
                    raise UserError(
                        f"{self.place / file} is damaged; give the line it came from again, or "
                        "remove it"
                    )
            for folder in FOLDERS:
                (self.place / folder).mkdir(parents=True, exist_ok=True)
            if not before or before[-1].digest != design.digest:
                said = {**design.said, "begun": _later(design, before)}
                parts.write_text(json.dumps(said, indent=2) + "\n", path)
        self.damaged.pop(design.digest, None)
        for folder in FOLDERS:
            drafts.sweep(self.place / folder)

    def check(self, names: Sequence[str]) -> None:
        """Look for damage in parts; those that have any are taken as missing from now on."""
        with ThreadPoolExecutor() as threads:
            for name, wrong in zip(names, threads.map(self._damage, names), strict=True):
                if wrong:
                    self.damaged[name] = wrong

    def _damage(self, name: str) -> str:
        return parts.damaged(self.place, name)

    def write(self, part: Part) -> None:
        """Keep a part; it is no longer under way."""
        parts.write(self.place, part)
        self.unmark(part.name)

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
        self.marked.add(path)
        with contextlib.suppress(OSError):
            drafts.mark(path)

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
        return {path.name.removesuffix(AT_WORK) for path in found if drafts.is_marked(path)}


def kept(about: Mapping[str, Any]) -> Kept:
    """Describe a design for its file in the store.

    about  all that its cells depend on
    """
    begun = datetime.now(UTC).isoformat(timespec="microseconds")
    head = dict(zip(HEAD, (MARK, FORMAT, begun, versions()), strict=True))
    return Kept(digest_of(about), tuple(about["keys"]), about["cells"], {**head, **about})


def _later(design: Kept, before: Sequence[Kept]) -> str:
    """Say when a design began: after all others, also if a clock is behind that of another."""
    begun, last = (str(each.said["begun"]) for each in (design, (before or [design])[-1]))
    if not before or begun > last:
        return begun
    with contextlib.suppress(ValueError, OverflowError):  # it is no time; no digest protects it
        moment = datetime.fromisoformat(last) + timedelta(microseconds=1)
        return moment.isoformat(timespec="microseconds")
    return begun


def is_store(place: Path) -> bool:
    """Whether a folder holds a sweep."""
    return (place / DESIGNS).is_dir() and any((place / DESIGNS).glob("*.json"))


def refuse_other(place: Path, design: Kept, before: Sequence[Kept]) -> None:
    """Raise an error for a place that holds something else, or another sweep."""
    if not before:
        if place.exists() and not place.is_dir():
            raise UserError(f"{place} is a file; name a folder with --out")
        if place.is_dir() and any(each.name not in FOLDERS for each in place.iterdir()):
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
    if _way(one.said) != _way(other.said):
        return _way(one.said), _way(other.said)
    for what, words in SHARED.items():
        if _in_order(one.said[what]) != _in_order(other.said[what]):
            return f"{words} {_list(one.said[what])}", _list(other.said[what])
    return None


def _way(said: Mapping[str, Any]) -> str:
    """Say how values are combined, and from what a sample is: pictures speak of all cells alike."""
    if said["one_at_a_time"]:
        return "keys vary one at a time"
    if said["sample"] is None:
        return "values are combined"
    ranges = said["sample"]["ranges"]
    return "points are drawn from " + ", ".join(
        f"{key}=interval({low:g},{high:g})" for key, (low, high) in sorted(ranges.items())
    )


def _in_order(said: Any) -> Any:
    return sorted(said) if isinstance(said, list) else said


def _list(words: Any) -> str:
    if isinstance(words, list | tuple):
        return ", ".join(words) or "nothing"
    return "the usual one" if words is None else str(words)


def _design(path: Path) -> Kept | None:
    """Read a design; None if its file is not as it was written."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        about = {word: value for word, value in said.items() if word not in HEAD}
        if digest_of(about) != path.stem or [said["kind"], said["format"]] != [MARK, FORMAT]:
            return None
        return Kept(path.stem, tuple(said["keys"]), said["cells"], said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


@contextlib.contextmanager
def _plain_errors(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(f"cannot write {place}: {parts.plain(error)}") from error
