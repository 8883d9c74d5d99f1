"""How a parameter is declared: once, with default, unit, allowed range, meaning and source.

This one line gives the type that a config must have, the error for a value out of range,
the row in the documentation and the line that `uptake list parameters` prints.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, make_dataclass
from typing import Any

ASSUMED = "assumed"
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


def check(group: Any, prefix: str = "") -> None:
    """Raise an error for the first value outside its declared range, and give that range."""
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
