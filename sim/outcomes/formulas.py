"""How to compute outcomes that exist once for each share, category, stage or gap.

Each function returns one that takes a plan's outcomes and a horizon, as a row of the table needs.
"""

from collections.abc import Callable

from sim.outcomes.binding import share_held_by
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcomes import Outcomes
from sim.outcomes.samples import Sample, group_sample, sample
from sim.outcomes.times import Quantiles, median_stay, months_between, time_to
from sim.params import Kind
from sim.params.names import STAGES

Found = Sample | Quantiles | float | None
Formula = Callable[[Outcomes, Horizon], Found]


def in_full(formula: Formula) -> Formula:
    """Give what only the full process has: a classic model says nothing of it, not 0."""
    return lambda o, h: None if o.scenario.process.kind != Kind.full else formula(o, h)


def months_to(share: float) -> Formula:
    """Months until a share of the organisations is live."""
    return lambda o, h: Quantiles(time_to(o, share, h.end))


def months_from_to(first: float, second: float) -> Formula:
    """Months from one share live to another."""
    return lambda o, _: Quantiles(months_between(o, first, second))


def live_in(category: str) -> Formula:
    """Share of a category of adopters that is live in the last month."""
    return lambda o, h: group_sample(o, [("category", category)], h.end)


def in_stage(stage: str) -> Formula:
    """Share of the organisations in a stage in the last month."""
    return in_full(lambda o, h: sample(o, o.share(STAGES.index(stage))[:, h.end]))


def stay_in(stage: str) -> Formula:
    """Median months of the completed stays in a stage."""
    return lambda o, _: median_stay(o.dwell, STAGES.index(stage))


def held_by(*gaps: str) -> Formula:
    """Share of those not embedded held back most by one of these gaps in the last month."""
    return lambda o, _: share_held_by(o, gaps)
