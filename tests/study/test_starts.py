"""What makes a start, what it is worth, and plans that are given the same one."""

from dataclasses import fields

import pytest

from sim.api import compare_plans
from sim.api.equal_starts import equal_starts
from sim.config import expand
from sim.params import Phase, Shares, Strategy
from sim.params.errors import UserError
from sim.params.strategy import Ambition, EndState, PilotPurpose
from sim.study.starts import (
    LEVERS,
    MONEY,
    NAMES,
    START,
    differ_only_in_levers,
    differing,
    has_programme,
    with_start,
)

EARLY = Strategy(
    shares=Shares(comms=1.0), pilots=5, mixed_pilots=True, pilots_embedded=0.5,
    pilot_purpose=PilotPurpose.workflow,
    plan=0.9, evaluate=False, case_head_start=0.5, end_state=EndState.blend,
    ambition=Ambition.system, ambition_month=3, ambition_review=20,
)  # fmt: skip


def test_a_plan_with_another_start_keeps_everything_else():
    own = Strategy(shares=Shares(one2one=1.0), mandate_month=6)
    given = with_start(own, EARLY)
    assert differing(given, EARLY) == []
    rest = [each.name for each in fields(Strategy) if each.name not in START]
    assert [name for name in rest if getattr(given, name) != getattr(own, name)] == []


def test_every_field_of_the_start_can_differ():
    assert differing(EARLY, Strategy()) == list(START)


def test_every_field_of_a_strategy_is_sorted_once():
    named = [*START, *LEVERS, *MONEY, *NAMES]
    assert len(named) == len(set(named))
    assert set(named) < {each.name for each in fields(Strategy)}


def test_a_mandate_is_neither_a_lever_nor_a_start():
    assert differ_only_in_levers(EARLY, Strategy(shares=Shares(cop=1.0)))
    assert not differ_only_in_levers(EARLY, Strategy(mandate_month=6))


def test_a_programme_is_money_for_levers_at_first_or_later():
    assert has_programme(EARLY)
    assert has_programme(Strategy(phases={"late": Phase(12, Shares(cop=1.0))}))
    assert not has_programme(Strategy(pilots=8, plan=1.0, mandate_month=0))


def test_plans_are_given_the_start_of_the_first_that_has_a_programme():
    given, label = equal_starts(expand(["strategy=none,hin_playbook,one_to_one"]))
    assert label == "hin_playbook"
    start = given[1].scenario.strategy
    assert [differing(each.scenario.strategy, start) for each in given] == [[], [], []]
    assert given[1].overrides == ("strategy=hin_playbook",)
    assert equal_starts(expand(["strategy=none,one_to_one"]))[1] == "one_to_one"


def test_the_overrides_of_a_plan_with_an_equal_start_compose_the_same_scenario():
    """Also where the start is what the user typed, or where a value is none."""
    typed = ["strategy=none,one_to_one", "strategy.ambition_review=9", "strategy.pilots=3"]
    for overrides in (typed, ["strategy=avt_london,hin_playbook,none"]):
        for plan in equal_starts(expand(overrides))[0]:
            (again,) = expand(plan.overrides)
            assert again.scenario == plan.scenario
    reviewed = expand(["strategy=one_to_one", "strategy.ambition_review=9"])
    never = expand(["strategy=one_to_one", "strategy.target=ready"])
    (_, plan), _ = equal_starts([*never, *reviewed])
    assert plan.overrides == ("strategy=one_to_one", "strategy.ambition_review=null")
    assert expand(plan.overrides)[0].scenario == plan.scenario


def test_plans_that_differ_in_their_start_alone_are_refused():
    with pytest.raises(UserError, match="“2 pilots” and “4 pilots instead of 2” are the same plan"):
        equal_starts(expand(["strategy=hin_playbook", "strategy.pilots=2,4"]))


def test_with_equal_starts_nothing_is_put_down_to_the_start():
    plans = expand(["strategy=none,hin_playbook", "system.organisations=12", "clock.months=24"])
    own, equal = (
        compare_plans(plans, 0, 0.02, 64, 64, 0, "ensemble", equal_start=wanted)
        for wanted in (False, True)
    )
    assert own.found.differences[0].start is not None
    assert own.found.equal_start is None
    assert equal.found.differences[0].start is None
    assert equal.found.equal_start == "hin_playbook"
    assert equal.table[0][0] == "plan, with equal starts"
    # Neither is the cost of an extra organisation: no partner has the same start, so no cost itself
    assert equal.found.standings[0].extra is None
    assert equal.found.standings[1].extra.mean < own.found.standings[1].extra.mean
    # The plan whose start all have is not changed; the baseline is
    assert (own.results[1].outcomes.live == equal.results[1].outcomes.live).all()
    assert (own.results[0].outcomes.live != equal.results[0].outcomes.live).any()


def test_a_lead_divides_into_the_start_and_the_rest_to_the_last_digit():
    """The part of the start is the plan less the same plan with the start of the baseline."""
    overrides = ["system.organisations=12", "clock.months=24"]
    none, playbook = expand(["strategy=none,hin_playbook", *overrides])
    found = compare_plans([none, playbook], 0, 0.02, 64, 64, 0, "ensemble").found
    (unready,), _ = equal_starts([none])
    start = with_start(playbook.scenario.strategy, unready.scenario.strategy)
    values = [
        f"strategy.{name}={getattr(getattr(start, name), 'name', getattr(start, name))}"
        for name in ("pilots", "mixed_pilots", "plan", "case_head_start", "end_state")
    ]
    (same,) = expand(["strategy=hin_playbook", *overrides, *values])
    alone = compare_plans([none, same], 0, 0.02, 64, 64, 0, "ensemble").found
    whole, levers = (each.differences[0].figures.live.mean for each in (found, alone))
    assert found.differences[0].start.mean == pytest.approx(whole - levers)
