"""Phones on the live page: their link, their votes at once, and what a phone cannot do."""

import asyncio
import contextlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import hostile
import httpx
import pytest
from qr_reading import read_code
from serving import PATIENCE, serving
from test_hostile_requests import FINE, LEAKS, REFUSED, codes, listening_to_the_log, sent

from sim.page import html_file
from sim.page.connections import Limits
from sim.page.phone_page import codes as codes_of
from sim.page.phone_page import phones
from sim.page.phone_routes import COOKIE, LARGEST_OF_PAGE, LARGEST_OF_PHONE
from sim.page.room import MOST_PHONES
from sim.page.server import LivePage

KEY, TOKEN = "key-of-the-link-0123456789", "token-of-the-page-0123456789"
OF_PAGE = (
    ("/api/turn", {"ask": "draw", "plan": 1}),
    ("/api/reveal", {"what": "votes", "shown": True, "own": []}),
    ("/api/reveal", {"what": "curves", "shown": True, "own": []}),
    ("/api/clear", {"what": "votes"}),
    ("/api/clear", {"what": "curves"}),
)
MANY, SEED, AT_ONCE = 600, 12, 40


@pytest.fixture
def live(live_data):
    page = html_file.page(live_data)
    return LivePage(page, TOKEN, KEY, phones(live_data))


@pytest.fixture
def address(live):
    with serving(live) as at:
        yield at


@pytest.fixture
def visitors(address):
    """Make visitors: phones that opened the link, and the room's page."""
    with contextlib.ExitStack() as open_ones:

        def visitor(path, key, **headers):
            client = httpx.Client(base_url=address, headers=headers, timeout=PATIENCE)
            open_ones.enter_context(client)
            assert client.get(path, params={"key": key}).status_code == 303
            return client

        yield visitor


@pytest.fixture
def phone(live, visitors):
    return lambda: visitors("/vote", live.phones.key, **{"X-Room": live.phones.name})


@pytest.fixture
def page(visitors):
    return visitors("/", KEY, **{"X-Page": TOKEN})


def test_a_phone_votes_and_draws_and_the_page_is_told_how_many_but_not_for_what(phone, page, live):
    points = [0] * (live.phones.room.points - 1) + [60]
    for plan in (1, 0, 1):
        one = phone()
        assert one.post("/api/vote", json={"plan": plan}).json()["vote"] == plan
        assert one.post("/api/curve", json={"plan": 1, "points": points}).json()["curve"] == points
    told = page.get("/api/room").json()
    assert (told["voted"], told["drawn"]) == (3, 3)
    assert (told["votes"], told["curves"]) == (None, None)
    told = page.post("/api/reveal", json={"what": "votes", "shown": True, "own": [2, 0]}).json()
    assert told["votes"] == [1, 2]
    shown = phone().get("/api/tally").json()["votes"]
    assert (shown["phones"], shown["hands"]) == ([1, 2], [2, 0])


def test_what_a_phone_has_seen_is_not_sent_again(phone, page):
    one = phone()
    version = one.get("/api/tally").json()["version"]
    assert one.get("/api/tally", params={"seen": version}).status_code == 204
    page.post("/api/reveal", json={"what": "votes", "shown": True, "own": []})
    assert one.get("/api/tally", params={"seen": version}).json()["votes"] is not None


def test_a_phone_that_scans_the_code_again_has_the_same_vote(phone, page, live):
    one = phone()
    one.post("/api/vote", json={"plan": 1})
    assert one.get("/vote", params={"key": live.phones.key}).status_code == 303
    one.post("/api/vote", json={"plan": 0})
    assert page.get("/api/room").json()["voted"] == 1


@pytest.mark.parametrize(("path", "body"), OF_PAGE)
def test_a_phone_cannot_turn_reveal_or_clear(path, body, phone, page, live):
    """Not with what it knows: the link of phones, its name, the name of the room."""
    one = phone()
    one.post("/api/vote", json={"plan": 1})
    before = page.get("/api/room").json()
    for token in ("", live.phones.key, live.phones.name, one.cookies[COOKIE]):
        headers = {"X-Page": token, "Cookie": f"uptake_room={live.phones.key}; {COOKIE}={token}"}
        assert one.post(path, json=body, headers=headers).status_code == 403
        assert one.get("/api/room", headers=headers).status_code == 403
        assert one.get("/", headers=headers).status_code == 403
    assert one.get("/", params={"key": live.phones.key}).status_code == 403
    assert page.get("/api/room").json() == before
    assert page.post(path, json=body).status_code == 200


def test_the_phones_page_holds_nothing_of_the_answer_nor_any_secret(phone, live, live_data):
    told = phone().get("/vote").text
    data = json.loads(re.search(r'id="page-data">(.*?)</script>', told, re.S)[1])
    assert set(data) == {"room", "plans", "months", "horizon"}
    assert all(set(each) == {"name", "explain"} for each in data["plans"])
    assert live_data["headline"] not in told
    for secret in (TOKEN, KEY, live.phones.key):
        assert secret not in told


def test_without_the_link_or_with_another_rooms_a_phone_is_told_so_in_plain_words(address, phone):
    with httpx.Client(base_url=address) as guest:
        for params in ({}, {"key": "another"}, {"key": ""}, {"key": "é"}, {"key": KEY}):
            reply = guest.get("/vote", params=params)
            assert reply.status_code == 403
            assert "Scan the code on the screen" in reply.text
            assert "<script>" not in reply.text
    made_up = {"Cookie": f"{COOKIE}=somebody.{'0' * 32}"}
    for each in (made_up, {"Cookie": f"{COOKIE}=somebody"}, {"Cookie": f"{COOKIE}=."}):
        assert httpx.get(f"{address}/vote", headers=each).status_code == 403


def test_a_phone_of_a_room_that_has_ended_is_told_so(live, live_data):
    """The same address, but started again."""
    with serving(live) as at, httpx.Client(base_url=at) as one:
        one.get("/vote", params={"key": live.phones.key})
        cookie = {COOKIE: one.cookies[COOKIE]}
    again = replace(live, phones=phones(live_data))
    for name in (live.phones.name, again.phones.name):
        headers = {"X-Room": name}
        with serving(again) as at, httpx.Client(base_url=at, cookies=cookie) as one:
            for reply in (one.get("/api/tally", headers=headers),
                          one.post("/api/vote", json={"plan": 0}, headers=headers)):  # fmt: skip
                assert reply.status_code == 403
                assert "has ended" in reply.json()["error"]
            assert again.phones.room.told_to_page()["voted"] == 0


def test_another_site_cannot_vote_for_a_phone(address, phone):
    """It may make the phone send its name, but does not know the name of the room."""
    one = phone()
    for headers in ({"X-Room": ""}, {"X-Room": "x"}, {"X-Room": "é".encode()}):
        assert one.post("/api/vote", json={"plan": 0}, headers=headers).status_code == 403
    assert one.post("/api/vote", json={"plan": 0}, headers={"Host": "evil.com"}).status_code == 421


def test_the_cookie_of_a_phone_is_kept_from_scripts_and_from_other_sites(address, live):
    reply = httpx.get(f"{address}/vote", params={"key": live.phones.key})
    assert reply.headers["location"] == "/vote"
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_after_the_reveal_a_vote_is_refused_in_one_line(phone, page):
    one = phone()
    one.post("/api/vote", json={"plan": 1})
    page.post("/api/reveal", json={"what": "votes", "shown": True, "own": []})
    reply = one.post("/api/vote", json={"plan": 0})
    assert reply.status_code == 409
    assert "revealed" in reply.json()["error"]
    assert page.get("/api/room").json()["votes"] == [0, 1]


def test_too_long_and_too_many_are_refused(phone, page, live):
    one = phone()
    assert one.post("/api/vote", content=b" " * (LARGEST_OF_PHONE + 1)).status_code == 413
    assert page.post("/api/clear", content=b" " * (LARGEST_OF_PAGE + 1)).status_code == 413
    for number in range(MOST_PHONES):
        live.phones.room.vote(f"phone {number}", 0)
    reply = one.post("/api/vote", json={"plan": 0})
    assert reply.status_code == 429
    assert "\n" not in reply.json()["error"]


def test_a_page_that_is_not_shared_has_no_routes_for_phones(live):
    with serving(replace(live, key=None, phones=None)) as at:
        assert httpx.get(f"{at}/vote").status_code == 404
        assert httpx.post(f"{at}/api/vote", json={"plan": 0}).status_code == 404


async def take_part(address, live, number):
    """Open the page, vote for each plan in turn, draw, and ask for the tally in between."""
    headers = {"X-Room": live.phones.name}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=PATIENCE) as client:
        opened = await client.get("/vote", params={"key": live.phones.key}, follow_redirects=True)
        replies = [opened]
        for step in range(4):
            plan, points = (number + step) % 2, [number] * live.phones.room.points
            replies += await asyncio.gather(
                client.get("/api/tally"),
                client.post("/api/curve", json={"plan": 1, "points": points}),
            )
            replies.append(await client.post("/api/vote", json={"plan": plan}))
        return replies


def test_forty_phones_at_once_are_all_counted_once_each_with_its_last_vote(live, page, address):
    async def all_at_once():
        return await asyncio.gather(*(take_part(address, live, number) for number in range(40)))

    with ThreadPoolExecutor(1) as thread:  # the browser tests may have a loop on this one
        replies = thread.submit(asyncio.run, all_at_once()).result()
    assert {each.status_code for own in replies for each in own} == {200}
    for number, own in enumerate(replies):
        assert own[-1].json()["vote"] == (number + 3) % 2
    told = page.get("/api/room").json()
    assert (told["voted"], told["drawn"]) == (40, 40)
    page.post("/api/reveal", json={"what": "votes", "shown": True, "own": []})
    told = page.post("/api/reveal", json={"what": "curves", "shown": True, "own": []}).json()
    assert told["votes"] == [20, 20]
    assert [curve[0] for curve in told["curves"]] == list(range(40))


def test_hundreds_of_hostile_requests_leave_the_votes_as_they_were(live):
    with serving(live, limits=Limits(request=1.0)) as at, listening_to_the_log() as log:
        with httpx.Client(base_url=at, headers={"X-Room": live.phones.name}) as one:
            one.get("/vote", params={"key": live.phones.key})
            assert one.post("/api/vote", json={"plan": 1}).status_code == 200
            named = one.cookies[COOKIE]
        door = hostile.RoomDoor(KEY, TOKEN, named, live.phones.name)
        requests = hostile.room_requests(MANY, door, SEED)
        before = live.phones.room.told_to_page()
        with ThreadPoolExecutor(AT_ONCE) as many:
            replies = list(many.map(lambda each: sent(at, *each), requests))
        assert live.phones.room.told_to_page() == before
    assert log == []
    for (kind, request), reply in zip(requests, replies, strict=True):
        assert codes(reply) <= REFUSED | FINE | {100}, (kind, request[:300], reply[:300])
        for leak in (*LEAKS, KEY, TOKEN, live.phones.key):
            assert leak.encode() not in reply, (kind, request[:300], leak)
    refused = sum(bool(codes(reply) & REFUSED) for reply in replies)
    assert refused > 0.8 * MANY


@pytest.mark.parametrize(
    "link",
    ["http://192.168.178.123:54321/vote?key=0123456789abcdef", "http://10.0.0.1:80/vote?key=_-x",
     "http://a-laptop-with-a-long-name.local:8000/vote?key=0123456789abcdef",
     "http://[2001:db8:1234:5678:9abc:def0:1234:5678]:54321/vote?key=0123456789abcdef"],
)  # fmt: skip
def test_the_code_that_is_drawn_reads_as_the_link(link):
    (made,) = codes_of([link])
    assert made["link"] == link
    assert read_code(made["rows"]) == link
