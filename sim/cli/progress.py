"""A progress bar with the time left, for work in a terminal that takes over two seconds."""

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sim.cli.messages import note
from sim.params import Scenario

PATIENCE = 2.0  # seconds before the bar appears


class Progress:
    """Counts how much work is done, and shows a bar once the work has taken a while."""

    def __init__(self, total: int, what: str, of: str = "runs"):
        self.total, self.what, self.of, self.done = total, what, of, 0
        self.lock, self.over = threading.Lock(), False
        self.bar: Any = None
        self.task: Any = None

    def __call__(self, done: int, total: int | None = None) -> None:
        """Record how much is done, and how much there is in all if that has changed."""
        with self.lock:
            self.done, self.total = done, total or self.total
            if self.bar is not None:
                self.bar.update(self.task, completed=self.done, total=self.total)

    def show(self) -> None:
        """Show the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        with self.lock:
            if self.over:
                return
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn(f"{{task.completed:.0f}} of {{task.total:.0f}} {self.of}, time left"),
                TimeRemainingColumn(),
            )
            self.bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task(self.what, completed=self.done, total=self.total)
            self.bar.start()

    def close(self) -> None:
        """Remove the bar."""
        with self.lock:
            self.over = True
            if self.bar is not None:
                self.bar.stop()


def announce_compiling(
    engine: str, scenarios: Iterable[Scenario], replicates: int, under_sets: bool = False
) -> None:
    """Print a note before the first use, which compiles the model and takes a while.

    under_sets  whether they run under sets of assumptions too: a few runs of each, one by one
    """
    if engine != "ensemble":
        return
    from sim.engines.simulate import kernels_of
    from sim.rules.compiled import is_compiled
    from sim.study.uncertainty.study import RUNS

    sizes = (replicates, RUNS) if under_sets else (replicates,)
    needed = {name for each in scenarios for size in sizes for name in kernels_of(each, size)}
    if not all(map(is_compiled, needed)):
        note("Preparing the model for this computer. This takes a minute or two, once ...")


@contextmanager
def progress(total: int, what: str, of: str = "runs") -> Iterator[Progress]:
    """Show progress on some work: nothing for two seconds, and nothing outside a terminal.

    of  what is counted
    """
    reporter = Progress(total, what, of)
    timer = threading.Timer(PATIENCE, reporter.show)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield reporter
    finally:
        timer.cancel()
        reporter.close()
