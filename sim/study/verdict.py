"""What a comparison says, in sentences that can be read to a board."""

from collections.abc import Iterator

from sim.study.beliefs import Beliefs
from sim.study.certainty import certainty, replicates_to_tell_apart
from sim.study.comparison import Comparison, Difference
from sim.study.consequences import beyond_money, cost, groups, risk
from sim.study.words import (
    MONTHS,
    PERCENT,
    POINTS,
    listed,
    mean_of,
    name_of,
    names,
    said,
    said_difference,
)

DETAILED = 3


def verdict(comparison: Comparison, beliefs: Beliefs | None = None) -> list[str]:
    """Tell who leads, by how much, for whom, at what risk and cost, and how sure that is.

    beliefs  the same plans under draws of the assumptions, if that was asked for

    Returns one paragraph each.  Of more than three plans beside the baseline, only those in
    front are told in detail; the table holds the others.
    """
    told = list(_lead(comparison))
    detailed = _detailed(comparison)
    for difference in comparison.differences:
        told.append(" ".join(_against(comparison, difference)))
        if difference.label in detailed:
            told.append(" ".join(groups(comparison, difference)))
            told.append(" ".join(risk(comparison, difference)))
    told.append(" ".join(cost(comparison)))
    told.append(" ".join(beyond_money(comparison)))
    told += certainty(comparison, beliefs)
    return [each for each in told if each]


def _detailed(comparison: Comparison) -> set[str]:
    """Choose of whom to tell more: all of a few plans, else those in front."""
    others = [each.label for each in comparison.differences]
    if len(others) <= DETAILED:
        return set(others)
    best = max(comparison.differences, key=lambda each: each.figures.live.mean).label
    leader = comparison.plans[comparison.leader].label
    return {best, leader, *comparison.tied} & set(others)


def _lead(comparison: Comparison) -> Iterator[str]:
    """Say who leads, or among whom that cannot be told; two plans that tie say so themselves."""
    leader, month = names(comparison)[comparison.leader], comparison.horizon.month
    share = said(comparison.standings[comparison.leader].figures.live, PERCENT)
    tied = [name_of(comparison, label) for label in comparison.tied]
    if not tied:
        yield f"{leader} leads: {share} of organisations are live at month {month}."
    elif len(comparison.plans) > 2:
        by = ""
        if len(tied) == 1:
            ahead = comparison.ahead[comparison.tied[0]]
            by = f"; the difference is {said_difference(ahead, POINTS, 'more', 'fewer')}"
        yield (
            f"{leader} has the highest share of organisations live at month {month}, {share}, "
            f"but it cannot be told apart from {listed(tied)}{by}."
        )


def _against(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Hold one plan against the baseline: how many are live, how much sooner, what lasts."""
    plan = name_of(comparison, difference.label)
    base, month = names(comparison)[comparison.baseline], comparison.horizon.month
    live = difference.figures.live
    if live.half_width == 0 and live.mean == 0:
        yield f"{plan} and {base} have the same share live at month {month} in every run."
        return
    here, there = _shares(comparison, difference, "live")
    gap = said_difference(live, POINTS, "more", "fewer")
    if live.excludes_zero:
        word = "ahead of" if live.mean > 0 else "behind"
        yield (
            f"{plan} is {word} {base}: {here} of organisations are live at month {month} "
            f"against {there}, {gap}."
        )
    else:
        yield (
            f"{plan} and {base} cannot be told apart: {here} and {there} of organisations are "
            f"live at month {month}, a difference of {gap}."
        )
        yield replicates_to_tell_apart(live, comparison.replicates)
    yield from _sooner(comparison, difference)
    yield from _last(comparison, difference)


def _shares(comparison: Comparison, difference: Difference, figure: str) -> tuple[str, str]:
    """Say a figure of a plan and of the baseline, each without its range."""
    standings = {each.label: each for each in comparison.standings}
    pair = standings[difference.label], comparison.standings[comparison.baseline]
    here, there = (mean_of(getattr(each.figures, figure), PERCENT) for each in pair)
    return here, there


def _sooner(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say how much sooner, to a share that both reach and over all organisations."""
    plan, end = name_of(comparison, difference.label), comparison.horizon.end
    base, found = names(comparison)[comparison.baseline], difference.sooner
    if found is None:
        yield "There is no share, from 5% up, that both reach in half of the runs or more."
    elif not found.at_once:
        share = f"{found.share:.0%} of organisations"
        months = said_difference(found.months, MONTHS, "sooner", "later")
        what = "highest share that both reach in at least half of the runs"
        if found.months.excludes_zero or found.months.half_width == 0:
            yield f"It reaches {share}, the {what}, {months}."
        else:
            yield f"Which is sooner at {share}, the {what}, cannot be told: {months}."
        yield from _censored([(plan, found.plan), (base, found.baseline)], end)
    yield from _half(comparison, difference)
    waiting = difference.figures.waiting
    if waiting.excludes_zero:
        # Less waiting is sooner, so that the words are the other way round.
        months = said_difference(waiting, MONTHS, "later", "sooner")
        yield f"Over {end} months an organisation goes live {months} on average."


def _censored(reached: list[tuple[str, float]], end: int) -> Iterator[str]:
    """Say how often a share was not reached, since such runs count as the last month."""
    missed = [f"{1 - share:.0%} of the runs with {name}" for name, share in reached if share < 1]
    if missed:
        yield (
            f"In {listed(missed)} it is not reached by month {end}; such a run counts as {end} "
            "months, so that the difference may be larger than can be seen."
        )


def _half(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say when half of the organisations are live."""
    standings = {each.label: each for each in comparison.standings}
    pair = standings[difference.label], comparison.standings[comparison.baseline]
    end = comparison.horizon.end
    plan, base = (name_of(comparison, each.label) for each in pair)
    if pair[0].half.months is None and pair[1].half.months is None:
        yield f"Neither has half of the organisations live within {end} months in most runs."
        return
    said_of = [
        f"not within {end} months in most runs with {name}"
        if each.half.months is None
        else f"at month {each.half} with {name}"
        for each, name in zip(pair, (plan, base), strict=True)
    ]
    yield f"Half of all organisations are live {said_of[0]}, and {said_of[1]}."


def _last(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say what stands at the end: live, and embedded in daily work."""
    embedded = difference.figures.embedded
    here, there = _shares(comparison, difference, "live_end")
    rooted, unrooted = _shares(comparison, difference, "embedded")
    end = comparison.horizon.end
    gap = said_difference(embedded, POINTS, "more", "fewer")
    apart = "" if embedded.excludes_zero else ", which cannot be told apart"
    yield (
        f"At month {end}, {here} against {there} are live, and {rooted} against {unrooted} have "
        f"it embedded in daily work{apart}: {gap}."
    )
