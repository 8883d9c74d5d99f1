"""The commands of sweeps and their options.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli.commands import AT, REPLICATES, SEED, scenario_options, uptake
from sim.cli.number_types import WholeNumber


@uptake.command(
    epilog='\b\n  uptake sweep "strategy=none,hin_playbook" "strategy.pilots=2,4,8" --out study\n'
    '  uptake sweep "sweep=strategy_by_budget" --out study\n'
)
@scenario_options
@click.option("--out", type=Path, required=True, metavar="DIR", help="Folder of the store.")
@click.option(
    "--replicates", type=REPLICATES, default=64, help="Number of runs of each cell. Default: 64."
)
@SEED
@click.option("--months", type=WholeNumber(1), help="Length of the run, as clock.months=N.")
@AT
@click.option(
    "--sample", type=WholeNumber(1), metavar="N",
    help="Draw N points from the ranges: KEY=interval(LOW,HIGH), or --ranges.",
)  # fmt: skip
@click.option(
    "--method", type=click.Choice(["sobol", "lhs"]),
    help="How points are drawn: Sobol' (the default) or a Latin hypercube.",
)  # fmt: skip
@click.option(
    "--ranges", type=click.Choice(["assumptions"]), help="The declared range of every assumption."
)
@click.option("--one-at-a-time", is_flag=True, help="Change one key at a time.")
@click.option("--shard", metavar="I/N", help="Only every Nth batch of cells, from the Ith.")
@click.option("--on", default="local", metavar="WHERE", help="local, or dask://HOST:PORT.")
@click.option("--retry", type=click.Choice(["failed"]), help="Run failed cells again.")
@click.option("--log", type=Path, metavar="FILE", help="Also write the progress to a file.")
@click.option("--yes", is_flag=True, help="Run more than 100,000 cells.")
def sweep(**options: Any) -> int:
    """Run every combination of settings; what a store has already is not run again.

    Stop it at any time: the same line goes on where it was.
    """
    from sim.cli.sweep_command import sweep

    return sweep(**options)


@uptake.command(
    epilog="\b\n  uptake results study\n  uptake results study --plot --csv cells.csv\n"
)
@click.argument("stores", type=Path, nargs=-1, required=True, metavar="FOLDER...")
@click.option(
    "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR",
    help="Folder with your own presets, for their titles.",
)  # fmt: skip
@click.option("--csv", type=Path, metavar="FILE", help="Write the table of all cells.")
@click.option("--plot", is_flag=True, help="Draw the adoption curves, and an outcome by setting.")
@click.option("--outcome", default="live", metavar="NAME", help="Outcome to draw. Default: live.")
@click.option(
    "--out", type=Path, metavar="DIR", help="Folder for the figures. Default: FOLDER/figures."
)
@click.option(
    "--merge", type=Path, metavar="DIR", help="Put several folders of one sweep into a new one."
)
def results(**options: Any) -> int:
    """Tell what a sweep has found so far: cells done, failed and missing, and their outcomes."""
    from sim.cli.results_command import results

    return results(**options)
