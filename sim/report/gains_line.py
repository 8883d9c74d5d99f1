"""The line of an answer about for whom it makes a difference."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.report.lines import Clause
from sim.report.words import group_name, name_of
from sim.study.comparison import Comparison
from sim.study.groups import GroupDifference


@dataclass(frozen=True, slots=True)
class Gain:
    """How much more of a group are live with the leading plan, and what luck does [share]."""

    dimension: str
    name: str
    share: float
    clear: bool
    luck: float


def for_whom(comparison: Comparison) -> Iterator[Clause]:
    """Say who gains least, and how deprived areas fare, compared with the baseline.

    If the baseline itself leads, the next plan is what it is compared with.
    """
    gains = _gains(comparison)
    if not gains:
        yield Clause("no groups to compare", 6)
    elif all(abs(each.share) < comparison.margin for each in gains):
        yield Clause("practically the same for every group", 1)
    elif all(math.isinf(each.luck) for each in gains):
        yield Clause("the runs are too few to tell groups apart", 1)
    elif not any(each.clear for each in gains):
        yield Clause("no group can be told apart", 1)
    else:
        yield from _areas([e for e in gains if e.dimension == "deprived"], comparison.margin)
        yield from _ends([e for e in gains if e.dimension == "category"], comparison.margin)


def compared_with(comparison: Comparison) -> str:
    """Name what gains are compared with, if it is not the plan that comes next."""
    base = comparison.plans[comparison.baseline].label
    if comparison.leader == comparison.baseline or base == comparison.runner_up.label:
        return ""
    return f"over {name_of(comparison, base)}: "


def _gains(comparison: Comparison) -> list[Gain]:
    leads = comparison.leader == comparison.baseline
    label = comparison.runner_up.label if leads else comparison.plans[comparison.leader].label
    found = next(each for each in comparison.differences if each.label == label)
    return [_gain(each, -1 if leads else 1) for each in found.groups]


def _gain(group: GroupDifference, sign: int) -> Gain:
    name = group_name((group.dimension, group.label))
    return Gain(group.dimension, name, sign * group.live.mean, group.live.excludes_zero,
                group.live.half_width)  # fmt: skip


def _ends(gains: Sequence[Gain], margin: float) -> Iterator[Clause]:
    """Say which group by readiness gains least, and which most."""
    if not gains:
        return
    least, most = (f(gains, key=lambda each: each.share) for f in (min, max))
    if most.share - least.share < margin:
        yield Clause("practically the same for early and late adopters", 4)
        return
    how = "fewer" if least.share <= -margin else "least for"
    yield Clause(f"{how} {least.name} ({_points(least.share)} points)", 4)
    yield Clause(f"most for {most.name} ({_points(most.share)})", 6)


def _areas(gains: Sequence[Gain], margin: float) -> Iterator[Clause]:
    """Say how deprived areas fare beside others."""
    shares = {each.name: each.share for each in gains}
    if len(shares) < 2:
        return
    deprived, others = shares["deprived areas"], shares["other areas"]
    if abs(deprived - others) < margin:
        how = "gain" if deprived >= 0 else "lose"
        points = f"({_points(deprived)} points)"
        yield Clause(f"deprived areas and others {how} alike {points}", 1,
                     short=f"all areas {how} alike {points}")  # fmt: skip
        return
    yield Clause(f"deprived areas {_points(deprived)} points, others {_points(others)}", 1)


def _points(share: float) -> str:
    points = round(100 * share)
    return f"{points:+d}" if points else "0"
