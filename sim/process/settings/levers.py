"""What each lever costs and closes, and how much each gap matters at each stage."""

from typing import Any

from sim.params import DataFor, Scenario, StageWeights
from sim.params.names import GAPS, LEVERS, WEIGHTED_STAGES
from sim.rules import partner


def levers_of(scenario: Scenario, organisations: int) -> dict[str, Any]:
    """Lay out what the levers cost in a system of this size, and what they close."""
    levers, a, c = scenario.levers, scenario.assumptions, scenario.coefficients
    costs = [getattr(getattr(levers, lever), "cost", 0.0) for lever in LEVERS]
    of_one = partner.cost_at_scale(1.0, organisations, c.reference_size, a.scale_economy)
    at_scale = [cost * of_one for cost in costs]
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
