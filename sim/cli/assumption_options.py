"""The options of every command that tries plans under sets of assumptions."""

from typing import Any

import click

from sim.cli.number_types import WholeNumber

DRAWS = click.option(
    "--parameter-draws", type=WholeNumber(0), metavar="K",
    help="How many sets of assumptions to try. Default: 100; fewer for very large systems.",
)  # fmt: skip
ASSUMPTIONS = click.option(
    "--assumptions", metavar="WHICH",
    help="Sets of assumptions to try: plausible (those that fit what is known, the default), "
    "ranges (whatever is known), fixed, or a folder or CSV file of sets.",
)  # fmt: skip
FIXED = click.option(
    "--fixed-assumptions", is_flag=True,
    help="Try no other assumptions: quicker, but what is said then holds for one set alone.",
)  # fmt: skip


def assumption_options(command: Any) -> Any:
    """Add which sets of assumptions are tried, and how many."""
    return DRAWS(ASSUMPTIONS(FIXED(command)))
