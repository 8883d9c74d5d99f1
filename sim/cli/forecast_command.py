"""`uptake forecast`: an observed curve up to a date, the rest forecast and scored."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.progress import progress

if TYPE_CHECKING:
    from sim.api.forecast_results import Forecasting
    from sim.report.store import Claim


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

    with ExitStack() as held:
        claimed = None if out is None else held.enter_context(_claimed(out))
        with progress(1, "Fitting the model") as report_progress:
            found = api.forecast(observed, *overrides, progress=report_progress, **options)
        if claimed is not None:
            _write(found, claimed)
    if as_json:
        messages.out(json.dumps({"command": "forecast", **found.document()}, allow_nan=False))
        return 0
    _print(found, full)
    if claimed is not None:
        messages.out(f"Tables, figures and forecast.md: {claimed.target}")
    return 0


def _claimed(out: Path) -> "Claim":
    from sim.report.store.folder import claim

    claimed = claim(out)
    messages.CLAIMED.append(claimed)
    return claimed


def _print(found: "Forecasting", full: bool) -> None:
    from sim.report.forecast import HEAD

    for name, rows in found.tables:
        if len(found.tables) > 1:
            messages.out(messages.bold(name))
        for line in messages.table(HEAD, rows):
            messages.out(line)
        messages.out()
    for text in messages.answer(found.lines):
        messages.out(text)
    messages.out()
    for note in found.account if full else found.notes:
        messages.out(messages.narrow(f"{note.removesuffix('.')}."))


def _write(found: "Forecasting", claimed: "Claim") -> None:
    from sim.report.figures import save_all

    with claimed.writing() as inside:
        for name, text in found.texts().items():
            (inside / name).write_text(text, encoding="utf-8", newline="\n")
        save_all(found.drawings(), inside)
