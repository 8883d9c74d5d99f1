"""The documents build as a site without a warning, and the site loads nothing from a network."""

import inspect
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import sim

PROJECT = Path(__file__).parent.parent
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
RELATED = {"index", "search", "next", "prev", "canonical"}  # links that a browser does not load


class Page(HTMLParser):
    """What a page loads when it is opened, its formulas, and the anchors in it."""

    def __init__(self):
        super().__init__()
        self.loaded, self.formulas, self.marks, self.unnamed = [], 0, set(), 0

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if told.get(LOADED.get(tag)) and told.get("rel") not in RELATED:
            self.loaded.append(told[LOADED[tag]])
        self.formulas += tag == "math"
        self.unnamed += tag == "img" and not told.get("alt")
        self.marks.add(told.get("id"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site as `make site` does: about fifteen seconds."""
    folder = tmp_path_factory.mktemp("site")
    told = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-E",
         "-d", folder / "doctrees", PROJECT / "docs", folder / "site"],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site):
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = found[path.relative_to(site).as_posix()] = Page()
        page.feed(path.read_text(encoding="utf-8"))
    return found


def test_make_site_builds_what_this_test_builds():
    written = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert "-m sphinx -W --keep-going -n -q -E -d build/doctrees docs build/site" in written


def test_a_page_loads_nothing_from_elsewhere(pages):
    outside = {
        (name, each)
        for name, page in pages.items()
        for each in page.loaded
        if re.match(r"(?:[a-z]+:)?//", each)
    }
    assert outside == set()


def test_a_style_loads_nothing_from_elsewhere(site):
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text) == [], path


def test_everything_that_a_page_loads_exists(site, pages):
    for name, page in pages.items():
        for each in page.loaded:
            file = (site / name).parent / each.partition("?")[0].partition("#")[0]
            assert each.startswith("data:") or file.is_file(), (name, each)


def test_every_equation_is_a_formula_that_can_be_linked_to(pages):
    stated = {
        "gaps": range(1, 7),
        "decision": range(7, 13),
        "implementation": range(13, 18),
        "partner": range(18, 21),
    }
    for name, numbers in stated.items():
        page = pages[f"model/{name}.html"]
        assert {f"e{number}" for number in numbers} <= page.marks
        assert page.formulas > len(numbers)


def test_every_idea_of_the_paper_can_be_linked_to(pages):
    ideas = [f"c{number:02}" for number in range(1, 76)] + [f"b{number}" for number in range(1, 10)]
    assert {f"concept-{idea}" for idea in ideas} <= pages["concepts.html"].marks


def test_every_public_function_is_in_the_reference(pages):
    public = {name: getattr(sim, name) for name in sim.__all__}
    marks = {mark for page in pages.values() for mark in page.marks}
    for name, each in public.items():  # a class stands where it is defined
        own = f"{each.__module__}.{each.__qualname__}"
        assert (own if inspect.isclass(each) else f"sim.{name}") in marks, name


def test_every_picture_has_a_text_alternative(pages):
    assert [name for name, page in pages.items() if page.unnamed] == []


def test_search_has_an_index_that_a_browser_can_read_from_a_file(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert index.startswith("Search.setIndex(")
    assert "champion" in index
