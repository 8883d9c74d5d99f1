"""How much sooner: by hand, and where a plan never gets there."""

import numpy as np
import pytest

from sim.study.time_to_share import reach, time_saved

END = 10


def steps_up(month, low, high):
    """Organisations live over 10 months: `low` before a month, `high` from then on."""
    return np.where(np.arange(END + 1) >= month, high, low)


def reaching(made_up, *months, low=0, high=10):
    """One replicate for each month: 10 of 20 organisations live from then on."""
    return made_up([steps_up(month, low, high) for month in months])


def held_against(plan, baseline):
    return time_saved(plan, baseline, np.arange(len(plan.replicates)), END, 0.95)


def test_time_to_half_is_the_median(made_up):
    half = reach(reaching(made_up, 3, 4, 9), END)
    assert (half.share, half.reached, half.months, str(half)) == (0.5, 1.0, 4.0, "4")


def test_time_to_half_is_open_if_half_of_the_replicates_never_reach_it(made_up):
    half = reach(reaching(made_up, 3, 99, 4, 99), END)
    assert (half.reached, half.months, str(half)) == (0.5, None, ">10")


def test_a_replicate_that_never_reaches_half_counts_as_late(made_up):
    """The median of 3, 4, 5 and two that are never reached is 5, not 4."""
    assert reach(reaching(made_up, 3, 4, 5, 99, 99), END).months == 5


def test_a_share_counts_as_reached_from_the_first_month_on(made_up):
    falls_back = np.array([[0, 0, 12, 3, 3, 3, 12, 12, 12, 12, 12]])
    assert reach(made_up(falls_back), END).months == 2


def test_months_sooner_by_hand(made_up):
    found = held_against(reaching(made_up, 2, 3, 4), reaching(made_up, 7, 7, 10))
    assert found.share == 0.5
    assert found.months.mean == pytest.approx((5 + 4 + 6) / 3)
    assert (found.plan, found.baseline, found.at_once) == (1, 1, False)


def test_a_share_that_is_never_reached_counts_as_the_last_month(made_up):
    found = held_against(reaching(made_up, 2, 2, 2, 2), reaching(made_up, 6, 6, 6, 99))
    assert found.months.mean == pytest.approx((4 + 4 + 4 + 8) / 4)
    assert (found.plan, found.baseline) == (1.0, 0.75)


def test_the_share_is_the_highest_that_both_reach_in_half_of_the_replicates(made_up):
    """The baseline gets to 10 organisations of 20 in one replicate of three, to 3 in all."""
    baseline = reaching(made_up, 5, 99, 99, low=3)
    found = held_against(reaching(made_up, 1, 1, 1), baseline)
    assert found.share == pytest.approx(0.15)
    assert found.months.mean == pytest.approx(-1)


def test_five_per_cent_of_sixty_is_three(made_up):
    live = np.array([[0, 3, 3]])
    assert reach(made_up(live, organisations=60), 2, steps=1).months == 1
    assert reach(made_up(live - 1, organisations=60), 2, steps=1).months is None


def test_plans_that_never_take_off_have_no_common_share(made_up):
    assert held_against(reaching(made_up, 2, high=0), reaching(made_up, 2)) is None


def test_a_share_of_pilots_alone_is_reached_at_once(made_up):
    found = held_against(reaching(made_up, 0, high=2), reaching(made_up, 0, high=2))
    assert found.at_once
    assert found.months.mean == 0
