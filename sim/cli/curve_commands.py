"""The commands for an observed curve.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import completion
from sim.cli.commands import SEED, uptake
from sim.cli.number_types import WholeNumber


@uptake.command(
    epilog="\b\n  uptake calibrate observed.csv\n"
    '  uptake calibrate observed.csv "innovation=joined_up_data" "strategy=one_to_one" '
    "--until 2012\n"
)
@click.argument("observed", type=Path)
@click.argument(
    "overrides", nargs=-1, metavar="[PRESET | KEY=VALUE]...", shell_complete=completion.overrides
)
@click.option("--until", metavar="DATE", help="Fit only what was observed by then, e.g. 2012.")
@click.option(
    "--column", metavar="NAME",
    help="Column that was observed, if there are several; NAME=percent or NAME=share if its name "
    "does not say which.",
)  # fmt: skip
@click.option(
    "--total", type=WholeNumber(1), metavar="N",
    help="Of how many organisations the shares are, if the table does not say. Default: as many "
    "as the model has.",
)  # fmt: skip
@click.option("--group", metavar="NAME", help="Fit this group alone, as if it were everybody.")
@click.option(
    "--vary", multiple=True, metavar="KEY=LOW..HIGH",
    help="Vary a key too, or in another range; give it several times.",
)  # fmt: skip
@click.option(
    "--hold", multiple=True, metavar="KEY",
    help="Leave a key as it is; give it several times.",
)  # fmt: skip
@click.option(
    "--settings", type=WholeNumber(50, 100_000), metavar="K",
    help="Sets in the first wave; each other has half as many. Default: 1000.",
)  # fmt: skip
@click.option(
    "--sets", type=WholeNumber(10, 10_000), default=100, metavar="K",
    help="Equally likely sets to keep. Default: 100.",
)  # fmt: skip
@SEED
@click.option(
    "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR", is_eager=True,
    help="Folder with your own presets.",
)  # fmt: skip
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
