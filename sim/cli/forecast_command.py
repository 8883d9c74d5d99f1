"""`uptake forecast`: an observed curve up to a date, the rest forecast and scored."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.claimed_folder import claimed_folder, write_files
from sim.cli.progress import progress

if TYPE_CHECKING:
    from sim.api.forecast_results import Forecasting


def forecast(
    observed: Path,
    overrides: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    full: bool,
    **options: Any,
) -> int:
    """Forecast a curve; returns the exit code."""
    from sim.api import forecast as api

    with claimed_folder(out) as claimed:
        with progress(1, "Fitting the model") as report_progress:
            found = api.forecast(observed, *overrides, progress=report_progress, **options)
        write_files(claimed, found.texts, found.drawings)
    if as_json:
        messages.out(json.dumps({"command": "forecast", **found.document()}, allow_nan=False))
        return 0
    _print(found, full)
    if claimed is not None:
        messages.out(f"Tables, figures and forecast.md: {claimed.target}")
    return 0


def _print(found: "Forecasting", full: bool) -> None:
    from sim.report.forecast import HEAD

    for name, rows in found.tables:
        if len(found.tables) > 1:
            messages.out(messages.bold(name))
        for line in messages.table(HEAD, rows):
            messages.out(line)
        messages.out()
    messages.tell(found.lines, found.account if full else found.notes)
