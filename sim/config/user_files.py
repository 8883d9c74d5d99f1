"""Checks a user's own files: plain data only, with known keys and nothing that runs code."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sim.config import keys, preset_files
from sim.params.errors import UserError

CODE = re.compile(r"\$\{|\b_(?:target|partial|args|convert|recursive)_\b")
NAME, GROUP = re.compile(r"[A-Za-z0-9_]+"), re.compile(r"(?:override\s+)?/?[A-Za-z0-9_]+")
HEADER, FOR_ALL = re.compile(r"\s*#\s*@"), re.compile(r"\s*#\s*@package\s+_global_\s*")
HEADER_ENDS = 512  # characters; Hydra looks for a header no further
FIRST = ("config.yaml", "scenario_schema.yaml")  # what Hydra begins with
NO_SETTINGS = "presets cannot change settings of Hydra itself, which can run code"


def check_own(config_dirs: Iterable[Path], groups: Iterable[str]) -> None:
    """Check every preset of these groups in the user's own folders, whether chosen or not.

    Folders and files are found whatever the case of their names, as some file systems do.
    """
    wanted = {group.casefold() for group in groups}
    for place in config_dirs:
        for path in sorted(place.iterdir()):
            _refuse_settings(path)
            if path.is_dir() and path.name.casefold() in wanted:
                for each in sorted(path.iterdir()):
                    if each.suffix.casefold() in (".yaml", ".yml") and each.is_file():
                        check(each)


def check(path: Path) -> None:
    """Raise an error for a preset that could run code, or has a wrong default or key."""
    data = as_hydra_reads(path)
    _check_defaults(data.pop("defaults", []), path)
    for problem in problems(path, data, _package(path)):
        raise UserError(problem)


def problems(path: Path, data: dict[str, Any], package: str) -> Iterator[str]:
    """Say what is wrong with each key of a preset, in the order of the file."""
    for key in data:
        if re.match(r"hydra\b", f"{package}{key}", re.IGNORECASE):
            yield f"{path} contains {key!r}; {NO_SETTINGS}"
    for key, value in flat(data, package):
        try:
            keys.converted(key, value)
        except UserError as error:
            yield f"{path}: {error}"


def allowed_in(data: dict[str, Any], package: str) -> dict[str, Any]:
    """Return the keys of a preset without those whose name or value is not allowed."""
    kept = {}
    for key, value in data.items():
        if isinstance(value, dict):
            kept[key] = allowed_in(value, f"{package}{key}.")
        elif not any(problems(Path(), {key: value}, package)):
            kept[key] = value
    return kept


def keys_in(path: Path) -> list[str]:
    """List the dotted keys that a preset of the user's own sets."""
    data = preset_files.read(path)
    data.pop("defaults", None)
    return [key for key, _ in flat(data, _package(path))]


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


def _refuse_settings(path: Path) -> None:
    """Refuse what stands at the top of a user's folder if Hydra could take it for its own."""
    name = path.name.casefold()
    if name == "hydra" and path.is_dir():
        raise UserError(f"{path}: take this folder out; {NO_SETTINGS}")
    if name in FIRST:
        raise UserError(
            f"{path}: take this file out; a folder of presets has one folder for each group, like "
            f"{path.parent / 'strategy' / 'ours.yaml'}"
        )


def as_hydra_reads(path: Path) -> dict[str, Any]:
    """Read a preset with Hydra's own reader, so that what is checked is what will be used."""
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException
    from yaml import YAMLError

    try:
        refuse_code(preset_files.read(path), str(path))
        data: Any = OmegaConf.to_container(OmegaConf.load(path), resolve=False)
    except RecursionError:
        raise UserError(f"{path} is not readable: its keys are nested too deep") from None
    except (OmegaConfBaseException, YAMLError) as error:
        raise UserError(f"{path} is not readable: {' '.join(str(error).split())}") from None
    refuse_code(data, str(path))
    return data


def _package(path: Path) -> str:
    """Return what precedes the keys of a preset: its group, or nothing if its header says so."""
    text = path.read_text(encoding="utf-8")
    first = next((line for line in text[:HEADER_ENDS].splitlines() if line.strip()), "")
    headers = [line for line in text.splitlines() if HEADER.match(line)]
    if not headers:
        return f"{path.parent.name}."
    if headers != [first] or not FOR_ALL.fullmatch(first):
        raise UserError(
            f"{path}: {headers[-1].strip()!r} is not allowed; the only such line that a preset may "
            "have is its first, '# @package _global_'"
        )
    return ""


def _check_defaults(entries: Any, path: Path) -> None:
    """Check that a preset builds on other presets only, by group and name."""
    if not isinstance(entries, list):
        raise UserError(f"{path}: defaults must be a list of presets")
    for entry in entries:
        for group, name in entry.items() if isinstance(entry, dict) else [(None, entry)]:
            named = name is None or NAME.fullmatch(str(name))
            if not (named and (group is None or GROUP.fullmatch(str(group)))):
                raise UserError(
                    f"{path}: defaults may only name presets, like 'override /system: one_ics', "
                    f"not {entry!r}"
                )
            if group is not None:
                _check_group(str(group).split()[-1].strip("/"), path)


def _check_group(group: str, path: Path) -> None:
    if group not in preset_files.GROUPS:
        near = preset_files.nearest(group, preset_files.GROUPS)
        raise UserError(f"{path}: there is no group {group!r}{near}")
