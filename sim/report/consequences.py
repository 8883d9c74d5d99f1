"""What a plan does beyond its headline: for whom, its risk, its cost, and what nobody pays for."""

import math
from collections.abc import Iterator, Sequence

from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import change_of, unit_of
from sim.outcomes.units import BARE_POINTS
from sim.params import Scenario, Strategy
from sim.process.settings.budget import office_from
from sim.report.price_words import price_in_words
from sim.report.words import (
    difference_of,
    group_name,
    is_slight,
    listed,
    mean_of,
    name_of,
    quoted,
    size_of,
)
from sim.study.comparison import Comparison, Difference, Standing
from sim.study.groups import GroupDifference

DIMENSIONS = dict(
    category="by readiness",
    type="by type of organisation",
    region="by region",
    deprived="by deprivation",
)


def for_whom(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say for which groups the plan makes a difference; regions only if they are real."""
    base = quoted(comparison)[comparison.baseline]
    each = [
        group
        for group in difference.groups
        if group.dimension != "region" or comparison.given_system
    ]
    if any(group.live.excludes_zero for group in each):
        within = {d: [group for group in each if group.dimension == d] for d in DIMENSIONS}
        parts = [
            f"{DIMENSIONS[d]}, {_within(found, comparison.margin)}"
            for d, found in within.items()
            if found
        ]
        yield f"For whom, in percentage points more than with {base}: {'; '.join(parts)}."
    elif each and all(math.isinf(group.live.half_width) for group in each):
        yield "For whom: the runs are too few to tell groups apart."
    else:
        yield "For whom: the plans cannot be told apart in any group."
    yield from _equity(comparison, difference)


def _within(groups: Sequence[GroupDifference], margin: float) -> str:
    """For one dimension, say in which groups more are live, fewer, or neither is clear."""
    clear = [group for group in groups if group.live.excludes_zero]
    unclear = [_name(group) for group in groups if not group.live.excludes_zero]
    if not clear:
        return "the plans cannot be told apart in any group"
    above = [_name(group) for group in groups if _is_above(group, margin)]
    if len(groups) < 3:  # the numbers say which of two is ahead
        above = []
    if len(groups) > 2 and not unclear and not above and all(g.live.mean > 0 for g in groups):
        least, most = (f(groups, key=lambda g: g.live.mean).live for f in (min, max))
        return f"{_signed(least)} to {_signed(most)} in each"
    parts = [listed([f"{_name(group)} {_signed(group.live)}" for group in clear])]
    if unclear:
        parts.append(f"no clear difference for {listed(unclear)}")
    if above:
        parts.append(f"clearly more than the other groups: {listed(above)}")
    return ", ".join(parts)


def _is_above(group: GroupDifference, margin: float) -> bool:
    """Whether a group gains clearly more than the others, and by more than the margin."""
    beyond = group.beyond
    return beyond is not None and beyond.low > 0 and beyond.mean >= margin


def _name(group: GroupDifference) -> str:
    return group_name((group.dimension, group.label))


def _signed(live: Interval) -> str:
    number = mean_of(live, BARE_POINTS)
    return f"{number.removeprefix('-')} fewer" if live.mean < 0 else number


def _equity(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say how far deprived areas are behind."""
    gap = _standing(comparison, difference).figures.equity_gap
    if gap is None:
        return
    month, size = comparison.horizon.end, mean_of(gap, unit_of("equity_gap")).removeprefix("-")
    if gap.excludes_zero:
        where = "behind" if gap.mean > 0 else "ahead of"
        sentence = f"At month {month}, deprived areas are {size} {where} other areas"
    else:
        sentence = f"At month {month}, deprived and other areas cannot be told apart"
    change = difference.figures.equity_gap
    if change is not None and change.excludes_zero:
        base = quoted(comparison)[comparison.baseline]
        word = "worse off" if change.mean > 0 else "better off"
        how = size_of(change, change_of("equity_gap").unit, f" {word} than with {base}")
        sentence += f"; relative to other areas, they are {how}"
    yield f"{sentence}."


def _standing(comparison: Comparison, difference: Difference) -> Standing:
    return next(each for each in comparison.standings if each.label == difference.label)


def risk(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say what it may cost patients and staff: the dip, the risk to safety and giving up."""
    plan = _standing(comparison, difference)
    base, end = quoted(comparison)[comparison.baseline], comparison.horizon.end
    if plan.figures.dip is not None:
        yield (
            f"The risk: an organisation that goes live loses {_mean('dip', plan)} of "
            f"its activity in the first month{_versus('dip', difference, base)}."
        )
    if plan.figures.exposure is not None:
        yield _below_tolerance(plan, difference, base, end)
        yield "This is a measure of risk to safety, not of harm."
    yield from _unapproved(plan)
    if plan.figures.abandoned is not None:
        yield (
            f"Of the organisations that ever went live, {_mean('abandoned', plan)} gave "
            f"up{_versus('abandoned', difference, base)}."
        )


def _below_tolerance(plan: Standing, difference: Difference, base: str, end: int) -> str:
    each = ""
    if plan.figures.exposure_each is not None:
        more = _versus("exposure_each", difference, base)
        size = _mean("exposure_each", plan)
        each = f"; where it is live, it is {size} per organisation that ever went live{more}"
    return (
        f"Performance below tolerance adds up to {_mean('exposure', plan)} of "
        f"activity per organisation by month {end}{_versus('exposure', difference, base)}{each}."
    )


def _unapproved(plan: Standing) -> Iterator[str]:
    """Say how much of the risk is use where it is not live: how risky that is, is a guess."""
    own = plan.figures.exposure_unapproved
    if own is not None and own.mean > 0:
        yield (
            f"Of the {_mean('exposure', plan)}, use by staff that no organisation has approved "
            f"makes up {_mean('exposure_unapproved', plan)}."
        )
        yield "How risky that is, is assumed."


def gave_up(comparison: Comparison, others: Sequence[str]) -> Iterator[str]:
    """Say how many gave up with the plans described only in brief; `others` holds labels."""
    shares = [
        f"{_mean('abandoned', each)} with {name_of(comparison, each.label)}"
        for each in comparison.standings
        if each.label in others and each.figures.abandoned is not None
    ]
    if shares:
        yield f"The share that gave up is {listed(shares)}."


def _mean(key: str, plan: Standing) -> str:
    """Say a plan's mean of an outcome that it has."""
    return mean_of(getattr(plan.figures, key), unit_of(key))


def _versus(key: str, difference: Difference, base: str) -> str:
    """Say how a plan's value of an outcome stands beside the baseline's."""
    change, unit = difference.figures[key], change_of(key).unit
    if change is None:
        return ""
    if not change.excludes_zero:
        gap = difference_of(change, unit, "more", "less")
        return f", which cannot be told apart from {base}: {gap}"
    if is_slight(change, unit):
        return f", about the same as with {base}"
    return f", {size_of(change, unit, f' {_more_or_less(change)} than with {base}')}"


def _more_or_less(change: Interval) -> str:
    return "more" if change.mean > 0 else "less"


def cost(comparison: Comparison, named: Sequence[str]) -> Iterator[str]:
    """Say what a further organisation costs with each plan, compared with no spread partner.

    named  labels of the plans to describe, as well as the baseline
    """
    month = comparison.horizon.month
    costs = [
        f"{price_in_words(each.cost, month)} with {name_of(comparison, each.label)}"
        for each in comparison.standings
        if each.cost is not None and each.label in (*named, comparison.against)
    ]
    if costs:
        yield (
            f"The cost to the programme of each further organisation live at month {month}, "
            f"compared with no spread partner: {'; '.join(costs)}."
        )


def mandates(comparison: Comparison) -> Iterator[str]:
    """Say which plans have a mandate or a limit on go-lives, and what of it nobody pays for."""
    end = comparison.horizon.end
    paid: list[str] = []
    unpaid: list[str] = []
    for name, plan in zip(quoted(comparison), comparison.plans, strict=True):
        rules = _rules_of(plan.scenario.strategy, end)
        if rules:
            place = paid if has_office(plan.scenario) else unpaid
            place.append(f"{name} has {listed(rules)}")
    if paid:
        yield f"{'; '.join(paid)}: the budget pays an office that runs this."
    if unpaid:
        yield f"Not paid for from any budget: {'; '.join(unpaid)}."
    if any(mandate_of(plan.scenario.strategy, end) for plan in comparison.plans):
        yield "What a mandate costs in good will is not in pounds."


def has_office(scenario: Scenario) -> bool:
    """Whether the programme pays for people who run its mandate or its limit on go-lives."""
    strategy = scenario.strategy
    return office_from(strategy) < strategy.programme and scenario.assumptions.mandate_office > 0


def mandate_of(strategy: Strategy, end: int) -> str:
    """Name the mandate of a plan; nothing if it has none before the last month."""
    if strategy.mandate_month is None or strategy.start + strategy.mandate_month >= end:
        return ""
    return f"a mandate from month {strategy.start + strategy.mandate_month}"


def _rules_of(strategy: Strategy, end: int) -> list[str]:
    mandate = mandate_of(strategy, end)
    rules = [mandate] if mandate else []
    if strategy.wave_cap is not None and strategy.start < end:
        rules.append(f"a limit of {strategy.wave_cap} go-lives a month")
    if strategy.winter_break and strategy.start < end:
        rules.append("no go-lives in winter")
    return rules
