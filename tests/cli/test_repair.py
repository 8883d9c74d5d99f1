"""`uptake verify --repair` makes lost files again, and tells last digits from findings."""

import shutil
import sys
from dataclasses import replace

import pytest

import sim
from sim.engines.simulate import simulate
from sim.report.store import manifest
from sim.report.store.file_digests import digests
from sim.report.store.verify import verify

SMALL = ("system=one_ics", "system.organisations=9")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A run without figures and without every series, as the command writes it."""
    result = sim.run(*SMALL, months=4, replicates=4, organisations=True)
    place = tmp_path_factory.mktemp("runs") / "one"
    return result.save(place, figures=False, every_series=False)


@pytest.fixture
def place(whole, elsewhere):
    return shutil.copytree(whole, elsewhere / "kept")


TABLES = (
    "summary.csv", "verdict.md", "curves.parquet", "replicates.parquet", "organisations.parquet",
)  # fmt: skip


def state(folder):
    """Name, content and time of every file."""
    return {each: (each.read_bytes(), each.stat().st_mtime_ns)
            for each in folder.rglob("*") if each.is_file()}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_changed_or_lost_file_is_made_again_byte_for_byte(name, place, whole, uptake):
    (place / name).write_bytes(b"x")
    (place / "notes.txt").write_text("mine", encoding="utf-8")
    before = state(place)
    code, out, _ = uptake("verify", "kept", "--repair")
    assert code == 0
    assert f"Made again, byte for byte as it was written: {name}" in out
    after = state(place)
    assert after.pop(place / name)[0] == (whole / name).read_bytes()
    assert after == {each: said for each, said in before.items() if each != place / name}
    (place / name).unlink()
    assert uptake("verify", "kept", "--repair")[0] == 0
    assert uptake("verify", "kept")[0] == 0


def test_all_files_of_a_comparison_are_made_again_byte_for_byte(uptake, elsewhere):
    plans = ("strategy=none,hin_playbook", "strategy.pilots=2")
    found = sim.compare(
        *plans, *SMALL, months=5, replicates=3, baseline="hin_playbook", equal_start=False,
        margin=0.05, at=4, parameter_draws=2,
    )  # fmt: skip
    place = found.save(elsewhere / "kept", figures=False, command="uptake compare")
    before = digests(place)
    for name in before:
        (place / name).unlink()
    code, out, err = uptake("verify", "kept", "--repair")
    assert code == 0, out + err
    assert "other bytes" not in out
    assert digests(place) == before
    assert uptake("verify", "kept")[0] == 0


def test_a_comparison_with_one_start_is_made_again_byte_for_byte(uptake, elsewhere):
    found = sim.compare(
        "strategy=one_to_one,hin_playbook", *SMALL, months=5, replicates=3, equal_start=True
    )
    place = found.save(elsewhere / "kept", figures=False)
    before = digests(place)
    (place / "summary.csv").unlink()
    (place / "verdict.md").unlink()
    code, out, err = uptake("verify", "kept", "--repair")
    assert code == 0, out + err
    assert digests(place) == before


def test_two_saves_of_one_run_give_the_same_bytes_and_a_lost_figure_comes_back(elsewhere, uptake):
    result = sim.run(*SMALL, months=4, replicates=4)
    one, other = (digests(result.save(elsewhere / name)) for name in ("kept", "other"))
    assert one == other
    assert sum(name.startswith("figures/") for name in one) == 14
    (elsewhere / "kept" / "figures" / "stages.png").unlink()
    assert uptake("verify", "kept", "--repair")[0] == 0
    assert digests(elsewhere / "kept") == one


def test_a_file_that_comes_out_with_other_bytes_gets_a_new_digest_and_that_is_said(place, uptake):
    said = manifest.text_of(place)
    said["files"]["verdict.md"] = "0" * 64
    said["versions"]["matplotlib"] = "0.1"
    manifest.write(place / manifest.NAME, said)
    code, out, _ = uptake("verify", "kept", "--repair")
    assert code == 0
    assert "with the same numbers in other bytes: verdict.md (matplotlib was 0.1, here it is" in out
    assert uptake("verify", "kept")[0] == 0
    (note,) = manifest.text_of(place)["repaired"]
    assert note["files"] == ["verdict.md"]


def older(said):
    said["format"] = 2
    del said["files"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda said: said.update(seed=1), "a new run gives other numbers than kept holds"),
        (older, "Nothing can be made again: the folder has no digests"),
    ],
)
def test_what_cannot_be_repaired_is_left_as_it_is(change, words, place, uptake):
    said = manifest.text_of(place)
    change(said)
    manifest.write(place / manifest.NAME, said)
    (place / "verdict.md").write_text("x", encoding="utf-8")
    before = state(place)
    code, out, err = uptake("verify", "kept", "--repair")
    assert code != 0 or "digests" in out
    assert words in out + err
    assert "Traceback" not in out + err
    assert state(place) == before


def test_nothing_is_repaired_from_a_manifest_that_was_changed(place, uptake):
    path = place / manifest.NAME
    path.write_text(path.read_text(encoding="utf-8").replace('"time": "2', '"time": "1'))
    (place / "verdict.md").unlink()
    before = state(place)
    code, _, err = uptake("verify", "kept", "--repair")
    assert code == 2
    assert "was changed since it was written, so nothing can be made again from it" in err
    assert state(place) == before


def test_a_folder_in_a_files_place_is_not_touched(place, uptake):
    (place / "verdict.md").unlink()
    (place / "verdict.md").mkdir()
    (place / "verdict.md" / "mine.txt").write_text("mine", encoding="utf-8")
    (place / "summary.csv").unlink()
    code, _, err = uptake("verify", "kept", "--repair")
    assert code == 2
    assert "is a folder, not a file; move it away first" in err
    assert (place / "verdict.md" / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")
def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(place, elsewhere, uptake):
    shutil.move(place / "verdict.md", elsewhere / "mine.md")
    (place / "verdict.md").symlink_to(elsewhere / "mine.md")
    (elsewhere / "mine.md").write_text("mine", encoding="utf-8")
    assert uptake("verify", "kept", "--repair")[0] == 0
    assert not (place / "verdict.md").is_symlink()
    assert (elsewhere / "mine.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, OSError("disk full")])
def test_a_repair_that_is_cut_short_changes_nothing(error, place, uptake, monkeypatch, elsewhere):
    def fail(*_, **__):
        raise error

    (place / "verdict.md").write_text("x", encoding="utf-8")
    before = state(elsewhere)
    monkeypatch.setattr("sim.report.store.tables.write_summary", fail)
    assert uptake("verify", "kept", "--repair")[0] != 0
    assert state(elsewhere) == before
    assert [each.name for each in elsewhere.iterdir()] == ["kept"]


def test_the_current_folder_is_repaired_from_inside(place, uptake, monkeypatch):
    (place / "verdict.md").unlink()
    monkeypatch.chdir(place)
    assert uptake("verify", ".", "--repair")[0] == 0
    assert sorted(each.name for each in place.iterdir()) == sorted([*TABLES, manifest.NAME])


def test_a_folder_that_is_whole_needs_no_repair(place, uptake):
    before = state(place)
    code, out, _ = uptake("verify", "kept", "--repair")
    assert code == 0
    assert "Nothing to repair" in out
    assert state(place) == before


# Bits and findings


def nudged(by):
    """Simulate as another version of a package might: money and days by a little more."""

    def run(*asked, **options):
        found = simulate(*asked, **options)
        return replace(found, benefit=found.benefit * (1 + by), days=found.days * (1 + by))

    return run


@pytest.mark.parametrize("every_series", [True, False])
def test_other_last_digits_are_told_from_other_findings(every_series, tmp_path):
    result = sim.run(*SMALL, months=8, replicates=6)
    place = result.save(tmp_path / "one", figures=False, every_series=every_series)
    near = verify(place, nudged(1e-14))
    assert (near.equal, near.same_findings, near.differences) == (False, True, ())
    (line,) = near.other_bits
    assert "every count of organisations is equal" in line
    assert "money by 1e-14" in line
    far = verify(place, nudged(1e-3))
    assert (far.same_findings, far.other_bits) == (False, ())
    assert len(far.differences) == 1


def test_another_count_is_another_finding(place):
    def run(*asked, **options):
        found = simulate(*asked, **options)
        stages = found.stages.copy()
        stages[0, 1, :2] += (1, -1)
        return replace(found, stages=stages)

    found = verify(place, run)
    assert not found.same_findings
    assert "differs first in month 1, replicate 0" in found.differences[0]


def test_the_command_says_by_how_much_why_and_that_no_finding_changes(place, uptake, monkeypatch):
    said = manifest.text_of(place)
    said["versions"] |= {"scipy": "1.15.0", "sources": "0" * 64}
    manifest.write(place / manifest.NAME, said)
    monkeypatch.setattr("sim.engines.simulate.simulate", nudged(1e-14))
    code, out, err = uptake("verify", "kept")
    assert code == 1
    assert "scipy was 1.15.0, here it is" in err
    assert "the model's sources are others than those that wrote this" in err
    assert "money by 1e-14" in out
    assert "No finding changes" in out
