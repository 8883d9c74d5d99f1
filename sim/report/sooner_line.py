"""The line of an answer about time: when half are live, and how much sooner."""

from collections.abc import Iterator

from sim.report.lines import Clause
from sim.report.time_words import CLOSE_MONTHS, months_before
from sim.report.words import name_of
from sim.study.comparison import Comparison
from sim.study.time_to_share import HALF, TimeSaved


def sooner(comparison: Comparison) -> Iterator[Clause]:
    """Say when half are live, and how much sooner than with the next plan."""
    leader, rival = comparison.standings[comparison.leader], comparison.runner_up
    end = comparison.horizon.end
    mine, theirs = leader.half.months, rival.half.months
    other = name_of(comparison, rival.label)
    saved = _saved(comparison)
    if mine is None and theirs is None:
        every = all(each.half.months is None for each in comparison.standings)
        whom = "any plan" if every and len(comparison.plans) > 2 else "either"
        yield Clause(f"half are not live by month {end} with {whom}")
        yield from _share_sooner(saved, other)
    elif mine is None:
        yield Clause(f"half are live by month {theirs:.0f} with {other}")
        yield Clause(f"not by month {end} with {name_of(comparison, leader.label)}", 2)
    elif saved is None or saved.at_once or saved.share != HALF:
        yield _half(mine)
    else:
        yield _half(mine)
        yield Clause(months_before(saved, other), 2, ", ")
        yield from _range(saved, end)


def _half(month: float) -> Clause:
    return Clause(f"half are live by month {month:.0f}", short=f"half live by month {month:.0f}")


def _saved(comparison: Comparison) -> TimeSaved | None:
    """Look up how much sooner the leading plan is than the next."""
    label = comparison.runner_up.label
    return next((each.sooner for each in comparison.rivals if each.label == label), None)


def _range(saved: TimeSaved, end: int) -> Iterator[Clause]:
    """Give the range of the months, or say that the run ends."""
    low, high = saved.months.low, saved.months.high
    if saved.at_least:
        yield Clause(f"(the run ends at month {end})", 7, " ")
    elif abs(saved.months.mean) <= CLOSE_MONTHS or saved.months.half_width == 0:
        return
    elif not saved.months.excludes_zero:
        yield Clause("not clearly", 2, ", ")
    elif high < float("inf") and low > -float("inf"):
        near, far = sorted(abs(each) for each in (low, high))
        yield Clause(f"({near:.0f} to {far:.0f})", 7, " ")


def _share_sooner(saved: TimeSaved | None, other: str) -> Iterator[Clause]:
    """Say how much sooner a lower share is reached, where half is not."""
    if saved is None or saved.at_once or saved.share == HALF:
        return
    if saved.at_least or abs(saved.months.mean) > CLOSE_MONTHS:
        if saved.months.excludes_zero:
            yield Clause(f"{saved.share:.0%} are live {months_before(saved, other)}", 2)
    else:
        yield Clause(f"{saved.share:.0%} are live practically as soon with both", 3)
