"""The answer in five lines: the least money, its price, the other plans, what holds, how sure."""

from collections.abc import Iterator

from sim.outcomes.intervals import Interval
from sim.report.consequences import has_office, mandate_of
from sim.report.lines import Clause, Line, fitted
from sim.report.reach.catch import catch
from sim.report.reach.subject import Subject
from sim.report.reach.sure_line import how_sure
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
from sim.report.words import listed
from sim.study.reach.results import Found, Point, Status

LONGEST = 30  # words of a sentence
NEAR = 0.05  # share of an amount of money: less is practically the same
LATER = 0.95  # share of the money: if less is spent by the month, it is said


def lines(subject: Subject) -> list[tuple[str, str]]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    found = [
        Line("", tuple(_headline(subject))),
        Line("The price", tuple(_price(subject))),
        Line("Others", tuple(_others(subject))),
        Line("Held back", tuple(_held_back(subject))),
        Line("How sure", tuple(how_sure(subject))),
    ]
    return fitted([line for line in found if line.clauses])


def _headline(subject: Subject) -> Iterator[Clause]:
    if subject.cheapest is None:
        yield from _nowhere(subject)
        return
    said = _there(subject, subject.cheapest)
    yield Clause(said)
    if subject.cheapest.status is not Status.START:
        for each in [*catch(subject.least, subject.names)][:1]:
            long = len(f"{said}, but {each}".split()) > LONGEST
            yield Clause(each, 0, ". But " if long else ", but ")
    if (rival := _rival(subject)) is not None:
        yield Clause(_beside(subject, rival), 0, ". ")


def _there(subject: Subject, found: Found) -> str:
    """Say what the least money does."""
    least, goal = subject.least, subject.least.goal
    assert found.least is not None
    assert least.cheapest is not None
    name = subject.name(least.cheapest)
    told = chance(found.least.point.chance.mean)
    if found.status is Status.START:
        return (
            f"No money for levers is needed: with {name} {so_many(goal)} are live at month 0 "
            f"already, in {told} of runs"
        )
    if found.status is Status.FREE:
        return (
            f"No money for levers is needed: with {name} {so_many(goal)} are live by month "
            f"{goal.by} with a chance of {told}"
        )
    return f"{name} gets {live_by(goal)} for {money(costs(found))}, with a chance of {told}"


def _beside(subject: Subject, rival: int) -> str:
    """Say that another plan needs as little, or cannot be told apart."""
    assert subject.cheapest is not None
    if _as_much(subject.least.plans[rival], subject.cheapest):
        return f"{subject.name(rival)} needs as much"
    return f"Whether {subject.name(rival)} needs more cannot be told"


def _rival(subject: Subject) -> int | None:
    """Return a plan whose least money is as little, or cannot be told from the cheapest's."""
    found = subject.cheapest
    if found is None or found.status is not Status.MONEY:
        return None
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
    near = subject.nearest_point()
    best = f"{chance(near.chance.mean)} with {_with(near)}"
    if near.chance.mean == 0:
        best = f"{chance(0)}, whatever the money"
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


def _with(point: Point) -> str:
    """Name an amount of money."""
    return money(point.amount) if point.amount else "no money for levers"


def _price(subject: Subject) -> Iterator[Clause]:
    """Say what else it costs: when it is spent, what sites pay, what is given up again."""
    found, least = subject.cheapest, subject.least
    if found is None or found.least is None or least.cheapest is None:
        return
    runs = found.least.point.runs
    by, scenario = least.goal.by, subject.scenarios[least.cheapest]
    spent, all_ = 1000 * float(runs.of("spend").mean()), costs(found)
    when, joint = f" by month {by}", "; "
    if found.status is Status.MONEY and spent < LATER * all_:
        yield Clause(f"{roughly(spent)} of it is spent{when}", 1)
        when, joint = "", ", and "
    elif found.status is not Status.MONEY and spent > 0:
        yield Clause(f"pilots and preparation cost {roughly(spent)}")
    sites = 1000 * float(runs.of("to_sites").mean())
    if sites > 0:
        yield Clause(f"sites pay {roughly(sites)} themselves{when}", 2, joint)
    rate = gave_up(runs)
    besides = [*catch(least, subject.names)]
    if rate is not None and not any("give up" in each for each in besides[:1]):
        yield Clause(f"{percent(rate)} give up again by month {least.end}")
    yield from (Clause(each, 1) for each in besides[1:])
    if mandate_of(scenario.strategy, least.end):
        what = "lost good will" if has_office(scenario) else "running the mandate and good will"
        yield Clause(f"{what} not counted")


def _others(subject: Subject) -> Iterator[Clause]:
    """Say of every other plan what it needs; those for which no money is enough come together."""
    plans, named = subject.least.plans, _headlined(subject)
    others = sorted(
        (plan for plan in range(len(plans)) if plan != named),
        key=lambda plan: _rank(plans[plan]),
    )
    for place, plan in enumerate(each for each in others if plans[each].reaches):
        yield Clause(f"{subject.name(plan)} needs {_needs(subject, plan)}", min(3, place))
    for status, start, end in (
        (Status.OPEN, "whether any money is enough with ", " cannot be told"),
        (Status.NONE, f"no money up to {most(subject.least)} is enough with ", ""),
        (Status.UNFUNDED, "no money to scale: ", ""),
        (Status.DEAR, "more before any lever: ", ""),
    ):
        some = [plan for plan in others if plans[plan].status is status]
        if some and len(plans) > 1:
            told = listed([f"{subject.name(plan)} ({_best(plans[plan])})" for plan in some])
            yield Clause(f"{start}{told}{end}", 1)


def _headlined(subject: Subject) -> int | None:
    """Return the plan that the headline names."""
    plans = subject.least.plans
    if subject.least.cheapest is not None:
        return subject.least.cheapest
    return None if all(each.status is Status.DEAR for each in plans) else subject.nearest


def _rank(found: Found) -> tuple[int, float]:
    if found.reaches:
        return 0, costs(found)
    return 1, -found.told.chance.mean if found.told is not None else 0.0


def _needs(subject: Subject, plan: int) -> str:
    """Say what a plan needs that gets there, and its chance with what the cheapest needs."""
    found, cheapest = subject.least.plans[plan], subject.cheapest
    if found.status is not Status.MONEY:
        first = f" for levers, but {roughly(found.first)} for pilots and the like"
        return f"none{first if found.first else ''}"
    told, beside = money(costs(found)), found.beside
    if beside is None or not beside.amount or cheapest is None or _as_much(found, cheapest):
        return told
    return f"{told} ({chance(beside.chance.mean)} with {money(beside.amount)})"


def _best(found: Found) -> str:
    """Say how far a plan gets that does not get there."""
    if found.status is Status.DEAR:
        return roughly(found.first)
    assert found.told is not None
    told = chance(found.told.chance.mean)
    is_most = found.status is not Status.UNFUNDED and found.told.chance.mean >= 0.01
    return f"at most {told}" if is_most else told


def _held_back(subject: Subject) -> Iterator[Clause]:
    """Say what holds organisations back with the most money, in the plan that comes nearest."""
    plans = subject.least.plans
    failing = [plan for plan, each in enumerate(plans) if each.status in (Status.NONE, Status.OPEN)]
    if not failing:
        return
    plan = min(failing, key=lambda each: _rank(plans[each]))
    most_money = plans[plan].most
    runs = most_money.runs
    who = f" with {subject.name(plan)}" if subject.cheapest is not None else ""
    yield Clause(
        f"at {money(most_money.amount)}{who} {percent(not_live(runs))} are not live: "
        f"{where_they_wait(runs)}, {what_holds(runs)}",
        0 if subject.cheapest is None else 2,
    )
    if subject.cheapest is None:
        told = plans[plan].told
        assert told is not None
        yield Clause(
            f"{percent(told.share)} is reached with a chance of {wanted(subject.least.goal)}", 1
        )
