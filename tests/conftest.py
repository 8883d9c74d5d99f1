"""For every test: no window opens, and random examples are the same each time."""

import os

os.environ["MPLBACKEND"] = "Agg"

import pytest
from hypothesis import settings

from sim.api import assumption_choice

# Trying a hundred sets of assumptions takes seconds, and few tests are about them: those ask for
# sets, or for the fixture `usual_assumptions`.
assumption_choice.USUAL = assumption_choice.FIXED

# Examples are derived from the test itself, so a run that passed passes again; no deadline,
# because the first example may compile.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


@pytest.fixture
def usual_assumptions(monkeypatch):
    """Sets of assumptions are tried unless somebody says otherwise, as for a user."""
    monkeypatch.setattr(assumption_choice, "USUAL", assumption_choice.PLAUSIBLE)


# The slowest files, slowest first.  Workers get whole files; one that began such a file last would
# keep the other waiting (`make pytest` asks for this order to be kept).
SLOW = (
    "test_recipes",
    "test_parameters_matter",
    "test_strategy_facts",
    "test_views",
    "test_examples",
    "test_experiments",
    "test_stylised_facts",
    "test_engines_agree",
    "test_notebooks",
    "test_spread",
    "test_anchors",
    "test_site",
    "test_cli",
    "test_invariants",
    "test_page_commands",
    "test_leap",
    "test_accelerating",
    "test_configs",
    "test_challenge",
    "test_figures",
    "test_wheel",
)


def pytest_collection_modifyitems(items):
    """Begin with the slow files; the others keep their order."""
    items.sort(key=lambda item: SLOW.index(item.path.stem) if item.path.stem in SLOW else len(SLOW))
