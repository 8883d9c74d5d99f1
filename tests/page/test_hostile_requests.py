"""A thousand malformed or malicious requests: the live page refuses them and goes on as before."""

import contextlib
import gc
import json
import logging
import re
import socket
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import hostile
import httpx
import pytest
from serving import PATIENCE, serving, shared

from sim.page.connections import Limits

MANY, SEED, AT_ONCE = 1000, 11, 40
DOOR = hostile.Door("key-of-the-link-0123456789", "token-of-the-page-0123456789")
REFUSED = {400, 403, 404, 405, 409, 413, 421, 422, 429}
FINE = {200}  # the few that happen to be good requests
LEAKS = ("Traceback", 'File "', ".py", str(Path(__file__).parents[2]), str(Path.home()) + "/",
         DOOR.key, DOOR.token, "evil.com")  # fmt: skip


@pytest.fixture(scope="module")
def room(live_data):
    return shared(live_data, DOOR.token, DOOR.key)


@contextlib.contextmanager
def listening_to_the_log():
    """What a running server and asyncio tell whoever started the page (it sets its log up anew)."""
    told = []
    taking = logging.Handler()
    taking.emit = lambda record: told.append(record.getMessage())
    loggers = [logging.getLogger(name) for name in ("uvicorn.error", "asyncio")]
    for each in loggers:
        each.addHandler(taking)
    try:
        yield told
        gc.collect()  # asyncio tells of a failed task when it is dropped
    finally:
        for each in loggers:
            each.removeHandler(taking)


def sent(address, kind, request):
    """Send bytes and return all that comes back until the server ends the connection."""
    where = urlsplit(address)
    received = bytearray()
    with (
        socket.create_connection((where.hostname, where.port), PATIENCE) as connection,
        contextlib.suppress(ConnectionError),
    ):
        connection.sendall(request)
        if kind == "cut_off" and len(request) % 2:
            connection.shutdown(socket.SHUT_WR)
        while part := connection.recv(65536):
            received += part
    return bytes(received)


def honest(address, asked):
    """What the room's page gets back when it turns to something, as bytes."""
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        assert client.get("/", params={"key": DOOR.key}).status_code == 303
        reply = client.post("/api/turn", json=asked, headers={"X-Page": DOOR.token})
        assert reply.status_code == 200
        return reply.content


def codes(reply):
    return {int(code) for code in re.findall(rb"HTTP/1\.1 (\d\d\d) ", reply)}


def test_a_thousand_hostile_requests_change_nothing_leak_nothing_and_fail_nowhere(room):
    one, other = ({"ask": "draw", "plan": plan} for plan in (1, 0))
    requests = hostile.requests(MANY, DOOR, SEED)
    with serving(room, limits=Limits(request=1.0)) as address, listening_to_the_log() as log:
        before = honest(address, one)
        with ThreadPoolExecutor(AT_ONCE) as many:
            replies = list(many.map(lambda each: sent(address, *each), requests))
        assert honest(address, one) == before
        told = json.loads(honest(address, other))
        assert (told["ask"], told["plan"], told["voted"]) == ("draw", 0, 0)
    assert log == []
    found = defaultdict(set)
    for (kind, request), reply in zip(requests, replies, strict=True):
        found[kind] |= codes(reply)
        assert codes(reply) <= REFUSED | FINE | {100}, (kind, request[:300], reply[:300])
        for leak in LEAKS:
            assert leak.encode() not in reply, (kind, request[:300], leak)
    assert set(found) == set(hostile.KINDS)
    assert all(each & REFUSED for each in found.values()), found
    answered = sum(bool(codes(reply) & REFUSED) for reply in replies)
    assert answered > 0.8 * MANY


def test_the_thousand_are_of_all_kinds_and_hardly_any_is_sent_twice():
    requests = hostile.requests(MANY, DOOR, SEED)
    by_kind = Counter(kind for kind, _ in requests)
    assert min(by_kind.values()) >= MANY // len(hostile.KINDS)
    assert len({request for _, request in requests}) > 0.5 * MANY
