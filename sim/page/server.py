"""The live page: the same page as the file, served to a room, whose phones may vote.

Only this module and `phone_routes` use Starlette.  By default it serves this computer only.
People on other computers need the printed link, which holds a secret made at each start.
"""

import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sim.page.addresses import is_ours
from sim.page.html_file import policy
from sim.page.phone_page import Phones
from sim.page.phone_routes import PhoneRoutes
from sim.params.errors import UserError

COOKIE = "uptake_room"
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
    token   secret that the page sends with each question
    key     secret in the link; None if only this computer is served
    phones  what phones are served; None if only this computer is served
    """

    page: str
    token: str
    key: str | None = None
    phones: Phones | None = None


def secret() -> str:
    """Make a secret."""
    return secrets.token_urlsafe(24)


def app(live_page: LivePage) -> Starlette:
    """Make the application."""

    async def page(request: Request) -> Response:
        _check_host(request, live_page)
        given = request.query_params.get("key")
        if live_page.key is not None and given is not None:
            return _let_in(live_page, given)
        if not _is_in(request, live_page):
            raise HTTPException(403, "open the link that uptake workshop printed")
        return HTMLResponse(live_page.page, headers={"Content-Security-Policy": policy()})

    made = Starlette(
        routes=[Route("/", page, methods=["GET"]), *_of_phones(live_page)],
        exception_handlers={UserError: _refused, HTTPException: _http, Exception: _failed},
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


def _same(given: str, wanted: str | None) -> bool:
    """Compare secrets in constant time, so that timing does not reveal them."""
    return wanted is not None and hmac.compare_digest(given.encode(), wanted.encode())


async def _refused(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": " ".join(str(error).split())}, status_code=422)


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
