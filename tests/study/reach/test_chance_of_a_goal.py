"""The chance of a goal: its interval, and what assumptions and luck decide of it."""

import numpy as np
import pytest

from sim.study.reach.chance import chance_of, difference_of, nearly


def test_the_interval_is_wilsons_for_as_many_runs_as_are_as_precise():
    """Four states of two runs, worked by hand.

    The means are 1, 0.5, 0 and 1: their mean is 0.625 and their variance 0.6875 / 3.  That of
    their mean is 0.6875 / 12, and 0.625 * 0.375 over it are 4.0909 runs.
    """
    found = chance_of(np.array([[1, 1], [1, 0], [0, 0], [1, 1]], bool))
    n, p, z = 0.234375 / (0.6875 / 12), 0.625, 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    assert n == pytest.approx(4.0909, abs=1e-4)
    assert (found.mean, found.clusters) == (0.625, 4)
    assert (found.low, found.high) == pytest.approx((middle - half, middle + half))


def test_runs_that_all_agree_count_as_one_for_each_state():
    """Wilson (1927) for 100 of 100: the low end is 1 / (1 + z * z / 100)."""
    for runs in (1, 8):
        found = chance_of(np.ones((100, runs), bool))
        assert (found.mean, found.high) == (1.0, 1.0)
        assert found.low == pytest.approx(1 / (1 + 1.96**2 / 100))


@pytest.mark.parametrize("spread", [0.0, 0.3])
def test_nineteen_of_twenty_intervals_hold_the_chance(spread):
    """States whose own chances are 0.7, or 0.7 +- 0.3: independent luck, or mostly assumptions."""
    random, held, tries = np.random.default_rng(1), 0, 400
    for _ in range(tries):
        own = 0.7 + spread * random.choice([-1, 1], 60)[:, None]
        found = chance_of(random.random((60, 4)) < own)
        held += found.low <= 0.7 <= found.high
    assert 0.92 <= held / tries <= 0.99


def test_two_chances_with_the_same_luck_are_told_apart_by_state():
    one = np.array([[1, 1], [1, 1], [1, 1], [0, 1]], bool)
    found = difference_of(one, ~one)
    assert found.mean == pytest.approx(0.75)
    assert found.clusters == 4
    assert not difference_of(one, one).excludes_zero


def test_where_luck_alone_decides_no_set_is_nearly_sure():
    """Six in ten sets would look sure or impossible if single runs were taken for the truth."""
    reached = np.random.default_rng(2).random((400, 2)) < 0.5
    found = nearly(reached, 2)
    assert found.sure + found.hardly < 20
    assert (reached.all(axis=1) | ~reached.any(axis=1)).mean() > 0.4


def test_where_each_set_decides_all_they_are_counted():
    reached = np.repeat([[True], [False]], [70, 30], axis=0) * np.ones((100, 8), bool)
    found = nearly(reached, 2)
    assert (found.sure, found.hardly) == pytest.approx((70, 30))


def test_sets_that_follow_a_beta_distribution_are_counted_as_it_says():
    """Beta(1, 1) has a tenth above 0.9 and a tenth below 0.1."""
    random = np.random.default_rng(3)
    own = random.random(2000)[:, None]
    found = nearly(random.random((2000, 8)) < own, 2)
    assert (found.sure, found.hardly) == pytest.approx((200, 200), rel=0.2)


def test_all_sets_alike_and_sure_are_all_nearly_sure():
    found = nearly(np.ones((20, 8), bool), 2)
    assert (found.sure, found.hardly) == (20, 0)
