"""Which shipped plans are rivals, and how numbers of an objective are said."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from sim.config import load
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.report.optimise.catch import catch_of, worse_in
from sim.report.optimise.front_words import front_headline, front_line
from sim.report.optimise.held_against import counts, told_of
from sim.report.optimise.lines import top_levers
from sim.report.optimise.objective_words import WORDS, ahead_with_ends, margin_in_words, trade
from sim.report.optimise.plan_words import mechanism, shares_in_words
from sim.study.optimise.candidates import Candidate, whole
from sim.study.optimise.limits import Limits
from sim.study.optimise.measures import AT, MEASURES, OBJECTIVES
from sim.study.optimise.told import Ran


def ran(preset, broken=(), spend=100.0):
    measured = np.ones((3, 2, len(MEASURES)))
    measured[:, :, AT["spend"]] = spend
    return Ran(preset, preset, load([f"strategy={preset}"]), measured, broken)


def optimum(preset):
    return SimpleNamespace(ran=ran(preset), wanted=SimpleNamespace(limits=Limits(100.0)))


def test_a_mandate_is_a_rival_only_of_a_plan_with_one():
    mandate = ran("big_bang_mandate")
    assert not counts(optimum("hin_playbook"), mandate)
    assert counts(optimum("phased_mandate"), mandate)


@pytest.mark.parametrize(
    ("broken", "spend", "says"),
    [
        ((), 100.0, True),
        (("budget",), 100.9, True),  # hardly more on average: leaving it out would flatter us
        (("budget",), 120.0, False),
        (("give_up",), 100.0, False),
        (("budget", "give_up"), 100.9, False),
    ],
)
def test_a_plan_that_breaks_a_limit_is_no_rival(broken, spend, says):
    assert counts(optimum("hin_playbook"), ran("even_spread", broken, spend)) is says


def test_differences_are_said_in_the_unit_of_the_objective():
    assert WORDS["reach"].difference(0.05) == "5 points more"
    assert WORDS["reach"].difference(-0.01) == "1 point fewer"
    assert WORDS["speed"].difference(1.0) == "1.0 months less"
    assert WORDS["cost"].difference(-1.23) == "£1,200 more"
    found = Interval(-0.001, -0.02, 0.03, 0.95, 50)
    assert ahead_with_ends(OBJECTIVES["reach"], found) == "0 (\N{MINUS SIGN}2 to +3)"
    assert [margin_in_words(OBJECTIVES[k]) for k in ("reach", "speed", "cost")] == [
        "3 points", "1 month", "5%",
    ]  # fmt: skip


def test_shares_and_what_is_assumed_of_a_lever_are_said_with_their_numbers():
    shares = whole([40, 30, 0, 20, 0, 0, 10, 0, 0, 0, 0, 0, 0])
    assert shares_in_words(shares, 2) == (
        "communications 40%, communities of practice 30%, the rest on 2 others"
    )
    assert mechanism("one2one").startswith(
        "at full dose it closes 35% of the capacity gap and 25% of the cultural gap"
    )


def test_a_lever_that_could_go_is_not_what_is_spent_on_above_all():
    chosen = Candidate(rest=0, shares=whole([50, 30, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    rests = [SimpleNamespace(scenario=load([]))]
    optimum = SimpleNamespace(chosen=chosen, wanted=SimpleNamespace(rests=rests))
    assert top_levers(optimum) == "communications and communities of practice"
    told = top_levers(optimum, could_go=("comms",))
    assert told == "communities of practice and one-to-one help"
    assert top_levers(optimum, 1, ("comms", "cop", "one2one")) == "communications"


REACH, EQUITY = OBJECTIVES["reach"], OBJECTIVES["equity"]


def plan_at(live, deprived, noise=0.005, sets=40, pilots=1):
    """A plan with these means, and noise of its own in each set."""
    luck = np.random.default_rng(round(1000 * live)).normal(0, noise, (sets, 2, 2))
    measured = np.ones((sets, 2, len(MEASURES)))
    measured[:, :, AT["live"]] = live + luck[:, :, 0]
    measured[:, :, AT["deprived"]] = deprived + luck[:, :, 1]
    return Ran("", "", load([f"strategy.pilots={pilots}"]), measured, ())


def front_of(*plans):
    wanted = SimpleNamespace(objectives=(REACH, EQUITY))
    return " ".join(e.text for e in front_headline(SimpleNamespace(front=plans, wanted=wanted)))


def test_what_one_objective_costs_is_said_in_points_of_the_other():
    told = front_of(plan_at(0.70, 0.50), plan_at(0.60, 0.65))
    assert told == "15 points more live in deprived areas cost 10 points of reach"


@pytest.mark.parametrize(
    ("won", "gain", "lost", "cost", "says"),
    [
        ("cost", 15.2, "reach", 0.49,
         "£15,200 less for each live organisation costs 49 points of reach"),
        ("reach", 0.01, "speed", 2.0, "1 point more live costs 2.0 months more waiting"),
        ("risk", 0.01, "lasting", 0.03,
         "0.3 days less below tolerance cost 3 points of what lasts"),
        ("speed", 3.0, "cost", 5.0,
         "3.0 months less waiting cost £5,000 more for each live organisation"),
    ],
)  # fmt: skip
def test_a_trade_says_what_is_won_and_what_it_costs(won, gain, lost, cost, says):
    assert trade(OBJECTIVES[won], gain, OBJECTIVES[lost], cost) == says


def test_a_plan_is_in_between_only_if_it_is_no_end_of_the_front():
    front = [plan_at(0.70, 0.50), plan_at(0.66, 0.60, pilots=2), plan_at(0.60, 0.65, pilots=3)]
    wanted = SimpleNamespace(objectives=(REACH, EQUITY), horizon=Horizon(36, 72))
    told = [
        front_line(SimpleNamespace(front=front, wanted=wanted, ran=ran), "9 points more", "")
        for ran in front
    ]
    assert [each.label for each in told] == ["It gives", "In between", "It gives"]
    assert [each.text for each in told[1].clauses] == [
        "66% are live by month 36", "9 points more", "60% are live in deprived areas by month 36"
    ]  # fmt: skip


def giving_up(title, live, gave_up):
    """A plan with so many live, of whom so many give up."""
    found = plan_at(live, 0.5)
    found.measured[:, :, AT["abandoned"]] = gave_up
    return replace(found, title=title, scenario=load(["strategy=even_spread"]))


def test_the_catch_is_told_beside_the_best_shipped_plan_or_one_as_good():
    def caught(best, other):
        rivals = [giving_up("Best", *best), giving_up("Other", *other)]
        wanted = SimpleNamespace(objectives=(REACH,), limits=Limits(1.0), horizon=Horizon(36, 72))
        optimum = SimpleNamespace(wanted=wanted, rivals=rivals, ran=giving_up("", 0.8, 0.2))
        return worse_in(told_of(optimum, fixed=False))

    assert caught((0.75, 0.1), (0.74, 0.05)) == "more give up (20% against 10%)"
    assert caught((0.75, 0.2), (0.74, 0.05)) == "more give up (20%, with “Other” 5%)"
    assert caught((0.75, 0.2), (0.74, 0.19)) == ""
    assert caught((0.75, 0.2), (0.5, 0.05)) == ""  # far behind: no wonder that few give up


def test_a_shipped_plan_that_does_better_for_more_money_is_told():
    def caught(live, spent, broken):
        rivals = [giving_up("Few", 0.2, 0.2), replace(giving_up("Dear", live, 0.2), broken=broken)]
        rivals[1].measured[:, :, AT["spend"]] = spent
        wanted = SimpleNamespace(objectives=(REACH,), limits=Limits(150.0), horizon=Horizon(36, 72))
        optimum = SimpleNamespace(wanted=wanted, rivals=rivals, ran=giving_up("", 0.4, 0.2))
        return catch_of(told_of(optimum, fixed=False))

    assert caught(0.6, 198.0, ["budget"]) == "“Dear” comes to 60% for £198,000"
    assert caught(0.3, 198.0, ["budget"]) == ""
    assert caught(0.6, 150.5, ["budget"]) == ""  # hardly more: it is a rival
    assert caught(0.6, 198.0, ["budget", "dip_at_once"]) == ""


def test_a_limit_that_breaks_on_fresh_runs_comes_before_any_other_catch():
    ran = replace(giving_up("", 0.8, 0.2), broken=["give_up"])
    wanted = SimpleNamespace(
        objectives=(REACH, EQUITY), limits=Limits(1.0), horizon=Horizon(36, 72)
    )
    optimum = SimpleNamespace(wanted=wanted, rivals=[giving_up("Best", 0.7, 0.1)], ran=ran)
    assert catch_of(told_of(optimum, fixed=False)) == "on fresh runs 20% give up"


def test_one_plan_that_is_best_at_both_is_no_trade_off():
    assert "of all plans tried, one is practically best at both" in front_of(plan_at(0.70, 0.60))
    assert "of all plans tried, one is practically best at both" in front_of(
        plan_at(0.70, 0.60), plan_at(0.695, 0.604)
    )


def test_a_trade_off_within_noise_is_not_said_to_be_none():
    told = front_of(plan_at(0.70, 0.50, noise=0.5), plan_at(0.61, 0.60, noise=0.5))
    assert "cannot be told" in told
    assert "best at both" not in told
