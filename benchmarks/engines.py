"""How fast: the two engines against each other, and the commands from shell to verdict.

    python benchmarks/engines.py            about three minutes
    python benchmarks/engines.py --quick    about half a minute, rougher

Compare ratios and lines of one run, not runs on different days: engines take turns within a run,
so that both meet the same machine. Shown are the best and the middle of the repeats.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

SCENARIO = ("scenario=avt_london", "strategy=hin_playbook")
COMPARE = ("compare", "strategy=none,hin_playbook", "--months", "72", "--replicates", "200")
CACHE_VARIABLES = ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")  # Linux, Windows, macOS


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every figure with the machine it was measured on."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer repeats, no first use")
    quick = parser.parse_args(arguments).quick
    print(machine())
    engines(repeats=3 if quick else 7, replicates=512 if quick else 2048)
    commands(repeats=3 if quick else 7)
    if not quick:
        first_use()


def machine() -> str:
    """Describe what the figures hold for."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "mesa"))
    return (
        f"{platform.system()} {platform.machine()}, {processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {packages}"
    )


def processor() -> str:
    """Name the processor, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "processor unknown"


def engines(repeats: int, replicates: int) -> None:
    """Time one month of one organisation in each engine, turn by turn, on one thread.

    The compiled figure holds everything: systems drawn, counts gathered.  The Mesa figure holds
    the steps alone, so that the ratio is, if anything, too low.
    """
    from sim.config import load
    from sim.model import HealthSystem
    from sim.simulate import simulate

    scenario = load(SCENARIO)
    organisation_months = scenario.system.organisations * scenario.clock.months

    def compiled(turn: int) -> float:
        taken = seconds(lambda: simulate(scenario, replicates, seed=turn, threads=1))
        return taken / organisation_months / replicates

    def mesa(turn: int) -> float:
        model = HealthSystem(scenario, seed=turn, replicate=0)
        taken = seconds(lambda: [model.step() for _ in range(scenario.clock.months)])
        return taken / organisation_months

    simulate(scenario, replicates=1)  # loads the compiled code, or compiles it
    turns = [(compiled(turn), mesa(turn)) for turn in range(repeats)]
    show("compiled, one thread", [1e9 * a for a, _ in turns], "ns per organisation-month")
    show("Mesa", [1e9 * b for _, b in turns], "ns per organisation-month")
    show("Mesa / compiled", [b / a for a, b in turns], "times", best=max)


def commands(repeats: int) -> None:
    """Time what a user waits for, in a process of its own, compiled code warm."""
    with tempfile.TemporaryDirectory() as place:
        uptake(place, *COMPARE, "--out", str(Path(place, "warm")))
        verdicts, ends = [], []
        for turn in range(repeats):
            verdict, end = uptake(place, *COMPARE, "--out", str(Path(place, str(turn))))
            verdicts.append(verdict)
            ends.append(end)
        show("compare, shell to verdict", verdicts, "s")
        show("compare, shell to figures and prompt", ends, "s")
        show("uptake --help", [cpu(place, "--help") for _ in range(repeats)], "s of CPU")
        wrong = [cpu(place, "run", "system.organisation=60") for _ in range(repeats)]
        show("a config error", wrong, "s of CPU")


def first_use() -> None:
    """Time the first run on a machine, which compiles, and the second."""
    with tempfile.TemporaryDirectory() as place:
        empty = dict.fromkeys(CACHE_VARIABLES, place)
        run = ("run", "--replicates", "64", "--json")
        show("first use, compiling", [uptake(place, *run, **empty)[1]], "s")
        show("second use", [uptake(place, *run, **empty)[1]], "s")


def uptake(place: str, *arguments: str, **variables: str) -> tuple[float, float]:
    """Run a command in a folder; tell when its first words came and when it ended [s]."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "sim", *arguments],
        cwd=place,
        env=os.environ | variables | {"PYTHONUNBUFFERED": "1"},
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


def cpu(place: str, *arguments: str) -> float:
    """Run a command, whatever becomes of it; tell the processor time that it took [s].

    Windows does not tell a child's processor time: there it is the time on the clock.
    """
    clock = _children if os.name == "posix" else time.perf_counter
    start = clock()
    command = [sys.executable, "-m", "sim", *arguments]
    subprocess.run(command, cwd=place, capture_output=True, check=False)
    return clock() - start


def _children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def seconds(work: Callable[[], object]) -> float:
    """Time a piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(
    name: str, taken: Sequence[float], unit: str, best: Callable[[Sequence[float]], float] = min
) -> None:
    """Print the best and the middle of the repeats."""
    middle = f", middle {statistics.median(taken):.4g}" if len(taken) > 1 else ""
    print(f"{name:<38}{best(taken):>9.4g} {unit}{middle}", flush=True)


if __name__ == "__main__":
    main()
