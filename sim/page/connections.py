"""Connections to the live page: none is held for long without a question, and no address holds all.

Uvicorn waits without end for a request that has begun, and for a visitor who does not take the
reply.  This adds the time limits, and makes room for a newcomer by closing the connection that
has waited longest, first of all at the newcomer's own address.  A room of people behind one
router shares an address: their requests are soon whole, so they keep their connections.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sim.page.addresses import network_of

SPARE = 64  # open files for everything else


@dataclass(frozen=True)
class Limits:
    """How long and how many.

    request    seconds until a request is whole, from its first byte or from the connection
    reply      seconds until the visitor has taken a reply
    half_open  connections of one address whose request is not whole after `grace` seconds
    own        connections of one address
    total      connections of all addresses
    """

    request: float = 10.0
    reply: float = 120.0
    half_open: int = 64
    grace: float = 1.0
    own: int = 256
    total: int = 480


def settings(app: Any, limits: Limits | None = None) -> uvicorn.Config:
    """Return the settings of the server.

    Nobody may name another address in a header (`proxy_headers`), and refused requests write no
    line (`log_level`): a flood would hide the link.
    """
    limited = type("LimitedProtocol", (Protocol,), {"limits": limits or Limits(total=_most())})
    return uvicorn.Config(
        app, http=limited, loop="asyncio", ws="none", lifespan="on", log_level="error",
        access_log=False, proxy_headers=False, server_header=False, timeout_graceful_shutdown=2,
    )  # fmt: skip


def _most() -> int:
    """Return how many connections may be open at once: some systems allow 256 files in all."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return Limits.total
    return max(SPARE, min(Limits.total, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE))


class Protocol(H11Protocol):
    """One connection.

    address  of the visitor; a network for IPv6, since one computer has a whole network
    begun    the request is not whole yet
    since    when the connection last changed, in seconds of the loop's clock
    """

    limits = Limits()
    address = ""
    begun = False
    since = 0.0
    _late: asyncio.TimerHandle | None = None
    _slow: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let a connection in, for as long as a request may take."""
        super().connection_made(transport)
        self.address = network_of(self.client[0] if self.client else "")
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._cancel_late()
        self._cancel_slow()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what was sent, and see whether the request is whole."""
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """See whether the next request has begun."""
        self.since = self.loop.time()
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        """Give the visitor time to take the reply, but not for ever."""
        super().pause_writing()
        self._cancel_slow()
        self._slow = self.loop.call_later(self.limits.reply, self.transport.abort)

    def resume_writing(self) -> None:
        """See that the visitor has taken the reply."""
        super().resume_writing()
        self._cancel_slow()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, unless a reply to the same request is on its way."""
        if self.cycle is not None:
            self.cycle.disconnected = True
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.close()

    @property
    def working(self) -> bool:
        """Whether a whole request is being answered."""
        return not self.begun and self.cycle is not None and not self.cycle.response_complete

    def _look(self) -> None:
        theirs = self.conn.their_state
        if theirs is h11.SEND_BODY or (theirs is h11.IDLE and self.conn.trailing_data[0]):
            if not self.begun:
                self._begin()
        elif theirs not in (h11.IDLE, h11.ERROR):
            self.begun = False
            self._cancel_late()

    def _begin(self) -> None:
        self.begun, self.since = True, self.loop.time()
        self._cancel_late()
        self._late = self.loop.call_later(self.limits.request, self.transport.abort)
        self._make_room()

    def _make_room(self) -> None:
        """Close one connection if there are too many."""
        everyone = [
            each
            for each in self.connections
            if isinstance(each, Protocol) and not each.transport.is_closing()
        ]
        own = [each for each in everyone if each.address == self.address]
        half_open = [each for each in own if each.begun]
        late = [each for each in half_open if each.since < self.since - self.limits.grace]
        if late and len(half_open) > self.limits.half_open:
            self._close_oldest(late)
        elif len(own) > self.limits.own:
            self._close_oldest(own)
        elif len(everyone) > self.limits.total:
            fullest, _ = Counter(each.address for each in everyone).most_common(1)[0]
            self._close_oldest([each for each in everyone if each.address == fullest])

    def _close_oldest(self, among: Sequence["Protocol"]) -> None:
        """Close the one that has waited longest for its visitor, or else this one."""
        idle = [each for each in among if each is not self and not each.working]
        oldest = min(idle, key=lambda each: (each._slow is not None, each.since), default=self)
        oldest.transport.abort()

    def _cancel_late(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _cancel_slow(self) -> None:
        if self._slow is not None:
            self._slow.cancel()
            self._slow = None
