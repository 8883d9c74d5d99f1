"""Malformed and malicious requests to a live page, by kind, from a seeded generator.

Each kind makes the bytes of one request from a source of chance; `Door` says what the sender
knows: the cookie and the token get some requests past the first checks.
"""

import json
from random import Random
from typing import NamedTuple


class Door(NamedTuple):
    """What is needed to be heard: the secret of the link, and that of the page."""

    key: str
    token: str


CRLF = b"\r\n"
SECRETS = ("", "x", "the key", "undefined", "null", "../", "é", "\xff" * 40, "k" * 3000, "%00")


def request(method, target, headers=(), body=b"", host="localhost"):
    """Bytes of a request; the server is asked to end the connection after it."""
    named = [("Host", host), ("Connection", "close"), *headers]
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in named)]
    return "\r\n".join(lines).encode("latin-1") + 2 * CRLF + body


def asking(door, body, *more):
    """A request with all that it takes to be heard."""
    told = [("Cookie", f"uptake_room={door.key}"), ("X-Page", door.token), ("X-Visitor", "hostile")]
    sizes = [] if any(name == "Transfer-Encoding" for name, _ in more) else [
        ("Content-Length", len(body))
    ]  # fmt: skip
    return request("POST", "/api/turn", [*told, *sizes, *more], body)


def noise(chance, most=300):
    return chance.randbytes(chance.randint(1, most))


def methods(chance, _door):
    method = chance.choice(
        ["TRACE", "PUT", "DELETE", "CONNECT", "PATCH", "OPTIONS", "PROPFIND", "get", "G@T", "", " ",
         "X" * 2000, "POST", "PRI"]
    )  # fmt: skip
    return request(method, chance.choice(["/", "/api/turn", "*", "localhost:80", "/none"]))


def first_lines(chance, _door):
    return chance.choice(
        [
            b"GET\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"GET /\x00 HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\nHost: localhost\n\n", b"\r\n" * 50,
            b"SSH-2.0-x\r\n", b"\x00" * 64, noise(chance) + 2 * CRLF, b"GET  /  HTTP/1.1\r\n\r\n",
        ]
    )  # fmt: skip


def paths(chance, _door):
    up = chance.choice(["../", "..%2f", "%2e%2e/", "..\\", "%252e%252e%252f", "....//", "%c0%ae/"])
    target = chance.choice(
        ["/" + up * chance.randint(1, 12) + chance.choice(["etc/passwd", "server.py", "C:/x"]),
         "//etc/passwd", "/api/turn/..", "/api//answer", "/%00", "/%ff%fe", "/" + "a" * 9000,
         "http://evil.com/", "/.git/config", "/docs", "/openapi.json", "/static/page.css", "/?%",
         "/#x", "/;", "/index.html", "/api/turn?plan=plan0", "?", "/%uD800"]
    )  # fmt: skip
    return request(chance.choice(["GET", "HEAD", "POST"]), target)


def hosts(chance, _door):
    host = chance.choice(
        ["evil.com", "localhost.evil.com", "[::1]evil.com", "[::1]:80:80", "a@localhost", "",
         "localhost.", "127.1", "0x7f.1", "localhost:x", "localhost:99999", "[::1", "localhost/",
         "\xff", "localhost evil.com", "a" * 4000]
    )  # fmt: skip
    twice = chance.choice([[], [], [("Host", "localhost")], [("Host", "evil.com")]])
    return request(chance.choice(["GET", "POST"]), "/", twice, host=host)


def secrets(chance, door):
    given, token = chance.choice(SECRETS), chance.choice(SECRETS)
    if chance.random() < 0.5:
        target = "/?key=" + given.encode("utf-8").hex("%").join(["%", ""]) if given else "/?key="
        return request("GET", target)
    right = chance.random() < 0.5  # one of the two may be right
    cookie, token = (door.key, token) if right else (given, door.token)
    body = b'{"ask": "draw", "plan": 1}'
    told = [("Cookie", f"uptake_room={cookie}; x"), ("X-Page", token)]
    return request("POST", "/api/turn", [*told, ("Content-Length", len(body))], body)


def headers(chance, _door):
    more = chance.choice(
        [[("X-Large", "a" * chance.randint(17_000, 90_000))],
         [(f"X-{k}", "a") for k in range(chance.randint(500, 3000))],
         [("X Y", "1")], [("", "1")], [("X-Zero", "a\x00b")], [("X-Fold", "a\r\n b")],
         [("X-Split", "a\r\nX-Page: x\r\n\r\nGET / HTTP/1.1")], [("X-Bytes", "\xff\xfe\xc3(")],
         [("Cookie", "=;;=" * 500)], [("Cookie", "uptake_room=\"\\777\\\"")],
         [("Content-Length", "-1")], [("Content-Length", "ten")], [("Content-Length", "9" * 30)],
         [("Content-Length", "5"), ("Content-Length", "6")],
         [("Content-Length", "5"), ("Transfer-Encoding", "chunked")],
         [("Transfer-Encoding", "gzip, chunked")], [("Transfer-Encoding", "x")],
         [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Key", "x")],
         [("Upgrade", "h2c"), ("Connection", "Upgrade"), ("HTTP2-Settings", "AAMAAABk")],
         [("Expect", "100-continue"), ("Content-Length", "5")], [("Range", "bytes=0-1,5-3")],
         [("X-Visitor", "a" * 9000)], [("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Host", "e")]]
    )  # fmt: skip
    return request(chance.choice(["GET", "POST"]), "/", more)


def texts(chance, door):
    """Bodies that are no JSON, or nothing that is asked."""
    body = chance.choice(
        [b"", b"{", b"[" * 16_000, b'{"a":' * 3000, b"nul", b'"', noise(chance), b"\xff\xfe\x00",
         b'{"ask": "draw", "plan": 1}'[: chance.randint(1, 30)], b"1" * 10_000, b"{}" * 99,
         '{"plan": "plan1"}'.encode("utf-16"), '{"plan": "plan1"}'.encode("utf-32"), b"[]", b"0",
         b'{"plan": "plan1", "values": {"a": "\xc3("}}', b"\xef\xbb\xbf{}", b"a" * 20_000,
         b'{"__proto__": {"x": 1}, "plan": "plan1", "values": []}', b" " * 16_384, b"NaN"]
    )  # fmt: skip
    return asking(door, body)


def values(chance, door):
    """Requests of the right shape with keys or values that no page sends."""
    odd = chance.choice(
        ["\ud800", "a" * 5000, "${oc.env:HOME}", "/etc/passwd", "<script>alert(1)</script>", "\x00",
         "'; DROP TABLE x", -1, 1e308, -1e-308, 10**14, 10**4000, float("nan"), float("inf"), True,
         None, [], {}, [[1]], "null", "£1,000", "\uff11", "\u202e", 1.5, "{{7*7}}"]
    )  # fmt: skip
    key = chance.choice(
        ["ask", "plan", "system.organisations_file", "seed", "hydra.run.dir", "", "_target_",
         "\ud800", "__class__", "a" * 3000]
    )  # fmt: skip
    asked = {"ask": chance.choice(["vote", "draw", "neither"]), "plan": 1, key: odd}
    if chance.random() < 0.1:
        asked |= {f"key {k}": k for k in range(200)}
    return asking(door, json.dumps(asked).encode())


def kinds_of_content(chance, door):
    kind = chance.choice(
        ["text/html", "application/xml", "multipart/form-data; boundary=x", "\xff",
         "application/json; charset=utf-7", "application/x-www-form-urlencoded"]
    )  # fmt: skip
    body = chance.choice([b"plan=plan1&values=1", b"<plan/>", b"--x\r\n\r\n--x--", noise(chance)])
    return asking(door, body, ("Content-Type", kind), ("Content-Encoding", "gzip"))


def chunks(chance, door):
    body = chance.choice(
        [b"zz\r\n{}\r\n0\r\n\r\n", b"-1\r\n{}\r\n", b"ffffffffffffffff\r\n{}", b"2\r\n{}garbage",
         b"2;" + b"a" * 20_000 + b"\r\n{}\r\n0\r\n\r\n", b"2\r\n{}\r\n0\r\nX: " + noise(chance),
         b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n", b"1\r\n{\r\n" * 20_000 + b"0\r\n\r\n", noise(chance),
         b"5000\r\n" + b" " * 0x5000 + b"\r\n0\r\n\r\n", b"2\n{}\n0\n\n"]
    )  # fmt: skip
    refused = chance.random() < 0.3  # for its token, before the body is read
    door = door._replace(token="wrong") if refused else door
    return asking(door, body, ("Transfer-Encoding", "chunked"))


def pipelines(chance, door):
    """A second request behind the first, on the same connection."""
    first = b"GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n"
    return first * chance.randint(1, 40) + KINDS[chance.choice(PIPELINED)](chance, door)


def cut_off(chance, door):
    """A request of another kind, or a good one, that ends too early."""
    whole = asking(door, b'{"ask": "draw", "plan": 1}')
    if chance.random() < 0.5:
        whole = KINDS[chance.choice(PIPELINED)](chance, door)
    return whole[: chance.randint(0, max(0, len(whole) - 1))]


PIPELINED = ("methods", "paths", "hosts", "headers", "texts", "chunks", "first_lines")
KINDS = {
    made.__name__: made
    for made in (methods, first_lines, paths, hosts, secrets, headers, texts, values,
                 kinds_of_content, chunks, pipelines, cut_off)
}  # fmt: skip


def requests(many, door, seed):
    """As many requests as asked for, all kinds in turn: (kind, bytes) each."""
    chance, kinds = Random(seed), list(KINDS)
    named = [kinds[k % len(kinds)] for k in range(many)]
    return [(kind, KINDS[kind](chance, door)) for kind in named]


class RoomDoor(NamedTuple):
    """What is needed in the room: secrets of the link and the page, name of a phone, the room's."""

    key: str
    token: str
    named: str
    room: str


OF_PHONES = {
    "/api/vote": b'{"plan": 0}',
    "/api/curve": b'{"plan": 0, "points": []}',
    "/api/turn": b'{"ask": "draw", "plan": 1}',
    "/api/reveal": b'{"what": "votes", "shown": true, "own": []}',
    "/api/clear": b'{"what": "votes"}',
    "/api/tally": b"",
    "/api/room": b"",
    "/vote": b"",
}


def in_room(door, target, body, *more):
    """A request with all that a phone and the page together have."""
    told = [
        ("Cookie", f"uptake_room={door.key}; uptake_phone={door.named}"), ("X-Page", door.token),
        ("X-Room", door.room), ("Content-Length", len(body)),
    ]  # fmt: skip
    return request("POST", target, [*told, *more], body)


def of_strangers(chance, door):
    """A good request of somebody who lacks what it takes: both of the cookies, or both names."""
    target = chance.choice([each for each in OF_PHONES if each != "/vote"])
    given = chance.choice(SECRETS)
    made_up = f"{given}.{'0' * 32}"
    odd = chance.choice(
        [door._replace(key=made_up, named=made_up), door._replace(token=given, room=given),
         door._replace(key=door.named, named=door.key), door._replace(token=door.room, room="")]
    )  # fmt: skip
    body = OF_PHONES[target]
    if chance.random() < 0.3:
        return request("GET", "/vote?key=" + given.encode("utf-8").hex(), [("X-Room", given)])
    return in_room(odd, target, body)


def of_rooms(chance, door):
    """A request of the right sender that no page sends."""
    odd = chance.choice(
        ["\ud800", "a" * 5000, -1, 1e308, 10**14, 10**4000, float("nan"), True, [], {}, [[1]], 1.5,
         "<script>alert(1)</script>", {"__proto__": 1}, [None] * 300, [[0] * 300] * 100, 2**63]
    )  # fmt: skip
    target = chance.choice(list(OF_PHONES))
    whole = json.loads(OF_PHONES[target] or b"{}")
    sent = chance.choice(
        [dict.fromkeys(whole, odd), whole | {"x": odd}, [whole], odd, {"plan": odd, "points": odd}]
    )
    return in_room(door, target, json.dumps(sent).encode())


def room_texts(chance, door):
    body = chance.choice(
        [b"", b"{", b"[" * 16_000, noise(chance), b" " * 20_000, b"NaN", b"\xff\xfe\x00", b"0",
         b'{"plan": 0}'.decode().encode("utf-16"), b'{"plan": 0' + b"0" * 5000 + b"}", b'{"plan"']
    )  # fmt: skip
    return in_room(door, chance.choice([*OF_PHONES, "/api/vote/", "/api//vote", "/vote/.."]), body)


def room_requests(many, door, seed):
    """As many requests as asked for to the routes of phones: (kind, bytes) each."""
    chance = Random(seed)
    kinds = (of_strangers, of_rooms, room_texts)
    chosen = [kinds[k % len(kinds)] for k in range(many)]
    return [(made.__name__, made(chance, door)) for made in chosen]
