"""How long whole commands take, from the shell to the prompt, compiled code warm.

    python benchmarks/commands.py       about a minute

A command runs in a process of its own; what it spends simulating is what the same simulations
take in this one.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from full_process import STRATEGIES
from row import Row

import sim
from sim.config import load
from sim.engines.simulate import simulate

SCENARIO, MONTHS, REPLICATES = "scenario=avt_london", 72, 512
COMPARE = (
    "compare", SCENARIO, "strategy=" + ",".join(STRATEGIES), "--months", str(MONTHS),
    "--replicates", str(REPLICATES), "--fixed-assumptions",
)  # fmt: skip
THREE = ("compare", SCENARIO, "strategy=none,one_to_one,hin_playbook", "--json")


def rows() -> list[Row]:
    """Measure whole commands."""
    with tempfile.TemporaryDirectory() as place:
        help_, wrong = (
            min(cpu(place, *asked) for _ in range(3))
            for asked in (("--help",), ("run", "system.organisation=60"))
        )
        uptake(place, *COMPARE, "--out", str(Path(place, "warm")))
        ran = [uptake(place, *COMPARE, "--out", str(Path(place, str(turn)))) for turn in range(3)]
    verdict, whole = (min(times) for times in zip(*ran, strict=True))
    simulating = min(seconds(simulate_all) for _ in range(3))
    return [
        Row(
            "uptake compare, twelve strategies, shell to prompt",
            "mostly simulation, or under 5 s",
            f"{whole:.1f} s",
            whole < 5 or simulating > whole / 2,
            f"the verdict after {verdict:.1f} s; the simulations alone take {simulating:.1f} s; "
            f"{REPLICATES} replicates each, figures and Parquet written",
        ),
        under_sets(),
        one_call(),
        Row("uptake --help", "no heavy import", f"{help_:.2f} s of CPU", help_ < 0.5),
        Row("a config error", "no heavy import", f"{wrong:.2f} s of CPU", wrong < 1.0),
    ]


def under_sets() -> Row:
    """Measure what the sets of assumptions take that every comparison is tried under."""
    with tempfile.TemporaryDirectory() as place:
        took = {
            options: (
                min(cpu(place, *THREE, *options) for _ in range(3)),
                min(uptake(place, *THREE, *options)[0] for _ in range(3)),
            )
            for options in ((), ("--fixed-assumptions",))
        }
    (whole, verdict), (alone, before) = took[()], took["--fixed-assumptions",]
    return Row(
        "uptake compare, three strategies under 100 sets of assumptions, shell to verdict",
        "under 6 s on two cores",
        f"{verdict:.1f} s",
        verdict < 6,
        f"{before:.1f} s without them; {whole / alone:.1f} times the CPU of the comparison itself "
        f"({whole:.1f} and {alone:.1f} s)",
    )


def one_call() -> Row:
    """Measure what `sim.run` takes beside its kernel: CPU of the thread that calls it."""
    texts = (SCENARIO, "strategy=hin_playbook", "strategy.pilots=6")
    scenario = load(texts)
    kernel, ready, composed = (
        1000 * min(thread_seconds(call) for _ in range(30))
        for call in (
            lambda: simulate(scenario, 8),
            lambda: sim.run(scenario, replicates=8, assumptions="fixed"),
            lambda: sim.run(*texts, replicates=8, assumptions="fixed"),
        )
    )
    return Row(
        "sim.run of a ready scenario, 8 replicates, beside sim.simulate",
        "under 1 ms",
        f"{ready - kernel:.1f} ms of CPU",
        ready - kernel < 1,
        f"from three texts {composed - kernel:.1f} ms; starting the kernel takes {kernel:.1f} ms",
    )


def thread_seconds(call: Callable[[], object]) -> float:
    """Time a call in CPU of this thread; kernels run in others."""
    start = time.thread_time()
    call()
    return time.thread_time() - start


def simulate_all() -> None:
    """Run what the comparison runs."""
    for each in STRATEGIES:
        simulate(load([SCENARIO, f"strategy={each}", f"clock.months={MONTHS}"]), REPLICATES)


def uptake(place: str, *arguments: str, **variables: str) -> tuple[float, float]:
    """Run a command in a folder; tell when its first words came and when it ended [s]."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "sim", *arguments],
        cwd=place,
        env=as_installed() | variables | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        words = time.perf_counter() - start
        process.stdout.read()
    if process.returncode != 0:
        raise SystemExit(f"failed: uptake {' '.join(arguments)}")
    return words, time.perf_counter() - start


def as_installed() -> dict[str, str]:
    """Return the environment without what keeps Python from storing bytecode, as users have it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cpu(place: str, *arguments: str) -> float:
    """Run a command, whatever becomes of it; tell the processor time that it took [s].

    Windows does not tell a child's processor time: there it is the time on the clock.
    """
    clock = _children if os.name == "posix" else time.perf_counter
    start = clock()
    command = [sys.executable, "-m", "sim", *arguments]
    subprocess.run(command, cwd=place, env=as_installed(), capture_output=True, check=False)
    return clock() - start


def _children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def seconds(work: Callable[[], object]) -> float:
    """Time a piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for line in rows():
        print(f"{line.what}\n    {line.measured} (asked: {line.asked})\n    {line.note}")
