"""Finds sets of assumptions by name: those we ship, draws from our ranges, or a folder's."""

from collections.abc import Iterable
from pathlib import Path

from sim.config.distributions import distributions
from sim.config.drawing import drawn
from sim.config.preset_files import shipped
from sim.config.sets_files import FILE, read_sets
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError

PLAUSIBLE, RANGES = "plausible", "ranges"
USUAL = 100  # sets


def assumption_sets(
    which: str, config_dirs: Iterable[str | Path] = (), wanted: int = USUAL, seed: int = 0
) -> AssumptionSets:
    """Read sets of assumptions, or draw them.

    Parameters
    ----------
    which : str
        "plausible": the shipped sets that fit what is known; "ranges": drawn now from the shipped
        range of each assumption; else a folder, or a CSV file, that `uptake calibrate` or
        `uptake experts` wrote.
    config_dirs : iterable of str or Path
        The user's own folders, in which a folder of sets is looked for too.
    wanted : int
        How many are drawn from the ranges; a file gives all that it has.
    seed : int
        Of these draws.

    Raises
    ------
    UserError
        If there are no such sets, or their file cannot be read.
    """
    if which == RANGES:
        return drawn(distributions(), wanted, seed)
    if which == PLAUSIBLE:
        return read_sets(shipped() / "study" / f"{PLAUSIBLE}.csv", PLAUSIBLE)
    for place in (Path(which), *(Path(each) / which for each in config_dirs)):
        path = place / FILE if place.is_dir() else place
        if path.is_file():
            return read_sets(path)
    raise UserError(
        f"--assumptions {which}: there is no such folder or file with sets of assumptions; choose "
        f"{PLAUSIBLE}, {RANGES}, fixed, or a folder that uptake calibrate or uptake experts wrote"
    )
