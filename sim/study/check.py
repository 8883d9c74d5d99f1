"""Reads a system of the user's own and lists all its faults, and what may not be meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.config import own_folder
from sim.config.changes import FILES, FOLDER
from sim.config.form_faults import faults_of_forms, faults_of_plan
from sim.config.overrides import split
from sim.networks import system_from_files
from sim.networks.cells import is_missing
from sim.networks.columns import ORGANISATION, TRAITS
from sim.networks.sheets import read_sheet
from sim.networks.stray_rows import without_totals
from sim.networks.system import Floats, System
from sim.params import Scenario
from sim.params import System as SystemParameters
from sim.params.errors import UserError
from sim.params.faults import Fault
from sim.params.system import DRAWN
from sim.process.settings import settings_of
from sim.process.standing import refuse_later
from sim.study.portrait import Portrait, portrait_of
from sim.study.suspicions import suspicions


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a user's own system.

    faults      what keeps it from running
    suspicions  what is allowed, but may not be meant; sentences
    notes       how the files were read
    portrait    what the system is like as far as it can be read; None if nothing can
    title       what it is called
    """

    faults: list[Fault]
    suspicions: list[str]
    notes: tuple[str, ...]
    portrait: Portrait | None
    title: str


def check(overrides: Sequence[str], config_dirs: Sequence[Path] = ()) -> Checked:
    """Read a system of the user's own as far as it goes.

    Parameters
    ----------
    overrides : sequence of str
        What would be given to `sim.load`, with a folder or files of organisations.
    config_dirs : sequence of Path
        Folders with presets of the user's own.

    Returns
    -------
    Checked
        There is a fault in it if, and only if, a run of it is refused.

    Raises
    ------
    UserError
        If the overrides name no system of the user's own, or none that is there.
    """
    found = read(overrides, config_dirs)
    system, described, faults = found.system, found.described, found.faults
    title = described.title or Path(str(described.organisations_file)).stem
    if system is None:
        return Checked(faults, [], (), None, title)
    known, scores = _known(Path(str(described.organisations_file)), system, faults)
    given = described.ties_file not in (None, DRAWN)
    portrait = portrait_of(system, known, scores, given)
    return Checked(faults, list(suspicions(system, known)), system.notes, portrait, title)


@dataclass(frozen=True, slots=True)
class Found:
    """A system of the user's own as far as it can be read, and all faults in it.

    described  the section `system` of the scenario; its files only, if there can be none
    """

    faults: list[Fault]
    described: SystemParameters
    system: System | None


def read(overrides: Sequence[str], config_dirs: Sequence[Path] = ()) -> Found:
    """Read forms and tables as far as they go, and list all faults; raises as `check`."""
    folder = _folder(overrides, config_dirs)
    faults = faults_of_forms(folder) if folder is not None else []
    scenario, of_plan = faults_of_plan(overrides, config_dirs, folder)
    faults += of_plan
    described = _described(overrides, folder) if scenario is None else scenario.system
    if described.organisations_file is None:
        raise UserError(
            "these organisations are made up, and there is nothing to check; name the folder or "
            "the file of your own, e.g. uptake check mysystem"
        )
    system, of_tables = _read(described)
    faults += of_tables
    if scenario is not None and system is not None and not faults:
        faults += _later(scenario, system)
    return Found(faults, described, system)


def _folder(overrides: Sequence[str], config_dirs: Sequence[Path]) -> Path | None:
    """Find the folder that the overrides name; None if they name files."""
    named = [split(each).value for each in overrides if split(each).key == FOLDER]
    return own_folder.located(named[-1].strip("'\""), config_dirs) if named else None


def _described(overrides: Sequence[str], folder: Path | None) -> SystemParameters:
    """Describe a system of which there can be no scenario: only its tables count."""
    given = {split(each).key: split(each).value.strip("'\"") for each in overrides}
    if folder is None:
        file, ties = given.get(FILES[0]), given.get(FILES[1], DRAWN)
        return SystemParameters(organisations_file=file, ties_file=ties)
    organisations, tied = own_folder.tables_in(folder)
    return SystemParameters(
        title=folder.name, organisations_file=str(organisations),
        ties_file=DRAWN if tied is None else str(tied),
    )  # fmt: skip


def _read(described: SystemParameters) -> tuple[System | None, list[Fault]]:
    """Read the tables as far as they go; returns the system and all faults."""
    faults: list[Fault] = []
    own = Path(str(described.organisations_file))
    try:
        return system_from_files(own, described.ties_file, described, report=faults.append), faults
    except UserError as error:
        faults.append(_whole(error, own))
    if described.ties_file in (None, DRAWN):
        return None, faults
    again: list[Fault] = []
    try:  # the ties keep it from being read: look at the organisations alone
        system = system_from_files(own, DRAWN, described, report=again.append)
    except UserError:
        return None, faults
    return system, faults


def _whole(error: UserError, own: Path) -> Fault:
    """Make a fault of an error about a file as a whole."""
    text = str(error).removesuffix(".")
    file, colon, says = text.partition(": ")
    where, told = (file, says) if colon else (str(own), text)
    return Fault(where, *_parts(told))


def _later(scenario: Scenario, system: System) -> list[Fault]:
    """Say what keeps a run of this system from starting: a plan too large, a month too late."""
    try:
        today = settings_of(scenario, system.organisations).today
    except UserError as error:
        return [Fault("your plan", *_parts(str(error)))]
    try:
        refuse_later(system, today)
    except UserError as error:
        where = str(scenario.system.organisations_file)
        return [Fault(where, *_parts(str(error)), column="since")]
    return []


def _parts(text: str) -> tuple[str, str]:
    """Part what is wrong from what to do."""
    says, _, advice = text.removesuffix(".").partition("; ")
    return says, advice


def _known(
    path: Path, system: System, faults: Sequence[Fault]
) -> tuple[dict[str, int], dict[str, Floats]]:
    """Count what each column says, and return the traits, with NaN where nobody knows them."""
    kept: list[Fault] = []  # the same again
    sheet = read_sheet(path, ORGANISATION, kept.append)
    rows = without_totals(sheet.rows, ORGANISATION, str(path), kept.append)
    faulty = {(each.row, each.column) for each in faults if each.file == str(path)}
    told = {
        name: np.array(
            [not is_missing(row.get(name)) and (k, name) not in faulty for k, row in rows]
        )
        for name in ORGANISATION
    }
    scores = {each: np.where(told[each], getattr(system.arrays, each), np.nan) for each in TRAITS}
    return {name: int(each.sum()) for name, each in told.items() if each.any()}, scores
