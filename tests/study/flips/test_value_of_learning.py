"""What it is worth to learn a number, against cases worked out by hand."""

import numpy as np
import pytest
from scipy.stats import norm

from sim.outcomes.intervals import Interval
from sim.params.assumption_sets import AssumptionSets
from sim.study.flips.numbers import Number, natural, numbers_of, ranks
from sim.study.flips.value_of_learning import SHUFFLES, curve, learning

SETS = 400
ALL = Interval(1.0, 1.0, 1.0, 0.95, SETS)


def number(name, values, **more):
    return Number(name, np.asarray(values, float), **more)


def evenly(sets=SETS, seed=0):
    """Draw one value from each slice between 0 and 1, in random order."""
    chance = np.random.default_rng(seed)
    return chance.permutation((np.arange(sets) + 0.5) / sets)


def two_plans(lead):
    return np.stack([np.zeros(len(lead)), lead], axis=1)


@pytest.mark.parametrize(("slope", "start"), [(1.0, -0.3), (0.5, -0.25), (-2.0, 0.4), (1.0, 0.2)])
def test_the_value_of_learning_x_is_the_integral_where_the_lead_is_a_x_plus_b(slope, start):
    """E max(0, a x + b) - max(0, a/2 + b), with x even from 0 to 1."""
    x = evenly()
    noise = np.random.default_rng(1).normal(0, 0.05, SETS)
    found = learning(two_plans(slope * x + start + noise), [number("x", x)], ALL)
    ends = sorted((start, slope + start))
    if ends[0] >= 0 or ends[1] <= 0:
        gained = max(0.0, (ends[0] + ends[1]) / 2)
    else:
        gained = ends[1] ** 2 / 2 / abs(slope)
    told = gained - max(0.0, slope / 2 + start)
    assert found.values[0].mean == pytest.approx(told, abs=0.006)
    if told:
        assert found.values[0].low <= told <= found.values[0].high
        assert found.sure == [0]
    else:
        assert (found.values[0].mean, found.sure) == (0.0, [])


def test_a_word_is_worth_what_its_plans_differ_by():
    """Two words, half of the sets each: the lead is 0.2 with one and -0.1 with the other."""
    word = np.arange(SETS) % 2
    lead = np.where(word == 1, 0.2, -0.1)
    found = learning(two_plans(lead), [number("w", word, words=("no", "yes"))], ALL)
    assert found.values[0].mean == pytest.approx(0.2 / 2 - 0.05)


def test_a_number_that_goes_along_with_another_is_worth_something_but_less():
    chance = np.random.default_rng(2)
    x, own = chance.standard_normal((2, SETS))
    close = 0.7 * x + np.sqrt(1 - 0.49) * own
    found = learning(two_plans(0.1 * x), [number("close", close), number("x", x)], ALL)
    assert [each.key for each in found.numbers] == ["x", "close"]
    value, less = (each.mean for each in found.values)
    assert value == pytest.approx(0.1 * norm.pdf(0), abs=0.01)
    assert less == pytest.approx(0.7 * value, abs=0.01)


def test_with_three_plans_the_best_of_all_is_chosen():
    """Plans that come to x, 1 - x and 0.6: E max - 0.6, with max above 0.6 by 0.4^2."""
    x = evenly()
    means = np.stack([x, 1 - x, np.full(SETS, 0.6)], axis=1)
    found = learning(means, [number("x", x)], ALL)
    assert found.values[0].mean == pytest.approx(0.4**2, abs=0.004)


def test_a_plan_that_is_always_better_leaves_nothing_to_learn():
    x = evenly()
    found = learning(two_plans(0.3 + 0.2 * x), [number("x", x)], ALL)
    assert (found.values[0].mean, found.floor, found.sure) == (0.0, 0.0, [])


def test_numbers_that_have_nothing_to_do_with_the_lead_seldom_pass_the_floor():
    """By the floor's own rule one study of twenty may be wrong; 20 studies of 20 numbers."""
    wrong = 0
    for seed in range(20):
        chance = np.random.default_rng(seed)
        numbers = [number(f"n{k}", chance.random(80)) for k in range(20)]
        found = learning(two_plans(chance.normal(0, 1, 80)), numbers, ALL, seed)
        wrong += bool(found.above_chance)
    assert wrong <= 4  # the chance of more is under 1 %


def test_the_curve_of_noise_is_drawn_to_nothing_and_that_of_a_line_is_kept():
    chance = np.random.default_rng(3)
    x = evenly()
    basis = number("x", x).basis
    flat, line = chance.normal(0, 1, SETS), 3 * x
    assert np.abs(curve(basis, flat)).max() < 0.35
    assert curve(basis, line) == pytest.approx(line - line.mean(), abs=1e-6)
    assert basis.T @ basis == pytest.approx(np.eye(basis.shape[1]))


def test_a_natural_spline_is_a_line_at_both_ends():
    along = np.linspace(-0.2, 1.2, 15)
    outside = (along < 0) | (along > 1)
    bends = np.diff(natural(along), 2, axis=0)
    there = outside[:-2] & outside[1:-1] & outside[2:]
    assert there.any()
    assert bends[there] == pytest.approx(0, abs=1e-12)


def test_groups_that_are_drawn_together_are_one_more_number():
    keys = ("levers.comms.cost", "levers.cop.cost", "assumptions.champion_loss")
    chance = np.random.default_rng(4)
    values = np.stack([chance.random(50), chance.random(50), np.full(50, 0.02)], axis=1)
    found = numbers_of(AssumptionSets("ranges", keys, values))
    assert [each.key for each in found] == [*keys[:2], "costs"]  # what never varies is none
    assert found[2].members == 2
    high = numbers_of(AssumptionSets("x", keys, values + 10), AssumptionSets("r", keys, values))
    assert high[2].values.min() > found[2].values.max() - 1e-9  # against the same measure


def test_equal_values_share_a_rank():
    assert ranks(np.array([3.0, 1.0, 3.0])) == pytest.approx([2 / 3, 1 / 6, 2 / 3])
    assert SHUFFLES >= 100
