"""The search finds the least money of a chance that is known, also where more money is worse."""

import math

import pytest

from sim.outcomes.intervals import Interval
from sim.study.reach.ladder import LOWEST, NOTHING, RUNGS, TIMES, ladder_for
from sim.study.reach.search import crossing, next_places, peak

LADDER = ladder_for([1_200_000.0], None)


def searched(chance, ladder=LADDER, wanted=0.8, half=0.05):
    """Search with a chance that is a function of money, known within so much."""
    known, rounds = {}, 0
    while places := next_places(known, ladder, wanted):
        assert not set(places) & set(known), "nothing is tried twice"
        for place in places:
            mean = chance(ladder.amount(place))
            low, high = max(0.0, mean - half), min(1.0, mean + half)
            known[place] = Interval(mean, low, high, 0.95, 100)
        rounds += 1
        assert rounds < 20
    return known


def rising(crosses, wanted=0.8):
    """Give a chance that rises with the logarithm of money and crosses the wanted one there."""
    return lambda amount: 0.0 if amount <= 0 else min(
        1.0, max(0.0, wanted + 0.2 * math.log2(amount / crosses))
    )  # fmt: skip


def test_the_amounts_are_the_same_for_all_and_a_fifth_apart():
    assert LADDER.amount(NOTHING) == 0
    assert LADDER.amount(0) == 1_200_000
    assert LADDER.amount(LADDER.top) == pytest.approx(TIMES * 1_200_000)
    assert LADDER.amount(LOWEST) == 19_000  # 18,750, in two digits
    places = range(LOWEST, LADDER.top)
    for place in places:
        step = LADDER.amount(place + 1) / LADDER.amount(place)
        assert 1.09 < step < 1.30  # 1.19, but for two digits
    within = ladder_for([1_200_000.0], 1_234_567.0)
    assert (within.amount(within.top), within.top) == (1_234_567.0, 0)


@pytest.mark.parametrize("crosses", [25_000, 310_000, 1_200_000, 1_700_000, 5_000_000, 9_500_000])
def test_a_known_crossing_is_found_between_neighbours(crosses):
    known = searched(rising(crosses))
    found = crossing(known, 0.8)
    assert LADDER.amount(found.place) >= crosses
    assert LADDER.amount(found.place - 1) < crosses
    assert found.again is None
    # 5 points at 20 points a doubling are a quarter of one, which is one place
    assert found.low >= found.place - 3
    assert found.high is None or found.high <= found.place + 3
    assert len(known) <= len(LADDER.first) + 7


def test_where_no_money_is_needed_nothing_more_is_tried():
    known = searched(lambda _: 0.9)
    assert set(known) == set(LADDER.first)
    found = crossing(known, 0.8)
    assert (found.place, found.low, found.high) == (NOTHING, NOTHING, NOTHING)


def test_a_chance_that_never_crosses_has_no_least_money():
    known = searched(lambda amount: 0.3 if amount else 0.0)
    assert crossing(known, 0.8) is None
    assert peak(known) == -2 * RUNGS  # of equals, the least money
    assert set(known) == set(LADDER.first)  # clearly too low: nothing more is sought


def test_around_a_peak_that_may_be_enough_it_looks_further():
    def humped(amount):
        return 0.0 if not amount else 0.78 - 0.05 * abs(math.log2(amount / 2_000_000))

    known = searched(humped)
    assert crossing(known, 0.8) is None
    assert LADDER.amount(peak(known)) == pytest.approx(2_000_000, rel=0.25)


def test_that_more_money_fails_again_is_seen():
    def crowded(amount):
        """Enough from 600,000 to 3 million, and crowded out beyond."""
        return 0.9 if 600_000 <= amount <= 3_000_000 else 0.5

    found = crossing(searched(crowded), 0.8)
    assert LADDER.amount(found.place) == 600_000
    assert LADDER.amount(found.again) == 4_800_000


def test_amounts_that_only_pay_for_pilots_are_not_tried():
    ladder = LADDER.above_charges(400_000)
    known = searched(rising(500_000), ladder)
    assert min(place for place in known if place != NOTHING) >= ladder.lowest
    assert ladder.amount(ladder.lowest) > 400_000
    assert ladder.amount(crossing(known, 0.8).place) == 500_000


def test_neighbours_cannot_be_told_apart_if_the_chance_is_hardly_known():
    found = crossing(searched(rising(1_200_000), half=0.3), 0.8)
    # 30 points are one and a half doublings: six places, of which ends are known to two
    assert found.low <= found.place - 4
    assert found.high is None or found.high >= found.place + 4
