"""From replicates to findings: means, paired differences and their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval, within
from sim.outcomes.samples import Sample, less, live_sample
from sim.outcomes.units import GBP_PER_KGBP
from sim.study.comparison import Comparison, Difference, Plan, Standing
from sim.study.even_spread import EvenSpread, beside
from sim.study.groups import group_differences
from sim.study.head_to_head import HeadToHead, head_to_head
from sim.study.price import Price, price_of
from sim.study.stopping import CONFIDENCE, Look, shared_level
from sim.study.time_to_share import reach, time_saved
from sim.study.values import Values, differences, intervals

FEWEST_DRAWS = 4  # with fewer, a variance is hardly measured


@dataclass(frozen=True, slots=True)
class Sampled:
    """All replicates of a comparison, before they are summarised.

    looks    how many looks were planned, whether or not they were needed
    samples  figures of each plan, replicate by replicate
    """

    plans: Sequence[Plan]
    baseline: int
    horizon: Horizon
    looks: int
    outcomes: Sequence[Outcomes]
    samples: Sequence[Values[Sample]]

    @property
    def others(self) -> list[int]:
        """Indices of all plans except the baseline."""
        return [index for index in range(len(self.plans)) if index != self.baseline]

    @property
    def level(self) -> float:
        """Level of each interval at which all headline differences hold at once."""
        return shared_level(len(self.others), self.looks)


@dataclass(frozen=True, slots=True)
class ReferenceRuns:
    """Other runs that a plan is compared with, on the same replicates.

    no_partner  the plan's scenario without a spread partner; None if not wanted, or if the plan
                has none
    same_start  the plan with the baseline's start; None if they start alike
    """

    no_partner: Outcomes | None
    same_start: Outcomes | None


def headline_half_widths(sampled: Sampled) -> list[float]:
    """Half-width of each plan's headline difference from the baseline."""
    base = sampled.samples[sampled.baseline].live
    found = (less(sampled.samples[index].live, base) for index in sampled.others)
    return [each.interval(sampled.level).half_width for each in found]


def findings(
    sampled: Sampled,
    references: Sequence[ReferenceRuns],
    seen: tuple[Look, ...],
    precision: float,
    *,
    adaptive: bool,
    even: Outcomes | None = None,
) -> Comparison:
    """Turn replicates into means, differences and intervals.

    seen      the looks that were taken
    adaptive  replicates were added until the precision or the cap was reached
    even      the one plan other than the baseline with its money spread evenly; None if not wanted
    """
    shares = [each.live.values.mean() for each in sampled.samples]
    leader = max(range(len(shares)), key=shares.__getitem__)
    return Comparison(
        plans=tuple(sampled.plans),
        baseline=sampled.baseline,
        horizon=sampled.horizon,
        precision=precision,
        confidence=CONFIDENCE,
        level=sampled.level,
        looks=seen,
        cap_hit=adaptive and seen[-1].half_width >= precision,
        given_system=all(each.given_system for each in sampled.outcomes),
        standings=tuple(_standing(sampled, i, each) for i, each in enumerate(references)),
        differences=tuple(_difference(sampled, i, references[i]) for i in sampled.others),
        leader=leader,
        ahead=_ahead(sampled, leader),
        even=_even(sampled, even),
        rivals=_rivals(sampled, leader),
        planned=sampled.looks,
        outcomes=tuple(sampled.outcomes),
    )


def _even(sampled: Sampled, even: Outcomes | None) -> EvenSpread | None:
    if even is None:
        return None
    plan = sampled.outcomes[sampled.others[0]]
    return beside(even, plan, sampled.horizon.month, sampled.level)


def _standing(sampled: Sampled, index: int, references: ReferenceRuns) -> Standing:
    outcomes, horizon = sampled.outcomes[index], sampled.horizon
    extra, cost = None, None
    if references.no_partner is not None:
        live = less(sampled.samples[index].live, live_sample(references.no_partner, horizon.month))
        count = replace(live, values=live.values * outcomes.organisations)
        extra = count.interval(sampled.level)
        cost = _cost(outcomes, references.no_partner, horizon.month, count, sampled.level)
    return Standing(
        label=sampled.plans[index].label,
        figures=intervals(sampled.samples[index], sampled.level),
        half=reach(outcomes, horizon.end),
        spend=spend_of(outcomes, horizon.end),
        extra=extra,
        cost=cost,
    )


def spend_of(outcomes: Outcomes, end: int) -> float:
    """Programme spend up to a month [GBP]."""
    return float(outcomes.spend[:end].sum()) * GBP_PER_KGBP


def _cost(
    outcomes: Outcomes, no_partner: Outcomes, month: int, extra: Sample, level: float
) -> Price:
    """Programme spend for each extra organisation.

    Spend runs up to the headline month because organisations are counted in that month.
    """
    more = float((outcomes.spend[:month] - no_partner.spend[:month]).sum()) * GBP_PER_KGBP
    return price_of(np.full(len(extra.values), more), extra.values, extra.clusters, level)


def _difference(sampled: Sampled, index: int, references: ReferenceRuns) -> Difference:
    one, base = sampled.samples[index], sampled.samples[sampled.baseline]
    here, there = sampled.outcomes[index], sampled.outcomes[sampled.baseline]
    paired, horizon, level = differences(one, base), sampled.horizon, sampled.level
    start = None
    if references.same_start is not None:
        same_start = live_sample(references.same_start, horizon.month)
        start = less(one.live, same_start).interval(level)
    return Difference(
        label=sampled.plans[index].label,
        figures=intervals(paired, level, paired=True),
        sooner=time_saved(here, there, paired.live.clusters, horizon.end, level),
        groups=group_differences(here, there, horizon.month, level),
        start=start,
        pairing=_pairing(one.live, base.live, paired.live),
    )


def _pairing(one: Sample, base: Sample, paired: Sample) -> float | None:
    """Variance of the difference if the two were independent, divided by the paired one.

    Both use the same clusters.  None if the difference never varies, or if there are too few
    draws to measure a variance.
    """
    together = paired.variance()
    draws = len(np.unique(paired.clusters))
    if together == 0 or 1 < draws < FEWEST_DRAWS or len(paired.values) < FEWEST_DRAWS:
        return None
    return (one.variance() + base.variance()) / together


def _ahead(sampled: Sampled, leader: int) -> dict[str, Interval]:
    """Lead of the leader over each other plan.

    The leader is picked by its result, so all pairs of plans share the level.  Against the
    baseline the lead is the headline difference itself.
    """
    count = len(sampled.plans)
    pairs = shared_level(count * (count - 1) // 2, sampled.looks)
    first = sampled.samples[leader].live
    return {
        sampled.plans[index].label: within(
            less(first, sampled.samples[index].live).interval(
                sampled.level if sampled.baseline in (leader, index) else pairs
            ),
            -1.0,
            1.0,
        )
        for index in range(count)
        if index != leader
    }


def _rivals(sampled: Sampled, leader: int) -> tuple[HeadToHead, ...]:
    """Compare the leader with each other plan, in the order of the plans."""
    first, horizon, level = sampled.outcomes[leader], sampled.horizon, sampled.level
    return tuple(
        head_to_head(first, sampled.outcomes[index], plan.label, horizon, level)
        for index, plan in enumerate(sampled.plans)
        if index != leader
    )
