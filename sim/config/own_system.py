"""The name of a system of the user's own: what they call it, else its file's, never a preset's."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sim.config import preset_files
from sim.params import Scenario

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
    system, keys = scenario.system, set(given)
    if system.organisations_file is None:
        return
    for name in TEXTS:
        if f"system.{name}" not in keys and getattr(system, name) in _shipped("system"):
            setattr(system, name, "")
        if name not in keys and getattr(scenario, name, None) in _shipped("scenario"):
            setattr(scenario, name, "")
    system.title = system.title or f"Organisations of {Path(system.organisations_file).name}"
    scenario.title = scenario.title or ": ".join(
        filter(None, [scenario.innovation.title, system.title])
    )


@cache
def _shipped(group: str) -> frozenset[str]:
    """Return every title, description and source in the shipped presets of a group."""
    read = [preset_files.read(path) for path in preset_files.files(group).values()]
    return frozenset(str(each[name]) for each in read for name in TEXTS if name in each)
