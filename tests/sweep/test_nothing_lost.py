"""A sweep that is killed, or finds no room, goes on by the same line as if nothing had happened.

Files are only touched in a few ways (`WAYS`), so every moment between them is tried: from the
chosen one on the process is dead, and not even cleans up.
"""

import errno
import os
import pathlib
import threading

import pyarrow.parquet as pq
import pytest
from small_sweeps import Sweeps

from sim.api.sweeps import run_sweep
from sim.params.errors import UserError
from sim.report.sweeps import parts
from sim.report.sweeps.store import Store

LINE = ("strategy=none", "seed=1,2")
WAYS = [
    (os, "replace"), (os, "fsync"), (os, "rename"), (os, "unlink"), (os, "mkdir"),
    (pq, "write_table"), (pathlib.Path, "write_text"),
]  # fmt: skip
NOBODY = 2**22 + 1  # a number that no process has


class KilledError(BaseException):
    """Stands for kill -9: nothing that the program does afterwards has an effect."""


class Disk:
    """Counts what is done to files, and lets it fail from some moment on."""

    def __init__(self, monkeypatch, fails=None, moment=None, spared=()):
        self.done, self.fails, self.moment, self.spared = 0, fails, moment, spared
        for owner, name in WAYS:
            monkeypatch.setattr(owner, name, self.counted(getattr(owner, name), name))

    def counted(self, way, name):
        def does(*given, **named):
            if threading.current_thread() is not threading.main_thread():
                return way(*given, **named)
            self.done += name not in self.spared
            if self.moment is None or self.done < self.moment or name in self.spared:
                return way(*given, **named)
            if self.done == self.moment and name.startswith("write"):
                way(*given, **named)
                cut(given[0] if name == "write_text" else given[1])
            raise self.fails

        return does


def cut(path):
    """Leave half of a file, as a kill in the middle of writing does."""
    with open(path, "r+b") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    sweeps = Sweeps(tmp_path_factory.mktemp("undisturbed") / "study")
    with pytest.MonkeyPatch.context() as monkeypatch:
        disk = Disk(monkeypatch)
        sweeps.run(*LINE)
    return sweeps.files, disk.done


def test_killed_at_any_moment_the_same_line_makes_the_same_store_to_the_last_byte(
    tmp_path, undisturbed, monkeypatch
):
    files, moments = undisturbed
    assert moments > 30
    for moment in range(1, moments + 1):
        sweeps = Sweeps(tmp_path / f"{moment}")
        with pytest.MonkeyPatch.context() as killed:
            killed.setattr(os, "getpid", lambda: NOBODY)
            Disk(killed, KilledError(), moment)
            with pytest.raises(KilledError):
                sweeps.run(*LINE)
        count = sweeps.run(*LINE)
        assert (count.cells, count.before + count.done) == (2, 2)
        assert sweeps.files == files, f"moment {moment}"


def test_a_full_disk_stops_it_with_one_line_and_it_goes_on_after_room_is_made(
    tmp_path, undisturbed
):
    files, moments = undisturbed
    full = OSError(errno.ENOSPC, "No space left on device")
    told = []
    for moment in range(1, moments + 1, 2):
        sweeps = Sweeps(tmp_path / f"{moment}")
        with pytest.MonkeyPatch.context() as filled:
            Disk(filled, full, moment, spared=("unlink", "replace", "rename"))
            try:
                sweeps.run(*LINE)
            except UserError as error:
                told.append(str(error))
            there = set(parts.names(sweeps.place))
            assert not list(sweeps.place.rglob("*.tmp"))
        store = Store(sweeps.place)
        store.check(sorted(there))
        assert not store.damaged
        assert sweeps.run(*LINE).before == len(there)
        assert sweeps.files == files, f"moment {moment}"
    assert len(told) > 15
    assert all("No space left on device" in each and "\n" not in each for each in told)


def test_a_store_that_cannot_be_written_says_so_and_one_that_is_complete_needs_no_writing(
    sweeps, undisturbed
):
    sweeps.run(*LINE)
    closed = OSError(errno.EROFS, "Read-only file system")
    with pytest.MonkeyPatch.context() as refused:
        Disk(refused, closed, 1, spared=("mkdir", "unlink"))
        assert sweeps.run(*LINE).before == 2
        with pytest.raises(UserError, match="Read-only file system"):
            sweeps.run(*LINE, replicates=5)
    assert sweeps.files == undisturbed[0]


def test_what_dead_processes_left_is_swept_and_a_living_one_keeps_its_own(sweeps, undisturbed):
    from sim.report.sweeps import drafts

    sweeps.run(*LINE)
    name = parts.names(sweeps.place)[0]
    place = sweeps.place / parts.CELLS / f"{name}.parquet"
    mine = place.with_name(f".{name}.parquet.{drafts.host()}.{os.getpid()}.00.tmp")
    dead = place.with_name(f".{name}.parquet.{drafts.host()}.{NOBODY}.00.tmp")
    afar = place.with_name(f".{name}.parquet.elsewhere.{NOBODY}.00.tmp")
    old = place.with_name(f".{name}.parquet.elsewhere.{NOBODY}.01.tmp")
    theirs = place.with_name(".notes.tmp")
    for each in (mine, dead, afar, old, theirs):
        each.write_bytes(b"half")
    os.utime(old, (0, 0))
    mark = sweeps.place / parts.PARTS / f"{name}.under_way"
    mark.write_text("absurd")
    sweeps.run(*LINE)
    assert [each.exists() for each in (mine, dead, afar, old, theirs, mark)] == [
        True, False, True, False, True, False,
    ]  # fmt: skip
    for each in (mine, afar, theirs):
        each.unlink()
    assert sweeps.files == undisturbed[0]


def test_a_living_process_is_said_to_be_under_way_and_a_dead_one_is_not(sweeps):
    from sim.report.sweeps import drafts

    running = sweeps.out(*LINE)
    running.store.begin(running.kept)
    assert (sweeps.cells.missing, sweeps.cells.under_way) == (2, 0)
    running.store.mark(running.name(1))
    assert (sweeps.cells.missing, sweeps.cells.under_way) == (2, 1)
    with pytest.MonkeyPatch.context() as other:
        other.setattr(os, "getpid", lambda: NOBODY)
        drafts.mark(sweeps.place / parts.PARTS / f"{running.name(0)}.under_way")
    assert sweeps.cells.under_way == 1
    running.store.unmark()
    assert sweeps.cells.under_way == 0


def test_two_at_once_on_one_store_do_no_harm(sweeps, undisturbed):
    faults = []

    def run():
        try:
            run_sweep(sweeps.out(*LINE))
        except BaseException as error:  # told below, by the main thread
            faults.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not faults
    assert sweeps.files == undisturbed[0]


def test_shards_together_are_the_whole(sweeps, undisturbed):
    assert sweeps.run(*LINE, shard=(2, 2)).cells == 1
    assert (sweeps.cells.done, sweeps.cells.missing) == (1, 1)
    assert sweeps.run(*LINE, shard=(1, 2)).cells == 1
    assert sweeps.files == undisturbed[0]
