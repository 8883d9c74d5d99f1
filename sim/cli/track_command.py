"""`uptake track`: uptake so far laid over the runs of a plan, and the rest of the forecast."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.claimed_folder import claimed_folder, write_files
from sim.cli.progress import progress

if TYPE_CHECKING:
    pass


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
