"""What the lines of a track say, where they could say what is false."""

from dataclasses import replace

import numpy as np
import pytest

from sim.params import Event, Scenario
from sim.report.track import Past, lines
from sim.study.track.from_now import from_now
from sim.study.track.observed import LIVE, Observed
from sim.study.track.reasons import AS_FORESEEN, Course
from sim.study.track.rivals import LEVELS
from sim.study.track.room import Room
from sim.study.track.track import Future, Tracked, _gain, _too_few

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


def test_where_blanks_are_drawn_the_scores_are_not_said_to_be_fixed(tracked):
    assert "Your own scores do not vary." in said(tracked, "How sure")
    drawn = said(replace(tracked, drawn=True), "How sure")
    assert "do not vary" not in drawn
    assert "What nobody knows of your organisations is drawn" in drawn


def test_a_programme_that_starts_after_the_month_asked_about_is_said_to(tracked):
    tracked.scenario.strategy.start = 30
    assert said(tracked, "Instead") == (
        "The programme starts in October 2028, after April 2028, so other plans change nothing by "
        "then."
    )


def test_events_of_another_plan_are_said_not_to_count(tracked):
    plain = Scenario()
    eventful = Scenario(events={"flood": Event("Flood", "", 20, None, {})})
    stays = from_now(plain, eventful, 12, 20).stays
    futures = (tracked.futures[0], replace(tracked.futures[1], stays=stays))
    assert "events do not count" not in said(tracked, "Instead")
    assert "Its events do not count: “Another”" in said(
        replace(tracked, futures=futures), "Instead"
    )


def test_the_gain_of_another_plan_lies_within_its_range():
    gains = np.append(np.zeros(95), np.full(5, -0.5))
    mean, low, high = _gain(gains, np.full(100, 0.01))
    assert low <= mean <= high
    assert mean == pytest.approx(-0.025)


def test_too_few_runs_advise_no_other_start_where_organisations_say_where_they_stand(tracked):
    curves = np.zeros((200, 37))
    told = [_too_few(tracked.observed, curves, 1.0, 0, stands) for stands in (True, False)]
    assert "clock.start" not in told[0]
    assert "Check where your organisations stand in April 2026" in told[0]
    assert "clock.start" in told[1]
