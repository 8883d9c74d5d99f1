"""`uptake new`: a folder for a system of the user's own, which runs as it is."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sim.cli import messages, new_texts
from sim.cli.messages import quoted
from sim.params.errors import UserError


def new(folder: Path) -> int:
    """Write the folder, whole or not at all; returns the exit code."""
    refuse_taken(folder)
    name = folder.name or str(folder)
    write_whole(folder, new_texts.files(name, typed(folder)))
    messages.out(f"{folder} holds a made-up system to begin with. It runs as it is.")
    messages.out()
    for file, what in new_texts.CONTENTS.items():
        messages.out(f"  {file:20}{what}")
    messages.out()
    messages.out("Put your organisations in place of the made-up ones, then:")
    for command in new_texts.commands(typed(folder)):
        messages.out(f"  {command}")
    return 0


def write_whole(folder: Path, texts: Mapping[str, str]) -> None:
    """Write a new folder with files, by name what stands in each; whole or not at all."""
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


def typed(folder: Path) -> str:
    """Write a folder as it is typed in a command."""
    text = str(folder)
    is_plain = all(each.isalnum() or each in "._-/~\\:" for each in text)
    return text if is_plain else quoted(text)


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
