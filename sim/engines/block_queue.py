"""One queue of blocks of replicates for many runs, so that no core waits at the end of each."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from sim.outcomes import Batch, Live, Outcomes
from sim.params.errors import UserError

AHEAD = 32  # blocks under way or waiting, of runs that come after the one that is waited for
MOST_THREADS = 8  # more would wait for Python between blocks, and each needs memory of its own

Found = Outcomes | Live | UserError


@dataclass(frozen=True, slots=True)
class Job:
    """One run in blocks.

    blocks    what is to be run
    run       runs a block; called in several threads at once
    gathered  makes the result of the batches, in the order of the blocks
    """

    blocks: Sequence[Any]
    run: Callable[[Any], Batch]
    gathered: Callable[[list[Batch]], Outcomes | Live]


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def in_turn(
    jobs: Iterable[Job | UserError],
) -> Generator[Found, None, None]:
    """Run jobs one after the other in this thread; what cannot be is passed on."""
    for job in jobs:
        if isinstance(job, UserError):
            yield job
            continue
        try:
            yield job.gathered([*map(job.run, job.blocks)])
        except UserError as error:
            yield error


def side_by_side(jobs: Iterable[Job | UserError], threads: int) -> Generator[Found, None, None]:
    """Run the blocks of all jobs in threads, and give the results in the order of the jobs.

    Jobs are taken as there is room, so that thousands of them need the memory of a few.  Who stops
    it does not wait for the blocks that have begun.

    Parameters
    ----------
    jobs : iterable of Job or UserError
        What is to be run; an error in the place of a job that could not begin is passed on, as is
        that of a block.
    threads : int
        Blocks that run at once.

    Returns
    -------
    generator
        What each job gathered, or the error in its place.
    """
    workers = ThreadPoolExecutor(max_workers=threads)
    begun: deque[tuple[Job, list[Future[Batch]]] | UserError] = deque()
    ahead = 0
    try:
        for job in jobs:
            if isinstance(job, UserError):
                begun.append(job)
            else:
                begun.append((job, [workers.submit(job.run, block) for block in job.blocks]))
                ahead += len(job.blocks)
            while ahead > AHEAD + _blocks(begun[0]):
                ahead -= _blocks(begun[0])
                yield _finished(begun.popleft())
        while begun:
            yield _finished(begun.popleft())
    finally:
        workers.shutdown(wait=False, cancel_futures=True)


def _blocks(begun: tuple[Job, list[Future[Batch]]] | UserError) -> int:
    return 0 if isinstance(begun, UserError) else len(begun[1])


def _finished(
    begun: tuple[Job, list[Future[Batch]]] | UserError,
) -> Found:
    """Wait for the blocks of a job and gather them."""
    if isinstance(begun, UserError):
        return begun
    job, futures = begun
    try:
        return job.gathered([each.result() for each in futures])
    except UserError as error:
        return error
