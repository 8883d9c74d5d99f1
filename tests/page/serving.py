"""A live page on a free port of this computer, as `uptake workshop` serves it, for tests."""

import contextlib
import socket
import threading

import uvicorn

from sim.page import html_file
from sim.page.connections import settings
from sim.page.phone_page import phones
from sim.page.server import LivePage, app

PATIENCE = 60.0  # seconds
TURN = {"ask": "draw", "plan": 1}  # what the room's page may ask for


def shared(data, token, key=None):
    """A live page whose phones may vote."""
    return LivePage(html_file.page(data), token, key, phones(data))


@contextlib.contextmanager
def serving(room, limits=None):
    """Serve a page from a thread; returns its address."""
    with served(settings(app(room), limits)) as address:
        yield address


@contextlib.contextmanager
def served(chosen):
    """Serve with some settings from a thread; returns the address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        server = uvicorn.Server(chosen)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()
