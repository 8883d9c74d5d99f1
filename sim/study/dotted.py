"""A value of a scenario by its dotted key: looked up, or changed in a copy."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sim.params.errors import UserError


def with_value(group: Any, key: str, value: Any) -> Any:
    """Copy a scenario, or one of its groups, with one value changed.

    key  dotted, such as "assumptions.commitment_rate"
    """
    name, _, rest = key.partition(".")
    if isinstance(group, dict):
        return {**group, name: with_value(group[name], rest, value) if rest else value}
    return replace(
        group, **{name: with_value(getattr(group, name), rest, value) if rest else value}
    )


def value_of(group: Any, key: str) -> Any:
    """Look up a value by its dotted key; refuse an unknown key."""
    found = group
    for name in key.split("."):
        known = found if isinstance(found, dict) else _names(found)
        if name not in known:
            raise UserError(f"{key}: there is no parameter with that name.")
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    return found


def _names(group: Any) -> Sequence[str]:
    return [each.name for each in fields(group)] if is_dataclass(group) else ()
