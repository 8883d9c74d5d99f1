"""The room without a server: who may know what, and what is refused."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.page import phone_requests
from sim.page.room import (
    MOST_PHONES,
    ClosedError,
    FullError,
    ModelAnswer,
    Room,
    months_of_points,
)
from sim.params.errors import UserError

ANSWER = ModelAnswer((0.2, 0.65, 0.4), 1, "the playbook leads", ([0.0, 0.2], [0.0, 0.65], [0, 0.4]))
LOW, HIGH = [0, 10, 20], [0, 50, 100]


@pytest.fixture
def room():
    return Room(ANSWER, points=3)


def test_the_last_vote_of_a_phone_counts_and_only_that(room):
    for plan in (0, 1, 2, 1):
        room.vote("a", plan)
    room.vote("b", 2)
    assert room.told_to_page()["voted"] == 2
    room.reveal_votes(True, [])
    assert room.told_to_page()["votes"] == [0, 1, 1]


def test_a_curve_can_be_rubbed_out(room):
    room.draw("a", 0, LOW)
    room.draw("a", 1, HIGH)
    room.draw("a", 0, [])
    room.draw("b", 0, [])
    assert room.told_to_page()["drawn"] == 0
    assert room.told_to_phone("a")["curve"] == []


def test_before_the_answer_is_revealed_nobody_is_told_what_others_chose(room):
    """What is told is the same whatever the others chose."""
    other = copy.deepcopy(room)
    for one, plan, curve in ((room, 0, LOW), (other, 2, HIGH)):
        one.vote("a", 1)
        one.vote("b", plan)
        one.draw("b", 0, curve)
    assert room.told_to_page() == other.told_to_page()
    for phone in ("a", "c"):
        assert room.told_to_phone(phone) == other.told_to_phone(phone)
    told = json.dumps([room.told_to_page(), room.told_to_phone("a")])
    for kept in ("0.65", "playbook leads", "shares", "mean"):
        assert kept not in told


def test_a_phone_is_told_its_own_vote_and_curve(room):
    room.vote("a", 2)
    room.draw("a", 0, LOW)
    room.draw("a", 1, HIGH)
    told = room.told_to_phone("a")
    assert (told["vote"], told["curve"]) == (2, LOW)
    room.turn_to(plan=1)
    assert room.told_to_phone("a")["curve"] == HIGH


def test_after_the_reveal_phones_are_told_all_votes_and_the_answer(room):
    room.vote("a", 1)
    room.vote("b", 1)
    room.reveal_votes(True, [3, 0, 1])
    assert room.told_to_phone("c")["votes"] == {
        "phones": [0, 2, 0],
        "hands": [3, 0, 1],
        "shares": [0.2, 0.65, 0.4],
        "leader": 1,
        "headline": "the playbook leads",
    }
    assert room.told_to_phone("c")["curves"] is None  # each of the two is revealed on its own


def test_after_the_reveal_phones_are_told_the_curves_of_the_plan_and_the_models_own(room):
    room.turn_to("draw", 1)
    room.draw("b", 1, HIGH)
    room.draw("a", 1, LOW)
    room.draw("a", 2, HIGH)
    room.reveal_curves(True, [HIGH])
    told = room.told_to_phone("a")["curves"]
    assert told == {"plan": 1, "phones": [LOW, HIGH], "hands": [HIGH], "mean": [0.0, 0.65]}
    assert room.told_to_phone("a")["votes"] is None
    assert room.told_to_page()["curves"] == [LOW, HIGH]


def test_what_was_revealed_can_no_longer_be_changed_until_the_room_goes_back(room):
    room.vote("a", 1)
    room.reveal_votes(True, [])
    with pytest.raises(ClosedError):
        room.vote("a", 2)
    room.draw("a", 0, LOW)  # curves are still open
    room.reveal_votes(False, [])
    room.vote("a", 2)
    room.reveal_curves(True, [])
    with pytest.raises(ClosedError):
        room.draw("a", 0, HIGH)
    assert room.told_to_phone("a")["vote"] == 2
    assert room.told_to_phone("a")["curve"] == LOW


def test_another_plan_to_draw_hides_the_answer_again_and_keeps_the_curves_of_each_plan(room):
    room.draw("a", 0, LOW)
    room.reveal_curves(True, [HIGH])
    room.turn_to(plan=2)
    assert not room.told_to_page()["curves_revealed"]
    assert room.told_to_page()["drawn"] == 0
    room.turn_to(plan=0)
    assert room.told_to_page()["drawn"] == 1


def test_clearing_votes_leaves_curves_and_clearing_curves_leaves_votes(room):
    for clear, left in ((room.clear_votes, (0, 1)), (room.clear_curves, (1, 0))):
        room.vote("a", 1)
        room.draw("a", 0, LOW)
        clear()
        told = room.told_to_page()
        assert (told["voted"], told["drawn"]) == left


def test_clearing_hides_the_answer(room):
    room.vote("a", 1)
    room.reveal_votes(True, [1, 0, 0])
    room.clear_votes()
    assert room.told_to_phone("a")["votes"] is None
    room.vote("a", 0)
    room.reveal_votes(True, [])
    assert room.told_to_phone("a")["votes"]["hands"] == [0, 0, 0]


def test_a_phone_notices_each_change_by_the_facilitator(room):
    changes = (
        lambda: room.turn_to("draw", 1),
        lambda: room.reveal_votes(True, []),
        lambda: room.reveal_curves(True, []),
        room.clear_votes,
        room.clear_curves,
    )
    versions = [room.version]
    for change in changes:
        change()
        versions.append(room.told_to_phone("a")["version"])
    assert len(set(versions)) == len(versions)


def test_a_full_room_still_takes_votes_of_the_phones_that_are_in_it(room):
    for number in range(MOST_PHONES):
        room.vote(f"phone {number}", 0)
    with pytest.raises(FullError, match="raising a hand"):
        room.vote("one more", 0)
    room.vote("phone 7", 1)
    room.clear_votes()
    room.vote("one more", 0)  # a phone that has chosen nothing takes no place
    assert room.told_to_page()["voted"] == 1


@given(some.lists(some.tuples(some.sampled_from("abcdef"), some.integers(0, 2)), max_size=40))
def test_there_are_as_many_votes_as_phones_that_voted_whatever_they_did(votes):
    room = Room(ANSWER, points=3)
    for phone, plan in votes:
        room.vote(phone, plan)
    room.reveal_votes(True, [])
    counted = room.told_to_page()["votes"]
    last = list(dict(votes).values())
    assert counted == [last.count(plan) for plan in range(3)]


REFUSED = {
    "no JSON": ("vote", b"{plan"),
    "a list": ("vote", b"[]"),
    "no plan": ("vote", b"{}"),
    "more than a vote": ("vote", b'{"plan": 1, "name": "Ann"}'),
    "null as a plan": ("vote", b'{"plan": null}'),
    "no such plan": ("vote", b'{"plan": 3}'),
    "a plan below all": ("vote", b'{"plan": -1}'),
    "true as a plan": ("vote", b'{"plan": true}'),
    "half a plan": ("vote", b'{"plan": 0.5}'),
    "a word as a plan": ("vote", b'{"plan": "1"}'),
    "deep": ("vote", b"[" * 9000),
    "four hundred digits": ("vote", b'{"plan": 1%s}' % (b"0" * 400)),
    "too few points": ("curve", b'{"plan": 1, "points": [1]}'),
    "too many points": ("curve", b'{"plan": 1, "points": [1, 2, 3, 4]}'),
    "more than all": ("curve", b'{"plan": 1, "points": [1, 2, 101]}'),
    "less than none": ("curve", b'{"plan": 1, "points": [1, 2, -1]}'),
    "not a number": ("curve", b'{"plan": 1, "points": [1, 2, NaN]}'),
    "true as a point": ("curve", b'{"plan": 1, "points": [1, 2, true]}'),
    "points as text": ("curve", b'{"plan": 1, "points": "123"}'),
    "the curve of no plan": ("curve", b'{"plan": 9, "points": []}'),
    "no such question": ("turn", b'{"ask": "sing", "plan": 0}'),
    "a list of questions": ("turn", b'{"ask": [], "plan": 0}'),
    "no such answer": ("reveal", b'{"what": "all", "shown": true, "own": []}'),
    "half shown": ("reveal", b'{"what": "votes", "shown": 1, "own": []}'),
    "hands of two plans": ("reveal", b'{"what": "votes", "shown": true, "own": [1, 1]}'),
    "less than no hands": ("reveal", b'{"what": "votes", "shown": true, "own": [-1, 1, 1]}'),
    "more hands than a hall has": ("reveal", b'{"what": "votes", "shown": true, "own": [999,9,0]}'),
    "curves as numbers": ("reveal", b'{"what": "curves", "shown": true, "own": [1, 2]}'),
    "a curve too long": ("reveal", b'{"what": "curves", "shown": true, "own": [[1, 2, 3, 4]]}'),
    "101 curves": (
        "reveal", b'{"what": "curves", "shown": true, "own": [%s]}' % b",".join([b"[0,1,2]"] * 101)
    ),
    "clear what": ("clear", b'{"what": ["votes"]}'),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "body"), REFUSED.values(), ids=REFUSED)
def test_what_no_page_sends_is_refused_in_one_line_and_changes_nothing(room, kind, body):
    room.vote("a", 1)
    room.draw("a", 0, LOW)
    before = copy.deepcopy(room)
    act = getattr(phone_requests, kind)
    who = ("a",) if kind in ("vote", "curve") else ()
    with pytest.raises(UserError) as refused:
        act(room, *who, body)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 120
    assert room == before


@pytest.mark.parametrize(
    ("last", "months"),
    [(24, [0, 3, 6, 9, 12, 15, 18, 21, 24]), (25, [0, 6, 12, 18, 24, 25]),
     (72, [0, 12, 24, 36, 48, 60, 72]), (500, [0, 120, 240, 360, 480, 500]), (1, [0, 1])],
)  # fmt: skip
def test_a_curve_has_about_eight_points_and_one_at_the_end(last, months):
    assert months_of_points(last) == months
