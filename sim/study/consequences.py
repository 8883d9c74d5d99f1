"""What a plan does besides its headline: for whom, at what risk, at what cost, by what else."""

from collections.abc import Iterable, Iterator

from sim.outcomes.intervals import Interval
from sim.params import Strategy
from sim.study.comparison import Comparison, Difference, Standing
from sim.study.groups import GroupDifference
from sim.study.words import (
    BARE_POINTS,
    DAYS,
    PERCENT,
    POINTS,
    POUNDS,
    Unit,
    listed,
    mean_of,
    name_of,
    names,
    said,
    said_difference,
)

GROUPS = dict(
    category="readiness", type="type of organisation", region="region", deprived="deprivation"
)


def groups(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say for which groups the plan makes a difference; of regions only where they are real."""
    each = [
        group
        for group in difference.groups
        if group.dimension != "region" or comparison.given_system
    ]
    if not any(group.live.excludes_zero for group in each):
        yield "For whom it makes a difference: no group can be told apart."
        return
    yield "For whom:"
    for dimension, title in GROUPS.items():
        within = [group for group in each if group.dimension == dimension]
        if len(within) > 1:
            yield f"by {title}, {_within(within)}."


def _within(groups: list[GroupDifference]) -> str:
    """Say of one dimension where more are live, where fewer, and where that cannot be told."""
    gain = [group for group in groups if group.live.low > 0]
    loss = [group for group in groups if group.live.high < 0]
    if not gain and not loss:
        return "no group can be told apart"
    parts = []
    if gain:
        parts.append(f"more are live among {_each(gain)}")
    if loss:
        parts.append(f"fewer are live among {_each(loss)}")
    unclear = [group.label for group in groups if not group.live.excludes_zero]
    if unclear:
        parts.append(f"no difference can be shown for {listed(unclear)}")
    most = [group.label for group in groups if group.beyond is not None and group.beyond.low > 0]
    if most:
        parts.append(f"more is gained than elsewhere by {listed(most)}")
    return "; ".join(parts)


def _each(groups: Iterable[GroupDifference]) -> str:
    return listed([f"{group.label} ({_size(group.live)})" for group in groups])


def _size(interval: Interval) -> str:
    """Say how large a difference is, whatever its sign."""
    return mean_of(interval, BARE_POINTS).removeprefix("-")


def risk(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say what it may cost patients and staff: the dip, exposure of safety, and giving up."""
    plan = {each.label: each for each in comparison.standings}[difference.label]
    of_base = names(comparison)[comparison.baseline]
    if plan.figures.dip is not None:
        dip = mean_of(plan.figures.dip, PERCENT)
        against = _versus(difference.figures.dip, POINTS, of_base)
        yield (
            f"At what risk: an organisation that goes live loses {dip} of its activity in the "
            f"first month{against}."
        )
    exposure = mean_of(plan.figures.exposure, DAYS)
    yield (
        f"Performance below what is tolerated adds up to {exposure} of activity per "
        f"organisation by month {comparison.horizon.end}"
        f"{_versus(difference.figures.exposure, DAYS, of_base)}; this stands for risk to safety, "
        "it is no count of harm."
    )
    if plan.figures.abandoned is not None:
        given_up = mean_of(plan.figures.abandoned, PERCENT)
        against = _versus(difference.figures.abandoned, POINTS, of_base)
        yield f"Of the organisations that ever went live, {given_up} gave it up again{against}."


def _versus(difference: Interval | None, unit: Unit, base: str) -> str:
    if difference is None:
        return ""
    gap = said_difference(difference, unit, "more", "less")
    if difference.excludes_zero:
        return f", {gap} against {base}"
    return f", which cannot be told apart from {base}: {gap}"


def cost(comparison: Comparison) -> Iterator[str]:
    """Say what an extra organisation costs with each plan, always against no spread partner."""
    known = [(each, each.extra) for each in comparison.standings if each.extra is not None]
    if not known:
        return
    month = comparison.horizon.month
    yield f"Cost of each organisation live at month {month} beyond those without a spread partner:"
    words = [
        f"{name_of(comparison, each.label)} {_cost(each, extra, month)}" for each, extra in known
    ]
    yield "; ".join(words) + "."


def _cost(standing: Standing, extra: Interval, month: int) -> str:
    if standing.cost is not None:
        return said(standing.cost, POUNDS)
    if extra.low > 0:
        return "costs no more than no spread partner"
    if extra.high < 0:
        return f"has fewer live at month {month} than no spread partner"
    return "cannot be told, since it cannot be told apart from no spread partner"


def beyond_money(comparison: Comparison) -> Iterator[str]:
    """Say which levers are used that no budget pays for, and what else the plans do not share."""
    strategies = [plan.scenario.strategy for plan in comparison.plans]
    used = [
        f"{name} uses {listed(levers)}"
        for name, each in zip(names(comparison), strategies, strict=True)
        if (levers := list(_free_levers(each, comparison.horizon.end)))
    ]
    if used:
        yield f"Beyond the budget: {'; '.join(used)}. That costs no money here."
    yield from _unequal_start(comparison, strategies)


def _free_levers(strategy: Strategy, end: int) -> Iterator[str]:
    if strategy.mandate_month is not None and strategy.mandate_month < end:
        yield f"a mandate from month {strategy.mandate_month}"
    if strategy.wave_cap is not None:
        yield f"a limit of {strategy.wave_cap} go-lives a month"


def _unequal_start(comparison: Comparison, strategies: list[Strategy]) -> Iterator[str]:
    """Say that a lead may be due to pilots or planning, and how to take them out."""
    if len({(each.pilots, each.plan) for each in strategies}) == 1:
        return
    leader = strategies[comparison.leader]
    yield (
        "The plans differ in pilots and in planning for scale, which may make a part of any "
        f"difference; strategy.pilots={leader.pilots} strategy.plan={leader.plan:g} compares "
        "them without that part."
    )
