"""Many runs as one queue of blocks: the numbers of each run alone, in order, in little memory."""

import threading
from dataclasses import fields

import numpy as np
import pytest

from sim.config import load, with_values
from sim.engines import block_queue, kernels
from sim.engines.asked import Asked
from sim.engines.block_queue import Job, in_turn, side_by_side
from sim.engines.simulate import several, simulate
from sim.networks import system_of
from sim.params.errors import UserError
from sim.process.settings import settings_of

SMALL = load(["system.organisations=12", "clock.months=6"])
MORE = with_values(SMALL, {"strategy.pilots": 5, "assumptions.commitment_rate": 0.2})


def same(one, other):
    """Whether two results have the same bits."""
    for each in fields(one):
        mine, its = getattr(one, each.name), getattr(other, each.name)
        equal = np.array_equal(mine, its) if isinstance(mine, np.ndarray) else mine == its
        if not equal:
            return False
    return True


def test_many_runs_give_what_each_gives_alone_in_the_order_asked():
    asked = [
        Asked(SMALL, 3), Asked(MORE, 100, 7), Asked(SMALL, 3, 1), Asked(SMALL, 20, 0, 64),
        Asked(MORE, 5, 2, 3),
    ]  # fmt: skip
    found = list(several(asked, threads=2))
    assert len(found) == len(asked)
    for one, each in zip(asked, found, strict=True):
        alone = simulate(one.scenario, one.replicates, one.seed, first=one.first)
        assert same(each, alone), one


def test_a_run_that_cannot_be_is_an_error_in_its_place_and_the_others_run():
    first, bad, last = several([Asked(SMALL, 2), Asked(SMALL, 2, -1), Asked(MORE, 2)])
    assert isinstance(bad, UserError)
    assert "seed" in str(bad)
    assert same(first, simulate(SMALL, 2))
    assert same(last, simulate(MORE, 2))


def test_progress_counts_replicates_over_all_runs():
    told = []
    list(several([Asked(SMALL, 70), Asked(MORE, 10)], on_block=told.append, threads=1))
    assert told == [64, 70, 80]


def test_runs_are_prepared_only_as_there_is_room_for_them():
    begun, most = [0], [0]

    def jobs():
        for _ in range(500):
            begun[0] += 1
            yield Job([1, 2], lambda block: block, sum)

    found = 0
    for each in side_by_side(jobs(), 2):
        assert each == 3
        found += 1
        most[0] = max(most[0], begun[0] - found)
    assert found == 500
    assert most[0] <= block_queue.AHEAD / 2 + 1


def test_who_closes_the_queue_runs_nothing_that_has_not_begun():
    ran, wait = [], threading.Event()

    def run(block):
        ran.append(block)
        if block > 1:
            wait.wait(60)
        return block

    queue = side_by_side([Job([k], run, sum) for k in range(1, 20)], 1)
    assert next(queue) == 1
    queue.close()
    wait.set()
    assert len(ran) <= 2


def test_one_after_the_other_they_are_the_same():
    error = UserError("no")
    jobs = [Job([1, 2], lambda block: block, sum), error, Job([], lambda block: block, sum)]
    assert list(in_turn(jobs)) == list(side_by_side(jobs, 2)) == [3, error, 0]


@pytest.mark.parametrize("replicates", [3, 20])  # one by one, and in lanes
def test_a_run_changes_nothing_in_a_start_that_is_kept(replicates):
    system, settings = system_of(SMALL.system, 0, 0), settings_of(SMALL, 12)
    numbers = np.arange(replicates)
    kept = kernels.begun_of(system, settings, 0, numbers)
    before = [np.copy(each) for each in (*kept.start, kept.categories, kept.groups)]
    simulate(SMALL, replicates)
    again = kernels.begun_of(system, settings, 0, numbers)
    assert again is kept
    after = (*again.start, again.categories, again.groups)
    assert all(np.array_equal(*pair) for pair in zip(before, after, strict=True))


def test_starts_of_large_systems_are_not_kept(monkeypatch):
    monkeypatch.setattr(kernels, "LARGEST_KEPT", 12 * 3 - 1)
    system, settings, numbers = system_of(SMALL.system, 5, 0), settings_of(SMALL, 12), np.arange(3)
    one, other = (kernels.begun_of(system, settings, 5, numbers) for _ in range(2))
    assert one is not other
    assert all(np.array_equal(*pair) for pair in zip(one.start, other.start, strict=True))
