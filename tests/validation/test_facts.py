"""The facts stand in one place: each has a kind, each test of one stands at it, the page agrees."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from facts import FACTS, KINDS, RESULTS, held_by, of_kind
from modules import module_at
from PIL import Image

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "validation.md").read_text(encoding="utf-8")
TOLD = [each for fact in FACTS.values() for each in held_by(fact)]
FILES = sorted({file for file, _ in TOLD})
# Tests in these files that hold no fact: they hold what is told of facts, or of the tests.
ABOUT_FACTS = {
    ("choices", "what_is_told_of_an_anchor_is_what_the_model_gives"),
    ("choices", "an_anchor_carries_the_uncertainty_of_a_count"),
}


def named(file):
    """Read the names of the tests in a file, without running anything."""
    text = (Path(__file__).parent / f"test_{file}.py").read_text(encoding="utf-8")
    return re.findall(r"^def test_(\w+)", text, re.MULTILINE)


@pytest.fixture(scope="module")
def tables():
    """Give docs/fact_table.py as a module."""
    return module_at(PROJECT / "docs" / "fact_table.py")


def test_the_page_says_of_facts_what_the_facts_say(tables):
    assert tables.renewed(PAGE) == PAGE, "run: python docs/fact_table.py"


@pytest.mark.parametrize(
    ("told", "drifted"),
    [
        (f"| independent | {len(of_kind('independent'))} |", "| independent | 99 |"),
        ("facts count as validation**: 1 holds", "facts count as validation**: 2 holds"),
        ("0.93, 0.83 to 0.97 |", "0.93, 0.92 to 0.94 |"),
        ("In the model 86 % of the tail", "In the model 46 % of the tail"),
    ],
)
def test_a_page_that_says_something_else_would_be_found(tables, told, drifted):
    assert PAGE.count(told) == 1
    page = PAGE.replace(told, drifted)

    assert tables.renewed(page) != page


def test_a_page_without_its_marks_is_refused(tables):
    with pytest.raises(ValueError, match="two marks"):
        tables.renewed(PAGE.replace(tables.BEGIN.format("counts"), ""))


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_has_a_kind_and_if_independent_a_source_and_a_result(name):
    fact = FACTS[name]

    assert fact["kind"] in KINDS
    assert fact.get("data", "real") == "real"
    if fact["kind"] == "independent":
        assert fact["result"] in RESULTS
        assert fact["source"]


@pytest.mark.parametrize("name", of_kind("independent", real=True))
def test_a_fact_that_counts_says_what_was_seen_how_surely_and_what_the_model_gives(name):
    fact = FACTS[name]

    assert fact["observed"]["low"] < fact["observed"]["high"]
    assert fact["model"]["low"] < fact["model"]["high"]


def test_a_fact_that_departs_has_a_test_that_says_so():
    for name, fact in FACTS.items():
        departs = any("departure" in test for _, test in held_by(fact))
        says = fact.get("result")
        assert departs == (says == "departs") or says in ("half met", "not found"), name


def test_every_fact_is_held_by_a_test_unless_it_says_why_not():
    alone = {name for name, fact in FACTS.items() if not fact.get("tests")}
    excused = {
        name for name, fact in FACTS.items() if fact.get("result") == "not tested" or "by" in fact
    }

    assert alone == excused
    for name in excused:
        assert (PROJECT / FACTS[name].get("by", "docs")).exists()


@pytest.mark.parametrize("file", FILES)
def test_every_test_of_a_fact_stands_at_one_fact(file):
    held = Counter(name for where, name in TOLD if where == file)
    about = [name for where, name in ABOUT_FACTS if where == file]

    assert held == Counter(name for name in named(file) if name not in about)


def test_the_picture_shows_the_facts_of_today():
    """Its bytes depend on the version of Matplotlib, so it carries the numbers that it shows."""
    picture = module_at(PROJECT / "docs" / "fact_picture.py")
    with Image.open(picture.PICTURE) as drawn:
        assert json.loads(drawn.info["Comment"]) == picture.rows(), "run: make pages"
    assert set(of_kind("independent", real=True)) - set(picture.ROWS) == {"medical_innovation"}


def test_the_words_beside_the_picture_say_what_it_shows():
    picture = module_at(PROJECT / "docs" / "fact_picture.py")
    words = re.search(r"!\[(Five facts.*?)\]\(pictures/facts.png\)", PAGE, re.DOTALL)[1]
    told = {int(each) for each in re.findall(r"\d+", words)}
    last, alone, *_ = picture.rows()

    shown = [*last["seen"][::2], last["model"][1], *last["choices"]]
    shown += [*alone["seen"][::2], alone["model"][0], alone["model"][2]]
    assert {round(100 * each) for each in shown} <= told
