"""A part that is not as it was written is named, never used, and run again by the same line."""

import json
import shutil

import pyarrow.parquet as pq
import pytest
from sweep_stores import BUDGET, Sweeps, files_in

import sim
from sim.params.errors import UserError
from sim.report.sweeps import parts
from sim.report.sweeps.store import Store
from sim.study.sweep.typed import Wishes

LINE = ("strategy=none", "seed=1,2")
FOLDERS = (*parts.TABLES, parts.PARTS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    sweeps = Sweeps(tmp_path_factory.mktemp("whole") / "study")
    sweeps.run(*LINE)
    return sweeps


@pytest.fixture
def copied(whole, sweeps):
    shutil.copytree(whole.place, sweeps.place)
    return sweeps


def gone(path, _):
    path.unlink()


def cut(path, _):
    path.write_bytes(path.read_bytes()[:-9])


def empty(path, _):
    path.write_bytes(b"")


def flipped(path, _):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def of_another(path, other):
    path.write_bytes(other.read_bytes())


def folder(path, _):
    path.unlink()
    path.mkdir()
    (path / "notes.txt").write_text("somebody's own")


def absurd(path, _):
    path.write_bytes(b"\xff\x00  ..\\..\\x\nno digest\n" * 3)


DAMAGE = (gone, cut, empty, flipped, of_another, folder, absurd)


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda each: each.__name__)
@pytest.mark.parametrize("where", FOLDERS)
def test_a_damaged_file_is_named_its_cells_are_missing_and_the_same_line_mends_it(
    copied, whole, where, damage
):
    one, other = sorted((copied.place / where).iterdir())
    others = {name: each for name, each in copied.files.items() if one.stem[:18] not in name}
    damage(one, other)
    cells = copied.cells
    assert (cells.done, cells.missing, cells.failed) == (1, 1, 0)
    named = {} if (damage, where) == (gone, parts.PARTS) else {one.stem: f"{where}/{one.name}"}
    assert cells.damaged.keys() == named.keys()
    if (damage, where) != (flipped, parts.PARTS):  # then the file may be named that it is about
        assert cells.damaged == named
    count = copied.run(*LINE)
    assert (count.before, count.done, count.damaged) == (1, 1, cells.damaged)
    after = copied.files
    aside = {name for name in after if ".aside" in name}
    assert after == {**whole.files, **{name: after[name] for name in aside}}
    assert len(aside) == 2 * (damage is folder)
    assert others.items() <= after.items()


@pytest.mark.parametrize("damage", [gone, cut, empty, flipped, absurd])
def test_a_damaged_description_of_a_line_is_written_again_by_that_line(copied, whole, damage):
    path = next((copied.place / "designs").iterdir())
    damage(path, None)
    with pytest.raises(UserError, match="does not say what was asked of it"):
        _ = copied.cells
    if damage is not gone:
        with pytest.raises(UserError, match="is damaged; give the line it came from again"):
            copied.run("strategy=none", "seed=1,2,3")
    assert copied.run(*LINE).before == 2
    assert copied.files == whole.files


def test_a_description_with_another_content_is_no_description(copied):
    path = next((copied.place / "designs").iterdir())
    said = json.loads(path.read_text())
    path.write_text(json.dumps({**said, "cells": 20}))
    assert Store(copied.place).designs() == []


def test_the_line_that_was_given_last_is_the_latest_also_if_its_clock_is_behind(copied):
    path = next((copied.place / "designs").iterdir())
    said = json.loads(path.read_text())
    path.write_text(json.dumps({**said, "begun": "2999-01-01T00:00:00.000000+00:00"}))
    copied.run(*LINE, replicates=2)
    assert [each.said["replicates"] for each in Store(copied.place).designs()] == [4, 2]
    assert copied.cells.frame["replicates"].tolist() == [2, 2]


def test_cells_that_a_line_found_in_a_part_are_run_again_when_that_part_is_damaged(sweeps):
    sweeps.run(*LINE)
    sweeps.run("strategy=none", "seed=1,2,3")
    before = sweeps.cells
    assert (before.done, before.missing) == (3, 0)
    first = before.frame.set_index("seed")
    prefix = sweeps.out(*LINE).prefix
    for path in (sweeps.place / parts.RUNS).glob(f"{prefix}*"):
        flipped(path, None)
    lost = sweeps.cells
    assert (lost.done, lost.missing) == (1, 2)
    count = sweeps.run("strategy=none", "seed=1,2,3")
    assert (count.before, count.done) == (1, 2)
    again = sweeps.cells
    assert (again.done, again.missing) == (3, 0)
    assert again.frame.set_index("seed").equals(first)
    assert sweeps.run("strategy=none", "seed=1,2,3").done == 0


@pytest.mark.parametrize("replicates", [2, 8])
def test_runs_that_another_part_had_are_never_left_out_in_silence(sweeps, replicates):
    """Four runs of each cell are there; a later line asks for fewer of them, or for more."""
    sweeps.run(*LINE)
    sweeps.run(*LINE, replicates=replicates)
    found = sim.results(sweeps.place)
    assert len(found.runs()) == 2 * replicates
    for path in (sweeps.place / parts.RUNS).glob(f"{sweeps.out(*LINE).prefix}*"):
        flipped(path, None)
    found = sim.results(sweeps.place)
    assert found.done == 2
    for read in (found.runs, lambda: found.swept().curves(0)):
        with pytest.raises(UserError, match="some runs of a cell are gone"):
            read()
    sweeps.run(*LINE)
    sweeps.run(*LINE, replicates=replicates)
    assert len(sim.results(sweeps.place).runs()) == 2 * replicates


@pytest.mark.parametrize("made", ["a file", "other things", "results of a run"])
def test_a_place_with_something_else_is_refused_and_left_as_it_is(sweeps, made):
    if made == "a file":
        sweeps.place.write_text("mine")
    else:
        sweeps.place.mkdir()
        name = "notes.txt" if made == "other things" else "manifest.json"
        (sweeps.place / name).write_text("{}")
    before = sweeps.place.read_text() if made == "a file" else files_in(sweeps.place)
    with pytest.raises(UserError, match=r"study (is a file|holds other things than a sweep)"):
        sweeps.run(*LINE)
    after = sweeps.place.read_text() if made == "a file" else files_in(sweeps.place)
    assert after == before


def test_a_store_holds_combinations_or_keys_one_at_a_time_or_points_of_the_same_ranges(sweeps):
    """Its pictures say of all cells how they came about."""
    keys = [f"{BUDGET}=300,600", "strategy.plan=0,1"]
    ranges = [f"{BUDGET}=interval(300,600)", "strategy.plan=interval(0,1)"]
    sweeps.run(*keys)
    with pytest.raises(UserError, match="values are combined there, keys vary one at a time here"):
        sweeps.run(*keys, wishes=Wishes(alone=True))
    with pytest.raises(UserError, match=r"values are combined there, points are drawn from "):
        sweeps.run(*ranges, wishes=Wishes(2))
    samples = Sweeps(sweeps.place.with_name("samples"))
    assert samples.run(*ranges, wishes=Wishes(2)).done == 2
    more = samples.run(*ranges[::-1], wishes=Wishes(4))
    assert more.done + more.before == 4
    with pytest.raises(
        UserError, match=r"interval\(300,600\).* there, points .*interval\(300,700\)"
    ):
        samples.run(f"{BUDGET}=interval(300,700)", ranges[1], wishes=Wishes(4))


def test_another_sweep_is_refused_in_words_and_touches_nothing(sweeps):
    sweeps.run(*LINE)
    before = sweeps.files
    with pytest.raises(UserError, match="what varies is seed there, strategy here"):
        sweeps.run("strategy=none,one_to_one")
    with pytest.raises(UserError, match=r"what all cells share is .*; name another folder"):
        sweeps.run("strategy=one_to_one", "seed=1,2")
    with pytest.raises(UserError, match="the headline month is 6 there, 5 here"):
        sweeps.run(*LINE, at=5)
    assert sweeps.files == before
    assert sweeps.run("seed=1,2", "strategy=none", at=6).done == 0


def test_cells_are_packed_so_that_many_small_parts_open_fast_and_runs_so_that_they_are_small(whole):
    packed = {}
    for name in parts.TABLES:
        for path in (whole.place / name).iterdir():
            group = pq.read_metadata(path).row_group(0)
            every = {group.column(place).compression for place in range(group.num_columns)}
            packed.setdefault(name, set()).update(every)
    assert packed == {parts.CELLS: {"SNAPPY"}, parts.RUNS: {"ZSTD"}, parts.GROUPS: {"SNAPPY"}}
