"""The command that makes the plausible sets.  Its code is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli.commands import SEED, uptake
from sim.cli.number_types import WholeNumber


@uptake.command(hidden=True, epilog="\b\n  uptake match --out plausible\n")
@click.option("--out", type=Path, required=True, metavar="DIR", help="Folder for the sets.")
@click.option("--sets", type=WholeNumber(1, 10_000), default=100, help="How many. Default: 100.")
@click.option("--waves", type=WholeNumber(1, 20), default=2, help="Default: 2.")
@click.option(
    "--runs", type=WholeNumber(20, 100_000), default=250,
    help="Sets that are run in each wave. Default: 250.",
)  # fmt: skip
@SEED
def match(**options: Any) -> int:
    """Find sets of assumptions that fit what is known of how innovations spread.

    Needed only after the model, the ranges of its assumptions or what is known have changed.
    """
    from sim.cli.match_command import match

    return match(**options)
