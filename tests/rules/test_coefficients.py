"""No number is in an equation without a key: it is a parameter, or a definition."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import sim
from sim.params import Coefficients

PACKAGE = Path(sim.__file__).parent
# Polynomials, machine code and where it is kept, random bits
NO_EQUATIONS = {"arithmetic", "code_folder", "compiled", "draws"}
RULES = [
    path for path in sorted((PACKAGE / "rules").glob("[!_]*.py")) if path.stem not in NO_EQUATIONS
]
COMPOSED = sorted((PACKAGE / "process").rglob("[!_]*.py"))
PLAIN = {0.0, 1.0, 2.0}

# A definition, a unit or a guard against rounding: nobody would want to change it.
DEFINITIONS = {
    "NEUTRAL": {0.5},  # where a dial is neutral
    "rising": {0.5},  # where a dial is neutral
    "falling": {0.5},
    "category": {50, 320, 1000, 1680},  # Rogers: 2.5, 16, 50 and 84 %, of twice a thousand
    "embedded_before": {0.5},  # half a pilot is one
    "rank": {0.5},  # the middle of a place in the order
    "reaches": {1e-12},  # rounding
    "slots": {1e-9},  # rounding
    "programme_budget": {1000.0},  # GBP in a kGBP
    "_budget": {1000.0},
    "procurement_by_integration": {0.5},
    "is_winter": {12},  # months in a year
    "integrated": {12.0},
    "trained": {12.0},
    "training_days": {12.0},
    "price": {12.0},
    "MOST_SHOWN": {1.5},  # by one site, so that no single miracle convinces everybody
    "by_compatibility": {0.5},  # where a dial is neutral
    "risk_of": {3.0},  # a mean of three
    "_methods_of": {3.0},
    "of_help": {0.5},  # where a dial is neutral
    "of_the_plan": {0.5},
    "NOWHERE": {1e9},  # a maturity that no organisation has
    "MOST_MONTHS": {600.0},  # that a file may say: 50 years
    "RARE": {1e-9},  # a chance that is as good as none
    "_process_and_clock": {12},  # months in a year
    "NEVER": {1e9},  # a month that never comes
}


def numbers_in(source):
    """The numbers of a module's formulas by function or constant, but for those of any formula.

    Floats anywhere, and whole numbers that multiply, divide, add or subtract.
    """
    found = {}
    for part in ast.parse(source).body:
        owner = getattr(part, "name", None) or ast.unparse(getattr(part, "targets", [part])[0])
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and type(node.value) is float:
                found.setdefault(owner, set()).add(node.value)
            if isinstance(node, ast.BinOp):
                sides = [getattr(side, "value", None) for side in (node.left, node.right)]
                found.setdefault(owner, set()).update(n for n in sides if type(n) is int)
    told = {owner: numbers - PLAIN for owner, numbers in found.items()}
    return {owner: numbers for owner, numbers in told.items() if numbers}


def named_in_package():
    """Every attribute that the package's code reads."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    return {
        node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


@pytest.mark.parametrize("path", [*RULES, *COMPOSED], ids=lambda path: path.stem)
def test_every_number_of_an_equation_has_a_key_or_is_a_definition(path):
    for where, numbers in numbers_in(path.read_text(encoding="utf-8")).items():
        assert numbers == DEFINITIONS.get(where, set()), where


def test_a_number_without_a_key_would_be_found():
    assert numbers_in("def share(x):\n    return 0.7 * x + 1.0") == {"share": {0.7}}
    assert numbers_in("HALF = 0.5") == {"HALF": {0.5}}
    assert numbers_in("def f(x):\n    return 3 * x / 40 - x[7]") == {"f": {3, 40}}


def test_every_coefficient_is_read():
    assert {each.name for each in fields(Coefficients)} - named_in_package() == set()
