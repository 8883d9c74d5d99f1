"""What the lines of a forecast say: whom it beats, and to whom it loses."""

from dataclasses import replace

import numpy as np
import pytest

from sim.report.figures import picture
from sim.report.figures.forecast import forecast as figure
from sim.report.forecast import Fitted, headline, lines, table
from sim.study.calibration.series import Series
from sim.study.forecasting.forecast import UPTAKE, WITHOUT_EVENTS, Forecast
from sim.study.forecasting.rivals import UNCHANGED
from sim.study.forecasting.scores import Scores

JUNE = 12 * 2015 + 5


def score(crps, end=0.01):
    return Scores(crps, np.array([crps]), (1, 2), 3, end)


def forecast(samples, later=((JUNE + 24, 0.5), (JUNE + 36, 0.6)), group="all", silent=None):
    months, shares = np.array([JUNE, JUNE + 12]), np.array([0.1, 0.3])
    none = np.full(2, np.nan)
    after, came = (np.array(each) for each in zip(*later, strict=True)) if later else ((), ())
    return Forecast(
        group, np.arange(JUNE, JUNE + 37), Series(group, months, shares, none),
        Series(group, np.array(after, np.int64), np.array(came, float), none),
        {name: np.full((3, 37), at) for name, at in samples.items()}, silent or {},
    )  # fmt: skip


FITTED = Fitted(2, 40.0)


def test_the_headline_names_every_rival_on_its_side():
    found = headline(
        {UPTAKE: score(0.05), "Bass": score(0.08), "logistic": score(0.05), "Gompertz": score(0.02)}
    )
    assert found == (
        "Uptake misses by 5.0 points on average, less than Bass (8.0), as much as logistic (5.0), "
        "but more than Gompertz (2.0)."
    )


@pytest.mark.parametrize(
    ("others", "ends"),
    [
        ({"Bass": 0.09, UNCHANGED: 0.2}, "on average, less than Bass (9.0) and no change (20.0)."),
        ({"Bass": 0.01}, "on average, more than Bass (1.0)."),
        ({}, "on average; no rival could be fitted."),
        ({WITHOUT_EVENTS: 0.2, "Bass": 0.0500001}, "on average, as much as Bass (5.0)."),
    ],
)
def test_the_headline_says_only_what_is_so(others, ends):
    scores = {UPTAKE: score(0.05)} | {name: score(crps) for name, crps in others.items()}
    assert headline(scores).endswith(ends)


def test_one_date_and_one_set_are_said_as_one_and_several_groups_as_several():
    alone = forecast({UPTAKE: 0.4, "Bass": 0.58}, later=((JUNE + 24, 0.5),))
    said = dict(lines([alone], [Fitted(1, 1.0)]))
    assert said["How sure"].startswith("1 date of one spread is few: ")
    assert "To 1 date, " in said["Fitted"]
    assert said["Fitted"].endswith("what fits counts as 1 set of assumptions.")
    groups = [forecast({UPTAKE: 0.4}, group=each, silent={"Bass": "it has two dates"})
              for each in ("small", "rural")]  # fmt: skip
    said = dict(lines(groups, [Fitted(2, 40.0), Fitted(5, 30.0)]))
    assert "4 dates of 2 spreads are few" in said["How sure"]
    assert "Bass makes no forecast in “small”: it has two dates." in said["How sure"]
    assert "To 2 to 5 dates in each group" in said["Fitted"]
    assert "counts as at least 30 sets" in said["Fitted"]


def test_where_no_rival_makes_a_forecast_nothing_empty_is_said():
    alone = forecast({UPTAKE: 0.4}, later=(), silent={"Bass": "it has two dates"})
    said = dict(lines([alone], [FITTED]))
    assert said["Beside"] == "Bass makes no forecast: it has two dates."


def test_what_came_and_what_was_said_stand_side_by_side():
    said = dict(lines([forecast({UPTAKE: 0.4, "Bass": 0.58})], [FITTED]))
    assert said["What came"] == "60% in June 2018; Uptake said 40% (90% band 40 to 40)."
    assert said["Bands"].startswith("The 50% band held 0 of 2 dates, the 90% band 0; 1.0 and 1.8")
    assert said["How sure"].startswith("2 dates of one spread are few")
    assert "less than" not in said[""]
    assert "Events" not in said


def test_events_are_named_and_what_they_are_worth():
    one = forecast({UPTAKE: 0.55, WITHOUT_EVENTS: 0.4})
    said = dict(lines([one], [Fitted(2, 40.0, ("A law",))]))
    assert said["Events"] == (
        "What was known at the cut counts: “A law”. Without that it misses by 15.0 instead of 5.0."
    )


def test_a_rival_without_a_forecast_and_a_group_without_a_date_are_told():
    scored = forecast({UPTAKE: 0.5}, silent={"Bass": "uptake has hardly risen"})
    unscored = forecast({UPTAKE: 0.5}, later=(), group="small")
    said = dict(lines([scored, unscored], [FITTED, FITTED]))
    assert "Bass makes no forecast in “all”: uptake has hardly risen." in said["How sure"]
    assert said["How sure"].startswith("2 dates of one spread are few")
    assert "small: nothing came after the cut, so it is not scored." in said["What came"]


def test_with_nothing_to_come_the_forecast_is_the_headline():
    said = dict(lines([forecast({UPTAKE: 0.4, "Bass": 0.58}, later=())], [FITTED]))
    assert said[""] == "By June 2018 Uptake forecasts 40%, between 40 and 40 (in nine of ten)."
    assert said["Beside"] == "Bass 58%, between 58 and 58."
    assert "nothing is scored" in said["How sure"]


def test_one_number_has_no_band_in_the_table():
    rows = table({UPTAKE: score(0.05, -0.02), UNCHANGED: score(0.1)})
    assert rows == [
        (UPTAKE, "5.0", "1 of 3", "2 of 3", "−2.0"),  # noqa: RUF001
        (UNCHANGED, "10.0", "", "", "+1.0"),
    ]


@pytest.mark.parametrize("later", [((JUNE + 30, 0.9),), ()])
def test_each_forecaster_has_a_panel_with_the_same_axes(later):
    one = forecast({UPTAKE: 0.4, "Bass": 0.58, UNCHANGED: 0.3}, later=later)
    drawn = picture({"forecast": lambda: figure(one, "A sentence.")}, "forecast")
    panels = [each for each in drawn.page.figure.axes if each.axison]
    assert len(panels) == 2
    for limits in ("get_xlim", "get_ylim"):
        assert len({getattr(each, limits)() for each in panels}) == 1
    assert panels[0].get_ylim()[1] >= (90 if later else 58)


def test_where_no_rival_forecasts_from_one_date_that_alone_is_said():
    one = forecast({UPTAKE: 0.4}, later=(), silent={"Bass": "fewer than 3 dates"})
    known = Series("all", one.known.months[:1], one.known.shares[:1], one.known.totals[:1])
    said = dict(lines([replace(one, known=known)], [Fitted(1, 40.0)]))
    assert said["Beside"] == "Bass makes no forecast: fewer than 3 dates."
    assert said["Fitted"] == "To 1 date, June 2015; what fits counts as 40 sets of assumptions."
