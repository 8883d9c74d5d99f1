"""What a refused command adds to its first problem: how many more there are, and where to look."""

from collections.abc import Sequence
from pathlib import Path

from sim.cli.command_words import typed
from sim.config.own_bare import folder_of
from sim.config.own_folder import holds_own_system
from sim.params.errors import UserError

COMMANDS = ("run", "compare", "report", "workshop", "sweep")


def more_problems(error: UserError, arguments: Sequence[str]) -> str:
    """Say how many more problems a folder has than the one in an error; empty if none.

    arguments  the command and what follows it
    """
    folder = _folder(arguments)
    if folder is None or str(Path(folder).resolve()) not in str(error):
        return ""
    from sim.config.bare_names import in_full
    from sim.study.check import read

    try:
        more = read(in_full([folder])).count - 1
    except (UserError, OSError):
        return ""
    return f" {more:,} more: uptake check {typed(folder)}" if more > 0 else ""


def _folder(arguments: Sequence[str]) -> str | None:
    """Return the folder of a system that a command was given; None if there is none."""
    if not arguments or arguments[0] not in COMMANDS:
        return None
    for each in arguments[1:]:
        named = each.removeprefix("system.folder=").strip("'\"")
        if folder_of(each) or (named != each and holds_own_system(Path(named))):
            return named
    return None
