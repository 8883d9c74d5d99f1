"""The public names: few, typed, documented with shapes and examples, and free to import."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sim

PROJECT = Path(__file__).parents[2]
FUNCTIONS = [name for name in sim.__all__ if inspect.isfunction(getattr(sim, name))]
USED = """
import sim

scenario: sim.Scenario = sim.load(["scenario=avt_london"])
changed = sim.with_values(scenario, {"strategy.pilots": 8})
result: sim.Result = sim.run(changed, replicates=8)
found: sim.Comparison = sim.compare({"a": scenario, "b": changed})
low, high = sim.assumption_ranges()["assumptions.commitment_rate"]
reveal_type(sim.simulate(changed, 8).live)
reveal_type(sim.from_graph)
"""
WRONG = "import sim\nsim.run(replicates='many')\nsim.runn()\n"


@pytest.mark.parametrize("name", sim.__all__)
def test_every_public_name_loads_and_is_listed(name):
    assert getattr(sim, name).__doc__
    assert name in dir(sim)
    assert name in (PROJECT / "docs" / "api" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_what_it_takes_returns_and_refuses(name):
    told = inspect.getdoc(getattr(sim, name))
    takes = inspect.signature(getattr(sim, name)).parameters
    assert "Returns\n-------" in told
    if takes:
        assert "Parameters\n----------" in told
        for each in takes:
            assert each in told, each


def test_importing_the_package_loads_none_of_its_rooms():
    code = "import sys, sim; print([m for m in sys.modules if m.startswith('sim.')], len(dir(sim)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert told.stdout.startswith("[] "), told.stderr


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'runn'"):
        sim.runn  # noqa: B018


def test_a_type_checker_knows_the_names_that_load_lazily(tmp_path):
    for name, text in (("used.py", USED), ("wrong.py", WRONG)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    options = ["--config-file", "", "--cache-dir", tmp_path / "cache", "--follow-imports", "silent"]
    told = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "used.py", "wrong.py"], cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(PROJECT)},
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    said = told.stdout.splitlines()
    assert not [line for line in said if line.startswith("used.py") and "error" in line], told
    assert any("used.py:9: note" in line and "ndarray" in line for line in said)
    assert any("used.py:10: note" in line and "graph" in line for line in said)
    assert any('Module has no attribute "runn"' in line for line in said)
    assert any('incompatible type "str"' in line for line in said)
