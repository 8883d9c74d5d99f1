"""The lanes hold loops and no statement of the model: that stands once, for every engine."""

import ast
from pathlib import Path

import pytest

SIM = Path(__file__).parent.parent / "sim"
TOLD_ONCE = ("barriers", "boards", "decisions", "doses", "rates", "snapshot", "stages")
LOOPS = ("deciding", "facing", "listening", "rating")
# Which loops there are to run, and no more
CONTROL = {"aggregator"}


def read_of(name, path):
    """What a module reads of the settings (`p`) or of the month."""
    return {
        each.attr
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id == name
    }


@pytest.mark.parametrize("module", LOOPS)
def test_what_decides_reads_its_settings_in_the_composition_alone(module):
    told = set().union(*(read_of("p", SIM / f"{each}.py") for each in TOLD_ONCE))
    assert read_of("p", SIM / "lanes" / f"{module}.py") & told <= CONTROL


@pytest.mark.parametrize("module", LOOPS)
def test_no_loop_over_lanes_picks_the_dose_of_a_lever(module):
    assert "offered" not in read_of("month", SIM / "lanes" / f"{module}.py")


def test_the_composition_does_read_settings_and_doses():
    """Else the two tests above would prove nothing."""
    told = set().union(*(read_of("p", SIM / f"{each}.py") for each in TOLD_ONCE))
    assert {"load", "closes", "comms_awareness", "procurement", "grant"} <= told
    assert "offered" in read_of("month", SIM / "doses.py")
