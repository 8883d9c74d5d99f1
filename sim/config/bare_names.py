"""Presets named without their group, `hin_playbook` for `strategy=hin_playbook`, and folders."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.config import own_bare, preset_files
from sim.params.errors import UserError

NAMES = re.compile(r"\w+(?:\s*,\s*\w+)*")


def in_full(
    texts: Iterable[str],
    config_dirs: Sequence[Path] = (),
    groups: Sequence[str] = preset_files.GROUPS,
) -> tuple[str, ...]:
    """Put the group before names of presets; whatever else there is stays as it is.

    Parameters
    ----------
    texts : iterable of str
        As typed: ``"none,hin_playbook"``, ``"strategy.pilots=4"``.
    config_dirs : sequence of Path
        Folders with presets of your own.
    groups : sequence of str
        Groups whose presets can be named so.

    Returns
    -------
    tuple of str
        ``"strategy=none,hin_playbook"``, ``"strategy.pilots=4"``.

    Raises
    ------
    UserError
        If a name is that of presets of several groups.
    """
    return tuple(
        own_bare.with_own_plan([_in_full(text, config_dirs, groups) for text in texts], "own")
    )


def side_by_side(
    texts: Sequence[str],
    config_dirs: Sequence[Path] = (),
    groups: Sequence[str] = preset_files.GROUPS,
) -> tuple[str, ...]:
    """Put the group before names of presets, and those of one group together as plans.

    Parameters
    ----------
    texts : sequence of str
        As typed for a comparison: ``"none", "hin_playbook"``.
    config_dirs : sequence of Path
        Folders with presets of your own.
    groups : sequence of str
        Groups whose presets can be named so.

    Returns
    -------
    tuple of str
        ``"strategy=none,hin_playbook"``.

    Raises
    ------
    UserError
        If a name is that of presets of several groups.
    """
    values: dict[str, str] = {}
    told: list[str] = []
    for text in texts:
        full = _in_full(text, config_dirs, groups)
        group, _, name = full.partition("=")
        if text == full or isinstance(full, own_bare.Folder):
            told.append(full)
        elif group in values:
            values[group] += f",{name}"
        else:
            values[group] = name
            told.append(group)
    named = [f"{each}={values[each]}" if each in values else each for each in told]
    return tuple(own_bare.with_own_plan(named, "none,own"))


def groups_of(
    text: str,
    config_dirs: Sequence[Path] = (),
    groups: Sequence[str] = preset_files.GROUPS,
) -> list[str]:
    """List the groups that have presets of all these names, parted by commas."""
    if not NAMES.fullmatch(text.strip()):
        return []
    names = {each.strip() for each in text.split(",")}
    if len(names) > 1:  # beside others, that of the user's folder is of their group
        names.discard(preset_files.OWN)
    return [group for group in groups if names <= set(preset_files.files(group, config_dirs))]


def unknown(
    text: str,
    config_dirs: Sequence[Path] = (),
    groups: Sequence[str] = preset_files.GROUPS,
) -> str:
    """Write the error for words that are neither presets of one group nor an override."""
    every = [name for group in groups for name in preset_files.files(group, config_dirs)]
    lost = [each.strip() for each in text.split(",") if each.strip() not in every]
    if not lost:
        return f"{text!r} are presets of different groups; give each group by itself"
    if lost[0] in preset_files.files(preset_files.SWEEP, config_dirs):
        return f"{lost[0]!r} is a ready design of many plans; run it with: uptake sweep {lost[0]}"
    near = preset_files.nearest(lost[0], every)
    return (
        f"{lost[0]!r} is no preset{near}; name a preset, or write key=value without spaces around "
        'the equals sign, and in double quotes if the value holds a space: "strategy=none"'
    )


def _in_full(text: str, config_dirs: Sequence[Path], among: Sequence[str]) -> str:
    groups = groups_of(text, config_dirs, among)
    if not groups:
        return own_bare.folder_of(text) or text
    if len(groups) > 1:
        kinds = " and of ".join(
            f"{'an' if group[0] in 'aeiou' else 'a'} {group}" for group in groups
        )
        choices = " or ".join(f"{group}={text}" for group in groups)
        raise UserError(f"{text!r} is the name of {kinds}; write {choices}")
    return f"{groups[0]}={text.strip()}"
