"""Cells of different lengths are compared in a month that all of them have."""

import pytest

import sim
from sim.params.errors import UserError

SMALL = ["system=one_ics", "system.organisations=6", "strategy=hin_playbook"]


@pytest.fixture
def lengths(tmp_path):
    return sim.sweep(*SMALL, "clock.months=6,48", replicates=8, out=tmp_path / "study")


def test_the_headline_month_is_one_that_all_cells_have(lengths):
    short, long = lengths.frame()["live_headline"]
    assert lengths.horizon.month == 6
    assert short == long, "the same runs, in the same month"
    plan = sim.run(*SMALL, months=48, at=6, replicates=8)
    assert long == plan.summary[0].mean


def test_an_outcome_of_the_last_month_is_not_drawn_where_that_is_another_month(lengths):
    with pytest.raises(UserError, match=r"cells run for 6 to 48 months, so embedded is not"):
        lengths.drawings("embedded")
    assert set(lengths.drawings("live")) == {"swept_curves", "swept_outcome"}


def test_a_later_line_with_another_headline_month_is_refused(tmp_path):
    sim.sweep(*SMALL, "clock.months=40,48", replicates=2, out=tmp_path / "study")
    with pytest.raises(UserError, match="the headline month is 36 there, 6 here"):
        sim.sweep(*SMALL, "clock.months=6,48", replicates=2, out=tmp_path / "study")


def test_a_title_speaks_only_of_what_all_cells_share(tmp_path):
    found = sim.sweep(
        "system=one_ics,few_legacy", "clock.months=2", replicates=2, out=tmp_path / "study"
    )
    assert found.swept().title == sim.load().innovation.title


def test_a_cell_without_the_month_that_was_asked_for_fails_and_says_so(tmp_path):
    line = ("clock.months=48,6", "strategy.pilots=1,2")
    found = sim.sweep(*SMALL, *line, at=36, replicates=2, out=tmp_path / "study")
    assert (found.done, found.failed) == (2, 2)
    why = "month 36 is not one of the run; choose a month from 1 to 6"
    assert set(found.failures.values()) == {why}
