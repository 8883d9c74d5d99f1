"""The rows of summary.csv: of one plan, and of plans laid beside one another."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sim.outcomes import Interval, Row
from sim.outcomes.declare import filled
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcome_table import COMPARED, OUTCOMES, quantity_of
from sim.study.comparison import Comparison, Difference, Standing
from sim.study.price import Price
from sim.study.values import Values

Line = dict[str, Any]
SHARE = "share"


def plan_lines(label: str, rows: Iterable[Row]) -> Iterator[Line]:
    """Lay the summary of one plan out."""
    for row in rows:
        yield {"plan": label, "against": "", **asdict(row)}


def comparison_lines(found: Comparison) -> Iterator[Line]:
    """Lay out what each plan costs for an extra organisation, then how the plans differ.

    Where each plan stands by itself is told by `plan_lines`.
    """
    for standing in found.standings:
        yield from _cost(standing, found.horizon)
    for difference in found.differences:
        yield from _figures(difference.label, found.against, difference.figures, found.horizon)
        yield from _sooner(difference, found.against)
        for group in difference.groups:
            name = f"live in {group.dimension}: {group.label}"
            meaning = "difference in the share live within the group"
            yield _line(difference.label, found.against, name, group.live, SHARE, meaning)


def _cost(standing: Standing, horizon: Horizon) -> Iterator[Line]:
    for key, value in (("extra", standing.extra), ("cost", standing.cost)):
        yield _outcome_line(
            standing.label, "no partner", key, value, filled(OUTCOMES[key].meaning, horizon)
        )


def _figures(
    label: str, against: str, figures: Values[Interval], horizon: Horizon
) -> Iterator[Line]:
    for key, value in figures.items():
        yield _outcome_line(label, against, key, value, filled(OUTCOMES[key].meaning, horizon))


def _sooner(difference: Difference, against: str) -> Iterator[Line]:
    sooner = difference.sooner
    meaning = "earlier: neither usually reaches a tenth"
    if sooner is not None:
        meaning = OUTCOMES["sooner"].meaning.format(share=f"{sooner.share:.0%}")
        meaning += "; at least, because the run ends" if sooner.at_least else ""
    months = None if sooner is None else sooner.months
    yield _outcome_line(difference.label, against, "sooner", months, meaning)


def _outcome_line(
    plan: str, against: str, key: str, value: Interval | Price | None, meaning: str
) -> Line:
    """Lay an outcome out under the name that it has in comparisons."""
    outcome = OUTCOMES[key]
    name = key if key in COMPARED else quantity_of(key)
    return _line(plan, against, name, value, outcome.unit, meaning)


def _line(
    plan: str, against: str, quantity: str, value: Interval | Price | None, unit: str, meaning: str
) -> Line:
    ends = (None, None, None) if value is None else (value.mean, value.low, value.high)
    mean, low, high = (None if end is None or not math.isfinite(end) else end for end in ends)
    return dict(
        plan=plan, against=against, quantity=quantity, mean=mean, low=low, high=high,
        unit=unit, meaning=meaning,
    )  # fmt: skip
