"""Run it again and say where it differs, if it does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.outcomes import Outcomes
from sim.params.errors import UserError
from sim.report.store import manifest
from sim.report.store.tables import replicate_columns

REPLICATES = "replicates.parquet"
Simulate = Callable[..., Outcomes]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `uptake verify` found: where results differ, by plan; nothing if they are equal."""

    differences: tuple[str, ...]
    plans: int
    replicates: int
    notes: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """Whether every number came out the same."""
        return not self.differences


def verify(
    folder: Path, simulate: Simulate, on_block: Callable[[int], None] | None = None
) -> Verdict:
    """Run what a folder holds again, with the same seed, replicates and engine, and compare.

    on_block  told the replicates done so far, over all plans
    """
    kept = manifest.read(folder)
    differences: list[str] = []
    for number, plan in enumerate(kept.plans):
        before = number * kept.replicates
        outcomes = simulate(
            plan.scenario,
            kept.replicates,
            kept.seed,
            engine=kept.engine,
            on_block=None if on_block is None else lambda done, b=before: on_block(b + done),
        )
        differences += _compare(folder, plan, outcomes, kept.every_series)
    return Verdict(tuple(differences), len(kept.plans), kept.replicates, tuple(_notes(kept)))


def _compare(
    folder: Path, plan: manifest.Kept, outcomes: Outcomes, every_series: bool
) -> Iterator[str]:
    now = manifest.fingerprints(outcomes)
    changed = [name for name, value in now.items() if plan.series.get(name) != value]
    columns = replicate_columns(plan.label, outcomes, every_series)
    where = _first_difference(_stored(folder, plan.label), columns)
    if where:
        yield f"{plan.label}: {where}"
    elif changed:
        yield f"{plan.label}: {', '.join(changed)} differ from what {manifest.NAME} says"


def _stored(folder: Path, label: str) -> dict[str, np.ndarray]:
    """Read what was stored of one plan."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / REPLICATES
    try:
        table = pq.read_table(path, filters=[("plan", "=", label)])
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{path} cannot be read: {' '.join(str(error).split())}") from None
    if len(set(table.column_names)) < len(table.column_names):
        raise UserError(f"{path} cannot be read: two of its columns have one name")
    stored = {name: np.asarray(table[name]) for name in table.column_names}
    for name in series_names(stored):
        if stored[name].dtype.kind not in "iuf":
            raise UserError(f"{path} cannot be read: its column {name} holds no numbers")
    return stored


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


def _notes(kept: manifest.Manifest) -> Iterator[str]:
    here = manifest.versions()
    for name, was in kept.versions.items():
        if here.get(name, was) != was:
            yield f"{name} was {was}, here it is {here[name]}"
