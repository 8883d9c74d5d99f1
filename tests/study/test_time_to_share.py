"""How much sooner: by hand, and where a plan never gets there."""

import numpy as np
import pytest

from sim.study.time_to_share import _ends, reach, time_saved

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
    """Medians of 2, 3, 4 and of 7, 7, 10: four months apart."""
    found = held_against(reaching(made_up, 2, 3, 4), reaching(made_up, 7, 7, 10))
    assert found.share == 0.5
    assert found.months.mean == 4
    assert (found.plan, found.baseline, found.at_once, found.at_least) == (1, 1, False, False)


def test_a_run_that_never_gets_there_is_late_and_does_not_move_the_median(made_up):
    found = held_against(reaching(made_up, 2, 2, 2, 2), reaching(made_up, 6, 6, 6, 99))
    assert found.months.mean == 4
    assert (found.plan, found.baseline) == (1.0, 0.75)


def test_a_plan_that_usually_never_gets_there_counts_as_the_end_so_it_is_at_least_so_many(
    made_up,
):
    """Half is reached in month 2 by one plan; with the other in one run of three."""
    found = held_against(reaching(made_up, 2, 2, 2), reaching(made_up, 9, 99, 99, low=3))
    assert (found.share, found.at_least) == (0.5, True)
    assert found.months.mean == END - 2
    assert found.months.high == np.inf
    turned = held_against(reaching(made_up, 9, 99, 99, low=3), reaching(made_up, 2, 2, 2))
    assert (turned.months.mean, turned.months.low) == (2 - END, -np.inf)


def test_the_share_does_not_depend_on_how_far_the_other_plan_gets(made_up):
    """The other plan ends at 15, 20, 25 ... per cent: it is half all the same."""
    plan = reaching(made_up, 3, 3, 3)
    others = [reaching(made_up, 99, 99, 99, low=low) for low in range(2, 10)]
    assert {held_against(plan, each).share for each in others} == {0.5}


@pytest.mark.parametrize(("high", "share"), [(12, 0.5), (9, 0.25), (5, 0.25), (4, 0.1), (2, 0.1)])
def test_the_shares_are_half_a_quarter_and_a_tenth(made_up, high, share):
    plan = reaching(made_up, 3, 3, high=high)
    assert held_against(plan, reaching(made_up, 5, 5, high=1)).share == share


def test_the_range_of_months_holds_the_true_difference_as_often_as_it_says(made_up):
    """300 studies of 8 systems with 16 runs each: medians 40 months apart by construction."""
    dice, end, inside = np.random.default_rng(1), 200, 0
    clusters = np.repeat(np.arange(8), 16)
    for _ in range(300):
        system = dice.normal(0, 6, 8)[clusters]
        times = [np.rint(middle + system + dice.normal(0, 8, 128)) for middle in (60, 100)]
        low, high = _ends(times[0], times[1] + dice.normal(0, 3, 8).round()[clusters], clusters,
                          end, 0.95)  # fmt: skip
        inside += low <= 40 <= high
    assert 0.92 * 300 <= inside <= 300


def test_the_range_is_open_where_the_median_may_lie_beyond_the_end(made_up):
    """Five of nine runs get there: in many resamples not half of them do."""
    baseline = reaching(made_up, 8, 8, 8, 8, 8, 99, 99, 99, 99)
    found = held_against(reaching(made_up, *[2] * 9), baseline)
    assert found.months.mean == 6
    assert (found.months.high, found.at_least) == (np.inf, False)
    assert found.months.low > 0


def test_one_run_of_each_gives_no_range(made_up):
    months = held_against(reaching(made_up, 2), reaching(made_up, 7)).months
    assert (months.mean, months.low, months.high) == (5, -np.inf, np.inf)


def test_five_per_cent_of_sixty_is_three(made_up):
    live = np.array([[0, 3, 3]])
    assert reach(made_up(live, organisations=60), 2, share=0.05).months == 1
    assert reach(made_up(live - 1, organisations=60), 2, share=0.05).months is None


def test_two_plans_that_never_take_off_are_not_compared_in_time(made_up):
    flat = reaching(made_up, 2, high=1)
    assert held_against(flat, flat) is None


def test_a_share_of_pilots_alone_is_reached_at_once(made_up):
    found = held_against(reaching(made_up, 0, high=2), reaching(made_up, 0, high=2))
    assert found.at_once
    assert found.months.mean == 0
