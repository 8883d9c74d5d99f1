"""A cell is missing, under way, done or failed, and a failure is a result with its message."""

import numpy as np
import pandas as pd
import pytest
from sweep_stores import BUDGET, SMALL, Sweeps

import sim
import sim.engines.simulate
from sim.api.sweep_running import set_out
from sim.api.sweeps import run_sweep
from sim.params.errors import UserError
from sim.report.sweeps import parts
from sim.report.sweeps.listing import names_of
from sim.report.sweeps.table import _latest
from sim.study.sweep.typed import Wishes, design_of

LINE = ("strategy=none", "strategy.pilots=2,7,3")  # of 6 organisations


@pytest.fixture
def ill(monkeypatch):
    """Seeds whose cells fail while they are in it."""

    def fails(scenario, replicates, seed, **named):
        if seed in seeds:
            raise seeds[seed]
        return engine(scenario, replicates, seed, **named)

    seeds, engine = {}, sim.engines.simulate.simulate
    monkeypatch.setattr(sim.engines.simulate, "simulate", fails)
    return seeds


def test_an_impossible_cell_fails_with_its_message_and_the_others_run(sweeps):
    count = sweeps.run(*LINE)
    assert (count.cells, count.done, count.failed) == (3, 3, 1)
    frame = sweeps.cells.frame.set_index("strategy.pilots")
    assert frame["state"].to_dict() == {2: "done", 3: "done", 7: "failed"}
    assert "there cannot be more pilots than organisations" in frame.loc[7, "failure"]
    outcomes = frame.loc[7].drop(["cell", "ensemble", "state", "failure", "asked"])
    outcomes = outcomes.drop(["seed", "replicates"])
    assert outcomes.isna().all(), "a failed cell counts as a number"
    assert np.isfinite(frame.loc[2, "live_headline"])


def test_a_failed_cell_of_keys_that_change_one_at_a_time_has_the_usual_values_of_the_others(sweeps):
    line = ("strategy=hin_playbook", "strategy.pilots=2,7", "strategy.plan=0,1")
    line = (*line, "system.approvals=1,3")
    sweeps.run(*line, wishes=Wishes(alone=True))
    cells = sweeps.cells
    frame = cells.frame.set_index("strategy.pilots")
    assert frame["state"].to_dict() == {2: "done", 4: "done", 7: "failed"}
    assert frame["system.approvals"].notna().all()
    assert frame.loc[7, "strategy.plan"] == frame.loc[2, "strategy.plan"] == 0.7
    failed = cells.frame[cells.frame["state"] == "failed"]
    assert names_of(cells, failed, ()) == ["7 pilots"]


def test_a_date_in_a_cell_that_fails_is_its_month_and_one_outside_the_run_is_unknown(sweeps):
    dates = "strategy.mandate_month=1,2026-06,1990-01"
    count = sweeps.run("strategy=none", "clock.start=2026-04", "strategy.pilots=7,8", dates)
    assert (count.done, count.failed) == (6, 6)
    months = sweeps.cells.frame["strategy.mandate_month"].tolist()
    assert [each for each in months if each == each] == [1, 2] * 2


def test_cells_that_failed_several_times_are_done_once_any_part_says_so(tmp_path, ill):
    """Parts of cells that were run again come in no order of time."""
    place = tmp_path / "study"
    ill |= dict.fromkeys(range(1, 6), UserError("no"))
    design = design_of((*SMALL, "strategy=none", "seed=range(1,6)"), Wishes(), replicates=2)
    for seed in (None, 1, 2, 3, 4, 5):
        ill.pop(seed, None)
        run_sweep(set_out(design, place, at_once=5), retry=True)
    assert not ill
    count = run_sweep(set_out(design, place, at_once=5), retry=True)
    assert (count.before, count.done, count.failed) == (5, 0, 0)
    assert sim.results(place).done == 5


@pytest.mark.parametrize(
    ("method", "first", "then", "missing"),
    [("sobol", 2, 4, 0), ("lhs", 2, 4, 2), ("sobol", 4, 2, 4), ("lhs", 4, 2, 4)],
)
def test_points_that_a_later_line_does_not_draw_again_stay_missing(
    sweeps, method, first, then, missing
):
    keys = ("strategy=none", f"{BUDGET}=interval(300,600)")
    begun = sweeps.out(*keys, wishes=Wishes(first, method))
    begun.store.begin(begun.kept)
    sweeps.run(*keys, wishes=Wishes(then, method))
    assert (sweeps.cells.done, sweeps.cells.missing) == (then, missing)


def test_of_two_rows_for_the_same_settings_the_one_that_went_well_is_shown():
    """Whichever part it is in; of two that went alike, that which was run again."""
    rows = [(1, 0, "done", False, "a"), (1, 0, "failed", True, "b"), (2, 0, "failed", False, "c"),
            (2, 0, "failed", True, "d"), (3, 1, "failed", False, "e"), (3, 0, "done", True, "f"),
            (4, 0, "failed", False, "g"), (4, 0, "done", True, "h")]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["key", "order", "state", "again", "cell"])
    shown = _latest(frame.assign(seed=0, part="p"), ["key"])
    assert sorted(shown["cell"]) == ["a", "d", "e", "h"]


def test_what_is_shifted_is_told_as_it_was_asked_for(sweeps):
    sweeps.run("strategy=hin_playbook", "strategy.pilots=1", "strategy.shift.comms=0,-0.05,0.1")
    assert sweeps.cells.frame["strategy.shift.comms"].tolist() == [-0.05, 0.0, 0.1]


def test_a_failure_is_not_run_again_unless_that_is_asked_for(sweeps):
    sweeps.run(*LINE)
    again = sweeps.run(*LINE)
    assert (again.before, again.done, again.failed) == (3, 0, 1)
    retried = sweeps.run(*LINE, retry=True)
    assert (retried.before, retried.done, retried.failed) == (2, 1, 1)
    assert (sweeps.cells.done, sweeps.cells.failed, sweeps.cells.missing) == (2, 1, 0)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UserError("the file\nis gone"), "the file is gone"),
        (MemoryError(), "there is not enough memory"),
        (ZeroDivisionError("by 0"), "ZeroDivisionError: by 0"),
    ],
)
def test_cells_are_tried_again_after_the_cause_is_gone(sweeps, tmp_path, ill, error, told):
    line = ("strategy=none", "seed=1,2")
    ill[2] = error
    assert sweeps.run(*line).failed == 1
    assert sweeps.cells.frame["failure"].tolist()[1] == told
    ill[2] = UserError("still")
    assert sweeps.run(*line, retry=True).failed == 1
    assert sweeps.cells.frame["failure"].tolist()[1] == "still"
    del ill[2]
    assert sweeps.run(*line, retry=True).failed == 0
    cells = sweeps.cells
    assert (cells.done, cells.failed, cells.missing) == (2, 0, 0)
    assert sweeps.run(*line, retry=True).done == 0
    undisturbed = Sweeps(tmp_path / "other")
    undisturbed.run(*line)
    other = undisturbed.cells.frame
    pd.testing.assert_frame_equal(cells.frame, other, check_exact=True, check_dtype=False)


def test_a_damaged_part_of_cells_that_were_tried_again_is_run_again_without_being_asked(
    sweeps, ill
):
    line = ("strategy=none", "seed=1,2")
    ill[2] = UserError("no")
    sweeps.run(*line)
    del ill[2]
    sweeps.run(*line, retry=True)
    again = next(each for each in parts.names(sweeps.place) if "-again-" in each)
    (sweeps.place / parts.GROUPS / f"{again}.parquet").write_bytes(b"")
    assert (sweeps.cells.done, sweeps.cells.failed) == (1, 1)
    count = sweeps.run(*line)
    assert (count.done, count.damaged) == (1, {again: f"groups/{again}.parquet"})
    assert (sweeps.cells.done, sweeps.cells.failed, sweeps.cells.damaged) == (2, 0, {})


def test_a_failed_cell_of_an_earlier_line_is_tried_by_the_next(sweeps, ill):
    ill[2] = UserError("no")
    sweeps.run("strategy=none", "seed=1,2")
    del ill[2]
    count = sweeps.run("strategy=none", "seed=1,2,3")
    assert count.failed == 0
    assert (sweeps.cells.done, sweeps.cells.failed) == (3, 0)


def test_what_has_not_run_is_missing(sweeps):
    running = sweeps.out(*LINE)
    running.store.begin(running.kept)
    cells = sweeps.cells
    assert (cells.done, cells.failed, cells.missing, len(cells.frame)) == (0, 0, 3, 0)
