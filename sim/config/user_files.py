"""Checks a user's own files: plain data only, with known keys and nothing that runs code."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sim.config import keys, preset_files
from sim.params.errors import UserError

CODE = re.compile(r"\$\{|\b_(?:target|partial|args|convert|recursive)_\b")
ENTRY = re.compile(r"(?:override\s+)?/?[A-Za-z0-9_]+")
GLOBAL = re.compile(r"^#\s*@package\s+_global_\s*$", re.MULTILINE)


def check_own(config_dirs: Iterable[Path], groups: Iterable[str]) -> None:
    """Check every preset of these groups in the user's own folders, whether chosen or not."""
    for group in groups:
        for place in config_dirs:
            for path in sorted((place / group).glob("*.yaml")):
                check(path)


def check(path: Path) -> None:
    """Raise an error for a preset that could run code, or has a wrong default or key."""
    data = preset_files.read(path)
    refuse_code(data, str(path))
    _check_defaults(data.pop("defaults", []), path)
    text = path.read_text(encoding="utf-8")
    package = "" if GLOBAL.search(text) else f"{path.parent.name}."
    try:
        for key, value in flat(data, package):
            keys.converted(key, value)
    except UserError as error:
        raise UserError(f"{path}: {error}") from None


def keys_in(path: Path) -> list[str]:
    """List the dotted keys that a preset of the user's own sets."""
    data = preset_files.read(path)
    data.pop("defaults", None)
    package = "" if GLOBAL.search(path.read_text(encoding="utf-8")) else f"{path.parent.name}."
    return [key for key, _ in flat(data, package)]


def flat(data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (dotted key, value) for every value below nested keys."""
    for name, value in data.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def refuse_code(data: Any, where: str) -> None:
    """Raise an error for anything that could run code or read the environment."""
    if isinstance(data, dict):
        for name, value in data.items():
            refuse_code(name, where)
            refuse_code(value, where)
    elif isinstance(data, list):
        for value in data:
            refuse_code(value, where)
    elif isinstance(data, str):
        found = CODE.search(data)
        if found:
            raise UserError(
                f"{where} contains {found.group()!r}; write the value itself, since a config "
                "cannot run code or look values up"
            )


def _check_defaults(entries: Any, path: Path) -> None:
    """Check that a preset builds on other presets only, by group and name."""
    if not isinstance(entries, list):
        raise UserError(f"{path}: defaults must be a list of presets")
    for entry in entries:
        words = [*entry.items()] if isinstance(entry, dict) else [(entry, "")]
        for group, name in words:
            if not (ENTRY.fullmatch(str(group)) and re.fullmatch(r"[A-Za-z0-9_]*", str(name))):
                raise UserError(
                    f"{path}: defaults may only name presets, like 'override /system: one_ics', "
                    f"not {entry!r}"
                )
            _check_group(str(group).split()[-1].strip("/"), name, path)


def _check_group(group: str, name: Any, path: Path) -> None:
    if name and group not in preset_files.GROUPS:
        near = preset_files.nearest(group, preset_files.GROUPS)
        raise UserError(f"{path}: there is no group {group!r}{near}")
