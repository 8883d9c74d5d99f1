"""`uptake new`: a folder for a system of the user's own, which runs as it is."""

from pathlib import Path

from sim.cli import messages, new_texts
from sim.cli.command_words import typed
from sim.cli.new_folder import refuse_taken, write_whole


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
