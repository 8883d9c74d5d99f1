"""Goals, amounts of money, chances and what holds organisations back, in words."""

from sim.outcomes.intervals import Floats, Interval
from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    GAPS,
    REJECTED,
    UNAWARE,
)
from sim.params.phrases import quantity
from sim.study.reach.goal import Goal
from sim.study.reach.measures import NOT_LIVE, Runs
from sim.study.reach.results import Found, Least

SHARES = {
    0.25: "a quarter of organisations",
    0.5: "half of organisations",
    1.0: "all organisations",
}
WAITING = {
    UNAWARE: "have not heard of it", AWARE: "have not committed", COMMITTED: "write their case",
    DECIDING: "wait for boards", REJECTED: "turned it down", ABANDONED: "gave it up",
}  # fmt: skip
GAPS_IN_WORDS = {
    "cultural": "culture", "capacity": "capacity", "evidence": "evidence",
    "technical": "technology", "financial": "money",
}  # fmt: skip


def money(amount: float) -> str:
    """Write an amount as elsewhere: "£1.2 million", "£600,000"."""
    return quantity(float(amount), "GBP")


def roughly(amount: float) -> str:
    """Write an amount that is a mean over runs: with two digits."""
    return quantity(float(amount), "GBP", digits=2)


def chance(share: float) -> str:
    """Write a chance: "62%"; nothing is certain because no run missed it."""
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else f"{round(100 * share)}%"


def chance_cell(found: Interval) -> str:
    """Write a chance with its range for a table: "82 (74 to 88)"."""
    low, high = round(100 * found.low), round(100 * found.high)
    return f"{round(100 * found.mean)} ({low} to {high})"


def so_many(goal: Goal) -> str:
    """Say what share is wanted: "half of organisations", "40% of organisations"."""
    return SHARES.get(goal.share, f"{100 * goal.share:g}% of organisations")


def live_by(goal: Goal) -> str:
    """Say what is wanted: "half of organisations live by month 24"."""
    return f"{so_many(goal)} live by month {goal.by}"


def wanted(goal: Goal) -> str:
    """Write the chance that is wanted."""
    return f"{100 * goal.chance:g}%"


def most(least: Least) -> str:
    """Write the most money that was tried."""
    return money(least.ladder.amount(least.ladder.top))


def costs(found: Found) -> float:
    """Return what a plan costs in all with the least money [GBP]: its pilots are always paid."""
    assert found.least is not None
    return max(found.least.point.amount, found.first)


def not_live(runs: Runs) -> float:
    """Return the share of organisations that are not live at the month."""
    return float(sum(runs.stages[NOT_LIVE]))


def where_they_wait(runs: Runs) -> str:
    """Say where most of those who are not live stand: "34% wait for boards"."""
    stage = max(NOT_LIVE, key=lambda each: runs.stages[each])
    return f"{_percent(runs.stages[stage])} {WAITING[stage]}"


def what_holds(runs: Runs) -> str:
    """Name the gap that binds most of those who are not live, and for how many of them."""
    gaps: Floats = runs.gaps
    widest = int(gaps.argmax())
    return f"{GAPS_IN_WORDS[GAPS[widest]]} holds back {_percent(gaps[widest])}"


def gave_up(runs: Runs) -> float | None:
    """Return the share of those ever live that gave it up by the end; None if nobody was live."""
    ever = float(runs.of("ever_live").sum())
    return float(runs.of("gave_up").sum()) / ever if ever else None


def percent(share: float) -> str:
    """Write a share of organisations."""
    return _percent(share)


def _percent(share: float) -> str:
    return f"{round(100 * float(share))}%"
