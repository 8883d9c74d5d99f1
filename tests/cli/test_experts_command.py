"""`uptake experts`, from a table of quantiles to sets that every command takes."""

import json

import pytest

from sim.config.plausible_sets import assumption_sets

SAID = "key,expert,5%,50%,95%\nassumptions.top_threshold,Ada Smith,0.1,0.12,0.2\n"


@pytest.fixture
def table(elsewhere):
    (elsewhere / "elicited.csv").write_text(SAID, encoding="utf-8")
    return elsewhere


def test_what_experts_said_is_shown_and_written_as_sets(table, uptake):
    code, out, err = uptake("experts", "elicited.csv", "--out", "ours", "--sets", "20")
    assert (code, err) == (0, "")
    assert "0.3 to 0.8 [share]" in out
    assert "20 sets of assumptions: ours" in out
    assert "--assumptions ours" in out
    sets = assumption_sets("ours")
    at = sets.keys.index("assumptions.top_threshold")
    assert (len(sets), sets.name) == (20, "ours")
    assert sets.values[:, at].max() < 0.22
    assert "half or more of the belief is beyond the shipped range" in " ".join(out.split())


def test_nobodys_name_is_written(table, uptake):
    uptake("experts", "elicited.csv", "--out", "ours")
    for path in (table / "ours").iterdir():
        assert "Smith" not in path.read_text(encoding="utf-8")


def test_without_a_folder_nothing_is_written(table, uptake):
    code, out, _ = uptake("experts", "elicited.csv")
    assert code == 0
    assert "add --out" in out
    assert [each.name for each in table.iterdir()] == ["elicited.csv"]


def test_the_same_is_given_as_json(table, uptake):
    code, out, _ = uptake("experts", "elicited.csv", "--json")
    document = json.loads(out)
    assert code == 0
    pool = document["pooled"]["assumptions.top_threshold"]
    assert pool["quantiles"]["0.5"] == pytest.approx(0.12)
    assert (pool["experts"], pool["shipped"]) == (1, [0.3, 0.8])


def test_a_slip_leaves_no_folder_behind(table, uptake):
    (table / "elicited.csv").write_text(SAID.replace("0.12", "12"), encoding="utf-8")
    code, out, err = uptake("experts", "elicited.csv", "--out", "ours")
    assert (code, out) == (2, "")
    assert "write 0.12 for 12 %" in err
    assert not (table / "ours").exists()


def test_a_folder_that_is_there_is_kept(table, uptake):
    (table / "ours").mkdir()
    code, _, err = uptake("experts", "elicited.csv", "--out", "ours")
    assert code == 2
    assert "exists already" in err
