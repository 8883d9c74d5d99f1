"""Kill a sweep at random moments, and give the same line again.

    python benchmarks/sweep_stops.py 50     three minutes on two free cores

Each moment is a sweep in an empty folder, kill -9, and the same line until it ends.
"""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from row import MissingError, Row

PROJECT = Path(__file__).parents[1]
LINE = (
    "sweep", "system=one_ics", "system.organisations=9", "clock.months=12",
    "strategy=none,one_to_one,hin_playbook", "strategy.pilots=1,2,9,10",  # 10 of 9 is impossible
    "--replicates", "16", "--out", "study",
)  # fmt: skip
KILLS = 2  # of one sweep
PATIENCE = 300  # seconds
SEED = 12

Files = dict[str, str]


def rows(moments: int) -> list[Row]:
    """Kill sweeps at this many moments."""
    if os.name != "posix":
        raise MissingError("Windows has no such signals")
    usual, seconds = _usual()
    chance = random.Random(SEED)
    times = [[chance.random() * seconds for _ in range(KILLS)] for _ in range(-(-moments // KILLS))]
    with ThreadPoolExecutor(2) as workers:
        found = list(workers.map(lambda each: list(killed(each, usual)), times))
    faults = [fault for each in found for fault in each]
    right = sum(not each for each in found)
    return [
        Row(
            f"kill -9 at {KILLS * len(times)} random moments of {len(times)} sweeps",
            "the same line then makes the same store, in every byte but for times",
            f"{right} of {len(found)}", not faults, "; ".join(faults[:3]),
        )
    ]  # fmt: skip


def _usual() -> tuple[Files, float]:
    """Run a sweep undisturbed, twice; returns its files, and the time it takes [s]."""
    for _ in range(2):  # the first may have to compile
        with tempfile.TemporaryDirectory() as place:
            start = time.perf_counter()
            code, told = run(place)
            if code != 1:  # as some of its cells fail
                raise SystemExit(f"the sweep ended with {code}: {told}")
            found, seconds = files_in(Path(place)), time.perf_counter() - start
    return found, seconds


def killed(times: list[float], usual: Files) -> Iterator[str]:
    """Kill a sweep at each of these times [s], let it end, and yield what is wrong."""
    what = f"after {', '.join(f'{each:.2f} s' for each in times)}: "
    with tempfile.TemporaryDirectory() as place:
        for each in times:
            run(place, each)
        code, told = run(place)
        if code != 1:
            yield f"{what}the same line ended with {code}: {told}"
        elif found := sorted(files_in(Path(place)).items() ^ usual.items()):
            yield f"{what}{found[0][0]} is another"


def run(place: str, wait: float | None = None) -> tuple[int, str]:
    """Run the sweep, killed after a while [s]; returns its exit code and what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sim", *LINE], cwd=place, text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        if wait is not None:
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        _, told = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    return process.returncode, told


def files_in(place: Path) -> Files:
    """Give the digest of every file and the name of every folder; times do not count."""
    return {str(path.relative_to(place)): _digest(path) for path in sorted(place.rglob("*"))}


def _digest(path: Path) -> str:
    if path.is_dir():
        return ""
    if path.suffix == ".json":
        return json.dumps({**json.loads(path.read_text(encoding="utf-8")), "begun": ""})
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if sys.argv[1:] else 50):
        print(f"{row.what}: {row.measured} ({row.note})")
