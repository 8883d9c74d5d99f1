"""The lines about the least money say what was found, and nothing that was not."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.outcomes.intervals import Interval
from sim.params.assumption_sets import AssumptionSets
from sim.report.lines import is_too_long
from sim.report.reach.account import account
from sim.report.reach.lines import lines
from sim.report.reach.subject import Subject
from sim.report.reach.table import rows
from sim.study.reach.chance import Nearly
from sim.study.reach.goal import Goal
from sim.study.reach.ladder import NOTHING, ladder_for
from sim.study.reach.measures import SINGLE, Runs
from sim.study.reach.results import Check, Found, Least, Point, Status

LADDER = ladder_for([1_200_000.0], None)
SETS = AssumptionSets("plausible", ("assumptions.board_rate",), np.zeros((40, 1)))
NAMES = ("One-to-one help", "The whole playbook", "Communities of practice")


def runs(gave_up=0.1, live_end=0.6, start=0.1):
    values = np.zeros((40, 8, len(SINGLE) + 13))
    told = {
        "most": 0.5, "start": start, "ever_live": 1.0, "gave_up": gave_up, "stays": 0.5,
        "live_end": live_end, "embedded_end": 0.4, "spend": 600.0, "to_sites": 700.0,
    }  # fmt: skip
    for name, value in told.items():
        values[:, :, SINGLE.index(name)] = value
    values[:, :, len(SINGLE) : len(SINGLE) + 8] = [0.1, 0.2, 0.05, 0.15, 0.2, 0.3, 0, 0]
    values[:, :, len(SINGLE) + 8 :] = [0.05, 0.1, 0.25, 0.05, 0.05]
    return Runs(values)


def chance(mean, half=0.07):
    return Interval(mean, max(0, mean - half), min(1, mean + half), 0.95, 40)


def point(place, mean, **told):
    return Point(LADDER.amount(place), chance(mean), 0.4, runs(**told))


def found(status, place=0, mean=0.82, behind=None, **told):
    """Make what was found of a plan; the amounts from none to the most were tried."""
    points = tuple(point(each, 0.5, **told) for each in LADDER.first)
    check = Check(point(place, mean, **told), None, Nearly(28.4, 2.2))
    has = status in (Status.MONEY, Status.FREE, Status.START)
    beside = None if behind is None else point(place, mean - behind.mean)
    if status is Status.DEAR:
        return Found(1.2e6, 4e5, (), status, None)
    low, high = (place, place) if place == NOTHING else (place - 2, place + 2)
    return Found(
        1.2e6, 1.5e5, points, status, check if has else None, LADDER.amount(low),
        LADDER.amount(high), None, None if has else check.point, beside, behind,
    )  # fmt: skip


def subject(*plans, cheapest=None, within=None, sets=SETS):
    goal = Goal(0.5, 24, 0.8, within)
    least = Least(goal, 72, 40, 40, 80, 320, plans, cheapest, LADDER)
    scenario = sim.load(["strategy=hin_playbook", "system.organisations=20"])
    count = len(plans)
    return Subject(least, NAMES[:count], (scenario,) * count, ("",) * count, sets, {})


def told(some):
    return " ".join(f"{label} {text}" for label, text in lines(some))


def test_the_cheapest_plan_is_told_with_its_money_and_its_chance():
    said = told(subject(found(Status.MONEY), found(Status.NONE, 12, 0.3), cheapest=0))
    assert "“One-to-one help” gets half of organisations live by month 24 for £1.2 million" in said
    assert "with a chance of 82%" in said
    assert "no money up to £9.6 million is enough with “The whole playbook” (at most 30%)" in said
    assert "anything from £850,000 to £1.7 million" in said
    assert "nearly sure in 28 of 40 sets of assumptions" in said
    assert "nearly impossible in 2" in said


@pytest.mark.parametrize(("gap", "low", "is_open"), [(0.04, -0.02, True), (0.3, 0.2, False)])
def test_plans_whose_money_cannot_be_told_apart_are_said_to_be(gap, low, is_open):
    behind = Interval(gap, low, 2 * gap - low, 0.95, 40)
    other = found(Status.MONEY, 3, 0.81, behind)
    said = told(subject(found(Status.MONEY), other, cheapest=0))
    assert ("Whether “The whole playbook” needs more cannot be told" in said) == is_open
    assert ("needs £2 million" in said) or is_open


def test_a_plan_that_needs_as_much_is_said_to():
    behind = Interval(0.2, 0.1, 0.3, 0.95, 40)
    said = told(subject(found(Status.MONEY), found(Status.MONEY, behind=behind), cheapest=0))
    assert "“The whole playbook” needs as much." in said


def test_the_headline_carries_its_catch():
    mine = found(Status.MONEY, gave_up=0.3)
    other = found(Status.MONEY, 8, behind=Interval(0.4, 0.3, 0.5, 0.95, 40), gave_up=0.1)
    headline = lines(subject(mine, other, cheapest=0))[0][1]
    assert headline.endswith("but 30% give up again (“The whole playbook”: 10%).")
    lasting = replace(other, least=replace(other.least, point=point(8, 0.82, live_end=0.8)))
    some = subject(found(Status.MONEY), lasting, cheapest=0)
    assert "but 60% are live at month 72 (“The whole playbook”: 80%)" in lines(some)[0][1]


def test_a_difference_below_the_margin_is_no_catch():
    mine = found(Status.MONEY, gave_up=0.12)
    other = found(Status.MONEY, 8, behind=Interval(0.4, 0.3, 0.5, 0.95, 40), gave_up=0.1)
    assert " but " not in lines(subject(mine, other, cheapest=0))[0][1]


def test_where_no_money_is_enough_it_says_what_comes_nearest_and_what_holds():
    some = subject(found(Status.NONE, 8, 0.61), found(Status.NONE, 12, 0.2))
    said = told(some)
    assert "No money up to £9.6 million gets half of organisations live by month 24 with a" in said
    assert "“One-to-one help” comes nearest: 61% with £4.8 million" in said
    assert "50% are not live: 20% have not committed, evidence holds back 25%" in said
    assert "40% is reached with a chance of 80%" in said
    assert "lies between 54 and 68%" in said


def test_what_cannot_be_told_is_not_told():
    said = told(subject(found(Status.OPEN, 12, 0.78)))
    assert "Whether any money up to £9.6 million" in said
    assert "cannot be told" in said
    assert "the highest chance is 78% with £9.6 million" in said


def test_that_more_money_fails_again_is_said():
    mine = replace(found(Status.MONEY), again=4.8e6)
    assert "from £4.8 million on the chance is below 80% again" in told(subject(mine, cheapest=0))


def test_luck_is_told_where_assumptions_do_not_vary():
    said = told(subject(found(Status.MONEY), cheapest=0, sets=None))
    assert "assumptions not varied" in said
    assert "luck leaves the chance between 75 and 89%" in said


def test_what_needs_no_money_is_told_with_what_its_pilots_cost():
    said = told(subject(found(Status.FREE, NOTHING, 0.95), cheapest=0))
    assert "No money for levers is needed" in said
    assert "pilots and preparation cost £600,000" in said


EVERY = [Status.MONEY, Status.FREE, Status.START, Status.OPEN, Status.NONE, Status.UNFUNDED,
         Status.DEAR]  # fmt: skip


@pytest.mark.parametrize("first", EVERY)
def test_every_answer_is_short_and_every_account_has_all_plans(first):
    for second, third in itertools.product(EVERY, repeat=2):
        statuses = (first, second, third)
        places = [NOTHING if s in (Status.FREE, Status.START) else 3 * k
                  for k, s in enumerate(statuses)]  # fmt: skip
        behind = Interval(0.03, -0.01, 0.07, 0.95, 40)
        plans = [
            found(s, place, behind=behind if s is Status.MONEY and k else None, gave_up=0.4 - k / 8)
            for k, (s, place) in enumerate(zip(statuses, places, strict=True))
        ]
        there = [k for k, each in enumerate(plans) if each.reaches]
        cheapest = min(there, key=lambda k: plans[k].least.point.amount, default=None)
        some = subject(*plans, cheapest=cheapest)
        answer = lines(some)
        assert not is_too_long(answer), answer
        assert answer[0][0] == ""
        for _, text in answer:
            for sentence in text.rstrip(".").split(". "):
                for part in sentence.split(";"):
                    assert len(part.split()) <= 30, part
        paragraphs = account(some)
        for name in NAMES:
            assert any(each.startswith(f"{name}:") for each in paragraphs)
        assert len(rows(some)) == 3
