"""The full account of a comparison, in sentences; `sim.report.answer` gives it in five lines."""

import math
from collections.abc import Iterator, Sequence

from sim.outcomes.outcome_table import change_of, unit_of
from sim.report.certainty import certainty, runs_to_tell_apart
from sim.report.consequences import cost, for_whom, gave_up, mandates, risk
from sim.report.fairness import equal_start, even_spread, start
from sim.report.systems import Part, across_systems, parts_of
from sim.report.time_words import months_in_words
from sim.report.words import (
    difference_in,
    listed,
    mean_of,
    name_of,
    quoted,
    range_of,
    size_of,
)
from sim.study.comparison import Comparison, Difference, Standing
from sim.study.time_to_share import TimeSaved
from sim.study.uncertainty.record import Uncertainty

NAMED = 4  # plans to describe one by one, besides the baseline; the leading ones if there are more


def verdict(comparison: Comparison, uncertainty: Uncertainty | None = None) -> list[str]:
    """Give the full account: who leads, by how much, for whom, at what risk and cost, how sure.

    uncertainty  the same plans run with random sets of assumptions; None if there were none

    Returns paragraphs, with the answer first and its limits last.  The leading plan is described
    in full and the others in a sentence each; the table holds all of them.
    """
    parts = parts_of(comparison)
    if parts:
        return [_paragraph(across_systems(comparison)), *_within(parts, uncertainty)]
    first, named = _leading(comparison), _named(comparison)
    others = [label for label in named if label != first.label]
    paragraphs = [
        *([_lead(comparison)] if len(comparison.plans) > 2 else []),
        _paragraph(against(comparison, first)),
        _paragraph(even_spread(comparison.even, comparison.horizon.month, comparison.margin)),
        _paragraph(_others(comparison, first, others)),
        _paragraph(across_systems(comparison)),
        _paragraph(for_whom(comparison, first)),
        _paragraph(risk(comparison, first), gave_up(comparison, others)),
        _paragraph(cost(comparison, named), mandates(comparison)),
        *(_paragraph(sentences) for sentences in certainty(comparison, uncertainty)),
    ]
    return [each for each in paragraphs if each]


def _within(parts: Sequence[Part], uncertainty: Uncertainty | None) -> Iterator[str]:
    """Give the account of each system by itself."""
    for each in parts:
        first, *rest = verdict(each.found, uncertainty and uncertainty.part(each.plans))
        yield f"In “{each.name}”: {first}"
        yield from rest


def _paragraph(*parts: Iterator[str]) -> str:
    return " ".join(sentence for part in parts for sentence in part)


def _leading(comparison: Comparison) -> Difference:
    """Choose the plan to describe in full: the one with most live, other than the baseline."""
    return max(comparison.differences, key=lambda each: each.figures.live.mean)


def _named(comparison: Comparison) -> list[str]:
    """Choose the plans to describe one by one, in their order: all, or the leading few."""
    ranked = sorted(comparison.differences, key=lambda each: -each.figures.live.mean)
    leading = {each.label for each in ranked[:NAMED]}
    return [each.label for each in comparison.differences if each.label in leading]


def _others(comparison: Comparison, first: Difference, named: Sequence[str]) -> Iterator[str]:
    """Compare the other plans with the baseline: a clause for those named, a list of the rest."""
    others = [each for each in comparison.differences if each is not first]
    if not others:
        return
    base = name_of(comparison, comparison.against)
    share = mean_of(comparison.standings[comparison.baseline].figures.live, unit_of("live"))
    clauses = [_in_brief(comparison, each) for each in others if each.label in named]
    yield (
        f"The other plans, compared with {base} ({share} live at month "
        f"{comparison.horizon.month}): {'; '.join(clauses)}."
    )
    rest = [each for each in others if each.label not in named]
    for word, which in _sorted_out(rest).items():
        if which:
            yield f"{word} {base}: {listed([name_of(comparison, each.label) for each in which])}."
    if rest:
        yield "These are in the table."


def _sorted_out(rest: Sequence[Difference]) -> dict[str, list[Difference]]:
    """Sort plans into those ahead of the baseline, not clearly different, and behind."""
    found: dict[str, list[Difference]] = {
        "Also ahead of": [], "Cannot be told apart from": [], "Behind": []
    }  # fmt: skip
    ahead, unclear, behind = found.values()
    for each in rest:
        live = each.figures.live
        (unclear if not live.excludes_zero else ahead if live.mean > 0 else behind).append(each)
    return found


def _in_brief(comparison: Comparison, difference: Difference) -> str:
    """For one plan, say how many more are live than with the baseline, and how much sooner."""
    name, live = name_of(comparison, difference.label), difference.figures.live
    if live.half_width == 0 and live.mean == 0:
        return f"{name} has the same share live in every run"
    gap = difference_in("live", live)
    close = abs(live.mean) < comparison.margin and not math.isinf(live.half_width)
    how = "is practically the same" if close else "cannot be told apart"
    if not live.excludes_zero:
        runs = runs_to_tell_apart(live, comparison.replicates).rstrip(".")
        return f"{name} {how}, {gap}: {runs[0].lower()}{runs[1:]}"
    if close:
        return f"{name} {how}, {gap}"
    found = difference.sooner
    if found is None or found.at_once or not found.months.excludes_zero:
        return f"{name} has {gap}"
    return f"{name} has {gap}, and {found.share:.0%} are live {months_in_words(found)}"


def _lead(comparison: Comparison) -> str:
    """Say which of several plans leads, or that no leader is clear."""
    leader, month = quoted(comparison)[comparison.leader], comparison.horizon.month
    live = comparison.standings[comparison.leader].figures.live
    unit, points = unit_of("live"), change_of("live").unit
    share = f"{mean_of(live, unit)} of organisations live at month {month}"
    first = f"{share}{range_of(live, unit)}"
    tied = [name_of(comparison, label) for label in comparison.tied]
    if not tied:
        label, by = min(comparison.ahead.items(), key=lambda item: item[1].mean)
        behind = size_of(by, points, " behind")
        same = ", which is practically the same" if by.mean < comparison.margin else ""
        next_best = name_of(comparison, label)
        return f"{leader} leads, with {first}; next is {next_best}, {behind}{same}."
    by_how_much = ""
    if len(tied) == 1:
        gap = difference_in("live", comparison.ahead[comparison.tied[0]])
        by_how_much = f"; the difference is {gap}"
    return (
        f"{leader} has the most, {first}, but it cannot be told apart from "
        f"{listed(tied)}{by_how_much}."
    )


def _pair(comparison: Comparison, difference: Difference) -> tuple[Standing, Standing]:
    """Look up a plan and the baseline."""
    plan = next(each for each in comparison.standings if each.label == difference.label)
    return plan, comparison.standings[comparison.baseline]


def _shares(comparison: Comparison, difference: Difference, figure: str) -> str:
    """Write a figure of a plan and of the baseline: "62% against 7%"."""
    pair = _pair(comparison, difference)
    unit = unit_of(figure)
    return " against ".join(mean_of(getattr(each.figures, figure), unit) for each in pair)


def against(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Compare one plan with the baseline: how many are live, how much sooner, what lasts."""
    plan, base = (name_of(comparison, each.label) for each in _pair(comparison, difference))
    live, month = difference.figures.live, comparison.horizon.month
    if live.half_width == 0 and live.mean == 0:
        yield f"{plan} and {base} have the same share live at month {month} in every run."
        yield from equal_start(comparison)
        return
    shares = f"{_shares(comparison, difference, 'live')} of organisations live at month {month}"
    gap = difference_in("live", live)
    if abs(live.mean) < comparison.margin and not math.isinf(live.half_width):
        yield f"{plan} and {base} are practically the same: {shares}, {gap}."
        if not live.excludes_zero:
            yield runs_to_tell_apart(live, comparison.replicates)
    elif live.excludes_zero:
        yield f"{plan} is {'ahead of' if live.mean > 0 else 'behind'} {base}: {shares}, {gap}."
    else:
        yield f"{plan} and {base} cannot be told apart: {shares}, {gap}."
        yield runs_to_tell_apart(live, comparison.replicates)
    yield from equal_start(comparison)
    yield from start(comparison, difference)
    yield from _sooner(comparison, difference)
    yield from _half(comparison, difference)
    yield from _waiting(comparison, difference)
    yield from _last(comparison, difference)


def _sooner(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say how much sooner it reaches the share at which the two are compared."""
    found = difference.sooner
    if found is None:
        yield "Neither has 10% of organisations live in most runs."
        return
    if found.at_once:
        return
    what, months = f"{found.share:.0%} of organisations", months_in_words(found)
    if found.months.excludes_zero:
        yield f"It reaches {what} {months} (middle run)."
    else:
        yield f"It is not clear which plan reaches {what} sooner: {months} (middle run)."
    yield from _unreached(comparison, difference, found)


def _unreached(comparison: Comparison, difference: Difference, found: TimeSaved) -> Iterator[str]:
    """Say how often the share was not reached, and what then counts."""
    end, pair = comparison.horizon.end, _pair(comparison, difference)
    missed = [
        f"{1 - share:.0%} of the runs with {name_of(comparison, each.label)}"
        for each, share in zip(pair, (found.plan, found.baseline), strict=True)
        if share < 1
    ]
    if missed:
        bound = "; the months are counted to there" if found.at_least else ""
        yield f"In {listed(missed)}, this share is not reached by month {end}{bound}."


def _half(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say when half of the organisations are live with each plan."""
    pair, end = _pair(comparison, difference), comparison.horizon.end
    late = [each for each in pair if each.half.months is None]
    if len(late) == 2:
        yield f"In most runs, neither plan has half of the organisations live by month {end}."
        return
    when = [
        f"at month {each.half} with {name_of(comparison, each.label)}"
        for each in pair
        if each.half.months is not None
    ]
    yield f"Half of the organisations are live {listed(when)}."
    for each in late:
        yield f"With {name_of(comparison, each.label)} they are not by month {end} in most runs."


def _waiting(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say how much earlier an organisation goes live, including those that never do."""
    waiting = difference.figures.waiting
    if waiting.excludes_zero:
        word = " sooner on average" if waiting.mean < 0 else " later on average"
        months, end = size_of(waiting, change_of("waiting").unit, word), comparison.horizon.end
        yield f"Over {end} months, an organisation goes live {months}."


def _last(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say how many are live at the end, and how many have embedded it in daily work."""
    embedded, end = difference.figures.embedded, comparison.horizon.end
    live = f"At month {end}, {_shares(comparison, difference, 'live_end')} are live"
    if embedded is None:
        yield f"{live}."
        return
    apart = "" if embedded.excludes_zero else ", which cannot be told apart"
    yield (
        f"{live}, and {_shares(comparison, difference, 'embedded')} have embedded it in daily "
        f"work{apart}: {difference_in('embedded', embedded)}."
    )
