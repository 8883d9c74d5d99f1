"""The command that takes experts' judgements.  Its code is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli.commands import SEED, uptake
from sim.cli.number_types import WholeNumber


@uptake.command(
    epilog="\b\n  uptake experts elicited.csv\n  uptake experts elicited.csv --out experts\n"
)
@click.argument("table", type=Path)
@click.option("--out", type=Path, metavar="DIR", help="New folder for the sets of assumptions.")
@click.option(
    "--sets", type=WholeNumber(1, 100_000), default=100, metavar="K",
    help="How many sets are drawn. Default: 100.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@SEED
def experts(**options: Any) -> int:
    """Make sets of assumptions of what experts believe.

    TABLE has a row for each number and expert: key, expert, and quantiles such as 5%, 50%, 95%, or
    lower, median, upper. Without --out it only says what they believe together.
    """
    from sim.cli.experts_command import experts

    return experts(**options)
