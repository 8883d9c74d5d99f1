"""The live page: the same page as the file, but its dials run the engine.

Only this module and `phone_routes` use Starlette.  By default it serves this computer only.
People on other computers need the printed link, which holds a secret made at each start.
"""

import asyncio
import contextlib
import hmac
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sim.page.addresses import is_ours, network_of
from sim.page.answers import Base, answer
from sim.page.html_file import policy
from sim.page.payload import VISITOR
from sim.page.phone_page import Phones
from sim.page.phone_routes import PhoneRoutes
from sim.page.requests import LARGEST, Question, may_turn, question
from sim.page.schema import Answer
from sim.page.worker import Asker, BusyError, OvertakenError, Worker
from sim.params.errors import UserError

COOKIE = "uptake_room"
LONGEST_NAME = 64
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site may load it as its own part
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class LivePage:
    """What is served.

    page    the whole page
    bases   the plans whose dials may be turned
    token   secret that the page sends with each question
    key     secret in the link; None if only this computer is served
    phones  what phones are served; None if only this computer is served
    """

    page: str
    bases: Sequence[Base]
    token: str
    key: str | None = None
    phones: Phones | None = None


def secret() -> str:
    """Make a secret."""
    return secrets.token_urlsafe(24)


def app(live_page: LivePage, compute: Callable[[Question], Answer] | None = None) -> Starlette:
    """Make the application.

    compute  function that answers one question; if None, the engine answers
    """
    bases = {base.id: base for base in live_page.bases}
    worker = Worker(compute or _computing(bases))
    allowed = may_turn(live_page.bases)

    async def page(request: Request) -> Response:
        _check_host(request, live_page)
        given = request.query_params.get("key")
        if live_page.key is not None and given is not None:
            return _let_in(live_page, given)
        if not _is_in(request, live_page):
            raise HTTPException(403, "open the link that uptake workshop printed")
        named = live_page.page.replace(VISITOR, secrets.token_urlsafe(12), 1)
        return HTMLResponse(named, headers={"Content-Security-Policy": policy()})

    async def ask(request: Request) -> Response:
        _check_host(request, live_page)
        _check_sender(request, live_page)
        received = question(await _body(request), bases, allowed)
        reply = await worker.answer(_asker(request), received)
        return Response(reply, media_type="application/json")

    @contextlib.asynccontextmanager
    async def working(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(worker.work())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    made = Starlette(
        routes=[
            Route("/", page, methods=["GET"]),
            Route("/api/answer", ask, methods=["POST"]),
            *_of_phones(live_page),
        ],
        exception_handlers={UserError: _refused, HTTPException: _http, Exception: _failed},
        lifespan=working,
    )
    # A redirect to a similar path would repeat the request's Host, which may be anybody's.
    made.router.redirect_slashes = False
    made.add_middleware(_Headers)
    return made


def _of_phones(live_page: LivePage) -> list[Route]:
    if live_page.phones is None:
        return []
    return PhoneRoutes(
        live_page.phones,
        lambda request: _check_host(request, live_page),
        lambda request: _check_sender(request, live_page),
    ).all()


def _computing(bases: Mapping[str, Base]) -> Callable[[Question], Answer]:
    return lambda received: answer(bases[received.plan], received.values)


def _let_in(live_page: LivePage, given: str) -> Response:
    """Exchange the secret in the link for a cookie, so that it leaves the address bar."""
    if not _same(given, live_page.key):
        raise HTTPException(403, "this link is not for this page; ask for the printed link")
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(COOKIE, given, httponly=True, samesite="strict")
    return response


def _is_in(request: Request, live_page: LivePage) -> bool:
    return live_page.key is None or _same(request.cookies.get(COOKIE, ""), live_page.key)


def _check_sender(request: Request, live_page: LivePage) -> None:
    """Refuse a sender that has not opened the page; other sites cannot read its token."""
    if not _is_in(request, live_page) or not _same(
        request.headers.get("X-Page", ""), live_page.token
    ):
        raise HTTPException(403, "this question does not come from the page; open the page again")


def _check_host(request: Request, live_page: LivePage) -> None:
    """Refuse a host name that is not ours; another site may point its name to this address."""
    given = request.headers.getlist("host")
    if len(given) != 1 or not is_ours(given[0], live_page.key is None):
        raise HTTPException(421, "this is not the address of the page")


async def _body(request: Request) -> bytes:
    """Read a question, up to the longest allowed."""
    read = bytearray()
    try:
        async for part in request.stream():
            read += part
            if len(read) > LARGEST:
                raise HTTPException(413, f"a question can have at most {LARGEST:,} bytes")
    except ClientDisconnect:
        raise HTTPException(400, "the question ended too early") from None
    return bytes(read)


def _asker(request: Request) -> Asker:
    """Identify who asks: their address, and within it the name that their page was given."""
    named = request.headers.get("X-Visitor", "")[:LONGEST_NAME]
    where = request.client
    if where is None:
        return Asker("nowhere", named)
    return Asker(network_of(where.host), named or str(where.port))


def _same(given: str, wanted: str | None) -> bool:
    """Compare secrets in constant time, so that timing does not reveal them."""
    return wanted is not None and hmac.compare_digest(given.encode(), wanted.encode())


async def _refused(_request: Request, error: Exception) -> Response:
    codes: dict[type[Exception], int] = {OvertakenError: 409, BusyError: 429}
    status = codes.get(type(error), 422)
    return JSONResponse({"error": " ".join(str(error).split())}, status_code=status)


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)


async def _failed(_request: Request, _error: Exception) -> Response:
    # The server ends a connection after a failure; a browser that is not told would ask on it.
    return JSONResponse(
        {"error": "something went wrong; the page can still answer other questions"},
        status_code=500,
        headers={"Connection": "close"},
    )


class _Headers:
    """Adds the headers of every response."""

    def __init__(self, inner: Any):
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass on a request, and add headers to its response."""

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                more = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", []), *more]}
            await send(message)

        await self.inner(scope, receive, sending)
