"""What matters, from the store of a sweep: PAWN and rank correlations of a sample that was run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.api.sensitivity_results import Sensitivity
from sim.api.sweep_results import SweepResults, outcomes_of_sweeps, results
from sim.config import swept_words
from sim.config.distributions import distributions
from sim.config.preset_files import nearest
from sim.outcomes.declare import TIME
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats
from sim.outcomes.outcome_table import OUTCOMES, quantity_of
from sim.params.distributions import equally_likely
from sim.params.errors import UserError
from sim.report.sensitivity.outcome import Looked
from sim.report.sensitivity.told import Told
from sim.report.sweeps.listing import varying
from sim.report.sweeps.part_tables import DONE
from sim.report.sweeps.runs import RunsReader
from sim.report.sweeps.store import is_store
from sim.study.sensitivity.space import Space
from sim.study.sensitivity.study import MORRIS, SOBOL, of_sample
from sim.study.sweep.design import REPLICATES

if TYPE_CHECKING:
    import pandas as pd

    from sim.api.sensitivity import Asked

FEWEST = 64  # cells
LOOKED_INTO = 64  # cells whose runs say what luck does


def store_among(plans: Sequence[str]) -> Path | None:
    """Return the folder of a sweep, if one is named; it must be named alone.

    Raises
    ------
    UserError
        If plans are named beside it.
    """
    stores = [Path(each) for each in plans if Path(each).is_dir() and is_store(Path(each))]
    if not stores:
        return None
    if len(plans) > 1:
        raise UserError(
            f"{stores[0]} is a sweep, which has its plans in it; name it alone, or name plans"
        )
    return stores[0]


def of_store(folder: Path, asked: "Asked", config_dirs: Sequence[Path], seed: int) -> Sensitivity:
    """Find what matters in the store of a sweep.

    Raises
    ------
    UserError
        If it is no sample, if too little has run, or if another method is asked for.
    """
    if asked.method in (SOBOL, MORRIS):
        raise UserError(
            f"--method {asked.method} needs points of its own, which no sweep has: name plans, or "
            "leave out --method for PAWN and rank correlations of this sweep"
        )
    if asked.points is not None:
        raise UserError("a sweep that was run has its points; leave out --points")
    sample = _sample(results(folder, config_dirs), asked)
    known = distributions()
    space = Space(
        sample.keys,
        {
            key: known.get(key) or equally_likely((column.min(), max(column.max(), column.min())))
            for key, column in zip(sample.keys, sample.points.T, strict=True)
        },
        {},
    )
    found = of_sample(space, sample.points, sample.outcome, seed, asked.top, sample.luck)
    looked = Looked(asked.outcome, sample.horizon, sample.plans)
    return Sensitivity(
        Told(found, looked, 0, {}, len(sample.outcome), str(folder), tuple(sample.notes))
    )


@dataclass(frozen=True)
class _Sample:
    """Cells that have run: float64[cells, keys] values, float64[cells] the outcome."""

    keys: tuple[str, ...]
    points: Floats
    outcome: Floats
    plans: tuple[str, ...]
    horizon: Horizon
    luck: float | None
    notes: list[str]


def _sample(found: SweepResults, asked: "Asked") -> _Sample:
    said, frame = found.cells.said["sample"], found.cells.frame
    if said is None:
        raise UserError(
            f"{found.folder} is no sample: its values are combined; draw one, e.g. uptake sweep "
            "--sample 256 --ranges assumptions --out study"
        )
    keys = _keys(tuple(said["ranges"]), asked)
    column = _column(frame, asked.outcome)
    others = [key for key in varying(found.cells) if key not in said["ranges"]]
    done = frame[frame["state"] == DONE].copy()
    done[column] = _filled(done[column], asked.outcome, found.horizon)
    known = done[done[column].notna()]
    notes = _missing(found, len(done) - len(known))
    plans, rows = _by_plan(known, others, tuple(said["ranges"]), found)
    if len(rows[0]) < FEWEST:
        raise UserError(
            f"{found.folder} has {len(rows[0])} cells that can be read, and an index needs "
            f"{FEWEST} or more: let the sweep go on, or ask for a larger --sample"
        )
    values = [each[column].to_numpy(float) for each in rows]
    outcome = values[0] if len(values) == 1 else values[1] - values[0]
    points = rows[0][list(keys)].to_numpy(float)
    luck = _luck(found, rows[0], column) if len(rows) == 1 else None
    return _Sample(keys, points, outcome, plans, found.horizon, luck, notes)


def _keys(sampled: tuple[str, ...], asked: "Asked") -> tuple[str, ...]:
    for key in asked.keys:
        if key not in sampled:
            raise UserError(f"{key} was not sampled in this sweep{nearest(key, sampled)}")
    return asked.keys or sampled


def _column(frame: "pd.DataFrame", outcome: str) -> str:
    known = [key for key in OUTCOMES if quantity_of(key) in frame.columns]
    if outcome not in known:
        some = ", ".join(outcomes_of_sweeps())
        raise UserError(
            f"the sweep has no outcome {outcome!r}{nearest(outcome, known)}; choose from {some}"
        )
    return quantity_of(outcome)


def _filled(column: "pd.Series", outcome: str, horizon: Horizon) -> "pd.Series":
    """Take a time that is not reached as a month after the end."""
    numbers = column.astype(float)
    is_time = OUTCOMES[outcome].theme == TIME
    return numbers.fillna(horizon.end + 1.0) if is_time else numbers


def _missing(found: SweepResults, without: int) -> list[str]:
    counts = {
        "failed": found.failed, "have not run yet": found.missing, "have no such outcome": without
    }  # fmt: skip
    told = [f"{count:,} {what}" for what, count in counts.items() if count]
    return [f"Of the cells of the sweep, {', '.join(told)}: they are left out."] if told else []


def _by_plan(
    known: "pd.DataFrame", others: Sequence[str], sampled: Sequence[str], found: SweepResults
) -> tuple[tuple[str, ...], list["pd.DataFrame"]]:
    """Split cells by plan; of two plans only the points that both have, in one order."""
    if not others:
        return (str(found.cells.said["title"]) or "the plan",), [known]
    parts = list(known.groupby(list(others), sort=False, dropna=False))
    if len(parts) != 2 or set(others) & {"seed", "replicates"}:
        raise UserError(
            f"besides its sample the sweep varies {', '.join(others)}, in {len(parts)} ways; what "
            "matters is asked of one plan, or of the difference of two"
        )
    (one, first), (other, second) = parts
    first, second = (each.set_index(list(sampled), drop=False) for each in (first, second))
    both = [point for point in first.index if point in set(second.index)]
    names = [
        ", ".join(
            swept_words.phrases_of(key, [value])[0] for key, value in zip(others, each, strict=True)
        )
        for each in (one, other)
    ]
    return tuple(names), [first.loc[both], second.loc[both]]


def _luck(found: SweepResults, rows: "pd.DataFrame", column: str) -> float | None:
    """Return the share of luck in the variance of single runs; None if runs do not say it."""
    if rows[REPLICATES].min() < 2:
        return None
    reader = RunsReader(found.store.place, found.cells.parts)
    some = rows.head(LOOKED_INTO).to_dict("records")
    tables = [reader.runs(row["ensemble"], row[REPLICATES]) for row in some]
    if column not in tables[0].columns:
        return None
    within = float(np.mean([table[column].var() for table in tables]))
    between = max(float(rows[column].var()) - within / float(rows[REPLICATES].mean()), 0.0)
    total = within + between
    return within / total if np.isfinite(total) and total > 0 else None
