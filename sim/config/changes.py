"""A scenario as plain data, and changed copies of it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from sim.config import keys
from sim.config.own_system import name_after_file
from sim.config.resolve import finish
from sim.config.user_files import flat
from sim.params import Scenario, copied, with_given
from sim.params.declare import HIDDEN
from sim.params.errors import UserError

FILES = ("system.organisations_file", "system.ties_file")
FOLDER = "system.folder"


def with_value(scenario: Scenario, key: str, value: Any) -> Scenario:
    """Return a copy of a scenario with one key changed, and check it again."""
    return with_values(scenario, {key: value})


def with_values(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return a copy of a scenario with some keys changed, and check it once they all are.

    Parameters
    ----------
    scenario : Scenario
        Stays as it is.
    values : mapping of str to object
        Dotted key to value, in the unit of the key (`uptake list parameters`): a number, a bool,
        a word, or None where the key allows it.

    Returns
    -------
    Scenario
        The copy.

    Raises
    ------
    UserError
        If a key is unknown, or a value is of the wrong type or out of its range.

    Examples
    --------
    >>> plan = sim.load(["scenario=avt_london", "strategy=hin_playbook"])
    >>> more = sim.with_values(plan, {"strategy.pilots": 8, "assumptions.commitment_rate": 0.1})
    """
    changed: Scenario = copied(scenario)
    if values.get(FOLDER) is not None:
        from sim.config import own_folder  # which puts keys too

        own_folder.put_into(changed, own_folder.read(own_folder.located(str(values[FOLDER]))))
    for key, value in values.items():
        if key != FOLDER:
            put(changed, key, value)
    if FILES[0] in values or FOLDER in values:
        name_after_file(changed, values)
    return finish(changed)


def put(scenario: Scenario, key: str, value: Any, adds: bool = False) -> None:
    """Set one key in place, converted to its type; checks this value and nothing else.

    adds  add the type, phase or event if it does not exist yet
    """
    converted, inner = keys.converted(key, value), keys.set_by_event(key)
    if inner is not None:
        entry(scenario.events, inner[0], key, adds).set[inner[1]] = converted
        return
    *path, last = key.split(".")
    owner: Any = scenario
    for name in path:
        owner = entry(owner, name, key, adds) if isinstance(owner, dict) else getattr(owner, name)
    setattr(owner, last, converted)


def as_dict(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as nested dictionaries of text, numbers, true, false and none."""
    data: dict[str, Any] = plain(scenario)
    return data


def from_dict(data: Mapping[str, Any], own: Any = None) -> Scenario:
    """Make a scenario from what `as_dict` returned; every key is checked again.

    own  the system that a program brought for it (`sim.networks.system.System`), if one did
    """
    scenario = Scenario()
    for key, value in flat(dict(data)):
        put(scenario, key, value, adds=True)
    if own is not None:
        scenario = replace(scenario, system=with_given(scenario.system, own))
    return finish(scenario)


def entry(existing: dict[str, Any], name: str, key: str, adds: bool) -> Any:
    """Find the type, phase or event that a key belongs to, or add it."""
    entries = keys.entries_of(key)
    assert entries is not None  # only these have names that the user chooses
    if name not in existing and not adds:
        known = f"choose from {', '.join(existing)}, or add it" if existing else "add it"
        raise UserError(
            f"there is no {entries.noun} {name!r} in {entries.group}; {known} with a plus in "
            f"front: +{key}=..."
        )
    return existing.setdefault(name, entries.kind())


def plain(value: Any) -> Any:
    """Return a group or a value as dictionaries of text, numbers, true, false and none."""
    if is_dataclass(value):
        shown = (each.name for each in fields(value) if HIDDEN not in each.metadata)
        return {name: plain(getattr(value, name)) for name in shown}
    if isinstance(value, dict):
        return {name: plain(entry) for name, entry in value.items()}
    return value.name if isinstance(value, Enum) else value
