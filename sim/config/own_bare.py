"""The folder of a user's own system named by itself: `mysystem` for `system.folder=mysystem`."""

import re
from collections.abc import Sequence
from pathlib import Path

from sim.config import preset_files
from sim.config.changes import FOLDER
from sim.config.own_folder import holds_own_system

PLAIN = re.compile(r"[A-Za-z_./~][\w./~-]*", re.ASCII)


class Folder(str):
    """An override that stands for a folder named by itself, which brings its plan along."""

    __slots__ = ()


def folder_of(text: str) -> Folder | None:
    """Return the override for a folder that holds a system of the user's own; else None."""
    if "=" in text or not text.strip():
        return None
    try:
        if not holds_own_system(Path(text)):
            return None
    except OSError:  # such as a name that is too long
        return None
    path = text.rstrip("/\\") or text
    return Folder(f"{FOLDER}={value_of_path(path)}")


def value_of_path(path: str) -> str:
    """Write a path as the value of an override."""
    return path if PLAIN.fullmatch(path) else "'" + path.replace("'", "\\'") + "'"


def with_own_plan(texts: Sequence[str], strategies: str) -> list[str]:
    """Add the innovation and the plan of a folder that is named by itself.

    They are left out where the texts choose another, by itself or by a scenario.

    strategies  what to compare or run if no strategy is chosen: "own", "none,own"
    """
    folders = [each for each in texts if isinstance(each, Folder)]
    if len(folders) != 1:
        return list(texts)
    chosen = {each.partition("=")[0].strip() for each in texts}
    place = Path(folders[0].partition("=")[2].strip("'").replace("\\'", "'"))
    added = []
    for group, names in (("innovation", preset_files.OWN), ("strategy", strategies)):
        is_there = (place / preset_files.OWN_FILES[group]).is_file()
        if is_there and not chosen & {group, "scenario"}:
            added.append(f"{group}={names}")
    at = texts.index(folders[0]) + 1
    return [*texts[:at], *added, *texts[at:]]
