"""The system that the user brought, kept in the folder of results and read from there again."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from sim.config import own_folder
from sim.config.changes import FILES
from sim.config.changes import FOLDER as OWN_FOLDER
from sim.networks.system import Arrays, Standing, System
from sim.networks.unknown import Unknown
from sim.outcomes import Outcomes
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.system import DRAWN
from sim.report.store import tables

FOLDER = "system"
IN_ROWS = ("type", "region", "deprived", "orientation", "maturity", "capacity", "culture",
           "finance", "legacy", "size", "board_interval", "approvals", "by_maturity")  # fmt: skip
WORDS = ("types", "regions", "notes")
BELIEFS = "unknown"  # by which numbers what is not known is drawn
Said = dict[str, Any]


def keep(folder: Path, plans: Sequence[Outcomes]) -> list[Said | None]:
    """Keep in a folder what plans need of systems that the user brought, each system once.

    Files of the user's are copied byte by byte. A system that a program brought is kept as tables,
    with every number to its last bit.

    Returns
    -------
    For each plan what the manifest is to say of it; None if its systems are made up.
    """
    known: dict[str, str] = {}
    return [_keep(folder, each, known) for each in plans]


def _keep(folder: Path, outcomes: Outcomes, known: dict[str, str]) -> Said | None:
    if outcomes.system is not None:
        return _keep_given(folder, outcomes.system, known)
    if outcomes.scenario.system.folder is not None:
        return {"files": _keep_folder(folder, outcomes.scenario, known)}
    named = {key: _file(outcomes.scenario, key) for key in FILES}
    copies = {key: _copy(folder, key, path, known) for key, path in named.items() if path}
    return {"files": copies} if copies else None


def _keep_folder(place: Path, scenario: Scenario, known: dict[str, str]) -> dict[str, str]:
    """Copy what was read of the folder of the user's own system, so that it is such a folder too.

    Each folder is kept once; another has a number.
    """
    own = Path(str(scenario.system.folder))
    files = {key: _file(scenario, key) for key in FILES}
    names = {path: f"{_stem(key)}{_ending(path)}" for key, path in files.items() if path}
    names |= {own / name: name for name in own_folder.TEXTS if (own / name).is_file()}
    contents = {name: path.read_bytes() for path, name in names.items()}
    parts = [f"{name} {hashlib.sha256(each).hexdigest()}" for name, each in contents.items()]
    identity = f"{OWN_FOLDER} {' '.join(parts)}"
    if identity not in known:
        others = sum(each.startswith(FOLDER) for each in known.values())
        known[identity] = f"{FOLDER}-{others + 1}" if others else FOLDER
        (place / known[identity]).mkdir(exist_ok=True)
        for name, content in contents.items():
            (place / known[identity] / name).write_bytes(content)
    kept = known[identity]
    copies = {key: f"{kept}/{names[path]}" for key, path in files.items() if path}
    return {**copies, OWN_FOLDER: kept}


def _file(scenario: Scenario, key: str) -> Path | None:
    """Return the user's file that a key names, if it names one that counts."""
    path = getattr(scenario.system, key.rpartition(".")[2])
    own = scenario.system.organisations_file is not None
    return Path(path) if own and path not in (None, DRAWN) else None


def _copy(folder: Path, key: str, path: Path, known: dict[str, str]) -> str:
    what, ending = _stem(key), _ending(path)
    content = path.read_bytes()

    def write(place: Path) -> None:
        place.write_bytes(content)

    identity = f"{what}{ending} {hashlib.sha256(content).hexdigest()}"
    return _once(folder, what, ending, identity, known, write)


def _stem(key: str) -> str:
    return key.rpartition(".")[2].removesuffix("_file")


def _ending(path: Path) -> str:
    return path.suffix.lower() if path.suffix[1:].isalnum() and path.suffix.isascii() else ""


def _keep_given(folder: Path, system: System, known: dict[str, str]) -> Said:
    arrays = system.arrays._asdict()
    stands = {} if system.standing is None else system.standing._asdict()
    unknown = {} if system.unknown is None else system.unknown.columns()
    rows = {"name": system.names} | {name: arrays[name] for name in IN_ROWS} | stands | unknown
    ends = np.repeat(np.arange(system.organisations), np.diff(system.arrays.starts))
    ties = {"source": ends, "target": system.arrays.peers, "trust": system.arrays.trust}
    kept = {}
    for what, table in (("organisations", rows), ("ties", ties)):
        write = partial(tables.write_parquet, parts=[table])
        identity = f"{what} {system.digest}"
        kept[what] = _once(folder, what, ".parquet", identity, known, write)
    words = {name: list(getattr(system, name)) for name in WORDS}
    about: Said = {"title": system.title, "drawn": system.drawn}
    if system.unknown is not None:
        about[BELIEFS] = system.unknown.beliefs._asdict()
    return {"digest": system.digest, **kept, **words, **about}


def _once(
    folder: Path, what: str, ending: str, identity: str, known: dict[str, str],
    write: Callable[[Path], object],
) -> str:  # fmt: skip
    """Write a file unless it is there already; return its name, numbered if it is not the first."""
    if identity not in known:
        (folder / FOLDER).mkdir(exist_ok=True)
        others = sum(each.startswith(f"{FOLDER}/{what}") for each in known.values())
        number = f"-{others + 1}" if others else ""
        name = f"{FOLDER}/{what}{number}{ending}"
        write(folder / name)
        known[identity] = name
    return known[identity]


def given_system(folder: Path, said: Mapping[str, Any]) -> System:
    """Read a system that a program brought from the tables of a folder.

    Raises
    ------
    UserError
        If a table cannot be read, or is not that of the run.
    """
    where = f"{folder / said['organisations']} and {(folder / said['ties']).name}"
    try:
        rows, ties = (_table(folder / said[what]) for what in ("organisations", "ties"))
        system = _system(rows, ties, said)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise UserError(
            f"{where} do not hold the system of this run: {' '.join(str(error).split())}"
        ) from None
    if system.digest != said["digest"]:
        raise UserError(
            f"{where} do not hold the system of this run: their numbers or names were changed; put "
            "the files back as they were, or run its plans again with your system"
        )
    return system


def _system(rows: Any, ties: Any, said: Mapping[str, Any]) -> System:
    names = tuple(rows["name"].to_pylist())
    columns = {name: np.asarray(rows[name]) for name in IN_ROWS}
    counts = np.bincount(np.asarray(ties["source"]), minlength=len(names))
    arrays = Arrays(
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        peers=np.asarray(ties["target"]), trust=np.asarray(ties["trust"]), **columns,
    )  # fmt: skip
    types, regions, notes = (tuple(map(str, said[name])) for name in WORDS)
    standing = None
    if set(Standing._fields) <= set(rows.column_names):
        standing = Standing(*(np.asarray(rows[name]) for name in Standing._fields))
    unknown = None
    if BELIEFS in said:
        others = {each: np.asarray(rows[each]) for each in rows.column_names if each != "name"}
        unknown = Unknown.from_columns(others, said[BELIEFS])
    about = (bool(said["drawn"]), notes, str(said["title"]), standing, unknown)
    return System(arrays, names, types, regions, *about)


def _table(path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with path.open("rb") as file:
            return pq.read_table(file)
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{path} cannot be read: {' '.join(str(error).split())}") from None


def with_copies(scenario: Scenario, copies: Mapping[str, Path]) -> Scenario:
    """Return a scenario that reads copies, by key, in place of the user's files."""
    paths: dict[str, Any] = {key.rpartition(".")[2]: str(path) for key, path in copies.items()}
    return replace(scenario, system=replace(scenario.system, **paths))
