"""Shares of a sweep, and stores put together."""

import json

import pytest
from shares import CELLS, IMPOSSIBLE, KEYS, contents, sweep

import sim
from sim import cli
from sim.params.errors import UserError
from sim.report.sweeps.merge import merge
from sim.report.sweeps.store import Store
from sim.report.sweeps.table import cells_of

FEW = ("strategy=none,hin_playbook", "seed=1,2,3")


@pytest.fixture
def stores(tmp_path):
    """Two shares of a sweep of six cells, each in its own store."""
    for share in (1, 2):
        sweep(tmp_path / f"share{share}", FEW, shard=(share, 2))
    return [tmp_path / "share1", tmp_path / "share2"]


def test_shares_in_their_own_stores_come_to_the_whole_when_merged(tmp_path):
    whole = sweep(tmp_path / "whole")
    shares = [sweep(tmp_path / f"share{one}", shard=(one, 3)) for one in (1, 2, 3)]
    assert sum(each.cells for each in shares) == whole.cells == CELLS
    assert sum(each.failed for each in shares) == whole.failed == IMPOSSIBLE
    merged = merge([tmp_path / f"share{one}" for one in (3, 1, 2)], tmp_path / "all")
    assert (merged.twice, merged.left_out, merged.versions) == (0, [], [])
    assert contents(tmp_path / "all") == contents(tmp_path / "whole")
    again = sweep(tmp_path / "all")
    assert (again.before, again.done) == (CELLS, 0), "the line goes on in the new store"


def test_shares_in_one_store_come_to_the_whole(tmp_path):
    sweep(tmp_path / "whole", FEW)
    for one in (2, 1, 3):
        sweep(tmp_path / "one", FEW, shard=(one, 3))
    assert contents(tmp_path / "one") == contents(tmp_path / "whole")


def test_the_same_part_twice_is_one(stores, tmp_path):
    sweep(tmp_path / "whole", FEW)
    merged = merge([*stores, tmp_path / "whole", stores[0]], tmp_path / "all")
    assert (merged.parts, merged.twice) == (6, 6)
    assert contents(tmp_path / "all") == contents(tmp_path / "whole")


def test_a_run_that_two_stores_made_counts_once(tmp_path):
    """Two lines have one cell in common, and each has run it."""
    for place, seeds in (("one", "1,2"), ("other", "2,3")):
        sweep(tmp_path / place, ("strategy=none", f"seed={seeds}"))
    merge([tmp_path / "one", tmp_path / "other"], tmp_path / "all")
    found = sim.results(tmp_path / "all")
    assert found.frame()["seed"].tolist() == [1, 2, 3]
    assert found.runs().groupby("seed")["replicate"].apply(list).tolist() == [[0, 1, 2, 3]] * 3
    more = ("strategy=none", "seed=1,2,3")
    count = sweep(tmp_path / "all", more)
    assert (count.before, count.done) == (3, 0)


def test_a_line_that_was_extended_stays_in_its_order(tmp_path):
    """What was asked first is first in the new store too: the latest line names the cells."""
    for place in ("one", "other"):
        sweep(tmp_path / place, FEW)
    sweep(tmp_path / "one", (FEW[0], "seed=1,2,3,4"))
    merge([tmp_path / "one", tmp_path / "other"], tmp_path / "all")
    assert [each.cells for each in Store(tmp_path / "all").designs()] == [6, 8]
    assert cells_of(Store(tmp_path / "all")).missing == 0


def test_other_results_for_the_same_cells_are_refused_and_both_are_named(stores, tmp_path):
    sweep(tmp_path / "other", FEW)
    name = next((stores[0] / "parts").iterdir()).name.removesuffix(".sha256")
    swapped = next(
        path.name.removesuffix(".sha256")
        for path in (tmp_path / "other" / "parts").iterdir()
        if name not in path.name
    )
    for folder in ("cells", "runs", "groups"):
        files = tmp_path / "other" / folder
        (files / f"{name}.parquet").write_bytes((files / f"{swapped}.parquet").read_bytes())
    sums = tmp_path / "other" / "parts"
    text = (sums / f"{swapped}.sha256").read_text(encoding="ascii")
    swapped_text = text.replace(swapped, name)
    (sums / f"{name}.sha256").write_text(swapped_text, encoding="ascii", newline="\n")
    with pytest.raises(UserError) as refused:
        merge([*stores, tmp_path / "other"], tmp_path / "all")
    for word in (str(stores[0]), str(tmp_path / "other"), name):
        assert word in str(refused.value)
    assert not (tmp_path / "all").exists()


def test_what_is_damaged_is_named_and_left_out_unless_another_store_has_it(stores, tmp_path):
    path = next((stores[0] / "runs").iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    merged = merge(stores, tmp_path / "all")
    assert (merged.parts, merged.left_out) == (5, [path])
    assert cells_of(Store(tmp_path / "all")).missing == 1
    sweep(tmp_path / "whole", FEW)
    mended = merge([*stores, tmp_path / "whole"], tmp_path / "mended")
    assert (mended.parts, mended.left_out) == (6, [])
    assert contents(tmp_path / "mended") == contents(tmp_path / "whole")


def test_other_versions_are_named(stores, tmp_path):
    path = next((stores[1] / "designs").iterdir())
    said = json.loads(path.read_text(encoding="utf-8"))
    said["versions"] |= {"numpy": "1.0", "matplotlib": "1.0"}
    path.write_text(json.dumps(said), encoding="utf-8")
    assert merge(stores, tmp_path / "all").versions == ["numpy"]


def test_another_sweep_is_refused(stores, tmp_path):
    sweep(tmp_path / "other", KEYS[:1])
    with pytest.raises(UserError, match=r"other holds another sweep than .*share1"):
        merge([*stores, tmp_path / "other"], tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_a_folder_without_a_sweep_is_refused(stores, tmp_path):
    with pytest.raises(UserError, match="holds no sweep"):
        merge([*stores, tmp_path], tmp_path / "all")


def test_a_new_folder_that_is_there_or_inside_another_is_refused(stores):
    before = contents(stores[0])
    for target in (stores[1], stores[0] / "all"):
        with pytest.raises(UserError, match="--merge"):
            merge(stores, target)
    assert contents(stores[0]) == before


def test_a_store_that_does_not_say_what_was_asked_of_it_is_refused_in_words(stores, tmp_path):
    next((stores[1] / "designs").iterdir()).write_text("{}")
    with pytest.raises(UserError, match=r"share2 does not say what was asked of it"):
        merge(stores, tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_a_copy_that_breaks_off_leaves_nothing(stores, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(UserError, match="No space left"):
        merge(stores, tmp_path / "all")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["share1", "share2"]


def test_the_command_merges_and_tells_of_the_new_store(stores, tmp_path, capsys):
    assert cli.status(["results", *map(str, stores), "--merge", str(tmp_path / "all")]) == 0
    told = capsys.readouterr().out
    assert "Put together from 2 folders" in told
    assert "6 done" in told
    assert len(list((tmp_path / "all" / "parts").iterdir())) == 6


def test_the_command_tells_of_one_store_and_never_of_the_first_of_several(stores, capsys):
    assert cli.status(["results", *map(str, stores)]) == 2
    assert "--merge" in capsys.readouterr().err
