"""Combines shipped presets by themselves, without Hydra, which takes a hundred times as long.

Shipped presets have a simple form, which this module reads: keys with values, in a scenario after
a list of the presets that it overrides.  What comes out is what Hydra makes of the same files.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sim.config import preset_files
from sim.config.changes import put
from sim.config.user_files import flat
from sim.params import Scenario
from sim.params.errors import UserError

FIRST = "config.yaml"
GLOBAL = "scenario"  # the group whose presets set keys of all groups
OVERRIDE = "override /"
OVERRIDES = frozenset(f"{OVERRIDE}{group}" for group in preset_files.GROUPS if group != GLOBAL)

Flat = tuple[tuple[str, Any], ...]


def combined(chosen: Mapping[str, str]) -> tuple[Scenario, dict[str, str]] | None:
    """Combine the shipped presets that were chosen, by group, with the usual ones of the others.

    Returns
    -------
    The scenario, not checked yet, and the preset of each group; None if a preset is not of the
    simple form, so that only Hydra can read it.

    Raises
    ------
    UserError
        If a preset has a key that there is not, or a value that it may not have.
    """
    choices = {**_usual(), **chosen}
    if not _is_simple(GLOBAL, choices[GLOBAL]):
        return None
    choices |= {**_overridden(choices[GLOBAL]), **chosen}
    if not all(_is_simple(*each) for each in choices.items()):
        return None
    scenario = Scenario()
    for group, name in choices.items():
        _put_all(scenario, group, name)
    return scenario, dict(reversed(choices.items()))  # in the order in which Hydra names them


def _put_all(scenario: Scenario, group: str, name: str) -> None:
    path = preset_files.files(group)[name]
    try:
        for key, value in _keys_in(group, name):
            put(scenario, key, value, adds=True)
    except UserError as error:
        raise UserError(f"{path}: {error}") from None


@cache
def _usual() -> dict[str, str]:
    """Return the preset of each group where none is chosen, in the order in which they apply."""
    listed = preset_files.read(preset_files.shipped() / FIRST)["defaults"]
    return {
        group: name for each in listed if isinstance(each, dict) for group, name in each.items()
    }


@cache
def _is_simple(group: str, name: str) -> bool:
    """Whether a preset is there and has nothing but keys, and overrides if it is a scenario."""
    path = preset_files.files(group).get(name)
    if path is None:
        return False
    listed = preset_files.read(path).get("defaults", [])
    has_header = "@package" in path.read_text(encoding="utf-8")
    if group != GLOBAL:
        return not (listed or has_header)
    return has_header and all(
        isinstance(each, dict) and OVERRIDES.issuperset(each) for each in listed
    )


@cache
def _overridden(scenario: str) -> dict[str, str]:
    """Return the presets that a scenario chooses of other groups."""
    listed = preset_files.read(preset_files.files(GLOBAL)[scenario]).get("defaults", [])
    return {group.removeprefix(OVERRIDE): name for each in listed for group, name in each.items()}


@cache
def _keys_in(group: str, name: str) -> Flat:
    """Return the dotted keys of a preset with their values."""
    data = preset_files.read(preset_files.files(group)[name])
    data.pop("defaults", None)
    return tuple(flat(data, "" if group == GLOBAL else f"{group}."))
