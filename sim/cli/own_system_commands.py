"""The commands for a system of one's own.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import completion
from sim.cli.commands import SEED, scenario_options, uptake
from sim.cli.number_types import Points, WholeNumber


@uptake.command(epilog="\b\n  uptake new mysystem\n")
@click.argument("folder", type=Path, shell_complete=completion.folders)
def new(folder: Path) -> int:
    """Write a folder for a system of your own, with made-up organisations to begin with."""
    from sim.cli.new_command import new

    return new(folder)


@uptake.command(epilog="\b\n  uptake check mysystem\n  uptake check organisations.xlsx --full\n")
@click.argument(
    "texts", nargs=-1, required=True, metavar="FOLDER [KEY=VALUE]...",
    shell_complete=completion.folders,
)  # fmt: skip
@click.option(
    "--full", is_flag=True, help="List every problem with every row, and how files were read."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@click.option("--no-figures", is_flag=True, help="Draw no picture.")
@click.option(
    "--out", type=Path, metavar="DIR",
    help="Folder for the picture. Default: that of the system; with --json, no picture.",
)  # fmt: skip
@click.option(
    "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR",
    help="Folder with your own presets.",
)  # fmt: skip
def check(**options: Any) -> int:
    """List all that is wrong with a system of your own, then say what it is like.

    Exit code 0 if it can run, else 2.
    """
    from sim.cli.check_command import check

    return check(**options)


@uptake.command(
    name="import",
    epilog="\b\n  uptake import mysystem etr.csv dma.xlsx eric.csv catchments.csv\n"
    "  uptake import mysystem network.graphml --weight meetings\n",
)
@click.argument("folder", type=Path, shell_complete=completion.folders)
@click.argument("files", type=Path, nargs=-1)
@click.option(
    "--ties", metavar="WAY|FILE",
    help="Ties by catchment, distance, region or supplier, or drawn, or those of a file. Several "
    "with commas: each for those left without. Default: what the files allow.",
)  # fmt: skip
@click.option(
    "--nearest", type=WholeNumber(1, 1000), default=5, metavar="K",
    help="Ties by distance: to how many of the nearest. Default: 5.",
)  # fmt: skip
@click.option(
    "--at-least", type=click.FloatRange(0, 1), default=0.05, metavar="SHARE",
    help="Ties by catchment: least share of patients in common. Default: 0.05.",
)  # fmt: skip
@click.option(
    "--only", multiple=True, metavar="CONDITION",
    help='Keep some organisations, e.g. "region=London" or "type=Acute trust|GP practice".',
)  # fmt: skip
@click.option(
    "--roll-up", type=click.Choice(["pcn"]),
    help="Primary care networks in place of their practices.",
)  # fmt: skip
@click.option(
    "--as", "said", multiple=True, metavar="LAYOUT=FILE",
    help="Say what a file is, if it is not recognised, e.g. trusts=list.csv.",
)  # fmt: skip
@click.option(
    "--weight", metavar="NAME", help="Attribute of the edges of a graph that is their trust."
)
@click.option(
    "--regions", type=click.Choice(["nhs", "icb"]), default="nhs",
    help="Which areas are the regions. Default: those of NHS England.",
)  # fmt: skip
def import_(**options: Any) -> int:
    """Make a folder of your own system from files as they are published.

    Trust and practice lists (ODS), the Digital Maturity Assessment, ERIC, catchments, places of
    postcodes, suppliers, ties, and any graph that networkx reads.
    """
    from sim.cli.import_command import import_files

    return import_files(**options)


@uptake.command(
    epilog="\b\n  uptake sites mysystem\n"
    '  uptake sites mysystem "strategy=hin_playbook" --at 12 --at 36 --out sites\n'
)
@scenario_options
@click.option(
    "--at", type=WholeNumber(1), multiple=True, metavar="MONTH",
    help="Month at which chances are reported; give it several times. Default: 12, 24 and 36.",
)  # fmt: skip
@click.option(
    "--site", multiple=True, metavar="NAME",
    help="Organisation to look at; give it several times. Default: all.",
)  # fmt: skip
@click.option("--no-help", is_flag=True, help="Do not look for what would help: quicker.")
@click.option(
    "--replicates", type=WholeNumber(2, 100_000), default=256,
    help="Pairs of runs of the best levers on each organisation. Default: 256.",
)  # fmt: skip
@SEED
@click.option("--out", type=Path, metavar="DIR", help="New folder for tables and a map.")
@click.option("--no-figures", is_flag=True, help="Draw no map.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def sites(**options: Any) -> int:
    """Look at your organisations one by one: how likely, what holds them, what helps most."""
    from sim.cli.sites_command import sites

    return sites(**options)


@uptake.command(
    epilog="\b\n  uptake track mysystem observed.csv --target 80% --by 2028-06\n"
    '  uptake track mysystem observed.csv "strategy=own,one_to_one" --out progress\n'
    "  uptake track commitment.json observed.csv\n"
)
@click.argument("folder", type=Path, shell_complete=completion.folders)
@click.argument("observed", type=Path)
@click.argument("overrides", nargs=-1, metavar="[PRESET | KEY=VALUE]...")
@click.option("--as-of", metavar="DATE", help="Month up to which uptake is known, e.g. 2027-10.")
@click.option("--target", metavar="SHARE", help="Share of organisations to reach, e.g. 80%.")
@click.option(
    "--by", metavar="DATE", help="By when. Default: a year after the last date in the table."
)
@click.option("--room", type=Path, metavar="FILE", help="What a room predicted, to be scored too.")
@click.option(
    "--no-ledger", is_flag=True, help="Do not keep this forecast, nor score earlier ones."
)
@click.option(
    "--discrepancy", type=Points(0, 50, min_open=True), default=3.0, metavar="POINTS",
    help="How far a right run may miss what you saw: standard deviation, assumed. Default: 3.",
)  # fmt: skip
@click.option(
    "--assumptions", metavar="WHICH",
    help="Sets of assumptions that what you saw chooses from: plausible (those that fit what is "
    "known, the default), ranges (whatever is known), or a folder or CSV file of sets.",
)  # fmt: skip
@click.option(
    "--sets", type=WholeNumber(1, 10_000), metavar="K",
    help="How many of them. Default: all that fit what is known; 1,000 from the ranges.",
)  # fmt: skip
@click.option("--out", type=Path, metavar="DIR", help="New folder for a table, a figure, a text.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@click.option("--full", is_flag=True, help="Print the full account too.")
@click.option(
    "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR",
    help="Folder with your own presets.",
)  # fmt: skip
@SEED
def track(**options: Any) -> int:
    """Lay uptake so far over your plan, and forecast the rest.

    OBSERVED is a table: date and live, or name and live_from. Several plans: the first is the plan
    as it is, the others begin now. In place of FOLDER, the file that the page of a workshop saves
    under "Commit": then the model and the room are scored, and nothing is run.
    """
    from sim.cli.track_command import track

    return track(**options)
