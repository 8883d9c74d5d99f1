"""The ledger of forecasts and the file of a room: kept, read again, scored."""

import json
from dataclasses import replace
from urllib.parse import urlencode

import numpy as np
import pytest

from sim.params.errors import UserError
from sim.study.track.forecasts import (
    BASS,
    UNCHANGED,
    UPTAKE,
    Forecast,
    earlier,
    keep,
    mean_scores,
    scored,
)
from sim.study.track.observed import LIVE, Observed
from sim.study.track.rivals import LEVELS
from sim.study.track.room import months_of, read_room, smooth

START = 12 * 2026 + 3


def observed(months, shares):
    return Observed(LIVE, START, np.array(months), np.array(shares), 40)


def forecast(known, middle=0.4, made="2027-01-02T03:04:05Z"):
    spread = np.linspace(-0.1, 0.1, len(LEVELS))[:, None]
    return Forecast(
        made, "Our plan", "abc", known, middle + spread + np.zeros((1, 37)), 200.0,
        discrepancy=0.03,
    )  # fmt: skip


KNOWN = observed([0, 6, 9], [0.1, 0.2, 0.25])
NOW = observed([0, 6, 9, 12, 15], [0.1, 0.2, 0.25, 0.35, 0.6])


def test_a_forecast_is_kept_once_and_read_again_as_it_was(tmp_path):
    path = keep(tmp_path / "forecasts", forecast(KNOWN))
    assert path.name == "2027-01_made_20270102T030405Z.json"
    before = path.read_bytes()
    assert (
        keep(tmp_path / "forecasts", replace(forecast(KNOWN), made="2027-02-01T00:00:00Z")) is None
    )
    other = keep(tmp_path / "forecasts", forecast(KNOWN, middle=0.5))
    assert other.name.endswith("Z_2.json")
    assert path.read_bytes() == before
    found, others = earlier(tmp_path / "forecasts", forecast(NOW))
    assert (len(found), others) == (1, 0)  # of one date the first counts
    assert np.allclose(found[0].quantiles, forecast(KNOWN).quantiles, atol=1e-5)
    assert found[0].known.shares.tolist() == KNOWN.shares.tolist()


def test_forecasts_of_other_runs_and_of_the_same_date_are_not_scored(tmp_path):
    keep(tmp_path, forecast(KNOWN))
    assert earlier(tmp_path, forecast(KNOWN)) == ([], 0)
    assert earlier(tmp_path, forecast(replace(NOW, organisations=41))) == ([], 0)
    assert earlier(tmp_path, forecast(replace(NOW, start=START + 1))) == ([], 0)


def test_forecasts_of_another_plan_or_discrepancy_are_not_scored_but_counted(tmp_path):
    keep(tmp_path, replace(forecast(KNOWN), digest="of another plan"))
    keep(tmp_path, replace(forecast(KNOWN), discrepancy=0.05))
    ours = replace(forecast(KNOWN, middle=0.5), made="2027-01-09T00:00:00Z")
    keep(tmp_path, ours)
    [found], others = earlier(tmp_path, forecast(NOW))
    assert (found.made, others) == (ours.made, 2)


def test_a_forecast_is_scored_only_in_months_after_the_one_in_which_it_was_made():
    before, after = (
        [each.month for each in scored([forecast(KNOWN, made=made)], NOW)]
        for made in ("2027-03-31T00:00:00Z", "2027-04-01T00:00:00Z")
    )
    assert before == [12, 15]  # April and July 2027
    assert after == [15]


def spoilt(**changes):
    return json.dumps(forecast(KNOWN).document() | changes)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[1]", '{"format": 1}', "\x00", "null", "[" * 100_000),
        spoilt(format=2),
        spoilt(quantiles=[]),
        spoilt(quantiles=[0.5] * len(LEVELS)),
        spoilt(quantiles=[[float("nan")] * 37] * len(LEVELS)),
        spoilt(shares=[0.1, 0.2, 25]),
        spoilt(shares=[0.1]),
        spoilt(months=[-1, 6, 9]),
        spoilt(start="soon"),
        spoilt(made="soon"),
    ],
)
def test_a_file_in_the_ledger_that_is_no_forecast_is_named(tmp_path, text):
    (tmp_path / "2027-01_odd.json").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"2027-01_odd\.json: this is not a forecast"):
        earlier(tmp_path, forecast(NOW))


def test_what_was_told_is_compared_with_what_came():
    first, second = scored([forecast(KNOWN)], NOW)
    assert (first.month, first.seen, first.is_inside) == (12, 0.35, True)
    assert (second.month, second.seen, second.is_inside) == (15, 0.6, False)
    assert first.low == pytest.approx(0.4 - 0.8 * 0.1 * 10 / 9, abs=0.02)
    assert first.scores[UNCHANGED] == pytest.approx(0.1)
    assert first.scores[BASS] > 0  # three dates suffice for a curve
    assert first.scores[UPTAKE] < second.scores[UPTAKE]
    assert mean_scores([first, second], [UNCHANGED]) == {UNCHANGED: pytest.approx((0.1 + 0.35) / 2)}


def test_bass_is_fitted_to_what_was_known_then():
    months = [0, 3, 6, 9, 12, 15]
    known = observed(months, [0.02, 0.05, 0.1, 0.17, 0.26, 0.36])
    later = observed([*months, 18], [*known.shares, 0.47])
    [told] = scored([forecast(known)], later)
    assert told.scores[BASS] < told.scores[UNCHANGED]


# ---- the room ----

CURVES = [[5, 20, 40, 60, 70, 80, 80], [5, 5, 10, 15, 20, 30, 30]]


def address(**state):
    return "file:///C:/room.html#" + urlencode({k: json.dumps(v) for k, v in state.items()})


@pytest.mark.parametrize(
    "text",
    [
        address(predict="draw", drawn=CURVES, votes=[0, 1]),
        "[InternetShortcut]\r\nURL=" + address(drawn=CURVES, votes=[0, 1]) + "\r\n",
        json.dumps({"drawn": CURVES, "votes": [0, 1]}),
        json.dumps({"plan": "Ours", "months": 72, "drawn": CURVES, "votes": [0, 1]}),
        address(drawn=CURVES[:1], sketch=CURVES[1], votes=[0, 1]),
    ],
)
def test_the_curves_of_a_room_are_read_from_its_address_or_json(tmp_path, text):
    (tmp_path / "room.txt").write_text(text, encoding="utf-8")
    found = read_room(tmp_path / "room.txt", 72)
    assert found.curves.shape == (2, 73)
    assert found.curves[0, [0, 12, 24, 72]] == pytest.approx([0.05, 0.2, 0.4, 0.8])
    assert found.votes == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no predictions"),
        ("hello", "no predictions"),
        ("[1]", "no predictions"),
        ("[" * 100_000, "no predictions"),
        ("{}", "no curve was drawn"),
        (json.dumps({"drawn": [[1, 2, 3]]}), "curve 1 has 3 points, but one over 72 months has 7"),
        (json.dumps({"drawn": [[1, 2, 3, 4, 5, 6, 101]]}), "curve 1 is not a list of per cent"),
        (json.dumps({"drawn": ["abc"]}), "curve 1 is not a list of per cent"),
        (json.dumps({"drawn": CURVES, "months": 36.5}), "months is 36.5; it must be a whole"),
        (json.dumps({"drawn": CURVES, "months": 10**9}), "months is 1000000000"),
    ],
)
def test_a_file_that_holds_no_curves_is_refused_in_one_line(tmp_path, text, said):
    (tmp_path / "room.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_room(tmp_path / "room.txt", 72)
    assert said in str(error.value)


def test_points_lie_where_the_page_has_them_and_the_curve_goes_through_them():
    assert months_of(72) == [0, 12, 24, 36, 48, 60, 72]
    assert months_of(36) == [0, 6, 12, 18, 24, 30, 36]
    assert months_of(20) == [0, 3, 6, 9, 12, 15, 18, 20]
    curve = smooth([0, 0, 50, 50, 100, 100, 100], months_of(36))
    assert curve[[0, 6, 12, 18, 24]] == pytest.approx([0, 0, 0.5, 0.5, 1.0])
    assert (np.diff(curve) >= -1e-12).all()  # it never overshoots
