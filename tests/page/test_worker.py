"""Whose question is next: addresses take turns, however many names somebody invents."""

import asyncio
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.page import worker
from sim.page.requests import Question
from sim.page.worker import Asker, BusyError, Worker


def question(k):
    return Question("plan0", {"k": k}, None)


def answered(askers, later=()):
    """Let all ask while the worker is busy; returns the order of the answers, and the replies.

    later  those who ask last
    """
    begun, release, order = threading.Event(), threading.Event(), []

    def compute(asked):
        begun.set()
        assert release.wait(60)
        order.append(asked.values["k"])
        return {}

    async def ask():
        one = Worker(compute)
        working = asyncio.create_task(one.work())
        busy = asyncio.create_task(one.answer(Asker("first", "first"), question("busy")))
        await asyncio.to_thread(begun.wait, 60)
        asked = []
        for asker in (*askers, *later):
            asked.append(asyncio.create_task(one.answer(asker, question(asker))))
            await asyncio.sleep(0)
        release.set()
        replies = await asyncio.gather(busy, *asked, return_exceptions=True)
        working.cancel()
        return replies[1:], one

    with ThreadPoolExecutor(1) as thread:  # a browser test may have left a loop in this one
        replies, one = thread.submit(asyncio.run, ask()).result()
    assert one.waiting == {}
    return order[1:], replies


def test_an_honest_asker_is_next_but_one_however_many_names_another_address_invents():
    invented = [Asker("192.0.2.1", f"name {k}") for k in range(90)]
    honest = Asker("192.0.2.2", "honest")
    order, replies = answered(invented, [honest])
    assert order.index(honest) <= 1
    assert not [each for each in replies if isinstance(each, Exception)]


def test_addresses_take_turns_and_so_do_the_people_of_each():
    askers = [Asker(where, str(k)) for where, many in (("a", 4), ("b", 2), ("c", 1))
              for k in range(many)]  # fmt: skip
    order, _ = answered(askers)
    assert [(each.address, each.name) for each in order] == [
        ("a", "0"), ("b", "0"), ("c", "0"), ("a", "1"), ("b", "1"), ("a", "2"), ("a", "3"),
    ]  # fmt: skip


def test_an_address_with_too_many_questions_is_refused_and_others_are_not():
    many = [Asker("a", str(k)) for k in range(worker.MOST_OF_ADDRESS + 5)]
    order, replies = answered(many, [Asker("b", "0")])
    refused = [each for each in replies if isinstance(each, BusyError)]
    assert len(refused) == 5
    assert "try again in a moment" in str(refused[0])
    assert Asker("b", "0") in order


def test_a_room_of_sixty_behind_one_address_is_not_refused():
    order, replies = answered([Asker("a", str(k)) for k in range(60)])
    assert len(order) == 60
    assert not [each for each in replies if isinstance(each, Exception)]


def test_a_full_worker_refuses_the_last_of_the_fullest_address(monkeypatch):
    monkeypatch.setattr(worker, "MOST_WAITING", 6)
    crowd = [Asker("a", str(k)) for k in range(4)] + [Asker("b", str(k)) for k in range(2)]
    order, replies = answered(crowd, [Asker("c", "0")])
    assert Asker("c", "0") in order
    assert isinstance(replies[3], BusyError)
    assert Counter(each.address for each in order) == {"a": 3, "b": 2, "c": 1}


def test_a_full_worker_refuses_whoever_has_as_many_waiting_as_any_other(monkeypatch):
    monkeypatch.setattr(worker, "MOST_WAITING", 3)
    order, replies = answered([Asker(where, "0") for where in "abcd"])
    assert [each.address for each in order] == ["a", "b", "c"]
    assert isinstance(replies[3], BusyError)


@pytest.mark.parametrize("other", ["192.0.2.1", "192.0.2.2"])
def test_a_name_taken_from_another_address_drops_nobodys_question(other):
    mine, same_name = Asker("192.0.2.1", "me"), Asker(other, "me")
    _, replies = answered([mine, same_name])
    dropped = isinstance(replies[0], worker.OvertakenError)
    assert dropped is (other == mine.address)
