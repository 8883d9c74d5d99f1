"""Some of the plans of a comparison, as a comparison of their own."""

from collections.abc import Mapping
from dataclasses import replace

from sim.study.comparison import Comparison
from sim.study.findings import ReferenceRuns, Sampled, findings
from sim.study.values import samples


def part_of(comparison: Comparison, plans: Mapping[str, int]) -> Comparison:
    """Compare some of the plans with the first of them, from the same runs.

    plans  name -> index of each plan in the comparison; two or more
    """
    places = list(plans.values())
    chosen = [replace(comparison.plans[place], name=name) for name, place in plans.items()]
    outcomes = [comparison.outcomes[place] for place in places]
    each = [samples(one, comparison.horizon) for one in outcomes]
    sampled = Sampled(chosen, 0, comparison.horizon, comparison.planned, outcomes, each)
    alone = [ReferenceRuns(None, None)] * len(places)
    found = findings(sampled, alone, comparison.looks, comparison.precision, adaptive=False)
    return replace(
        found,
        standings=tuple(comparison.standings[place] for place in places),
        equal_start=comparison.equal_start,
        margin=comparison.margin,
    )
