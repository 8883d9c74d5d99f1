"""`uptake track` with the file of a commitment: who was nearer, without a run."""

import json

import pytest

SAID = {
    "kind": "uptake commitment", "format": 1, "version": "9.9", "made": "2026-05-20",
    "title": "A title", "plan": "The playbook", "command": "uptake run", "overrides": [],
    "start": "2026-04", "months": 12, "organisations": 16,
    "expected": {
        "mean": [k / 24 for k in range(13)], "low": [0.0] * 13, "high": [0.4] * 13,
        "over": "nine in ten runs",
    },
    "drawn_of": "The playbook", "drawn": [[0, 20, 40, 60, 80]], "plans": ["The playbook"],
    "votes": [], "actions": [],
}  # fmt: skip


@pytest.fixture
def files(elsewhere):
    (elsewhere / "commitment.json").write_text(json.dumps(SAID), encoding="utf-8")
    (elsewhere / "observed.csv").write_text("date,live\n2026-10,4\n2027-04,7\n", encoding="utf-8")
    return elsewhere


def test_the_nearer_one_is_told_and_nothing_is_written(files, uptake):
    before = {each.name for each in files.iterdir()}
    code, out, err = uptake("track", "commitment.json", "observed.csv")
    assert (code, err) == (0, "")
    assert "The model was nearer: 3 points off over 2 dates, the room 26 points." in out
    assert {each.name for each in files.iterdir()} == before


def test_the_same_as_json(files, uptake):
    code, out, _ = uptake("track", "commitment.json", "observed.csv", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["months"] == [6, 12]
    assert found["off"]["model"] == pytest.approx(0.03125)
    assert found["off"]["room"] > found["off"]["model"]


@pytest.mark.parametrize(
    "more", [("--target", "80%"), ("strategy=none",), ("--out", "x"), ("--config-dir", "y")]
)
def test_what_needs_a_run_is_refused(more, files, uptake):
    code, _, err = uptake("track", "commitment.json", "observed.csv", *more)
    assert code == 2
    assert f"leave out {more[0]}" in " ".join(err.split())


def test_a_damaged_file_is_one_line(files, uptake):
    (files / "commitment.json").write_text(json.dumps(SAID | {"votes": [3]}), encoding="utf-8")
    code, out, err = uptake("track", "commitment.json", "observed.csv")
    assert (code, out) == (2, "")
    assert "this commitment is damaged (a vote is for no plan)" in " ".join(err.split())
    assert "Traceback" not in err
