"""How long an honest visitor of the live page waits while somebody tries to shut it down.

    python benchmarks/hostile_requests.py       about a minute; Linux

The page is served as `uptake workshop` serves it (south London, 256 replicates).  On Linux each
address that begins with 127 is this computer, so one address attacks and another asks.
"""

import asyncio
import contextlib
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator
from statistics import median
from typing import Any

from row import MissingError, Row

SCENARIO = ("scenario=avt_london", "strategy=none,hin_playbook", "--replicates", "256")
HONEST, HOSTILE = "127.0.0.3", "127.0.0.2"
VISITS, LIMIT = 10, 1000  # of the honest visitor; milliseconds for the slowest
INVENTED, HELD, PAUSE = 300, 512, 1.0  # visits, connections, seconds until one tries again


def rows() -> list[Row]:
    """Measure the honest visitor alone, and under each attack."""
    if sys.platform != "linux":
        raise MissingError("only Linux gives this computer several addresses")
    with live_page() as port:
        return asyncio.run(measured(port))


@contextlib.contextmanager
def live_page() -> Iterator[int]:
    """Serve the live page for as long as it is needed; gives its port."""
    command = [sys.executable, "-m", "sim", "workshop", *SCENARIO, "--port", "0", "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", server.stdout.readline())
    if found is None:
        raise SystemExit(server.communicate()[1])
    try:
        yield int(found[1])
    finally:
        server.kill()  # under attack it takes its time to stop
        server.wait()


async def measured(port: int) -> list[Row]:
    """Ask as an honest visitor, alone and under each attack."""
    visitor = Visitor(port)
    found = [row("alone", await visitor.waits())]
    async with invented(visitor):
        found.append(
            row(
                f"another address opens it {INVENTED} times at once, again and again",
                await visitor.waits(),
            )
        )
    async with half_open(port):
        told = f"another address holds {HELD} half-open connections"
        found.append(row(told, await visitor.waits()))
    return found


class Visitor:
    """Somebody who opens the page, which carries the model: the server answers no dials."""

    def __init__(self, port: int):
        self.port = port

    async def ask(self, source: str) -> bytes:
        """Open the page."""
        return await exchange(self.port, source, b"GET / HTTP/1.1\r\nHost: localhost\r\n")

    async def waits(self) -> list[float]:
        """Open it some times, one after the other; returns the milliseconds of each.

        What is not answered (refused, or cut off) counts as ten seconds.
        """
        found = []
        for _ in range(VISITS):
            began = time.perf_counter()
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(10):
                    reply = await self.ask(HONEST)
                    if reply.startswith(b"HTTP/1.1 200"):
                        found.append(1000 * (time.perf_counter() - began))
                        continue
            found.append(10_000.0)
        return found


async def exchange(port: int, source: str, head: bytes, body: bytes = b"") -> bytes:
    """Send a request on a connection of its own; returns the reply."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    try:
        writer.write(head + b"Connection: close\r\n\r\n" + body)
        return await reader.read()
    finally:
        writer.close()


@contextlib.asynccontextmanager
async def going_on(attacks: Iterable[Coroutine[Any, Any, None]]) -> AsyncIterator[None]:
    """Let attacks go on meanwhile, with a pause before and after."""
    many = [asyncio.create_task(each) for each in attacks]
    await asyncio.sleep(2)
    yield
    for each in many:
        each.cancel()
    await asyncio.gather(*many, return_exceptions=True)
    await asyncio.sleep(2)


@contextlib.asynccontextmanager
async def invented(visitor: Visitor) -> AsyncIterator[None]:
    """Open the page many times at once, again and again."""

    async def opening() -> None:
        while True:
            with contextlib.suppress(OSError):
                await visitor.ask(HOSTILE)
            await asyncio.sleep(PAUSE)

    async with going_on(opening() for _ in range(INVENTED)):
        yield


@contextlib.asynccontextmanager
async def half_open(port: int) -> AsyncIterator[None]:
    """Hold connections that never finish a request; whichever ends is opened again."""

    async def holding() -> None:
        while True:
            with contextlib.suppress(OSError):
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", port, local_addr=(HOSTILE, 0)
                )
                try:
                    writer.write(b"GET / HTTP/1.1\r\n")
                    await reader.read()
                finally:
                    writer.close()
            await asyncio.sleep(PAUSE)

    async with going_on(holding() for _ in range(HELD)):
        yield


def row(attack: str, waits: list[float]) -> Row:
    """Word what was measured."""
    return Row(
        f"an honest visitor's question: {attack}",
        f"slowest of {VISITS} below {LIMIT} ms",
        f"median {median(waits):.0f} ms, slowest {max(waits):.0f} ms",
        max(waits) < LIMIT,
    )


if __name__ == "__main__":
    for each in rows():
        print(f"{each.what}: {each.measured}", flush=True)
