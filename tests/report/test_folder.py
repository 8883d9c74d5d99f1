"""Nothing computed is lost: a folder's name is claimed first, and it comes whole or not at all."""

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import sim
from sim.params.errors import UserError
from sim.report.store import NotDrawnWarning, disk, folder, tables

PROJECT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
CLAIM = "import sys, os; from pathlib import Path; from sim.report.store.folder import claim\n"
TABLES = {"summary.csv", "curves.parquet", "replicates.parquet", "manifest.json", "verdict.md"}


@pytest.fixture(scope="module")
def result():
    return sim.run("system=one_ics", "system.organisations=9", months=4, replicates=4)


def names(place):
    return sorted(each.name for each in place.iterdir())


def write(target, text="a"):
    """Claim a folder, and write one file into it."""
    with folder.claim(target) as claimed:
        with claimed.writing() as inside:
            (inside / "a").write_text(text)
        return claimed.target


def another(code, place):
    """Another process that claims runs/one and goes on as `code` says."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{CLAIM}kept = claim(Path('runs', 'one'))\n{code}"], cwd=place,
        env=os.environ | {"PYTHONPATH": str(PROJECT)}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


# Its name


def test_a_folder_gets_its_name_when_it_is_complete(tmp_path):
    target = tmp_path / "runs" / "one"
    with folder.claim(target) as claimed, claimed.writing() as inside:
        (inside / "a").write_text("a")
        assert not target.exists()
    assert (target / "a").read_text() == "a"
    assert names(target) == ["a"]
    assert names(target.parent) == ["one"]


def test_runs_that_start_in_the_same_second_each_get_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    claims = [folder.claim_new("none, title='Größe?/..'", NOON) for _ in range(3)]
    for number, claimed in enumerate(claims):
        with claimed.writing() as inside:
            (inside / "number").write_text(str(number))
    assert [each.target.name for each in claims] == [
        f"none-title=-Gr-e{ending}"
        for ending in ("-20261128T120000Z", "-20261128T120000Z-2", "-20261128T120000Z-3")
    ]
    assert [(each.target / "number").read_text() for each in claims] == ["0", "1", "2"]
    assert names(tmp_path / "runs") == [each.target.name for each in claims]


def test_the_second_run_into_one_folder_is_told_before_it_computes(tmp_path):
    told = r"another run is writing .*one; give another name"
    with folder.claim(tmp_path / "one"), pytest.raises(folder.TakenError, match=told):
        folder.claim(tmp_path / "one")
    assert write(tmp_path / "one") == tmp_path / "one"


def test_the_second_process_is_told_too_and_a_live_run_is_not_swept_away(tmp_path):
    with another("print('has it', flush=True); input()", tmp_path) as other:
        assert other.stdout.readline() == "has it\n"
        with pytest.raises(folder.TakenError, match="another run is writing"):
            folder.claim(tmp_path / "runs" / "one")
        folder.sweep(tmp_path / "runs")
        assert names(tmp_path / "runs") == [".one.part"]
        other.communicate("\n")


def test_what_a_dead_process_left_is_swept_and_its_name_is_free(tmp_path):
    leave = "(kept.part / 'results').mkdir(); (kept.part / 'results' / 'x').touch(); os._exit(1)"
    another(leave, tmp_path).communicate()
    assert names(tmp_path / "runs" / ".one.part") == ["results", "uptake.lock"]
    folder.claim(tmp_path / "runs" / "two").release()
    assert names(tmp_path / "runs") == []
    another(leave, tmp_path).communicate()
    write(tmp_path / "runs" / "one")
    assert names(tmp_path / "runs" / "one") == ["a"]


def test_what_died_while_it_was_made_or_removed_is_swept_too(tmp_path):
    (tmp_path / ".one.part").mkdir()  # killed before it could lock it
    folder.sweep(tmp_path)
    assert names(tmp_path) == []
    claimed = folder.claim(tmp_path / "two")
    (claimed.part / "results").mkdir()
    (claimed.part / "results" / "a").touch()
    claimed.held.close()
    folder._remove(claimed.part.rename(tmp_path / ".three.part"))
    assert names(tmp_path) == []


def test_the_lock_goes_last_so_that_a_removal_cut_short_can_be_swept(tmp_path, monkeypatch):
    def dies(place, **_):
        removed.append(place.name)
        raise KeyboardInterrupt

    removed, rmtree = [], folder.shutil.rmtree
    claimed = folder.claim(tmp_path / "one")
    (claimed.part / "results").mkdir()
    monkeypatch.setattr(folder.shutil, "rmtree", dies)
    with pytest.raises(KeyboardInterrupt):
        claimed.release()
    assert removed == ["results"]
    claimed.held.close()
    monkeypatch.setattr(folder.shutil, "rmtree", rmtree)
    folder.sweep(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_looks_like_a_part_is_not_followed(tmp_path):
    (tmp_path / "mine" / "results").mkdir(parents=True)
    (tmp_path / "mine" / folder.LOCK).touch()
    (tmp_path / ".mine.part").symlink_to(tmp_path / "mine")
    folder.sweep(tmp_path)
    assert names(tmp_path / "mine") == ["results", folder.LOCK]


def test_files_are_on_the_disk_before_they_get_their_name_and_the_name_after(tmp_path, monkeypatch):
    def settled(what, ask):
        return lambda *given: (told.append(what), ask(*given))[1]

    told = []
    monkeypatch.setattr(disk, "settle_file", settled("file", disk.settle_file))
    monkeypatch.setattr(disk, "settle_names", settled("names", disk.settle_names))
    monkeypatch.setattr(folder, "_renamed", settled("renamed", folder._renamed))
    write(tmp_path / "one")
    assert told == ["file", "names", "renamed", "names"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannotsettle_files_still_takes_results(number, tmp_path, monkeypatch):
    def cannot(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", cannot)
    assert names(write(tmp_path / "one")) == ["a"]


def test_a_disk_that_says_late_that_it_is_full_is_heard(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left on device"):
        write(tmp_path / "one")
    assert names(tmp_path) == []


def test_a_folder_that_only_looks_like_a_part_is_left_alone(tmp_path):
    (tmp_path / ".mine.part").mkdir()
    (tmp_path / ".mine.part" / "letter").write_text("dear")
    folder.sweep(tmp_path)
    assert (tmp_path / ".mine.part" / "letter").read_text() == "dear"


def test_on_a_file_system_without_locks_whoever_makes_the_part_has_the_name(tmp_path, monkeypatch):
    def unknown(_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(folder, "lock", unknown)
    with folder.claim(tmp_path / "one"):
        with pytest.raises(folder.TakenError):
            folder.claim(tmp_path / "one")
        write(tmp_path / "two")  # which does not sweep the other away
        assert names(tmp_path) == [".one.part", "two"]
    assert names(tmp_path) == ["two"]


def test_a_disk_with_no_room_for_the_claim_is_refused_and_left_clean(tmp_path, monkeypatch):
    def full(path, mode="r", *rest, **more):
        if path.name == folder.LOCK and mode == "ab":
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(path, mode, *rest, **more)

    opened = Path.open
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(UserError, match=r"cannot write .*one: No space left on device"):
        folder.claim(tmp_path / "one")
    assert names(tmp_path) == []


def test_folders_made_for_one_that_never_came_go_again_unless_something_is_in_them(tmp_path):
    with folder.claim(tmp_path / "a" / "b" / "c"):
        assert names(tmp_path / "a" / "b") == [".c.part"]
    assert names(tmp_path) == []
    with folder.claim(tmp_path / "a" / "b" / "c"):
        (tmp_path / "a" / "mine").write_text("x")
    assert names(tmp_path / "a") == ["mine"]
    write(tmp_path / "d" / "e")
    assert names(tmp_path / "d" / "e") == ["a"]


def test_an_existing_folder_is_refused_and_left_alone(result, tmp_path):
    (tmp_path / "one").mkdir()
    with pytest.raises(UserError, match="one exists already"):
        folder.claim(tmp_path / "one")
    with pytest.raises(UserError, match="one exists already"):
        result.save(tmp_path / "one", figures=False)
    assert names(tmp_path) == ["one"]
    assert names(tmp_path / "one") == []


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_computed(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot write"):
        folder.claim(tmp_path / "file" / "one")
    folder.claim(tmp_path / "new" / "one").release()
    assert names(tmp_path) == ["file"]


def test_a_folder_that_something_else_made_meanwhile_does_not_cost_the_results(tmp_path):
    with folder.claim(tmp_path / "one") as claimed, claimed.writing() as inside:
        (inside / "a").write_text("a")
        (tmp_path / "one").mkdir()
    assert claimed.target == tmp_path / "one-2"
    assert names(tmp_path / "one-2") == ["a"]
    assert names(tmp_path / "one") == []


@pytest.mark.parametrize("words", ["con", "a" * 300, "<>:|?*", "ends.", "ü" * 9, "../../up", ""])
def test_a_name_is_one_that_every_system_takes(words):
    name = folder.plain_name(words)
    assert 0 < len(name) <= 60
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(".- ")


# What is written


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_nothing_half_written_is_left_whatever_stops_the_writing(stop, tmp_path):
    def write_and_stop():
        with folder.claim(tmp_path / "one") as claimed, claimed.writing() as inside:
            (inside / "a").write_text("a")
            raise stop

    with pytest.raises(stop):
        write_and_stop()
    assert names(tmp_path) == []


def test_a_full_disk_is_reported_in_one_line_and_leaves_nothing(result, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tables, "write_parquet", full)
    with pytest.raises(UserError, match=r"cannot write .*one: No space left on device"):
        result.save(tmp_path / "one")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "fault",
    [
        ImportError("no DLL"), OSError(errno.ENOSPC, "No space left on device"), MemoryError(),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), RuntimeError("bad\nfont"),
    ],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip
def test_whatever_stops_the_drawing_tables_and_manifest_are_kept(
    fault, result, tmp_path, monkeypatch
):
    def draw(drawings, place):
        (place / "adoption.png").write_text("half")
        raise fault

    monkeypatch.setattr("sim.report.figures.save_all", draw)
    with pytest.warns(NotDrawnWarning, match="no figures were drawn") as told:
        place = result.save(tmp_path / "one", command="uptake run --seed 1")
    (line,) = (str(each.message) for each in told)
    assert "\n" not in line
    assert line.endswith("the same run draws them: uptake run --seed 1")
    assert set(names(place)) == TABLES
    assert names(tmp_path) == ["one"]


def test_stopping_while_figures_are_drawn_leaves_nothing_half_written(
    result, tmp_path, monkeypatch
):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.report.figures.save_all", stop)
    with pytest.raises(KeyboardInterrupt):
        result.save(tmp_path / "one")
    assert names(tmp_path) == []
