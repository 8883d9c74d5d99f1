"""The answer of a comparison in five lines: the first of them carries its catch."""

from collections.abc import Iterator, Sequence

from sim.report.catch import catch
from sim.report.certain_line import MORE, how_sure, open_in_runs, rarely_first, seldom
from sim.report.gains_line import compared_with, for_whom
from sim.report.lines import Clause, Line, fitted, is_too_long
from sim.report.price_line import price
from sim.report.sooner_line import sooner
from sim.report.systems import parts_of
from sim.report.systems_answer import all_catches, systems_lines
from sim.report.words import cut, listed, name_of, names, whole_percent
from sim.study.comparison import Comparison
from sim.study.uncertainty.record import Uncertainty

NAMED = 3  # plans that are named as practically the same; others are counted


def answer(comparison: Comparison, uncertainty: Uncertainty | None = None) -> list[tuple[str, str]]:
    """Give the answer in at most five lines, 90 words and 20 numbers.

    uncertainty  the same plans run with random sets of assumptions; None if there were none

    Returns label and text of each line; the headline has no label.
    """
    if nothing_differs(comparison):
        return [("", _nothing(comparison))]
    parts = parts_of(comparison)
    if parts:
        lines = fitted(systems_lines(comparison, parts, uncertainty))
    else:
        lines = fitted(_lines(comparison, uncertainty, brief=False))
        if is_too_long(lines):
            lines = fitted(_lines(comparison, uncertainty, brief=True))
    if is_too_long(lines):
        called = [each for part in parts for each in (part.name, *names(part.found))]
        lines = [(label, _with_short_names(called or names(comparison), e)) for label, e in lines]
    return lines


def catch_of(comparison: Comparison, uncertainty: Uncertainty | None = None) -> str:
    """Give the catch of the plan that leads; with several systems, within each of them."""
    parts = parts_of(comparison)
    if parts:
        return " ".join(all_catches(parts, uncertainty))
    return " ".join(_catches(comparison, uncertainty))


def _catches(
    comparison: Comparison, uncertainty: Uncertainty | None, brief: bool = False
) -> Iterator[str]:
    """Say that the sets of assumptions favour another plan, and in what others are better.

    Where the headline says that plans are alike, another one of these is no catch.
    """
    found = rarely_first(comparison, uncertainty)
    alike = [*comparison.close, *comparison.tied]
    other = None
    if found is not None and found.is_other and found.other is not None:
        other = comparison.plans[found.other].label
    if other is not None and other not in alike:
        yield from catch(comparison, brief, {other: MORE})
    elif found is None or other is not None or alike:
        yield from catch(comparison, brief)
    else:
        yield f"But {seldom(found)}."
        yield from (sentence.removeprefix("But ") for sentence in catch(comparison, brief))


def _lines(comparison: Comparison, uncertainty: Uncertainty | None, brief: bool) -> list[Line]:
    said = " ".join(_headline(comparison, uncertainty, brief))
    short = said.replace("gets most organisations live:", "gets most live:")
    return [
        Line("", (Clause(said, short=short),)),
        Line("Sooner", tuple(sooner(comparison))),
        Line("The price", tuple(price(comparison, said))),
        Line("For whom", tuple(for_whom(comparison)), compared_with(comparison)),
        Line("How sure", tuple(how_sure(comparison, uncertainty, "assumptions" in said))),
    ]


def _with_short_names(called: Sequence[str], text: str) -> str:
    for name in called:
        text = text.replace(f"“{name}”", f"“{cut(name)}”")
    return text


def nothing_differs(comparison: Comparison) -> bool:
    """Whether all plans come out the same in every outcome and every run."""
    return all(
        each is None or (each.mean == 0 and each.half_width == 0)
        for difference in comparison.differences
        for each in difference.figures.values()
    )


def _nothing(comparison: Comparison) -> str:
    live = whole_percent(comparison.standings[comparison.leader].figures.live)
    who = listed([name_of(comparison, each.label) for each in comparison.plans])
    if len(comparison.plans) > NAMED:
        who = f"all {len(comparison.plans)} plans"
    month = comparison.horizon.month
    return f"Nothing differs between {who}: {live} live by month {month}, and all else is equal."


def _headline(
    comparison: Comparison, uncertainty: Uncertainty | None, brief: bool
) -> Iterator[str]:
    leader, rival = comparison.standings[comparison.leader], comparison.runner_up
    first, second = (whole_percent(each.figures.live) for each in (leader, rival))
    who, month = name_of(comparison, leader.label), comparison.horizon.month
    start = "With equal starts, " if comparison.equal_start is not None else ""
    close, unclear = comparison.close, comparison.tied
    here = "" if open_in_runs(comparison, uncertainty) is None else " in these runs"
    if close:
        each = _several(comparison, [leader.label, *close])
        same = first if first == second else f"{first} and {second}"
        span = same if len(close) == 1 else f"about {first}"
        yield f"{start}{each} are practically the same{here}: {span} live by month {month}."
    elif unclear:
        others = _several(comparison, unclear)
        yield (
            f"{start}{who} cannot be told apart from {others}{here}: {first} against {second} live "
            f"by month {month}."
        )
    else:
        yield (
            f"{start}{who} gets most organisations live: {first} by month {month}, against "
            f"{second} with {name_of(comparison, rival.label)}."
        )
    yield from _catches(comparison, uncertainty, brief)
    yield from _even(comparison)


def _several(comparison: Comparison, labels: Sequence[str]) -> str:
    """Name a few plans, or count those that are too many to name."""
    if len(labels) <= NAMED:
        return listed([name_of(comparison, each) for each in labels])
    first = name_of(comparison, labels[0])
    return f"{first} and {len(labels) - 1} other plans"


def _even(comparison: Comparison) -> Iterator[str]:
    """Say that the same money spread evenly does better, if it does."""
    even = comparison.even
    if even is not None and even.more.low > 0 and even.more.mean >= comparison.margin:
        leader, plan = comparison.standings[comparison.leader], comparison.differences[0]
        own = "The same money"
        if plan.label != leader.label:
            own = f"The money of {name_of(comparison, plan.label)}"
        yield f"{own} spread evenly does better ({whole_percent(even.live)})."
