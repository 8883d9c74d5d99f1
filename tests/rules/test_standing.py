"""Where organisations stand when the months before are not simulated."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import standing

share, count, spell = st.floats(0, 1), st.integers(0, 200), st.floats(0, 1, exclude_max=True)


def test_the_chance_of_a_stage_by_hand():
    """Two of four there, a quarter of all: (2 + 5 x 0.25) / (4 + 5)."""
    assert standing.expected_share(2.0, 4.0, 0.25, 5.0) == pytest.approx(3.25 / 9)
    assert standing.expected_share(0.0, 0.0, 0.25, 5.0) == 0.25


@given(here=count, more=count, everywhere=share, weight=st.floats(0.1, 1000))
def test_a_chance_lies_between_that_of_a_category_and_that_of_all(here, more, everywhere, weight):
    known = here + more
    found = standing.expected_share(here, known, everywhere, weight)
    own = here / known if known else everywhere
    assert min(own, everywhere) - 1e-12 <= found <= max(own, everywhere) + 1e-12


def test_pilots_that_embedded_before_by_hand():
    """Of four, 0.6 is 2.4, so two; of five, half is 2.5, which is rounded up."""
    pairs = ((4, 0.0), (4, 0.6), (5, 0.5), (4, 1.0), (0, 1.0))
    assert [standing.embedded_before(*each) for each in pairs] == [0, 2, 3, 4, 0]


@given(pilots=count, some=share)
def test_never_more_pilots_embedded_before_than_there_are(pilots, some):
    assert abs(standing.embedded_before(pilots, some) - pilots * some) <= 0.5
    assert 0 <= standing.embedded_before(pilots, some) <= pilots


def test_months_in_a_stage_by_hand():
    """Three that are said stay three; of 24 months at most, half drawn is 12; never 50 years."""
    assert standing.months_in(3, 0.9, 100.0) == 3
    assert standing.months_in(-1, 0.5, 24.0) == 12
    assert standing.months_in(-1, 0.999, 4.0) == 3
    assert standing.months_in(-1, 1.0, 1e12) == 600


@given(drawn=spell, lasts=st.integers(1, 600))
def test_drawn_months_are_whole_and_shorter_than_the_stage(drawn, lasts):
    months = standing.months_in(-1, drawn, float(lasts))
    assert months in range(lasts)


def test_what_is_short_of_a_goal_by_hand():
    assert standing.short_of(0.5, 0.75) == 0.5
    for goal in (0.75, 1.0, 0.1):
        assert standing.short_of(2.0, goal) == np.nextafter(goal, 0.0)


@given(progress=st.floats(0, 1e6), goal=st.floats(0.01, 1))
def test_nothing_short_of_a_goal_reaches_it(progress, goal):
    assert standing.short_of(progress, goal) < goal


def test_what_is_left_of_a_wait_by_hand():
    assert [standing.still_waiting(9.0, k) for k in (0, 4, 9, 40)] == [9.0, 5.0, 1.0, 1.0]


@given(wait=st.floats(0, 120), months=count)
def test_a_wait_that_is_not_over_has_a_month_to_come(wait, months):
    assert 1.0 <= standing.still_waiting(wait, months) <= max(wait, 1.0)
