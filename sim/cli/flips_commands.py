"""The command that says when an answer flips.  Its code is loaded when it is called."""

from typing import Any

import click

from sim.cli.answer_options import question_options
from sim.cli.commands import uptake

HELP = {
    "parameter_draws": "How many sets of assumptions to try, at least 40. Default: 500; fewer for "
    "very large systems.",
    "assumptions": "Sets of assumptions to try: ranges (drawn from the range of every number, the "
    "default), plausible (those that fit what is known), or a folder or CSV file of sets.",
    "fixed_assumptions": "Not possible here: under fixed assumptions nothing flips.",
}


@uptake.command(
    epilog='\b\n  uptake flips one_to_one hin_playbook "scenario=avt_london"\n'
    '  uptake flips "strategy=one_to_one,hin_playbook" --outcome abandoned\n'
)
@click.option(
    "--outcome", default="live", metavar="NAME",
    help="Outcome in which plans are compared, e.g. embedded, abandoned. Default: live.",
)  # fmt: skip
@click.option(
    "--margin", type=click.FloatRange(0), metavar="N",
    help="Plans closer than this are practically the same. Default: 3 points, or 1 month.",
)  # fmt: skip
@question_options
def flips(**options: Any) -> int:
    """Say under which assumptions the better plan changes, and what to find out first.

    It tries about 500 sets drawn from the ranges of all numbers, and those that fit what is known.
    """
    from sim.cli.flips_command import flips

    return flips(**options)


for _each in flips.params:  # the usual sets are others than those of `uptake compare`
    if isinstance(_each, click.Option) and _each.name in HELP:
        _each.help = HELP[_each.name]
