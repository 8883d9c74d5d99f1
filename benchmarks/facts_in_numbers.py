"""Print what the tests of stylised facts measure (docs/validation.md, sections 2 and 3).

    python benchmarks/facts_in_numbers.py [-k WORDS]         about six minutes

The tests run as they are.  For each claim this prints the test, what each of two plans has of the
outcome, and their difference with the interval that the claim rests on.  So a figure always comes
from the settings of its test.  A test that fails shows what it measured up to there.
"""

import sys
from functools import wraps

import as_tested
import pytest

import sim.outcomes

FILES = ("stylised_facts", "strategy_facts", "exact_facts", "open_gaps", "anchors")


def name_of(outcome):
    """Name a function of outcomes: "embedded", or "live(36)" with what it was made with."""
    name, _, inner = outcome.__qualname__.partition(".<locals>.")
    made_with = [cell.cell_contents for cell in outcome.__closure__ or ()]
    if name.startswith("test_"):
        return "" if inner == "<lambda>" else inner
    return f"{name}({', '.join(map(str, made_with))})" if made_with else name


class Notes:
    """What was measured since the last test: one line for each interval."""

    def __init__(self):
        self.lines, self.first = [], ""

    def interval(self, function):
        """Note every interval that a function returns."""

        @wraps(function)
        def noted(*args, **keywords):
            found = function(*args, **keywords)
            line = f"{self.first}{found.mean:+.4g} ± {found.half_width:.2g}"
            self.lines.append(line)
            self.first = ""
            return found

        return noted

    def lead(self, function):
        """Note what each plan has, before their difference."""

        @wraps(function)
        def noted(first, second, of, *args, **keywords):
            name, one, other = name_of(of), of(first).mean(), of(second).mean()
            self.first = f"{name + ': ' if name else ''}{one:.4g} against {other:.4g}, difference "
            return function(first, second, of, *args, **keywords)

        return noted

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report):
        """Print the lines of a test once it has run."""
        if report.when == "call":
            name = report.nodeid.partition("::test_")[2].replace("_", " ")
            print("" if report.passed else "FAILS ", name, sep="")
            for line in dict.fromkeys(self.lines):
                print("   ", line)
            self.lines = []


def main():
    """Run the tests with every interval noted."""
    notes = Notes()
    sim.outcomes.mean_interval = notes.interval(sim.outcomes.mean_interval)
    import paired  # after the line above, since it takes the function from there

    paired.lead = notes.lead(paired.lead)
    files = [str(as_tested.TESTS / "validation" / f"test_{name}.py") for name in FILES]
    quiet = ["-p", "no:terminal", "-p", "no:cacheprovider"]
    return pytest.main([*files, *quiet, "-s", *sys.argv[1:]], plugins=[notes])


if __name__ == "__main__":
    sys.exit(main())
