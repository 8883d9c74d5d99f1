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
from sim.networks.assemble import HAVE_NO_TIES
from sim.networks.stands import MOST_MONTHS
from sim.networks.system import System
from sim.params import Scenario
from sim.params import System as SystemParameters
from sim.params.errors import UserError
from sim.params.faults import Fault
from sim.params.system import DRAWN
from sim.process.settings import settings_of
from sim.process.standing import later_in_words
from sim.study.portrait import Portrait, portrait_of
from sim.study.suspicions import suspicions

MOST = 100_000  # faults that are kept; a kilobyte each


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a user's own system.

    faults      what keeps it from running, at most MOST of the faults in tables
    count       of all faults
    suspicions  what is allowed, but may not be meant; sentences
    notes       how the files were read
    portrait    what the system is like as far as it can be read; None if nothing can
    title       what it is called
    """

    faults: list[Fault]
    count: int
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
    file = Path(str(described.organisations_file)).name
    title = described.title.removeprefix("Organisations of ") or file
    if system is None:
        return Checked(faults, found.count, [], (), None, title)
    portrait = portrait_of(system, described.ties_file != DRAWN)
    doubts = list(suspicions(portrait))
    told = [each for each in system.notes if not each.startswith("'")]
    how = tuple(each for each in told if HAVE_NO_TIES not in each)
    return Checked(faults, found.count, doubts, how, portrait, title)


@dataclass(frozen=True, slots=True)
class Found:
    """A system of the user's own as far as it can be read, and all faults in it.

    described  the section `system` of the scenario; its files only, if there can be none
    """

    faults: list[Fault]
    count: int
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
    kept = _Kept(faults)
    system = _read(described, kept)
    if scenario is not None and system is not None:
        for each in _later(scenario, system, bool(faults)):
            kept(each)
    return Found(faults, kept.count, described, system)


class _Kept:
    """Keeps faults, and counts those that are too many to keep."""

    def __init__(self, faults: list[Fault]):
        self.faults, self.count = faults, len(faults)

    def __call__(self, fault: Fault) -> None:
        self.count += 1
        if len(self.faults) < MOST:
            self.faults.append(fault)


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


def _read(described: SystemParameters, report: _Kept) -> System | None:
    """Read the tables as far as they go; None if nothing can be read."""
    own, ties = Path(str(described.organisations_file)), described.ties_file
    try:
        return system_from_files(own, ties, described, report=report)
    except UserError as error:
        report(_whole(error, own))
    if ties in (None, DRAWN):
        return None
    try:  # the file of ties cannot be read: look at the organisations alone
        return system_from_files(own, DRAWN, described, report=_Kept([]))
    except UserError:
        return None


def _whole(error: UserError, own: Path) -> Fault:
    """Make a fault of an error about a file as a whole."""
    text = str(error).removesuffix(".")
    file, colon, says = text.partition(": ")
    where, told = (file, says) if colon else (str(own), text)
    return Fault(where, *_parts(told))


def _later(scenario: Scenario, system: System, incomplete: bool) -> list[Fault]:
    """Say what keeps a run of this system from starting: a plan too large, a month too late.

    incomplete  there are other faults: a plan may only be too large for what could be read
    """
    try:
        today = settings_of(scenario, system.organisations).today
    except UserError as error:
        return [] if incomplete else [Fault("your plan", *_parts(str(error)))]
    if system.standing is None:
        return []
    since, own = system.standing.since, str(scenario.system.organisations_file)
    return [
        Fault(own, f"{name}: {says}", advice, column="since", value=name)
        for i in np.flatnonzero((since > MOST_MONTHS) & (since > today)).tolist()
        for name in [f"'{system.names[i]}'"]
        for says, advice in [_parts(later_in_words(int(since[i]), today))]
    ]


def _parts(text: str) -> tuple[str, str]:
    """Part what is wrong from what to do."""
    says, _, advice = text.removesuffix(".").partition("; ")
    return says, advice
