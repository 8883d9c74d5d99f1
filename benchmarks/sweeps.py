"""A sweep against its kernel alone, and two workers against one: threads, and Dask's processes.

    python benchmarks/sweeps.py              ratios, each from the fastest of three runs in turn
    python benchmarks/sweeps.py --cells 64   a shorter one
    python benchmarks/sweeps.py --kernel     only the sweep against its kernel

Every number is the same sweep into a new store: settings, composing, tables and files included.
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
from sim.config import Composer
from sim.engines.kernels import count_block
from sim.engines.simulate import blocks_of, pays_in_lanes
from sim.outcomes.counts import empty_counts
from sim.process.settings import timeline_of
from sim.study.sweep.design import Design
from sim.study.sweep.machines import machine_of
from sim.study.sweep.typed import Wishes, design_of

ROUNDS = 3
REPLICATES, FEW = 64, 8
ROOT = Path(__file__).parent.parent
AIM = 1.85  # two workers against one
MOST, BESIDE = 1.25, 2.0  # times its kernel; and of a cell of few replicates, ms beside it


def design(cells: int, replicates: int = REPLICATES) -> Design:
    """Set out two strategies with many budgets."""
    budgets = f"strategy.budget_per_organisation=range(300,{300 + cells // 2})"
    keys = ["system=south_london", "strategy=none,hin_playbook", budgets]
    return design_of(keys, Wishes(), replicates=replicates)


def kernel_seconds(cells: int, replicates: int) -> float:
    """Run the kernel alone for every cell, one after the other, on one core."""
    asked, composer = design(cells, replicates), Composer()
    scenarios = [composer.scenario(asked.cell(place).overrides)[0] for place in range(cells)]
    [block] = blocks_of(scenarios[0], 0, range(replicates))
    system, months = block.system, scenarios[0].clock.months
    lanes = pays_in_lanes(scenarios[0], system.organisations, replicates)
    counts = empty_counts(system, replicates, months, False, False)
    prepared = [timeline_of(each, system.organisations) for each in scenarios]
    began = time.perf_counter()
    for timeline in prepared:
        count_block(timeline, system, block.replicates, 0, counts, in_lanes=lanes)
    return time.perf_counter() - began


def against_kernel(cells: int, replicates: int) -> None:
    """Print how long a sweep takes on one worker, and its kernel."""
    both = fastest(lambda: kernel_seconds(cells, replicates),
                   lambda: seconds_on("local:1", cells, replicates))  # fmt: skip
    kernel, sweep = (1000 * each / cells for each in both)
    print(
        f"a cell of {replicates} replicates: kernel {kernel:.2f} ms, all of it {sweep:.2f} ms: "
        f"{sweep / kernel:.2f} times (aim at 64: {MOST}), {sweep - kernel:.2f} ms beside it "
        f"(aim at 8: {BESIDE})"
    )


def seconds_on(on: str, cells: int, replicates: int = REPLICATES) -> float:
    """Run a sweep of so many cells into a new store, and say how long it took."""
    with tempfile.TemporaryDirectory() as place, machine_of(on) as machine:
        began = time.perf_counter()
        running = set_out(design(cells, replicates), Path(place, "study"))
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
    parser.add_argument("--kernel", action="store_true", help="no second worker")
    asked = parser.parse_args()
    cells = asked.cells
    seconds_on("local:1", 4)  # compile
    for replicates in (REPLICATES, FEW):
        against_kernel(cells, replicates)
    if asked.kernel:
        return
    print(f"{cells} cells of {REPLICATES} replicates, south London; aim: a ratio above {AIM}")
    print(f"{'':24}{'one [s]':>10}{'two [s]':>10}{'ratio':>10}")
    threads = fastest(lambda: seconds_on("local:1", cells), lambda: seconds_on("local:2", cells))
    show("threads", threads)
    with dask(1) as single, dask(2) as both:
        for on in (single, both, both):
            seconds_on(on, 16)  # every worker imports and compiles
        show("Dask", fastest(lambda: seconds_on(single, cells), lambda: seconds_on(both, cells)))


if __name__ == "__main__":
    main()
