"""The lanes hold loops and no statement of the model: that stands once, for every engine."""

import ast
from pathlib import Path

import pytest

SIM = Path(__file__).parent.parent / "sim"
LOOPS = sorted((SIM / "engines" / "lanes").glob("[!_]*.py"))
# How many months and which loops there are to run, and what is handed on whole to `sums.fades`
CONTROL = {"months", "aggregator", "contract", "pilots", "wave_cap", "maturity_distance"}


def read_of(name, path):
    """What a module reads of the settings (`p`) or of the month."""
    return {
        each.attr
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id == name
    }


@pytest.mark.parametrize("path", LOOPS, ids=lambda path: path.stem)
def test_the_lanes_read_settings_in_the_composition_alone(path):
    assert read_of("p", path) <= CONTROL


@pytest.mark.parametrize("path", LOOPS, ids=lambda path: path.stem)
def test_no_loop_over_lanes_picks_the_dose_of_a_lever(path):
    assert "offered" not in read_of("month", path)


def test_the_composition_does_read_settings_and_doses():
    """Else the two tests above would prove nothing."""
    told = [read_of("p", path) for path in (SIM / "process").glob("*.py")]
    assert {"load", "closes", "comms_awareness", "procurement", "grant"} <= set().union(*told)
    assert "offered" in read_of("month", SIM / "process" / "doses.py")
    assert len(LOOPS) > 5
