"""What was run: enough to run it again and see whether it comes out the same."""

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from sim.config import as_dict, digest, from_dict
from sim.outcomes import Outcomes
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.scores import scores_from
from sim.report.own_system import notes_before_a_run
from sim.report.store import kept_system
from sim.report.store import manifest_check as check
from sim.report.store.file_digests import MANIFEST
from sim.report.store.tables import series_of
from sim.report.store.versions import versions

NAME = MANIFEST
FORMAT, READS = 3, (2, 3)  # 2 has no digests of files
SEAL = "seal"
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One plan of a run as the manifest keeps it.

    series     name -> SHA-256 of the numbers of all replicates and months
    overrides  how it was asked for
    name       what it is called in words; empty if the folder does not say
    copies     key -> copy in the folder that stands in for the user's own file, which is gone or
               was changed
    """

    label: str
    scenario: Scenario
    series: dict[str, str]
    overrides: tuple[str, ...] = ()
    name: str = ""
    copies: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is needed to run it again.

    baseline     label of the plan that the others were held against; absent for a single run
    equal_start  all plans were given the same start
    every_series replicates.parquet holds every series, not the counts of organisations alone
    at           headline month that was asked for; None for the usual one
    margin       share of organisations below which plans are practically the same; None for the
                 usual one
    parameter_draws  sets of assumptions that were tried as well
    assumptions  which they were: name, digest, how many were not possible; None if none were tried
    files        name -> SHA-256 of every other file of the folder; None in an older format
    command      the line that repeats it, if there is one
    compares     whether it is of plans side by side
    sealed       whether the manifest itself is as it was written
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
    assumptions: Said | None = None
    files: Mapping[str, str] | None = None
    command: str | None = None
    compares: bool = False
    sealed: bool = True


def manifest_of(
    plans: Sequence[tuple[str, Outcomes, Any]], command: str | None, about: Said
) -> dict[str, Any]:
    """Describe a run.

    plans    label, outcomes and kept system (`kept_system.keep`) of each
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
        "plans": [_plan(*each) for each in plans],
    }


def write(path: Path, manifest: Said) -> None:
    """Write a manifest as JSON, with a digest of itself as its last entry."""
    whole = {name: each for name, each in manifest.items() if name != SEAL}
    told = json.dumps(whole | {SEAL: _seal(whole)}, indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(told + "\n", encoding="utf-8", newline="\n")


def _seal(manifest: Said) -> str:
    """Return the SHA-256 of all that a manifest says, however it is laid out."""
    told = json.dumps({name: each for name, each in manifest.items() if name != SEAL},
                      sort_keys=True, ensure_ascii=True)  # fmt: skip
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def read(folder: Path) -> Manifest:
    """Read a manifest and check that its scenarios are the ones it speaks of.

    Raises
    ------
    UserError
        If it is broken, or speaks of what cannot be.
    """
    said = text_of(folder)
    path = folder / MANIFEST
    try:
        return _manifest(said, folder)
    except KeyError as error:
        raise UserError(f"{path} is broken: it has no {error}") from None
    except (AttributeError, TypeError, ValueError, OverflowError, RecursionError,
            UserError) as error:  # fmt: skip
        raise UserError(f"{path} is broken: {' '.join(str(error).split())}") from None


def text_of(folder: Path) -> dict[str, Any]:
    """Return what a manifest says, as it stands.

    Raises
    ------
    UserError
        If it cannot be read, or holds no object.
    """
    path = folder / MANIFEST
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{folder} holds no {MANIFEST}; name a folder that uptake wrote") from None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path} is broken: {' '.join(str(error).split())}") from None
    if not isinstance(said, dict):
        raise UserError(f"{path} is broken: it holds no object with a 'format'")
    return said


def fingerprints(outcomes: Outcomes) -> dict[str, str]:
    """Return the SHA-256 of each series, the same on every machine."""
    return {name: _fingerprint(values) for name, values in series_of(outcomes).items()}


def _fingerprint(values: np.ndarray) -> str:
    kind = "<f8" if np.issubdtype(values.dtype, np.floating) else "<i8"
    return hashlib.sha256(np.ascontiguousarray(values, dtype=kind).tobytes()).hexdigest()


def _plan(label: str, outcomes: Outcomes, system: Any) -> dict[str, Any]:
    scores = outcomes.scenario.scores or ()
    return {
        "label": label,
        "digest": digest(outcomes.scenario),
        "system_notes": notes_before_a_run([outcomes.scenario]),
        "scenario": as_dict(outcomes.scenario),
        "series": fingerprints(outcomes),
        **({"scores": [each.plain() for each in scores]} if scores else {}),
        **({} if system is None else {"system": system}),
    }


def _manifest(said: Said, folder: Path) -> Manifest:
    check.refuse_other_format(said, READS)
    check.refuse_nonsense(said)
    return Manifest(
        plans=tuple(_kept(each, said, folder) for each in said["plans"]),
        seed=said["seed"],
        replicates=said["replicates"],
        engine=said["engine"],
        versions=dict(said["versions"]),
        baseline=said.get("baseline"),
        equal_start=said.get("equal_start") is not None,
        every_series=said.get("every_series") is not False,
        at=said.get("at"),
        margin=said.get("margin"),
        parameter_draws=said.get("parameter_draws") or 0,
        assumptions=said.get("assumptions"),
        files=None if said["format"] < FORMAT else dict(said["files"]),
        command=said.get("command"),
        compares=said.get("kind") == "compare",
        sealed=said["format"] < FORMAT or said.get(SEAL) == _seal(said),
    )


def _kept(said: Said, whole: Said, folder: Path) -> Kept:
    system = said.get("system") or {}
    own = kept_system.given_system(folder, system) if "digest" in system else None
    scenario, copies = from_dict(said["scenario"], own), {}
    if not _is_same(scenario, said):
        copies = {key: folder / name for key, name in system.get("files", {}).items()}
        scenario = kept_system.with_copies(scenario, copies)
        if not copies or not _is_same(scenario, said):
            raise UserError(
                f"the scenario of plan {said['label']!r}, or a file it names, was changed: "
                "its digest is another"
            )
    scenario.scores = tuple(scores_from(each) for each in said.get("scores", ())) or None
    asked = tuple(whole.get("overrides", {}).get(said["label"], ()))
    name = whole.get("names", {}).get(said["label"], "")
    return Kept(said["label"], scenario, dict(said["series"]), asked, name, copies)


def _is_same(scenario: Scenario, said: Said) -> bool:
    """Whether a scenario, with the files it names, is the one that ran."""
    try:
        return digest(scenario, said["scenario"]) == said["digest"]
    except UserError:  # one of its files is gone
        if said.get("system"):
            return False
        raise
