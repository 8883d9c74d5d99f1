"""Work that goes on in a thread of its own while compiled runs use the cores."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

from sim.study.runs import Progress

Made = TypeVar("Made")


class StoppedError(Exception):
    """The work is not wanted any more."""


@contextmanager
def alongside(work: Callable[[Progress], Made]) -> Iterator[Future[Made]]:
    """Begin work; give its future.

    work  takes a function to call now and then, with how far it is: there it stops if an error,
          or Ctrl-C, ends what goes on beside it
    """
    stopped = Event()

    def go_on(_done: int, _total: int) -> None:
        if stopped.is_set():
            raise StoppedError

    with ThreadPoolExecutor(1) as thread:
        try:
            yield thread.submit(work, go_on)
        finally:
            stopped.set()
