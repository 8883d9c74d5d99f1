"""Stop commands at random moments, and look at what they leave.

    python benchmarks/stops.py 100      six minutes on two free cores

Each moment is a command in an empty folder, one signal, and the same command again.  The moments
are spread evenly over the time that the command takes, from the start of its process to its end.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from row import MissingError, Row

PROJECT = Path(__file__).parents[1]
SYSTEM = ("system=one_ics", "system.organisations=9", "clock.months=6")
TWO = "strategy=none,one_to_one"
COMMANDS = {
    "run": ("run", *SYSTEM, "--replicates", "8", "--out", "out"),
    "compare": ("compare", TWO, *SYSTEM, "--replicates", "8", "--no-figures", "--out", "out"),
    "report": ("report", TWO, *SYSTEM, "--replicates", "8", "--out", "out.html"),
}
SIGNALS = {"SIGKILL": "kill -9", "SIGTERM": "SIGTERM"}
TIMED = "manifest.json"  # it says when it was written, so no two are the same
PATIENCE = 300  # seconds
SEED = 11

Files = dict[str, str]  # the digest of each file below a folder


@dataclass(frozen=True)
class Moment:
    """A command, the signal that stops it, and when: a share of the time that it takes."""

    command: str
    signal: str
    share: float


@dataclass(frozen=True)
class Found:
    """What a moment left: "results whole", "no results", and what was wrong, if anything."""

    left: str
    fault: str | None = None


def rows(moments: int) -> list[Row]:
    """Stop commands at this many moments with each signal."""
    if os.name != "posix":
        raise MissingError("Windows has no such signals")
    usual = {name: _usual(name) for name in COMMANDS}
    chance = random.Random(SEED)
    asked = [
        Moment(list(COMMANDS)[number % len(COMMANDS)], each, chance.random())
        for each in SIGNALS
        for number in range(moments)
    ]
    with ThreadPoolExecutor(2) as workers:
        found = list(workers.map(lambda each: stopped(each, *usual[each.command]), asked))
    return [
        _row(moments, each, [found[n] for n, one in enumerate(asked) if one.signal == each])
        for each in SIGNALS
    ]


def _row(moments: int, kind: str, found: list[Found]) -> Row:
    faults = [each.fault for each in found if each.fault]
    left = Counter(each.left for each in found)
    return Row(
        f"{SIGNALS[kind]} at {moments} random moments of run, compare and report",
        "nothing half-written; the same command then succeeds, and nothing else is left",
        f"{len(found) - len(faults)} of {len(found)}",
        not faults,
        "; ".join([*(f"{count} left {what}" for what, count in sorted(left.items())), *faults[:3]]),
    )


def _usual(command: str) -> tuple[Files, float]:
    """Run a command undisturbed, twice; returns its files, and the time it takes [s]."""
    with tempfile.TemporaryDirectory() as place:
        for _ in range(2):  # the first may have to compile
            shutil.rmtree(place)
            os.mkdir(place)
            start = time.perf_counter()
            code, _, told = run(place, command)
            if code != 0:
                raise SystemExit(f"uptake {command} failed: {told}")
            seconds = time.perf_counter() - start
        return files_in(Path(place)), seconds


def stopped(moment: Moment, usual: Files, seconds: float) -> Found:
    """Stop a command at a moment, look at what it left, and run it again."""
    with tempfile.TemporaryDirectory() as place:
        ended = run(place, moment.command, moment.signal, moment.share * seconds)
        left = files_in(Path(place))
        results = {name: digest for name, digest in left.items() if not name.startswith(".")}
        faults = [*_half(results, usual), *_rude(moment, ended, left)]
        for each in {Path(name).parts[0] for name in results}:
            path = Path(place, each)
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        code, _, told = run(place, moment.command)
        if code != 0:
            faults.append(f"the same command then failed: {told}")
        elif files_in(Path(place)) != usual:
            faults.append("the same command then left other files")
    what = f"{moment.command}, {moment.signal} at {moment.share:.3f}: " + "; ".join(faults)
    return Found("results whole" if results else "no results", what if faults else None)


def _half(results: Files, usual: Files) -> Iterator[str]:
    if results and results != usual:
        yield f"half-written: {sorted(results.items() ^ usual.items())[0][0]}"


def _rude(moment: Moment, ended: tuple[int, str, str], left: Files) -> Iterator[str]:
    """Say what a command that was asked to stop did not do as Ctrl-C does."""
    code, _, told = ended
    if moment.signal != "SIGTERM" or code in (0, -signal.SIGTERM):  # done, or not yet begun
        return
    lines = told.splitlines()
    if code != 128 + signal.SIGTERM or len(lines) != 1 or not lines[0].startswith("uptake: "):
        yield f"exit code {code}, {told!r}"
    if stray := [name for name in left if name.startswith(".")]:
        yield f"{stray[0]} is left"


def run(
    place: str, command: str, kind: str | None = None, wait: float = 0.0
) -> tuple[int, str, str]:
    """Run a command, with a signal after a while [s]; returns exit code and what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sim", *COMMANDS[command]], cwd=place, text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        if kind is not None:
            time.sleep(wait)
            process.send_signal(getattr(signal, kind))
        out, told = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    return process.returncode, out, told


def files_in(place: Path) -> Files:
    """Give the digest of every file and the name of every folder below a folder."""
    return {str(path.relative_to(place)): _digest(path) for path in sorted(place.rglob("*"))}


def _digest(path: Path) -> str:
    if path.is_dir() or path.name == TIMED:
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if sys.argv[1:] else 100):
        print(f"{row.what}: {row.measured} ({row.note})")
