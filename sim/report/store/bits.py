"""Fractions that differ in their last bits: by how much, for money, days, exposure and shares."""

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.outcomes import Outcomes, summary

# Relative.  What we say of a number has at most four digits; a fitted Bass curve, whose iteration
# ends when it is near enough, comes out within 1e-8 under another SciPy (measured).
NO_FINDING = 1e-6
SUMMARY = "summary.csv"
KINDS = {
    "benefit": "money", "in_year_cash": "money", "site_cost": "money", "days": "days of work",
    "exposure": "exposure", "using": "shares", "live_size": "shares", "live_share": "shares",
    "embedded_share": "shares", "served_share": "shares",
}  # fmt: skip
UNITS = {
    "kGBP": "money", "day": "days of work", "month": "months", "1/year": "the fitted Bass curve",
}  # fmt: skip
Apart = dict[str, float]


def by_kind(stored: Mapping[str, Any], now: Mapping[str, Any]) -> Apart | None:
    """Return the largest relative difference of the fractions of each kind; None if none is there.

    stored, now  columns of replicates.parquet, rows in the same order
    """
    found: Apart = {}
    for name, kind in KINDS.items():
        if name in stored and name in now and len(stored[name]) == len(now[name]):
            found[kind] = max(found.get(kind, 0.0), _largest(stored[name], now[name]))
    return found or None


def _largest(one: Any, other: Any) -> float:
    """Largest difference, relative to the larger of both; infinite where one alone is missing."""
    a, b = np.asarray(one, float), np.asarray(other, float)
    if (np.isnan(a) != np.isnan(b)).any():
        return math.inf
    size = np.maximum(np.abs(a), np.abs(b))
    apart = np.abs(a - b)
    return float(np.max(apart[size > 0] / size[size > 0], initial=0.0))


def rows_of(outcomes: Outcomes) -> int:
    """How many rows of summary.csv a plan has."""
    return len(summary(outcomes))


def in_summary(folder: Path, outcomes: Outcomes, first: int) -> Apart | None:
    """Return the same for what summary.csv reports of a plan, by unit; None if it cannot be told.

    first  the plan's first row
    """
    now = summary(outcomes)
    try:
        with (folder / SUMMARY).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))[first : first + len(now)]
        if [row["quantity"] for row in rows] != [each.quantity for each in now]:
            return None
        found: Apart = {}
        for row, each in zip(rows, now, strict=True):
            then = [_number(row[name]) for name in ("mean", "low", "high")]
            apart = _largest(then, [_missing(n) for n in (each.mean, each.low, each.high)])
            kind = "shares" if each.unit.startswith("share") else UNITS.get(each.unit, each.unit)
            found[kind] = max(found.get(kind, 0.0), apart)
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        return None
    return found or None


def _number(cell: str) -> float:
    return float(cell) if cell else math.nan


def _missing(value: float | None) -> float:
    return math.nan if value is None else value


def in_words(apart: Apart) -> str:
    """Say by how much fractions differ, for a plan whose counts are equal."""
    told = ", ".join(f"{kind} by {_short(size)}" for kind, size in apart.items() if size > 0)
    alike = f"the other numbers differ by at most this much of their size: {told}"
    if not told:
        alike = "the other numbers differ in no digit that this folder reports"
    return f"every count of organisations is equal; {alike}"


def _short(size: float) -> str:
    return f"{size:.0e}".replace("e-0", "e-")
