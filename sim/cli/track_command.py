"""`uptake track`: uptake so far laid over the runs of a plan, and the rest of the forecast."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sim.cli import messages
from sim.cli.claimed_folder import claimed_folder, write_files
from sim.cli.progress import progress
from sim.params.errors import UserError

MODEL_ONLY = {  # options that need a run: what they are if nobody gave them
    "target": None, "by": None, "room": None, "assumptions": None, "sets": None, "seed": 0,
    "config_dirs": (),
}  # fmt: skip


def track(
    folder: Path,
    observed: Path,
    overrides: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    full: bool,
    no_ledger: bool,
    discrepancy: float,
    **options: Any,
) -> int:
    """Track a plan; returns the exit code."""
    if folder.is_file():
        given = {key for key, usual in MODEL_ONLY.items() if options[key] != usual}
        given |= {"out"} if out else set()
        return _commitment(
            folder, observed, [*overrides, *_typed(given)], options["as_of"], as_json
        )
    from sim.api import track as api

    with claimed_folder(out) as claimed:
        with progress(1, "Running the plan") as report_progress:
            found = api.track(
                folder, observed, *overrides, ledger=not no_ledger,
                discrepancy=discrepancy / 100, progress=report_progress, **options,
            )  # fmt: skip
        write_files(claimed, found.texts, found.drawings)
    if as_json:
        messages.out(json.dumps({"command": "track", **found.document()}, allow_nan=False))
        return 0
    notes = found.account if full else found.found.observed.notes
    messages.tell(found.lines, notes)
    if found.kept is not None:
        messages.out(f"Forecast kept: {found.kept}")
    elif not no_ledger:
        messages.out("This forecast is in the ledger already.")
    if claimed is not None:
        messages.out(f"Table, figure and track.md: {claimed.target}")
    return 0


def _commitment(
    file: Path, observed: Path, more: Sequence[str], as_of: str | None, as_json: bool
) -> int:
    """Score what a room committed to; returns the exit code.

    more  what else was typed, which needs a folder
    """
    from sim.api.commitment import score_commitment

    if more:
        raise UserError(
            f"{file} is a file: a commitment is scored without a run, so leave out "
            f"{', '.join(more)}; to run your plan, name its folder"
        )
    found = score_commitment(file, observed, as_of)
    if as_json:
        messages.out(json.dumps({"command": "track", **found.document()}, allow_nan=False))
        return 0
    messages.tell(found.lines, found.observed.notes)
    return 0


def _typed(options: Iterable[str]) -> list[str]:
    """Name options as they are typed."""
    return sorted(f"--{each.removesuffix('s') if each == 'config_dirs' else each}".replace("_", "-")
                  for each in options)  # fmt: skip
