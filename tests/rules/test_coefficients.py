"""No number stands in an equation without a key: it is a parameter, or a definition."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import sim
from sim.params import Coefficients
from sim.process import settings
from sim.process.settings import Settings

PACKAGE = Path(sim.__file__).parent
NO_EQUATIONS = {"arithmetic", "compiled", "draws"}  # polynomials, machine code, random bits
RULES = [
    path for path in sorted((PACKAGE / "rules").glob("[!_]*.py")) if path.stem not in NO_EQUATIONS
]
RESOLVED = sorted(Path(settings.__file__).parent.glob("[!_]*.py"))
PLAIN = {0.0, 1.0, 2.0}
SHIPPED = {each.name: each.default for each in fields(Coefficients)}

# A definition, a unit or a guard against rounding: nobody would want to change it.
DEFINITIONS = {
    "rising": {0.5},  # where a dial is neutral
    "falling": {0.5},
    "rank": {0.5},  # the middle of a place in line
    "reaches": {1e-12},  # rounding
    "slots": {1e-9},  # rounding
    "programme_budget": {1000.0},  # GBP in a kGBP
    "budget_of": {1000.0},
    "integrated": {12.0},  # months in a year
    "trained": {12.0},
    "by_compatibility": {0.5},  # where a dial is neutral
    "risk_of": {3.0},  # a mean of three
    "_methods_of": {3.0},
    "NEVER": {1e9},  # a month that does not come
}
# Rules of the month that do not take their coefficients yet: the numbers in them, and the keys
# that are there for them.  The next step makes them arguments and empties this list.
TO_COME = {
    "legacy_factor": ({0.5}, ["legacy_technical"]),
    "feasibility": ({2.2, 0.02}, ["additive_slope", "additive_least"]),
    "shown": ({0.5}, ["implementing_shown"]),
    "felt_exposure": ({0.6, 0.7}, ["visible_least", "visible_by_observability"]),
    "threshold": ({1.2, 0.4}, ["trialability_threshold"]),
    "commitment_rate": ({1.2, 0.6}, ["commitment_factor", "commitment_quality"]),
    "case_progress": ({0.6, 0.8}, ["capacity_case"]),
    "approval_chance": (
        {1.3, 0.5, 0.95},
        ["approval_at_best", "approval_by_clarity", "approval_most"],
    ),
    "is_early": ({0.84}, ["early_share"]),
    "abandon_rate": ({0.1}, ["abandoning_dip"]),
    "dip": ({1.5}, ["dip_without_support"]),
    "learning_speed": ({1.3, 0.6}, ["complexity_learning"]),
    "learnt": ({0.05}, ["unlearning"]),
    "fatigue_after": ({0.9}, ["fatigue_most"]),
    "transition_cost": ({0.5}, ["transition_least"]),
    "trained": ({0.97}, ["trained_most"]),
    "reusable": (set(), ["too_bespoke_reuse", "codification_reuse"]),
    "mismatch": ({0.2, 0.8}, ["codification_tolerance"]),
    "culture_mismatch": ({0.6}, ["codification_culture"]),
    "technical_by_integration": ({0.6, 0.8}, ["integration_technical"]),
    "capacity_by_integration": ({1.3, 0.6}, ["integration_capacity"]),
    "benefit_by_integration": ({0.7, 0.6}, ["integration_benefit"]),
    "procurement_by_integration": ({5.0, 0.5}, ["integration_procurement"]),
    "feasible": (set(), ["weakest_from"]),  # in the composition, beside the rule
}
KEYS_TO_COME = {key for _, keys in TO_COME.values() for key in keys}


def numbers_in(source):
    """The float literals of a module by function or constant, without those of any formula."""
    found = {}
    for part in ast.parse(source).body:
        owner = getattr(part, "name", None) or ast.unparse(getattr(part, "targets", [part])[0])
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and type(node.value) is float:
                found.setdefault(owner, set()).add(node.value)
    told = {owner: numbers - PLAIN for owner, numbers in found.items()}
    return {owner: numbers for owner, numbers in told.items() if numbers}


def named_in_package():
    """Every attribute that code of the package reads."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    return {
        node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


@pytest.mark.parametrize("path", [*RULES, *RESOLVED], ids=lambda path: path.stem)
def test_every_number_of_a_rule_has_a_key_or_is_a_definition(path):
    for where, numbers in numbers_in(path.read_text(encoding="utf-8")).items():
        still_to_come, _ = TO_COME.get(where, (set(), []))
        assert numbers == DEFINITIONS.get(where, set()) | still_to_come, where


def test_a_number_without_a_key_would_be_found():
    assert numbers_in("def share(x):\n    return 0.7 * x + 1.0") == {"share": {0.7}}
    assert numbers_in("HALF = 0.5") == {"HALF": {0.5}}


def test_every_coefficient_is_read_or_stands_in_the_list_of_those_to_come():
    never_read = set(SHIPPED) - named_in_package()

    assert never_read <= KEYS_TO_COME <= set(SHIPPED)


def test_a_rule_to_come_holds_the_defaults_of_its_keys():
    """So that its number and its key cannot part ways before it takes the key."""
    exact = {
        "early_share": {0.84},
        "codification_tolerance": {0.2, 0.8},
    }
    for where, (numbers, keys) in TO_COME.items():
        for key in keys:
            slope = SHIPPED[key]
            may_be = exact.get(key, {slope, 1 - slope / 2, 1 + slope / 2})
            assert not numbers or numbers & may_be, (where, key)


def test_coefficients_of_the_month_are_settings_under_their_own_names():
    carried = set(SHIPPED) & {each.name for each in fields(Settings)}

    used_up_before = {"too_bespoke_reuse"}

    assert KEYS_TO_COME - carried == used_up_before
