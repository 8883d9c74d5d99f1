"""Whether a plan is first in more sets of assumptions than another is tested, not read off."""

import pytest
from scipy.stats import binomtest

from sim.study.uncertainty.favoured import LEVEL, Favoured, favoured


def test_one_set_more_of_a_hundred_tells_nothing():
    found = favoured((31, 30), 1, 100)
    assert (found.mine, found.theirs, found.other) == (30, 31, 0)
    assert not found.clear
    assert not found.is_other
    assert not found.is_plan


def test_twice_as_many_sets_tell_which_plan_is_first_in_more():
    assert favoured((60, 25), 1, 100).is_other
    assert favoured((60, 25), 0, 100).is_plan
    assert not favoured((60, 25), 0, 100).is_other


@pytest.mark.parametrize("mine", range(0, 21))
@pytest.mark.parametrize("theirs", [0, 1, 5, 6, 13, 40])
def test_the_sign_test_agrees_with_scipy(mine, theirs):
    chance = binomtest(mine, mine + theirs).pvalue if mine + theirs else 1.0
    assert Favoured(0, mine, 1, theirs, 100).clear == (chance < LEVEL)


def test_a_plan_found_among_several_needs_more_than_one_found_alone():
    assert Favoured(0, 4, 1, 14, 100).clear
    assert not Favoured(0, 4, 1, 14, 100, others=4).clear


def test_a_plan_that_no_other_is_ever_before_is_held_against_none():
    found = favoured((0, 7, 0), 1, 10)
    assert found.other is None
    assert found.is_plan
    assert not favoured((0, 0), 0, 10).clear


def test_which_of_two_equal_plans_is_first_is_rarely_told_as_clear():
    """Over sets thrown like coins, at most one in twenty is called clear."""
    from scipy.stats import binom

    wrong = sum(
        binom.pmf(mine, 100, 0.5)
        for mine in range(101)
        if Favoured(0, mine, 1, 100 - mine, 100).clear
    )
    assert 0.01 < wrong < LEVEL
