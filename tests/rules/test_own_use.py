"""What staff do by themselves, before and without their organisation (E24)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import own_use

share = st.floats(0, 1)
size = st.floats(0, 10)


def test_own_use_after_by_hand():
    assert own_use.own_use_after(0.2, 0.5) == pytest.approx(0.28)  # .2 + .5 x .2 x .8
    assert own_use.own_use_after(0.0, 0.5) == 0.0  # nobody to learn it from
    assert own_use.own_use_after(1.0, 0.5) == 1.0  # nobody left to win over


def test_using_by_hand():
    assert own_use.using(0.2, 0.75) == pytest.approx(0.8)  # .2, and .75 of the other .8
    assert own_use.using(0.2, 0.0) == 0.2
    assert own_use.using(0.0, 0.75) == 0.75


def test_unapproved_exposure_by_hand():
    assert own_use.unapproved_exposure(2.0, 0.25, 0.04) == pytest.approx(0.02)  # 2 x .25 x .04
    assert own_use.unapproved_exposure(2.0, 0.25, 0.0) == 0.0


@given(share, share, share)
def test_own_use_never_falls_and_is_never_more_than_everybody(using, speed, slower):
    later = own_use.own_use_after(using, speed)
    assert using <= later <= 1.0
    assert own_use.own_use_after(using, min(speed, slower)) <= later


@given(share, share, share)
def test_more_staff_use_it_than_by_themselves_and_than_are_proficient(own, proficiency, less):
    using = own_use.using(own, proficiency)
    assert max(own, proficiency) - 1e-15 <= using <= 1.0
    assert own_use.using(min(own, less), proficiency) <= using + 1e-15


@given(size, share, share)
def test_unapproved_exposure_is_in_proportion_to_size_and_use(size, using, risk):
    exposure = own_use.unapproved_exposure(size, using, risk)
    assert 0.0 <= exposure <= size
    assert own_use.unapproved_exposure(2 * size, using, risk) == pytest.approx(2 * exposure)
