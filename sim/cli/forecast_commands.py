"""The command of forecasts and its options.  Its code is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli.commands import uptake
from sim.cli.curve_options import curve_arguments, curve_options


@uptake.command(
    epilog='\b\n  uptake forecast observed.csv --until 2012 "scenario=avt_london"\n'
    '  uptake forecast observed.csv --to 2030 "strategy=none" --out forecast\n'
)
@curve_arguments
@click.option(
    "--until", metavar="DATE", help="Fit up to here, e.g. 2012 or 2012-06. Default: the last date."
)
@click.option(
    "--to", metavar="DATE", help="Forecast up to here. Default: the last date in the table."
)
@curve_options
@click.option("--out", type=Path, metavar="DIR", help="New folder for tables, figures, a text.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@click.option("--full", is_flag=True, help="Print the full account too, date by date.")
def forecast(**options: Any) -> int:
    """Fit an observed curve up to a date, forecast the rest and score it.

    OBSERVED is a table: date and share, percent, or adopters and total; groups in a column group.
    Beside it stand Bass with a free ceiling, logistic, Gompertz, and as last year.
    """
    from sim.cli.forecast_command import forecast

    return forecast(**options)
