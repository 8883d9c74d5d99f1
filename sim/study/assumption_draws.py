"""Puts sets of assumptions into scenarios, and says which keys must keep the value they have."""

from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Any

from sim.config.drawing import drawn
from sim.params import Scenario, System, check, copied, leaves
from sim.params.errors import UserError

__all__ = ["DIFFERS", "GIVEN", "NARROW", "drawn", "held_keys", "with_set"]

GIVEN = "a preset or you gave it a value"
DIFFERS = "the plans differ in it"
NARROW = "means of traits so near to 0 or 1 leave no room for all its values"
TRAITS = ("maturity", "capacity", "culture", "finance")
SPREAD, WIDEST = "system.spread_of_traits", 0.25  # wider than any value of its shipped range


def held_keys(scenarios: Sequence[Scenario], keys: Sequence[str]) -> dict[str, str]:
    """Find the keys that are not drawn, since somebody meant the value that they have.

    Returns
    -------
    Key -> reason (`GIVEN`, `DIFFERS` or `NARROW`), in the order of the keys.

    Raises
    ------
    UserError
        If a key is unknown.
    """
    declared = _declared()
    held = {}
    for key in keys:
        values = [_found(scenario, key) for scenario in scenarios]
        if any(each != values[0] for each in values):
            held[key] = DIFFERS
        elif key in declared and values[0] != declared[key]:
            held[key] = GIVEN
        elif key == SPREAD and any(_is_narrow(scenario.system) for scenario in scenarios):
            held[key] = NARROW
    return held


def _is_narrow(system: System) -> bool:
    """Whether some mean of a trait is too near to 0 or 1 for the widest spread of a Beta."""
    groups = (system, *system.types.values())
    means = [getattr(group, trait) for group in groups for trait in TRAITS]
    return any(mean is not None and mean * (1 - mean) <= WIDEST**2 for mean in means)


def with_set(
    scenario: Scenario, keys: Sequence[str], row: Sequence[float], per_system: int = 1
) -> Scenario:
    """Put one set of assumptions into a copy of a scenario.

    keys        those that are to be drawn: without what `held_keys` finds
    row         their values; rounded for a whole number, an index for a word
    per_system  runs that share a made-up system; with 1, a few runs cover as many systems

    Raises
    ------
    sim.params.declare.OutOfRangeError
        If the model does not allow a value.
    """
    changed: Scenario = copied(scenario)
    for key, value in zip(keys, row, strict=True):
        owner, name = _owner(changed, key)
        now = getattr(owner, name)
        setattr(owner, name, float(value) if type(now) is float else _fitting(now, value))
    check(changed)
    changed.assumptions.replicates_per_system = per_system
    return changed


def _fitting(now: Any, value: float) -> Any:
    """Make a drawn number what its key holds: a whole number, a switch or a word."""
    if isinstance(now, Enum):
        return list(type(now))[round(value)]
    if isinstance(now, bool | int):
        return type(now)(round(value))
    return float(value)


@cache
def _path(key: str) -> tuple[tuple[str, ...], str]:
    *path, last = key.split(".")
    return tuple(path), last


def _owner(scenario: Scenario, key: str) -> tuple[Any, str]:
    path, last = _path(key)
    owner: Any = scenario
    for name in path:
        owner = owner[name] if isinstance(owner, dict) else getattr(owner, name)
    return owner, last


def _found(scenario: Scenario, key: str) -> Any:
    try:
        owner, name = _owner(scenario, key)
        return getattr(owner, name)
    except (AttributeError, KeyError):
        raise UserError(f"{key}: there is no parameter with that name.") from None


@cache
def _declared() -> dict[str, Any]:
    return {key: value for key, _, value in leaves(Scenario())}
