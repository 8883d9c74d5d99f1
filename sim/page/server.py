"""The live page: the same page as the file, whose dials run the engine.

Only this module knows Starlette.  It listens to this machine alone unless asked; whoever comes
from elsewhere needs the link that was printed, which holds a secret made at each start.
"""

import asyncio
import contextlib
import hmac
import ipaddress
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sim.page.answers import Base, answer
from sim.page.payload import ASKER
from sim.page.requests import LARGEST, Question, may_turn, question
from sim.page.schema import Answer
from sim.page.worker import BusyError, OvertakenError, Worker
from sim.params.errors import UserError

COOKIE = "uptake_room"
LONGEST_NAME = 64
LOCAL = ("localhost", "127.0.0.1", "::1")
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class Room:
    """What is served.

    page    the whole page
    bases   the plans whose dials may be turned
    token   secret that the page sends with each question
    key     secret in the link; absent where only this machine is listened to
    """

    page: str
    bases: Sequence[Base]
    token: str
    key: str | None = None


def secret() -> str:
    """Make a secret."""
    return secrets.token_urlsafe(24)


def app(room: Room, compute: Callable[[Question], Answer] | None = None) -> Starlette:
    """Make the application.

    compute  answers one question; absent: by the engine
    """
    bases = {base.id: base for base in room.bases}
    worker = Worker(compute or _computing(bases))
    allowed = may_turn(room.bases)

    async def page(request: Request) -> Response:
        _check_host(request, room)
        given = request.query_params.get("key")
        if room.key is not None and given is not None:
            return _let_in(room, given)
        if not _is_in(request, room):
            raise HTTPException(403, "open the link that uptake workshop printed")
        return HTMLResponse(room.page.replace(ASKER, secrets.token_urlsafe(12), 1))

    async def ask(request: Request) -> Response:
        _check_host(request, room)
        _check_asker(request, room)
        asked = question(await _body(request), bases, allowed)
        told = await worker.answer(_asker(request), asked)
        number = "" if asked.number is None else f'"n":{asked.number},'
        return Response("{" + number + told[1:], media_type="application/json")

    @contextlib.asynccontextmanager
    async def working(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(worker.work())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    made = Starlette(
        routes=[Route("/", page, methods=["GET"]), Route("/api/answer", ask, methods=["POST"])],
        exception_handlers={UserError: _refused, HTTPException: _http, Exception: _failed},
        lifespan=working,
    )
    made.add_middleware(_Headers)
    return made


def link(host: str, port: int, key: str | None) -> str:
    """Give the address of the room."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + ("" if key is None else f"?key={key}")


def is_local(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _computing(bases: Mapping[str, Base]) -> Callable[[Question], Answer]:
    return lambda asked: answer(bases[asked.plan], asked.values)


def _let_in(room: Room, given: str) -> Response:
    """Exchange the secret of the link for a cookie, so that it does not stay in the address."""
    if not _same(given, room.key):
        raise HTTPException(403, "this link is not of this room; ask for the one that was printed")
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(COOKIE, given, httponly=True, samesite="strict")
    return response


def _is_in(request: Request, room: Room) -> bool:
    return room.key is None or _same(request.cookies.get(COOKIE, ""), room.key)


def _check_asker(request: Request, room: Room) -> None:
    """Refuse who has not opened the page: another site cannot read the token in it."""
    if not _is_in(request, room) or not _same(request.headers.get("X-Page", ""), room.token):
        raise HTTPException(403, "this question does not come from the page; open it anew")


def _check_host(request: Request, room: Room) -> None:
    """Refuse a name that is not ours: a page elsewhere may have been pointed at this address."""
    name = request.headers.get("host", "")
    name = name[1 : name.find("]")] if name.startswith("[") else name.partition(":")[0]
    name = name.lower().rstrip(".")
    if name in LOCAL or (room.key is not None and _is_of_this_machine(name)):
        return
    raise HTTPException(421, "this address is not that of the room")


def _is_of_this_machine(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = socket.gethostname().lower()
        return name in (own, f"{own}.local", socket.getfqdn().lower())
    return True


async def _body(request: Request) -> bytes:
    """Read a question, but no more than one may be long."""
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > LARGEST:
            raise HTTPException(413, f"a question has at most {LARGEST:,} bytes")
    return bytes(read)


def _asker(request: Request) -> str:
    """Tell askers apart by the name that their page was given, else by where they come from."""
    named = request.headers.get("X-Asker", "")[:LONGEST_NAME]
    where = request.client
    return named or ("nobody" if where is None else f"{where.host}:{where.port}")


def _same(given: str, wanted: str | None) -> bool:
    """Compare secrets in a time that does not tell how much of them is right."""
    return wanted is not None and hmac.compare_digest(given.encode(), wanted.encode())


async def _refused(_request: Request, error: Exception) -> Response:
    codes: dict[type[Exception], int] = {OvertakenError: 409, BusyError: 429}
    status = codes.get(type(error), 422)
    return JSONResponse({"error": " ".join(str(error).split())}, status_code=status)


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)


async def _failed(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"error": "something went wrong here; the other answers go on"}, 500)


class _Headers:
    """Adds the headers that every response carries."""

    def __init__(self, inner: Any):
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on, and its response back with more headers."""

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                more = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", []), *more]}
            await send(message)

        await self.inner(scope, receive, sending)
