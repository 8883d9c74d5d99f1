"""`uptake sites`: from a folder to sentences, tables and a map; refused in one line otherwise."""

import json
import shlex

import pytest

import sim
from sim.cli.new_command import new
from sim.params.errors import UserError

NAMES = ("Example Acute A", "Example Acute B", "Example Acute C", "Example Mental Health A")
QUICK = ("--replicates", "8", "--at", "12")

ORGANISATIONS = """name,type,region,maturity,capacity,culture,finance,board_interval,approvals
Example Acute A,Acute trust,North,0.62,0.48,0.55,0.45,2,2
Example Acute B,Acute trust,South,0.41,0.33,0.50,0.28,2,3
Example Acute C,Acute trust,North,0.48,0.36,0.42,0.30,2,2
Example Mental Health A,Mental health trust,North,0.50,0.42,0.60,0.40,2,2
"""


@pytest.fixture
def mine(elsewhere):
    new(elsewhere / "mine")
    (elsewhere / "mine" / "organisations.csv").write_text(ORGANISATIONS)
    (elsewhere / "mine" / "ties.csv").write_text(
        "source,target\nExample Acute A,Example Acute B\nExample Acute B,Example Acute C\n"
        "Example Acute C,Example Mental Health A\n"
    )
    return elsewhere / "mine"


def test_a_bare_folder_gives_a_sentence_for_each_organisation_and_files(mine, uptake):
    code, told, _ = uptake("sites", "mine", *QUICK, "--out", "found")
    assert code == 0
    assert told.startswith("Of 4 organisations, ")
    for name in (
        "Example Acute A",
        "Example Acute B",
        "Example Acute C",
        "Example Mental Health A",
    ):
        assert f"- {name} " in told
    made = {each.name for each in (mine.parent / "found").iterdir()}
    assert {"sites.csv", "levers.csv", "map.png", "map.svg"} <= made
    assert "To repeat: uptake sites " in told


def test_the_line_that_repeats_it_gives_the_same_answer(mine, uptake):
    arguments = ("sites", "mine", "strategy=hin_playbook", *QUICK, "--site", "Example Acute B")
    _, first, _ = uptake(*arguments, "--json")
    again = shlex.split(json.loads(first)["repeat"])[1:]
    _, second, _ = uptake(*again, "--json")
    assert json.loads(second)["organisations"] == json.loads(first)["organisations"]


def test_one_organisation_by_name_is_looked_at_alone(mine, uptake):
    _, told, _ = uptake("sites", "mine", *QUICK, "--site", "example acute b", "--json")
    found = json.loads(told)
    assert [each["name"] for each in found["organisations"]] == ["Example Acute B"]
    assert found["months"] == [12]
    assert found["organisations"][0]["levers_tried"]


def test_without_help_nothing_is_tried(mine, uptake):
    _, told, _ = uptake("sites", "mine", "--no-help", "--json")
    found = json.loads(told)
    assert found["months"] == [12, 24, 36]
    assert not any(each["levers"] for each in found["organisations"])


REFUSED = [
    (["scenario=avt_london"], "are made up, and others in each draw"),
    (["mine", "strategy=none,own"], "these are 2 plans"),
    (["mine", "process=bass"], "a classic process has no gaps"),
    (["mine", "--site", "Example Acute D"], "there is no organisation 'Example Acute D'"),
    (["mine", "--at", "99"], "at"),
]


@pytest.mark.parametrize(("arguments", "why"), REFUSED, ids=[" ".join(each[0]) for each in REFUSED])
def test_what_cannot_be_looked_at_is_refused_in_one_line(mine, uptake, arguments, why):
    code, told, said = uptake("sites", *arguments, "--out", "found")
    assert (code, told) == (2, "")
    assert why in said
    assert said.count("\n") == 1
    assert [each.name for each in mine.parent.iterdir()] == ["mine"]


def test_nothing_is_written_over_a_folder_that_is_there(mine, uptake):
    (mine.parent / "found").mkdir()
    code, _, said = uptake("sites", "mine", *QUICK, "--out", "found")
    assert code == 2
    assert "found" in said
    assert not list((mine.parent / "found").iterdir())


def test_in_python_it_is_the_same_and_shows_itself(mine, tmp_path):
    found = sim.sites("mine", at=12, replicates=8)
    assert list(found.sentences) == [each.name for each in found.found.sites]
    assert len(found) == len(found.frame) == 4
    assert set(found.levers["organisation"]) <= set(found.sentences)
    assert found["Example Acute B"].region == "South"
    with pytest.raises(KeyError):
        found["Nobody"]
    assert "Example Acute A" in found._repr_html_()
    assert repr(found).startswith("<Sites: Of 4 organisations")
    assert (found.save(tmp_path / "kept") / "map.png").is_file()


def test_in_python_months_that_the_run_has_not_are_refused(mine):
    with pytest.raises(UserError, match="at is 99"):
        sim.sites("mine", at=99)
    with pytest.raises(UserError, match="at is empty"):
        sim.sites("mine", at=())
