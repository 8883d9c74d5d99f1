"""How fast the full process is: lanes, the plain kernel and Mesa against each other, in one run.

    python benchmarks/full_process.py            about four minutes
    python benchmarks/full_process.py --quick    about half a minute, rougher; without England

Ratios are of one run, on one thread, by its processor time, the engines taking turns; the best of
the repeats is told, since all that else runs on a machine only ever adds.  Where threads are
asked for it is the time on the clock.
"""

import argparse
import time
from collections.abc import Callable, Sequence

import numpy as np
from row import Row

from sim.config import load
from sim.engines.agents import HealthSystem
from sim.engines.simulate import Block, blocks_of, count_block, simulate
from sim.outcomes.counts import empty_counts
from sim.process.settings import settings_of

LONDON = ("scenario=avt_london", "strategy=hin_playbook")
ENGLAND = ("scenario=avt_london", "system=england", "system.organisations=8000")
STRATEGIES = (
    "none", "fix_one_site", "comms_drumbeat", "community_of_practice", "one_to_one",
    "standardise_once", "early_site_tools", "data_benchmarking", "procure_partnership",
    "targeted_equity", "hin_playbook", "big_bang_mandate",
)  # fmt: skip


def rows(quick: bool = False) -> list[Row]:
    """Measure the lines of the full process; without the longest if it is to be quick."""
    repeats = 4 if quick else 15
    lines = [*engines(repeats), london(repeats)]
    return lines if quick else [*lines, england()]


def engines(repeats: int) -> list[Row]:
    """Hold the lanes to the plain kernel and to Mesa, per month of one organisation."""
    scenario = load(LONDON)
    block = blocks_of(scenario, 0, range(64))[0]
    lanes = per_month(lambda: one_block(scenario, block, in_lanes=True))
    plain = per_month(lambda: one_block(scenario, block, in_lanes=False))
    lanes(), plain()  # loads the compiled code, or compiles it
    turns = [(lanes(), plain(), mesa(scenario, turn)) for turn in range(repeats)]
    a, b, c = (min(times) for times in zip(*turns, strict=True))
    per = "ns per organisation-month"
    return [
        Row(
            "full process, south London, lanes against the plain fused kernel",
            "2.5 x, aim 5",
            f"{b / a:.1f} x",
            b / a >= 2.5,
            f"{a:.0f} against {b:.0f} {per}; a block of 64, both with the binding gap",
        ),
        Row(
            "full process, lanes against our Mesa engine, per organisation-month",
            "250 x, aim 500",
            f"{c / a:.0f} x",
            c / a >= 250,
            f"{a:.0f} against {c:,.0f} {per}; for Mesa only the steps, nothing collected",
        ),
    ]


def one_block(scenario, block: Block, *, in_lanes: bool) -> int:  # type: ignore[no-untyped-def]
    """Run a block and all that belongs to it; tell the organisation-months."""
    system, replicates, months = block.system, block.replicates, scenario.clock.months
    counts = empty_counts(system, len(replicates), months, False, False)
    numbers = settings_of(scenario, system.organisations)
    count_block(numbers, system, replicates, 0, counts, in_lanes=in_lanes)
    return system.organisations * months * len(replicates)


def mesa(scenario, turn: int) -> float:  # type: ignore[no-untyped-def]
    """Time the steps of one replicate of agents [ns per organisation-month]."""
    model = HealthSystem(scenario, seed=0, replicate=turn % 64, collect=False)

    def steps() -> int:
        for _ in range(scenario.clock.months):
            model.step()
        return len(model.organisations) * scenario.clock.months

    return per_month(steps)()


def per_month(work: Callable[[], int]) -> Callable[[], float]:
    """Time work that tells its organisation-months by this thread's processor time [ns each]."""

    def timed() -> float:
        start = time.thread_time()
        months = work()
        return (time.thread_time() - start) / months * 1e9

    return timed


def london(repeats: int) -> Row:
    """Time what a page waits for: one strategy, everything but the reading of its config."""
    scenario = load(LONDON)
    clock, spent = [], []
    for _ in range(4 * repeats):
        start, begun = time.perf_counter(), time.process_time()
        simulate(scenario, 256, threads=2)
        clock.append(time.perf_counter() - start)
        spent.append(time.process_time() - begun)
    best = min(clock) * 1e3
    return Row(
        "south London, 72 months, 256 replicates, one strategy, in process, two threads",
        "under 45 ms, aim 25",
        f"{best:.0f} ms",
        best < 45,
        f"wall-clock, best of {len(clock)}, median {np.median(clock) * 1e3:.0f} ms; "
        f"{min(spent) * 1e3:.0f} ms of processor time, half on each of two free cores",
    )


def england() -> Row:
    """Time twelve strategies on a system of England's trusts and practices in size."""
    scenarios = [load([*ENGLAND, f"strategy={each}"]) for each in STRATEGIES]
    start, begun = time.perf_counter(), time.process_time()
    for scenario in scenarios:
        simulate(scenario, 200, threads=2)
    taken, spent = time.perf_counter() - start, time.process_time() - begun
    months = 8000 * 72 * 200 * len(scenarios)
    return Row(
        "8,000 organisations, 72 months, 200 replicates, 12 strategies, two cores",
        "under 90 s",
        f"{taken:.0f} s",
        taken < 90,
        f"wall-clock, drawing the systems included; {spent / months * 1e9:.0f} ns of processor "
        "time per organisation-month",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer repeats, without England")
    for row in rows(parser.parse_args(arguments).quick):
        print(f"{row.what}\n    {row.measured} (asked: {row.asked})\n    {row.note}", flush=True)


if __name__ == "__main__":
    main()
