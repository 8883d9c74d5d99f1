"""A user's own files: read as plain data, refused if they could run code or hold a wrong key."""

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
    """Refuse a preset that could run code, that asks for odd defaults or has a wrong key."""
    said = preset_files.read(path)
    refuse_code(said, str(path))
    _check_defaults(said.pop("defaults", []), path)
    text = path.read_text(encoding="utf-8")
    package = "" if GLOBAL.search(text) else f"{path.parent.name}."
    try:
        for key, value in flat(said, package):
            keys.converted(key, value)
    except UserError as error:
        raise UserError(f"{path}: {error}") from None


def flat(said: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (dotted key, value) of everything below nested keys."""
    for name, value in said.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def refuse_code(said: Any, where: str) -> None:
    """Refuse anything that could run code or read the environment: configs are plain data."""
    if isinstance(said, dict):
        for name, value in said.items():
            refuse_code(name, where)
            refuse_code(value, where)
    elif isinstance(said, list):
        for value in said:
            refuse_code(value, where)
    elif isinstance(said, str):
        found = CODE.search(said)
        if found:
            raise UserError(
                f"{where} holds {found.group()!r}; a config is plain data and can neither "
                "run code nor look values up: write the value itself"
            )


def _check_defaults(entries: Any, path: Path) -> None:
    """Allow a preset to build on others by group and name, and on nothing else."""
    if not isinstance(entries, list):
        raise UserError(f"{path}: defaults must be a list of presets")
    for entry in entries:
        words = [*entry.items()] if isinstance(entry, dict) else [(entry, "")]
        for group, name in words:
            if not (ENTRY.fullmatch(str(group)) and re.fullmatch(r"[A-Za-z0-9_]*", str(name))):
                raise UserError(
                    f"{path}: defaults may name presets only, like 'override /system: one_ics'; "
                    f"not {entry!r}"
                )
            _check_group(str(group).split()[-1].strip("/"), name, path)


def _check_group(group: str, name: Any, path: Path) -> None:
    if name and group not in preset_files.GROUPS:
        near = preset_files.nearest(group, preset_files.GROUPS)
        raise UserError(f"{path}: there is no group {group!r}{near}")
