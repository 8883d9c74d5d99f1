"""`uptake track`: uptake so far laid over the runs of a plan, and the rest of the forecast."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.progress import progress

if TYPE_CHECKING:
    from sim.api.track_results import Tracking
    from sim.report.store import Claim


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

    with ExitStack() as held:
        claimed = None if out is None else held.enter_context(_claimed(out))
        with progress(1, "Running the plan") as report_progress:
            found = api.track(
                folder, observed, *overrides, ledger=not no_ledger,
                discrepancy=discrepancy / 100, progress=report_progress, **options,
            )  # fmt: skip
        if claimed is not None:
            _write(found, claimed)
    if as_json:
        messages.out(json.dumps({"command": "track", **found.document()}, allow_nan=False))
        return 0
    _print(found, full)
    if found.kept is not None:
        messages.out(f"Forecast kept: {found.kept}")
    elif not no_ledger:
        messages.out("This forecast is in the ledger already.")
    if claimed is not None:
        messages.out(f"Table, figure and track.md: {claimed.target}")
    return 0


def _claimed(out: Path) -> "Claim":
    from sim.report.store.folder import claim

    claimed = claim(out)
    messages.CLAIMED.append(claimed)
    return claimed


def _print(found: "Tracking", full: bool) -> None:
    for text in messages.answer(found.lines):
        messages.out(text)
    messages.out()
    for note in found.account if full else found.found.observed.notes:
        messages.out(messages.narrow(f"{note.removesuffix('.')}."))


def _write(found: "Tracking", claimed: "Claim") -> None:
    from sim.report.figures import save_all

    with claimed.writing() as inside:
        for name, text in found.texts().items():
            (inside / name).write_text(text, encoding="utf-8", newline="\n")
        save_all(found.drawings(), inside)
