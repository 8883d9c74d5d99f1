"""The benchmarks still fit the code: their smallest parts run.  Nothing is timed here."""

import importlib
import sys
from pathlib import Path

import pytest

from sim.config import load

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(autouse=True)
def _found_by_name(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])
    monkeypatch.delitem(sys.modules, "as_tested", raising=False)  # it adds to the path once


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "peer_ndlib")
)
def test_a_benchmark_finds_all_that_it_imports(name):
    assert importlib.import_module(name).__doc__


def test_a_large_system_is_built_and_run_for_its_benchmark():
    large = importlib.import_module("large")
    assert all(seconds > 0 for seconds in large.run(large.scenario(60)))


def test_the_operations_of_a_month_are_counted_through_all_settings():
    """The playbook needs more of them than a plan without a partner."""
    roofline = importlib.import_module("roofline")
    few = ["scenario=avt_london", "system.organisations=20", "clock.months=12"]
    alone, _ = roofline.counted(load([*few, "strategy=none"]))
    helped, ties = roofline.counted(load([*few, "strategy=hin_playbook"]))
    assert 0 < alone < helped
    assert ties > 0
