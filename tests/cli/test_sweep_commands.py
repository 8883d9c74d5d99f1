"""`uptake sweep` and `uptake results`, and the same from Python."""

import json

import numpy as np
import pandas as pd
import pytest

import sim
from sim.outcomes.intervals import mean_interval
from sim.outcomes.outcome_table import quantity_of

SMALL = ["system=one_ics", "system.organisations=6", "clock.months=12"]
RUNS = ["--replicates", "4"]
TWO_KEYS = ["strategy=none,one_to_one", "strategy.pilots=1,2,90"]


def sweep(uptake, *more, out="study"):
    return uptake("sweep", *SMALL, *more, *RUNS, "--out", str(out))


@pytest.fixture
def study(uptake):
    """A store with four cells done and two failed."""
    code, _, _ = sweep(uptake, *TWO_KEYS)
    assert code == 1
    return "study"


def test_a_sweep_says_what_it_ran_and_what_to_do_next(uptake):
    code, told, error = sweep(uptake, "strategy.pilots=1,2")
    assert (code, error) == (0, "")
    assert told.splitlines() == [
        "2 cells run now: 2 of 2 in study",
        'To see what was found: uptake results "study" --plot',
    ]


def test_the_same_line_again_runs_nothing(uptake):
    sweep(uptake, "strategy.pilots=1,2")
    _, told, _ = sweep(uptake, "strategy.pilots=1,2")
    assert "nothing left to run, 2 were there before: 2 of 2" in told


def test_a_store_that_goes_on_with_another_version_of_what_computes_says_so(uptake, tmp_path):
    sweep(uptake, "strategy.pilots=1,2")
    path = next((tmp_path / "study" / "designs").iterdir())
    said = json.loads(path.read_text(encoding="utf-8"))
    said["versions"] |= {"numpy": "1.0", "matplotlib": "1.0"}
    path.write_text(json.dumps(said), encoding="utf-8")
    _, _, quiet = sweep(uptake, "strategy.pilots=1,2")
    assert quiet == "", "nothing was run"
    _, _, told = sweep(uptake, "strategy.pilots=1,2,3")
    assert "some cells were run with numpy 1.0, which is not what is installed" in told
    assert "matplotlib" not in told


def test_more_values_run_only_what_is_new(uptake):
    sweep(uptake, "strategy.pilots=1,2")
    sweep(uptake, "strategy.pilots=1,2,3")
    found = sim.results("study")
    assert found.frame()["strategy.pilots"].tolist() == [1, 2, 3]
    assert pd.read_parquet("study/runs")["ensemble"].nunique() == 3
    assert len(pd.read_parquet("study/runs")) == 3 * 4


def test_an_impossible_cell_is_recorded_and_the_others_run(uptake, study):
    code, told, _ = uptake("results", study)
    assert code == 1
    assert "6 cells: 4 done, 2 failed" in told
    assert "strategy.pilots is 90, but system.organisations is 6" in " ".join(told.split())
    assert told.count("failed  ") >= 2, "a failed cell has no number in the table"


def test_a_sweep_that_failed_lists_what_and_ends_with_1(uptake):
    code, told, _ = sweep(uptake, *TWO_KEYS)
    assert code == 1
    assert "2 failed:" in told
    assert "--retry failed" in told


def test_cells_have_the_numbers_of_a_run(study):
    """The outcomes of a cell are those of `sim.run` with the same settings."""
    row = sim.results(study).frame().query("strategy == 'one_to_one' and `strategy.pilots` == 2")
    run = sim.run(*SMALL, "strategy=one_to_one", "strategy.pilots=2", replicates=4)
    for each in run.summary:
        if each.quantity in row:
            told = [row[f"{each.quantity}{end}"].item() for end in ("", "_low", "_high")]
            wanted = [np.nan if end is None else end for end in (each.mean, each.low, each.high)]
            assert told == pytest.approx(wanted, abs=1e-12, nan_ok=True), each.quantity


def test_runs_carry_the_settings_of_their_cell(study):
    runs = sim.results(study).runs()
    assert len(runs) == 4 * 4
    assert set(runs["strategy"]) == {"none", "one_to_one"}
    assert runs.attrs["columns"]["live_headline"]["unit"] == "share of organisations"
    assert {len(each) for each in runs["live_by_month"]} == {13}


def test_a_picture_has_the_curve_of_a_cells_runs_and_its_estimate_with_both_ends(tmp_path):
    keys = ("system=one_ics", "system.organisations=12", "strategy.pilots=1,3,90")
    line = (*keys, "strategy=hin_playbook", "clock.months=24")
    found = sim.sweep(*line, replicates=11, out=tmp_path / "study")
    swept, frame, runs = found.swept(), found.frame(), found.runs()
    assert frame["state"].tolist() == ["done", "done", "failed"]
    for place, cell in enumerate(frame["cell"][:2]):
        mean, low, high = (each[place] for each in (
            swept.estimate.mean, swept.estimate.low, swept.estimate.high))  # fmt: skip
        assert low < mean < high
        assert low == frame["live_headline_low"][place]
        live = np.stack(runs[runs["cell"] == cell]["live_by_month"].to_list()) / 12
        curve = swept.curves(place)
        assert curve.mean == pytest.approx(live.mean(axis=0))
        assert curve.p10 == pytest.approx(np.quantile(live, 0.1, axis=0))
        assert curve.p90 == pytest.approx(np.quantile(live, 0.9, axis=0))
        draws = runs[runs["cell"] == cell]["system_draw"]
        ends = mean_interval(live[:, -1], draws)
        assert (curve.low[-1], curve.high[-1]) == pytest.approx((ends.low, ends.high))
        assert curve.low[-1] < curve.high[-1]


def test_seeds_and_replicates_are_keys_like_any_other(uptake):
    uptake("sweep", *SMALL, "seed=range(1,4)", "replicates=2,3", "--out", "study")
    frame = sim.results("study").frame()
    assert list(zip(frame["seed"], frame["replicates"], strict=True)) == [
        (1, 2), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3),
    ]  # fmt: skip


def test_python_and_the_command_share_a_store(uptake):
    sweep(uptake, "strategy.pilots=1,2")
    found = sim.sweep(*SMALL, "strategy.pilots=1,2,3", replicates=4, out="study")
    assert (found.done, found.failed, found.missing) == (3, 0, 0)
    assert len(list(found.store.place.glob("cells/*.parquet"))) > 1


def test_a_spreadsheet_of_all_cells(uptake, study):
    _, told, _ = uptake("results", study, "--csv", "cells.csv")
    assert "Table of 6 cells: cells.csv" in told
    table = pd.read_csv("cells.csv", encoding="utf-8-sig")
    assert table["state"].tolist().count("failed") == 2
    assert table[quantity_of("live")].notna().sum() == 4


def test_a_spreadsheet_that_is_there_is_kept(uptake, study, tmp_path):
    (tmp_path / "cells.csv").write_text("mine")
    code, _, error = uptake("results", study, "--csv", "cells.csv")
    assert code == 2
    assert "cells.csv exists already" in error
    assert (tmp_path / "cells.csv").read_text() == "mine"


def test_figures_are_drawn_without_being_asked_how(uptake, study, tmp_path):
    uptake("results", study, "--plot")
    assert {each.name for each in (tmp_path / "study/figures").glob("*.png")} == {
        "swept_curves.png", "swept_outcome.png",
    }  # fmt: skip
    assert sweep(uptake, *TWO_KEYS)[0] == 1, "a store with figures goes on"


def test_an_outcome_that_there_is_not_is_refused_with_those_that_there_are(uptake, study):
    code, _, error = uptake("results", study, "--plot", "--outcome", "lively")
    assert code == 2
    assert "there is no outcome 'lively' (did you mean live?)" in error


def test_a_log_tells_how_far_a_sweep_is(uptake, tmp_path):
    sweep(uptake, "strategy.pilots=1,2", "--log", "sweep.log")
    last = (tmp_path / "sweep.log").read_text(encoding="utf-8").splitlines()[-1]
    assert "2 of 2 cells, 0 failed" in last


REFUSED = {
    "a key that no scenario has": (["strategy.pilot=1,2"], "there is no key strategy.pilot"),
    "an empty range": (["strategy.pilots=range(3,3)"], "gives no value"),
    "a range without steps": (["strategy.pilots=range(1,9,0)"], "gives no values"),
    "runs as a key and as an option": (["replicates=2,4"], "--replicates are both given"),
    "a seed as a key and as an option": (
        ["seed=1,2", "--seed", "3"],
        "seed=1,2 and --seed are both given",
    ),
    "a range without a sample": (["strategy.pilots=interval(1,3)"], "--sample 256"),
    "a sample without a range": (["strategy.pilots=1,2", "--sample", "4"], "--sample needs a key"),
    "more cells than anybody means": (["seed=range(0,200000)"], "200,000 cells, about"),
    "a month that is not one of the run": (["strategy.pilots=1,2", "--at", "60"], "from 1 to 12"),
    "a folder of other things": (["strategy.pilots=1,2"], "holds other things"),
    "a store of another sweep": (["strategy.plan=0.1,0.2"], "holds another sweep"),
}


@pytest.mark.parametrize("asked", REFUSED)
def test_what_cannot_be_swept_is_refused_in_one_line_and_nothing_is_touched(
    uptake, tmp_path, asked
):
    line, why = REFUSED[asked]
    if "other things" in asked:
        (tmp_path / "study").mkdir()
        (tmp_path / "study" / "thesis.txt").write_text("mine")
    if "another sweep" in asked:
        sweep(uptake, "strategy.pilots=1,2")
    before = sorted(tmp_path.rglob("*"))
    code, told, error = sweep(uptake, *line)
    assert (code, told) == (2, "")
    assert len(error.splitlines()) == 1
    assert why in error
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_without_a_sweep_is_refused(uptake, tmp_path):
    code, _, error = uptake("results", str(tmp_path))
    assert code == 2
    assert "holds no sweep" in error


def test_a_cell_that_differs_in_one_key_is_named_by_it(uptake):
    keys = ["strategy.pilots=1,3", "strategy.plan=0,1", "system.approvals=1,4"]
    keys.append("innovation.procurement=0,9")
    sweep(uptake, "strategy=hin_playbook", *keys, "--one-at-a-time")
    _, told, _ = uptake("results", "study")
    assert "9 cells: 9 done" in told
    names = [line.split("  ")[0] for line in told.splitlines()]
    assert {"everything as usual", "3 pilots", "no time for procurement"} <= set(names)


def test_a_sample_is_told_by_what_its_points_come_to_together(uptake):
    sweep(uptake, "strategy=none,hin_playbook", "strategy.plan=interval(0,1)", "--sample", "4")
    _, told, _ = uptake("results", "study")
    assert "first in" in told
    assert "The middle one of 4 points" in " ".join(told.split())
    frame = sim.results("study").frame()
    live = frame[frame["strategy"] == "hin_playbook"]["live_headline"].sort_values().tolist()
    middle, low, high = live[2], live[1], live[3]  # the higher of the two that are as near
    assert f"{100 * middle:.0f} ({100 * low:.0f} to {100 * high:.0f})" in told


def test_points_of_a_sample_that_coincide_are_told(uptake):
    sweep(uptake, "strategy=hin_playbook", "strategy.pilots=interval(1,2)", "--sample", "8")
    _, told, _ = uptake("results", "study")
    assert "The middle one of 2 points" in " ".join(told.split())
    assert "8 points were drawn; those that coincide are kept once" in " ".join(told.split())


def test_cells_that_tie_for_fewest_live_are_counted_and_those_that_cannot_be_told_apart(uptake):
    """The ranges of cells that cannot be told apart from the best overlap with its range."""
    sweep(uptake, "strategy=none,hin_playbook", "strategy.budget_per_organisation=300,310,900")
    frame = sim.results("study").frame().sort_values("live_headline")
    fewest, most = (frame["live_headline"] == frame["live_headline"].iloc[end] for end in (0, -1))
    _, told, _ = uptake("results", "study")
    most_told, fewest_told = " ".join(told.split()).split("Most live")[1].split("Fewest live")
    near = frame["live_headline_high"] >= frame["live_headline_low"].iloc[-1]
    overlap = (near & ~most).sum()
    assert fewest.sum() >= 3
    assert f"(and {fewest.sum() - 1} more" in fewest_told
    assert overlap > 0
    assert f"{overlap} whose ranges overlap)" in most_told
