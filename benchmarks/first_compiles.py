"""Compile for the first time in eight processes at once, into one empty folder.

python benchmarks/first_compiles.py     about two minutes on two cores
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from row import Row

PROJECT = Path(__file__).parents[1]
AT_ONCE = 8
ASK = """
import json, warnings
warnings.simplefilter("error")
from sim.config import load
from sim.engines.simulate import simulate
from sim.engines.scalar import run_block
from sim.report.store.manifest import fingerprints
few = load(["system=one_ics", "system.organisations=9", "strategy=hin_playbook", "clock.months=6"])
told = fingerprints(simulate(few, 3, 5))
print(json.dumps({"told": told, "found": sum(run_block.stats.cache_hits.values())}))
"""


def rows(processes: int = AT_ONCE) -> list[Row]:
    """Run the same in many processes that all have to compile first."""
    with tempfile.TemporaryDirectory() as place:
        started = [_start(place) for _ in range(processes)]
        said = [each.communicate() for each in started]
        failed = [words.strip().splitlines()[-1] for out, words in said if not out]
        after = _start(place).communicate()[0]
        stray = [each.name for each in Path(place).rglob("*.tmp.*")]
    told = [json.loads(out)["told"] for out, _ in said if out]
    equal = all(each == told[0] for each in told)
    kept = bool(after) and json.loads(after)["found"] == 1
    return [
        Row(
            f"{processes} processes that compile at once, for the first time, into one folder",
            "all succeed, with equal numbers, and leave code that the next one uses",
            f"{len(told)} of {processes} succeed, numbers {'equal' if equal else 'DIFFER'}",
            len(told) == processes and equal and kept and not stray,
            "; ".join([f"the next one {'uses' if kept else 'does not use'} it", *stray, *failed]),
        )
    ]


def _start(place: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", ASK], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "NUMBA_CACHE_DIR": place},
    )  # fmt: skip


if __name__ == "__main__":
    for row in rows():
        print(f"{row.what}: {row.measured} ({row.note})")
