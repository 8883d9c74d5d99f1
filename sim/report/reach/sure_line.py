"""The line about how sure an answer is: the range of the money, what sets and luck decide."""

from collections.abc import Iterator

from sim.outcomes.intervals import Interval
from sim.report import own_system
from sim.report.lines import Clause
from sim.report.reach.subject import Subject
from sim.report.reach.words import money, most, wanted
from sim.report.sets_words import SETS, so_many, which
from sim.study.reach.chance import Nearly
from sim.study.reach.results import Found, Status

NOT_VARIED = "assumptions not varied"


def how_sure(subject: Subject) -> Iterator[Clause]:
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
        yield Clause(f"luck leaves the chance between {_ends(interval)}")
        return
    yield from _sets(subject, found.least.nearly)


def _sets(subject: Subject, found: Nearly) -> Iterator[Clause]:
    """Say in how many sets of assumptions it is nearly sure, and in how many nearly impossible."""
    assert subject.sets is not None
    sets, sure, hardly = subject.least.sets, round(found.sure), round(found.hardly)
    yield Clause(f"nearly sure in {so_many(sure, sets)}")
    yield Clause(which(subject.sets), 2, " ")
    if hardly:
        yield Clause(f"nearly impossible in {hardly}", 0, ", ")
    if sure + hardly < sets:
        yield Clause("luck decides the rest", 1)


def _parts_of_best(subject: Subject) -> Iterator[Clause]:
    if all(each.status is Status.DEAR for each in subject.least.plans):
        return
    best = subject.nearest_point()
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
        yield Clause(
            f"the least may be anything from {money(low)} to more than {most(subject.least)}"
        )
    elif money(found.high) != money(low):
        yield Clause(f"the least may be anything from {money(low)} to {money(found.high)}")
    if found.again is not None:
        yield Clause(
            f"from {money(found.again)} on the chance is below {wanted(subject.least.goal)} again"
        )


def _ends(found: Interval) -> str:
    low, high = round(100 * found.low), round(100 * found.high)
    return f"{low} and {high}%"
