"""docs/forecasts.md says what its scripts found, and what they would find today."""

import json
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "benchmarks"))

import forecast_avt_london as avt  # noqa: E402
import forecasts  # noqa: E402

TEXT = forecasts.DOCUMENT.read_text(encoding="utf-8")


def between(begin, end):
    return TEXT.partition(begin)[2].partition(end)[0].strip()


def test_the_table_is_that_of_the_scores_that_were_kept():
    found = json.loads(forecasts.KEPT.read_text(encoding="utf-8"))
    assert list(found) == [case.name for case in forecasts.CASES]
    assert between(forecasts.BEGIN, forecasts.END) == forecasts.table(found).strip()


def test_the_rivals_of_a_series_score_today_as_the_table_says():
    """If this fails because a rival moved: run benchmarks/forecasts.py, and say what changed."""
    [case, *_] = forecasts.CASES
    kept = json.loads(forecasts.KEPT.read_text(encoding="utf-8"))[case.name]
    for name, crps in forecasts.rivals_today(case).items():
        assert crps == pytest.approx(kept[name]["crps"], abs=0.05)


def test_the_dated_forecast_is_the_one_that_was_kept():
    found = json.loads(avt.KEPT.read_text(encoding="utf-8"))
    assert between(avt.BEGIN, avt.END) == avt.table(found).strip()
    assert len(found["quantiles"]) == len(found["levels"]) == len(avt.LEVELS)


def test_the_dated_forecast_is_scored_by_a_table_to_come(tmp_path, capsys):
    found = json.loads(avt.KEPT.read_text(encoding="utf-8"))
    median = found["quantiles"][found["levels"].index(0.5)]
    path = tmp_path / "observed.csv"
    path.write_text(f"date,share\n2027-04,{median[12]}\n2028-04,0.99\n", encoding="utf-8")
    avt.score(path)
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("April 2027:")
    assert said[0].endswith("in the 90% band")
    assert said[1].endswith("out of the 90% band")
    assert said[2].endswith("points over 2 dates")


def test_cut_points_are_those_that_were_written_down_beforehand():
    said = between("(cut-points)=", "The aim is")
    for case, last in zip(
        forecasts.CASES, ["2012"] * 4 + ["September 2014", "November 2023"], strict=True
    ):
        assert f"to {last} |" in said
        year = last.split()[-1]
        assert case.until.startswith(year)
