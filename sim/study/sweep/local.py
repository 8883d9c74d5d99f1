"""Runs batches on this computer, in threads: the compiled engine lets them run side by side."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from sim.engines.block_queue import cores
from sim.study.sweep.batches import Part, Task, run_task

Done = Callable[[bool], None]


def run_here(tasks: Iterable[Task], done: Done, workers: int | None = None) -> Iterator[Part]:
    """Run tasks side by side and give each part as soon as it is there.

    At most two for each worker are taken from `tasks` before one is finished, so that a long list
    of them takes no memory.  Who stops it does not wait for those that have begun.

    done     called after each cell, from any thread: whether it went well
    workers  how many at once; as many as there are cores if absent
    """
    workers = workers or cores()
    pool, waiting, left = ThreadPoolExecutor(workers), set[Future[Part]](), iter(tasks)
    try:
        while True:
            while len(waiting) < 2 * workers and (task := next(left, None)) is not None:
                waiting.add(pool.submit(run_task, task, done))
            if not waiting:
                return
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for each in finished:
                yield each.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
