"""The command that says what matters, and its options.  Its code is loaded when it is called."""

from typing import Any

import click

from sim.cli.answer_options import question_options
from sim.cli.commands import uptake
from sim.cli.number_types import WholeNumber


@uptake.command(
    epilog='\b\n  uptake sensitivity "scenario=avt_london"\n'
    '  uptake sensitivity "strategy=none,hin_playbook" --points 256\n'
    '  uptake sensitivity "strategy=none" --outcome abandoned --method morris\n'
)
@question_options(sets=False)
@click.option(
    "--method", type=click.Choice(["sobol", "morris", "pawn"]),
    help="Sobol' indices (the default), Morris's screening alone, or PAWN. Of a sweep: PAWN.",
)  # fmt: skip
@click.option("--outcome", default="live", metavar="NAME", help="Which outcome. Default: live.")
@click.option(
    "--keys", metavar="KEY,KEY", help="Look at these numbers alone; the others stay as they are."
)
@click.option(
    "--top", type=WholeNumber(1), metavar="N", default=20,
    help="How many numbers are looked at closely, after a screening of all. Default: 20.",
)  # fmt: skip
@click.option(
    "--points", type=WholeNumber(1), metavar="N",
    help="Points, a power of two (default: 128; PAWN 1,024), or Morris's paths (16). More go on.",
)  # fmt: skip
def sensitivity(**options: Any) -> int:
    """Say what matters: which uncertain numbers move an outcome, how far, and when.

    Of two plans, what moves the lead of the second over the first. Every number that has a range
    varies, but those that you give a value. A FOLDER of uptake sweep --sample N is read as it is.
    """
    from sim.cli.sensitivity_command import sensitivity

    return sensitivity(**options)
