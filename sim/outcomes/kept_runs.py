"""What a sweep keeps of each run: its outcomes by replicate, and what they come to in a cell.

A ratio of sums over runs is kept as two columns, what is above and what is below, so that more runs
can be added to it later.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats, Whole
from sim.outcomes import Outcomes
from sim.outcomes.declare import EQUITY, MONEY, RISK, SPREAD, TIME, Outcome
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import LEVEL, half_widths, ratios_at_once
from sim.outcomes.outcome_table import OUTCOMES, quantity_of
from sim.outcomes.outcomes import live_of
from sim.outcomes.samples import (
    DEPRIVED,
    ELSEWHERE,
    LEAST_CAPACITY,
    MOST_CAPACITY,
    Group,
    Sample,
)
from sim.outcomes.times import Quantiles, ends_of
from sim.params.names import CATEGORIES

THEMES = (SPREAD, TIME, RISK, EQUITY, MONEY)
KEPT = {
    quantity_of(key): row
    for key, row in OUTCOMES.items()
    if row.of is not None and row.theme in THEMES
}
ABOVE, BELOW = "_above", "_below"
GAPS: dict[str, tuple[Group, Group]] = {
    "equity_gap": (ELSEWHERE, DEPRIVED),
    "capacity_gap": (MOST_CAPACITY, LEAST_CAPACITY),
}
OF_CATEGORY: dict[str, Group] = {
    quantity_of(f"live_{each.replace(' ', '_')}"): ("category", each) for each in CATEGORIES
}
TIMES = (
    *(name for name, row in KEPT.items() if row.theme == TIME and name != "waiting"),
    "months_to_pay_back",
)
RATIOS = (
    "embedded_of_ever_live", "after_programme", "abandoned", "dip", "exposure_each", "in_year_cash",
)  # fmt: skip
ALIKE = ("spend", "partner_days")  # in all runs
COLUMNS = tuple(
    column
    for name, row in KEPT.items()
    if row.theme != EQUITY and name not in ALIKE
    for column in ((f"{name}{ABOVE}", f"{name}{BELOW}") if name in RATIOS else (name,))
)
Ends = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Runs:
    """What is kept of R runs of one scenario, in B batches of runs on one system, with G groups.

    replicates, clusters  int64[R]  their numbers, and the system draw of each
    columns     name -> float64[R]  outcomes by run; infinite: never reached, not a number: unknown
    alike       name -> what is the same in all runs, such as the programme's spend; empty if they
                were read back
    live        int32[R, T + 1]  organisations live in each month
    groups      (dimension, group) in order
    group_live, group_sizes  int64[B, G]  live in the last month, and there, summed over a batch
    batch_first, batch_replicates, batch_clusters  int64[B]  first run, runs, and system draw
    """

    replicates: Whole
    clusters: Whole
    columns: Mapping[str, Floats]
    alike: Mapping[str, float]
    live: np.ndarray
    groups: tuple[Group, ...]
    group_live: Whole
    group_sizes: Whole
    batch_first: Whole
    batch_replicates: Whole
    batch_clusters: Whole


def runs_of(outcomes: Outcomes, horizon: Horizon) -> Runs:
    """Take what a sweep keeps out of the outcomes of one scenario."""
    columns: dict[str, Floats] = {}
    alike: dict[str, float] = {}
    count = len(outcomes.replicates)
    for name, row in KEPT.items():
        if row.theme == EQUITY or not row.when(horizon):  # those come from the groups
            continue
        assert row.of is not None
        sample = row.of(outcomes, horizon)
        if sample is None and name not in RATIOS:
            columns[name] = np.full(count, np.nan)  # a classic process has none
        elif isinstance(sample, Quantiles):
            columns[name] = sample.times
        elif name in ALIKE:
            assert isinstance(sample, float)
            alike[name] = sample
        elif name in RATIOS:
            parts = sample.parts if isinstance(sample, Sample) else None
            above, below = (np.zeros(count),) * 2 if parts is None else parts
            columns |= {f"{name}{ABOVE}": above, f"{name}{BELOW}": below}
        else:
            assert isinstance(sample, Sample)
            columns[name] = sample.values
    starts = np.cumsum(outcomes.batch_replicates) - outcomes.batch_replicates
    return Runs(
        outcomes.replicates, outcomes.clusters, columns, alike, live_of(outcomes.stages),
        outcomes.groups, live_of(outcomes.group_stages[:, horizon.end]), outcomes.group_sizes,
        outcomes.replicates[starts], outcomes.batch_replicates, outcomes.batch_clusters,
    )  # fmt: skip


def joined(first: Runs, more: Runs, block: int) -> Runs:
    """Add more runs of the same scenario to earlier ones.

    block  runs of one system that are counted together when all are run at once
    """

    def both(name: str) -> np.ndarray:
        return np.concatenate([getattr(first, name), getattr(more, name)])

    unknown = np.full(len(first.replicates), np.nan)  # in all of the earlier ones, when read back

    starts, clusters = both("batch_first"), both("batch_clusters")
    new = np.flatnonzero((starts % block == 0) | (np.diff(clusters, prepend=-1) != 0))

    def summed(name: str) -> np.ndarray:
        """Add to a batch what was cut off it when fewer runs were asked for."""
        return np.add.reduceat(both(name), new)

    return Runs(
        both("replicates"), both("clusters"),
        {name: np.concatenate([first.columns.get(name, unknown), each])
         for name, each in more.columns.items()},
        more.alike, both("live"), more.groups, summed("group_live"), summed("group_sizes"),
        starts[new], summed("batch_replicates"), clusters[new],
    )  # fmt: skip


def estimates(runs: Runs) -> dict[str, Ends]:
    """Say what runs come to: name -> mean, low and high, as in the summary of a plan.

    Of times it is the median and where the middle 80 % of the runs lie; else the mean with its
    95 % interval. Missing values (0 of 0, not reached, unknown) are None.
    """
    found: dict[str, Ends] = {name: (value, None, None) for name, value in runs.alike.items()}
    columns = runs.columns
    ratios = [name for name in RATIOS if f"{name}{ABOVE}" in columns]
    above, below = (
        np.stack([columns[f"{name}{end}"] for name in ratios]) for end in (ABOVE, BELOW)
    )
    of_ratio = dict(zip(ratios, ratios_at_once(above, below), strict=True))
    values: dict[str, Floats | None] = {}
    for name, column in columns.items():
        if name.endswith(ABOVE):
            ratio = name.removesuffix(ABOVE)
            values[ratio] = of_ratio[ratio]
        elif name not in TIMES and not name.endswith(BELOW):
            values[name] = None if np.isnan(column).any() else column
    found |= _intervals(values, runs.clusters, None)
    times = [name for name in TIMES if name in columns]
    found |= zip(times, ends_of(np.stack([columns[each] for each in times], axis=1)), strict=True)
    found |= _intervals(_by_group(runs), runs.batch_clusters, runs.batch_replicates)
    return {name: found[name] for name in KEPT if name in found}


def _intervals(
    values: Mapping[str, Floats | None], clusters: Whole, sizes: Whole | None
) -> dict[str, Ends]:
    """Find means with their intervals, of all columns at once; None where a value is missing."""
    known = {name: each for name, each in values.items() if each is not None}
    missing: dict[str, Ends] = dict.fromkeys(set(values) - set(known), (None, None, None))
    if not known:
        return missing
    rows = np.stack(list(known.values()))  # summed up in the order in which a single one is
    count = rows.shape[1] if sizes is None else sizes.sum()
    means, halves = rows.sum(axis=1) / count, half_widths(rows.T, clusters, LEVEL, sizes)
    each = zip(known, means.tolist(), halves.tolist(), strict=True)
    return missing | {name: _ends(mean, half, KEPT[name]) for name, mean, half in each}


def _ends(mean: float, half: float, row: Outcome) -> Ends:
    if not math.isfinite(half):
        return mean, None, None
    low, high = (-math.inf, math.inf) if row.bounds is None else row.bounds
    return mean, max(low, mean - half), min(high, mean + half)


def _by_group(runs: Runs) -> dict[str, Floats | None]:
    """Return the shares of groups that are live in the last month, and their gaps, by batch."""
    asked = dict.fromkeys([*OF_CATEGORY.values(), *(each for gap in GAPS.values() for each in gap)])
    places = [runs.groups.index(each) for each in asked]
    live, sizes = (of[:, places].T.astype(float) for of in (runs.group_live, runs.group_sizes))
    rows = ratios_at_once(live, sizes, runs.batch_replicates)
    shares = dict(zip(asked, rows, strict=True))
    found = {name: shares[group] for name, group in OF_CATEGORY.items()}
    for name, (ahead, behind) in GAPS.items():
        one, other = shares[ahead], shares[behind]
        found[name] = None if one is None or other is None else one - other
    return found
