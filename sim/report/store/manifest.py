"""What was run: enough to run it again and see whether it comes out the same."""

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from sim.config import as_dict, digest, from_dict
from sim.engines.simulate import ENGINES
from sim.outcomes import Outcomes
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import MOST_REPLICATES
from sim.report.own_system import notes_on_systems
from sim.report.store.tables import series_of

NAME = "manifest.json"
FORMAT = 2
MOST_SEED = 2**63 - 1
MOST_MONTHS = 1200
PACKAGES = ("uptake-sim", "numpy", "numba", "mesa", "hydra-core", "pyarrow")


@dataclass(frozen=True, slots=True)
class Kept:
    """One plan of a run as the manifest keeps it.

    series     name -> SHA-256 of the numbers of all replicates and months
    overrides  how it was asked for
    """

    label: str
    scenario: Scenario
    series: dict[str, str]
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is needed to run it again.

    baseline     label of the plan that the others were held against; absent for a single run
    equal_start  all plans were given the same start
    every_series replicates.parquet holds every series, not the counts of organisations alone
    at           headline month that was asked for; None for the usual one
    margin       share of organisations below which plans are practically the same; None for the
                 usual one
    parameter_draws  random sets of assumptions that were tried as well
    """

    plans: tuple[Kept, ...]
    seed: int
    replicates: int
    engine: str
    versions: dict[str, str]
    baseline: str | None = None
    equal_start: bool = False
    every_series: bool = True
    at: int | None = None
    margin: float | None = None
    parameter_draws: int = 0


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that results could depend on."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def manifest_of(
    plans: Sequence[tuple[str, Outcomes]], command: str | None, about: Mapping[str, Any]
) -> dict[str, Any]:
    """Describe a run.

    plans    label and outcomes of each
    command  the line that repeats it, if there is one
    about    what else is to be kept, such as the options of a comparison
    """
    first = plans[0][1]
    return {
        "format": FORMAT,
        "command": command,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": first.seed,
        "replicates": len(first.replicates),
        "engine": first.engine,
        "months": first.months,
        "at": first.at,
        "versions": versions(),
        "machine": {
            "system": platform.platform(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
        },
        **about,
        "plans": [_plan(label, outcomes) for label, outcomes in plans],
    }


def write(path: Path, manifest: Mapping[str, Any]) -> None:
    """Write a manifest as JSON."""
    told = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(told + "\n", encoding="utf-8", newline="\n")


def read(folder: Path) -> Manifest:
    """Read a manifest and check that its scenarios are the ones it speaks of."""
    path = folder / NAME
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{folder} holds no {NAME}; name a folder that uptake wrote") from None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path} is broken: {' '.join(str(error).split())}") from None
    if not isinstance(said, dict):
        raise UserError(f"{path} is broken: it holds no object with a 'format'")
    try:
        return _manifest(said)
    except KeyError as error:
        raise UserError(f"{path} is broken: it has no {error}") from None
    except (AttributeError, TypeError, ValueError, OverflowError, UserError) as error:
        raise UserError(f"{path} is broken: {error}") from None


def fingerprints(outcomes: Outcomes) -> dict[str, str]:
    """Return the SHA-256 of each series, the same on every machine."""
    return {name: _fingerprint(values) for name, values in series_of(outcomes).items()}


def _fingerprint(values: np.ndarray) -> str:
    kind = "<f8" if np.issubdtype(values.dtype, np.floating) else "<i8"
    return hashlib.sha256(np.ascontiguousarray(values, dtype=kind).tobytes()).hexdigest()


def _plan(label: str, outcomes: Outcomes) -> dict[str, Any]:
    return {
        "label": label,
        "digest": digest(outcomes.scenario),
        "system_notes": notes_on_systems([outcomes.scenario]),
        "scenario": as_dict(outcomes.scenario),
        "series": fingerprints(outcomes),
    }


def _manifest(said: Mapping[str, Any]) -> Manifest:
    if said["format"] != FORMAT:
        raise UserError(
            f"its format is {said['format']!r}, of another version of Uptake; this one reads "
            f"{FORMAT}, so run its plans again"
        )
    if said["engine"] not in ENGINES:
        raise UserError(f"its engine is {said['engine']!r}, not one of {', '.join(ENGINES)}")
    if not isinstance(said["plans"], list) or not said["plans"]:
        raise UserError("it has no list of plans")
    baseline = said.get("baseline")
    return Manifest(
        plans=tuple(_kept(each, said.get("overrides", {})) for each in said["plans"]),
        seed=_whole(said, "seed", 0, MOST_SEED),
        replicates=_whole(said, "replicates", 1, MOST_REPLICATES),
        engine=str(said["engine"]),
        versions=dict(said["versions"]),
        baseline=None if baseline is None else str(baseline),
        equal_start=said.get("equal_start") is not None,
        every_series=said.get("every_series") is not False,
        at=None if said.get("at") is None else _whole(said, "at", 1, MOST_MONTHS),
        margin=None if said.get("margin") is None else float(said["margin"]),
        parameter_draws=int(said.get("parameter_draws") or 0),
    )


def _kept(said: Mapping[str, Any], overrides: Mapping[str, Any]) -> Kept:
    scenario = from_dict(said["scenario"])
    if digest(scenario, said["scenario"]) != said["digest"]:
        raise UserError(
            f"the scenario of plan {said['label']!r}, or a file it names, was changed: "
            "its digest is another"
        )
    asked = tuple(map(str, overrides.get(said["label"], ())))
    return Kept(str(said["label"]), scenario, dict(said["series"]), asked)


def _whole(said: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = said[name]
    if type(value) is not int or not least <= value <= most:
        raise UserError(f"{name} is {value!r}, not a whole number from {least} to {most}")
    return int(value)
