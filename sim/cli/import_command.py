"""`uptake import`: a folder of one's own system from files as they are published."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import import_texts, messages, new_texts
from sim.cli.command_words import typed
from sim.cli.new_folder import refuse_taken, write_whole
from sim.cli.progress import progress
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.networks.published.chosen_ties import Asked
    from sim.networks.published.imported import Imported


def import_files(
    folder: Path,
    files: tuple[Path, ...],
    ties: str | None,
    nearest: int,
    at_least: float,
    only: tuple[str, ...],
    roll_up: str | None,
    said: tuple[str, ...],
    weight: str | None,
    regions: str,
) -> int:
    """Read published files and write a folder of one's own system; returns the exit code."""
    from sim.networks.published.imported import imported

    refuse_taken(folder)
    layouts = dict(_as_said(each) for each in said)
    paths = [*files, *(path for path in layouts if path not in files)]
    if not paths:
        raise UserError("name the files to read, such as: uptake import mysystem etr.csv eric.csv")
    asked = _asked(ties, nearest, at_least, weight)
    today = f"{date.today():%Y%m%d}"
    with messages.warnings_as_notes(), progress(1, "Reading", "rows") as bar:
        found = imported(paths, asked, today, layouts, only, roll_up is not None, regions, bar)
    write_whole(folder, import_texts.files(folder.name or str(folder), typed(folder), found))
    messages.out(f"{folder} holds {_held(found)}.")
    _tell("Read", found.account.read)
    _tell("Left out", found.account.left_out)
    _tell("Assumed (also in system.yaml)", found.account.assumed)
    messages.out()
    messages.out("What is not known is empty in organisations.csv. Then:")
    for command in new_texts.commands(typed(folder)):
        messages.out(f"  {command}")
    return 0


def _held(found: "Imported") -> str:
    """Say how many organisations and ties there are."""
    count = len(found.organisations)
    held = f"{count:,} organisation{'' if count == 1 else 's'}"
    if found.ties is None:
        return f"{held}, whose ties are drawn"
    return f"{held} and {len(found.ties):,} tie{'' if len(found.ties) == 1 else 's'}"


def _tell(what: str, lines: Sequence[str]) -> None:
    """Print lines under a heading, each wrapped; nothing if there are none."""
    if not lines:
        return
    messages.out()
    messages.out(f"{what}:")
    for line in lines:
        messages.out(f"  {messages.hanging(line, 4)}")


def _as_said(text: str) -> tuple[Path, str]:
    """Read what a file is, as in trusts=FILE."""
    from sim.networks.published.layouts import BY_KEY

    key, equals, file = text.partition("=")
    if not equals or not file or key.strip() not in BY_KEY:
        raise UserError(f'--as "{text}": write LAYOUT=FILE; the layouts are {", ".join(BY_KEY)}.')
    return Path(file), key.strip()


def _asked(ties: str | None, nearest: int, at_least: float, weight: str | None) -> "Asked":
    """Read which ties are asked for: ways with commas between them, or a file."""
    from sim.networks.published.chosen_ties import WAYS, Asked

    words = [each.strip().lower() for each in (ties or "").split(",") if each.strip()]
    if all(each in WAYS for each in words):
        return Asked(tuple(words), None, nearest, at_least, weight)
    path = Path(str(ties))
    if not path.is_file():
        raise UserError(f"--ties {ties}: this is no file, and none of {', '.join(WAYS)}.")
    return Asked((), path, nearest, at_least, weight)
