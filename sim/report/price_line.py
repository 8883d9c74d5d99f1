"""The line of an answer about its price: what is given up again, the money, what is not counted."""

from collections.abc import Iterator

from sim.report.consequences import has_office, mandate_of
from sim.report.lines import Clause
from sim.report.price_words import UNTOLD, sum_of
from sim.report.words import name_of, whole_percent
from sim.study.comparison import Comparison, Standing
from sim.study.starts import has_programme

AGAINST = "against "
OWNER = 5  # rank of the next plan's name: the headline has it too


def price(comparison: Comparison, said: str) -> Iterator[Clause]:
    """Give the clauses with their ranks; what the next plan has is said to be its own.

    said  the headline: what it says is not repeated
    """
    leader, rival = comparison.standings[comparison.leader], comparison.runner_up
    owner = [Clause(f"with {name_of(comparison, rival.label)}", OWNER, " ")]
    for clause in (*_given_up(leader, rival, said), *_money(comparison, leader, rival, said)):
        yield clause
        if AGAINST in clause.text and owner:
            yield owner.pop()
    yield from not_counted(comparison)
    yield from _even(comparison)


def _given_up(leader: Standing, rival: Standing, said: str) -> Iterator[Clause]:
    mine, theirs = leader.figures.abandoned, rival.figures.abandoned
    if mine is not None and f"not {whole_percent(mine)})" not in said:
        beside = "" if theirs is None else f", {AGAINST}{whole_percent(theirs)}"
        yield Clause(f"{whole_percent(mine)} give it up again{beside}", 3)


def _money(
    comparison: Comparison, leader: Standing, rival: Standing, said: str
) -> Iterator[Clause]:
    mine = None if leader.cost is None else sum_of(leader.cost)
    theirs = None if rival.cost is None else sum_of(rival.cost)
    programme = has_programme(comparison.plans[comparison.leader].scenario.strategy)
    if mine is not None and programme:
        if "for each further organisation (" not in said:
            yield Clause(f"{mine} for each further organisation",
                         short=f"{mine} per further organisation")  # fmt: skip
            if theirs is not None:
                yield Clause(f"{AGAINST}{theirs}", 2, ", ")
    elif programme:
        yield Clause(f"the programme spends {pounds(leader.spend)}", 5)
        if leader.cost is not None:
            yield Clause(UNTOLD, 2, ", ")
    elif theirs is not None:
        yield Clause("no programme to pay for")


def pounds(amount: float) -> str:
    """Write a sum of money for reading aloud: "£1.2 million", "£70,000"."""
    if amount >= 1e6:
        return f"£{amount / 1e6:,.1f} million"
    return f"£{round(amount, -3):,.0f}" if amount >= 1e4 else f"£{amount:,.0f}"


def not_counted(comparison: Comparison) -> Iterator[Clause]:
    """Say what of a mandate is not in the money."""
    scenario = comparison.plans[comparison.leader].scenario
    if mandate_of(scenario.strategy, comparison.horizon.end):
        what = "lost good will" if has_office(scenario) else "running the mandate and good will"
        yield Clause(f"{what} not counted")


def _even(comparison: Comparison) -> Iterator[Clause]:
    """Say that spreading the same money evenly does practically as well."""
    even = comparison.even
    if even is not None and abs(even.more.mean) < comparison.margin:
        yield Clause("the same money spread evenly does practically as well", 5)
