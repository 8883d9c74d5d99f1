"""A live page on a free port of this computer, as `uptake workshop` serves it, for tests."""

import contextlib
import socket
import threading

import uvicorn

from sim.page.connections import settings
from sim.page.server import app

PATIENCE = 60.0  # seconds


@contextlib.contextmanager
def serving(room, compute=None, limits=None):
    """Serve a page from a thread; returns its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        server = uvicorn.Server(settings(app(room, compute), limits))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()


def question(number=1, **more):
    return {"plan": "plan1", "values": {"strategy.pilots": 1}, "n": number} | more
