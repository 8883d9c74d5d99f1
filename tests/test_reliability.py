"""A few moments of `benchmarks/reliability.py`, which tries a hundred for docs/reliability.md."""

import importlib
import os
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(autouse=True)
def _found_by_name(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_command_stopped_at_any_moment_leaves_nothing_half_written_and_its_name_free():
    for row in importlib.import_module("stops").rows(3):
        assert row.met, row.note
        assert row.measured == "3 of 3"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_sweep_killed_at_any_moment_goes_on_by_the_same_line():
    for row in importlib.import_module("sweep_stops").rows(2):
        assert row.met, row.note
        assert row.measured == "1 of 1"


def test_what_a_stop_must_not_leave_is_noticed(tmp_path):
    stops = importlib.import_module("stops")
    moment = stops.Moment("run", "SIGTERM", 0.5)
    clean = (143, "", "uptake: stopped; nothing was written\n")
    assert not [*stops._half({}, {"out": "1"}), *stops._rude(moment, clean, {})]
    assert [*stops._half({"out": "1"}, {"out": "1", "out/summary.csv": "2"})]
    assert [*stops._half({"out": "1"}, {"out": "2"})]
    assert [*stops._rude(moment, clean, {".out.part": ""})]
    assert [*stops._rude(moment, (1, "", "Traceback\n  ...\nKeyboardInterrupt\n"), {})]


def test_the_page_says_what_failed_and_what_was_left_out():
    reliability, row = importlib.import_module("reliability"), importlib.import_module("row")
    rows = [row.Row("kill", "nothing left", "1 of 2", False), row.Row("stop", "none", "2", True)]
    told = reliability.page({"stops": rows}, ["- Two users: not tried, because of this\n"])
    assert "| kill | nothing left | 1 of 2 | no |" in told
    last = told.split("## What failed or was left out")[1]
    assert "Two users" in last
    assert "kill: wanted nothing left, found 1 of 2" in last
    assert "stop" not in last


def test_a_part_that_is_tried_again_takes_the_place_of_the_one_before():
    reliability, row = importlib.import_module("reliability"), importlib.import_module("row")
    before = {
        "stops": [row.Row("kill", "nothing left", "1 of 2", False)],
        "two_users": [row.Row("users", "private", "private", True)],
    }
    page = reliability.page(before)
    again = [row.Row("kill", "nothing left", "2 of 2", True)]
    worse = [row.Row("sweep", "nothing lost", "1 of 3", False)]
    assert reliability.renewed(page, before) == page
    better = reliability.renewed(page, {"stops": again})
    assert better == reliability.page(before | {"stops": again})
    both = {"stops": again, "sweep_stops": worse, "two_users": before["two_users"]}
    assert reliability.renewed(better, {"sweep_stops": worse}) == reliability.page(both)


def test_files_of_tests_are_run_and_counted(tmp_path):
    reliability = importlib.import_module("reliability")
    (tmp_path / "test_a.py").write_text("def test_a(): pass\ndef test_b(): pass\n")
    (tmp_path / "test_b.py").write_text("def test_a(): assert False\n")
    good, bad, none = reliability.counted(
        {name: (str(tmp_path / f"test_{name}.py"),) for name in ("a", "b", "nowhere")}
    )
    assert (good.measured, good.met) == ("2 of 2", True)
    assert (bad.measured, bad.met) == ("0 of 1", False)
    assert not none.met
