"""What the page's tests of its own numbers rest on is still what Python gives."""

import json
from pathlib import Path

import pytest
from modules import module_at

from sim.config import load
from sim.engines.simulate import simulate
from sim.outcomes.horizon import horizon_of
from sim.outcomes.outcome_table import OUTCOMES
from sim.page.readings import FOR_THE_PRICE, SHOWN, reckoned, unapproved_of

FOLDER = Path(__file__).parent.parent / "script"


def alike(found, expected, place="told"):
    """The same shape and the same numbers, up to the last digits of another machine."""
    assert type(found) is type(expected) or {type(found), type(expected)} == {int, float}, place
    if isinstance(expected, dict):
        assert list(found) == list(expected), place
        for key, each in expected.items():
            alike(found[key], each, f"{place}.{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), place
        for index, each in enumerate(expected):
            alike(found[index], each, f"{place}.{index}")
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, abs=1e-9), place
    else:
        assert found == expected, place


def test_the_numbers_that_the_scripts_tests_expect_are_pythons():
    """If not, run `python tests/script/told_by_python.py`; the script's tests say what differs."""
    told = json.loads(json.dumps(module_at(FOLDER / "told_by_python.py").told()))
    alike(told, json.loads((FOLDER / "counted.json").read_text(encoding="utf-8")))


def test_every_outcome_that_the_page_works_out_is_told_with_its_own_words():
    outcomes = simulate(load(["strategy=one_to_one", "system.organisations=8"]), 2, 1)
    rows = {each["key"]: each for each in reckoned(horizon_of(outcomes))}
    assert list(rows) == [*SHOWN, *FOR_THE_PRICE]
    for key in SHOWN:
        assert rows[key]["label"]
        assert rows[key]["explain"]
        assert rows[key]["better"] == OUTCOMES[key].better
    assert rows["live"]["label"] == "Live at month 36"


def test_where_nobody_uses_it_without_approval_nothing_is_carried():
    scenario = load(["strategy=one_to_one", "system.organisations=8", "innovation.own_use.risk=0"])
    assert unapproved_of(simulate(scenario, 2, 1)) == []
