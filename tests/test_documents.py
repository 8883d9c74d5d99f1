"""Documents for referees (ODD, STRESS, TRACE, STARS, what it cannot tell) agree with the code."""

import re
from pathlib import Path

import pytest
import yaml
from modules import module_at

from sim.params import Scenario, leaves

PROJECT = Path(__file__).parent.parent
DOCS = PROJECT / "docs"
NAMES = ("cannot-tell", "odd", "stars", "stress", "trace")
PAGES = {name: (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}
GROUPS = "system|innovation|strategy|process|clock|assumptions|coefficients|levers|stage_weights"
MODEL = "\n".join(page.read_text(encoding="utf-8") for page in (DOCS / "model").glob("*.md"))
MOST_WORDS = 30


@pytest.fixture(scope="module")
def numbers():
    """Give docs/page_numbers.py as a module."""
    return module_at(DOCS / "page_numbers.py")


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_of_a_page_are_those_of_the_code(numbers, name):
    assert numbers.renewed(PAGES[name]) == PAGES[name], "run: python docs/page_numbers.py"


def test_pages_with_numbers_are_those_that_are_written(numbers):
    marked = {
        path.name for path in DOCS.rglob("*.md") if "<!-- n: " in path.read_text(encoding="utf-8")
    }
    assert marked == {name for name in numbers.PAGES if "<!-- n: " in PAGES[name[:-3]]}


def test_an_outdated_number_would_be_found(numbers):
    page = PAGES["cannot-tell"].replace("3<!-- n: validation -->", "9<!-- n: validation -->")

    assert page != PAGES["cannot-tell"]
    assert numbers.renewed(page) == PAGES["cannot-tell"]


def test_a_number_that_nobody_knows_is_refused(numbers):
    with pytest.raises(KeyError):
        numbers.renewed("5<!-- n: unheard of -->")


def test_every_number_that_can_be_named_is_named(numbers):
    named = set(re.findall(r"<!-- n: ([\w ]+) -->", "".join(PAGES.values())))
    unused = set(numbers.NUMBERS) - named

    assert named <= set(numbers.NUMBERS)
    assert unused == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_key_that_a_page_names_is_declared(name):
    named = set(re.findall(rf"`((?:{GROUPS})\.[a-z0-9_.]*[a-z0-9_])`", PAGES[name]))
    assert named - {key for key, _, _ in leaves(Scenario())} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_equation_that_a_page_names_is_stated_by_the_model(name):
    named = set(re.findall(r"\[([EB]\d+)\]\(#\1\)", PAGES[name]))
    assert {each for each in named if f"\n({each})=\n" not in f"\n{MODEL}"} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_file_that_a_page_names_is_there(name):
    named = re.findall(r"`([\w./-]+/[\w./-]+|[\w-]+\.(?:md|toml|txt|cff)|LICENSE)`", PAGES[name])
    assert [file for file in named if not (PROJECT / file).exists()] == []


def sentences(page):
    """Split a page into sentences as a reader meets them: a cell or an item is one or more."""
    text = re.sub(r"<!--.*?-->", "", page)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    parts = re.split(r"\n\s*\n|\n(?=- )|\s\|\s|^\||\|$", text, flags=re.MULTILINE)
    for part in parts:
        yield from re.split(r"(?<=[.!?:])\s+(?=[A-Z*])|;\s", " ".join(part.split()))


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_has_at_most_thirty_words(name):
    prose = PAGES[name].partition("**Reference.**")[0]
    long = [each for each in sentences(prose) if len(each.split()) > MOST_WORDS]
    assert long == []


# What the frameworks ask for.


def test_odd_has_its_seven_elements_each_with_a_reason():
    parts = re.split(
        r"^## (\d) (.+)$", PAGES["odd"].split("\n## Parameters")[0], flags=re.MULTILINE
    )
    elements = dict(zip(parts[2::3], parts[3::3], strict=True))

    assert list(elements) == [
        "Purpose and patterns", "Entities, state variables and scales",
        "Process overview and scheduling", "Design concepts", "Initialisation", "Input data",
        "Submodels",
    ]  # fmt: skip
    for title, text in elements.items():
        assert "**Why.**" in text or "| why |" in text, title


def test_odd_has_its_eleven_design_concepts():
    part = PAGES["odd"].split("## 4 ")[1].split("## 5 ")[0]
    rows = re.findall(r"^\| ([\w ]+) \|", part, re.MULTILINE)[1:]
    assert rows == [
        "basic principles", "emergence", "adaptation", "objectives", "learning", "prediction",
        "sensing", "interaction", "stochasticity", "collectives", "observation",
    ]  # fmt: skip


def test_stress_has_its_twenty_items_in_order():
    items = re.findall(r"^\| (\d\.\d) ", PAGES["stress"], re.MULTILINE)
    asked = {1: 3, 2: 5, 3: 4, 4: 3, 5: 4, 6: 1}
    expected = [f"{part}.{item + 1}" for part, number in asked.items() for item in range(number)]

    assert list(dict.fromkeys(items)) == expected
    assert len(expected) == 20
    assert items.count("2.5") == 4  # environment, agents, topology, entry and exit


def test_trace_has_its_eight_elements():
    assert re.findall(r"^## (\d) ", PAGES["trace"], re.MULTILINE) == list("12345678")


def test_stars_counts_what_its_list_says_is_met():
    rows = re.findall(
        r"^\| [^|]+ \| (essential|optional) \| (met|not met) \|", PAGES["stars"], re.M
    )
    met = {
        kind: [sum(each == (kind, "met") for each in rows), sum(each[0] == kind for each in rows)]
        for kind in ("essential", "optional")
    }

    assert (met["essential"][1], met["optional"][1]) == (8, 5)
    told = re.search(
        r"\*\*Essential: (\d) of (\d) are met\. Optional: (\d) of (\d)\.\*\*", PAGES["stars"]
    )
    assert [int(each) for each in told.groups()] == met["essential"] + met["optional"]


def test_placeholders_in_the_citation_are_said_to_be_such_as_long_as_they_are():
    """Whoever enters an ORCID, an address or an identifier also changes what STARS says."""
    text = (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    cited = yaml.safe_load(text)
    stars = PAGES["stars"]
    missing = {
        "ORCID of the authors": "0000-0000-0000-0000" in cited["authors"][0]["orcid"],
        "remote code repository": "placeholder" in cited["repository-code"],
        "open science archive": "placeholder" in cited["identifiers"][0]["value"],
    }

    assert (("PLACEHOLDERS" in text) and "Placeholder" in text) == any(missing.values())
    for component, is_missing in missing.items():
        row = next(line for line in stars.splitlines() if line.startswith(f"| {component} "))
        assert ("| not met |" in row) == is_missing
