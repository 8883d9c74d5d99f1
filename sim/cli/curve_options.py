"""What `calibrate` and `forecast` share: the arguments and the options of a fit to a curve."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sim.cli import completion
from sim.cli.commands import SEED
from sim.cli.number_types import WholeNumber

Command = TypeVar("Command", bound=Callable[..., Any])

ARGUMENTS = (
    click.argument("observed", type=Path),
    click.argument(
        "overrides", nargs=-1, metavar="[PRESET | KEY=VALUE]...",
        shell_complete=completion.overrides,
    ),
)  # fmt: skip
OPTIONS = (
    click.option(
        "--column", metavar="NAME",
        help="Column that was observed, if there are several; NAME=percent or NAME=share if its "
        "name does not say which.",
    ),
    click.option(
        "--total", type=WholeNumber(1), metavar="N",
        help="Of how many organisations the shares are, if the table does not say. Default: as "
        "many as the model has.",
    ),
    click.option(
        "--group", metavar="NAME", help="Fit this group alone, as if it were everybody."
    ),
    click.option(
        "--vary", multiple=True, metavar="KEY=LOW..HIGH",
        help="Vary a key too, or in another range; give it several times.",
    ),
    click.option(
        "--hold", multiple=True, metavar="KEY",
        help="Leave a key as it is; give it several times.",
    ),
    click.option(
        "--settings", type=WholeNumber(50, 100_000), metavar="K",
        help="Sets in the first wave; each other has half as many. Default: 1000.",
    ),
    click.option(
        "--sets", type=WholeNumber(10, 10_000), default=100, metavar="K",
        help="Equally likely sets to keep. Default: 100.",
    ),
    SEED,
    click.option(
        "--config-dir", "config_dirs", multiple=True, type=Path, metavar="DIR", is_eager=True,
        help="Folder with your own presets.",
    ),
)  # fmt: skip


def curve_arguments(command: Command) -> Command:
    """Give a command the table and what is typed of the plan and the system."""
    return _with(command, ARGUMENTS)


def curve_options(command: Command) -> Command:
    """Give a command the options of a fit."""
    return _with(command, OPTIONS)


def _with(command: Command, decorators: tuple[Callable[[Command], Command], ...]) -> Command:
    for each in reversed(decorators):  # the last is applied first, as above a function
        command = each(command)
    return command
