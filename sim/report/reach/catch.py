"""The catch of the plan that needs the least money: in what others are better at their least."""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.outcomes.intervals import Interval, mean_interval, ratio_values
from sim.report.reach.words import gave_up, percent
from sim.study.comparison import MARGIN
from sim.study.reach.measures import Runs
from sim.study.reach.results import Found, Least


def catch(least: Least, names: Sequence[str]) -> Iterator[str]:
    """Say in what another plan is better, at its own least money; the first is the worst.

    Runs of all plans meet the same systems and luck, so that they are compared state by state.
    """
    assert least.cheapest is not None
    mine = _runs(least.plans[least.cheapest])
    others = [
        (name, _runs(each))
        for plan, (name, each) in enumerate(zip(names, least.plans, strict=True))
        if plan != least.cheapest and each.reaches
    ]
    yield from _giving_up(mine, others)
    yield from _lasting(mine, others, least.end)


def _giving_up(mine: Runs, others: Sequence[tuple[str, Runs]]) -> Iterator[str]:
    rate = gave_up(mine)
    worse = [
        (name, rates)
        for name, each in others
        if rate is not None and (rates := gave_up(each)) is not None
        and rate - rates >= MARGIN and _less_given_up(mine, each)
    ]  # fmt: skip
    if worse and rate is not None:
        name, rates = min(worse, key=lambda each: each[1])
        yield f"{percent(rate)} give up again (“{name}”: {percent(rates)})"


def _lasting(mine: Runs, others: Sequence[tuple[str, Runs]], end: int) -> Iterator[str]:
    live = float(mine.of("live_end").mean())
    more = [
        (name, float(each.of("live_end").mean()))
        for name, each in others
        if _more_at_the_end(mine, each)
    ]
    if more:
        name, lives = max(more, key=lambda each: each[1])
        yield f"{percent(live)} are live at month {end} (“{name}”: {percent(lives)})"


def _more_at_the_end(mine: Runs, other: Runs) -> bool:
    paired = (other.of("live_end") - mine.of("live_end")).mean(axis=1)
    found = mean_interval(paired, np.arange(len(paired)))
    return found.mean >= MARGIN and found.low > 0


def _less_given_up(mine: Runs, other: Runs) -> bool:
    one, two = (
        ratio_values(each.of("gave_up").sum(axis=1), each.of("ever_live").sum(axis=1))
        for each in (mine, other)
    )
    if one is None or two is None:
        return False
    found: Interval = mean_interval(one - two, np.arange(len(one)))
    return found.low > 0


def _runs(found: Found) -> Runs:
    assert found.least is not None
    return found.least.point.runs
