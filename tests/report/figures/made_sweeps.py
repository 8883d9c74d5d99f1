"""Sweeps made up for their pictures: a grid of cells whose outcome follows from its values."""

import itertools

import numpy as np

from sim.outcomes.horizon import Horizon
from sim.study.swept import CellCurve, Estimate, Swept, swept_key

BUDGET, PILOTS, BOARDS = (
    "strategy.budget_per_organisation",
    "strategy.pilots",
    "system.board_interval",
)
STRATEGIES = (
    "none", "hin_playbook", "comms_drumbeat", "one_to_one", "community_of_practice",
    "data_benchmarking", "early_site_tools", "fix_one_site", "hin_balanced", "league_tables",
    "standardise_once", "targeted_equity",
)  # fmt: skip
MONEY = (300.0, 600.0, 900.0)
MONTHS = 72
LITTLE = 0.01  # half-width of an interval


def share(places, sizes):
    """Share live at the end: the first key matters most, the others less and less."""
    parts = [0.45 * place / max(1, size - 1) / 2**k
             for k, (place, size) in enumerate(zip(places, sizes, strict=True))]  # fmt: skip
    return 0.1 + sum(parts)


def swept(given, *, outcome="live", value=None, half=LITTLE, failed=(), **more):
    """Make up a sweep over a grid; the outcome follows from the places of its values.

    value   from places and sizes to the outcome
    failed  cells without results
    """
    keys = tuple(swept_key(key, values) for key, values in given.items())
    sizes = [len(key.values) for key in keys]
    every = list(itertools.product(*map(range, sizes)))
    places = np.array(every, np.int64).reshape(len(every), len(keys))
    mean = np.array([(value or share)(each, sizes) for each in places.tolist()], float)
    done = ~np.isin(np.arange(len(mean)), failed)
    mean[~done] = np.nan
    return Swept(
        keys, places, done, outcome, Horizon(36, MONTHS), Estimate(mean, mean - half, mean + half),
        lambda cell: curve_of(share(places[cell].tolist(), sizes), half), 64,
        failed=tuple(f"cell {each}" for each in failed), title="Ambient voice technology, London",
        start="2026-04", **more,
    )  # fmt: skip


def curve_of(end, half):
    mean = end * (np.arange(MONTHS + 1) / MONTHS) ** 0.5
    return CellCurve(mean, mean - half, mean + half, mean - 3 * half, mean + 3 * half)
