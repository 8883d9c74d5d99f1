"""A system that the user brought stays with its results, to the last bit."""

import json
import shutil

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

import sim
from sim.engines.simulate import simulate
from sim.networks.matrix import system_from_matrix
from sim.params.errors import UserError
from sim.report.store import manifest
from sim.report.store.verify import verify

ROWS = (
    "name,type,region,maturity,capacity,culture,finance\n"
    "A,Trust,North,0.4,0.5,0.5,0.5\nB,Trust,South,0.5,0.5,0.4,0.5\nC,Clinic,North,0.6,0.5,0.5,0.3\n"
)
TIES = "source,target,trust\nA,B,0.7\nB,C,0.3\n"
SMALL = ("--months", "3", "--replicates", "2")


@pytest.fixture
def own(elsewhere, uptake):
    """A run of the user's own files; returns their folder and that of the run."""
    mine = elsewhere / "my files"
    mine.mkdir()
    (mine / "trusts.csv").write_text(ROWS, encoding="utf-8")
    (mine / "links.csv").write_text(TIES, encoding="utf-8")
    files = [
        "system.organisations_file='my files/trusts.csv'", "system.ties_file='my files/links.csv'",
    ]  # fmt: skip
    code, _, err = uptake(
        "run", "strategy=none", "strategy.pilots=0", *files, *SMALL, "--no-figures", "--out", "kept"
    )
    assert code == 0, err
    return mine, elsewhere / "kept"


def test_the_users_files_are_kept_byte_by_byte(own):
    mine, kept = own
    assert (kept / "system" / "organisations.csv").read_bytes() == (
        mine / "trusts.csv"
    ).read_bytes()
    assert (kept / "system" / "ties.csv").read_bytes() == (mine / "links.csv").read_bytes()
    assert "system/ties.csv" in manifest.read(kept).files


@pytest.mark.parametrize("lost", ["gone", "changed"])
def test_a_run_verifies_from_the_copies_when_the_files_are_gone_or_changed(own, lost, uptake):
    mine, _ = own
    if lost == "gone":
        shutil.rmtree(mine)
    else:
        (mine / "trusts.csv").write_text(ROWS.replace("0.6", "0.9"), encoding="utf-8")
    code, out, err = uptake("verify", "kept")
    assert code == 0
    assert out.startswith("Equal: ")
    assert "your file of system.organisations_file is gone or was changed" in err
    assert "(system/organisations.csv)" in err


def test_tables_are_made_again_from_the_copies_byte_for_byte(own, uptake):
    mine, kept = own
    shutil.rmtree(mine)
    whole = (kept / "curves.parquet").read_bytes()
    (kept / "curves.parquet").unlink()
    assert uptake("verify", "kept", "--repair")[0] == 0
    assert (kept / "curves.parquet").read_bytes() == whole


def test_a_copy_that_was_changed_is_made_again_from_the_users_file(own, uptake):
    _, kept = own
    (kept / "system" / "ties.csv").write_text("x", encoding="utf-8")
    assert uptake("verify", "kept")[0] == 1
    assert uptake("verify", "kept", "--repair")[0] == 0
    assert (kept / "system" / "ties.csv").read_text(encoding="utf-8") == TIES


def test_a_page_is_made_from_the_copies_when_the_files_are_gone(own, uptake):
    mine, _ = own
    shutil.rmtree(mine)
    code, _, err = uptake("report", "kept", "--out", "page.html")
    assert code == 0, err
    assert "the copy that kept holds is used" in err


def test_without_file_and_copy_a_run_is_refused_in_one_line(own, uptake):
    mine, kept = own
    shutil.rmtree(mine)
    shutil.rmtree(kept / "system")
    code, out, err = uptake("verify", "kept")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_a_folder_with_a_system_can_be_pruned(own, uptake, elsewhere):
    _, kept = own
    (elsewhere / "runs").mkdir()
    kept.rename(elsewhere / "runs" / "kept")
    assert "Removed 1 folder" in uptake("runs", "--prune", "--keep", "0", "--yes")[1]


def graph(edges, organisations):
    made = nx.Graph()
    made.add_nodes_from(organisations)
    made.add_edges_from(edges)
    return made


SYSTEMS = {
    "odd names": graph([('O\'Brien, "the"', "=1+1"), ("=1+1", "日本 é\t|")], ["<b>", "a\nb"]),
    "one": graph([], ["only"]),
    "no ties": graph([], "abcd"),
    "large": nx.random_regular_graph(4, 3000, seed=1),
}


@pytest.mark.parametrize("which", SYSTEMS)
def test_a_system_from_a_program_is_kept_and_runs_again(which, tmp_path):
    scenario = sim.load(["strategy=none", "strategy.pilots=0"])
    result = sim.run(scenario, system=SYSTEMS[which], months=3, replicates=2)
    place = result.save(tmp_path / "kept", figures=False)
    (plan,) = manifest.read(place).plans
    there, ran = plan.scenario.system.given, result.outcomes.system
    for one, other in zip(there.arrays, ran.arrays, strict=True):
        assert one.dtype == other.dtype
        assert one.tobytes() == other.tobytes()
    assert (there.names, there.types, there.regions) == (ran.names, ran.types, ran.regions)
    assert verify(place, simulate).equal


def test_trust_is_kept_to_its_last_bit(tmp_path):
    trust = np.array(
        [[0, np.nextafter(0.1, 1), 0], [np.nextafter(0.1, 1), 0, 5e-324], [0, 5e-324, 0]]
    )
    system = system_from_matrix(sparse.csr_array(trust))
    result = sim.run("strategy=none", "strategy.pilots=0", system=system, months=3, replicates=2)
    place = result.save(tmp_path / "kept", figures=False)
    there = manifest.read(place).plans[0].scenario.system.given
    assert there.arrays.trust.tobytes() == system.arrays.trust.tobytes()
    assert verify(place, simulate).equal


def test_where_organisations_stand_is_kept_with_their_system(tmp_path):
    stood = graph([("a", "b")], "abc")
    nx.set_node_attributes(stood, {"a": "live", "b": "rejected"}, "stage")
    nx.set_node_attributes(stood, {"a": "2025-06", "b": 3}, "since")
    result = sim.run("strategy=none", system=stood, months=3, replicates=2)
    place = result.save(tmp_path / "kept", figures=False)
    there, ran = manifest.read(place).plans[0].scenario.system.given, result.outcomes.system
    assert there == ran
    assert [each.tolist() for each in there.standing] == [[8, 6, -1], [12 * 2025 + 5, 3, -1]]
    assert verify(place, simulate).equal
    stored = json.loads((place / manifest.NAME).read_text(encoding="utf-8"))
    assert any("2 of 3 organisations say" in note for note in stored["plans"][0]["system_notes"])


def test_a_kept_system_that_was_changed_is_refused_in_one_line(tmp_path, uptake):
    asked = ("strategy=none", "strategy.pilots=0")
    place = sim.run(*asked, system=SYSTEMS["no ties"], months=3, replicates=2).save(
        tmp_path / "kept", figures=False
    )
    shutil.copy(place / "system" / "ties.parquet", place / "system" / "organisations.parquet")
    code, out, err = uptake("verify", "kept")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "do not hold the system of this run" in err


def test_a_page_of_a_system_from_a_program_is_refused_in_one_line(tmp_path, uptake):
    asked = ("strategy=none", "strategy.pilots=0")
    sim.run(*asked, system=SYSTEMS["no ties"], months=3, replicates=2).save(
        tmp_path / "kept", figures=False
    )
    code, _, err = uptake("report", "kept", "--out", "page.html")
    assert code == 2
    assert "a program gave the plan" in err


def test_two_plans_on_one_system_keep_it_once(tmp_path):
    plans = ("strategy=none", "strategy.pilots=0,1")
    found = sim.compare(*plans, system=SYSTEMS["no ties"], months=3, replicates=2)
    place = found.save(tmp_path / "kept", figures=False)
    assert sorted(each.name for each in (place / "system").iterdir()) == [
        "organisations.parquet", "ties.parquet",
    ]  # fmt: skip
    assert verify(place, simulate).equal


def test_tables_of_another_systems_size_are_refused(tmp_path):
    asked = ("strategy=none", "strategy.pilots=0")
    place = sim.run(*asked, system=SYSTEMS["no ties"], months=3, replicates=2).save(
        tmp_path / "kept", figures=False
    )
    said = json.loads((place / manifest.NAME).read_text(encoding="utf-8"))
    said["plans"][0]["system"]["organisations"] = "../../secret"
    manifest.write(place / manifest.NAME, said)
    with pytest.raises(UserError, match="which is no file of ours"):
        manifest.read(place)


def test_two_files_of_organisations_are_kept_each_with_its_plan(elsewhere, uptake):
    for name, value in (("one.csv", "0.6"), ("other.csv", "0.9")):
        (elsewhere / name).write_text(ROWS.replace("0.6", value), encoding="utf-8")
    files = "system.organisations_file=one.csv,other.csv"
    plans = ("strategy=none", "strategy.pilots=0", files)
    assert uptake("compare", *plans, *SMALL, "--no-figures", "--out", "kept")[0] == 0
    for name in ("one.csv", "other.csv"):
        (elsewhere / name).unlink()
    (elsewhere / "kept" / "curves.parquet").unlink()
    code, out, _ = uptake("verify", "kept", "--repair")
    assert code == 0
    assert "byte for byte as it was written: curves.parquet" in out
