"""The answer at length: how the money was sought, and each plan by itself."""

from collections.abc import Iterator

from sim.params.names import GAPS
from sim.report import own_system
from sim.report.reach.subject import Subject
from sim.report.reach.words import (
    GAPS_IN_WORDS,
    WAITING,
    chance,
    chance_cell,
    costs,
    gave_up,
    live_by,
    money,
    most,
    percent,
    roughly,
    wanted,
)
from sim.report.sets_words import SETS, counted, not_varied, parts_in_words
from sim.report.words import listed
from sim.study.reach.ladder import TIMES
from sim.study.reach.measures import NOT_LIVE, Runs
from sim.study.reach.results import Check, Found, Status

SLIGHT = 0.005  # share that is told as 0%


def account(subject: Subject) -> list[str]:
    """Say at length what was found, as paragraphs."""
    return [
        " ".join(_asked(subject)),
        *(" ".join(_plan(subject, plan)) for plan in range(len(subject.names))),
        " ".join(_chances(subject)),
        " ".join(_money(subject)),
        *_apart(subject),
        *own_system.own_in_words(list(subject.scenarios)),
        *(not_varied(subject.held) if subject.sets is not None else ()),
    ]


def _asked(subject: Subject) -> Iterator[str]:
    goal = subject.least.goal
    yield (
        f"What was asked: the least money that gets {live_by(goal)}, with a chance of "
        f"{wanted(goal)} or more."
    )
    yield f"It counts as reached if so many are live in any month up to {goal.by}."
    if subject.chosen:
        yield (
            "You named no strategy, so these were taken: the scenario's own, and some that we "
            "ship. Name yours to ask about them."
        )


def _plan(subject: Subject, plan: int) -> Iterator[str]:
    """Say what was found of one plan."""
    found, goal = subject.least.plans[plan], subject.least.goal
    yield f"{subject.names[plan]}:"
    if found.status is Status.DEAR:
        yield (
            f"what comes before any lever, such as its pilots, costs {roughly(found.first)}, which "
            f"is more than {most(subject.least)}; it was not run."
        )
        return
    if subject.unfunded[plan]:
        yield f"its money was not changed, because {subject.unfunded[plan]}."
    if found.least is not None and found.status is not Status.UNFUNDED:
        yield from _least(subject, plan, found, found.least)
    else:
        yield from _not_reached(subject, found)
    yield from _beside(subject, plan, found)
    own = next((each for each in found.points if each.amount == found.own and found.own), None)
    if own is not None:
        yield f"With its own budget of {money(found.own)} the chance is {_of(own.chance)}."
    if found.status in (Status.NONE, Status.OPEN, Status.UNFUNDED):
        yield from _holding(found.most.runs, goal.by, found.most.amount)


def _least(subject: Subject, plan: int, found: Found, check: Check) -> Iterator[str]:
    least = subject.least
    goal, runs = least.goal, check.point.runs
    told = _of(check.point.chance)
    if found.status is Status.START:
        yield f"so many are live at month 0 already; the chance is {told}."
    elif found.status is Status.FREE:
        yield f"it gets there without money for levers; the chance is {told}."
    else:
        yield f"the least money is {money(costs(found))}; the chance is {told} on fresh luck."
        low, high = money(max(found.low, found.first)), found.high
        ends = f"from {low} up" if high is None else f"from {low} to {money(high)}"
        yield f"Amounts {ends} cannot be told from it."
    if found.again is not None:
        yield (
            f"More money is not always better: with {money(found.again)} the chance is below "
            f"{wanted(goal)} again."
        )
    yield from _decides(subject, check)
    strategy = subject.scenarios[plan].strategy
    spent = 1000 * float(runs.of("spend").mean())
    yield (
        f"Of the money {roughly(spent)} is spent by month {goal.by}; its programme runs from "
        f"month {strategy.start} to {strategy.start + strategy.programme}. Without levers it costs "
        f"{roughly(found.first)}."
    )
    yield f"Sites pay {roughly(1000 * float(runs.of('to_sites').mean()))} themselves by then."
    yield from _later(runs, goal.by, least.end, goal.share)


def _later(runs: Runs, by: int, end: int, share: float) -> Iterator[str]:
    """Say what is left of it in the end."""
    rate = gave_up(runs)
    live, embedded = (float(runs.of(name).mean()) for name in ("live_end", "embedded_end"))
    again = "" if rate is None else f"; {percent(rate)} of those ever live gave it up"
    yield f"At month {end} {percent(live)} are live and {percent(embedded)} embedded it{again}."
    lost = float((runs.reached(share) & (runs.of("stays") < share - 1e-9)).mean())
    if lost > SLIGHT:
        yield f"In {chance(lost)} of runs it is reached, and fewer are live again by month {by}."


def _decides(subject: Subject, check: Check) -> Iterator[str]:
    """Say what luck and what the assumptions do."""
    if subject.sets is not None:
        yield (
            f"It is nearly sure (90% or more) in about {round(check.nearly.sure)} of "
            f"{subject.least.sets} {SETS}, and nearly impossible (10% or less) in about "
            f"{round(check.nearly.hardly)}."
        )
        parts = parts_in_words(check.parts)
        if parts:
            yield f"What makes runs reach it or not: {parts}."


def _not_reached(subject: Subject, found: Found) -> Iterator[str]:
    goal, best = subject.least.goal, found.told
    assert best is not None
    if found.status is Status.UNFUNDED:
        yield f"As it is, it gets there with a chance of {_of(best.chance)}."
        return
    where = f"with {money(best.amount)}" if best.amount else "without money for levers"
    if found.status is Status.OPEN:
        yield f"whether any money up to {most(subject.least)} is enough cannot be told."
    else:
        yield f"no money up to {most(subject.least)} is enough."
    yield (
        f"The highest chance of {len(found.points)} amounts is {where}: {_of(best.chance)} on "
        "fresh luck."
    )
    yield f"With {wanted(goal)} it reaches {percent(best.share)} of organisations there."


def _beside(subject: Subject, plan: int, found: Found) -> Iterator[str]:
    """Put a plan beside the cheapest, at that one's least money."""
    if found.beside is None or found.behind is None or subject.least.cheapest is None:
        return
    first = subject.name(subject.least.cheapest)
    amount = found.beside.amount
    at = f"At {money(amount)}" if amount else "Without money for levers"
    if found.behind.excludes_zero:
        low, high = (round(100 * each) for each in (found.behind.low, found.behind.high))
        told = f"{low} to {high} points below" if low > 0 else "above"
        yield (
            f"{at}, the least of {first}, its chance is {chance(found.beside.chance.mean)}, {told} "
            "that one's with the same luck."
        )
    else:
        yield (
            f"{at}, the least of {first}, its chance is {chance(found.beside.chance.mean)}; which "
            "of the two needs less cannot be told."
        )


def _holding(runs: Runs, by: int, amount: float) -> Iterator[str]:
    """Say where those stand who are not live, and which gap is the widest for how many."""
    stages = sorted(NOT_LIVE, key=lambda each: -runs.stages[each])
    told = [
        f"{percent(runs.stages[each])} {WAITING[each]}" for each in stages
        if runs.stages[each] > SLIGHT
    ]  # fmt: skip
    gaps = sorted(range(len(GAPS)), key=lambda each: -runs.gaps[each])
    binding = [
        f"{GAPS_IN_WORDS[GAPS[each]]} {percent(runs.gaps[each])}" for each in gaps
        if runs.gaps[each] > SLIGHT
    ]  # fmt: skip
    with_it = f"with {money(amount)}" if amount else "without money for levers"
    if told:
        yield f"Of all organisations, at month {by} {with_it}: {listed(told)}."
    if binding:
        yield f"Their widest gap, in shares of all organisations: {listed(binding)}."


def _chances(subject: Subject) -> Iterator[str]:
    least = subject.least
    if subject.sets is None:
        yield (
            f"Chances are shares of {least.searched:,} runs in {least.states} states of the world, "
            "each with systems and luck of its own; assumptions stay as they are."
        )
    else:
        yield (
            f"Chances are shares of {least.searched:,} runs, over luck, systems and "
            f"{counted(subject.sets)}; ranges take sets as independent."
        )
    yield (
        f"The amount that was found is checked in {least.checked:,} runs with other systems and "
        "luck, which its chance is told from. Where it was not enough there, the next amount above "
        "is taken. All plans meet the same systems and luck."
    )
    if subject.excluded:
        yield f"Sets that are not possible for these plans were left out: {subject.excluded}."


def _money(subject: Subject) -> Iterator[str]:
    least = subject.least
    top = most(least)
    if least.goal.within is not None:
        yield f"Amounts from no money for levers to {top} were tried."
    else:
        yield (
            f"Amounts from no money for levers to {top} were tried, {TIMES} times the largest "
            "budget of these plans; --within sets another end."
        )
    yield (
        "Neighbours are a fifth apart, all plans have the same amounts, and the shares of each "
        "plan stay. No law is taken for granted: a chance may fall with more money. What happens "
        "between amounts that were tried is not known."
    )
    yield (
        "A budget is for the whole programme, spent evenly after what comes off first: pilots, "
        "planning, an office for a mandate."
    )


def _apart(subject: Subject) -> Iterator[str]:
    """Say what the model does not count."""
    yield (
        "The money is that of the spread partner. What sites pay themselves comes on top, and what "
        "nobody pays for, such as good will, is in no sum."
    )


def _of(found: object) -> str:
    from sim.outcomes.intervals import Interval

    assert isinstance(found, Interval)
    return f"{chance_cell(found).replace(' (', '% (')[:-1]}%)"
