"""The commands for an observed curve.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli.commands import uptake
from sim.cli.curve_options import curve_arguments, curve_options


@uptake.command(
    epilog="\b\n  uptake calibrate observed.csv\n"
    '  uptake calibrate observed.csv "innovation=joined_up_data" "strategy=one_to_one" '
    "--until 2012\n"
)
@curve_arguments
@click.option("--until", metavar="DATE", help="Fit only what was observed by then, e.g. 2012.")
@curve_options
@click.option(
    "--out", type=Path, metavar="DIR",
    help="New folder for sets, tables and figure. Default: calibrated; with --json, none.",
)  # fmt: skip
@click.option("--full", is_flag=True, help="Print the full account too.")
@click.option("--no-figures", is_flag=True, help="Draw no figure.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def calibrate(**options: Any) -> int:
    """Find the settings that fit an observed curve, and say what it tells of each.

    OBSERVED has a date with share, percent, or adopters and total; several groups in a column
    group. Without a plan nobody helps (strategy=none). Other commands take the sets that fit with
    --assumptions DIR.
    """
    from sim.cli.calibrate_command import calibrate

    return calibrate(**options)
