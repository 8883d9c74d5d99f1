"""Every key a config may have, with its type: what a dotted name means, and what it may hold."""

import difflib
import itertools
import types
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args

from sim.params import OrganisationType, OutOfRangeError, Phase, Scenario, check
from sim.params.errors import UserError

LIKELY = 0.7  # how alike a key must be to be suggested; 1 is the same
YES, NO = {"true", "yes", "on"}, {"false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One key that holds a value: where it is declared, its type, whether it may be absent."""

    key: str
    owner: type
    field: Field[Any]
    kind: type
    optional: bool


@dataclass(frozen=True, slots=True)
class Entries:
    """A group of keys that holds entries under names of the user's own choice.

    group  "system.types"
    noun   what one entry is called: "type"
    kind   dataclass of an entry
    """

    group: str
    noun: str
    kind: type

    @property
    def any_one(self) -> str:
        """How the keys of an entry begin where no name is meant: "system.types.<type>."."""
        return f"{self.group}.<{self.noun}>."


ENTRIES = (
    Entries("system.types", "type", OrganisationType),
    Entries("strategy.phases", "phase", Phase),
)


def entries_of(key: str) -> Entries | None:
    """Tell which group of entries a key lies in."""
    return next((each for each in ENTRIES if key.startswith(f"{each.group}.")), None)


@cache
def leaves() -> dict[str, Leaf]:
    """Return every key of a scenario; keys of an entry are written with <type> or <phase>."""
    return {leaf.key: leaf for leaf in _walk(Scenario, "")}


def find(key: str) -> Leaf:
    """Return the key that a dotted name stands for, or refuse it and name the nearest."""
    leaf = leaves().get(_of_any(key))
    if leaf is None:
        raise UserError(unknown(key))
    return leaf


def below(key: str) -> list[str]:
    """List the keys below a name that is a group of keys; empty if it is none."""
    return [each for each in leaves() if each.startswith(f"{_of_any(key)}.")]


def unknown(key: str) -> str:
    """Say that there is no such key, and which is nearest."""
    inside, entries = below(key), entries_of(key)
    if inside:
        some = ", ".join(inside[:3])
        some = some if entries is None else some.replace(entries.any_one, _this_one(key))
        return f"{key} is a group of keys, not one; set one of them: {some} ..."
    near = _near(_of_any(key))
    if entries is not None:
        near = near.replace(entries.any_one, _this_one(key))
    hint = f"; did you mean {near}?" if near else "; `uptake list parameters` names all"
    return f"there is no key {key}{hint}"


def converted(key: str, value: Any) -> Any:
    """Return the value in the type of its key, or refuse it and say what would do."""
    leaf = find(key)
    if value is None and leaf.optional:
        return None
    try:
        made = _KINDS.get(leaf.kind, _choice)(value, leaf.kind)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise UserError(f"{key} is {value!r}; it must be {wanted(leaf)}") from None
    if leaf.key == "clock.start":
        _refuse_date(made)
    _refuse_range(key, leaf, made)
    return made


def wanted(leaf: Leaf) -> str:
    """Say in words what a key may hold."""
    about, none = leaf.field.metadata, " or null" if leaf.optional else ""
    if issubclass(leaf.kind, Enum):
        return f"one of {', '.join(leaf.kind.__members__)}{none}"
    if leaf.kind in (int, float):
        noun = "a whole number" if leaf.kind is int else "a number"
        return f"{noun} from {about['low']:.10g} to {about['high']:.10g} [{about['unit']}]{none}"
    return {bool: "true or false", str: "a text"}[leaf.kind] + none


def _walk(kind: type, prefix: str) -> Iterator[Leaf]:
    for each in fields(kind):
        key, declared = f"{prefix}{each.name}", each.type
        if is_dataclass(declared):
            yield from _walk(declared, f"{key}.")  # type: ignore[arg-type]
        elif entries := next((known for known in ENTRIES if known.group == key), None):
            yield from _walk(entries.kind, entries.any_one)
        else:
            yield _leaf(key, kind, each)


def _leaf(key: str, owner: type, each: Field[Any]) -> Leaf:
    if isinstance(each.type, types.UnionType):
        kind = next(part for part in get_args(each.type) if part is not type(None))
        return Leaf(key, owner, each, kind, True)
    return Leaf(key, owner, each, each.type, False)  # type: ignore[arg-type]


def _of_any(key: str) -> str:
    """Write <type> or <phase> in place of the name of an entry."""
    entries = entries_of(key)
    if entries is None:
        return key
    return ".".join([entries.any_one[:-1], *key.split(".")[3:]])


def _this_one(key: str) -> str:
    return ".".join([*key.split(".")[:3], ""])


def _near(key: str) -> str:
    """Return the likeliest keys: those that end alike, else the most similar spelling."""
    parent, _, last = key.rpartition(".")
    ending = [each for each in leaves() if each.rpartition(".")[2] == last]
    if ending:
        return " or ".join(ending[:3])
    likely = max(leaves(), key=lambda each: _likeness(parent, last, each))
    return likely if _likeness(parent, last, likely) > LIKELY else ""


def _likeness(parent: str, last: str, known: str) -> float:
    """Say how much a misspelt key is like a known one: mostly its last word, then the rest."""
    group, _, word = known.rpartition(".")
    spelling = difflib.SequenceMatcher(None, last, word).ratio()
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(last, word, strict=False))
    beginning = len(list(alike)) / max(1, len(last))
    place = difflib.SequenceMatcher(None, parent, group).ratio()
    return 0.6 * max(spelling, beginning) + 0.4 * place


def _boolean(value: Any, _kind: type) -> bool:
    word = str(value).lower()
    if word not in YES | NO:
        raise ValueError(value)
    return word in YES


def _whole(value: Any, _kind: type) -> int:
    if isinstance(value, bool) or int(value) != float(value):
        raise ValueError(value)
    return int(value)


def _number(value: Any, _kind: type) -> float:
    if isinstance(value, bool):
        raise ValueError(value)
    return float(value)


def _word(value: Any, _kind: type) -> str:
    if value is None or isinstance(value, (dict, list)):
        raise ValueError(value)
    return str(value)


def _choice(value: Any, kind: type) -> Any:
    return value if isinstance(value, kind) else kind[value]  # type: ignore[index]


_KINDS: dict[type, Callable[[Any, type], Any]] = {
    bool: _boolean,
    int: _whole,
    float: _number,
    str: _word,
}


def _refuse_date(start: str) -> None:
    year, dash, month = start.partition("-")
    whole = year.isdigit() and month.isdigit() and len(year) == 4 and len(month) == 2
    if not (dash and whole and 1 <= int(month) <= 12):
        raise UserError(f"clock.start is {start!r}; it must be a month as YYYY-MM, e.g. 2026-04")


def _refuse_range(key: str, leaf: Leaf, value: Any) -> None:
    """Let the declaration itself check one value, so that a range is said only once."""
    prefix = f"{key.rpartition('.')[0]}."
    try:
        check(leaf.owner(**{leaf.field.name: value}), prefix)
    except OutOfRangeError as error:
        raise UserError(str(error)) from None
