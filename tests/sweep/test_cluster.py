"""Sweeps on a real Dask scheduler with two worker processes."""

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from shares import CELLS, IMPOSSIBLE, SMALL, contents, sweep

from sim import cli
from sim.params.errors import UserError
from sim.rules.sources import sources_digest
from sim.study.sweep import cluster
from sim.study.sweep.machines import machine_of

if not os.environ.get("CI"):  # where it is never left out
    pytest.importorskip("distributed", reason="needs the extra 'cluster'")

ROOT = Path(__file__).parent.parent.parent
FEW = ("strategy=none,hin_playbook", "seed=1,2")


@contextmanager
def process(*words):
    """Run one of Dask's programs until the end of the block; give the means to kill it."""
    with subprocess.Popen(
        [sys.executable, "-m", *map(str, words)], env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as begun:  # fmt: skip
        try:
            yield begun
        finally:
            begun.kill()


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """An address of a scheduler, and its two workers."""
    place = tmp_path_factory.mktemp("dask")
    file = place / "scheduler.json"
    quiet = ["--host", "127.0.0.1", "--no-dashboard"]
    own = ["--no-nanny", "--nthreads", 1, "--local-directory", place]
    with ExitStack() as stack:
        scheduler = ["--port", 0, "--scheduler-file", file]
        stack.enter_context(process("distributed.cli.dask_scheduler", *quiet, *scheduler))
        words = ["distributed.cli.dask_worker", "--scheduler-file", file, *quiet, *own]
        workers = [stack.enter_context(process(*words)) for _ in range(2)]
        wait_for(file.is_file)
        with machine_of(f"dask:{file}") as machine:
            sweep(place / "first", FEW, machine=machine.run)  # both import and load compiled code
        yield f"dask:{file}", workers


def wait_for(ready):
    until = time.monotonic() + 60
    while not ready() and time.monotonic() < until:
        time.sleep(0.05)
    assert ready()


def tasks_at(address):
    """What a scheduler still has to do."""
    import distributed

    where = {"scheduler_file": address.removeprefix("dask:")}
    with distributed.Client(**where, set_as_default=False) as client:
        return client.run_on_scheduler(lambda dask_scheduler: list(dask_scheduler.tasks))


def test_presets_of_ones_own_travel(dask, tmp_path):
    """The worker has no such folder: it is gone once the sweep is set out."""
    from sim.api.sweep_running import set_out
    from sim.api.sweeps import run_sweep
    from sim.study.sweep.typed import Wishes, design_of

    presets = tmp_path / "ours" / "strategy"
    presets.mkdir(parents=True)
    text = "title: Our plan\npilots: 2\nshares: {one2one: 1.0}\n"
    (presets / "our_plan.yaml").write_text(text, encoding="utf-8")
    own = [tmp_path / "ours"]
    design = design_of(
        [*SMALL, "strategy=our_plan,none", "seed=1,2"], Wishes(), replicates=4, config_dirs=own
    )
    run_sweep(set_out(design, tmp_path / "here", config_dirs=own))
    running = set_out(design, tmp_path / "there", config_dirs=own)
    (presets / "our_plan.yaml").unlink()
    with machine_of(dask[0]) as machine:
        assert run_sweep(running, machine=machine.run).failed == 0
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_a_system_of_ones_own_files_is_refused_and_never_a_failed_cell(dask, tmp_path):
    orgs = tmp_path / "orgs.csv"
    orgs.write_text("id\na\nb\nc\n", encoding="utf-8")
    keys = (f"system.organisations_file={orgs}", "seed=1,2")
    with (
        pytest.raises(UserError, match="not sent to a cluster; leave --on out"),
        machine_of(dask[0]) as machine,
    ):
        sweep(tmp_path / "store", keys, machine=machine.run)
    assert not list(tmp_path.glob("store/parts/*.sha256"))


def test_ctrl_c_cancels_what_the_scheduler_still_has(dask, tmp_path):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), machine_of(dask[0]) as machine:
        sweep(tmp_path / "store", machine=machine.run, tell=stop)
    wait_for(lambda: not tasks_at(dask[0]))
    with machine_of(dask[0]) as machine:
        sweep(tmp_path / "store", machine=machine.run)
    sweep(tmp_path / "serial")
    assert contents(tmp_path / "store") == contents(tmp_path / "serial")


def test_workers_with_another_version_are_refused_before_anything_is_written(
    dask, tmp_path, monkeypatch
):
    monkeypatch.setattr(cluster, "sources_digest", lambda: "another")
    with pytest.raises(UserError, match="another version of uptake"), machine_of(dask[0]):
        pass


def test_a_worker_with_another_version_that_comes_later_is_refused_in_one_line(
    dask, tmp_path, monkeypatch
):
    monkeypatch.setattr("sim.api.sweeps.sources_digest", lambda: "another")
    with (
        pytest.raises(UserError, match=r"^[^\n]* has another version of uptake[^\n]*$"),
        machine_of(dask[0]) as machine,
    ):
        sweep(tmp_path / "store", FEW, machine=machine.run)
    assert sources_digest() != "another"


def test_a_worker_killed_in_the_middle_changes_nothing(dask, tmp_path):
    """Its batches run again on the other: every byte is as from one process."""
    address, workers = dask

    def kill(count):
        if count.done == CELLS // 3:
            workers[0].kill()  # SIGKILL

    with machine_of(address) as machine:
        assert machine.words.startswith("2 at once on 2 workers of dask:")
        count = sweep(tmp_path / "two", machine=machine.run, tell=kill)
    assert workers[0].wait(10) != 0
    assert (count.done, count.failed) == (CELLS, IMPOSSIBLE)
    sweep(tmp_path / "serial")
    assert contents(tmp_path / "two") == contents(tmp_path / "serial")


@pytest.mark.parametrize("silent", [False, True])
def test_a_scheduler_that_is_not_there_is_one_line_and_nothing_is_touched(
    silent, tmp_path, monkeypatch, capsys
):
    """Nobody listens at the port, or somebody who never answers."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        if not silent:
            listening.close()
        code = cli.status(
            ["sweep", *SMALL, "seed=1,2", "--out", "study", "--on", f"dask://127.0.0.1:{port}"]
        )
    told = capsys.readouterr()
    assert code == 2
    assert "no Dask scheduler answers there within 0.5 seconds" in " ".join(told.err.split())
    assert list(tmp_path.iterdir()) == []
