"""What identifies a scenario: the SHA-256 of everything that affects a run."""

import hashlib
import json
import marshal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, cast, get_origin

from sim.config.changes import FILES, FOLDER, plain
from sim.config.user_files import flat
from sim.params import Scenario, System, leaves
from sim.params.declare import HIDDEN, PLAIN
from sim.params.errors import UserError
from sim.params.system import DRAWN

KEPT = 2048  # texts of groups of keys, a few kilobytes each; most cells of a sweep share them
EXACT = 2  # a version of marshal that writes equal values in one way only

Names = tuple[str, ...]
Part = tuple[Names, Callable[[Any], tuple[Any, ...]] | None]


def digest(scenario: Scenario, kept: Mapping[str, Any] | None = None) -> str:
    """Return the SHA-256 of everything that affects a run: equal digests give equal results.

    Titles and descriptions do not count.  The order of the types does, and so do the contents
    of the user's own files.  A system that a program brought has a digest of its own.

    kept  the scenario as an earlier version wrote it down (`as_dict`): its keys count, in its
          order, so that a key that came later does not make a folder look changed
    """
    lines = list(_lines(scenario, "") if kept is None else _lines_of(scenario, kept))
    lines += [_line(key, _contents(scenario, key)) for key in FILES]
    return hashlib.sha256(f"[{','.join(lines)}]".encode("ascii")).hexdigest()


def _lines_of(scenario: Scenario, kept: Mapping[str, Any]) -> Iterator[str]:
    """Write the keys and values that an earlier version wrote down."""
    texts = {key for key, each, _ in leaves(scenario) if each.metadata.get("text")}
    for key, value in flat(dict(kept)):
        if key not in texts and key not in (*FILES, FOLDER):
            yield _line(key, value)


def _lines(group: Any, prefix: str) -> Iterator[str]:
    """Write every key and value at and below a group, in the order of `as_dict`."""
    kind: Any = type(group)
    for names, values_of in _parts(kind):
        if values_of is None:
            yield from _entries(attrgetter(*names)(group), f"{prefix}{names[0]}.")
            continue
        values = tuple(v if type(v) in PLAIN else plain(v) for v in values_of(group))
        if PLAIN.issuperset(map(type, values)):
            yield _kept_text(prefix, names, marshal.dumps(values, EXACT))
        else:  # such as a number of NumPy's, which marshal writes as bytes
            yield _text(prefix, names, values)


def _entries(value: Any, prefix: str) -> Iterator[str]:
    """Write the groups below a group: one, or those with names that the user chose."""
    if not isinstance(value, dict):
        yield from _lines(value, prefix)
        return
    for name, entry in value.items():
        if is_dataclass(entry):
            yield from _lines(entry, f"{prefix}{name}.")
        else:  # what an event sets
            yield from (_line(*each) for each in flat({name: plain(entry)}, prefix))


@cache
def _parts(kind: type) -> tuple[Part, ...]:
    """Return the keys of a class in their order: runs of values, and what holds groups."""
    parts: list[Part] = []
    run: list[str] = []
    for name, holds_entries in [*_walk(kind, ""), ("", True)]:
        if not holds_entries:
            run.append(name)
            continue
        if run:
            parts.append((tuple(run), _getter(run)))
            run = []
        if name:
            parts.append(((name,), None))
    return tuple(parts)


def _walk(kind: type, prefix: str) -> Iterator[tuple[str, bool]]:
    """Yield the names of a class, and whether each holds groups that are written by themselves."""
    for each in fields(kind):
        name, declared = f"{prefix}{each.name}", cast(Any, each.type)
        holds_groups = is_dataclass(declared)
        if not _counts(kind, each):
            continue
        if get_origin(declared) is dict or (holds_groups and kind is Scenario):
            yield name, True
        elif holds_groups:
            yield from _walk(declared, f"{name}.")
        else:
            yield name, False


def _counts(kind: type, each: Field[Any]) -> bool:
    """Whether a field affects a run, and is not one of the user's own files."""
    is_file = issubclass(kind, System) and f"system.{each.name}" in (*FILES, FOLDER)
    return not (is_file or HIDDEN in each.metadata or each.metadata.get("text"))


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    one = attrgetter(*names)
    return lambda group: (one(group),)


@lru_cache(KEPT)
def _kept_text(prefix: str, names: Names, values: bytes) -> str:
    return _text(prefix, names, marshal.loads(values))


def _text(prefix: str, names: Names, values: tuple[Any, ...]) -> str:
    """Write several keys with their values."""
    lines = [[f"{prefix}{name}", value] for name, value in zip(names, values, strict=True)]
    return _json(lines)[1:-1]


def _line(key: str, value: Any) -> str:
    return _json([key, value])


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _contents(scenario: Scenario, key: str) -> str | None:
    """Return the digest of one of the user's own files; a word where ties are drawn for them."""
    path = getattr(scenario.system, key.rpartition(".")[2])
    if path is None or scenario.system.organisations_file is None:
        return None
    if path == DRAWN:
        return DRAWN
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise UserError(f"{key}={path} cannot be read: {error.strerror}") from None
