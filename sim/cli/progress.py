"""A bar with the time left, for work that takes more than two seconds, where somebody watches."""

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sim.cli.messages import note
from sim.params import Scenario

PATIENCE = 2.0  # seconds of silence before the bar appears


class Progress:
    """Told how far the work is; shows a bar once the work has taken a while."""

    def __init__(self, total: int, what: str):
        self.total, self.what, self.done = total, what, 0
        self.lock, self.over = threading.Lock(), False
        self.bar: Any = None
        self.task: Any = None

    def __call__(self, done: int, total: int | None = None) -> None:
        """Take note of how much is done, and of how much there is if that has changed."""
        with self.lock:
            self.done, self.total = done, total or self.total
            if self.bar is not None:
                self.bar.update(self.task, completed=self.done, total=self.total)

    def show(self) -> None:
        """Put the bar up."""
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        with self.lock:
            if self.over:
                return
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.completed:.0f} of {task.total:.0f} replicates, time left"),
                TimeRemainingColumn(),
            )
            self.bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task(self.what, completed=self.done, total=self.total)
            self.bar.start()

    def close(self) -> None:
        """Take the bar down."""
        with self.lock:
            self.over = True
            if self.bar is not None:
                self.bar.stop()


def announce_compiling(engine: str, scenarios: Iterable[Scenario], replicates: int) -> None:
    """Say that the first use compiles, before it takes its time."""
    if engine != "ensemble":
        return
    from sim.engines.simulate import kernel_of
    from sim.rules.compiled import is_compiled

    if not all(is_compiled(kernel_of(each, replicates)) for each in scenarios):
        note("Compiling the model for this machine: once only, about half a minute ...")


@contextmanager
def progress(total: int, what: str) -> Iterator[Progress]:
    """Watch over some work; silent for two seconds, and always where nobody watches."""
    watched = Progress(total, what)
    timer = threading.Timer(PATIENCE, watched.show)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield watched
    finally:
        timer.cancel()
        watched.close()
