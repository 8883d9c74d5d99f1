"""`uptake sites`: a system's organisations one by one, and what would help each most."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages
from sim.cli.claimed_folder import claimed_folder
from sim.cli.progress import announce_compiling, progress
from sim.config import Plan, expand
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.report.store import Claim
    from sim.study.sites.records import Sites

NAME_WIDTH, HELP_WIDTH = 17, 18  # columns, so that the table fits a terminal
MOST_SENTENCES = 6


def sites(
    overrides: tuple[str, ...],
    config_dirs: tuple[Path, ...],
    at: tuple[int, ...],
    site: tuple[str, ...],
    no_help: bool,
    replicates: int,
    seed: int,
    out: Path | None,
    no_figures: bool,
    as_json: bool,
) -> int:
    """Look at organisations one by one, print what was found, write it; returns the exit code."""
    plan = _only_plan(overrides, config_dirs)
    from sim.api.sites import months_of, numbers_of, refuse_made_up, sites_of
    from sim.cli.cautions import before_run

    refuse_made_up(plan.scenario)
    months = months_of(plan.scenario, at or None)
    numbers_of(plan.scenario, seed, site)
    with claimed_folder(out) as claimed:
        before_run([plan], config_dirs)
        announce_compiling("ensemble", [plan.scenario], 64)
        with progress(1, "Looking at organisations") as report_progress:
            found = sites_of(
                plan.scenario, months, site or None, replicates=replicates, seed=seed,
                help=not no_help, progress=report_progress,
            )  # fmt: skip
        line = _line(overrides, config_dirs, at, site, no_help, replicates, seed)
        told = {"command": "sites", "repeat": line, **found.document()}
        for text in [json.dumps(told)] if as_json else _story(found.found):
            messages.out(text)
        last = [*_written(found.found, claimed, not no_figures), f"To repeat: {line}"]
    for text in last:
        (messages.note if as_json else messages.out)(text)
    return 0


def _written(found: "Sites", claimed: "Claim | None", figures: bool) -> list[str]:
    """Write the files if they are wanted; returns what there is to say of them."""
    if claimed is None:
        return []
    from sim.report.sites.files import write

    said = write(found, claimed, figures)
    return [*said, f"Tables{' and map' if figures else ''}: {claimed.target}"]


def _only_plan(overrides: tuple[str, ...], config_dirs: tuple[Path, ...]) -> Plan:
    plans = expand(overrides, config_dirs)
    if len(plans) > 1:
        raise UserError(
            f"these are {len(plans)} plans; uptake sites takes one, such as "
            'uptake sites mysystem "strategy=hin_playbook"'
        )
    return plans[0]


def _line(
    overrides: tuple[str, ...],
    config_dirs: tuple[Path, ...],
    at: tuple[int, ...],
    site: tuple[str, ...],
    no_help: bool,
    replicates: int,
    seed: int,
) -> str:
    """Write the line that repeats the command."""
    from sim.study.sites.study import CLOSER

    options: dict[str, object] = {
        "--at": at, "--site": site, "--no-help": no_help,
        "--replicates": None if replicates == CLOSER else replicates, "--seed": seed,
        "--config-dir": config_dirs,
    }  # fmt: skip
    return messages.repeat("sites", overrides, options)


def _story(found: "Sites") -> Iterator[str]:
    """Say in a screenful what was found; the rest is in the files."""
    from sim.report.sites.notes import notes
    from sim.report.sites.table import ON_SCREEN, on_screen
    from sim.report.sites.words import by_gain, headline, sentence

    yield messages.bold(messages.narrow(f"{headline(found)}."))
    yield ""
    head, rows = on_screen(found)
    # Names and levers are wrapped; "evidence, then money" and "Jan 27 to May 28" take two lines
    wrapped = [
        [
            messages.wrapped(name, NAME_WIDTH), *chances, held.replace(", then", "\nthen"),
            board.replace(" to ", "\nto "), messages.wrapped(help, HELP_WIDTH),
        ]
        for name, *chances, held, board, help in rows
    ]  # fmt: skip
    yield from messages.table(head, wrapped)
    yield ""
    more = len(found.sites) - ON_SCREEN
    if more > 0:
        yield messages.narrow(
            f"{more:,} more, which help could change less, are in the files of --out FOLDER."
        )
        yield ""
    if len(found.sites) > 1:  # the sentence on one is the headline
        for site in by_gain(found)[:MOST_SENTENCES]:
            yield messages.paragraph(f"- {sentence(found, site)}")
        yield ""
    yield from map(messages.narrow, notes(found))
