"""The next best action: what gains most for a group, and when that is not certain."""

import numpy as np
import pytest

from sim.params import Scenario
from sim.study.next_best_action import Action, next_best, promising

RUNS = 32


@pytest.fixture
def ran(made_up):
    """Plans by their pilots: each gives some more organisations live, with noise, in every run."""
    noise = np.random.default_rng(1).integers(-1, 2, (RUNS, 5))

    def run(scenario, replicates, seed, first=0, on_block=None):
        more = scenario.strategy.pilots
        live = np.full((RUNS, 5), 8) + more + (noise if more % 2 else 0)
        within = {"deprived": np.full((RUNS, 5), 2 if more < 4 else 8)}
        return made_up(live, within=within, per_system=2)

    return run


def plan(pilots):
    scenario = Scenario()
    scenario.strategy.pilots, scenario.clock.months = pilots, 4
    return scenario


def found(ran, *pilots):
    actions = [Action(f"{each} more", plan(each)) for each in pilots]
    best = next_best(plan(0), actions, RUNS, run=ran)
    return {(each.dimension, each.group): each for each in best}


def test_the_change_that_gains_most_is_picked_and_its_gain_is_the_paired_difference(ran):
    everybody = found(ran, 2, 4)["all", "all organisations"]
    assert everybody.action == 1
    assert everybody.gain.mean == pytest.approx(4 / 20)
    assert everybody.apart
    assert everybody.leads


def test_each_group_has_its_own_best_change(ran):
    best = found(ran, 2, 4)
    assert best["deprived", "deprived"].gain.mean == pytest.approx((8 - 2) / 10)
    assert best["deprived", "not deprived"].gain.mean == pytest.approx(2 / 10)


def test_changes_with_the_same_effect_do_not_lead_each_other(ran):
    everybody = found(ran, 2, 2)["all", "all organisations"]
    assert everybody.apart
    assert not everybody.leads


def test_a_change_without_effect_cannot_be_told_apart_from_the_plan(ran):
    assert not found(ran, 0)["all", "all organisations"].apart


def test_more_changes_to_pick_from_make_the_range_wider(ran):
    few = found(ran, 1)["all", "all organisations"]
    many = found(ran, 1, *[0] * 9)["all", "all organisations"]
    assert few.action == many.action
    assert many.gain.half_width > few.gain.half_width


def test_a_screening_keeps_the_best_two_of_every_group(ran):
    """Four more gain most for all and for the deprived, and two more come next."""
    actions = [Action(f"{each} more", plan(each)) for each in (0, 4, 2, 1)]
    assert promising(plan(0), actions[1:], RUNS, run=ran) == [0, 1]
    assert 1 in promising(plan(0), actions, RUNS, run=ran)


def test_ranges_of_what_a_screening_left_hold_for_all_that_were_screened(ran):
    actions = [Action("1 more", plan(1))]
    few = next_best(plan(0), actions, RUNS, run=ran)[0]
    many = next_best(plan(0), actions, RUNS, run=ran, out_of=19)[0]
    assert many.gain.mean == few.gain.mean
    assert many.gain.half_width > few.gain.half_width
