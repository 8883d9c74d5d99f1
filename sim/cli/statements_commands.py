"""The command that checks statements, and its options.  Its code is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli.answer_options import question_options
from sim.cli.commands import MARGIN, uptake


@uptake.command(
    "test",
    epilog="\b\n  uptake test --example > statements.yaml\n  uptake test statements.yaml\n",
)
@click.argument("file", required=False, type=Path, metavar="[FILE]")
@question_options
@MARGIN
@click.option("--example", is_flag=True, help="Print a file of statements to begin with.")
def test(**options: Any) -> int:
    """Check statements that people believe: which hold, which fail, and how often.

    FILE is YAML: plans by name, and statements about them. Exit code 0 if all hold, 1 if some fail
    or cannot be told, 2 if something is wrong with the file.
    """
    from sim.cli.statements_command import test

    return test(**options)
