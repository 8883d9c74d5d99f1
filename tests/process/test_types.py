"""A misspelt field of what a month reads and writes is an error in mypy."""

from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parents[2]
SOURCE = """
from sim.process.settings import Settings
from sim.process.snapshot import Snapshot
from sim.process.state import Month, Organisation, Tie
from sim.rules.compiled import kernel, part, rows_rule, rule


@part
def reads(p: Settings, month: Month, me: Organisation, now: Snapshot, tie: Tie) -> float:
    right = p.grant + month.crowd + me.fatigue + now.fund + tie.trust
    wrong = p.grants + month.crowds + me.fatigues + now.funds + tie.trusts
    return right + wrong


@part
def of_part(p: Settings) -> float:
    return p.grant


@rule
def of_rule(p: Settings) -> float:
    return p.grant


@rows_rule
def of_rows(p: Settings) -> float:
    return p.grant


@kernel
def of_kernel(p: Settings) -> float:
    return p.grant


def untyped(p):
    return p.grant


def asks(p: Month) -> None:
    of_part(p), of_rule(p), of_rows(p), of_kernel(p)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What mypy says about the source above, with the project's settings."""
    folder = tmp_path_factory.mktemp("typed")
    path = folder / "misspelt.py"
    path.write_text(SOURCE, encoding="utf-8")
    config, cache = ROOT / "pyproject.toml", folder / "cache"
    told, failed, _ = api.run([str(path), f"--config-file={config}", f"--cache-dir={cache}"])
    assert not failed, failed
    return told


@pytest.mark.parametrize(
    ("holder", "field"),
    [
        ("Settings", "grants"),
        ("Month", "crowds"),
        ("Organisation", "fatigues"),
        ("Snapshot", "funds"),
        ("Tie", "trusts"),
    ],
)
def test_a_misspelt_field_is_refused(told, holder, field):
    assert f'"{holder}" has no attribute "{field}"' in told


@pytest.mark.parametrize("function", ["of_part", "of_rule", "of_rows", "of_kernel"])
def test_what_a_kernel_may_call_keeps_its_type(told, function):
    assert f'Argument 1 to "{function}" has incompatible type "Month"; expected "Settings"' in told


def test_a_function_without_types_is_refused(told):
    assert "Function is missing a type annotation" in told


def test_correct_code_is_not_refused(told):
    assert "misspelt.py:10:" not in told, told
