"""No equation is left out: each has a number worked by hand, and a law."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

from sim import rules

# have their own tests, by the same name, and every engine
NO_EQUATIONS = {"code_cache", "code_folder", "compiled", "draws", "sources"}
MODULES = [
    each.name for each in pkgutil.iter_modules(rules.__path__) if each.name not in NO_EQUATIONS
]


def rules_of(module):
    """The names of the rules of a module of `sim.rules`."""
    there = importlib.import_module(f"sim.rules.{module}")
    functions = inspect.getmembers(there, inspect.isfunction)
    own = {name for name, each in functions if each.__module__ == there.__name__}
    return {name for name in own if not name.startswith("_")}


def is_law(test):
    """Whether a test holds over generated values."""
    names = [getattr(each, "func", each) for each in test.decorator_list]
    return any(isinstance(each, ast.Name) and each.id == "given" for each in names)


def named_in(function, module, helpers):
    """The rules that a test names, as `gaps.load`, directly or in a function that it calls."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", None) == module:
            found.add(node.attr)
        elif isinstance(node, ast.Name) and node.id in helpers:
            found |= named_in(helpers[node.id], module, {})
    return found


def rules_with(module, *, law):
    """The rules of a module that have a law, or a number worked by hand."""
    source = Path(__file__).with_name(f"test_{module}.py").read_text(encoding="utf-8")
    functions = [each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)]
    helpers = {each.name: each for each in functions if not each.name.startswith("test_")}
    if law:
        chosen = filter(is_law, functions)
    else:
        chosen = (each for each in functions if each.name.endswith("_by_hand"))
    return {name for each in chosen for name in named_in(each, module, helpers)}


@pytest.mark.parametrize("module", MODULES)
def test_every_rule_has_a_test(module):
    assert rules_of(module) - rules_with(module, law=False) == set()
    assert rules_of(module) - rules_with(module, law=True) == set()


def test_there_are_rules_to_test():
    assert len(MODULES) == 12
    assert sum(len(rules_of(module)) for module in MODULES) > 60
