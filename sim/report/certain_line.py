"""The line of an answer about how sure it is: what assumptions do, and what luck does."""

import math
from collections.abc import Iterator

from sim.report import own_system
from sim.report.blank_values import blanks_in_short
from sim.report.lines import Clause
from sim.report.sets_words import SETS, so_many, which
from sim.report.words import name_of
from sim.study.comparison import Comparison
from sim.study.uncertainty.favoured import Favoured
from sim.study.uncertainty.record import Spread, Uncertainty

NOT_VARIED = "assumptions not varied"
NEARLY_ALL, FEW = 0.9, 0.5  # of the sets of assumptions


def how_sure(
    comparison: Comparison, uncertainty: Uncertainty | None, known: bool = False
) -> Iterator[Clause]:
    """Give the clauses with their ranks: the assumptions first, then luck.

    known  the headline speaks of assumptions, so that "sets" alone says what is meant
    """
    caution = own_system.own_in_short([each.scenario for each in comparison.plans])
    if caution is not None:
        yield Clause(caution)
    yield from blanks_in_short(comparison.blanks, "the lead")
    if uncertainty is None:
        yield Clause(NOT_VARIED)
    else:
        yield from _assumptions(comparison, uncertainty, known)
    half_width = comparison.ahead[comparison.runner_up.label].half_width
    if comparison.blanks is None:
        told = luck(half_width, comparison.replicates)
        yield Clause(told, short=told.replace("luck moves the lead up", "luck: up"))
    else:
        yield Clause(known_to(half_width, comparison.replicates))


def _assumptions(comparison: Comparison, drawn: Uncertainty, known: bool) -> Iterator[Clause]:
    """Say in how many sets the leader is first, and by how much; then how nearly it is, if not."""
    first = comparison.leader
    favourite = open_in_runs(comparison, drawn)
    if favourite is not None:
        yield from _yet(comparison, drawn, favourite)
        return
    told = first_in(drawn.leads[first], drawn)
    short = told.replace(f" {SETS}", " sets") if known else ""
    yield Clause(told, short=short)
    yield Clause(which(drawn.sets), 1, " ")
    between = _between(drawn.lead(first, comparison.second))
    yield Clause(between, 0, ", ", between.removeprefix("from "))
    if drawn.leads[first] >= NEARLY_ALL * drawn.count:
        return
    if drawn.undecided and any(drawn.leads):
        yield Clause(f"no plan is clearly first in {drawn.undecided}", 2)
    near = round(100 * drawn.nearly_best[first].mean)
    yield Clause(f"It is best or nearly best in {near}%", 1, ". ")
    behind = round(100 * drawn.regret[first].mean)
    yield Clause(f"{behind or 'under 1'} point{'s' * (behind > 1)} behind the best on average", 3)
    found = drawn.favoured(first)
    if found.other is not None:
        name = name_of(comparison, drawn.labels[found.other])
        yield Clause(f"{name} is first in {found.theirs}", 1 if found.is_other else 5, ". ")


def open_in_runs(comparison: Comparison, drawn: Uncertainty | None) -> int | None:
    """Find the plan that is first in most sets, where our own numbers leave open which one is.

    Returns its index; None if the runs do not leave it open, or if the sets do so as well.
    """
    alike = [*comparison.close, *comparison.tied]
    if drawn is None or not alike:
        return None
    found = drawn.favoured(comparison.leader)
    plan, count = (found.plan, found.mine) if found.is_plan else (found.other, found.theirs)
    if plan is None or not found.clear or count < FEW * found.sets:
        return None
    if plan != comparison.leader and comparison.plans[plan].label not in alike:
        return None
    lead = drawn.lead(comparison.leader, comparison.second).mean
    return plan if abs(lead) >= comparison.margin or not comparison.close else None


def _yet(comparison: Comparison, drawn: Uncertainty, plan: int) -> Iterator[Clause]:
    """Say that the sets tell what the runs leave open."""
    leader = comparison.leader
    open_ = "close" if comparison.close else "unclear"
    who = "" if plan == leader else f"{name_of(comparison, drawn.labels[plan])} is "
    yield Clause(f"{open_} in these runs, yet {who}{first_in(drawn.leads[plan], drawn)}")
    yield Clause(which(drawn.sets), 1, " ")
    yield Clause(_between(drawn.lead(plan, comparison.second if plan == leader else leader)),
                 0, ", ")  # fmt: skip


def first_in(count: int, drawn: Uncertainty) -> str:
    """Say in how many sets a plan leads beyond the luck of the set's runs."""
    if not any(drawn.leads):
        of = "either of the two" if drawn.count == 2 else f"any of {drawn.count}"
        one = drawn.count == 1
        return (
            f"no plan is clearly first in {'the one set of assumptions' if one else f'{of} {SETS}'}"
        )
    return f"first in {so_many(count, drawn.count)}"


def rarely_first(comparison: Comparison, drawn: Uncertainty | None) -> Favoured | None:
    """Find what the sets of assumptions favour where they do not bear out the plan that leads."""
    if drawn is None:
        return None
    found = drawn.favoured(comparison.leader)
    return found if found.mine < FEW * found.sets else None


MORE = f"is first in more {SETS}"  # where `Favoured.is_other`


def seldom(found: Favoured) -> str:
    """Say how rarely a plan is first, where no other is first in clearly more sets."""
    if not found.mine and not found.theirs:
        return f"no plan is clearly first in any of the {SETS}"
    if found.is_plan:
        return f"it is clearly first in under half of the {SETS}"
    return "which plan is first depends on the assumptions"


def _between(lead: Spread) -> str:
    """Give the lead over the next plan in nine sets of ten."""
    low, high = round(100 * lead.low), round(100 * lead.high)
    if low == high:
        points = f"{abs(low)} point{'s' * (abs(low) != 1)}"
        return f"by {points}" if low > 0 else f"{points} behind" if low else "within a point"
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
