"""The line of an answer about how sure it is: what assumptions do, and what luck does."""

import math
from collections.abc import Iterator

from sim.report import own_system
from sim.report.blank_values import blanks_in_short
from sim.report.lines import Clause
from sim.report.sets_words import SETS, which
from sim.report.words import name_of
from sim.study.comparison import Comparison
from sim.study.uncertainty.record import Spread, Uncertainty

NOT_VARIED = "assumptions not varied"
NEARLY_ALL, FEW = 0.9, 0.5  # of the sets of assumptions


def how_sure(comparison: Comparison, uncertainty: Uncertainty | None) -> Iterator[Clause]:
    """Give the clauses with their ranks: the assumptions first, then luck."""
    caution = own_system.own_in_short([each.scenario for each in comparison.plans])
    if caution is not None:
        yield Clause(caution)
    yield from blanks_in_short(comparison.blanks, "the lead")
    if uncertainty is None:
        yield Clause(NOT_VARIED)
    else:
        yield from _assumptions(comparison, uncertainty)
    half_width = comparison.ahead[comparison.runner_up.label].half_width
    if comparison.blanks is None:
        yield Clause(luck(half_width, comparison.replicates))
    else:
        yield Clause(known_to(half_width, comparison.replicates))


def _assumptions(comparison: Comparison, drawn: Uncertainty) -> Iterator[Clause]:
    """Say in how many sets the leader is first, and by how much; then how nearly it is, if not."""
    first = comparison.leader
    lead = drawn.lead(first, comparison.second)
    yield Clause(first_in(drawn, first))
    yield Clause(which(drawn.sets), 1, " ")
    yield Clause(_between(lead), 0, ", ")
    if drawn.leads[first] >= NEARLY_ALL * drawn.count:
        return
    if drawn.undecided:
        yield Clause(f"no plan is clearly first in {drawn.undecided}", 2)
    near = round(100 * drawn.nearly_best[first].mean)
    yield Clause(f"It is best or nearly best in {near}%", 1, ". ")
    behind = round(100 * drawn.regret[first].mean)
    yield Clause(f"{behind or 'under 1'} point{'s' * (behind > 1)} behind the best on average", 3)
    rival = _other(drawn, first)
    if rival is not None:
        name = name_of(comparison, drawn.labels[rival])
        yield Clause(f"{name} is first in {drawn.leads[rival]}", 5, ". ")


def first_in(drawn: Uncertainty, plan: int) -> str:
    """Say in how many sets a plan leads beyond the luck of the set's runs."""
    count = drawn.leads[plan]
    of = f"all {count}" if count == drawn.count else f"{count} of {drawn.count}"
    if not any(drawn.leads):
        return f"no plan is clearly first in any of {drawn.count} {SETS}"
    return f"first in {of} {SETS}"


def rarely_first(comparison: Comparison, drawn: Uncertainty | None) -> str | None:
    """Say that the plan that leads is first in few sets of assumptions; None if in many."""
    if drawn is None or drawn.leads[comparison.leader] >= FEW * drawn.count:
        return None
    rival = _other(drawn, comparison.leader)
    if rival is not None and drawn.leads[rival] > drawn.leads[comparison.leader]:
        name = name_of(comparison, drawn.labels[rival])
        return f"But {name} is first in more sets of assumptions."
    return "But it is clearly first in few sets of assumptions."


def _other(drawn: Uncertainty, leader: int) -> int | None:
    """Find the plan other than the leader that is first in most sets; None if none ever is."""
    others = [k for k in range(len(drawn.labels)) if k != leader and drawn.leads[k]]
    return max(others, key=lambda k: drawn.leads[k], default=None)


def _between(lead: Spread) -> str:
    """Give the lead over the next plan in nine sets of ten."""
    low, high = round(100 * lead.low), round(100 * lead.high)
    if low == high:
        return f"by {low} points" if low > 0 else "within a point" if low == 0 else f"{-low} behind"
    if low >= 0:
        return f"by {low} to {high} points"
    if high <= 0:
        return f"{-high} to {-low} points behind"
    return f"from {-low} points behind to {high} ahead"


def known_to(half_width: float, runs: int, what: str = "its mean") -> str:
    """Say how well a mean over several systems is known, which luck alone does not decide."""
    if math.isinf(half_width):
        return luck(half_width, runs)
    points = max(1, math.ceil(100 * half_width - 1e-9))
    return f"{what} is known to {points} point{'s' * (points != 1)}"


def luck(half_width: float, runs: int, what: str = "the lead") -> str:
    """Say by how much luck alone may move a number."""
    if math.isinf(half_width):
        return f"{runs:,} {'run is' if runs == 1 else 'runs are'} too few to tell what luck does"
    points = math.ceil(100 * half_width - 1e-9)
    if points == 0:
        return "luck moves nothing"
    return f"luck moves {what} up to {points} point{'s' * (points != 1)}"
