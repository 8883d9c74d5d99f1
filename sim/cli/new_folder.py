"""A new folder for a system of one's own, written whole or not at all, and over nothing."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sim.cli.command_words import typed
from sim.params.errors import UserError


def write_whole(folder: Path, texts: Mapping[str, str]) -> None:
    """Write a new folder with files: by name, what stands in each."""
    made = Path(tempfile.mkdtemp(prefix=".uptake-new-", dir=folder.absolute().parent))
    try:
        for file, text in texts.items():
            (made / file).write_text(text, encoding="utf-8", newline="\n")
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()  # empty
        os.rename(made, folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise


def refuse_taken(folder: Path) -> None:
    """Raise an error for a place where something is, or where nothing can be."""
    if folder.is_dir() and any(folder.iterdir()):
        raise UserError(
            f"{folder} is there already, and nothing is written over it; give another name, or "
            "run what it holds: uptake compare " + typed(folder)
        )
    if (folder.exists() or folder.is_symlink()) and not folder.is_dir():
        raise UserError(f"{folder} is a file; give the name of a new folder")
    if not folder.absolute().parent.is_dir():
        raise UserError(f"there is no folder {folder.absolute().parent} to put {folder.name} in")
