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
            SIM / "engines" / "maturity_line.py",
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
    "own_start": "loops that a run in which staff wait for their board is spared",
    "levers": "the partner acts in a classic process only if that is asked for",
    "contract": "loops that a run without contracts is spared",
}


def read_of(name, path):
    """The fields of settings or month that a module reads, by whatever way it reaches them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return fields_read(name, tree)


def fields_read(name, tree):
    known = {"p": {"p", "settings"}, "month": {"month", "months"}}[name]
    kind = {"p": "Settings", "month": "Month"}[name]
    known = known | {
        each.arg
        for each in ast.walk(tree)
        if isinstance(each, ast.arg) and each.annotation and ast.unparse(each.annotation) == kind
    }

    def is_meant(value):
        if isinstance(value, ast.Subscript):
            return is_meant(value.value)
        return getattr(value, "id", getattr(value, "attr", "")) in known

    return {
        each.attr
        for each in ast.walk(tree)
        if isinstance(each, ast.Attribute) and is_meant(each.value)
    }


@pytest.mark.parametrize(
    "line",
    [
        "p.grant * month.offered[3]",
        "self.model.settings.grant * self.model.month.offered[3]",
        "settings[0].grant * months[0].offered[3]",
        "def f(q: Settings, m: Month): return q.grant * m.offered[3]",
    ],
)
def test_a_setting_or_a_dose_is_seen_by_whatever_way_it_is_reached(line):
    assert fields_read("p", ast.parse(line)) == {"grant"}
    assert fields_read("month", ast.parse(line)) == {"offered"}


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
