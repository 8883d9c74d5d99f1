"""What each lever gets, costs and closes, and how much each gap matters at each stage."""

from typing import Any

from sim.params import DataFor, Scenario, StageWeights, Strategy
from sim.params.names import GAPS, LEVERS, WEIGHTED_STAGES
from sim.params.strategy import MOST_PHASES
from sim.process.settings.record import NEVER
from sim.rules import partner


def phases_of(strategy: Strategy, monthly: float) -> dict[str, Any]:
    """Lay out what each lever gets per month in each phase; unused phases never begin.

    monthly  kGBP for all levers together
    """
    later = sorted(strategy.phases.values(), key=lambda phase: phase.from_month)
    shares = [strategy.shares, *(phase.shares for phase in later)]
    begins = [strategy.start, *(strategy.start + phase.from_month for phase in later)]
    unused = MOST_PHASES - len(shares)
    spend = [getattr(each, lever) * monthly for each in shares for lever in LEVERS]
    return dict(
        phase_from=[*begins, *[NEVER] * unused],
        spend=[*spend, *[0.0] * unused * len(LEVERS)],
    )


def levers_of(scenario: Scenario, organisations: int) -> dict[str, Any]:
    """Lay out what the levers cost in a system of this size, and what they close."""
    levers, a, c = scenario.levers, scenario.assumptions, scenario.coefficients
    costs = [getattr(getattr(levers, lever), "cost", 0.0) for lever in LEVERS]
    at_scale = [
        partner.cost_at_scale(cost, organisations, c.reference_size, a.scale_economy)
        for cost in costs
    ]
    at_scale[LEVERS.index("exemplar")] = levers.exemplar.cost  # for the pilots, not the system
    closes = [getattr(getattr(levers, lever), gap, 0.0) for lever in LEVERS for gap in GAPS]
    if scenario.strategy.data_for == DataFor.accountability:
        first = LEVERS.index("data") * len(GAPS)
        for k in range(first, first + len(GAPS)):
            closes[k] *= c.accountability_closes  # C63: used against people, they teach less
    return dict(cost=at_scale, closes=closes)


def weights_of(weights: StageWeights) -> list[float]:
    """Lay out the weights of the gaps, stage by stage."""
    return [getattr(getattr(weights, stage), gap) for stage in WEIGHTED_STAGES for gap in GAPS]
