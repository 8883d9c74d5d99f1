"""The notebooks run from top to bottom, and show what was committed."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from modules import module_at

FOLDER = Path(__file__).parent.parent / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))
PICTURE = re.compile(r"data:image/png;base64,[\w+/=]+")
MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def refresh():
    return module_at(FOLDER / "refresh.py")


def text_of(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def shown(notebook):
    """What each cell shows, except the pixels of pictures, which differ between machines."""
    return [
        [
            (output.output_type, PICTURE.sub("", output.get("text", ""))) if "data" not in output
            else {
                kind: "" if kind.startswith("image/") else PICTURE.sub("", told)
                for kind, told in output.data.items()
            }
            for output in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]  # fmt: skip


def test_there_are_three_notebooks():
    assert NAMES == [
        "01_a_first_look.ipynb",
        "02_the_effect_of_a_strategy.ipynb",
        "03_your_own_decision.ipynb",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_running_a_notebook_again_gives_its_committed_outputs(name, refresh):
    """If not, results have changed: run notebooks/refresh.py, and read the notebook again."""
    committed = nbformat.read(FOLDER / name, as_version=4)
    again = refresh.executed(FOLDER / name)
    assert shown(again) == shown(committed)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_was_run_in_order_without_warnings(name, refresh):
    notebook = nbformat.read(FOLDER / name, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    assert refresh.written(notebook) == text_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_small_and_names_no_machine_path(name):
    text = text_of(name)
    assert len(text) < MOST_BYTES
    assert not re.search(r"(?<![\w.:/])/(?:home|root|tmp|usr|work|Users)/|[A-Z]:\\\\", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_has_words_before_it_and_every_link_works(name):
    notebook = nbformat.read(FOLDER / name, as_version=4)
    kinds = [cell.cell_type for cell in notebook.cells]
    assert kinds[0] == kinds[-1] == "markdown"
    assert not any(pair == ("code", "code") for pair in pairwise(kinds))
    for target in re.findall(r"\]\(([^)]+)\)", text_of(name)):
        assert target.startswith("https://") or (FOLDER / target).is_file()
