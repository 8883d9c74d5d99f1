"""The dip, learning, performance, fatigue and money (E13-E17, E20)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import performance

share = st.floats(0, 1)
feasible = st.floats(1e-6, 1)


def test_crowding_by_hand():
    assert performance.crowding(42, 60, 0.35) == pytest.approx(1.4142136)  # root of 42 / 21
    assert performance.crowding(21, 60, 0.35) == 1.0
    assert performance.crowding(2, 2, 0.35) == pytest.approx(1.4142136)  # .7 counts as 1


def test_dip_by_hand():
    # .3 x .3 x (1.5 - .5) x (1 - .25) x 1 x (1 - .25) = .09 x .75 x .75
    assert performance.dip(0.3, 0.3, 0.5, 0.25, 1.0, 0.25, 1.5) == pytest.approx(0.050625)
    assert performance.dip(1.0, 1.0, 0.5, 0.0, 4.0, 0.0, 1.5) == 1.0  # at most the whole activity


def test_performance_by_hand():
    assert performance.performance(0.08, 0.5, 0.05) == pytest.approx(0.015)  # .04 - .025
    assert performance.performance(0.08, 0.0, 0.05) == -0.05
    assert performance.performance(0.08, 1.0, 0.05) == 0.08


def test_learning_speed_by_hand():
    # .4 x (1.3 - .6 x .4) x root(.64) x (1 + .15 + .3) / 1 = .4 x 1.06 x .8 x 1.45
    assert performance.learning_speed(0.4, 0.4, 0.64, 0.15, 0.3, 1.0, 0.6) == pytest.approx(0.49184)


def test_learnt_by_hand():
    assert performance.attainable(0.22, 0.5) == pytest.approx(0.89)  # 1 - .22 x .5
    assert performance.learnt(0.4, 0.5, 0.9, 0.05) == pytest.approx(0.65)  # half of what is left
    assert performance.learnt(0.4, 1.7, 0.9, 0.05) == pytest.approx(0.9)  # all of it, not more
    assert performance.learnt(0.9, 0.5, 0.5, 0.05) == pytest.approx(0.875)  # .05 x .5 is lost


def test_perfected_by_hand():
    assert performance.perfected(0.4, 0.3) == pytest.approx(0.52)  # .4 x 1.3


def test_safety_exposure_by_hand():
    assert performance.safety_exposure(2.0, -0.09, 0.05) == pytest.approx(0.08)  # 2 x (.09 - .05)
    assert performance.safety_exposure(2.0, -0.04, 0.05) == 0.0


def test_fatigue_by_hand():
    assert performance.go_live_fatigue(0.10, 0.3) == pytest.approx(0.03)
    assert performance.failure_fatigue(0.15, 0.25) == pytest.approx(0.1125)  # half a dose of .5
    # .15 + .03 = .18, less .03 x (.18 - .15)
    assert performance.fatigue_after(0.15, 0.03, 0.03, 0.15) == pytest.approx(0.1791)
    assert performance.fatigue_after(0.89, 0.15, 0.03, 0.15) == 1.0


def test_money_by_hand():
    assert performance.monthly_benefit(100.0, 1.5, 0.04) == pytest.approx(6.0)
    assert performance.site_cost(10.0, 60.0, 0.3) == pytest.approx(28.0)  # 10 + 18


def test_days_by_hand():
    """200 days at a disruption of .3, half as many again where it is built, and 20 of redesign."""
    assert performance.go_live_days(200.0, 0.3, 1.5, 20.0) == pytest.approx(110.0)
    assert performance.redesign_days(40.0, 0.5, 0.2, 0.0) == 20.0
    assert performance.redesign_days(40.0, 0.5, 0.0, 0.2) == 20.0
    assert performance.redesign_days(40.0, 0.5, 0.0, 0.0) == 0.0
    # 12 x .3 x 1.5 x (.5 + .5): 12 delta a month for an average site at half dual running
    assert performance.transition_days(12.0, 0.3, 1.5, 0.5, 0.5) == pytest.approx(5.4)
    assert performance.training_days(240.0, 0.05, 2.0) == pytest.approx(2.0)  # 24 a year


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 500), st.floats(0.01, 1))
def test_crowding_grows_with_the_sites_in_the_dip_and_never_helps(a, b, n, capacity):
    few, many = sorted((a, b))
    crowded = performance.crowding(many, n, capacity)
    assert 1.0 <= performance.crowding(few, n, capacity) <= crowded
    assert performance.crowding(0, n, capacity) == 1.0


@given(share, share, share, share, share, share, st.floats(1, 10), st.floats(1, 5))
def test_support_never_deepens_the_dip(deepest, disruption, phi, dual, derisk, more, crowd, worst):
    def dip(phi=phi, dual=dual, crowd=crowd, derisk=derisk, worst=worst):
        return performance.dip(deepest, disruption, phi, dual, crowd, derisk, worst)

    assert 0.0 <= dip() <= 1.0
    assert dip(phi=min(1.0, phi + more)) <= dip()
    assert dip(dual=1.0) == dip(phi=1.0, worst=1.0) == 0.0
    assert dip(crowd=1.0) <= dip() <= dip(derisk=0.0)
    assert dip() <= dip(worst=worst + more)


@given(st.floats(0.01, 1), st.floats(0.01, 1), share, share)
def test_performance_falls_first_and_crosses_zero_where_the_dip_meets_the_benefit(b, dip, x, y):
    """It is 0 at dip / (b + dip): later for a deeper dip (C01)."""
    low, high = sorted((x, y))
    at_zero = dip / (b + dip)
    assert performance.performance(b, at_zero, dip) == pytest.approx(0.0, abs=1e-12)
    assert performance.performance(b, low, dip) <= performance.performance(b, high, dip) + 1e-12
    assert performance.performance(b, 0.0, dip) == -dip


@given(share, feasible, feasible, share, share, st.floats(1, 10))
def test_learning_is_faster_where_more_is_feasible_and_slower_in_a_crowd(cx, a, b, x, z, crowd):
    def speed(complexity=cx, phi=a, derisk=x, partner=z, crowd=crowd, slope=0.6):
        return performance.learning_speed(0.4, complexity, phi, derisk, partner, crowd, slope)

    low, high = sorted((a, b))
    assert 0.0 < speed(phi=low) <= speed(phi=high)
    assert speed() * crowd == pytest.approx(speed(crowd=1.0))
    assert speed(complexity=1.0) <= speed() <= speed(complexity=0.0)
    assert speed(slope=0.0) == speed(complexity=0.5)
    apart = speed(derisk=0.0) + speed(partner=0.0) - speed(derisk=0.0, partner=0.0)
    assert speed() == pytest.approx(apart)


@given(share, share, share, share)
def test_proficiency_stays_a_share_and_nears_what_can_be_reached(kappa, phi, proficiency, lost):
    top = performance.attainable(kappa, phi)
    assert 1.0 - kappa - 1e-12 <= top <= 1.0
    for speed in (0.0, 0.3, 1.0, 1.7):
        after = performance.learnt(proficiency, speed, top, lost)
        assert 0.0 <= after <= 1.0
        assert abs(after - top) <= abs(proficiency - top) + 1e-12
        assert after >= proficiency - lost
        assert performance.learnt(proficiency, speed, top, 0.0) >= proficiency
    assert performance.learnt(proficiency, 0.0, top, lost) == proficiency


@given(st.floats(0, 5), share)
def test_perfecting_a_pilot_never_slows_it(speed, by_exemplar):
    assert performance.perfected(speed, by_exemplar) >= speed
    assert performance.perfected(speed, 0.0) == speed


@given(st.floats(0, 10), st.floats(-1, 1), share)
def test_only_performance_below_tolerance_causes_exposure(size, y, tolerance):
    exposure = performance.safety_exposure(size, y, tolerance)
    assert exposure >= 0.0
    assert (exposure > 0.0) == (size * (-y - tolerance) > 0.0)


@given(st.floats(0, 0.9), share, share, st.floats(0, 0.9))
def test_fatigue_stays_in_its_range_and_rests(fatigue, added, recovery, rest):
    after = performance.fatigue_after(fatigue, added, recovery, rest)
    assert 0.0 <= after <= 1.0
    assert after >= performance.fatigue_after(fatigue, 0.0, recovery, rest)
    assert performance.fatigue_after(rest, 0.0, recovery, rest) == pytest.approx(rest)


@given(share, share, share)
def test_fatigue_of_an_event_grows_with_disruption_and_is_softened_by_plans(most, a, b):
    low, high = sorted((a, b))
    assert performance.go_live_fatigue(most, low) <= performance.go_live_fatigue(most, high)
    assert performance.failure_fatigue(most, high) <= performance.failure_fatigue(most, low) <= most
    assert performance.failure_fatigue(most, 0.0) == most


@given(st.floats(0, 1e3), st.floats(0.01, 10), st.floats(-1, 1), share, share)
def test_money_is_in_proportion(value, size, y, disruption, dual):
    benefit = performance.monthly_benefit(value, size, y)
    assert benefit == pytest.approx(value * performance.monthly_benefit(1.0, size, y))
    assert math.copysign(1.0, benefit) == math.copysign(1.0, y)
    assert (
        performance.site_cost(10.0, 0.0, value) == 10.0 <= performance.site_cost(10.0, 2.0, value)
    )
    fixed = performance.go_live_days(value, 0.0, 1.0, 10.0)
    assert fixed == 10.0 <= performance.go_live_days(value, disruption, 1.0, 10.0)

    def monthly(size, dual, least=0.5):
        return performance.transition_days(value, disruption, size, dual, least)

    assert monthly(size, dual) == pytest.approx(size * monthly(1.0, dual))
    assert monthly(size, dual) <= monthly(size, 1.0) + 1e-9
    assert monthly(size, 0.0, least=0.0) == 0.0


@given(st.floats(0, 1e3), share, share, share, share)
def test_redesign_takes_days_only_where_there_is_something_to_redesign(most, a, b, shift, tied):
    low, high = sorted((a, b))
    assert performance.redesign_days(most, high, 0.0, 0.0) == 0.0
    done = [performance.redesign_days(most, each, shift, tied) for each in (low, high)]
    assert 0.0 <= done[0] <= done[1] <= most


@given(st.floats(0, 1e3), share, share, st.floats(0.01, 10))
def test_faster_training_takes_more_days_in_proportion_to_size(most, a, b, size):
    slow, fast = sorted((a, b))
    assert performance.training_days(most, slow, size) <= performance.training_days(
        most, fast, size
    )
    one = performance.training_days(most, a, 1.0)
    assert performance.training_days(most, a, size) == pytest.approx(size * one)
    assert performance.training_days(most, 0.0, size) == 0.0


def test_a_price_by_hand():
    assert performance.price(2.0, -0.1, 24) == pytest.approx(1.62)  # 2 x .9 x .9
    assert performance.price(2.0, 0.21, 6) == pytest.approx(2.2)  # half a year of 1.21


@given(st.floats(0, 1e4), st.floats(-0.9, 1), st.integers(0, 200))
def test_a_price_follows_its_trend_and_stays_without_one(monthly, trend, months):
    later = performance.price(monthly, trend, months)
    assert (
        performance.price(monthly, 0.0, months) == performance.price(monthly, trend, 0) == monthly
    )
    assert (later - monthly) * trend >= 0.0 <= later


def test_renewal_cost_by_hand():
    assert performance.renewal_cost(30.0, 0.3) == pytest.approx(9.0)


@given(st.floats(0, 1e4), share, share)
def test_a_renewal_costs_more_the_more_it_disrupts(most, a, b):
    low, high = sorted((a, b))
    assert 0.0 <= performance.renewal_cost(most, low) <= performance.renewal_cost(most, high)
    assert performance.renewal_cost(most, high) <= most
