"""Who leads, how likely a plan is the best, regret and spreads: worked out by hand."""

import numpy as np
import pytest

from sim.outcomes.intervals import mean_interval
from sim.params.assumption_sets import AssumptionSets
from sim.study.uncertainty.leads import leaders, share_interval
from sim.study.uncertainty.record import Uncertainty

STEADY = np.zeros(8)  # the same in every run
SHAKY = np.repeat([-0.3, 0.3, -0.3, 0.3], 2)  # by system


def record(live, systems=4, margin=0.03):
    """A record of shares live [plans, sets, runs], the same in each of three months."""
    live = np.array(live, float)
    sets = AssumptionSets("plausible", ("assumptions.bad_news",), np.zeros((live.shape[1], 1)))
    curves = tuple(np.repeat(each.ravel()[:, None], 3, axis=1) for each in live)
    labels = tuple("abcdef"[: len(live)])
    return Uncertainty(labels, 0, 36, sets, {}, systems, live, curves, margin)


def test_a_plan_leads_in_a_set_only_beyond_the_noise_of_its_runs():
    """In the first set a is ahead by 10 points in each run; in the second by 10 give or take 30."""
    found = record([[0.5 + STEADY, 0.5 + SHAKY], [0.4 + STEADY, 0.4 + STEADY]])
    assert found.leaders == [0, None]
    assert (found.leads, found.undecided) == ((1, 0), 1)
    assert (found.ahead(0, 1), found.ahead(1, 0)) == (1, 0)


def test_luck_that_both_plans_meet_does_not_hide_who_leads():
    found = record([[0.5 + SHAKY], [0.45 + SHAKY]])
    assert found.leads == (1, 0)


def test_noise_is_judged_by_systems_as_the_interval_of_a_comparison_is():
    chance = np.random.default_rng(0)
    one, other = 0.5 + 0.1 * chance.standard_normal((2, 50, 8))
    found = record([one + 0.1, other])
    clusters = np.repeat(np.arange(4), 2)
    by_hand = [mean_interval(gain + 0.1, clusters).low > 0 for gain in one - other]
    assert 5 < sum(by_hand) < 45
    assert [leader == 0 for leader in found.leaders] == by_hand


def test_without_a_true_difference_hardly_any_set_has_a_leader():
    units = np.random.default_rng(6).standard_normal((4000, 4, 2))
    told = [each for each in leaders(units) if each is not None]
    assert len(told) / 4000 == pytest.approx(0.05, abs=0.012)


def test_runs_on_one_fixed_system_count_one_by_one():
    found = record([[0.5 + SHAKY], [0.25 + STEADY]], systems=1)
    gains = 0.25 + SHAKY
    assert (found.leads[0] == 1) == (mean_interval(gains, np.zeros(8, int)).low > 0)
    assert found.shares(0) is None  # one set alone


def test_the_chance_of_being_best_is_the_share_of_sets_where_nothing_is_noise():
    """a is best in 3 sets of 4, by 10 points; in the fourth b is, by 2 points."""
    found = record([[[0.5] * 8] * 4, [[0.4] * 8] * 3 + [[0.52] * 8]])
    assert [each.mean for each in found.best] == [0.75, 0.25]
    assert [each.mean for each in found.nearly_best] == [1.0, 0.25]
    assert [each.mean for each in found.regret] == pytest.approx([0.02 / 4, 0.3 / 4])


def test_plans_that_tie_share_the_chance_of_being_best():
    found = record([[[0.5] * 8] * 4] * 2)
    assert [each.mean for each in found.best] == [0.5, 0.5]
    assert found.leads == (0, 0)
    assert [each.mean for each in found.nearly_best] == [1.0, 1.0]


def test_the_interval_of_a_share_is_that_of_wilson():
    """Of 100 sets all: at least 96.3 in a hundred; none is certain (Wilson 1927)."""
    every, half = share_interval(1.0, 100), share_interval(0.5, 100)
    assert (every.low, every.high) == pytest.approx((0.963, 1.0), abs=5e-4)
    assert (half.low, half.high) == pytest.approx((0.404, 0.596), abs=5e-4)


def test_the_lead_goes_as_far_as_the_true_lead_does_not_as_its_noise():
    chance = np.random.default_rng(7)
    true = 0.2 + 0.05 * chance.standard_normal((2000, 1))
    noise = np.repeat(0.1 * chance.standard_normal((2000, 4)), 2, axis=1)
    found = record([0.3 + true + noise, np.full((2000, 8), 0.3)])
    told = found.lead(0, 1)
    assert told.mean == pytest.approx(0.2, abs=0.005)
    assert (told.low, told.high) == pytest.approx((0.2 - 0.0822, 0.2 + 0.0822), abs=0.01)


def test_shares_of_a_lead_leave_out_the_luck_that_both_meet():
    chance = np.random.default_rng(8)
    luck, gain = chance.standard_normal((30, 8)), chance.standard_normal((30, 1))
    found = record([luck + gain, luck])
    assert found.shares(1).luck > 0.8
    assert found.shares_of_lead(0, 1).assumptions == pytest.approx(1)


def test_bands_hold_what_may_happen_over_all_sets_and_runs():
    found = record([np.arange(24).reshape(3, 8)])
    assert found.quantiles(0, (0.0, 0.5, 1.0)).tolist() == [[0] * 3, [11.5] * 3, [23] * 3]


def test_a_part_holds_the_plans_asked_for_against_the_first_of_them():
    found = record([[[0.5] * 8] * 2, [[0.4] * 8] * 2, [[0.6] * 8] * 2]).part([1, 0])
    assert (found.labels, found.baseline, found.leads) == (("b", "a"), 0, (0, 2))
    assert len(found.curves) == 2
