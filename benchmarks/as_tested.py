"""Lets benchmarks import the plans and trials of the tests, so that each is defined once.

Import it before anything of `tests`.
"""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "validation"), str(TESTS / "paper")]
