"""Folders of results: what they are called, that none is lost, how to list and remove them."""

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from sim.cli.folder_names import folder_words
from sim.config import expand
from sim.report.store import claim
from sim.report.store.folder import hold
from sim.rules.code_cache import CompiledCodeWarning

PROJECT = Path(__file__).parents[2]
RUN = ["run", "system=one_ics", "system.organisations=9", "--months", "4", "--replicates", "4"]


def process(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "sim", *arguments], capture_output=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(PROJECT)} | environment,
    )  # fmt: skip


def names(place):
    return sorted(each.name for each in place.iterdir())


# Nothing computed is lost


def test_figures_that_cannot_be_drawn_cost_no_table_and_one_line_says_why(elsewhere):
    told = process(*RUN, "--fixed-assumptions", "--out", "here", MPLBACKEND="nosuch")
    assert told.returncode == 0, told.stderr
    (line,) = (line for line in told.stderr.splitlines() if "no figures were drawn" in line)
    assert "MPLBACKEND" in line
    assert "the same run draws them: uptake run" in line
    assert "Traceback" not in told.stderr
    assert "Tables, verdict.md and manifest: here" in told.stdout
    assert {"summary.csv", "manifest.json", "curves.parquet"} <= set(names(elsewhere / "here"))
    assert "figures" not in names(elsewhere / "here")


def test_a_settings_file_of_matplotlib_that_cannot_be_read_costs_no_table(elsewhere):
    (elsewhere / "matplotlibrc").write_bytes(b"\xff\xfe\x00")
    told = process(*RUN, "--fixed-assumptions", "--out", "here")
    assert told.returncode == 0, told.stderr
    assert "look at MPLBACKEND and the file matplotlibrc" in told.stderr
    assert "Traceback" not in told.stderr
    assert "manifest.json" in names(elsewhere / "here")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has a disk that is full")
def test_words_that_cannot_be_printed_cost_no_folder(elsewhere):
    with open("/dev/full", "w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "sim", *RUN, "--fixed-assumptions", "--no-figures",
             "--out", "here"],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
        )  # fmt: skip
    assert told.returncode == 2
    (line,) = told.stderr.splitlines()
    assert line.startswith("uptake: the words could not be printed (No space left on device)")
    assert "manifest.json" in names(elsewhere / "here")


def test_the_second_run_into_one_folder_learns_it_before_it_computes(uptake, monkeypatch):
    monkeypatch.setattr("sim.api.run_plan", lambda *_, **__: pytest.fail("it ran"))
    with claim(Path("one")):
        code, out, err = uptake(*RUN, "--out", "one")
    assert (code, out) == (2, "")
    assert err.startswith("uptake: another run is writing one; give another name with --out")
    assert err.count("\n") == 1


def test_the_second_page_into_one_file_learns_it_before_it_computes(uptake, monkeypatch):
    monkeypatch.setattr("sim.api.compare_plans", lambda *_, **__: pytest.fail("it ran"))
    with hold(Path("room.html")):
        code, out, err = uptake("report", "strategy=none,one_to_one", "--out", "room.html")
    assert (code, out) == (2, "")
    assert err.startswith("uptake: another run is writing room.html; give another name with --out")


def test_a_run_that_is_refused_late_leaves_its_name_free(uptake, elsewhere, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr("sim.api.run_plan", fail)
    assert uptake(*RUN, "--out", "one")[0] == 2
    assert names(elsewhere) == []


def test_a_warning_is_one_plain_line_that_names_no_place_in_the_code(uptake, monkeypatch):
    def warn(*_):
        text = "the compiled code cannot be kept in here\n(No space left)"
        warnings.warn(text, CompiledCodeWarning, stacklevel=1)
        return 0

    monkeypatch.setattr("sim.cli.list_command.print_list", warn)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        code, out, err = uptake("list")
    assert (code, out) == (0, "")
    assert err == "Note: the compiled code cannot be kept in here (No space left).\n"


# What they are called and hold


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ([], "avt_london-one_to_one"),
        (["strategy=one_to_one", "strategy.pilots=4"], "avt_london-one_to_one-pilots=4"),
        (["strategy=none,one_to_one"], "avt_london-none-vs-one_to_one"),
        (["strategy=none", "strategy.pilots=2,4"], "avt_london-pilots=2-vs-pilots=4"),
        (["scenario=avt_london,freed_england"], "avt_london-vs-freed_england"),
    ],
)
def test_a_folder_is_called_after_what_was_asked_or_what_differs(asked, name):
    plans = expand(asked)
    expected = name if asked else f"avt_london-{plans[0].choices['strategy']}"
    assert folder_words(plans) == expected


def test_the_name_of_a_comparison_of_many_plans_says_how_many_more():
    many = ",".join(str(number) for number in range(1, 31))
    name = folder_words(expand([f"strategy.pilots={many}"]))
    assert name.endswith("-more")
    assert name.startswith("avt_london-pilots=1-vs-pilots=2")
    assert len(name) <= 60


def test_a_folder_without_every_series_is_smaller_and_verifies(uptake, elsewhere):
    uptake(*RUN, "--no-figures", "--out", "small")
    code, out, _ = uptake(*RUN, "--no-figures", "--all-series", "--out", "all")
    assert code == 0
    assert "--all-series" in out.splitlines()[-1]
    small, every = (elsewhere / name / "replicates.parquet" for name in ("small", "all"))
    # Units and meanings take a few kilobytes of each, which counts in files as small as these
    assert small.stat().st_size < every.stat().st_size / 1.4
    assert uptake("verify", "small")[0] == uptake("verify", "all")[0] == 0


# uptake runs


@pytest.fixture
def three(uptake, elsewhere):
    """Three runs, a second apart, and a folder that is none."""
    for number in range(3):
        uptake(*RUN, "--no-figures", "--out", f"runs/{number}")
        path = elsewhere / "runs" / str(number) / "manifest.json"
        said = json.loads(path.read_text(encoding="utf-8"))
        said["time"] = f"2026-11-2{number}T12:00:00+00:00"
        path.write_text(json.dumps(said), encoding="utf-8")
    (elsewhere / "runs" / "letters").mkdir()
    (elsewhere / "runs" / "letters" / "manifest.json").write_text('{"time": "2020"}')
    return elsewhere / "runs"


def test_runs_are_listed_newest_first_with_when_what_and_size(uptake, three):
    code, out, err = uptake("runs")
    assert (code, err) == (0, "")
    folders = [line for line in out.splitlines() if line.startswith("runs")]
    assert folders == [str(Path("runs", name)) for name in "210"]
    assert "22 November 2026" in out
    assert " kB: London's plan for ambient voice, 9 organisations (Ambient voice" in " ".join(
        out.split()
    )
    assert "3 folders of results in runs" in out
    assert "letters" not in out


def test_plans_of_a_kept_comparison_are_named_in_words_and_the_many_are_counted(uptake, elsewhere):
    small = ["system.organisations=9", "--months", "3", "--replicates", "2", "--no-figures"]
    months = "strategy.mandate_month=none,1,2,3,4"
    assert uptake("compare", "system=one_ics", "strategy=hin_playbook", months, *small)[0] == 0
    told = " ".join(uptake("runs")[1].split())
    assert "No mandate; A mandate from month 1; A mandate from month 2; 2 more (" in told
    assert "null" not in told


def test_a_folder_with_the_figures_of_two_systems_can_be_pruned(uptake, elsewhere):
    plans = ["system=one_ics,specialist_network", "strategy=none,hin_playbook"]
    small = ["system.organisations=9", "--months", "3", "--replicates", "2", "--out", "runs/two"]
    assert uptake("compare", *plans, *small)[0] == 0
    assert len(names(elsewhere / "runs" / "two" / "figures")) == 10
    assert "Removed 1 folder" in uptake("runs", "--prune", "--keep", "0", "--yes")[1]


def test_pruning_keeps_the_newest_and_whatever_is_no_run_or_holds_more(uptake, three):
    (three / "0" / "notes.txt").write_text("mine")
    code, out, err = uptake("runs", "--prune", "--keep", "1", "--yes")
    assert code == 0
    assert "Removed 1 folder of results" in out
    assert err.startswith("Kept, as it also holds notes.txt: ")
    assert names(three) == ["0", "2", "letters"]


def test_nothing_is_removed_if_nobody_can_be_asked_or_the_answer_is_no(uptake, three, monkeypatch):
    code, _, err = uptake("runs", "--prune", "--keep", "0")
    assert code == 2
    assert "add --yes" in err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    code, out, _ = uptake("runs", "--prune", "--keep", "0")
    assert (code, out.splitlines()[-1]) == (0, "Nothing was removed.")
    assert names(three) == ["0", "1", "2", "letters"]


def test_few_runs_are_all_kept(uptake, three):
    code, out, _ = uptake("runs", "--prune", "--yes")
    assert code == 0
    assert out.startswith("Nothing to remove: 3 folders of results")
    assert len(names(three)) == 4


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_link_to_a_run_elsewhere_is_no_run(uptake, three, elsewhere):
    (three / "2").rename(elsewhere / "kept")
    (three / "2").symlink_to(elsewhere / "kept")
    uptake("runs", "--prune", "--keep", "0", "--yes")
    assert names(three) == ["2", "letters"]
    assert "manifest.json" in names(elsewhere / "kept")


def test_a_place_without_runs_says_so(uptake):
    assert uptake("runs")[1].startswith("No results yet")
    code, _, err = uptake("runs", "nowhere")
    assert code == 2
    assert err.startswith("uptake: there is no folder nowhere")
