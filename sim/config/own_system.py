"""The name of a system of the user's own: what they call it, else its file's, never a preset's."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sim.config import preset_files
from sim.params import Scenario, given_in, with_given

TEXTS = ("title", "about", "source")


def name_after_file(scenario: Scenario, given: Iterable[str]) -> None:
    """Replace the texts of a shipped preset where the organisations are the user's own.

    It changes the scenario in place; a title from the user, or from their own preset, stays.

    Parameters
    ----------
    scenario : Scenario
        Any; one with organisations that are made up keeps its texts.
    given : iterable of str
        The keys that the user set.
    """
    system = scenario.system
    if system.organisations_file is not None and not _is_shipped(system.organisations_file):
        file = f"Organisations of {Path(system.organisations_file).name}"
        _name(scenario, set(given), file if system.folder is None else Path(system.folder).name)


def with_own(scenario: Scenario, own: Any, given: Iterable[str] = ()) -> Scenario:
    """Put a system that a program brought in place of those that a scenario describes.

    Parameters
    ----------
    scenario : Scenario
        Stays as it is.
    own : sim.networks.system.System
        Organisations and ties. Its title, if it has one, names it.
    given : iterable of str
        The keys that the user set, as in `name_after_file`.

    Returns
    -------
    Scenario
        A copy, not checked yet.
    """
    if given_in(scenario.system) is own:
        return scenario
    changed = replace(scenario, system=with_given(scenario.system, own))
    _name(changed, set(given), own.title or f"Your system of {own.organisations:,} organisations")
    return changed


def _name(scenario: Scenario, keys: set[str], title: str) -> None:
    """Call the system by this title, unless the user, or a preset of theirs, gave it one."""
    system = scenario.system
    for name in TEXTS:
        if f"system.{name}" not in keys and getattr(system, name) in _shipped("system"):
            setattr(system, name, "")
        if name not in keys and getattr(scenario, name, None) in _shipped("scenario"):
            setattr(scenario, name, "")
    system.title = system.title or title
    scenario.title = scenario.title or ": ".join(
        filter(None, [scenario.innovation.title, system.title])
    )


def _is_shipped(file: str) -> bool:
    """Whether organisations are those of a shipped system, whose preset names them."""
    return preset_files.is_shipped(file)


@cache
def _shipped(group: str) -> frozenset[str]:
    """Return every title, description and source in the shipped presets of a group."""
    read = [preset_files.read(path) for path in preset_files.files(group).values()]
    return frozenset(str(each[name]) for each in read for name in TEXTS if name in each)
