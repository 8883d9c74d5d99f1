"""What a million organisations cost: time per organisation and month, building, memory.

    python benchmarks/large.py              about five minutes; needs 3 GiB

The full process on made-up systems with ten ties each, by the plain fused kernel on one thread.
Processor time of that thread, since others use the machine.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from row import Row

from sim.config import load
from sim.engines.scalar import run_block
from sim.networks import generate
from sim.outcomes.counts import empty_counts, groups_of
from sim.params import Scenario
from sim.process.aid import no_aid
from sim.process.initial_conditions import categories, initial_conditions_of
from sim.process.settings import as_row, settings_of
from sim.process.state import empty_month, organisations_of, ties_of
from sim.rules import draws

FEW, MANY, MONTHS = 10_000, 1_000_000, 72
LIMIT = 3.0  # GiB


def rows() -> list[Row]:
    """Build and run both sizes, then the whole command."""
    run(scenario(60))  # loads the compiled code, or compiles it
    few = [run(scenario(FEW)) for _ in range(3)]
    built, ran = run(scenario(MANY))
    few += [run(scenario(FEW)) for _ in range(3)]
    small, large = (1e9 * t / n / MONTHS for t, n in ((min(r for _, r in few), FEW), (ran, MANY)))
    year = ran * 12 / MONTHS
    peak = peak_of_a_run()
    return [
        Row(
            f"time per organisation-month at {MANY:,} organisations, divided by that at {FEW:,}",
            "at most 3 x",
            f"{large / small:.1f} x ({large:.0f} ns over {small:.0f} ns)",
            large / small <= 3.0,
            "one replicate, 10 ties each, 72 months, full process",
        ),
        Row(
            f"building a system of {MANY:,} organisations, and its start",
            "no more than running it for a year",
            f"{built:.1f} s; a year takes {year:.1f} s",
            built <= year,
        ),
        Row(
            f"peak memory, `uptake run`, {MANY:,} organisations, 72 months",
            f"under {LIMIT:g} GiB",
            f"{peak:.2f} GiB",
            peak < LIMIT,
            "one replicate, tables and figures written",
        ),
    ]


def asked(organisations: int) -> list[str]:
    """Give the keys of a system of this size with ten ties each."""
    return [
        "scenario=avt_london",
        f"system.organisations={organisations}",
        "system.most_ties=10",
        f"clock.months={MONTHS}",
    ]


def scenario(organisations: int) -> Scenario:
    """Compose it."""
    return load(asked(organisations))


def run(scenario: Scenario) -> tuple[float, float]:
    """Build a system and run one replicate of it; seconds for each."""
    begun = time.thread_time()
    system = generate(scenario.system, 0, 0)
    settings = settings_of(scenario, system.organisations)
    start = initial_conditions_of(system, settings, 0, np.zeros(1, np.int64))
    ready = (
        system.arrays,
        start,
        categories(start.position),
        groups_of(system),
        as_row(settings),
        np.zeros(settings.months, np.int64),
        np.array([draws.key(0, 0)], np.uint64),
        organisations_of(system),
        ties_of(system),
        empty_month(),
        no_aid(),
        empty_counts(system, 1, scenario.clock.months, organisations=False, histories=False),
    )
    built = time.thread_time()
    run_block(*ready)
    return built - begun, time.thread_time() - built


def peak_of_a_run() -> float:
    """Run the command in a process of its own; the most memory that it held [GiB]."""
    with tempfile.TemporaryDirectory() as place:
        command = [
            sys.executable,
            "-m",
            "sim",
            "run",
            *asked(MANY),
            "--replicates",
            "1",
            "--fixed-assumptions",
        ]
        process = subprocess.Popen(
            [*command, "--out", str(Path(place, "out"))],
            stdout=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        )
        _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("uptake run failed")
    unit = 2**30 if sys.platform == "darwin" else 2**20  # bytes there, kibibytes elsewhere
    return used.ru_maxrss / unit


if __name__ == "__main__":
    for each in rows():
        print(f"{each.what}\n    {each.measured}, asked {each.asked}. {each.note}")
