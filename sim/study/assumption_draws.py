"""Puts sets of assumptions into scenarios, and says which keys must keep the value they have."""

from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import Any

import numpy as np

from sim.config.drawing import drawn
from sim.params import Kind, OutOfRangeError, Scenario, System, check, copied, leaves
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.same_run import inputs_of, why_the_same

__all__ = ["DIFFERS", "GIVEN", "NARROW", "UNREAD", "drawn", "held_keys", "unread_keys", "with_set"]

GIVEN = "a preset or you gave it a value"
DIFFERS = "the plans differ in it"
UNREAD = "a classic model does not read them"
NARROW = "means of traits so near to 0 or 1 leave no room for all its values"
OF_THE_PROCESS = {"process.kind", "process.levers"}  # no set changes them
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


def unread_keys(scenarios: Sequence[Scenario], sets: AssumptionSets) -> list[str]:
    """Find the keys of sets that no plan reads, if all of them are classic models.

    Only those that it does not read whatever else is drawn: because of the process itself.
    """
    if any(each.process.kind == Kind.full for each in scenarios):
        return []
    ends = np.stack([np.nanmin(sets.values, axis=0), np.nanmax(sets.values, axis=0)], axis=1)
    return [
        key
        for key, (low, high) in zip(sets.keys, ends.tolist(), strict=True)
        if not any(_reads(scenario, key, low, high) for scenario in scenarios)
    ]


def _reads(scenario: Scenario, key: str, low: float, high: float) -> bool:
    """Whether two values of a key may give two runs."""
    try:
        one, other = (inputs_of(with_set(scenario, [key], [end]), draws=1) for end in (low, high))
    except (OutOfRangeError, UserError):  # an end that does not go with the rest
        return True
    reasons = why_the_same(one, other)
    return not reasons or not all(OF_THE_PROCESS & set(each.keys) for each in reasons)


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
    if len(keys) != len(row):
        raise ValueError(f"{len(keys)} keys have {len(row)} values")
    for first, columns in _by_owner(tuple(keys)).items():
        owner, _ = _owner(changed, first)
        for name, column in columns:
            now, value = getattr(owner, name), row[column]
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


@lru_cache(64)
def _by_owner(keys: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """Group keys by the group of the scenario that holds them, which is then looked up once.

    Returns
    -------
    First key of each group -> names in the group, with the places of their keys.
    """
    firsts: dict[tuple[str, ...], str] = {}
    found: dict[str, list[tuple[str, int]]] = {}
    for place, key in enumerate(keys):
        path, name = _path(key)
        found.setdefault(firsts.setdefault(path, key), []).append((name, place))
    return found


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
