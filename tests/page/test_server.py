"""The live page over the loopback: answers, refusals, thirty users at once, and access."""

import asyncio
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest
from serving import PATIENCE, question, serving

from sim.page import html_file
from sim.page.answers import answer
from sim.page.connections import Limits
from sim.page.requests import LARGEST
from sim.page.server import LivePage, secret

CLIENTS = 30


@pytest.fixture(scope="module")
def room(live_data, bases):
    return LivePage(html_file.page(live_data), bases, "secret")


@pytest.fixture(scope="module")
def address(room):
    with serving(room) as at:
        yield at


@pytest.fixture
def asking(address, request):
    """Somebody who asks, under a name of the test's own: numbers of questions only rise."""
    headers = {"X-Page": "secret", "X-Visitor": request.node.name.encode()}
    with httpx.Client(base_url=address, headers=headers, timeout=PATIENCE) as client:
        yield client


def run_apart(asked):
    """Run a coroutine on its own thread, since the browser tests may have a loop on this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()


def test_a_question_gets_what_the_engine_says(asking, base):
    reply = asking.post("/api/answer", json=question(7))
    assert reply.status_code == 200
    assert reply.json() == json.loads(json.dumps(answer(base, {"strategy.pilots": 1})))


def test_the_page_is_served_and_each_visit_gets_its_own_name(asking):
    pages = [asking.get("/").text for _ in range(2)]
    named = [re.search(r'"visitor":"([^"]+)"', page)[1] for page in pages]
    assert len(set(named)) == 2
    assert "@visitor@" not in pages[0]


def test_every_response_forbids_framing_sniffing_and_caching(asking):
    for reply in (asking.get("/"), asking.post("/api/answer", json=question()), asking.get("/x")):
        assert reply.headers["x-frame-options"] == "DENY"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in reply.headers


def test_the_content_policy_in_the_header_is_the_one_in_the_page(asking):
    reply = asking.get("/")
    (told,) = re.findall(r'"Content-Security-Policy" content="([^"]*)"', reply.text)
    assert reply.headers["content-security-policy"] == told
    assert "unsafe" not in told


GARBAGE = {
    "nothing": b"",
    "no JSON": b"{plan",
    "deep": b"[" * 9000,
    "a list": b"[]",
    "no plan": b'{"values": {}}',
    "no such plan": b'{"plan": "plan9", "values": {}}',
    "a plan that is a list": b'{"plan": [], "values": {}}',
    "no values": b'{"plan": "plan1"}',
    "values as text": b'{"plan": "plan1", "values": "x"}',
    "no such dial": b'{"plan": "plan1", "values": {"strategy.pilot": 1}}',
    "a file": b'{"plan": "plan1", "values": {"system.organisations_file": "/etc/passwd"}}',
    "more organisations": b'{"plan": "plan1", "values": {"system.organisations": 2000000}}',
    "out of range": b'{"plan": "plan1", "values": {"strategy.plan": 7}}',
    "a word for a number": b'{"plan": "plan1", "values": {"strategy.plan": "all"}}',
    "a list for a number": b'{"plan": "plan1", "values": {"strategy.plan": [1]}}',
    "not a number": b'{"plan": "plan1", "values": {"strategy.plan": NaN}}',
    "four hundred digits": b'{"plan": "plan1", "values": {"strategy.pilots": 1%s}}' % (b"0" * 400),
    "infinity": b'{"plan": "plan1", "values": {"strategy.pilots": Infinity}}',
    "half a site": b'{"plan": "plan1", "values": {"strategy.pilots": 1.5}}',
    "more pilots than sites": b'{"plan": "plan1", "values": {"strategy.pilots": 900}}',
    "too much money": b'{"plan": "plan1", "values": {"strategy.shift.comms": 1}}',
    "money of a plan without": b'{"plan": "plan0", "values": {"strategy.shift.comms": 0.1}}',
    "markup": b'{"plan": "plan1", "values": {"<script>alert(1)</script>": 1}}',
    "a number of its own": b'{"plan": "plan1", "values": {}, "n": "x"}',
    "bytes": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_refused_in_one_line(asking, body):
    reply = asking.post("/api/answer", content=body)
    assert 400 <= reply.status_code < 500
    told = reply.json()
    assert set(told) == {"error"}
    assert told["error"]
    assert "\n" not in told["error"]
    assert len(told["error"]) < 400


def test_a_long_question_is_refused_before_it_is_read_to_the_end(asking):
    assert asking.post("/api/answer", content=b" " * (LARGEST + 1)).status_code == 413


def test_other_methods_and_paths_are_refused(asking):
    assert asking.get("/api/answer").status_code == 405
    assert asking.get("/../../etc/passwd").status_code == 404


@pytest.mark.parametrize("token", ["", "secre", "secrets", "é"])
def test_a_question_without_the_pages_token_is_refused(address, token):
    reply = httpx.post(f"{address}/api/answer", json=question(),
                       headers={"X-Page": token.encode()}, timeout=PATIENCE)  # fmt: skip
    assert reply.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "192.0.2.1", ""])
def test_the_host_name_of_another_machine_is_refused(address, host):
    """Another site may have pointed its name at this address."""
    for path, send in (("/", httpx.get), ("/api/answer", httpx.post)):
        reply = send(address + path, headers={"Host": host, "X-Page": "secret"}, timeout=PATIENCE)
        assert reply.status_code in (400, 421), path


def test_visitors_from_elsewhere_need_the_link(room):
    with serving(replace(room, key="the key")) as at, httpx.Client(base_url=at) as guest:
        assert guest.get("/").status_code == 403
        assert guest.post("/api/answer", json=question(),
                          headers={"X-Page": "secret"}).status_code == 403  # fmt: skip
        assert guest.get("/", params={"key": "another"}).status_code == 403
        let_in = guest.get("/", params={"key": "the key"})
        assert let_in.status_code == 303
        assert let_in.headers["location"] == "/"
        cookie = let_in.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert guest.get("/").status_code == 200
        assert guest.post("/api/answer", json=question(), timeout=PATIENCE,
                          headers={"X-Page": "secret"}).status_code == 200  # fmt: skip


def slowly(asked):
    """Stand in for the engine: take a while, and return the question."""
    time.sleep(0.02)
    if asked.values.get("strategy.pilots") == 13:
        raise ZeroDivisionError
    return {"asked": dict(asked.values)}


async def drag(address, name, settings):
    """Turn a dial through some settings, each before the last is answered."""
    headers = {"X-Page": "secret", "X-Visitor": name}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=PATIENCE) as client:
        asked = []
        for number, setting in enumerate(settings):
            body = question(number, values={"strategy.pilots": setting, "strategy.plan": 0.5})
            asked.append(asyncio.create_task(client.post("/api/answer", json=body)))
            await asyncio.sleep(0.01)
        return await asyncio.gather(*asked)


def check_one(setting, reply):
    """Check one reply against its own question: it is right, or the question was overtaken."""
    assert reply.status_code in (200, 409), reply.text
    if reply.status_code == 200:
        assert reply.json()["asked"]["strategy.pilots"] == setting
        return 1
    return 0


def test_thirty_people_dragging_at_once_get_their_own_answers_including_the_newest(room):
    """Each visitor's settings are its own, so that an answer to another would be seen."""
    asked = {f"client {k}": [k + 31 * step for step in range(6)] for k in range(CLIENTS)}

    async def all_at_once(address):
        return await asyncio.gather(*(drag(address, n, own) for n, own in asked.items()))

    # The telephones share the processors of the room: they may themselves be slow to send
    limits = Limits(grace=PATIENCE)
    with serving(room, slowly, limits) as address:
        replies = run_apart(all_at_once(address))
    answered = 0
    for own, got in zip(asked.values(), replies, strict=True):
        answered += sum(
            check_one(setting, reply)
            for setting, reply in zip(own, got, strict=True)
            if setting != 13
        )
        assert got[-1].status_code == 200
    assert CLIENTS <= answered < 6 * CLIENTS


def test_a_newer_question_drops_only_the_older_ones_of_the_same_page(room):
    begun = threading.Event()

    def blocked(asked):
        begun.set()
        time.sleep(0.4)
        return {"asked": dict(asked.values)}

    async def three(address):
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as client:

            def ask(name, pilots):
                body = question(pilots, values={"strategy.pilots": pilots})
                headers = {"X-Page": "secret", "X-Visitor": name}
                return asyncio.create_task(client.post("/api/answer", json=body, headers=headers))

            first = ask("a", 1)
            await asyncio.to_thread(begun.wait, PATIENCE)
            waiting = [ask("a", 2), ask("b", 3)]
            await asyncio.sleep(0.1)
            return await asyncio.gather(first, *waiting, ask("a", 4))

    with serving(room, blocked) as address:
        codes = [reply.status_code for reply in run_apart(three(address))]
    assert codes == [200, 409, 200, 200]


def test_the_same_question_is_computed_once(room):
    calls = []

    def counting(asked):
        calls.append(asked.key)
        return {"asked": dict(asked.values)}

    with serving(room, counting) as address, httpx.Client(base_url=address) as client:
        for name in ("a", "b", "a"):
            headers = {"X-Page": "secret", "X-Visitor": name}
            assert client.post("/api/answer", json=question(), headers=headers).status_code == 200
    assert len(calls) == 1


def test_an_internal_error_is_one_line_and_other_questions_are_answered(room):
    with serving(room, slowly) as address, httpx.Client(base_url=address) as client:
        headers = {"X-Page": "secret", "X-Visitor": "a"}
        for pilots, code in ((13, 500), (12, 200)):
            body = question(values={"strategy.pilots": pilots})
            reply = client.post("/api/answer", json=body, headers=headers)
            assert reply.status_code == code
            assert "Traceback" not in reply.text
            ends = reply.headers.get("connection") == "close"
            assert ends == (code == 500)  # or the next question is sent on a connection that ends


def test_a_refusal_by_the_model_is_passed_on_in_its_words(asking):
    body = question(values={"strategy.plan": 7})
    told = asking.post("/api/answer", json=body).json()["error"]
    assert "strategy.plan is 7" in told
    assert "it must be between 0 and 1" in told


def test_secrets_differ():
    assert len({secret() for _ in range(100)}) == 100
