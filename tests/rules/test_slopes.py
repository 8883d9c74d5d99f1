"""Factors that rise or fall with a dial around its neutral half."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import slopes

share = st.floats(0, 1)
slope = st.floats(0, 2)


def test_rising_and_falling_by_hand():
    assert slopes.rising(0.75, 0.8) == pytest.approx(1.2)  # .6 + .8 x .75
    assert slopes.falling(0.75, 0.8) == pytest.approx(0.8)  # 1.4 - .8 x .75


def test_a_dial_at_one_half_changes_nothing_at_all_at_the_shipped_slopes():
    assert [slopes.rising(0.5, each) for each in (0.3, 0.6, 0.8, 1.0)] == [1.0] * 4
    assert [slopes.falling(0.5, each) for each in (0.4, 0.6)] == [1.0] * 2


@given(share, share, slope)
def test_a_factor_rises_or_falls_with_its_dial_and_never_below_zero(a, b, steep):
    low, high = sorted((a, b))
    assert 0.0 <= slopes.rising(low, steep) <= slopes.rising(high, steep) <= 2.0
    assert 2.0 >= slopes.falling(low, steep) >= slopes.falling(high, steep) >= 0.0
    assert slopes.rising(a, steep) + slopes.falling(a, steep) == pytest.approx(2.0)


@given(slope)
def test_a_dial_at_one_half_is_neutral_at_any_slope_but_for_rounding(steep):
    assert slopes.rising(0.5, steep) == pytest.approx(1.0, abs=1e-15)
    assert slopes.falling(0.5, steep) == pytest.approx(1.0, abs=1e-15)


@given(share)
def test_a_slope_of_zero_switches_a_dial_off(dial):
    assert slopes.rising(dial, 0.0) == slopes.falling(dial, 0.0) == 1.0
