"""Run it again and say where it differs, if it does: in files, in findings, or in last bits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.config.changes import FOLDER
from sim.outcomes import Outcomes
from sim.params.errors import UserError
from sim.report.store import bits, manifest
from sim.report.store.file_digests import FilesFound, compared
from sim.report.store.tables import replicate_columns, series_of
from sim.report.store.versions import others_here

REPLICATES = "replicates.parquet"
NO_DIGESTS = (
    "this folder is of an older format and has no digests of its files, so only its numbers were "
    "compared"
)
Simulate = Callable[..., Outcomes]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `uptake verify` found.

    differences  where numbers differ, by plan; none if they are equal
    other_bits   plans whose fractions differ in their last bits alone, and by how much
    files        which files are as they were written
    notes        what is other than when it was written
    sets         sets of assumptions under which each plan ran too
    """

    differences: tuple[str, ...]
    other_bits: tuple[str, ...]
    files: FilesFound
    plans: int
    replicates: int
    notes: tuple[str, ...]
    sets: int = 0

    @property
    def equal(self) -> bool:
        """Whether every number came out the same, and every file is as it was written."""
        return not self.differences and not self.other_bits and self.files.right

    @property
    def same_findings(self) -> bool:
        """Whether numbers are the same but for their last bits, at most."""
        return not self.differences


def verify(
    folder: Path, simulate: Simulate, on_block: Callable[[int], None] | None = None
) -> Verdict:
    """Check the files of a folder, run it again and compare: same seed, replicates and engine.

    on_block  told the replicates done so far, over all plans
    """
    kept, files = looked_at(folder)
    found = list(_plans_again(folder, kept, files, simulate, on_block))
    in_file = [f"{label}: {each.in_file}" for label, each in found if each.in_file]
    differences = [f"{label}: {each.where}" for label, each in found if each.where]
    if REPLICATES in files.changed and in_file:
        files = replace(files, changed={**files.changed, REPLICATES: in_file[0]})
    else:  # nothing but the manifest or the numbers can be wrong
        differences = in_file + differences
    return Verdict(
        differences=tuple(differences),
        other_bits=tuple(f"{label}: {each.bits}" for label, each in found if each.bits),
        files=files,
        plans=len(kept.plans),
        replicates=kept.replicates,
        notes=tuple(_notes(folder, kept)),
    )


def looked_at(folder: Path) -> tuple[manifest.Manifest, FilesFound]:
    """Read a folder's manifest and compare its files with their digests; nothing is run.

    Raises
    ------
    UserError
        If no run can have written it.
    """
    kept = manifest.read(folder)
    files = compared(folder, kept.files)
    if not kept.sealed:
        files = replace(files, changed={**files.changed, manifest.NAME: ""})
    _refuse_other_size(folder, kept, files)
    return kept, files


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one plan: where it differs, or by how little; neither if it is equal.

    in_file  where the table of replicates differs from a new run that the manifest agrees with
    """

    where: str = ""
    bits: str = ""
    in_file: str = ""


def _plans_again(
    folder: Path, kept: manifest.Manifest, files: FilesFound, simulate: Simulate,
    on_block: Callable[[int], None] | None,
) -> Iterator[tuple[str, Found]]:  # fmt: skip
    row = 0
    for number, plan in enumerate(kept.plans):
        before = number * kept.replicates
        outcomes = simulate(
            plan.scenario,
            kept.replicates,
            kept.seed,
            engine=kept.engine,
            on_block=None if on_block is None else lambda done, b=before: on_block(b + done),
        )
        outcomes = replace(outcomes, at=kept.at)
        stored = _stored_or_none(folder, plan.label, files)
        yield plan.label, _compare(folder, plan, outcomes, kept.every_series, stored, row)
        row += bits.rows_of(outcomes)


def _compare(
    folder: Path, plan: manifest.Kept, outcomes: Outcomes, every_series: bool,
    stored: dict[str, np.ndarray] | None, row: int,
) -> Found:  # fmt: skip
    now = manifest.fingerprints(outcomes)
    changed = [name for name in {**plan.series, **now} if plan.series.get(name) != now.get(name)]
    columns = replicate_columns(plan.label, outcomes, every_series)
    where = None if stored is None else _first_difference(stored, columns)
    if not changed:  # the new run is what the manifest speaks of
        return Found(in_file=where or "")
    series = series_of(outcomes)
    whole = [name for name in changed if name not in series or series[name].dtype.kind == "i"]
    if not whole:
        apart = bits.by_kind(stored, columns) if stored is not None and every_series else None
        apart = apart or bits.in_summary(folder, outcomes, row)
        if apart is not None and max(apart.values()) <= bits.NO_FINDING:
            return Found(bits=bits.in_words(apart))
    where = where or f"{', '.join(whole or changed)} differ from what {manifest.NAME} says"
    return Found(where)


def _refuse_other_size(folder: Path, kept: manifest.Manifest, files: FilesFound) -> None:
    """Refuse a manifest that speaks of other runs than the table of them, before any is run."""
    if REPLICATES in files.wrong:  # it cannot speak against the manifest
        return
    rows = sum(kept.replicates * (plan.scenario.clock.months + 1) for plan in kept.plans)
    there = _rows(folder / REPLICATES)
    if rows != there:
        raise UserError(
            f"{folder / manifest.NAME} is broken: it speaks of {rows:,} rows in {REPLICATES} "
            f"(plans x replicates x months), which holds {there:,}"
        )


def _rows(path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with path.open("rb") as file:
            return int(pq.read_metadata(file).num_rows)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def _stored_or_none(folder: Path, label: str, files: FilesFound) -> dict[str, np.ndarray] | None:
    """Read what was stored of a plan; None if its file is not as written and cannot be read."""
    try:
        return _stored(folder, label)
    except UserError:
        if files.known and REPLICATES in files.wrong:
            return None
        raise


def _stored(folder: Path, label: str) -> dict[str, np.ndarray]:
    """Read what was stored of one plan."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / REPLICATES
    try:
        with path.open("rb") as file:  # given a path, it would read a folder in place of a file
            table = pq.read_table(file, filters=[("plan", "=", label)])
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None
    if len(set(table.column_names)) < len(table.column_names):
        raise UserError(f"{path} cannot be read: two of its columns have one name")
    stored = {name: np.asarray(table[name]) for name in table.column_names}
    for name in series_names(stored):
        if stored[name].dtype.kind not in "iuf":
            raise UserError(f"{path} cannot be read: its column {name} holds no numbers")
    return stored


def _unreadable(path: Path, error: Exception) -> UserError:
    return UserError(f"{path} cannot be read: {' '.join(str(error).split())}")


def _first_difference(stored: dict[str, np.ndarray], now: dict[str, Any]) -> str | None:
    """Say which number differs first: in the earliest month, then in the lowest replicate."""
    missing = sorted(set(now) - set(stored))
    if missing:
        return f"{REPLICATES} has no {', '.join(missing)}"
    if len(stored["month"]) != len(now["month"]):
        return f"{REPLICATES} has {len(stored['month'])} rows, now there are {len(now['month'])}"
    order = np.lexsort((now["replicate"], now["month"]))
    found = [
        (row, name)
        for name in series_names(now)
        if (row := _first(np.asarray(stored[name])[order], np.asarray(now[name])[order]))
        is not None
    ]
    if not found:
        return None
    row, name = min(found)
    at = order[row]
    return (
        f"{name} differs first in month {now['month'][at]}, replicate {now['replicate'][at]}: "
        f"{stored[name][at]:.17g} was stored, now it is {now[name][at]:.17g}"
    )


def series_names(columns: dict[str, Any]) -> list[str]:
    """Name the columns that hold results, not labels."""
    labels = ("plan", "replicate", "system_draw", "month")
    return [name for name in columns if name not in labels]


def _first(stored: np.ndarray, now: np.ndarray) -> int | None:
    same = (stored == now) | (_missing(stored) & _missing(now))
    return None if same.all() else int(np.argmin(same))


def _missing(values: np.ndarray) -> np.ndarray:
    return np.isnan(values.astype(float))


def notes_on_copies(folder: Path, kept: manifest.Manifest) -> Iterator[str]:
    """Say which of the user's files are gone or were changed, so that copies stand in for them."""
    copies = {
        (key, copy)
        for plan in kept.plans
        for key, copy in plan.copies.items()
        if key == FOLDER or FOLDER not in plan.copies  # a folder has its files in it
    }
    for key, copy in sorted(copies):
        yield (
            f"your file of {key} is gone or was changed, so the copy that {folder} holds is used "
            f"({copy.relative_to(folder).as_posix()})"
        )


def _notes(folder: Path, kept: manifest.Manifest) -> Iterator[str]:
    if kept.files is None:
        yield NO_DIGESTS
    yield from notes_on_copies(folder, kept)
    yield from others_here(kept.versions)
