"""The rows of summary.csv: of one plan, and of plans laid beside one another."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from sim.outcomes import Interval, Row
from sim.study.comparison import Comparison, Difference, Standing
from sim.study.figures import Figures

Line = dict[str, Any]
SHARE = "share"
UNITS = {"waiting": "month", "exposure": "performance-months per organisation"}
MEANINGS = {
    "live": "organisations live in the headline month",
    "live_end": "organisations live in the last month",
    "embedded": "organisations embedded in the last month",
    "waiting": "mean months without having been live (restricted mean)",
    "exposure": "performance below tolerance; a proxy of risk, not harm",
    "abandoned": "have given up, of ever live",
    "dip": "activity lost in the first live month",
    "equity_gap": "live elsewhere less live in deprived areas, last month",
}


def plan_lines(label: str, rows: Iterable[Row]) -> Iterator[Line]:
    """Lay the summary of one plan out."""
    for row in rows:
        yield {"plan": label, "against": "", **asdict(row)}


def comparison_lines(found: Comparison) -> Iterator[Line]:
    """Lay out what each plan costs for an extra organisation, then how the plans differ.

    Where each plan stands by itself is told by `plan_lines`.
    """
    for standing in found.standings:
        yield from _cost(standing)
    for difference in found.differences:
        yield from _figures(difference.label, found.against, difference.figures)
        yield from _sooner(difference, found.against)
        for group in difference.groups:
            name = f"live in {group.dimension}: {group.label}"
            meaning = "headline difference within the group"
            yield _line(difference.label, found.against, name, group.live, SHARE, meaning)


def _cost(standing: Standing) -> Iterator[Line]:
    meaning = "live in the headline month beyond those without a spread partner"
    yield _line(standing.label, "no partner", "extra", standing.extra, "organisations", meaning)
    meaning = "programme spend for each of them; missing unless they are surely more than 0"
    yield _line(standing.label, "no partner", "cost_per_extra", standing.cost, "GBP", meaning)


def _figures(label: str, against: str, figures: Figures[Interval]) -> Iterator[Line]:
    for each in fields(figures):
        value, unit = getattr(figures, each.name), UNITS.get(each.name, SHARE)
        yield _line(label, against, each.name, value, unit, MEANINGS.get(each.name, ""))


def _sooner(difference: Difference, against: str) -> Iterator[Line]:
    sooner = difference.sooner
    meaning = "earlier: there is no share that both usually reach"
    if sooner is not None:
        meaning = f"earlier to {sooner.share:.0%} live, the highest share that both usually reach"
    months = None if sooner is None else sooner.months
    yield _line(difference.label, against, "sooner", months, "month", meaning)


def _line(
    plan: str, against: str, quantity: str, value: Interval | None, unit: str, meaning: str
) -> Line:
    ends = (None, None, None) if value is None else (value.mean, value.low, value.high)
    mean, low, high = (None if end is None or not math.isfinite(end) else end for end in ends)
    return dict(
        plan=plan, against=against, quantity=quantity, mean=mean, low=low, high=high,
        unit=unit, meaning=meaning,
    )  # fmt: skip
