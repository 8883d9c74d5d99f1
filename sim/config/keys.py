"""Every key that a config may have, with its type and the values that it allows."""

import difflib
import itertools
import types
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args

from sim.config.renamed import RENAMED
from sim.params import Event, OrganisationType, OutOfRangeError, Phase, Scenario, check
from sim.params.declare import HIDDEN, in_full
from sim.params.errors import UserError

LIKELY = 0.7  # how similar a key must be to be suggested; 1 is identical
LONGEST = 200  # letters of a key that may be misspelt; to compare more takes seconds
YES, NO = {"true", "yes", "on"}, {"false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One key that holds a value: where it is declared, its type, and whether it may be none."""

    key: str
    owner: type
    field: Field[Any]
    kind: type
    optional: bool


@dataclass(frozen=True, slots=True)
class Entries:
    """A group of keys whose entries have names that the user chooses.

    group  "system.types"
    noun   the word for one entry: "type"
    kind   dataclass of an entry
    """

    group: str
    noun: str
    kind: type

    @property
    def depth(self) -> int:
        """How many words name one entry: 3 in "system.types.acute"."""
        return self.group.count(".") + 2

    @property
    def any_one(self) -> str:
        """The beginning of the keys of any entry: "system.types.<type>."."""
        return f"{self.group}.<{self.noun}>."


ENTRIES = (
    Entries("system.types", "type", OrganisationType),
    Entries("strategy.phases", "phase", Phase),
    Entries("events", "event", Event),
)
SET = "set"  # of an event: keys of the scenario, each with a value


def entries_of(key: str) -> Entries | None:
    """Return the group of entries that a key belongs to, if any."""
    return next((each for each in ENTRIES if key.startswith(f"{each.group}.")), None)


@cache
def leaves() -> dict[str, Leaf]:
    """Return every key of a scenario; the key of an entry contains <type>, <phase> or <event>."""
    return {leaf.key: leaf for leaf in _walk(Scenario, "")}


def set_by_event(key: str) -> tuple[str, str] | None:
    """Split "events.registry.set.innovation.procurement" into the event and the key that it sets.

    None for any other key.
    """
    group, *rest = key.split(".")
    if group != "events" or len(rest) < 3 or rest[1] != SET:
        return None
    return rest[0], ".".join(rest[2:])


def find(key: str) -> Leaf:
    """Return the key with a dotted name; an unknown name is an error that names the nearest.

    A key that an event sets is found as that key itself.
    """
    leaf = leaves().get(key)
    if leaf is not None:
        return leaf
    inner = set_by_event(key)
    if inner is not None:
        return find(inner[1])
    leaf = leaves().get(_of_any(key))
    if leaf is None:
        raise UserError(unknown(key))
    return leaf


def known(key: str) -> Leaf | None:
    """Return the key with a dotted name, or that an event sets; None if there is none."""
    leaf = leaves().get(key)
    if leaf is not None:
        return leaf
    inner = set_by_event(key)
    return leaves().get(_of_any(key if inner is None else inner[1]))


def words_of(key: str) -> tuple[str, ...]:
    """List the words of a key that is a choice of words, in their order; none of a number."""
    kind = getattr(known(key), "kind", None)
    return tuple(kind.__members__) if kind is not None and issubclass(kind, Enum) else ()


def below(key: str) -> list[str]:
    """List the keys below the name of a group; empty if it is not a group."""
    group = f"{_of_any(key)}."
    return [each for each in leaves() if each.startswith(group)]


def unknown(key: str) -> str:
    """Write the error for an unknown key, with the nearest known key."""
    for gone, instead in RENAMED.items():
        if key == gone or key.startswith(f"{gone}."):
            return f"there is no key {key} any more; {instead}"
    inside, entries = below(key), entries_of(key)
    if key.startswith("events.") and key.endswith(f".{SET}"):
        return f"{key} is a group of keys; set one of them, as in {key}.innovation.procurement=2"
    if inside:
        some = ", ".join(inside[:3])
        some = some if entries is None else some.replace(entries.any_one, _this_one(key))
        return f"{key} is a group of keys, not a single key; set one of them: {some} ..."
    near = _near(_of_any(key))
    if entries is not None:
        near = near.replace(entries.any_one, _this_one(key))
    hint = f"; did you mean {near}?" if near else "; `uptake list parameters` lists all keys"
    long = f"{key[: LONGEST // 4]}... ({len(key):,} characters)"
    return f"there is no key {long if len(key) > LONGEST else key}{hint}"


def converted(key: str, value: Any) -> Any:
    """Convert a value to the type of its key; a wrong value is an error that says what fits."""
    leaf = find(key)
    if leaf.optional and (value is None or str(value).lower() == "none"):
        return None
    try:
        made = _KINDS.get(leaf.kind, _choice)(value, leaf.kind)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise UserError(f"{key} is {value!r}; it must be {allowed_values(leaf)}") from None
    if leaf.key == "clock.start":
        _refuse_date(made)
    _refuse_range(key, leaf, made)
    return made


def allowed_values(leaf: Leaf) -> str:
    """Say in words which values a key allows."""
    about, none = leaf.field.metadata, " or none" if leaf.optional else ""
    if issubclass(leaf.kind, Enum):
        return f"one of {', '.join(leaf.kind.__members__)}{none}"
    if leaf.kind in (int, float):
        noun = "a whole number" if leaf.kind is int else "a number"
        low, high = in_full(about["low"]), in_full(about["high"])
        return f"{noun} from {low} to {high} [{about['unit']}]{none}"
    return {bool: "yes or no", str: "a text"}[leaf.kind] + none


def _walk(kind: type, prefix: str) -> Iterator[Leaf]:
    for each in fields(kind):
        if HIDDEN in each.metadata:
            continue
        key, declared = f"{prefix}{each.name}", each.type
        if isinstance(declared, type) and is_dataclass(declared):
            yield from _walk(declared, f"{key}.")
        elif entries := next((known for known in ENTRIES if known.group == key), None):
            yield from _walk(entries.kind, entries.any_one)
        elif each.name != SET:
            yield _leaf(key, kind, each)


def _leaf(key: str, owner: type, each: Field[Any]) -> Leaf:
    if isinstance(each.type, types.UnionType):
        kind = next(part for part in get_args(each.type) if part is not type(None))
        return Leaf(key, owner, each, kind, True)
    assert isinstance(each.type, type)
    return Leaf(key, owner, each, each.type, False)


def _of_any(key: str) -> str:
    """Replace the name of an entry by <type> or <phase>."""
    entries = entries_of(key)
    if entries is None:
        return key
    return ".".join([entries.any_one[:-1], *key.split(".")[entries.depth :]])


def _this_one(key: str) -> str:
    entries = entries_of(key)
    assert entries is not None
    return ".".join([*key.split(".")[: entries.depth], ""])


def _near(key: str) -> str:
    """Return the likeliest keys: those with the same last word, else the most similar spelling."""
    if len(key) > LONGEST:
        return ""
    parent, _, last = key.rpartition(".")
    ending = [each for each in leaves() if each.rpartition(".")[2] == last]
    if ending:
        return " or ".join(ending[:3])
    likely = max(leaves(), key=lambda each: _likeness(parent, last, each))
    return likely if _likeness(parent, last, likely) > LIKELY else ""


def _likeness(parent: str, last: str, known: str) -> float:
    """Score how similar a misspelt key is to a known one: mostly by its last word."""
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
    assert issubclass(kind, Enum)
    return value if isinstance(value, kind) else kind[value]


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
        raise UserError(
            f"clock.start is {start!r}; it must be a month and a year: April 2026 or 2026-04"
        )


def _refuse_range(key: str, leaf: Leaf, value: Any) -> None:
    """Check one value by its declaration, so that a range is written only once."""
    about = leaf.field.metadata
    if "low" not in about or about["low"] <= value <= about["high"]:
        return
    prefix = f"{key.rpartition('.')[0]}."
    try:
        check(leaf.owner(**{leaf.field.name: value}), prefix)
    except OutOfRangeError as error:
        raise UserError(str(error)) from None
