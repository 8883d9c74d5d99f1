"""Runs the notebooks from top to bottom and keeps what they show.

Run it after a change of results:  python notebooks/refresh.py
`tests/test_notebooks.py` fails when a notebook shows something else than it would today.
"""

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
PATHS = sorted(FOLDER.glob("*.ipynb"))
METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
SLOW = 300  # seconds that one cell may take: the first on a new machine compiles the engine


def executed(path: Path) -> nbformat.NotebookNode:
    """Run a notebook in a fresh kernel; what differs from machine to machine is left out."""
    notebook = nbformat.read(path, as_version=4)
    # A backend that is set for the whole machine would keep pictures out of the notebook.
    environment = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"}
    NotebookClient(
        notebook, timeout=SLOW, kernel_name="python3", record_timing=False,
        resources={"metadata": {"path": FOLDER}},
    ).execute(env=environment)  # fmt: skip
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata.clear()
    return notebook


def written(notebook: nbformat.NotebookNode) -> str:
    """Give a notebook as the text of its file."""
    return nbformat.writes(notebook) + "\n"


if __name__ == "__main__":
    for each in PATHS:
        each.write_text(written(executed(each)), encoding="utf-8", newline="\n")
