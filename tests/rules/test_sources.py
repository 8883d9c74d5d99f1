"""The digest of the model's sources changes with what can change results, and with nothing else."""

import shutil
from pathlib import Path

import pytest

import sim
from sim.rules import sources

PACKAGE = Path(sim.__file__).parent


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """Digest a copy of the package, which a test may change."""
    place = tmp_path / "sim"
    shutil.copytree(PACKAGE, place, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sources, "__file__", str(place / "rules" / "sources.py"))
    return place


def digest():
    return sources.digest_of_rooms(sources.ROOMS)


def test_a_copy_elsewhere_and_the_line_ends_of_windows_give_the_same_digest(copied):
    assert digest() == sources.sources_digest()
    for path in copied.rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest() == sources.sources_digest()


@pytest.mark.parametrize("room", ["cli", "page", "api", "report", "study"])
def test_an_edit_of_words_or_pages_leaves_the_digest(room, copied):
    (copied / room / "__init__.py").write_text("changed = True\n", encoding="utf-8")
    assert digest() == sources.sources_digest()


@pytest.mark.parametrize("room", sources.ROOMS)
def test_an_edit_of_what_can_change_results_changes_the_digest(room, copied):
    path = next(iter(sorted((copied / room).rglob("*.py"))))
    path.write_text(path.read_text(encoding="utf-8") + "changed = True\n", encoding="utf-8")
    assert digest() != sources.sources_digest()


def test_a_module_that_moves_changes_the_digest(copied):
    (copied / "rules" / "sources.py").rename(copied / "rules" / "other.py")
    assert digest() != sources.sources_digest()
