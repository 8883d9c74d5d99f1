"""Outcomes as one plain object for machines: only text, numbers, true, false, none and lists."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sim.config import digest, plain
from sim.names import STAGES
from sim.outcomes import Outcomes
from sim.store.curves import Curve

PARTS = ("mean", "low", "high")


def plan_document(
    label: str, outcomes: Outcomes, summary: Iterable[Mapping[str, Any]], curves: Sequence[Curve]
) -> dict[str, Any]:
    """Describe one plan: its scenario, its summary by quantity, its curves by month.

    summary  rows with quantity, mean, low, high, unit
    """
    return {
        "label": label,
        "scenario": plain(outcomes.scenario),
        "digest": digest(outcomes.scenario),
        "seed": outcomes.seed,
        "replicates": len(outcomes.replicates),
        "engine": outcomes.engine,
        "months": outcomes.months,
        "summary": {
            row["quantity"]: {**{part: row[part] for part in PARTS}, "unit": row["unit"]}
            for row in summary
        },
        "curves": curve_document(curves),
    }


def curve_document(curves: Sequence[Curve]) -> dict[str, Any]:
    """Lay curves out by series, and by group within each dimension."""
    whole = {each.series: each for each in curves if each.dimension == "all"}
    told: dict[str, Any] = {"month": list(range(len(curves[0].mean)))}
    told |= {name: _band(whole[name]) for name in ("live", "embedded", "ever_live")}
    told["stages"] = {name: whole[name].mean.tolist() for name in STAGES}
    for dimension in ("category", "type", "region", "deprivation", "capacity"):
        told[f"by_{dimension}"] = _by_group([c for c in curves if c.dimension == dimension])
    return told


def finite(value: Any) -> Any:
    """Put none in the place of every number that JSON does not have."""
    if isinstance(value, Mapping):
        return {name: finite(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _band(curve: Curve) -> dict[str, Any]:
    return {part: getattr(curve, part).tolist() for part in PARTS}


def _by_group(curves: Sequence[Curve]) -> dict[str, Any]:
    groups = dict.fromkeys(each.group for each in curves)
    return {
        group: {
            each.series: _band(each)
            for each in curves
            if each.group == group and each.series in ("live", "embedded")
        }
        for group in groups
    }
