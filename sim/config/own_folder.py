"""The folder of a user's own system: organisations, ties, and what else is said of it.

`system.folder=mysystem` reads it: `organisations.csv` (or .xlsx), `ties.csv` if there is one, and
`system.yaml` with a title and any key of the system.  `innovation=own` and `strategy=own` are its
`innovation.yaml` and `plan.yaml`.  Files of the folder hold plain data, as presets do.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.config import file_values, preset_files, typed_values, user_files
from sim.config.changes import FILES, FOLDER, put
from sim.config.file_values import Said
from sim.config.override_text import Override
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.scores import Scores
from sim.params.system import DRAWN

ENDINGS = (".csv", ".xlsx", ".tsv", ".txt")
SYSTEM = "system.yaml"
TEXTS = (SYSTEM, *preset_files.OWN_FILES.values())
PACKAGES = {SYSTEM: "system.", **{f: f"{g}." for g, f in preset_files.OWN_FILES.items()}}
WORDS = ("title", "about", "source")
TODAY = "today"  # in `system.yaml`: month 0 of runs
DAY = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))-\d{2}")
ONLY_PLAIN = "a file of this folder only has keys with values"

Tables = tuple[Path, Path | None]


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A folder as it was read.

    keys    dotted keys of `system.yaml` with their values
    scores  of those keys that several people scored
    """

    path: Path
    organisations: Path
    ties: Path | None
    keys: tuple[tuple[str, Any], ...]
    scores: tuple[Scores, ...] = ()
    today: str | None = None


def holds_own_system(path: Path) -> bool:
    """Whether a path is a folder with a table of organisations."""
    return path.is_dir() and any(_named(path, "organisations"))


def located(given: str, config_dirs: Sequence[Path] = ()) -> Path:
    """Find a folder: from the current one, else next to the user's presets.

    Raises
    ------
    UserError
        If there is no such folder.
    """
    for place in (Path(), *config_dirs, *(each / "system" for each in config_dirs)):
        path = place / os.path.expanduser(given)
        if path.is_dir():
            return path.resolve()
        if path.is_file():
            raise UserError(f"{FOLDER}={given}: this is a file; give it as {FILES[0]}={given}")
    raise UserError(
        f'{FOLDER}={given}: there is no such folder; make one with: uptake new "{given}"'
    )


def tables_in(folder: Path) -> Tables:
    """Return the files of organisations and of ties; None if there are no ties.

    Raises
    ------
    UserError
        If there are no organisations, or if a table is there twice.
    """
    organisations = _only(folder, "organisations")
    if organisations is None:
        raise UserError(
            f"{folder} holds no file of organisations; it must be called organisations.csv or "
            "organisations.xlsx (and that of ties, if any, ties.csv or ties.xlsx)"
        )
    return organisations, _only(folder, "ties")


def read(folder: Path, forgiving: bool = False) -> OwnFolder:
    """Read a folder; its tables are read when a system is made of them.

    forgiving  leave out what is not allowed in `system.yaml`, instead of an error

    Raises
    ------
    UserError
        If a file is missing, or if `system.yaml` holds what is not allowed.
    """
    organisations, ties = tables_in(folder)
    said = _allowed(folder, SYSTEM) if forgiving else _checked(folder, SYSTEM)
    keys = tuple(user_files.flat(said.data, PACKAGES[SYSTEM]))
    return OwnFolder(folder, organisations, ties, keys, tuple(said.scores), _today(folder))


def preset(folder: Path | None, group: str, forgiving: bool = False) -> Said:
    """Return what the innovation or the plan of a folder says; what is not known is left out.

    forgiving  leave out what is not allowed, too, instead of an error

    Raises
    ------
    UserError
        If there is no folder or no such file, or if it holds what is not allowed.
    """
    file = preset_files.OWN_FILES[group]
    if folder is None:
        raise UserError(
            f"{group}={preset_files.OWN} is {file} in the folder of your own system; name the "
            f'folder too, e.g. "{FOLDER}=mysystem"'
        )
    if not (folder / file).is_file():
        raise UserError(f"{group}={preset_files.OWN}: {folder} holds no {file}")
    return _allowed(folder, file) if forgiving else _checked(folder, file)


def is_own(override: Override, config_dirs: Sequence[Path]) -> bool:
    """Whether an override chooses what a folder holds, and no preset of that name."""
    group = override.key
    if override.value != preset_files.OWN or group not in preset_files.OWN_FILES:
        return False
    return preset_files.OWN not in preset_files.files(group, config_dirs)


def put_into(scenario: Scenario, own: OwnFolder) -> None:
    """Put the organisations, ties and keys of a folder into a scenario, in place.

    Its title is that of `system.yaml`, else the name of the folder.
    """
    system = scenario.system
    system.title, system.about, system.source = own.path.name, "", ""
    for key, value in own.keys:
        put(scenario, key, value, adds=True)
    if own.today is not None:
        scenario.clock.start = own.today
    system.folder, system.organisations_file = str(own.path), str(own.organisations)
    scenario.scores = (*(scenario.scores or ()), *own.scores) or None
    if FILES[1] not in dict(own.keys):
        system.ties_file = DRAWN if own.ties is None else str(own.ties)


def _checked(folder: Path, name: str) -> Said:
    """Return what a file says; the first thing that is not allowed is an error."""
    for problem in problems(folder, name):
        raise UserError(problem)
    return _said(folder, name)


def _allowed(folder: Path, name: str) -> Said:
    """Return what a file says and may say."""
    try:
        said = _said(folder, name)
    except UserError:
        return Said()
    path = folder / name
    placed = {k: v for k, v in said.data.items() if not any(_misplaced(path, {k: v}))}
    said.data = user_files.allowed_in(placed, PACKAGES[name])
    return said


def problems(folder: Path, name: str) -> Iterator[str]:
    """Say all that is wrong with one of the files that hold keys; nothing if it is not there."""
    path = folder / name
    if not path.is_file():
        return
    try:
        data = _data(path)
    except UserError as error:
        yield str(error)
        return
    if "defaults" in data or "@package" in path.read_text(encoding="utf-8"):
        yield f"{path}: {ONLY_PLAIN}; leave 'defaults' and '@package' out"
        return
    if name == SYSTEM:
        yield from _misplaced(path, data)
        yield from _no_month(folder)
    said = file_values.said_in(data, PACKAGES[name])
    yield from (f"{path}: {problem}" for problem in said.problems)
    yield from user_files.problems(path, said.data, PACKAGES[name])


def keys_in(folder: Path, name: str) -> list[str]:
    """List the dotted keys to which a file gives a value."""
    return [key for key, _ in user_files.flat(_said(folder, name).data, PACKAGES[name])]


def unknown_in(folder: Path, name: str) -> list[str]:
    """List the keys that a file leaves to their defaults: those without a value or not known."""
    return list(file_values.unknown_in(_data(folder / name), PACKAGES[name]))


def _misplaced(path: Path, data: dict[str, Any]) -> Iterator[str]:
    """Say which keys of `system.yaml` name files: the folder itself holds those."""
    for name in ("organisations_file", "folder"):
        if name in data:
            yield f"{path}: leave {name} out; the organisations are those of this folder"
    if str(data.get("ties_file", DRAWN)).casefold() not in (DRAWN, "none"):
        yield f"{path}: ties_file is {data['ties_file']!r}; it must be drawn or none, or left out"


def _no_month(folder: Path) -> Iterator[str]:
    """Say if what `system.yaml` calls today is no month."""
    given = _given(folder / SYSTEM).get(TODAY)
    if not file_values.is_unknown(given) and _today(folder) is None:
        yield (
            f"{folder / SYSTEM}: {TODAY} is {given!r}; it must be a month with its year, such as "
            "2026-11 or November 2026"
        )


def _today(folder: Path) -> str | None:
    """Return the month in which runs begin, if `system.yaml` says one."""
    given = str(_given(folder / SYSTEM).get(TODAY)).strip()
    if dated := DAY.fullmatch(given):
        return dated.group(1)
    return typed_values.month_in(given)


def _given(path: Path) -> dict[str, Any]:
    return user_files.as_hydra_reads(path) if path.is_file() else {}


def _data(path: Path) -> dict[str, Any]:
    """Return what a file says of its own group: today belongs to the clock."""
    data = _given(path)
    if path.name == SYSTEM:
        data.pop(TODAY, None)
    return data


def _said(folder: Path, name: str) -> Said:
    """Return what a file says; values that are wrong are left out."""
    return file_values.said_in(_data(folder / name), PACKAGES[name])


def _named(folder: Path, stem: str) -> Iterator[Path]:
    """Yield the tables of that name, whatever their ending."""
    for each in sorted(folder.iterdir()):
        if each.suffix.lower() in ENDINGS and each.stem.lower() == stem:
            yield each


def _only(folder: Path, stem: str) -> Path | None:
    found = list(_named(folder, stem))
    if len(found) > 1:
        raise UserError(
            f"{folder} holds {' and '.join(each.name for each in found)}; keep one of them, or "
            "give the files as a pair"
        )
    return found[0] if found else None
