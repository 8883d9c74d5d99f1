"""Writes sets of assumptions as a folder that every command takes with `--assumptions`."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.config.sets_files import FILE, MADE, as_csv, read_sets
from sim.params.assumption_sets import AssumptionSets
from sim.report.store.folder import claim


def kept_sets(
    folder: Path, sets: AssumptionSets, made: Mapping[str, Any] | None = None
) -> AssumptionSets:
    """Write sets as a new folder, whole or not at all.

    folder, sets, made  as in `write_sets`

    Returns
    -------
    The sets as they are read again, with their digest.

    Raises
    ------
    UserError
        If the folder is there already, or cannot be written.
    """
    with claim(folder) as claimed:
        with claimed.writing() as inside:
            write_sets(inside, sets, made)
        return read_sets(claimed.target / FILE, sets.name)


def write_sets(
    folder: Path,
    sets: AssumptionSets,
    made: Mapping[str, Any] | None = None,
    file: str = FILE,
) -> None:
    """Write the two files of sets into a folder that is being written, such as that of a claim.

    folder  where; it exists
    sets    in an order in which each beginning is spread over all of them
    made    how they were made, as plain data, for who wants to make them again
    file    name of the CSV; the YAML beside it has the same name
    """
    text = as_csv(sets).encode()
    (folder / file).write_bytes(text)
    digest = hashlib.sha256(text).hexdigest()
    (folder / file).with_suffix(MADE).write_text(_about(sets, digest, made), encoding="utf-8")


def _about(sets: AssumptionSets, digest: str, made: Mapping[str, Any] | None) -> str:
    import yaml

    said = {
        "name": sets.name,
        "about": sets.about,
        "sets": len(sets),
        "keys": len(sets.keys),
        "sha256": digest,
        "made": dict(made or {}),
    }
    return yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
