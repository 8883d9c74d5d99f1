"""The folder of a command: its name is taken before anything is computed, and it comes whole."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages

if TYPE_CHECKING:
    from sim.report.figures import Drawings
    from sim.report.store import Claim


@contextmanager
def claimed_folder(out: Path | None) -> "Iterator[Claim | None]":
    """Take the name of a folder; nothing if none is wanted.

    Raises
    ------
    UserError
        If it is there, another run is writing it, or it cannot be written.
    """
    if out is None:
        yield None
        return
    from sim.report.store.folder import claim

    with claim(out) as claimed:
        messages.CLAIMED.append(claimed)
        yield claimed


def write_files(
    claimed: "Claim | None",
    texts: Callable[[], Mapping[str, str]],
    drawings: "Callable[[], Drawings]",
) -> None:
    """Write files by name, and figures, if a folder is wanted."""
    if claimed is None:
        return
    from sim.report.figures import save_all

    with claimed.writing() as inside:
        for name, text in texts().items():
            (inside / name).write_text(text, encoding="utf-8", newline="\n")
        save_all(drawings(), inside)
