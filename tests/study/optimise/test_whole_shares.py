"""Shares are whole per cent that sum to 100, and what is taken away goes to the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.config import load
from sim.params import Strategy
from sim.study.optimise.candidates import (
    LEAST,
    LEVERS,
    Candidate,
    Choices,
    Rest,
    candidate_of,
    percents_of,
    whole,
)
from sim.study.optimise.told import parts_of, without_levers

WEIGHTS = st.lists(st.floats(0, 1, allow_nan=False), min_size=13, max_size=13)


@given(WEIGHTS)
def test_rounded_shares_sum_to_100_and_none_is_small(weights):
    found = whole(weights)
    assert sum(found) == 100
    assert all(each == 0 or each >= LEAST for each in found)


@given(WEIGHTS)
def test_rounding_is_off_by_less_than_one_once_small_shares_are_gone(weights):
    found = whole(weights)
    if any(weights):
        kept = [w if f else 0.0 for w, f in zip(weights, found, strict=True)]
        exact = [100 * each / sum(kept) for each in kept]
        assert all(abs(f - e) < 1 for f, e in zip(found, exact, strict=True))
        order = sorted(range(13), key=lambda k: (weights[k], found[k]))
        assert [found[k] for k in order] == sorted(found)  # more weight never gets less


def test_rounding_by_hand():
    assert whole([1, 1, 1] + [0] * 10)[:3] == (34, 33, 33)
    assert whole([98.5, 1.5] + [0] * 11)[:2] == (100, 0)
    assert whole([0] * 13) == whole([1] * 13)


@pytest.mark.parametrize("name", ["hin_playbook", "even_spread", "one_to_one", "hin_two_phases"])
def test_a_shipped_plan_becomes_the_candidate_of_the_same_shares(name):
    scenario = load([f"strategy={name}"])
    rests = [Rest(name, "", scenario)]
    values = {"pilots": tuple(range(9))}
    found = candidate_of(scenario.strategy, rests, Choices(values, (6, 12)))
    again = found.scenario(rests).strategy
    for lever in LEVERS:
        assert getattr(again.shares, lever) == pytest.approx(
            getattr(scenario.strategy.shares, lever), abs=0.01
        )
    assert (found.later is not None) == bool(scenario.strategy.phases)
    assert again.plan == scenario.strategy.plan
    assert again.end_state == scenario.strategy.end_state
    assert sum(percents_of(scenario.strategy.shares)) == 100


def test_money_that_is_taken_away_goes_to_the_others_in_proportion():
    plan = Candidate(0, whole([60, 30, 10] + [0] * 10), (12, whole([50, 50] + [0] * 11)))
    less = without_levers(plan, ["comms"])
    assert less.shares[:3] == (0, 75, 25)
    assert less.later == (12, whole([0, 100] + [0] * 11))
    assert without_levers(plan, ["comms", "cop"]) is None  # nothing is left in the second phase


def test_each_lever_with_money_and_each_choice_that_is_not_usual_is_a_part():
    values = {
        "rest": (0, 1), "target": ("uncommitted", "hubs"), "pilots": (0, 1, 2, 3),
        "plan": (0.0, 0.3, 1.0), "mixed_pilots": (False, True),
    }  # fmt: skip
    plan = Candidate(1, whole([70, 30] + [0] * 11), None, "hubs", 3, False, "general", 1.0)
    parts = {each.key: each.without for each in parts_of(plan, Choices(values), Strategy())}
    assert set(parts) == {"comms", "cop", "target", "pilots", "plan", "rest"}
    assert parts["pilots"].pilots == 2
    assert parts["plan"].plan == 0.3
    assert parts["comms"].shares == whole([0, 100] + [0] * 11)
