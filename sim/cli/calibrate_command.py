"""`uptake calibrate`: settings that fit an observed curve, and what it says of each."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.claimed_folder import claimed_folder
from sim.cli.progress import progress

if TYPE_CHECKING:
    from sim.api.calibration_results import Calibration
    from sim.report.store import Claim

FOLDER = Path("calibrated")


def calibrate(
    observed: Path,
    overrides: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    full: bool,
    no_figures: bool,
    **options: Any,
) -> int:
    """Calibrate; returns the exit code."""
    from sim.api.calibrate import calibrate as run

    target = FOLDER if out is None and not as_json else out
    with claimed_folder(target) as claimed:
        with progress(1, "Running sets of settings") as report_progress:
            found = run(observed, *overrides, progress=report_progress, **options)
        if claimed is not None:
            _write(found, claimed, no_figures)
    if as_json:
        messages.out(json.dumps({"command": "calibrate", **found.document()}, allow_nan=False))
        return 0
    notes = found.account if full else found.found.posterior.question.observed.notes
    messages.tell(found.lines, notes)
    assert claimed is not None
    messages.out(f"Sets, tables, figure and calibration.md: {claimed.target}")
    also = "".join(f" {messages.quoted(each)}" for each in found.found.typed)
    messages.out(f"To use them: uptake compare ...{also} --assumptions {claimed.target}")
    return 0


def _write(found: "Calibration", claimed: "Claim", no_figures: bool) -> None:
    from sim.report.figures import save_all

    with claimed.writing() as inside:
        found.write(inside)
        if not no_figures:
            save_all(found.drawings(), inside)
