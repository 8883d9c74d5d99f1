"""Files of a folder of results that were changed or lost, made again from its manifest."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.api.kept_sets import as_told, sets_again
from sim.api.plans import compare_plans, run_plan
from sim.api.results import Comparison, Result
from sim.config import Plan
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.report.store import manifest
from sim.report.store.disk import settle_names
from sim.report.store.file_digests import FilesFound, compared, digests
from sim.report.store.folder import hold
from sim.report.store.versions import others_here, versions
from sim.study.comparison import MARGIN
from sim.study.stopping import CAP

FIGURES, NEW = "figures/", "new"
PRECISION = 0.02  # counts for nothing where the number of replicates is given
OnProgress = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was put right.

    files    names of the files that were made again
    renewed  those of them that came out with other bytes than the lost ones had
    why      what is other than when the folder was written, in words
    """

    files: tuple[str, ...]
    renewed: tuple[str, ...]
    why: str


def repair(folder: Path, progress: OnProgress | None = None) -> Repaired:
    """Make the files of a folder again that were changed or lost, from a whole new run.

    The new run is written beside the folder; a file takes its place only once all are there. Files
    that are as they were written, and those of the user's own, are not touched.

    progress  called with (done, planned) replicates

    Raises
    ------
    UserError
        If the manifest is broken or was changed, if it has no digests of files, if the new run
        gives other numbers, or if something of the user's is in a file's place. Nothing is changed
        then.
    """
    kept = manifest.read(folder)
    _refuse_unsure(folder, kept)
    files = compared(folder, kept.files)
    _refuse_in_the_way(folder, files)
    shown = run_again(kept, progress, sets_again(folder, kept, files))
    with hold(folder.resolve()) as claimed:  # beside the folder, even if it is called "."
        new = shown.save(
            claimed.part / NEW, figures=any(name.startswith(FIGURES) for name in kept.files or ()),
            command=kept.command, every_series=kept.every_series,
        )  # fmt: skip
        _refuse_other_numbers(folder, kept, manifest.read(new))
        made = digests(new)
        _refuse_unmade(folder, files, made)
        renewed = tuple(name for name in files.wrong if made[name] != (kept.files or {})[name])
        for name in files.wrong:
            (folder / name).parent.mkdir(exist_ok=True)
            os.replace(new / name, folder / name)
        if renewed:
            _renew(folder, new, {name: made[name] for name in renewed})
        for place in {folder, *((folder / name).parent for name in files.wrong)}:
            settle_names(place)
    return Repaired(files.wrong, renewed, _why(kept))


def run_again(
    kept: manifest.Manifest,
    progress: OnProgress | None = None,
    sets: AssumptionSets | None = None,
) -> Result | Comparison:
    """Run what a manifest holds again: its result or comparison, as `sim.run` returns it.

    progress  called with (done, planned) replicates
    sets      of assumptions to try it under too
    """
    shown = _shown_again(kept, progress, sets)
    return shown if shown.drawn is None else replace(shown, drawn=as_told(shown.drawn, kept))


def _shown_again(
    kept: manifest.Manifest, progress: OnProgress | None, sets: AssumptionSets | None
) -> Result | Comparison:
    plans = [Plan(each.label, each.overrides, {}, each.scenario, each.name) for each in kept.plans]
    organisations = "organisations.parquet" in (kept.files or {})
    if kept.compares:
        baseline = next((k for k, each in enumerate(plans) if each.label == kept.baseline), 0)
        return compare_plans(
            plans, baseline, PRECISION, CAP, kept.replicates, kept.seed, kept.engine, sets=sets,
            organisations=organisations, progress=progress, equal_start=kept.equal_start,
            margin=MARGIN if kept.margin is None else kept.margin, at=kept.at,
        )  # fmt: skip
    return run_plan(
        plans[0], kept.replicates, kept.seed, kept.engine, sets=sets, organisations=organisations,
        at=kept.at, progress=progress,
    )  # fmt: skip


def _refuse_unsure(folder: Path, kept: manifest.Manifest) -> None:
    path = folder / manifest.NAME
    if kept.files is None:
        raise UserError(
            f"{path} is of an older format without digests of files, so nobody can say which of "
            "them are right; run its plans again into a new folder"
        )
    if not kept.sealed:
        raise UserError(
            f"{path} was changed since it was written, so nothing can be made again from it; put "
            "it back as it was, or run the plans again into a new folder"
        )


def _refuse_in_the_way(folder: Path, files: FilesFound) -> None:
    """Refuse to put a file where the user has a folder, or below what is no folder."""
    for name in files.wrong:
        path = folder / name
        beyond = path.parent != folder and os.path.lexists(path.parent)
        if beyond and (path.parent.is_symlink() or not path.parent.is_dir()):
            raise UserError(
                f"{path.parent} is no folder of ours but something else; move it away first"
            )
        if path.is_dir() and not path.is_symlink():
            raise UserError(f"{path} is a folder, not a file; move it away first")


def _refuse_other_numbers(folder: Path, kept: manifest.Manifest, new: manifest.Manifest) -> None:
    """Refuse to put files of one run beside those of another."""
    if [each.series for each in kept.plans] != [each.series for each in new.plans]:
        again = f": {kept.command}" if kept.command else ""
        raise UserError(
            f"a new run gives other numbers than {folder} holds ({_why(kept)}), so its files do "
            f"not belong beside those; nothing was changed. Run it again into a new folder{again}"
        )


def _refuse_unmade(folder: Path, files: FilesFound, made: Mapping[str, str]) -> None:
    missing = [name for name in files.wrong if name not in made]
    if missing:
        raise UserError(
            f"{', '.join(missing)} of {folder} could not be made again; nothing was changed"
        )


def _renew(folder: Path, new: Path, made: Mapping[str, str]) -> None:
    """Write the digests of files with other bytes into the manifest, and with what they came."""
    said = manifest.text_of(folder)
    note: dict[str, Any] = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
        "files": list(made),
    }
    said["files"] = {**said["files"], **made}
    said["repaired"] = [*said.get("repaired", []), note]
    manifest.write(new / manifest.NAME, said)
    os.replace(new / manifest.NAME, folder / manifest.NAME)


def _why(kept: manifest.Manifest) -> str:
    return "; ".join(_reasons(kept))


def _reasons(kept: manifest.Manifest) -> Iterator[str]:
    others = list(others_here(kept.versions))
    yield from others or ["the versions are the same, so the machine, or its fonts, are other"]
