"""The five lines: what to spend on, what it gives, its price, what does not matter, how sure."""

from collections.abc import Collection, Iterator, Sequence

from sim.report.lines import Clause, Line, fitted
from sim.report.optimise import objective_words as said
from sim.report.optimise.catch import catch_of, given_up
from sim.report.optimise.front_words import front_headline, front_line
from sim.report.optimise.held_against import Told, counts, known
from sim.report.optimise.plan_words import (
    average,
    choices_in_words,
    part_name,
    shares_in_words,
    shares_of,
    title_of,
)
from sim.report.words import listed
from sim.study.optimise.calendar import Calendar
from sim.study.optimise.limits import usual_most
from sim.study.optimise.measures import OBJECTIVES
from sim.study.optimise.optimise import Optimum
from sim.study.optimise.told import Part, Ran, chances_of, matters

NOT_A_FINDING = "This is what the model's assumptions reward, not a finding about the NHS."
NO_FINDING = "This is the model's answer, not a finding about the NHS."
NAMED = 2  # levers in the first line
MOST_NAMED = 2  # levers that could go
EVENLY = "even_spread"  # what the same money gives without any choice


def lines(told: Told) -> list[tuple[str, str]]:
    """Return the answer: label and text of each line."""
    optimum = told.optimum
    several = len(optimum.wanted.objectives) > 1
    found = [
        Line("", tuple(front_headline(optimum) if several else _headline(told))),
        Line("Spend", tuple(_spend(optimum))),
        front_line(optimum, beside(told), catch_of(told))
        if several
        else Line("The price", tuple(_price(told))),
        Line("Schedule", tuple(_schedule(optimum))),
        Line("Could go", tuple(_could_go(told))),
        Line("How sure", tuple(_sure(told))),
    ]
    return fitted([each for each in found if each.clauses])


def _headline(told: Told) -> Iterator[Clause]:
    optimum, objective = told.optimum, told.objective
    reached = said.reached(objective, optimum.ran.value(objective).mean, optimum.wanted.horizon)
    brief = beside(told).replace("the best shipped plan, ", "")
    yield Clause(
        f"{_spent(optimum)}: {reached}, {beside(told)}",
        short=f"{_spent(optimum, 1)}: {reached}, {brief}",
    )
    if catch := catch_of(told):
        yield Clause(f"But {catch}", joint=". ")


def _spent(optimum: Optimum, named: int = NAMED) -> str:
    """Say what most is spent on, phase by phase; what could go is not named."""
    could_go = () if optimum.idle is None else optimum.idle.levers
    if optimum.chosen.later is None:
        return f"Spend above all on {top_levers(optimum, named, could_go)}"
    first, then = (_first(shares_of(each), could_go) for each in optimum.chosen.phases())
    if first == then:
        return f"Spend above all on {first}, in two phases"
    return f"Spend above all on {first} at first, then on {then}"


def _first(shares: Sequence[tuple[str, int]], could_go: Collection[str]) -> str:
    kept = [lever for lever, _ in shares if lever not in could_go]
    return title_of(kept[0] if kept else shares[0][0])


def top_levers(optimum: Optimum, named: int = NAMED, could_go: Collection[str] = ()) -> str:
    """Name the levers that get most money, apart from those that could go."""
    months = optimum.wanted.rests[0].scenario.strategy.programme
    shares = [lever for lever, _ in shares_of(average(optimum.chosen, months))]
    kept = [lever for lever in shares if lever not in could_go] or shares
    return listed([title_of(lever) for lever in kept[:named]])


def beside(told: Told) -> str:
    """Say how the plan stands to the best preset at equal money."""
    if told.best is None or told.lead is None:
        return "where no shipped plan keeps the limits"
    words, mean = said.WORDS[told.objective.key], told.lead.mean
    theirs = words.short(told.best.value(told.objective).mean)
    name = f"the best shipped plan, “{told.best.title}” ({theirs})"
    if abs(mean.mean) < told.margin:
        return f"practically the same as {name}"
    if not mean.excludes_zero:
        return f"which cannot be told apart from {name}"
    return f"{words.difference(mean.mean)} than {name}"


def _spend(optimum: Optimum) -> Iterator[Clause]:
    chosen, rests = optimum.chosen, optimum.wanted.rests
    if chosen.later is None:
        yield Clause(shares_in_words(chosen.shares), short=shares_in_words(chosen.shares, 3))
    else:
        month, later = chosen.later
        first, then = shares_in_words(chosen.shares, 3), shares_in_words(later, 3)
        yield Clause(f"at first {first}", short=f"at first {shares_in_words(chosen.shares, 2)}")
        yield Clause(f"from month {month} {then}", short=f"then {shares_in_words(later, 2)}")
    start, *others, rest = choices_in_words(chosen, rests[chosen.rest])
    yield Clause(start, 1)
    for each in others:
        yield Clause(each, 2, joint=", ")
    yield Clause(rest, 3)


def _price(told: Told) -> Iterator[Clause]:
    """Say what else comes with it, beside the best preset and the money spread evenly.

    How many are live is always said of cost and risk, which few live can make small.
    """
    ran, best, is_ratio = told.optimum.ran, told.best, told.objective.is_relative
    month = told.optimum.wanted.horizon.month
    evenly = next(
        (e for e in told.optimum.rivals
         if e.name == EVENLY and e is not best and counts(told.optimum, e)), None,
    )  # fmt: skip
    for key, text, rank in (
        ("", "{} of those ever live give up", 0),
        ("reach", f"{{}} live at month {month}", 0 if is_ratio else 3),
        ("lasting", "{} embedded in the end", 1),
        ("equity", "deprived areas {}", 2),
    ):
        if key == told.objective.key or not (key == "" or known(ran, OBJECTIVES[key])):
            continue
        mine = text.format(_said(ran, key))
        brief = mine.replace(" of those ever live", "") if is_ratio else mine
        theirs = [] if best is None else [_said(best, key)]
        even = [] if evenly is None else [f"spread evenly {_said(evenly, key)}"]
        few = theirs + (even if key == ("reach" if is_ratio else "") else [])
        yield Clause(mine + _bracketed(theirs + even), rank, ", ", short=brief + _bracketed(few))


def _bracketed(parts: Sequence[str]) -> str:
    return f" ({'; '.join(parts)})" if parts else ""


def _said(ran: Ran, key: str) -> str:
    """Say what a plan comes to in an objective; without one, how many give up."""
    if not key:
        return given_up(ran)
    objective = OBJECTIVES[key]
    return said.WORDS[key].short(ran.value(objective).mean)


def _schedule(optimum: Optimum) -> Iterator[Clause]:
    """Say when they go live, if that was asked about."""
    limits, calendar, ran = optimum.wanted.limits, optimum.calendar, optimum.ran
    rests = ran.scenario.strategy.winter_break
    if limits.dip_at_once is None and not rests:
        return
    if rests:
        yield Clause("nobody goes live from November to February", 0)
    most = f"in 9 of 10 runs at most {usual_most(ran.measured):.0f} are in the dip at once"
    yield Clause(most, 1 if limits.dip_at_once is None else 0)
    yield Clause(f"most in {busiest(calendar)}", 4)


def busiest(calendar: Calendar) -> str:
    """Name the month with most go-lives."""
    return calendar.months[int(calendar.mean.argmax())]


def ranked(told: Told) -> list[Part]:
    """Order the parts of the plan by what is lost without them."""
    known_parts = [each for each in told.optimum.parts if each.ran is not None]
    return sorted(known_parts, key=lambda each: -_loss(told, each))


def _loss(told: Told, part: Part) -> float:
    assert part.ran is not None
    return told.optimum.ran.ahead(part.ran, told.objective).mean


def _could_go(told: Told) -> Iterator[Clause]:
    idle, words = told.optimum.idle, said.WORDS[told.objective.key]
    margin = said.margin_in_words(told.objective)
    if idle is not None:
        titles = [title_of(each) for each in idle.levers]
        if len(titles) > MOST_NAMED + 1:
            titles = [*titles[:MOST_NAMED], f"{len(titles) - MOST_NAMED} others"]
        named, plural = listed(titles), len(titles) > 1
        yield Clause(
            f"{named}: with {'their' if plural else 'its'} money on the other levers less than "
            f"{margin} is lost",
            short=f"{named}: less than {margin} lost",
        )
    else:
        yield Clause(
            f"of no lever can it be said that less than {margin} is lost without it",
            short="no lever for sure",
        )
    first = next(
        (e for e in ranked(told) if e.ran is not None and matters(_interval(told, e), 0.0)), None
    )
    if first is not None:
        yield Clause(
            f"most is lost without {part_name(first.key)} ({words.size(_loss(told, first))})", 3
        )


def _interval(told: Told, part: Part):  # type: ignore[no-untyped-def]
    assert part.ran is not None
    return told.optimum.ran.ahead(part.ran, told.objective)


def _sure(told: Told) -> Iterator[Clause]:
    optimum, words = told.optimum, said.WORDS[told.objective.key]
    kept = [each for each in optimum.rivals if counts(optimum, each)]
    where = (
        f"{optimum.sets} fresh states of fixed assumptions" if told.fixed
        else f"{optimum.sets} fresh sets of assumptions"
    )  # fmt: skip
    if told.lead is not None and kept:
        chance = chances_of([optimum.ran, *kept], told.objective)[0]
        low, high = 100 * chance.low, 100 * chance.high
        best = "best" if len(optimum.wanted.objectives) == 1 else f"best at {told.objective.key}"
        mine = f"{best} of {len(kept) + 1} plans in {100 * chance.mean:.0f}% of {where}"
        yield Clause(f"{mine} ({low:.0f} to {high:.0f})", short=mine)
        luck = words.size(told.lead.luck)
        yield Clause(f"luck alone moves its lead by {luck}", 1, short=f"luck alone {luck}")
    else:
        yield Clause(f"told on {where}")
    if broken := sum(bool(e.broken) and not counts(optimum, e) for e in optimum.rivals):
        plural = "s break" if broken > 1 else " breaks"
        yield Clause(f"{broken} shipped plan{plural} a limit or the budget", 2)
    yield Clause(NOT_A_FINDING, joint=". ", short=NO_FINDING)
