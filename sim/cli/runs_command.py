"""`uptake runs`: the folders of results, and the removal of old ones."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import messages
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.report.store.kept_runs import KeptRun

KILOBYTE, MEGABYTE = 1e3, 1e6
INDENT = 4


def runs(place: Path, prune: bool, keep: int, yes: bool) -> int:
    """List the folders of results below a folder, or remove the oldest; returns the exit code."""
    from sim.report.store.folder import RUNS
    from sim.report.store.kept_runs import kept_runs

    if place == RUNS and not place.exists():
        messages.out("No results yet: uptake run and uptake compare make a folder runs for them.")
        return 0
    if not place.is_dir():
        raise UserError(f"there is no folder {place}; name one that holds folders of results")
    found = kept_runs(place)
    if prune:
        return _prune(found, place, keep, yes)
    for each in found:
        _print(each)
    size = sum(each.size for each in found)
    messages.out(f"{_folders(len(found))} in {place}, {_size(size)}")
    messages.out(f"To repeat: uptake runs {messages.quoted(str(place))}")
    return 0


def _print(run: "KeptRun") -> None:
    time = run.time.astimezone()
    about = f"{time.day} {time:%B %Y, %H:%M}, {_size(run.size)}: {run.what}"
    messages.out(str(run.folder))
    messages.out(" " * INDENT + messages.hanging(about, INDENT))


def _prune(found: "Sequence[KeptRun]", place: Path, keep: int, yes: bool) -> int:
    """Remove all but the newest, once the user has agreed."""
    from sim.report.store.folder import sweep
    from sim.report.store.kept_runs import old_ones, remove

    sweep(place)
    old = old_ones(found, keep)
    for each in found[keep:]:
        if each.extra:
            messages.note(f"Kept, as it also holds {each.extra[0]}: {each.folder}")
    if not old:
        messages.out(f"Nothing to remove: {_folders(len(found))} in {place}, {keep} are kept.")
        return 0
    for each in old:
        _print(each)
    what = f"{_folders(len(old))}, {_size(sum(each.size for each in old))}"
    if not yes and not _agreed(f"Remove {what}?"):
        messages.out("Nothing was removed.")
        return 0
    for each in old:
        remove(each)
    messages.out(f"Removed {what}.")
    return 0


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise UserError("nothing was removed, since nobody can be asked here; add --yes to remove")
    return click.confirm(question, default=False)


def _folders(count: int) -> str:
    return f"{count} folder{'' if count == 1 else 's'} of results"


def _size(size: int) -> str:
    if size < MEGABYTE / 10:
        return f"{size / KILOBYTE:.0f} kB"
    return f"{size / MEGABYTE:.1f} MB"
