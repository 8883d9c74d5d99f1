"""Trust in what others tell (E21)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import trust

share = st.floats(0, 1)
RATES = (0.03, 0.05, 0.03, 0.5)  # built, lost, recovery, start


def test_believed_by_hand():
    assert [trust.believed(each) for each in (0.0, 0.5, 0.8, 1.0)] == [0.0, 1.0, 1.6, 2.0]


def test_listening_and_disappointment_by_hand():
    assert trust.listening(0.4, 0.6, 0.5) == pytest.approx(0.7)  # .4 + .5 x .6
    assert trust.listening(0.8, 1.0, 0.5) == 1.0
    assert trust.disappointment(0.3, False) == 0.3
    assert trust.disappointment(0.3, True) == 1.0


def test_trust_after_by_hand():
    # .6 + .03 x .5 x .4 - .05 x .2 x .6 + .03 x (.5 - .6) = .6 + .006 - .006 - .003
    assert trust.trust_after(0.6, 0.5, 0.2, *RATES) == pytest.approx(0.597)
    assert trust.trust_after(0.1, 0.0, 1.0, 0.03, 2.0, 0.03, 0.1) == 0.0  # all is lost at once


@given(share, share)
def test_believing_grows_in_step_with_trust(a, b):
    low, high = sorted((a, b))
    assert 0.0 <= trust.believed(low) <= trust.believed(high) <= 2.0


@given(share, share, share, share)
def test_more_listening_and_more_disappointment_are_each_a_share(a, b, two_way, gone):
    assert 0.0 <= trust.listening(a, b, 0.0) == a
    assert trust.listening(a, b, two_way) <= trust.listening(a, b, 1.0) <= 1.0
    assert trust.disappointment(gone, False) == gone <= trust.disappointment(gone, True) == 1.0


@given(share, share, share, share, share, share)
def test_trust_stays_a_share_grows_by_listening_and_falls_by_disappointment(
    now, listening, disappointment, built, lost, start
):
    told = trust.trust_after(now, listening, disappointment, built, lost, 0.03, start)
    assert 0.0 <= told <= 1.0
    assert told <= trust.trust_after(now, 1.0, disappointment, built, lost, 0.03, start)
    assert told >= trust.trust_after(now, listening, 1.0, built, lost, 0.03, start)


@given(share, share, share, share)
def test_trust_at_rest_stays_where_it_is_to_the_last_bit(start, built, lost, recovery):
    assert trust.trust_after(start, 0.0, 0.0, built, lost, recovery, start) == start
