"""The sets of assumptions of saved results: found again, and run again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.api.assumption_draws import TABLE, columns_of, sets_from, tried
from sim.config import Plan
from sim.config.plausible_sets import PLAUSIBLE, RANGES, assumption_sets
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.report.store.file_digests import FilesFound
from sim.report.store.manifest import Manifest
from sim.report.store.tables import read_columns
from sim.study.uncertainty.record import Uncertainty

FILE = f"{TABLE}.parquet"


def sets_again(folder: Path, kept: Manifest, files: FilesFound) -> AssumptionSets | None:
    """Find the sets that results were tried under; None if there were none.

    They are in the table of results. If it was changed or lost, those that we ship, and draws from
    our ranges, are found again by name.

    Raises
    ------
    UserError
        If they cannot be found any more.
    """
    said = kept.assumptions
    if said is None:
        if kept.parameter_draws:
            raise UserError(
                f"{folder} is of an older version, whose sets of assumptions were drawn otherwise; "
                "run its plans again into a new folder"
            )
        return None
    about = AssumptionSets(
        said["name"], (), np.empty((0, 0)), said.get("digest") or "", said.get("about") or ""
    )
    if FILE not in files.wrong:
        return sets_from(read_columns(folder / FILE), about, number_of(kept))
    if about.name in (PLAUSIBLE, RANGES):
        count = number_of(kept)
        found = assumption_sets(about.name, wanted=count, seed=kept.seed).first(count)
        if found.digest == about.digest and len(found) == count:
            return found
    raise UserError(
        f"{folder / FILE}, which held the sets of assumptions, is gone or was changed, and other "
        f"than in {about.name} they are nowhere; run the plans again into a new folder"
    )


def number_of(kept: Manifest) -> int:
    """Count the sets of saved results, those that were not possible among them."""
    said = kept.assumptions
    return 0 if said is None else int(said["count"] + said["not_possible"])


def as_told(drawn: Uncertainty, kept: Manifest) -> Uncertainty:
    """Give sets that ran again what their table does not hold: what was not varied or possible."""
    said = kept.assumptions or {}
    missing, why = drawn.left_out
    return replace(
        drawn,
        held={**said.get("held", {}), **drawn.held},
        left_out=(missing, said.get("why_not_possible") or why),
    )


def differences(
    folder: Path, kept: Manifest, files: FilesFound, progress: Callable[..., None] | None = None
) -> Iterator[str]:
    """Run the plans under their sets again, and say where the table of results differs.

    Nothing is said of a table that was changed or lost: its digest tells that already.
    """
    if kept.assumptions is None or FILE in files.wrong:
        return
    sets = sets_again(folder, kept, files)
    if sets is None:
        return
    plans = [Plan(each.label, each.overrides, {}, each.scenario, each.name) for each in kept.plans]
    now = columns_of(tried(plans, sets, kept.seed, progress=progress, at=kept.at))[TABLE]
    stored = read_columns(folder / FILE)
    missing = sorted(set(now) ^ set(stored))
    if missing:
        yield f"{FILE} and a new run do not have the same columns: {', '.join(missing)}"
        return
    for name, column in now.items():
        where = _first(np.asarray(stored[name]), np.asarray(column))
        if where is not None:
            yield (
                f"{now['plan'][where]}: {name} differs first in set {now['draw'][where]}: "
                f"{stored[name][where]} was stored, now it is {column[where]}"
            )
            return


def _first(stored: Any, now: Any) -> int | None:
    """Return the first row that differs; None if none does."""
    if len(stored) != len(now):
        return min(len(stored), len(now)) - 1
    same = stored == now
    return None if same.all() else int(np.argmin(same))
