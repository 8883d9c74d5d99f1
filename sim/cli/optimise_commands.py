"""The command that searches what to spend on, and its options.  Its code is loaded when called."""

from typing import Any

import click

from sim.cli.amounts import Percent, Pounds
from sim.cli.answer_options import question_options
from sim.cli.commands import uptake
from sim.cli.number_types import WholeNumber

OBJECTIVES = "reach, speed, lasting, equity, cost or risk"


@uptake.command(
    epilog='\b\n  uptake optimise "scenario=avt_london" --budget 1200000 --objective lasting\n'
    '  uptake optimise "scenario=avt_london" --budget 1200000 --and equity --dip-at-once 10\n'
)
@question_options
@click.option(
    "--budget", type=Pounds(), required=True, metavar="POUNDS",
    help="Money of the whole programme.",
)  # fmt: skip
@click.option(
    "--objective", default="reach", metavar="WHAT",
    help=f"What the plan is to be good at: {OBJECTIVES}. Default: reach.",
)  # fmt: skip
@click.option(
    "--and", "also", multiple=True, metavar="WHAT",
    help="A further objective: the answer is then what one costs in terms of the other.",
)  # fmt: skip
@click.option(
    "--dip-at-once", type=WholeNumber(1), metavar="N",
    help="At most N sites in the dip in any month, in 9 of 10 runs.",
)  # fmt: skip
@click.option(
    "--give-up", type=Percent(1, 100), metavar="PERCENT",
    help="At most so many of those ever live give up.",
)  # fmt: skip
@click.option(
    "--avoid-winter", is_flag=True,
    help="Nobody goes live from November to February, whatever the plan.",
)  # fmt: skip
@click.option(
    "--trials", type=WholeNumber(1), default=1000, metavar="N",
    help="How many plans to try. Default: 1000, which takes two or three minutes.",
)  # fmt: skip
def optimise(**options: Any) -> int:
    """Search what to spend a budget on: levers, pilots, planning, whom help goes to first.

    The plan that is found is told on fresh runs, beside every shipped plan at the same money, with
    what of it does not matter. It shows what the model's assumptions reward.
    """
    from sim.cli.optimise_command import optimise

    return optimise(**options)
