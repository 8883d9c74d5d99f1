"""The command that seeks the least money.  Its code is loaded when it is called."""

from typing import Any

import click

from sim.cli.amounts import Percent, Pounds
from sim.cli.answer_options import question_options
from sim.cli.commands import uptake
from sim.cli.number_types import WholeNumber


@uptake.command(
    epilog='\b\n  uptake reach --share 50 --by 36 "strategy=one_to_one,hin_playbook"\n'
    "  uptake reach --share 50 --by 24 --within £1.2m --chance 90 scenario=avt_london\n"
)
@click.option(
    "--share", type=Percent(1, 100), required=True, metavar="PERCENT",
    help="Share of organisations that are to be live.",
)  # fmt: skip
@click.option(
    "--by", type=WholeNumber(1, 1200), required=True, metavar="MONTH",
    help="Month by which they are live, at any time from month 0.",
)  # fmt: skip
@click.option(
    "--chance", type=Percent(1, 99), default=80.0, metavar="PERCENT",
    help="Chance with which that is to be reached. Default: 80.",
)  # fmt: skip
@click.option(
    "--within", type=Pounds(), metavar="POUNDS",
    help="Most money that may be spent. Default: eight times the largest budget of the plans.",
)  # fmt: skip
@question_options(at=False)
def reach(**options: Any) -> int:
    """Find for each plan the least money that gets there, or what holds it back.

    The money of the whole programme is sought; the shares of each plan stay. Without a strategy,
    the scenario's own and three shipped ones are tried.
    """
    from sim.cli.reach_command import reach

    return reach(**options)
