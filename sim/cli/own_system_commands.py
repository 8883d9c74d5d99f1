"""The commands for a system of one's own.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import completion
from sim.cli.commands import SEED, uptake
from sim.cli.number_types import Points


@uptake.command(epilog="\b\n  uptake new mysystem\n")
@click.argument("folder", type=Path, shell_complete=completion.folders)
def new(folder: Path) -> int:
    """Write a folder for a system of your own, with made-up organisations to begin with."""
    from sim.cli.new_command import new

    return new(folder)


@uptake.command(
    epilog="\b\n  uptake track mysystem observed.csv --target 80% --by 2028-06\n"
    '  uptake track mysystem observed.csv "strategy=own,one_to_one" --out progress\n'
)
@click.argument("folder", type=Path, shell_complete=completion.folders)
@click.argument("observed", type=Path)
@click.argument("overrides", nargs=-1, metavar="[PRESET | KEY=VALUE]...")
@click.option("--as-of", metavar="DATE", help="Month up to which uptake is known, e.g. 2027-10.")
@click.option("--target", metavar="SHARE", help="Share of organisations to reach, e.g. 80%.")
@click.option(
    "--by", metavar="DATE", help="By when. Default: a year after the last date in the table."
)
@click.option("--room", type=Path, metavar="FILE", help="What a room predicted, to be scored too.")
@click.option(
    "--no-ledger", is_flag=True, help="Do not keep this forecast, nor score earlier ones."
)
@click.option(
    "--discrepancy", type=Points(0, 50, min_open=True), default=3.0, metavar="POINTS",
    help="How far a right run may miss what you saw: standard deviation, assumed. Default: 3.",
)  # fmt: skip
@click.option("--out", type=Path, metavar="DIR", help="New folder for a table, a figure, a text.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@click.option("--full", is_flag=True, help="Print the full account too.")
@click.option(
    "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR",
    help="Folder with your own presets.",
)  # fmt: skip
@SEED
def track(**options: Any) -> int:
    """Lay uptake so far over your plan, and forecast the rest.

    OBSERVED is a table: date and live, or name and live_from. Several plans: the first is the plan
    as it is, the others begin now.
    """
    from sim.cli.track_command import track

    return track(**options)
