"""Two workers of a sweep against one: threads of this computer, and Dask's worker processes.

    python benchmarks/sweeps.py              ratios, each from the fastest of three runs in turn
    python benchmarks/sweeps.py --cells 64   a shorter one

Every line of the table is the same sweep into a new store.  The aim is above 1.85.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sim.api.sweep_running import set_out
from sim.api.sweeps import run_sweep
from sim.study.sweep.machines import machine_of
from sim.study.sweep.typed import Wishes, design_of

ROUNDS = 3
REPLICATES = 64
ROOT = Path(__file__).parent.parent
AIM = 1.85


def seconds_on(on: str, cells: int) -> float:
    """Run a sweep of so many cells into a new store, and say how long it took."""
    keys = ["strategy=none,hin_playbook", f"seed=range(1,{1 + cells // 2})"]
    design = design_of(["system=south_london", *keys], Wishes(), replicates=REPLICATES)
    with tempfile.TemporaryDirectory() as place, machine_of(on) as machine:
        running = set_out(design, Path(place, "study"))
        began = time.perf_counter()
        run_sweep(running, machine=machine.run)
        return time.perf_counter() - began


@contextmanager
def dask(workers: int) -> Iterator[str]:
    """Start a scheduler with so many workers of one thread; yields what `--on` says of it."""
    with ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        file = Path(place, "scheduler.json")
        _start(stack, "scheduler", "--port", "0", "--scheduler-file", str(file))
        for _ in range(workers):
            own = ["--nthreads", "1", "--no-nanny", "--local-directory", place]
            _start(stack, "worker", "--scheduler-file", str(file), *own)
        while not file.is_file():
            time.sleep(0.1)
        yield f"dask:{file}"


def _start(stack: ExitStack, kind: str, *words: str) -> None:
    begun = stack.enter_context(subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--host", "127.0.0.1",
         "--no-dashboard", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
    ))  # fmt: skip
    stack.callback(begun.kill)


def fastest(one: Callable[[], float], two: Callable[[], float]) -> tuple[float, float]:
    """Run both in turn, so that what else this computer does meets both; the fastest of each."""
    times = [(one(), two()) for _ in range(ROUNDS)]
    return min(first for first, _ in times), min(second for _, second in times)


def show(name: str, times: tuple[float, float]) -> None:
    """Print one line of the table."""
    one, two = times
    print(f"{name:24}{one:10.2f}{two:10.2f}{one / two:10.2f}")


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cells", type=int, default=400)
    cells = parser.parse_args().cells
    print(f"{cells} cells of {REPLICATES} replicates, south London; aim: a ratio above {AIM}")
    print(f"{'':24}{'one [s]':>10}{'two [s]':>10}{'ratio':>10}")
    seconds_on("local:1", 4)  # compile
    threads = fastest(lambda: seconds_on("local:1", cells), lambda: seconds_on("local:2", cells))
    show("threads", threads)
    with dask(1) as single, dask(2) as both:
        for on in (single, both, both):
            seconds_on(on, 16)  # every worker imports and compiles
        show("Dask", fastest(lambda: seconds_on(single, cells), lambda: seconds_on(both, cells)))


if __name__ == "__main__":
    main()
