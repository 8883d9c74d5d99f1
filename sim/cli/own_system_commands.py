"""The commands for a system of one's own.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import completion
from sim.cli.commands import uptake


@uptake.command(epilog="\b\n  uptake new mysystem\n")
@click.argument("folder", type=Path, shell_complete=completion.folders)
def new(folder: Path) -> int:
    """Write a folder for a system of your own, with made-up organisations to begin with."""
    from sim.cli.new_command import new

    return new(folder)


@uptake.command(epilog="\b\n  uptake check mysystem\n  uptake check organisations.xlsx --full\n")
@click.argument(
    "texts", nargs=-1, required=True, metavar="FOLDER [KEY=VALUE]...",
    shell_complete=completion.folders,
)  # fmt: skip
@click.option(
    "--full", is_flag=True, help="List every problem with every row, and how files were read."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@click.option("--no-figures", is_flag=True, help="Draw no picture.")
@click.option(
    "--out", type=Path, metavar="DIR",
    help="Folder for the picture. Default: that of the system; with --json, no picture.",
)  # fmt: skip
@click.option(
    "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR",
    help="Folder with your own presets.",
)  # fmt: skip
def check(**options: Any) -> int:
    """List all that is wrong with a system of your own, then say what it is like.

    Exit code 0 if it can run, else 2.
    """
    from sim.cli.check_command import check

    return check(**options)
