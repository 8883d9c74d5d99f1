"""Jobs of a multirun, in processes of their own, as cells of one store."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.api import multirun
from sim.api.sweep_results import results
from sim.params.errors import UserError

PROJECT = Path(__file__).parent.parent.parent
SMALL = ["system.organisations=12", "clock.months=6"]
LINE = ["-m", "strategy=none,one_to_one", "strategy.pilots=1,2,90", *SMALL]
JOBS = [f"strategy={strategy} strategy.pilots={pilots}"
        for strategy in ("none", "one_to_one") for pilots in (1, 2, 90)]  # fmt: skip
PROGRAM = """
import sys
from pathlib import Path
from sim.api import multirun
line = multirun.line_of(sys.argv[3:], Path(sys.argv[1]), 8, 0)
for number in map(int, sys.argv[2].split(",")):
    cell = multirun.running_of(line).design.cell(number)
    multirun.run_job(line, [each.text for each in cell.overrides], number)
"""


def begun(place, numbers):
    """Begin some jobs of the line in a process of their own."""
    asked = [sys.executable, "-c", PROGRAM, place, ",".join(map(str, numbers)), *LINE]
    return subprocess.Popen(asked, cwd=PROJECT, stderr=subprocess.PIPE, encoding="utf-8")


def test_jobs_in_several_processes_at_once_leave_one_whole_store(tmp_path):
    line = multirun.line_of(LINE, tmp_path, 8, 0)
    every = [begun(tmp_path, numbers) for numbers in ((0, 2, 4, 1), (1, 3, 5, 0))]
    assert [each.communicate()[1] for each in every] == ["", ""]
    ended = multirun.ended(line)
    assert [ended.done, len(ended.failed), ended.missing] == [4, 2, []]
    assert all("more pilots than organisations" in why for why in ended.failed.values())
    store = results(ended.store)
    assert [store.done, store.failed, store.missing] == [4, 2, 0]
    assert not store.cells.damaged


def test_jobs_leave_what_a_sweep_of_the_same_line_leaves(tmp_path):
    line = multirun.line_of(LINE, tmp_path, 8, 0)
    for number, job in enumerate(JOBS):
        multirun.run_job(line, [*job.split(), *SMALL], number)
    swept = sim.sweep(*LINE[1:], out=tmp_path / "swept", replicates=8)
    pd.testing.assert_frame_equal(results(multirun.ended(line).store).frame(), swept.frame())


def test_a_job_of_a_second_run_runs_nothing_and_says_again_why_it_failed(tmp_path):
    line = multirun.line_of(LINE, tmp_path, 8, 0)
    for number in (1, 2):
        job = [*JOBS[number].split(), *SMALL]
        first, again = (multirun.run_job(line, job, number) for _ in range(2))
        assert again.outcomes is None
        assert again.failure == first.failure
    assert "more pilots than organisations" in again.failure


def test_the_store_is_named_by_what_varies_and_what_is_shared(tmp_path):
    def name(*texts):
        line = multirun.line_of(["-m", *texts], tmp_path, 8, 0)
        return multirun.running_of(line).store.place.name

    assert name("strategy.pilots=1,2") == name("strategy.pilots=1,2,3")
    assert name("strategy.pilots=1,2").startswith("pilots-")
    others = [("system.approvals=1,2",), ("strategy.pilots=1,2", "clock.months=6"),
              ("strategy.pilots=1,2", "strategy=none,one_to_one")]  # fmt: skip
    assert len({name("strategy.pilots=1,2"), *(name(*each) for each in others)}) == 4


def test_jobs_that_never_ran_are_missing(tmp_path):
    line = multirun.line_of(LINE, tmp_path, 8, 0)
    job = multirun.run_job(line, [*JOBS[0].split(), *SMALL], 0)
    assert len(job.outcomes.replicates) == 8
    ended = multirun.ended(line)
    assert ended.missing == [f"{job} {' '.join(SMALL)}" for job in JOBS[1:]]
    assert results(ended.store).missing == 5


def test_a_job_is_found_whatever_number_a_sweeper_gives_it(tmp_path):
    line = multirun.line_of(LINE, tmp_path, 8, 0)
    multirun.run_job(line, [*SMALL, "strategy.pilots=2", "strategy=one_to_one"], 77)
    frame = results(multirun.ended(line).store).frame()
    assert frame[["strategy", "strategy.pilots"]].to_numpy().tolist() == [["one_to_one", 2]]
    with pytest.raises(UserError, match="none of those"):
        multirun.run_job(line, [*SMALL, "strategy.pilots=7", "strategy=one_to_one"], 0)


def test_a_line_without_jobs_is_no_multirun(tmp_path):
    assert multirun.line_of(["strategy=none"], tmp_path, 8, 0) is None
    assert multirun.line_of(["hydra.mode=MULTIRUN", "strategy=none"], tmp_path, 8, 0) is not None
