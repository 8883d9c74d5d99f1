"""The command of forecasts and its options.  Its code is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import completion
from sim.cli.commands import SEED, uptake
from sim.cli.number_types import WholeNumber


@uptake.command(
    epilog='\b\n  uptake forecast observed.csv --until 2012 "scenario=avt_london"\n'
    '  uptake forecast observed.csv --to 2030 "strategy=none" --out forecast\n'
)
@click.argument("observed", type=Path)
@click.argument(
    "overrides", nargs=-1, metavar="[PRESET | KEY=VALUE]...", shell_complete=completion.overrides
)
@click.option(
    "--until", metavar="DATE", help="Fit up to here, e.g. 2012 or 2012-06. Default: the last date."
)
@click.option(
    "--to", metavar="DATE", help="Forecast up to here. Default: the last date in the table."
)
@click.option(
    "--column", metavar="NAME",
    help="Which column was observed, if there are several; NAME=percent or NAME=share if its name "
    "does not say.",
)  # fmt: skip
@click.option(
    "--total", type=WholeNumber(1), metavar="N",
    help="Of how many organisations the shares are, if the table does not say.",
)  # fmt: skip
@click.option("--group", metavar="NAME", help="This group alone.")
@click.option(
    "--vary", multiple=True, metavar="KEY=LOW..HIGH", help="Vary this too, or in another range."
)
@click.option("--hold", multiple=True, metavar="KEY", help="Leave this as it is.")
@click.option(
    "--settings", type=WholeNumber(50, 100_000), metavar="K",
    help="Sets in the first wave; each other has half as many. Default: 1000.",
)  # fmt: skip
@click.option(
    "--sets", type=WholeNumber(10, 10_000), default=100, metavar="K",
    help="Equally likely sets to keep. Default: 100.",
)  # fmt: skip
@click.option(
    "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR", is_eager=True,
    help="Folder with your own presets.",
)  # fmt: skip
@click.option("--out", type=Path, metavar="DIR", help="New folder for tables, figures, a text.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@click.option("--full", is_flag=True, help="Print the full account too, date by date.")
@SEED
def forecast(**options: Any) -> int:
    """Fit an observed curve up to a date, forecast the rest and score it.

    OBSERVED is a table: date and share, percent, or adopters and total; groups in a column group.
    Beside it stand Bass with a free ceiling, logistic, Gompertz, and as last year.
    """
    from sim.cli.forecast_command import forecast

    return forecast(**options)
