"""Outcomes as one plain object for machines: only text, numbers, true, false, none and lists."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from sim.config import as_dict, digest
from sim.outcomes import Outcomes
from sim.params.names import STAGES
from sim.report.store.curves import Curve

IN_PLANS = {"scenario", "outcomes"}
PARTS = ("mean", "low", "high")


def plan_document(
    label: str, outcomes: Outcomes, summary: Iterable[Mapping[str, Any]], curves: Sequence[Curve]
) -> dict[str, Any]:
    """Describe one plan: its scenario, its summary by quantity, its curves by month.

    summary  rows with quantity, mean, low, high, unit
    """
    return {
        "label": label,
        "scenario": as_dict(outcomes.scenario),
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
    said: dict[str, Any] = {"month": list(range(len(curves[0].mean)))}
    said |= {name: _band(whole[name]) for name in ("live", "embedded", "ever_live")}
    said["stages"] = {name: whole[name].mean.tolist() for name in STAGES}
    for dimension in ("category", "type", "region", "deprivation", "capacity"):
        said[f"by_{dimension}"] = _by_group([c for c in curves if c.dimension == dimension])
    return said


def plain_data(value: Any) -> Any:
    """Turn anything into plain data; a number that JSON does not have becomes none.

    Scenarios and outcomes within are left out: `plan_document` describes them.
    """
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.name not in IN_PLANS]
        return {name: plain_data(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(name): plain_data(each) for name, each in value.items()}
    if isinstance(value, np.ndarray) and (value.dtype.kind in "biu" or _is_finite(value)):
        return value.tolist()  # what has only such numbers is plain already
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain_data(each) for each in value]
    if isinstance(value, np.generic):
        return plain_data(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _is_finite(value: np.ndarray) -> bool:
    return value.dtype.kind == "f" and bool(np.isfinite(value).all())


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
