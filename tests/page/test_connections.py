"""Connections to the live page: slow and many ones end, and others are served meanwhile.

On Linux each address that begins with 127 is this computer, so tests can come from several.
"""

import contextlib
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from serving import PATIENCE, TURN, served, serving, shared

from sim.page.connections import Limits, settings
from sim.page.server import LivePage

elsewhere = pytest.mark.skipif(sys.platform != "linux", reason="one loopback address")
HEAD = b"POST /api/turn HTTP/1.1\r\nHost: localhost\r\nX-Page: secret\r\n"
SLOW = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half the headers": HEAD,
    "half a body": HEAD + b"Content-Length: 100\r\n\r\n{",
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n64\r\n{",
    "a body that is not wanted": HEAD.replace(b"/api/turn", b"/") + b"Content-Length: 9\r\n\r\n{",
}
QUICK = Limits(request=0.4, reply=0.4)


@pytest.fixture(scope="module")
def room(live_data):
    return shared(live_data, "secret")


def connected(address, source="127.0.0.1"):
    host, _, port = address.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), PATIENCE, (source, 0))


def visit(address, source="127.0.0.1"):
    """Open the page and send what it sends; returns the seconds that it took."""
    began = time.monotonic()
    transport = httpx.HTTPTransport(local_address=source)
    with httpx.Client(base_url=address, transport=transport, timeout=PATIENCE) as client:
        assert client.get("/").status_code == 200
        headers = {"X-Page": "secret"}
        assert client.post("/api/turn", json=TURN, headers=headers).status_code == 200
    return time.monotonic() - began


def ended(connection, within):
    """Whether the other side ends a connection within some seconds; what it sends is read."""
    ends = time.monotonic() + within
    with contextlib.suppress(ConnectionError):
        while time.monotonic() < ends:
            connection.settimeout(max(0.01, ends - time.monotonic()))
            try:
                if not connection.recv(65536):
                    return True
            except TimeoutError:
                return False
        return False
    return True


@elsewhere
@pytest.mark.parametrize("begun", ["nothing", "half the headers", "half a body"])
def test_512_half_open_connections_of_one_address_keep_nobody_out(room, begun):
    with contextlib.ExitStack() as held, serving(room) as address:
        for _ in range(512):
            each = held.enter_context(connected(address, "127.0.0.2"))
            with contextlib.suppress(ConnectionError):
                each.sendall(SLOW[begun])
        assert visit(address, "127.0.0.3") < 5, "from another address"
        assert visit(address, "127.0.0.2") < 5, "from the same address"


@elsewhere
def test_half_open_connections_of_many_addresses_keep_nobody_out(room):
    limits = Limits(total=60)
    with contextlib.ExitStack() as held, serving(room, limits) as address:
        for k in range(120):
            held.enter_context(connected(address, f"127.0.1.{1 + k % 20}")).sendall(HEAD)
        assert visit(address, "127.0.0.3") < 5


@elsewhere
def test_few_half_open_connections_of_one_address_stay_once_a_second_has_passed(room):
    limits = Limits(half_open=4, grace=0.1)
    with contextlib.ExitStack() as held, serving(room, limits) as address:
        some = [held.enter_context(connected(address)) for _ in range(20)]
        time.sleep(0.3)
        more = [held.enter_context(connected(address)) for _ in range(20)]
        assert all(ended(each, 1) for each in some)
        assert not any(ended(each, 0.01) for each in more)


@pytest.mark.parametrize("begun", SLOW.values(), ids=SLOW)
def test_a_request_that_does_not_become_whole_ends(room, begun):
    with serving(room, QUICK) as address, connected(address) as slow:
        slow.sendall(begun)
        assert ended(slow, 5)
        visit(address)


def test_a_request_that_comes_byte_by_byte_ends(room):
    with serving(room, QUICK) as address, connected(address) as slow:
        began = time.monotonic()
        with contextlib.suppress(ConnectionError):
            for byte in HEAD * 9:
                slow.sendall(bytes([byte]))
                time.sleep(0.02)
        assert time.monotonic() - began < 5


def test_the_second_request_on_a_connection_is_no_slower(room):
    with serving(room, QUICK) as address, connected(address) as slow:
        slow.sendall(b"GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert slow.recv(65536).startswith(b"HTTP/1.1 404")
        slow.sendall(b"GET /none HT")
        began = time.monotonic()
        assert ended(slow, 4)
        assert time.monotonic() - began > 0.2


def test_a_visitor_who_does_not_take_the_reply_is_let_go(room):
    large = LivePage("x" * 30_000_000, "secret")
    with serving(large, QUICK) as address, connected(address) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(1.5)
        taken = 0
        with contextlib.suppress(ConnectionError):
            while part := slow.recv(1 << 20):
                taken += len(part)
        assert taken < 30_000_000


def test_sixty_telephones_behind_one_address_are_all_served(room):
    """Each opens a second connection that it does not use yet, as browsers do."""
    with contextlib.ExitStack() as held, serving(room) as address:
        for _ in range(60):
            held.enter_context(connected(address))
        with ThreadPoolExecutor(60) as telephones:
            visits = [telephones.submit(visit, address) for _ in range(60)]
            assert all(each.result() < PATIENCE for each in visits)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_nobody_can_name_another_address_in_a_header(header):
    """Limits hold for an address: whoever could name others would have none."""

    async def told(scope, _receive, send):
        if scope["type"] == "http":
            body = scope["client"][0].encode()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": body})

    with served(settings(told)) as address:
        reply = httpx.get(address, headers={header: "192.0.2.1"}, timeout=PATIENCE)
    assert reply.text == "127.0.0.1"
