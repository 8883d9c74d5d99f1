"""A sample in a terminal: what its points come to together, since no single one says much."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.outcomes.horizon import Horizon
from sim.outcomes.kept_runs import TIMES
from sim.outcomes.outcome_table import OUTCOMES, quantity_of
from sim.report.sweeps.listing import FIRST, SHOWN, WIDE, broken, plain, varying
from sim.report.sweeps.part_tables import DONE
from sim.report.sweeps.table import Cells

if TYPE_CHECKING:
    import pandas as pd

ENDS = (0.05, 0.5, 0.95)  # between the outer two lie nine points in ten


def sampled(
    cells: Cells, horizon: Horizon, config_dirs: Sequence[Path] = ()
) -> tuple[list[str], list[list[str]], str]:
    """Lay a sample out: a row for each combination of the other keys, over all points.

    Returns
    -------
    The headers, the rows, and a text that explains them.
    """
    from sim.config import swept_words

    keys = [key for key in varying(cells) if key not in cells.said["sample"]["ranges"]]
    done = cells.frame[cells.frame["state"] == DONE]
    some = dict(tuple(done.groupby(keys, sort=False, dropna=False))) if keys else {(): done}
    phrases = [
        swept_words.phrases_of(key, plain(done.drop_duplicates(keys)[key]), config_dirs)
        for key in keys
    ]
    names = [", ".join(each) for each in zip(*phrases, strict=True)] or ["all points"]
    first = _first(cells, list(some.values()))
    ends = {"month": horizon.month, "end": f"m{horizon.end}"}
    head = ["plan" if keys else "", *(each.format(**ends) for each in SHOWN.values())]
    rows = [
        [broken(name, WIDE), *(_told(points, key) for key in SHOWN)]
        for name, points in zip(names, some.values(), strict=True)
    ]
    if len(rows) > 1:
        head.append("first in\n% of points")
        rows = [[*row, f"{share:.0%}".rstrip("%")] for row, share in zip(rows, first, strict=True)]
    points = max(map(len, some.values()))
    below = (
        f"m{horizon.month} is month {horizon.month}. The middle one of {points:,} points, and "
        "where nine in ten lie: what the swept ranges do. Half: half are live. Gave up: of those "
        "ever live. Every point: --csv FILE."
    )
    if points < (drawn := cells.said["sample"]["size"]) and not (cells.missing or cells.failed):
        below += f" {drawn:,} points were drawn; those that coincide are kept once."
    return head, rows, below


def _told(points: "pd.DataFrame", key: str) -> str:
    """Say where an outcome lies over the points; a time that most never reach has no middle."""
    unit = OUTCOMES[key].said
    assert unit is not None
    values = points[quantity_of(key)].to_numpy(float)
    unknown = np.isnan(values)
    values = np.where(unknown, np.inf, values) if quantity_of(key) in TIMES else values[~unknown]
    if not len(values):
        return "-"
    low, middle, high = (
        f"{unit.scale * each:.0f}" if np.isfinite(each) else "-"
        for each in np.quantile(values, ENDS, method="higher")
    )
    return f"{middle} ({low} to {high})" if key == FIRST else middle


def _first(cells: Cells, some: Sequence["pd.DataFrame"]) -> list[float]:
    """In what share of the points each combination has most live; ties count for nobody."""
    point = list(cells.said["sample"]["ranges"])
    live = [each.set_index(point)[quantity_of(FIRST)] for each in some]
    shared = live[0].index
    for each in live[1:]:
        shared = shared.intersection(each.index)
    if not len(shared):
        return [0.0] * len(live)
    values = np.stack([each.loc[shared].to_numpy() for each in live])
    ahead = (values[:, None] > values[None, :]).sum(axis=1) == len(live) - 1
    shares: list[float] = ahead.mean(axis=1).tolist()
    return shares
