"""Commands and their options.  What they do is loaded when one of them is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import messages
from sim.params.names import MOST_REPLICATES

EXAMPLES = """\b
  uptake run "scenario=avt_london"
  uptake compare "strategy=none,community_of_practice,hin_playbook"
  uptake show "strategy=hin_playbook"
"""
WELCOME = f"""How does an innovation spread through a health system, and what can help it along?

{EXAMPLES.removeprefix(chr(8) + chr(10))}
  uptake run        run one plan: when do organisations take it up, at what risk and cost?
  uptake compare    run several plans under the same luck: which is sooner, for whom, how surely?
  uptake list       what there is to choose from: scenarios, systems, innovations, strategies ...
  uptake show       what a preset holds, with units and sources
  uptake report     make one page of it that opens anywhere, to show, print and send
  uptake workshop   open the same page live: turn a dial and the model runs
  uptake verify     run a folder of results again and see that it comes out the same

Choose presets by name ("innovation=freed") and change any number ("strategy.pilots=4");
several values after one key make several plans. Each command has --help."""
REPLICATES = click.IntRange(1, MOST_REPLICATES)
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


def scenario_options(command: Any) -> Any:
    """Add what every command that reads scenarios takes."""
    for add in (
        click.argument("overrides", nargs=-1, metavar="[KEY=VALUE]..."),
        click.option(
            "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR",
            help="Folder with presets of your own, e.g. DIR/strategy/ours.yaml.",
        ),
    ):  # fmt: skip
        command = add(command)
    return command


def run_options(command: Any) -> Any:
    """Add what every command that runs scenarios takes."""
    for add in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead."),
        click.option("--no-figures", is_flag=True, help="Draw no figures."),
        click.option(
            "--out", type=Path, metavar="DIR",
            help="Folder to write; default: runs/<name>-<time>, with --json none.",
        ),
        click.option(
            "--engine", type=click.Choice(["ensemble", "mesa"]), default="ensemble",
            help="Compiled ensemble (default), or Mesa, one organisation at a time: same results.",
        ),
        click.option("--months", type=click.IntRange(1), help="Length; same as clock.months=N."),
        click.option(
            "--seed", type=click.IntRange(0, 2**63 - 1), default=0, help="Number of the luck."
        ),
        click.option(
            "--parameter-draws", type=click.IntRange(0), default=0, metavar="K",
            help="Also draw the assumptions K times from their ranges (64 is plenty).",
        ),
    ):  # fmt: skip
        command = add(command)
    return command


def _tell_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        import sim

        messages.out(f"uptake {sim.__version__}")
        context.exit()


@click.group(invoke_without_command=True, context_settings=CONTEXT, epilog=EXAMPLES)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
    help="Print the version.",
)  # fmt: skip
@click.pass_context
def uptake(context: click.Context) -> None:
    """How an innovation spreads, and what a spread partner can do about it."""
    if context.invoked_subcommand is None:
        messages.out(WELCOME)


@uptake.command(epilog='\b\n  uptake run "scenario=avt_london" "strategy.pilots=4" --months 48\n')
@scenario_options
@run_options
@click.option("--replicates", type=REPLICATES, default=512, help="Runs; default 512.")
def run(**asked: Any) -> int:
    """Run one plan and tell what happens."""
    from sim.cli.run_command import run

    return run(**asked)


@uptake.command(
    epilog='\b\n  uptake compare "strategy=none,comms_drumbeat,hin_playbook" --precision 1\n'
)
@scenario_options
@run_options
@click.option("--baseline", metavar="LABEL", help="Plan to hold others against; default: first.")
@click.option(
    "--precision", type=click.FloatRange(0, 100, min_open=True), default=2.0, metavar="POINTS",
    help="Add replicates until each difference is known to this many percentage points.",
)  # fmt: skip
@click.option("--replicates", type=REPLICATES, help="Exactly so many runs of each plan.")
@click.option(
    "--max-replicates", type=REPLICATES, default=2000, help="At most so many; default 2000."
)
def compare(**asked: Any) -> int:
    """Run several plans under the same luck and tell them apart."""
    from sim.cli.compare_command import compare

    return compare(**asked)


@uptake.command("list")
@click.argument("what", required=False)
@click.option("--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR")
def list_(what: str | None, config_dirs: tuple[Path, ...]) -> int:
    """List scenarios, systems, innovations, strategies, processes, levers, parameters, concepts."""
    from sim.cli.list_command import tell

    return tell(what, config_dirs)


@uptake.command(epilog='\b\n  uptake show "strategy=hin_playbook"\n  uptake show concept=C61\n')
@scenario_options
def show(overrides: tuple[str, ...], config_dirs: tuple[Path, ...]) -> int:
    """Show what a preset or a whole scenario holds, or what became of a concept of the paper."""
    from sim.cli.show_command import show

    return show(overrides, config_dirs)


@uptake.command(epilog="\b\n  uptake verify runs/avt_london-20261123T001500Z\n")
@click.argument("folder", type=Path)
def verify(folder: Path) -> int:
    """Run a folder of results again and say equal, or where not."""
    from sim.cli.verify_command import verify

    return verify(folder)


def room_options(command: Any) -> Any:
    """Add what both commands of the page take."""
    for add in (
        click.option("--baseline", metavar="LABEL", help="Plan to hold others against."),
        click.option(
            "--seed", type=click.IntRange(0, 2**63 - 1), default=0, help="Number of the luck."
        ),
    ):
        command = add(command)
    return command


@uptake.command(
    epilog='\b\n  uptake report "strategy=none,hin_playbook" --out room.html\n'
    "  uptake report runs/avt_london-20261123T001500Z --out room.html\n"
)
@scenario_options
@room_options
@click.option("--out", type=Path, required=True, metavar="FILE", help="Page to write.")
@click.option("--overwrite", is_flag=True, help="Write over a page that is there.")
@click.option("--replicates", type=click.IntRange(2), default=512, help="Runs of each plan.")
@click.option(
    "--dial",
    "dials",
    multiple=True,
    metavar="KEY=LOW:HIGH",
    help="Dial to compute beforehand for the leading plan; at most five, default: three.",
)
@click.option("--no-dials", is_flag=True, help="Compute no dials: quicker, and smaller.")
def report(**asked: Any) -> int:
    """Make one page of two to four plans, or of a folder of results, that opens anywhere."""
    from sim.cli.report_command import report

    return report(**asked)


@uptake.command(epilog='\b\n  uptake workshop "strategy=none,one_to_one,hin_playbook"\n')
@scenario_options
@room_options
@click.option("--replicates", type=click.IntRange(2), default=256, help="Runs of each plan.")
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="Address to listen at; default: this machine only. Others get a link with a secret.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; default: any free.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
def workshop(**asked: Any) -> int:
    """Open a page on which dials run the model."""
    from sim.cli.workshop_command import workshop

    return workshop(**asked)
