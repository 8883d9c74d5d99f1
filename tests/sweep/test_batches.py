"""Batches hold every cell once, whatever their size, and no run is lost or made twice in them."""

from functools import partial

import pandas as pd
import pytest
from sweep_stores import BUDGET, SMALL

import sim
import sim.engines.simulate
from sim.api.sweep_running import set_out
from sim.api.sweeps import run_sweep
from sim.study.sweep.batches import cells_at_once, places_of, run_task, seconds_of
from sim.study.sweep.local import run_here
from sim.study.sweep.typed import Wishes, design_of


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7])
def test_batches_hold_every_cell_once(size):
    places = [place for each in places_of(6, size) for place in each]
    assert places == list(range(6))


def test_a_batch_takes_about_two_seconds_unless_there_would_be_too_few_or_too_many():
    assert cells_at_once(10_000, 0.1) == 20
    assert cells_at_once(10_000, 100.0) == 20, "512 batches at most, of 100 seconds a cell too"
    assert cells_at_once(10_000, 1e-6) == 313, "32 batches at least"
    assert cells_at_once(1, 0.01) == cells_at_once(5, 100.0) == 1


def test_runs_are_counted_by_the_sixty_four_that_run_side_by_side():
    scenario = sim.load([*SMALL, "strategy=none"])
    assert seconds_of(scenario, 12) == seconds_of(scenario, 64) == seconds_of(scenario, 65) / 2
    assert seconds_of(scenario, 2) < seconds_of(scenario, 12)


def swept(place, *texts, at_once, wishes=None, replicates=4):
    design = design_of((*SMALL, *texts), wishes or Wishes(), replicates=replicates)
    return run_sweep(set_out(design, place, at_once=at_once))


def test_cells_are_the_same_in_batches_of_any_size(sweeps, tmp_path):
    line = ("strategy=none,one_to_one", f"{BUDGET}=300,600,900")
    swept(tmp_path / "four", *line, at_once=4)
    swept(tmp_path / "one", *line, at_once=1)
    four, one = (sim.results(tmp_path / name) for name in ("four", "one"))
    assert len(four.frame()) == 6
    pd.testing.assert_frame_equal(four.frame(), one.frame())
    pd.testing.assert_frame_equal(four.runs(), one.runs())


def test_a_cell_that_a_batch_has_twice_in_other_words_runs_once(tmp_path, monkeypatch):
    """A usual value among the others is the plan as it is."""

    def counted(*given, **named):
        ran.append(given[1])
        return engine(*given, **named)

    ran, engine = [], sim.engines.simulate.simulate
    monkeypatch.setattr(sim.engines.simulate, "simulate", counted)
    usual = sim.load(["strategy=one_to_one"]).strategy.plan
    line = ("strategy=one_to_one", f"strategy.plan={usual},1")
    count = swept(tmp_path / "study", *line, at_once=3, wishes=Wishes(alone=True))
    assert (count.cells, count.done, len(ran)) == (3, 3, 2)
    found = sim.results(tmp_path / "study")
    assert (found.done, found.missing, len(found.runs())) == (2, 0, 8)


@pytest.mark.parametrize("at_once", [1, 9])
def test_the_runs_of_every_cell_are_kept_where_one_at_a_time_one_has_more_of_them(
    tmp_path, at_once
):
    """Only the plan as it is has more runs; the others have none elsewhere."""
    line = ("strategy=none", "strategy.pilots=2", "replicates=3,6", "strategy.plan=0,1")
    swept(tmp_path / "study", *line, at_once=at_once, wishes=Wishes(alone=True))
    runs = sim.results(tmp_path / "study").runs()
    # as it is, with 4, 3 and 6 runs; and two cells of 4 runs
    assert sorted(runs.groupby("cell").size()) == [3, 4, 4, 4, 6]


def test_the_usual_number_of_runs_has_no_say_where_others_are_swept(tmp_path):
    swept(tmp_path / "study", "strategy=none", "replicates=2,3", at_once=9, replicates=64)
    runs = sim.results(tmp_path / "study").runs()
    assert sorted(runs.groupby("cell").size()) == [2, 3]


def test_no_more_cells_are_under_way_than_are_missing(tmp_path):
    """The last batch is smaller than the others."""
    design = design_of((*SMALL, "strategy=none", "seed=range(0,6)"), Wishes(), replicates=2)
    running = set_out(design, tmp_path / "study", at_once=4)
    run_sweep(running, (1, 2))
    running.store.mark(running.name(1))
    cells = sim.results(tmp_path / "study").cells
    running.store.unmark()
    assert (cells.done, cells.missing, cells.under_way) == (4, 2, 2)


def six(place):
    design = design_of((*SMALL, "strategy=none", "seed=range(0,6)"), Wishes(), replicates=2)
    return set_out(design, place, at_once=1)


def test_a_share_begins_with_the_batch_of_its_number(tmp_path):
    shares = [six(tmp_path).numbers((one, 4)) for one in (1, 2, 3, 4)]
    assert shares == [[0, 4], [1, 5], [2], [3]]


def test_batches_of_others_come_last_and_what_they_have_done_meanwhile_is_not_run(tmp_path):
    running, other, order = six(tmp_path / "study"), six(tmp_path / "study"), []

    def machine(tasks, done):
        for task in tasks:
            order.append(int(task.batch.name.partition("-")[2]))
            if len(order) == 1:
                run_sweep(six(tmp_path / "study"), (3, 6))
            yield run_task(task, done)

    other.store.begin(other.kept)
    other.store.mark(other.name(0))
    count = run_sweep(running, machine=machine)
    assert order == [1, 3, 4, 5, 0]
    assert (count.before, count.done) == (1, 5)


def test_a_sweep_that_is_stopped_is_no_longer_under_way(tmp_path):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_sweep(six(tmp_path / "study"), machine=partial(run_here, workers=1), tell=stop)
    assert not list((tmp_path / "study" / "parts").glob("*.under_way"))
