"""The commands for a system of one's own.  The code of a command is loaded when it is called."""

from pathlib import Path

import click

from sim.cli import completion
from sim.cli.commands import uptake


@uptake.command(epilog="\b\n  uptake new mysystem\n")
@click.argument("folder", type=Path, shell_complete=completion.folders)
def new(folder: Path) -> int:
    """Write a folder for a system of your own, with made-up organisations to begin with."""
    from sim.cli.new_command import new

    return new(folder)
