"""A commitment as the page saves it: read, refused if damaged, and scored by what came."""

import copy
import json

import numpy as np
import pytest

from sim.params.errors import UserError
from sim.report.commitment import lines
from sim.study.track.commitment import outcome_of, read_commitment
from sim.study.track.observed import EVER, LIVE, Observed
from sim.study.track.room import read_room

START, MADE = 12 * 2026 + 3, 12 * 2026 + 4  # April and May 2026
SAID = {
    "kind": "uptake commitment", "format": 1, "version": "9.9", "made": "2026-05-20",
    "title": "A title", "plan": "The playbook", "command": 'uptake run "strategy=hin_playbook"',
    "overrides": ["strategy=hin_playbook"], "start": "2026-04", "months": 12, "organisations": 16,
    "expected": {
        "mean": [k / 24 for k in range(13)], "low": [0.0] * 13, "high": [0.4] * 13,
        "over": "nine in ten runs",
    },
    "drawn_of": "The playbook", "drawn": [[0, 20, 40, 60, 80], [0, 10, 20, 30, 40]],
    "plans": ["Nothing", "The playbook"], "votes": [1, 1, 0],
    "actions": [{"what": "ask two boards", "by": "March", "who": "Ada"}],
}  # fmt: skip


@pytest.fixture
def saved(tmp_path):
    def write(**changes):
        path = tmp_path / "commitment.json"
        path.write_text(json.dumps(SAID | changes), encoding="utf-8")
        return path

    return write


def seen(**by_month):
    months = [int(each[1:]) for each in by_month]
    return Observed(LIVE, START, np.array(months), np.array([*by_month.values()]), 16)


def said_of(path, observed, measure=LIVE):
    commitment = read_commitment(path)
    return dict(lines(commitment, outcome_of(commitment, observed), measure))


def test_what_was_saved_is_read(saved):
    found = read_commitment(saved())
    assert (found.plan, found.start, found.made_in, found.organisations) == (
        "The playbook", START, MADE, 16,
    )  # fmt: skip
    assert found.mean[6] == 0.25
    assert found.room.shape == (2, 13)
    assert found.room.mean(axis=0)[[0, 12]] == pytest.approx([0.0, 0.6])
    assert found.votes == ("The playbook", "The playbook", "Nothing")
    assert found.actions == (("ask two boards", "March", "Ada"),)


def test_the_misses_are_means_of_absolute_differences(saved):
    """By hand: the model says 0.25 and 0.5, the room 0.3 and 0.6, and it became 0.2 and 0.3."""
    found = outcome_of(read_commitment(saved()), seen(m6=0.2, m12=0.3))
    assert found.off(found.model) == pytest.approx((0.05 + 0.2) / 2)
    assert found.room == pytest.approx([0.3, 0.6])
    assert found.off(found.room) == pytest.approx((0.1 + 0.3) / 2)
    assert found.lean(found.room) == pytest.approx(0.2)
    assert found.inside == 2


def test_who_was_nearer_comes_first(saved):
    said = said_of(saved(), seen(m6=0.2, m12=0.3))
    assert said[""] == "The model was nearer: 12 points off over 2 dates, the room 20 points."
    assert "expected 50% (0% to 40%) for April 2027; it became 30%" in said["The model"]
    assert "2 of 2 dates within its range (nine in ten runs)" in said["The model"]
    assert "expected 60%, too high on the whole" in said["The room"]
    assert "2 of 3 voted for the plan" in said["The room"]
    assert said["Promised"] == "ask two boards, March, with Ada"
    room = said_of(saved(), seen(m6=0.36, m12=0.7))
    assert room[""].startswith("The room was nearer: 8 points off")
    assert "1 of 2 dates within" in room["The model"]


def test_a_plan_that_the_room_changed_is_scored_and_its_votes_are_those_for_what_it_changed(saved):
    """Nobody could vote for it, and a curve of the plan before is not one of it."""
    path = saved(plan="The playbook, two more facilitators", changed_from="The playbook")
    assert read_commitment(path).changed_from == "The playbook"
    said = said_of(path, seen(m6=0.2, m12=0.3))
    assert said[""].startswith("With “The playbook, two more facilitators” the model was 12 points")
    assert "2 of 3 voted for “The playbook”, which it then changed" in said["The room"]
    assert "so its curves cannot be scored" in said["The room"]
    assert read_commitment(saved()).changed_from == ""
    with pytest.raises(UserError, match="changed_from is not a text"):
        read_commitment(saved(changed_from=3))


def test_misses_that_hardly_differ_name_no_winner(saved):
    said = said_of(saved(), seen(m12=0.55))
    assert said[""].startswith("The model and the room were practically as near: 5 points off")


def test_only_what_nobody_could_know_is_scored(saved):
    found = outcome_of(read_commitment(saved()), seen(m0=0.9, m1=0.9, m6=0.25))
    assert found.months.tolist() == [6]
    assert found.known == 2
    assert (
        "2 dates known by then left out"
        in said_of(saved(), seen(m0=0.9, m1=0.9, m6=0.2))["How sure"]
    )
    with pytest.raises(UserError, match=r"give a date after May 2026.*up to April 2027"):
        outcome_of(read_commitment(saved()), seen(m1=0.1))
    with pytest.raises(UserError, match="nothing can be scored yet"):
        outcome_of(read_commitment(saved()), seen(m13=0.1))


def test_curves_of_another_plan_are_not_scored(saved):
    said = said_of(saved(drawn_of="Nothing"), seen(m6=0.2))
    assert said[""] == "With “The playbook” the model was 5 points off, over 1 date."
    assert "It drew “Nothing” and chose “The playbook”" in said["The room"]


def test_a_room_that_drew_and_wrote_nothing_is_not_mentioned(saved):
    said = said_of(saved(drawn=[], votes=[], actions=[]), seen(m6=0.2))
    assert {"The room", "Promised"}.isdisjoint(said)


def test_a_range_that_is_not_known_is_left_out(saved):
    expected = SAID["expected"] | {"low": [None] * 13, "high": [None] * 13}
    said = said_of(saved(expected=expected), seen(m6=0.2))
    assert "It expected 25% for October 2026" in said["The model"]


def test_another_measure_is_told(saved):
    assert "those ever live" in said_of(saved(), seen(m6=0.2), EVER)["How sure"]


def test_the_same_file_tells_a_run_what_the_room_drew(saved):
    room = read_room(saved(drawn_of="Nothing"), 12)
    assert (room.plan, len(room.curves), room.votes) == ("Nothing", 2, 3)


DAMAGED = {
    "months": 0, "organisations": "16", "plan": 3, "start": "April", "made": None,
    "expected": {"mean": [0.1]}, "drawn": [[0, 10]], "votes": [7], "actions": [{"what": "x"}],
    "plans": None, "drawn_of": ["x"],
}  # fmt: skip


@pytest.mark.parametrize("key", DAMAGED)
def test_a_damaged_file_is_refused_in_one_line(key, saved):
    with pytest.raises(UserError, match="this commitment is damaged") as told:
        read_commitment(saved(**{key: DAMAGED[key]}))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("which", [{"plan": "Another"}, {"changed_from": "Another"}], ids=str)
def test_a_plan_that_nobody_could_vote_for_is_refused_not_told_as_no_votes(which, saved):
    with pytest.raises(UserError, match="“Another” is none of its plans"):
        read_commitment(saved(**which))


@pytest.mark.parametrize("key", [each for each in SAID if each not in ("title", "version")])
def test_a_file_without_one_of_its_parts_is_refused_or_does_not_need_it(key, tmp_path):
    said = copy.deepcopy(SAID)
    del said[key]
    path = tmp_path / "cut.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    if key == "overrides":
        assert read_commitment(path).plan == "The playbook"
        return
    with pytest.raises(UserError, match=r"damaged|not a commitment|format"):
        read_commitment(path)


@pytest.mark.parametrize("mean", [[0.1] * 12 + [1.5], [0.1] * 12 + [None], ["x"] * 13])
def test_shares_that_cannot_be_are_refused(mean, saved):
    with pytest.raises(UserError, match="damaged"):
        read_commitment(saved(expected=SAID["expected"] | {"mean": mean}))


@pytest.mark.parametrize("text", ["", "[1]", "{", "\x00", '{"kind": "room"}', "[" * 100_000])
def test_what_is_no_commitment_is_refused(text, tmp_path):
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="not a commitment"):
        read_commitment(path)


def test_a_later_format_is_refused_with_the_version_that_made_it(saved):
    with pytest.raises(UserError, match=r"format 2.*9\.9"):
        read_commitment(saved(format=2))
