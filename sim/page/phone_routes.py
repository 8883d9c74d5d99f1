"""The routes of phones that vote, and those by which the room's page leads them.

A phone shows the secret of its link once and gets a signed random name; with it the phone votes
and draws.  What the room's page may do, a phone cannot: that takes the secret of that page.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sim.page import phone_requests
from sim.page.phone_page import Phones, policy, turned_away
from sim.page.room import ClosedError, FullError, Room

COOKIE = "uptake_phone"
LARGEST_OF_PHONE, LARGEST_OF_PAGE = 1_024, 16_384  # bytes of a request
ENDED = "this room has ended; scan the code on the screen again"
Check = Callable[[Request], None]
Handler = Callable[[Request], Awaitable[Response]]


class PhoneRoutes:
    """The routes of one room.

    check_host  refuses a request to another host than this computer
    check_page  refuses a request that does not come from the room's page
    """

    def __init__(self, phones: Phones, check_host: Check, check_page: Check):
        self._phones, self._room, self._names = phones, phones.room, Names()
        self._check_host, self._check_page = check_host, check_page

    def all(self) -> list[Route]:
        """Return all routes."""
        return [
            Route("/vote", self._page, methods=["GET"]),
            Route("/api/tally", self._tally, methods=["GET"]),
            Route("/api/vote", self._of_phone(phone_requests.vote), methods=["POST"]),
            Route("/api/curve", self._of_phone(phone_requests.curve), methods=["POST"]),
            Route("/api/room", self._view, methods=["GET"]),
            Route("/api/turn", self._of_page(phone_requests.turn), methods=["POST"]),
            Route("/api/reveal", self._of_page(phone_requests.reveal), methods=["POST"]),
            Route("/api/clear", self._of_page(phone_requests.clear), methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        """Serve the phones' page; the secret in the link is exchanged for a name."""
        self._check_host(request)
        known = self._names.is_ours(request.cookies.get(COOKIE, ""))
        given = request.query_params.get("key")
        if given is None:
            return _html(self._phones.page) if known else _html(turned_away(), 403)
        if not hmac.compare_digest(given.encode(), self._phones.key.encode()):
            return _html(turned_away(), 403)
        return _let_in(None if known else self._names.make())

    async def _tally(self, request: Request) -> Response:
        """Tell a phone what it may know, unless it has seen it."""
        phone = self._phone(request)
        if request.query_params.get("seen") == str(self._room.version):
            return Response(status_code=204)
        return JSONResponse(self._room.told_to_phone(phone))

    async def _view(self, request: Request) -> Response:
        """Tell the room's page what it may show."""
        self._check_host(request)
        self._check_page(request)
        return JSONResponse(self._room.told_to_page())

    def _of_phone(self, act: Callable[[Room, str, bytes], None]) -> Handler:
        async def handle(request: Request) -> Response:
            phone = self._phone(request)
            body = await _body(request, LARGEST_OF_PHONE)
            _doing(lambda: act(self._room, phone, body))
            return JSONResponse(self._room.told_to_phone(phone))

        return handle

    def _of_page(self, act: Callable[[Room, bytes], None]) -> Handler:
        async def handle(request: Request) -> Response:
            self._check_host(request)
            self._check_page(request)
            body = await _body(request, LARGEST_OF_PAGE)
            _doing(lambda: act(self._room, body))
            return JSONResponse(self._room.told_to_page())

        return handle

    def _phone(self, request: Request) -> str:
        """Return the name of the phone that asks; refuse whoever is not in this room."""
        self._check_host(request)
        named = request.cookies.get(COOKIE, "")
        of_room = request.headers.get("X-Room", "")
        if not self._names.is_ours(named) or of_room != self._phones.name:
            raise HTTPException(403, ENDED)
        return named.partition(".")[0]


class Names:
    """Random names of phones, signed, so that a phone cannot make up more of them."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def make(self) -> str:
        """Make a name with its signature."""
        name = secrets.token_urlsafe(12)
        return f"{name}.{self._signature(name)}"

    def is_ours(self, named: str) -> bool:
        """Whether this room made a name."""
        name, _, signature = named.partition(".")
        return hmac.compare_digest(signature.encode(), self._signature(name).encode())

    def _signature(self, name: str) -> str:
        return hmac.new(self._secret, name.encode(), hashlib.sha256).hexdigest()[:32]


def _let_in(named: str | None) -> Response:
    """Exchange the secret in the link for a name; a phone that scans again keeps its own.

    The link may be opened from a reader of codes, that is, from elsewhere: "strict" would then
    keep the name back.  Others still cannot vote for a phone: they do not know the room's name.
    """
    response = RedirectResponse("/vote", status_code=303)
    if named is not None:
        response.set_cookie(COOKIE, named, httponly=True, samesite="lax")
    return response


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, headers={"Content-Security-Policy": policy()})


def _doing(act: Callable[[], None]) -> None:
    """Do what was asked; refuse in one line what cannot be done now."""
    try:
        act()
    except ClosedError as error:
        raise HTTPException(409, str(error)) from None
    except FullError as error:
        raise HTTPException(429, str(error)) from None


async def _body(request: Request, largest: int) -> bytes:
    """Read a request, up to the longest allowed."""
    read = bytearray()
    try:
        async for part in request.stream():
            read += part
            if len(read) > largest:
                raise HTTPException(413, f"a request can have at most {largest:,} bytes")
    except ClientDisconnect:
        raise HTTPException(400, "the request ended too early") from None
    return bytes(read)
