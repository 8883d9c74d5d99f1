"""The line of an answer about time: when half are live, and how much sooner."""

from collections.abc import Iterator

from sim.outcomes.intervals import Interval
from sim.report.lines import Clause
from sim.report.words import name_of
from sim.study.comparison import Comparison

CLOSE_MONTHS = 1.0  # two times closer than this are practically the same


def sooner(comparison: Comparison) -> Iterator[Clause]:
    """Say when half are live, and how much sooner than with the next plan."""
    leader, rival = comparison.standings[comparison.leader], comparison.runner_up
    end = comparison.horizon.end
    mine, theirs = leader.half.months, rival.half.months
    other = name_of(comparison, rival.label)
    if mine is None and theirs is None:
        every = all(each.half.months is None for each in comparison.standings)
        whom = "any plan" if every and len(comparison.plans) > 2 else "either"
        yield Clause(f"half are not live by month {end} with {whom}")
        yield from _share_sooner(comparison, rival.label, other)
    elif mine is None:
        yield Clause(f"half are live by month {theirs:.0f} with {other}")
        yield Clause(f"not by month {end} with {name_of(comparison, leader.label)}", 2)
    elif theirs is None:
        yield Clause(f"half are live by month {mine:.0f}")
        yield Clause(f"with {other} not by month {end}", 2)
    else:
        yield Clause(f"half are live by month {mine:.0f}")
        yield Clause(f"{_months(theirs - mine)} {other}", 2, ", ")


def _months(sooner: float) -> str:
    if abs(sooner) <= CLOSE_MONTHS:
        return "practically as soon as with"
    return f"{abs(sooner):.0f} months {'before' if sooner > 0 else 'after'}"


def _share_sooner(comparison: Comparison, label: str, other: str) -> Iterator[Clause]:
    """Say how much sooner the highest share that both reach is reached."""
    pair = next((each for each in comparison.rivals if each.label == label), None)
    if pair is None or pair.sooner is None or pair.sooner.at_once:
        return
    months: Interval = pair.sooner.months
    if abs(months.mean) <= CLOSE_MONTHS:
        yield Clause(f"{pair.sooner.share:.0%} are live practically as soon with both", 3)
    elif months.excludes_zero:
        yield Clause(f"{pair.sooner.share:.0%} are live {_months(round(months.mean))} {other}", 2)
