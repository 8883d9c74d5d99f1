"""`uptake forecast`, from a table to scores, files and a figure."""

import json

import pytest

import sim

CURVE = """date,percent,total
2015-06,4,60
2016-06,10,60
2017-06,17,60
2018-06,23,60
2019-06,28,60
2020-06,33,60
"""
QUICK = ("--settings", "80", "--sets", "10")
MODELS = ["Uptake", "Bass", "logistic", "Gompertz", "as last year", "no change"]


@pytest.fixture
def table(elsewhere):
    def write(text=CURVE):
        (elsewhere / "observed.csv").write_text(text, encoding="utf-8")
        return "observed.csv"

    return write


def told(text):
    return " ".join(text.split())


def test_the_rest_is_forecast_scored_and_drawn(table, uptake, elsewhere):
    line = ("forecast", table(), "system.organisations=30", "--until", "2018", *QUICK)
    code, out, err = uptake(*line, "--out", "found")
    assert (code, err) == (0, "")
    said = told(out)
    assert "Uptake misses by" in said
    assert "33% in June 2020; Uptake said" in said
    assert "2 dates of one spread are few" in said
    for name in MODELS:
        assert f"\n{name} " in out
    names = {path.name for path in (elsewhere / "found").iterdir()}
    assert names == {"forecast.csv", "forecast.md", "forecast.png", "forecast.svg"}
    rows = (elsewhere / "found" / "forecast.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "group,date,forecaster,low_90,low_50,median,high_50,high_90,seen"
    assert len(rows) == 1 + len(MODELS) * 61

    code, out, _ = uptake(*line, "--json")
    document = json.loads(out)
    assert list(document["scores"]) == MODELS
    bass = document["scores"]["Bass"]
    assert bass["crps"] == pytest.approx(sum(bass["crps_by_date"]) / 2)
    assert set(bass["coverage"]) == {"50", "90"}
    assert document["scores"]["no change"]["end_error"] == pytest.approx(0.23 - 0.33)


def test_what_is_not_known_at_the_cut_cannot_move_the_forecast(table, elsewhere):
    """The same cut with another future: the same forecast, number by number."""
    given = ("system.organisations=30",)
    one, other = (
        sim.forecast(table(text), *given, until="2018", settings=80, sets=10)
        for text in (CURVE, CURVE.replace("2019-06,28", "2019-06,70").replace(",33,", ",95,"))
    )
    for name in MODELS:
        assert (one.forecasts[0].samples[name] == other.forecasts[0].samples[name]).all()
    assert one.scores["Uptake"].crps != other.scores["Uptake"].crps


def test_with_nothing_to_come_it_forecasts_only(table, uptake):
    line = ("forecast", table(), "system.organisations=30", "--to", "2023", *QUICK)
    code, out, _ = uptake(*line)
    assert code == 0
    said = told(out)
    assert "By December 2023 Uptake forecasts" in said
    assert "nothing is scored" in said
    assert "mean miss" not in out


def test_each_group_is_forecast_alone_and_all_are_pooled(table, uptake):
    head, *rows = CURVE.splitlines()
    text = "\n".join([f"group,{head}", *(f"{g},{row}" for g in ("one", "two") for row in rows)])
    line = ("forecast", table(text + "\n"), "system.organisations=30", "--until", "2018", *QUICK)
    code, out, _ = uptake(*line, "--json")
    document = json.loads(out)
    assert code == 0
    one, two = (each["scores"]["Uptake"]["crps"] for each in document["groups"])
    assert one == two  # the same curve, so the same forecast
    assert document["scores"]["Uptake"]["crps"] == pytest.approx(one)
    assert document["scores"]["Uptake"]["dates"] == 4


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "nothing comes after June 2020; say up to when to forecast, e.g. --to 2030"),
        (("--until", "2010"), "nothing was observed by December 2010"),
        (("--until", "soon"), "--until: the date is 'soon'; it must be a month"),
        (("--until", "2018", "--to", "2017"), "--to is 2017; it must be later than June 2018"),
        (
            ("--until", "2018", "--to", "2019"),
            "--to is 2019, but the last date in observed.csv is June 2020, and all dates after "
            "--until are forecast and scored; give a later --to, or leave it out",
        ),
        (
            ("--until", "2021", "--to", "2030"),
            "--until is 2021, but the last date in observed.csv is June 2020; give an earlier one",
        ),
        (("--until", "2020-07", "--to", "2030"), "--until is 2020-07, but the last date in"),
        (("--to", "2999"), "--to: the date is '2999'"),
        (("--to", "2090"), "at most June 2070"),
        (("strategy=none,hin_playbook", "--to", "2022"), "one plan is forecast, but these are 2"),
        (("--group", "small", "--to", "2022"), "there is no group 'small'"),
        (("--column", "live", "--to", "2022"), "live"),
        (("strategy.pilot=2", "--to", "2022"), "strategy.pilot"),
        (("--vary", "innovation.complexity", "--to", "2022"), "write KEY=LOW..HIGH"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(table, uptake, options, says):
    code, out, err = uptake("forecast", table(), *options)
    assert (code, out) == (2, "")
    assert says in told(err)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "observed.csv"),
        ("date,percent\n", "nothing was observed"),
        (CURVE.replace("2016-06", "2015-06"), "is there twice"),
        (CURVE.replace("2016-06,10", "2016-06,110"), "above 100"),
        ("date,adopters,total\n2015,5,40\n2016,4,40\n2017,9,40\n", "falls from 5 to 4"),
        ("date,adopters,total\n2015,5,40\n2016,6,60\n", "falls from 5 of 40 to 6 of 60"),
    ],
)
def test_a_table_that_cannot_be_is_refused_in_one_line(table, uptake, text, says):
    code, out, err = uptake("forecast", table(text), "--to", "2030")
    assert (code, out) == (2, "")
    assert says in told(err)
    assert err.count("\n") == 1
