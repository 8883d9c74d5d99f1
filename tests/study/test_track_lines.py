"""What the lines of a track say, where they could say what is false."""

from dataclasses import replace

import numpy as np
import pytest

from sim.params import Scenario
from sim.report.track import Past, lines
from sim.study.track.observed import LIVE, Observed
from sim.study.track.reasons import AS_FORESEEN, Course
from sim.study.track.rivals import LEVELS
from sim.study.track.room import Room
from sim.study.track.track import Future, Tracked

START = 12 * 2026 + 3


@pytest.fixture
def tracked():
    seen = Observed(LIVE, START, np.array([6, 12]), np.array([0.2, 0.3]), 12)
    curves = np.full((len(LEVELS), 37), 0.3)
    plans = (
        Future("Our plan", curves, None),
        Future("Another", curves, None, gain=(0.0, 0.0, 0.0)),
    )
    course = Course(AS_FORESEEN, None, 0.1, 0.5)
    return Tracked(
        Scenario(), seen, curves, plans, 24, None, course, (), 4000, 800, 120.0, 0.03,
    )  # fmt: skip


def said(tracked, label, past=Past()):  # noqa: B008
    return dict(lines(tracked, past)).get(label, "")


def test_a_room_whose_curves_end_before_the_first_date_is_told_so(tracked):
    room = Room(np.full((2, 4), 0.2), "Our plan", 0)
    line = said(tracked, "The room", Past(room=room))
    assert line == (
        "Its curves of “Our plan” end in July 2026, before the first date that was seen, so they "
        "cannot be scored."
    )


def test_a_room_that_drew_another_plan_is_told_so(tracked):
    same, other = (
        said(tracked, "The room", Past(room=Room(np.full((2, 37), 0.2), plan, 0)))
        for plan in ("our plan", "Theirs")
    )
    assert "another plan" not in same
    assert "another plan than “Our plan”" in other


def test_earlier_forecasts_of_other_settings_are_counted(tracked):
    assert said(tracked, "Told") == ""
    assert said(tracked, "Told", Past(others=2)).endswith("are not scored (2).")
