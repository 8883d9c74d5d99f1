"""The line of an answer about how sure it is: what assumptions do, and what luck does."""

import math
from collections.abc import Iterator

from sim.report import own_system
from sim.report.blank_values import blanks_in_short
from sim.report.lines import Clause
from sim.study.comparison import Comparison
from sim.study.uncertainty.record import Uncertainty

NOT_VARIED = "assumptions not varied (you asked for --fixed-assumptions)"


def how_sure(comparison: Comparison, uncertainty: Uncertainty | None) -> Iterator[Clause]:
    """Give the clauses with their ranks: the assumptions first, then luck."""
    caution = own_system.own_in_short([each.scenario for each in comparison.plans])
    if caution is not None:
        yield Clause(caution)
    yield from blanks_in_short(comparison.blanks, "the lead")
    if uncertainty is None:
        yield Clause(NOT_VARIED)
    else:
        yield Clause(_assumptions(comparison, uncertainty))
    half_width = comparison.ahead[comparison.runner_up.label].half_width
    if comparison.blanks is None:
        yield Clause(luck(half_width, comparison.replicates))
    else:
        yield Clause(known_to(half_width, comparison.replicates))


def _assumptions(comparison: Comparison, drawn: Uncertainty) -> str:
    first, next_ = comparison.leader, drawn.labels.index(comparison.runner_up.label)
    count = drawn.leads[first]
    of = f"all {count}" if count == drawn.count else f"{count} of {drawn.count}"
    leads = f"first in {of} sets of assumptions"
    lead = drawn.lead(first, next_)
    return f"{leads}, {_between(round(100 * lead.low), round(100 * lead.high))}"


def _between(low: int, high: int) -> str:
    """Give the lead over the next plan in nine sets of ten."""
    return f"{'by' if low >= 0 else 'from'} {low} to {high} points"


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
