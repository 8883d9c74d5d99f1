"""The commands and their options.  The code of a command is loaded when it is called."""

from pathlib import Path
from typing import Any

import click

from sim.cli import completion, messages
from sim.cli.assumption_options import assumption_options
from sim.cli.number_types import Points, WholeNumber
from sim.params.names import LARGEST_SEED, MOST_REPLICATES

EXAMPLES = """\b
  uptake run "scenario=avt_london"
  uptake compare "strategy=none,community_of_practice,hin_playbook"
  uptake show "strategy=hin_playbook"
"""
WELCOME = f"""How does an innovation spread through a health system, and what can help it along?

{EXAMPLES.removeprefix(chr(8) + chr(10))}
  uptake new          make a folder for a system of your own, which runs as it is
  uptake import       make such a folder from public files: trusts, maturity, catchments, graphs
  uptake check        list all that is wrong with such a folder, and say what the system is like
  uptake run          run one plan: when do organisations adopt, at what risk and cost?
  uptake compare      compare several plans fairly: which is faster, for whom, and how sure?
  uptake reach        the least money that reaches a target, and the chance that it does
  uptake optimise     what to spend a budget on, under caps, and which shares do not matter
  uptake flips        when does the better plan change, and what should you find out first?
  uptake sensitivity  which assumptions matter most, and when
  uptake test         check what people believe: holds, fails, or cannot be told
  uptake sites        your organisations one by one: how likely, what holds them, what would help
  uptake track        lay uptake so far over your plan: are you on course, what comes next?
  uptake calibrate    which settings fit an observed curve, and what does it say of each?
  uptake experts      make sets of assumptions of what experts believe
  uptake forecast     forecast an observed curve beside simpler ones, and score it by what came
  uptake list         list what you can choose: scenarios, systems, innovations, strategies ...
  uptake show         show the values in a preset, with units and sources
  uptake report       make a web page of the results that you can show, print and send
  uptake workshop     serve the same page to a room, whose phones can vote
  uptake sweep        run every combination of many settings; stop and go on at any time
  uptake results      show what a sweep has found, as a table and as pictures
  uptake runs         list the results that you have saved, or remove old ones
  uptake verify       run saved results again and check that they are the same

Choose presets by name ("innovation=freed") and change any number ("strategy.pilots=4").
Give a key several values to make several plans. Add --help to any command for its options."""
REPLICATES = WholeNumber(1, MOST_REPLICATES)
BASELINE = click.option(
    "--baseline", metavar="PLAN", help="Plan to compare the others with. Default: the first."
)
EQUAL_START = click.option(
    "--equal-start", is_flag=True,
    help="Give all plans the start (pilots, plan, end state, head start ...) of the first plan "
    "that has a programme, so that they differ only in what they do afterwards.",
)  # fmt: skip
SEED = click.option(
    "--seed", type=WholeNumber(0, LARGEST_SEED), default=0, help="Random seed. Default: 0."
)
AT = click.option(
    "--at", type=WholeNumber(1), metavar="MONTH",
    help="Month in which shares live are reported. Default: 36, or the end of a shorter run.",
)  # fmt: skip
MARGIN = click.option(
    "--margin", type=Points(0, 100), metavar="POINTS",
    help="Plans closer than this many percentage points are practically the same. Default: 3.",
)  # fmt: skip
ONE_PLAN = ("optimise", "run", "show", "sites", "test")  # a folder named by itself is one plan
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


def _in_full(
    context: click.Context, _overrides: click.Parameter, texts: tuple[str, ...]
) -> tuple[str, ...]:
    """Put the group before presets that are named without it: strategy=hin_playbook."""
    from sim.config.bare_names import in_full, side_by_side
    from sim.config.preset_files import GROUPS, SWEEP

    if context.resilient_parsing:
        return texts
    read = in_full if context.info_name in ONE_PLAN else side_by_side
    groups = (*GROUPS, SWEEP) if context.info_name in ("show", "sweep") else GROUPS
    named = read(texts, context.params["config_dirs"], groups)
    from sim.config.own_bare import folder_of

    is_folder = named != texts and Path(texts[0]).is_dir() and folder_of(texts[0]) not in named
    if context.info_name == "report" and is_folder:
        raise click.UsageError(
            f"{texts[0]} is a folder here and a preset; write ./{texts[0]} for the "
            f"folder, or {named[0]} for the preset"
        )
    return named


def scenario_options(command: Any) -> Any:
    """Add the options of every command that reads scenarios."""
    for add in (
        click.argument(
            "overrides", nargs=-1, metavar="[PRESET | KEY=VALUE]...", callback=_in_full,
            shell_complete=completion.overrides,
        ),
        click.option(
            "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR", is_eager=True,
            help="Folder with your own presets, e.g. DIR/strategy/ours.yaml.",
        ),
    ):  # fmt: skip
        command = add(command)
    return command


def run_options(command: Any) -> Any:
    """Add the options of every command that runs scenarios."""
    for add in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead."),
        click.option(
            "--full", is_flag=True,
            help="Print the full account too: every group, every range. verdict.md always has it.",
        ),
        click.option("--no-figures", is_flag=True, help="Draw no figures."),
        click.option(
            "--all-series", is_flag=True,
            help="Keep money, days and exposure of every run and month too: 2 MB for each plan.",
        ),
        click.option(
            "--out", type=Path, metavar="DIR",
            help="Folder for the results. Default: runs/<name>-<time>; with --json, no folder.",
        ),
        click.option(
            "--engine", type=click.Choice(["ensemble", "mesa"]), default="ensemble",
            help="Engine: compiled (ensemble, the default) or Mesa, slower. Same results.",
        ),
        click.option(
            "--months", type=WholeNumber(1), help="Length of the run, as clock.months=N."
        ),
        AT,
        SEED,
        assumption_options,
    ):  # fmt: skip
        command = add(command)
    return command


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        import sim

        messages.out(f"uptake {sim.__version__}")
        context.exit()


@click.group(invoke_without_command=True, context_settings=CONTEXT, epilog=EXAMPLES)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
    help="Print the version.",
)  # fmt: skip
@click.pass_context
def uptake(context: click.Context) -> None:
    """Simulate how an innovation spreads through a health system, and what can help it."""
    if context.invoked_subcommand is None:
        messages.out(WELCOME)


@uptake.command(epilog='\b\n  uptake run "scenario=avt_london" "strategy.pilots=4" --months 48\n')
@scenario_options
@run_options
@click.option("--replicates", type=REPLICATES, default=512, help="Number of runs. Default: 512.")
def run(**options: Any) -> int:
    """Run one plan and report what happens."""
    from sim.cli.run_command import run

    return run(**options)


@uptake.command(
    epilog='\b\n  uptake compare "strategy=none,comms_drumbeat,hin_playbook" --precision 1\n'
)
@scenario_options
@run_options
@BASELINE
@click.option(
    "--precision", type=Points(0, 100, min_open=True), default=2.0, metavar="POINTS",
    help="Add runs until each difference is known to within this many percentage points.",
)  # fmt: skip
@MARGIN
@click.option("--replicates", type=REPLICATES, help="Exact number of runs of each plan.")
@click.option(
    "--max-replicates", type=REPLICATES, default=2000,
    help="Largest number of runs of each plan. Default: 2000.",
)  # fmt: skip
@EQUAL_START
def compare(**options: Any) -> int:
    """Compare several plans, each run with the same random numbers."""
    from sim.cli.compare_command import compare

    return compare(**options)


@uptake.command("list", epilog="\b\n  uptake list strategies\n  uptake list parameters board\n")
@click.argument("what", required=False, shell_complete=completion.kinds)
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR")
def list_(what: str | None, words: tuple[str, ...], config_dirs: tuple[Path, ...]) -> int:
    """List scenarios, systems, innovations, strategies, processes, levers, parameters, concepts.

    After `parameters`, words find the keys whose name or meaning holds them.
    """
    from sim.cli.list_command import print_list

    return print_list(what, words, config_dirs)


@uptake.command(epilog='\b\n  uptake show "strategy=hin_playbook"\n  uptake show concept=C61\n')
@scenario_options
@click.option("--values", is_flag=True, help="Of your own organisations: each with its origins.")
@click.option("--organisation", metavar="NAME", help="Of your own organisations: this one.")
def show(**options: Any) -> int:
    """Show the values in a preset or scenario, or how the model treats an idea in the paper."""
    from sim.cli.show_command import show

    return show(**options)


@uptake.command(epilog="\b\n  uptake verify runs/avt_london-one_to_one-20261123T001500Z\n")
@click.argument("folder", type=Path)
@click.option("--repair", is_flag=True, help="Make files again that were changed or are missing.")
def verify(folder: Path, repair: bool) -> int:
    """Check the files of saved results, run them again and compare the numbers.

    Exit code 0 if all is as it was written, else 1.
    """
    from sim.cli.verify_command import verify

    return verify(folder, repair)


@uptake.command(epilog="\b\n  uptake runs\n  uptake runs --prune --keep 10\n")
@click.argument("place", type=Path, default=Path("runs"), metavar="[FOLDER]")
@click.option("--prune", is_flag=True, help="Remove all but the newest; asks first.")
@click.option(
    "--keep", type=WholeNumber(0), default=20, metavar="N",
    help="How many of the newest --prune keeps. Default: 20.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Remove them without asking.")
def runs(place: Path, prune: bool, keep: int, yes: bool) -> int:
    """List saved results (when, what, how large), or remove old ones."""
    from sim.cli.runs_command import runs

    return runs(place, prune, keep, yes)


def page_options(command: Any) -> Any:
    """Add the options of both commands that make the page."""
    return SEED(BASELINE(EQUAL_START(AT(MARGIN(assumption_options(command))))))


@uptake.command(
    epilog='\b\n  uptake report "strategy=none,hin_playbook" --out room.html\n'
    "  uptake report runs/avt_london-one_to_one-20261123T001500Z --out room.html\n"
)
@scenario_options
@page_options
@click.option("--out", type=Path, required=True, metavar="FILE", help="File for the page.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it exists.")
@click.option(
    "--replicates", type=WholeNumber(2),
    help="Exact number of runs of each plan. Default: as many as uptake compare takes.",
)  # fmt: skip
def report(**options: Any) -> int:
    """Make a web page of two to four plans, or of a folder of saved results."""
    from sim.cli.report_command import report

    return report(**options)


@uptake.command(epilog='\b\n  uptake workshop "strategy=none,one_to_one,hin_playbook"\n')
@scenario_options
@page_options
@click.option(
    "--replicates", type=WholeNumber(2),
    help="Exact number of runs of each plan. Default: as many as uptake compare takes.",
)  # fmt: skip
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="Address to listen on. Default: this computer only. 0.0.0.0: phones can vote too.",
)
@click.option("--port", type=WholeNumber(0, 65535), default=0, help="Port. Default: any free port.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def workshop(**options: Any) -> int:
    """Serve the page to a room."""
    from sim.cli.workshop_command import workshop

    return workshop(**options)
