"""`uptake results`: what a sweep has found so far, as a table and as pictures."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.api.sweep_results import SweepResults

ROWS = 40  # cells that are shown
LISTED = 10  # failed cells


def results(
    stores: tuple[Path, ...],
    config_dirs: tuple[Path, ...],
    csv: Path | None,
    plot: bool,
    outcome: str,
    out: Path | None,
    merge: Path | None,
) -> int:
    """Tell what there is of a sweep; returns the exit code: 1 if a cell failed or is missing."""
    from sim.api.sweep_results import results as open_store
    from sim.report.sweeps.listing import state

    found = open_store(_one_of(stores, merge), config_dirs)
    cells = found.cells
    for name, wrong in cells.damaged.items():
        messages.note(
            f"Note: {wrong} is not as written; the line that made part {name} runs it again."
        )
    messages.out(f"{found.folder}: {state(cells)}")
    _print_failures(found)
    if found.done:
        _print_table(found, config_dirs)
    if csv is not None:
        _write_csv(found, csv)
    if plot:
        _draw(found, outcome, out or found.folder / "figures")
    return 1 if cells.failed or cells.missing else 0


def _print_table(found: "SweepResults", config_dirs: Sequence[Path]) -> None:
    """Print the cells one by one; of a sample, what its points come to together."""
    from sim.report.sweeps.listing import SHOWN, extremes, listing
    from sim.report.sweeps.sampled import sampled

    cells, horizon = found.cells, found.horizon
    if cells.said["sample"]:
        head, rows, below = sampled(cells, horizon, config_dirs)
        left = 1
    else:
        for line in extremes(cells, horizon, config_dirs):
            messages.out(messages.narrow(line))
        head, rows, below = listing(cells, horizon, ROWS, config_dirs)
        left = len(head) - len(SHOWN)
    messages.out()
    for line in messages.table(head, rows, left):
        messages.out(line)
    messages.out(messages.narrow(below))


def _one_of(stores: Sequence[Path], target: Path | None) -> Path:
    """Return the store to tell of: the one that is given, or a new one of several."""
    from sim.report.sweeps.merge import merge

    if target is None:
        if len(stores) > 1:
            raise UserError(
                f"{len(stores)} folders are given; name one, or put them together with --merge DIR"
            )
        return stores[0]
    merged = merge(stores, target)
    for path in merged.left_out:
        messages.note(f"Note: {path} is not as written; its cells are left out.")
    if merged.versions:
        messages.note(
            f"Note: these folders were made with different versions of "
            f"{', '.join(merged.versions)}; last digits may differ."
        )
    folders = "1 folder" if len(stores) == 1 else f"{len(stores)} folders"
    messages.out(f"Put together from {folders}: {merged.place}")
    return merged.place


def _print_failures(found: "SweepResults") -> None:
    failures = list(found.failures.items())
    for asked, why in failures[:LISTED]:
        messages.out(f"  failed: {messages.hanging(f'{asked}: {why}', 4)}")
    if len(failures) > LISTED:
        messages.out(f"  and {len(failures) - LISTED:,} more; all are in the table of --csv")


def _write_csv(found: "SweepResults", path: Path) -> None:
    from sim.report.sweeps.spreadsheet import write

    write(path, found.frame())
    messages.out(f"Table of {len(found.cells.frame):,} cells: {path}")


def _draw(found: "SweepResults", outcome: str, folder: Path) -> None:
    from sim.report.figures import save_all

    drawings = found.drawings(outcome)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files: Sequence[Path] = save_all(drawings, folder)
    except OSError as error:
        raise UserError(f"cannot write {folder}: {error.strerror or error}") from None
    for path in files:
        if path.suffix == ".png":
            messages.out(f"Figure: {path}")
