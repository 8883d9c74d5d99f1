"""How long the live page's server takes: from a question over the loopback to its answer.

    python benchmarks/page.py       about a minute

South London, 256 replicates.  Told are the engine alone, an answer in this process, the same over
the loopback, and thirty clients that drag at once: how long the newest question of each waits.
What the browser adds is measured by `benchmarks/page_latency.py`.
"""

import asyncio
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import httpx
import uvicorn

from sim.config import expand
from sim.engines.simulate import simulate
from sim.page.answers import Base, answer, turned
from sim.page.server import LivePage, app

PLAN = ("scenario=avt_london", "strategy=hin_playbook")
REPLICATES, TIMES, CLIENTS, STEPS = 256, 25, 30, 8
BUDGET = "strategy.budget_per_organisation"
HEADERS = {"X-Page": "secret"}


def main() -> None:
    """Print every figure in milliseconds."""
    (plan,) = expand(PLAN)
    base = Base("plan0", plan, simulate(plan.scenario, REPLICATES))
    budgets = [300.0 + 7 * k for k in range(TIMES)]
    print(f"{REPLICATES} replicates of {base.outcomes.organisations} organisations, milliseconds")
    tell(
        "the engine alone",
        timed(lambda b: simulate(turned(base, {BUDGET: b}), REPLICATES), budgets),
    )
    tell("an answer, in this process", timed(lambda b: answer(base, {BUDGET: b}), budgets))
    with serving(base) as address, httpx.Client(base_url=address, headers=HEADERS) as client:
        ask = lambda b: client.post("/api/answer", json=question(b), timeout=60)  # noqa: E731
        tell("an answer, over the loopback", timed(ask, budgets))
        tell("the same again, as kept", timed(ask, budgets))
        waits = asyncio.run(dragged(address))
    tell(f"the newest of {CLIENTS} who drag at once", waits)  # fmt: skip


def tell(what: str, taken: Sequence[float]) -> None:
    """Print the middle and the 95 % point of some times."""
    ordered = sorted(1000 * each for each in taken)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{what:36} median {statistics.median(ordered):7.1f}   95 % within {late:7.1f}")


def timed(call: Callable[[float], object], values: Sequence[float]) -> list[float]:
    """Time a call at each value."""
    taken = []
    for value in values:
        begun = time.perf_counter()
        call(value)
        taken.append(time.perf_counter() - begun)
    return taken


def question(budget: float, number: int = 0) -> dict:
    """Ask for the plan at another budget."""
    return {"plan": "plan0", "values": {BUDGET: budget}, "n": number}


async def dragged(address: str) -> list[float]:
    """Let every client turn a dial through some steps, and time the answer to its last."""

    async def drag(k: int) -> float:
        headers = {**HEADERS, "X-Visitor": f"client {k}"}
        async with httpx.AsyncClient(base_url=address, headers=headers, timeout=120) as client:
            asked = []
            for step in range(STEPS):
                body = question(600.0 + k + step / 10, step)
                asked.append(asyncio.create_task(client.post("/api/answer", json=body)))
                begun = time.perf_counter()
                await asyncio.sleep(0.05)
            assert (await asked[-1]).status_code == 200
            waited = time.perf_counter() - begun
            await asyncio.gather(*asked)
        return waited

    return await asyncio.gather(*(drag(k) for k in range(CLIENTS)))


@contextmanager
def serving(base: Base) -> Iterator[str]:
    """Serve the page from a thread; gives its address."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:  # as `uptake workshop` does
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        settings = uvicorn.Config(
            app(LivePage("", [base], "secret")), log_level="warning", ws="none"
        )
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
