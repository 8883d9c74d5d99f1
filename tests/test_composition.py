"""The engines contain loops and no part of the model: it is written once, in `sim.process`."""

import ast
from pathlib import Path

import pytest

SIM = Path(__file__).parent.parent / "sim"
PROCESS = tuple((SIM / "process").glob("*.py"))
ENGINES = tuple(
    sorted(
        [
            SIM / "engines" / "scalar.py",
            *(SIM / "engines" / "lanes").glob("*.py"),
            *(SIM / "engines" / "agents").glob("*.py"),
        ]
    )
)
# What an engine reads to know which loop to run, and no more
CONTROL = {
    "kind": "which process is run",
    "months": "how many months",
    "wave_cap": "everybody must have decided before anybody goes live",
    "aggregator": "the product has a loop of its own in lanes",
    "contract": "loops that a run without contracts is spared",
}


def read_of(name, path):
    """The settings (`p`, or `settings` of something) and the month's fields that a module reads."""

    def is_meant(value):
        return (isinstance(value, ast.Name) and value.id == name) or (
            name == "p" and isinstance(value, ast.Attribute) and value.attr == "settings"
        )

    return {
        each.attr
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.Attribute) and is_meant(each.value)
    }


def name_of(path):
    return str(path.relative_to(SIM / "engines"))


@pytest.mark.parametrize("path", ENGINES, ids=name_of)
def test_an_engine_reads_only_the_settings_that_say_which_loop_to_run(path):
    assert read_of("p", path) <= set(CONTROL)


@pytest.mark.parametrize("path", ENGINES, ids=name_of)
def test_no_engine_picks_the_dose_of_a_lever(path):
    assert "offered" not in read_of("month", path)


def test_every_exception_is_used():
    assert set().union(*(read_of("p", path) for path in ENGINES)) == set(CONTROL)


def test_the_composition_reads_settings_and_doses():
    """Otherwise the tests above would prove nothing."""
    read = set().union(*(read_of("p", path) for path in PROCESS))
    assert {
        "load",
        "closes",
        "comms_awareness",
        "procurement",
        "grant",
        "maturity_distance",
    } <= read
    assert "offered" in read_of("month", SIM / "process" / "doses.py")
