"""How a parameter is declared: once, with default, unit, allowed range, meaning and source.

This one line gives the type that a config must have, the error for a value out of range,
the row in the documentation and the line that `uptake list parameters` prints.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, make_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_origin

ASSUMED = "assumed"
PLAIN = frozenset((float, int, bool, str, type(None)))  # values that nothing can change in place
HIDDEN = "hidden"  # in the metadata of a field that is no key: not listed, not written


class OutOfRangeError(ValueError):
    """A value that the model does not allow; the message names the key and the allowed range."""


def par(
    default: Any,
    unit: str,
    low: float,
    high: float,
    meaning: str,
    source: str = ASSUMED,
    *,
    says: str = "",
    named: Mapping[str, str] | None = None,
    dated: bool = False,
) -> Any:
    """Declare a number.  The range is what the model allows, not what we think is likely.

    default  int, float or None (no value; the meaning says what then applies)
    unit     as printed: "share", "1/month", "month", "kGBP", ...
    source   "assumed", or where the number comes from; printed next to the value
    says     how a plan is called by its value, with {} for the number and its unit: "{} pilots";
             if it is not given, the meaning and the value
    named    how a plan is called by a value of its own, as typed: {"none": "no mandate"}
    dated    whether it is a month of the run, so that it may be typed as "June 2027"
    """
    metadata = dict(unit=unit, low=low, high=high, meaning=meaning, source=source)
    words = dict(says=says, named=dict(named or {}), dated=dated)
    return field(default=default, metadata=metadata | words)


def choice(
    default: Any,
    meaning: str,
    source: str = ASSUMED,
    *,
    says: str = "",
    named: Mapping[str, str] | None = None,
) -> Any:
    """Declare a switch or a choice of words; the type lists the words that are allowed.

    says, named  as in `par`
    """
    words = dict(says=says, named=dict(named or {}))
    return field(default=default, metadata=dict(unit="", meaning=meaning, source=source, **words))


def text(meaning: str) -> Any:
    """Declare a text: the title, description or source of a preset."""
    return field(default="", metadata=dict(text=True, meaning=meaning))


def by_lever(name: str, about: str, declared: dict[str, tuple[type, Any]]) -> Any:
    """Make a group of parameters that has a field for each lever.

    declared  type and field by lever

    Returns
    -------
    A dataclass with slots, in the package `sim.params`, by which it can be stored and read again.
    """
    named = [(lever, kind, default) for lever, (kind, default) in declared.items()]
    made = make_dataclass(name, named, slots=True, namespace={"__doc__": about})
    made.__module__ = "sim.params"
    return made


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter, as used by the documentation and by sensitivity studies."""

    key: str
    default: Any
    unit: str
    low: float | None
    high: float | None
    meaning: str
    source: str

    @property
    def allowed(self) -> str:
        """Its range in words; empty if it is no number."""
        if self.low is None or self.high is None:
            return ""
        return f"{in_full(self.low)} to {in_full(self.high)}"


def leaves(group: Any, prefix: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (dotted key, dataclass field, value) for every declared leaf below a group."""
    for each in fields(group):
        if HIDDEN in each.metadata:
            continue
        key, value = f"{prefix}{each.name}", getattr(group, each.name)
        if is_dataclass(value):
            yield from leaves(value, f"{key}.")
        elif isinstance(value, dict):
            for name, entry in value.items():
                if is_dataclass(entry):
                    yield from leaves(entry, f"{key}.{name}.")
                else:  # what an event sets: keys with their values
                    yield f"{key}.{name}", each, entry
        else:
            yield key, each, value


def parameters(group: Any, prefix: str = "") -> list[Parameter]:
    """List every number and switch declared below a group of defaults, in their order."""
    return [
        Parameter(
            key,
            value,
            each.metadata["unit"],
            each.metadata.get("low"),
            each.metadata.get("high"),
            each.metadata["meaning"],
            each.metadata["source"],
        )
        for key, each, value in leaves(group, prefix)
        if "meaning" in each.metadata and not each.metadata.get("text")
    ]


def copied(group: Any) -> Any:
    """Copy a group of declared values with all groups below it; ten times as quick as `deepcopy`.

    Returns
    -------
    The same values in groups of their own: to change the copy changes nothing else.
    """
    kind: Any = type(group)
    if kind in PLAIN or isinstance(group, Enum):
        return group
    if kind is dict:
        return {name: copied(entry) for name, entry in group.items()}
    is_group = is_dataclass(kind) and not hasattr(kind, "__deepcopy__")  # a system brought has one
    return _copied_group(group, kind) if is_group else copy.deepcopy(group)


def _copied_group(group: Any, kind: Any) -> Any:
    made = object.__new__(kind)
    for name in _names(kind):
        value = getattr(group, name)
        setattr(made, name, value if type(value) in PLAIN else copied(value))
    return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _ranges(kind: type) -> tuple[tuple[tuple[str, float, float], ...], tuple[str, ...]]:
    """Return name, low and high of each number of a class, and the names of groups below it."""
    shown = [each for each in fields(kind) if HIDDEN not in each.metadata]
    numbers = [each for each in shown if "low" in each.metadata]
    ranges = tuple((each.name, each.metadata["low"], each.metadata["high"]) for each in numbers)
    return ranges, tuple(each.name for each in shown if _holds_groups(each.type))


def _holds_groups(declared: Any) -> bool:
    return is_dataclass(declared) or get_origin(declared) is dict


def _is_within(group: Any) -> bool:
    """Whether every number at and below a group is in its range."""
    kind: Any = type(group)
    ranges, below = _ranges(kind)
    for name, low, high in ranges:
        value = getattr(group, name)
        if value is not None and not low <= value <= high:
            return False
    for name in below:
        value = getattr(group, name)
        groups = value.values() if type(value) is dict else (value,)
        if not all(_is_within(each) for each in groups if is_dataclass(each)):
            return False
    return True


def check(group: Any, prefix: str = "") -> None:
    """Raise an error for the first value outside its declared range, and give that range."""
    if not _is_within(group):
        _refuse_first(group, prefix)


def _refuse_first(group: Any, prefix: str) -> None:
    """Find the first value outside its range, in the order in which they are declared."""
    for key, each, value in leaves(group, prefix):
        about = each.metadata
        if "low" not in about or value is None:
            continue
        if not about["low"] <= value <= about["high"]:
            raise OutOfRangeError(
                f"{key} is {in_full(value)}; it must be between {in_full(about['low'])} and "
                f"{in_full(about['high'])} [{about['unit']}]. "
                f"Default: {_default(group, prefix, key)} ({about['source']})."
            )


def _default(group: Any, prefix: str, key: str) -> str:
    """Show the default of a key; an entry that the user named, such as a type, has its class's."""
    defaults = {known: value for known, _, value in leaves(type(group)(), prefix)}
    default = defaults.get(key)
    return "none" if default is None else in_full(default)


def in_full(number: float) -> str:
    """Write a number without a power of ten where a person can read it: "1,000,000"."""
    whole = 1e3 <= abs(number) < 1e15 and number == round(number)
    return f"{number:,.0f}" if whole else f"{number:.10g}"
