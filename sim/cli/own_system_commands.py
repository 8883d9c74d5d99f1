"""The commands for a system of one's own.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import completion
from sim.cli.commands import SEED, scenario_options, uptake
from sim.cli.number_types import WholeNumber


@uptake.command(epilog="\b\n  uptake new mysystem\n")
@click.argument("folder", type=Path, shell_complete=completion.folders)
def new(folder: Path) -> int:
    """Write a folder for a system of your own, with made-up organisations to begin with."""
    from sim.cli.new_command import new

    return new(folder)


@uptake.command(
    epilog="\b\n  uptake sites mysystem\n"
    '  uptake sites mysystem "strategy=hin_playbook" --at 12 --at 36 --out sites\n'
)
@scenario_options
@click.option(
    "--at", type=WholeNumber(1), multiple=True, metavar="MONTH",
    help="Month at which chances are reported; give it several times. Default: 12, 24 and 36.",
)  # fmt: skip
@click.option(
    "--site", multiple=True, metavar="NAME",
    help="Organisation to look at; give it several times. Default: all.",
)  # fmt: skip
@click.option("--no-help", is_flag=True, help="Do not look for what would help: quicker.")
@click.option(
    "--replicates", type=WholeNumber(2, 100_000), default=256,
    help="Pairs of runs of the best levers on each organisation. Default: 256.",
)  # fmt: skip
@SEED
@click.option("--out", type=Path, metavar="DIR", help="New folder for tables and a map.")
@click.option("--no-figures", is_flag=True, help="Draw no map.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def sites(**options: Any) -> int:
    """Look at your organisations one by one: how likely, what holds them, what helps most."""
    from sim.cli.sites_command import sites

    return sites(**options)
