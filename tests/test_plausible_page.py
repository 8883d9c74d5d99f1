"""The page on the shipped sets of assumptions."""

from pathlib import Path

from modules import module_at

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_on_plausible_sets_says_what_their_file_says():
    page = module_at(DOCS / "plausible_sets.py").page()

    written = (DOCS / "model" / "plausible.md").read_text(encoding="utf-8")
    assert page == written, "run: python docs/plausible_sets.py"
