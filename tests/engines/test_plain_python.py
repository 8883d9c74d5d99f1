"""NUMBA_DISABLE_JIT=1 is the debugger's way in: kernels run as plain Python, with the same bits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.config import load
from sim.engines.simulate import simulate
from sim.report.store.manifest import fingerprints

PROJECT = Path(__file__).parents[2]
SMALL = ["system=one_ics", "system.organisations=9", "clock.months=6"]
CASES = {
    "the whole playbook": [*SMALL, "strategy=hin_playbook"],
    "dated events": ["scenario=avt_london_events", "system.organisations=9", "clock.months=14"],
    "the Bass process": [*SMALL, "process=bass"],
    "organisations under way": [
        f"system.organisations_file={PROJECT / 'tests' / 'data' / 'standing.csv'}",
        "strategy=hin_playbook", "clock.months=4",
    ],
    "thresholds": [*SMALL, "process=threshold", "strategy.pilots=2"],
}  # fmt: skip
ASK = """
import json, sys
from sim.config import load
from sim.engines.simulate import simulate
from sim.report.store.manifest import fingerprints
from sim.rules.compiled import PLAIN
assert PLAIN
print(json.dumps([fingerprints(simulate(load(each), 3, 5)) for each in json.loads(sys.argv[1])]))
"""


def plainly(*arguments, cwd=None):
    """Run Python without the compiler."""
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, check=True, cwd=cwd, encoding="utf-8",
        env=os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(PROJECT)},
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def told():
    series = json.loads(plainly("-c", ASK, json.dumps([*CASES.values()])))
    return dict(zip(CASES, series, strict=True))


@pytest.mark.parametrize("case", CASES)
def test_without_the_compiler_every_series_has_the_same_bits(case, told):
    assert told[case] == fingerprints(simulate(load(CASES[case]), 3, 5))


@pytest.mark.parametrize("engine", ["ensemble", "mesa"])
def test_without_the_compiler_a_command_writes_the_same_table(engine, tmp_path):
    ask = ["-m", "sim", "run", *SMALL, "--replicates", "2", "--no-figures", "--engine", engine]
    plainly(*ask, "--out", "plain", cwd=tmp_path)
    subprocess.run(
        [sys.executable, *ask, "--out", "compiled"], check=True, capture_output=True,
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    one, other = ((tmp_path / each / "summary.csv") for each in ("plain", "compiled"))
    assert one.read_bytes() == other.read_bytes()
