"""The live page over the loopback: what is served, refusals, and access."""

import re
from dataclasses import replace

import httpx
import pytest
from serving import PATIENCE, TURN, serving, shared

from sim.page import html_file
from sim.page.phone_routes import LARGEST_OF_PAGE
from sim.page.server import secret


@pytest.fixture(scope="module")
def room(live_data):
    return shared(live_data, "secret")


@pytest.fixture(scope="module")
def address(room):
    with serving(room) as at:
        yield at


@pytest.fixture
def asking(address):
    """The room's page."""
    with httpx.Client(base_url=address, headers={"X-Page": "secret"}, timeout=PATIENCE) as client:
        yield client


def test_the_page_that_is_served_is_the_page_with_all_that_it_needs(asking, live_data):
    page = asking.get("/").text
    assert page == html_file.page(live_data)
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=\"(?!data:)", page)


def test_no_route_runs_the_model_any_more(asking):
    body = {"plan": "plan1", "values": {"strategy.pilots": 1}}
    assert asking.post("/api/answer", json=body).status_code == 404


def test_every_response_forbids_framing_sniffing_and_caching(asking):
    for reply in (asking.get("/"), asking.post("/api/turn", json=TURN), asking.get("/x")):
        assert reply.headers["x-frame-options"] == "DENY"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in reply.headers


def test_the_content_policy_in_the_header_is_the_one_in_the_page(asking):
    reply = asking.get("/")
    (told,) = re.findall(r'"Content-Security-Policy" content="([^"]*)"', reply.text)
    assert reply.headers["content-security-policy"] == told
    assert "unsafe-inline" not in told


GARBAGE = {
    "nothing": b"",
    "no JSON": b"{ask",
    "deep": b"[" * 9000,
    "a list": b"[]",
    "no plan": b'{"ask": "draw"}',
    "no such plan": b'{"ask": "draw", "plan": 9}',
    "a plan that is a list": b'{"ask": "draw", "plan": []}',
    "four hundred digits": b'{"ask": "draw", "plan": 1%s}' % (b"0" * 400),
    "not a number": b'{"ask": "draw", "plan": NaN}',
    "markup": b'{"ask": "<script>alert(1)</script>", "plan": 1}',
    "bytes": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_refused_in_one_line(asking, body):
    reply = asking.post("/api/turn", content=body)
    assert 400 <= reply.status_code < 500
    told = reply.json()
    assert set(told) == {"error"}
    assert told["error"]
    assert "\n" not in told["error"]
    assert len(told["error"]) < 400


def test_a_long_request_is_refused_before_it_is_read_to_the_end(asking):
    assert asking.post("/api/turn", content=b" " * (LARGEST_OF_PAGE + 1)).status_code == 413


def test_other_methods_and_paths_are_refused(asking):
    assert asking.get("/api/turn").status_code == 405
    assert asking.get("/../../etc/passwd").status_code == 404


@pytest.mark.parametrize("token", ["", "secre", "secrets", "é"])
def test_a_request_without_the_pages_token_is_refused(address, token):
    reply = httpx.post(f"{address}/api/turn", json=TURN,
                       headers={"X-Page": token.encode()}, timeout=PATIENCE)  # fmt: skip
    assert reply.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "192.0.2.1", ""])
def test_the_host_name_of_another_machine_is_refused(address, host):
    """Another site may have pointed its name at this address."""
    for path, send in (("/", httpx.get), ("/api/turn", httpx.post)):
        reply = send(address + path, headers={"Host": host, "X-Page": "secret"}, timeout=PATIENCE)
        assert reply.status_code in (400, 421), path


def test_visitors_from_elsewhere_need_the_link(room):
    with serving(replace(room, key="the key")) as at, httpx.Client(base_url=at) as guest:
        page = {"X-Page": "secret"}
        assert guest.get("/").status_code == 403
        assert guest.post("/api/turn", json=TURN, headers=page).status_code == 403
        assert guest.get("/", params={"key": "another"}).status_code == 403
        let_in = guest.get("/", params={"key": "the key"})
        assert let_in.status_code == 303
        assert let_in.headers["location"] == "/"
        cookie = let_in.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert guest.get("/").status_code == 200
        assert guest.post("/api/turn", json=TURN, headers=page).status_code == 200


def test_an_internal_error_is_one_line_and_the_page_is_still_served(room, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError

    with serving(room) as address, httpx.Client(base_url=address) as client:
        monkeypatch.setattr(type(room.phones.room), "told_to_page", fails)
        reply = client.post("/api/turn", json=TURN, headers={"X-Page": "secret"})
        assert reply.status_code == 500
        assert "Traceback" not in reply.text
        assert reply.headers["connection"] == "close"  # or the next one is asked on one that ends
        assert client.get("/").status_code == 200


def test_secrets_differ():
    assert len({secret() for _ in range(100)}) == 100
