"""What a cell of a sweep costs beside its kernel, part by part, and a comparison beside its runs.

    python benchmarks/cells.py          about two minutes
    python benchmarks/cells.py cells    the cells only

Times are the least of several turns, in CPU of the thread that works, and each ratio is of one run.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
from commands import COMPARE, seconds, simulate_all, uptake
from row import Row

from sim.config import Composer, digest
from sim.config.override_text import split
from sim.engines.kernels import count_block
from sim.engines.simulate import Asked, blocks_of, pays_in_lanes, several
from sim.outcomes import Batch, gather
from sim.outcomes.counts import empty_counts
from sim.params import Scenario
from sim.process.settings import as_row, timeline_of

PRESETS = ("scenario=avt_london", "strategy=hin_playbook")
MOST_BESIDE = {8: 2.0, 64: 1.0}  # ms beside the kernel of a cell, by replicates
CELLS = 40


def rows(compare: bool = True) -> list[Row]:
    """Measure cells of 8 and of 64 replicates, and the comparison of twelve strategies."""
    return [*map(cell, MOST_BESIDE), *([comparison()] if compare else [])]


def cell(replicates: int) -> Row:
    """Measure the parts of a cell; the systems and starts are those of the cells before."""
    composer, values = Composer(), count(1)

    def compose() -> Scenario:
        given = f"assumptions.commitment_rate={0.05 + 1e-6 * next(values)}"
        return composer.scenario([split(each) for each in (*PRESETS, given)])[0]

    scenario = compose()
    parts = {
        "compose": least(compose),
        "digest": least(digest, *(compose() for _ in range(CELLS))),
        **engine_parts(scenario, replicates),
    }
    kernel = parts.pop("kernel")
    cells = [Asked(compose(), replicates) for _ in range(CELLS)]
    each = min(cpu_seconds(lambda: list(several(cells, threads=1))) for _ in range(3)) / CELLS
    beside = sum(parts.values())
    whole = 1000 * each + parts["compose"] + parts["digest"]
    told = ", ".join(f"{part} {value:.2f}" for part, value in parts.items())
    return Row(
        f"a cell of {replicates} replicates, beside its kernel",
        f"under {MOST_BESIDE[replicates]:g} ms",
        f"{beside:.2f} ms",
        beside < MOST_BESIDE[replicates],
        f"{told}; the kernel {kernel:.1f} ms; with all in a queue of {CELLS} cells on one thread "
        f"{whole / kernel:.2f} times as long",
    )


def engine_parts(scenario: Scenario, replicates: int) -> dict[str, float]:
    """Measure what `several` does for a run, in ms."""
    [block, *_] = blocks_of(scenario, 0, range(replicates))
    system, months = block.system, scenario.clock.months
    lanes = pays_in_lanes(scenario, system.organisations, replicates)
    timeline = timeline_of(scenario, system.organisations)

    def counted() -> Batch:
        counts = empty_counts(system, replicates, months, False, False)
        count_block(timeline, system, block.replicates, 0, counts, in_lanes=lanes)
        return Batch(block.replicates, 0, counts)

    batch = counted()
    return {
        "blocks": least(lambda: blocks_of(scenario, 0, range(replicates))[0].system),
        "settings": least(lambda: as_row(timeline_of(scenario, system.organisations).rows[0])),
        "gather": least(lambda: gather(scenario, 0, "ensemble", system, [batch])),
        "kernel": least(counted),
    }


def least(call: Callable[..., object], *each: object) -> float:
    """Return the least CPU time of a call [ms]: of 40 calls, or of one for each argument."""
    times = []
    for given in [(one,) for one in each] or [()] * CELLS:
        start = time.thread_time_ns()
        call(*given)
        times.append(time.thread_time_ns() - start)
    return float(np.min(times)) / 1e6


def cpu_seconds(work: Callable[[], object]) -> float:
    """Time a piece of work in CPU of all threads of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def comparison() -> Row:
    """Measure the comparison of twelve strategies, from shell to verdict, beside its runs."""
    with tempfile.TemporaryDirectory() as place:
        uptake(place, *COMPARE, "--out", str(Path(place, "warm")))
        ran = [uptake(place, *COMPARE, "--out", str(Path(place, str(turn)))) for turn in range(3)]
    verdict, whole = (min(times) for times in zip(*ran, strict=True))
    simulating = min(seconds(simulate_all) for _ in range(3))
    return Row(
        "uptake compare, twelve strategies, shell to verdict",
        "under 4 s",
        f"{verdict:.1f} s",
        verdict < 4,
        f"its simulations alone {simulating:.1f} s, so {verdict / simulating:.1f} times as long; "
        f"with figures and Parquet {whole:.1f} s",
    )


if __name__ == "__main__":
    for row in rows(compare="cells" not in sys.argv[1:]):
        print(f"{row.what}: {row.measured} ({row.asked}); {row.note}")
