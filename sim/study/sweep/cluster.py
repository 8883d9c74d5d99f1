"""Runs batches on the workers of a Dask scheduler: on other computers, or on a cluster.

Tasks and parts travel; no disk need be shared.  The process that began the sweep writes the parts.
A worker that dies costs its batches, which the scheduler gives to another.
"""

import asyncio
import json
import logging
import pickle
import platform
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.engines.block_queue import cores
from sim.params.errors import UserError
from sim.rules.sources import sources_digest
from sim.study.sweep.batches import Part, Task, run_task
from sim.study.sweep.machines import ADDRESSES, DASK, Machine

EXTRA = 'pip install "uptake-sim[cluster]"'
PORT = 8786  # of a scheduler, if none is named
PATIENCE = 8.0  # seconds to wait for a scheduler
AHEAD = 2  # batches for each thread of a worker, so that none waits for the next
LEAST = 4  # batches that wait while there is no worker yet
SAME = "install the same uptake on all computers, with the same constraints.txt"
Done = Callable[[bool], None]
Ran = tuple[Part, list[bool]]


@contextmanager
def cluster(text: str) -> Iterator[Machine]:
    """Connect to a scheduler, and let go of it in the end: what it still had to run is cancelled.

    text  dask://host:8786, tcp://, tls://, or dask:FILE

    Raises
    ------
    UserError
        If Dask is not installed, nobody answers, or a worker has another version of the model.
    """
    try:
        import distributed
    except ImportError:
        raise UserError(f"--on {text} needs Dask; run: {EXTRA}") from None
    address = _address(text)
    with _quiet():
        _knock(address, text)
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        try:
            _refuse_other_versions(client, text)
            yield Machine(lambda tasks, done: _run(client, text, tasks, done), _words(client, text))
        finally:
            client.close()


def _address(text: str) -> str:
    """Return the address of a scheduler as Dask writes it."""
    if not text.startswith(ADDRESSES):
        return _address_in(Path(text.removeprefix(DASK)).expanduser(), text)
    kind, _, host = text.rstrip("/").partition("://")
    if not host:
        raise UserError(f"--on {text}: name the computer, such as dask://host:{PORT}")
    port = "" if re.search(r":[0-9]+$", host) else f":{PORT}"
    return f"{'tcp' if kind == 'dask' else kind}://{host}{port}"


def _address_in(path: Path, text: str) -> str:
    """Read the address in the file that a scheduler writes."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["address"])
    except FileNotFoundError:
        why = "there is no such file"
    except (OSError, ValueError, KeyError, TypeError):
        why = "this is no file of a scheduler"
    raise UserError(f"--on {text}: {why}; write one with: dask scheduler --scheduler-file FILE")


def _knock(address: str, text: str) -> None:
    """Raise an error if no scheduler answers; Dask would wait for ever for one that is silent."""
    from distributed.comm.core import connect
    from distributed.security import Security

    async def knock() -> None:
        secrets = Security().get_connection_args("client")
        comm = await asyncio.wait_for(connect(address, timeout=PATIENCE, **secrets), PATIENCE)
        await comm.close()

    try:
        with ThreadPoolExecutor(1) as apart:  # a notebook has a loop of its own in this thread
            apart.submit(lambda: asyncio.run(knock())).result()
    except Exception as error:  # names that no network knows, services that are no scheduler
        late = isinstance(error, TimeoutError) or "Timed out" in str(error)
        why = f"within {PATIENCE:g} seconds" if late else f"({_first_line(error)})"
        raise UserError(
            f"--on {text}: no Dask scheduler answers there {why}; start one with: dask scheduler"
        ) from None


def _run(client: Any, text: str, tasks: Iterable[Task], done: Done) -> Iterator[Part]:
    """Run tasks on the workers; at most two for each of their threads are under way."""
    from distributed import as_completed

    waiting, left, names = as_completed(loop=client.loop), iter(tasks), dict[str, str]()
    lost: list[str] = []
    while True:
        while len(names) < _ahead(client, text) and (task := next(left, None)) is not None:
            future = _submitted(client, task)
            names[future.key] = task.batch.name
            waiting.add(future)
        if not names:
            break
        future = next(waiting)
        name = names.pop(future.key)
        try:
            part, went = pickle.loads(_result(future, text))
        except _LostError:
            lost.append(name)
            continue
        for well in went:
            done(well)
        yield part
    if lost:
        raise UserError(
            f"part {lost[0]} and {len(lost) - 1} more ended every worker" if lost[1:] else
            f"part {lost[0]} ended every worker that ran it; it may need more memory than they have"
        )  # fmt: skip


class _LostError(Exception):
    """A batch that no worker survived."""


def _submitted(client: Any, task: Task) -> Any:
    """Give a task to the scheduler, with the presets that it needs and no others."""
    asked = [each.overrides for each in task.batch.asked]
    if task.composer.reads_files(asked):  # a worker may lack them, or have others of that name
        raise UserError(
            "a system from files of your own is not sent to a cluster; leave --on out, or let jobs "
            "on a disk that they share run it in shares: --shard 1/4"
        )
    needed = task.composer.only(asked)
    sent = pickle.dumps(replace(task, composer=needed), pickle.HIGHEST_PROTOCOL)
    return client.submit(_ran, sent, key=f"uptake-{task.batch.name}-{uuid.uuid4().hex}", pure=False)


def _ran(sent: bytes) -> bytes:
    """Run a task on a worker; a batch whose cells may use all cores shares these with others."""
    from distributed import get_worker

    task: Task = pickle.loads(sent)
    beside: int = get_worker().state.nthreads
    threads = max(1, cores() // beside) if task.threads > 1 else 1
    went: list[bool] = []
    part = run_task(replace(task, threads=threads), went.append)
    return pickle.dumps((part, went), pickle.HIGHEST_PROTOCOL)


def _result(future: Any, text: str) -> bytes:
    """Return what came back; what went wrong, in words."""
    from distributed import KilledWorker

    try:
        found: bytes = future.result()
        return found
    except UserError:
        raise
    except KilledWorker:
        raise _LostError from None
    except Exception as error:
        if future.status == "error":
            raise UserError(f"--on {text}: {_unfit(error)}") from error
        raise UserError(
            f"--on {text}: the scheduler is gone; the cells before are kept, and the same "
            "line goes on from there"
        ) from None


def _ahead(client: Any, text: str) -> int:
    try:
        return max(LEAST, AHEAD * sum(client.nthreads().values()))
    except (OSError, ValueError):  # it will be noticed by those that wait
        return LEAST


def _about() -> tuple[str, str]:
    """Say on a worker which computer it is, and which model it has."""
    return platform.node(), sources_digest()


def _refuse_other_versions(client: Any, text: str) -> None:
    """Raise an error if a worker that is there has another version; later ones are asked too."""
    try:
        found = client.run(_about).values()
    except Exception as error:  # Dask's own, whatever it was there
        raise UserError(f"--on {text}: {_unfit(error)}") from error
    others = {host for host, digest in found if digest != sources_digest()}
    if others:
        raise UserError(
            f"--on {text}: {', '.join(sorted(others))} has another version of uptake than this "
            f"computer; {SAME}"
        )


def _unfit(error: BaseException) -> str:
    return f"a worker cannot run this sweep ({_first_line(error)}); {SAME}"


def _words(client: Any, text: str) -> str:
    threads = client.nthreads()
    if not threads:
        return f"at {text}, which has no worker yet: it waits for one (dask worker)"
    workers = "1 worker" if len(threads) == 1 else f"{len(threads)} workers"
    return f"{sum(threads.values())} at once on {workers} of {text}"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from writing to the terminal: what goes wrong is told in one line."""
    log = logging.getLogger("distributed")
    before, log.handlers, propagate = log.handlers, [logging.NullHandler()], log.propagate
    log.propagate = False
    try:
        yield
    finally:
        log.handlers, log.propagate = before, propagate


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
