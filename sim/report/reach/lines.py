"""The answer in five lines: the least money, its price, the other plans, what holds, how sure."""

from collections.abc import Iterator

from sim.outcomes.intervals import Interval
from sim.report import own_system
from sim.report.consequences import has_office, mandate_of
from sim.report.lines import Clause, Line, fitted
from sim.report.reach.catch import catch
from sim.report.reach.subject import Subject
from sim.report.reach.words import (
    chance,
    costs,
    gave_up,
    live_by,
    money,
    most,
    not_live,
    percent,
    roughly,
    so_many,
    wanted,
    what_holds,
    where_they_wait,
)
from sim.report.sets_words import SETS, which
from sim.study.reach.results import Found, Status

NEAR = 0.05  # share of an amount of money: less is practically the same
NOT_VARIED = "assumptions not varied"
LATER = 0.95  # share of the money: if less is spent by the month, it is said


def lines(subject: Subject) -> list[tuple[str, str]]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    found = [
        Line("", tuple(_headline(subject))),
        Line("The price", tuple(_price(subject))),
        Line("Others", tuple(_others(subject))),
        Line("Held back", tuple(_held_back(subject))),
        Line("How sure", tuple(_how_sure(subject))),
    ]
    return fitted([line for line in found if line.clauses])


def _headline(subject: Subject) -> Iterator[Clause]:
    if subject.cheapest is None:
        yield from _nowhere(subject)
        return
    said = _there(subject, subject.cheapest)
    yield Clause(said)
    besides = [*catch(subject.least, subject.names)]
    if besides:
        yield Clause(besides[0], 0, ", but ")


def _there(subject: Subject, found: Found) -> str:
    """Say what the least money does."""
    least, goal = subject.least, subject.least.goal
    assert found.least is not None
    assert least.cheapest is not None
    name = subject.name(least.cheapest)
    told = chance(found.least.point.chance.mean)
    if found.status is Status.START:
        return f"No money is needed: {so_many(goal)} are live at month 0 already, in {told} of runs"
    if found.status is Status.FREE:
        return (
            f"No money for levers is needed to get {live_by(goal)}: {name} gets there by itself "
            f"with a chance of {told}"
        )
    rival = _rival(subject)
    amount = money(costs(found))
    if rival is None:
        return f"{name} gets {live_by(goal)} for {amount}, with a chance of {told}"
    same = _as_much(subject.least.plans[rival], found)
    other = (
        f"as does {subject.name(rival)}"
        if same
        else (f"but whether {subject.name(rival)} needs more cannot be told")
    )
    return f"{name} gets {live_by(goal)} for {amount}, with a chance of {told}, {other}"


def _rival(subject: Subject) -> int | None:
    """Return a plan whose least money is as little, or cannot be told from the cheapest's."""
    found = subject.cheapest
    assert found is not None
    others = [
        plan for plan, each in enumerate(subject.least.plans)
        if plan != subject.least.cheapest and each.status is Status.MONEY
        and (_as_much(each, found) or _open(each.behind))
    ]  # fmt: skip
    return min(others, key=lambda plan: costs(subject.least.plans[plan]), default=None)


def _as_much(one: Found, other: Found) -> bool:
    """Whether two plans need practically the same."""
    a, b = costs(one), costs(other)
    return abs(a - b) <= NEAR * max(a, b)


def _open(behind: Interval | None) -> bool:
    """Whether two chances at the same money cannot be told apart."""
    return behind is not None and not behind.excludes_zero


def _nowhere(subject: Subject) -> Iterator[Clause]:
    """Say that no plan gets there for sure, and which comes nearest."""
    least, goal = subject.least, subject.least.goal
    if all(each.status is Status.DEAR for each in least.plans):
        first = min(each.first for each in least.plans)
        yield Clause(
            f"Not within {most(least)}: what comes before any lever, such as pilots, costs "
            f"{roughly(first)} or more"
        )
        return
    near = least.plans[subject.nearest]
    best = f"{chance(near.best.chance.mean)} with {_with(near)}"
    comes = f"{subject.name(subject.nearest)} comes nearest: {best}"
    if len(least.plans) == 1:
        comes = f"the highest chance is {best}"
    if any(each.status is Status.OPEN for each in least.plans):
        yield Clause(
            f"Whether any money up to {most(least)} gets {live_by(goal)} with a chance of "
            f"{wanted(goal)} cannot be told"
        )
    else:
        yield Clause(
            f"No money up to {most(least)} gets {live_by(goal)} with a chance of {wanted(goal)}"
        )
    yield Clause(comes)


def _with(found: Found) -> str:
    """Name the money of the highest chance."""
    return money(found.best.amount) if found.best.amount else "no money for levers"


def _price(subject: Subject) -> Iterator[Clause]:
    """Say what else it costs: when it is spent, what sites pay, what is given up again."""
    found, least = subject.cheapest, subject.least
    if found is None or found.least is None or least.cheapest is None:
        return
    runs = found.least.point.runs
    by, scenario = least.goal.by, subject.scenarios[least.cheapest]
    spent, all_ = 1000 * float(runs.of("spend").mean()), costs(found)
    if found.status is Status.MONEY and spent < LATER * all_:
        yield Clause(
            f"{roughly(spent)} of it is spent by month {by}, the rest by month "
            f"{scenario.strategy.start + scenario.strategy.programme}",
            1, short=f"{roughly(spent)} of it is spent by month {by}",
        )  # fmt: skip
    elif found.status is not Status.MONEY and spent > 0:
        yield Clause(f"pilots and preparation cost {roughly(spent)}")
    sites = 1000 * float(runs.of("to_sites").mean())
    if sites > 0:
        yield Clause(f"sites pay {roughly(sites)} themselves by then", 1)
    rate = gave_up(runs)
    besides = [*catch(least, subject.names)]
    if rate is not None and not any("give up" in each for each in besides[:1]):
        yield Clause(f"{percent(rate)} give up again by month {least.end}", 2)
    yield from (Clause(each, 2) for each in besides[1:])
    if mandate_of(scenario.strategy, least.end):
        what = "lost good will" if has_office(scenario) else "running the mandate and good will"
        yield Clause(f"{what} not counted")


def _others(subject: Subject) -> Iterator[Clause]:
    """Say of every other plan what it needs, or what it does at the most money."""
    plans = subject.least.plans
    if subject.cheapest is None:
        others = [plan for plan in range(len(plans)) if plan != _headlined(subject)]
    else:
        others = [plan for plan in range(len(plans)) if plan != subject.least.cheapest]
    ranked = sorted(others, key=lambda plan: _rank(plans[plan]))
    for place, plan in enumerate(ranked):
        yield Clause(f"{subject.name(plan)} {_needs(subject, plan)}", min(3, place))


def _headlined(subject: Subject) -> int | None:
    """Return the plan that the headline names, where none gets there."""
    plans = subject.least.plans
    return None if all(each.status is Status.DEAR for each in plans) else subject.nearest


def _rank(found: Found) -> tuple[int, float]:
    if found.reaches:
        return 0, costs(found)
    return 1, -found.best.chance.mean if found.points else 0.0


def _needs(subject: Subject, plan: int) -> str:
    """Say what a plan needs, in a few words."""
    found, least = subject.least.plans[plan], subject.least
    if found.status is Status.MONEY:
        told = f"{money(costs(found))}"
        if found.beside is not None and subject.cheapest is not None:
            told += (
                f" ({chance(found.beside.chance.mean)} at {money(found.beside.amount)})"
                if found.beside.amount and not _as_much(found, subject.cheapest) else ""
            )  # fmt: skip
        return told
    if found.status in (Status.START, Status.FREE):
        assert found.least is not None
        return f"gets there without ({chance(found.least.point.chance.mean)})"
    if found.status is Status.DEAR:
        return f"costs {roughly(found.first)} before any lever"
    if found.status is Status.UNFUNDED:
        return f"has no money to scale ({chance(found.points[0].chance.mean)})"
    best = found.best
    if found.status is Status.OPEN:
        return f"cannot be told (at most {chance(best.chance.mean)})"
    return f"never: at most {chance(best.chance.mean)} up to {most(least)}"


def _held_back(subject: Subject) -> Iterator[Clause]:
    """Say what holds organisations back with the most money, in the plan that comes nearest."""
    plans = subject.least.plans
    failing = [plan for plan, each in enumerate(plans) if each.status in (Status.NONE, Status.OPEN)]
    if not failing:
        return
    plan = max(failing, key=lambda each: plans[each].best.chance.mean)
    most_money = plans[plan].most
    runs = most_money.runs
    who = f" with {subject.name(plan)}" if subject.cheapest is not None else ""
    yield Clause(
        f"at {money(most_money.amount)}{who} {percent(not_live(runs))} are not live: "
        f"{where_they_wait(runs)}, {what_holds(runs)}",
        0 if subject.cheapest is None else 2,
    )
    if subject.cheapest is None:
        best = plans[plan].best
        yield Clause(
            f"{percent(best.share)} is reached with a chance of {wanted(subject.least.goal)}", 1
        )


def _how_sure(subject: Subject) -> Iterator[Clause]:
    """Say how well the money is known, and what assumptions and luck decide."""
    caution = own_system.own_in_short(list(subject.scenarios))
    if caution is not None:
        yield Clause(caution)
    found = subject.cheapest
    if found is None or found.least is None:
        yield from _parts_of_best(subject)
        return
    if found.status is Status.MONEY:
        yield from _range(subject, found)
    if subject.sets is None:
        yield Clause(NOT_VARIED)
        interval = found.least.point.chance
        yield Clause(f"luck leaves the chance between {_ends(interval)}", 1)
        return
    nearly = found.least.nearly
    yield Clause(
        f"nearly sure in {round(nearly.sure)} of {subject.least.sets} {SETS}, nearly impossible "
        f"in {round(nearly.hardly)}; luck decides the rest",
        short=f"nearly sure in {round(nearly.sure)} of {subject.least.sets} {SETS}, nearly "
        f"impossible in {round(nearly.hardly)}",
    )
    yield Clause(f"these {which(subject.sets)}", 5)


def _parts_of_best(subject: Subject) -> Iterator[Clause]:
    if all(each.status is Status.DEAR for each in subject.least.plans):
        return
    best = subject.least.plans[subject.nearest].best
    yield Clause(f"the highest chance lies between {_ends(best.chance)}")
    if subject.sets is None:
        yield Clause(NOT_VARIED)
    else:
        yield Clause(f"over luck and {subject.least.sets} {SETS}", 0, ", ")


def _range(subject: Subject, found: Found) -> Iterator[Clause]:
    """Say between which amounts the least may lie."""
    assert found.least is not None
    low = max(found.low, found.first)
    if found.high is None:
        yield Clause(f"the least may be anything from {money(low)} up")
    elif money(found.high) != money(low):
        yield Clause(f"the least may be anything from {money(low)} to {money(found.high)}")
    if found.again is not None:
        yield Clause(f"with {money(found.again)} the chance is below {wanted(subject.least.goal)}")


def _ends(found: Interval) -> str:
    low, high = round(100 * found.low), round(100 * found.high)
    return f"{low} and {high}%"
