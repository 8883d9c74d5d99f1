"""The table of outcomes and what follows from it; `tests/test_recipes.py` adds a row."""

from dataclasses import replace
from pathlib import Path

import pytest
from modules import module_at

from sim.outcomes.declare import READING, checked
from sim.outcomes.outcome_table import COMPARED, OUTCOMES, in_reading_order

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def docs():
    """Give docs/outcome_table.py as a module."""
    return module_at(DOCS / "outcome_table.py")


def test_the_page_of_outcomes_is_that_of_the_code(docs):
    written = (DOCS / "model" / "outcomes_table.md").read_text(encoding="utf-8")
    assert docs.page() == written, "run: python docs/outcome_table.py"


def test_every_outcome_stands_on_the_page_of_outcomes(docs):
    written = docs.page()
    assert [key for key in OUTCOMES if f"\n| `{key}`" not in written] == []


@pytest.mark.parametrize(
    ("key", "changes", "lack"),
    [
        ("live", {"theme": "weather"}, "theme"),
        ("live", {"better": "left"}, "up, down or neither"),
        ("ever_live", {"of": None}, "needs of"),
        ("waiting", {"of": None}, "needs of"),
        ("waiting", {"said": None}, "said"),
        ("exposure_each", {"column": ""}, "column"),
        ("dip", {"title": ""}, "title"),
        ("dip", {"behind": ()}, "behind"),
    ],
)
def test_an_outcome_that_could_not_be_reported_in_full_is_refused(key, changes, lack):
    with pytest.raises(ValueError, match=lack) as refused:
        checked({key: replace(OUTCOMES[key], **changes)})
    assert repr(key) in str(refused.value)


def test_names_in_the_summary_are_not_taken_twice():
    named = [row.quantity or key for key, row in OUTCOMES.items()]
    assert len(set(named)) == len(named)


def test_outcomes_are_read_theme_by_theme_in_the_order_of_the_table():
    read = in_reading_order(reversed(OUTCOMES))
    assert sorted(read) == sorted(OUTCOMES)
    places = [(READING.index(OUTCOMES[key].theme), [*OUTCOMES].index(key)) for key in read]
    assert places == sorted(places)
    assert in_reading_order(COMPARED)[0] == "live"
