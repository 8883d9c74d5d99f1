"""Reads the rows of a table of organisations, with the columns in which people scored them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks.assemble import SINCE_ADVICE, Ties, assembled, since_alone
from sim.networks.columns import ORGANISATION, SHARES, read_all, report_empty, report_twice
from sim.networks.headings import columns_of_cells
from sim.networks.origins import mappings, origins_of, with_origins
from sim.networks.scales import advising
from sim.networks.scores import Scored, disagreement, scored_in
from sim.networks.sheets import Sheet
from sim.networks.stray_rows import without_totals
from sim.networks.system import System
from sim.params import System as SystemParameters
from sim.params.errors import UserError
from sim.params.faults import Fault, Place, Report, refuse


def columns_of(
    sheet: Sheet, where: str, report: Report = refuse
) -> tuple[dict[str, np.ndarray], dict[str, Scored]]:
    """Read the columns of the organisations, of which there is at least one.

    Parameters
    ----------
    sheet : Sheet
        What the file holds.
    where : str
        The file, for messages.
    report : callable
        Takes each fault. A cell that is not allowed then counts as empty; a row of totals is left
        out.

    Returns
    -------
    tuple of dict
        The columns as `read_all` gives them, and more on those that people scored.
    """
    held = columns_of_cells(sheet.headings, ORGANISATION)
    rows = without_totals(sheet.rows, held, where, report)
    if not rows:
        raise UserError(f"{where}: no organisations; give one row for each.")
    columns = {}

    def place(i: int) -> Place:
        return Place(where, rows[i][0])

    for name in rows[0][1]:
        if name in sheet.headings:  # `scored_in` reads these
            continue
        values = [row[name] for _, row in rows]
        column = ORGANISATION[name]
        if column.needed:
            report_empty(column, values, place, report)
        advised = advising(report, name, values) if name in SHARES else report
        columns[name] = read_all(column, values, place, advised)
    report_twice(columns.get("name", ()), place, report)
    columns["name"] = _named(columns.get("name", [None] * len(rows)), place)
    _report_since_alone(columns, place, report)
    scored = scored_in(rows, sheet.headings, where, report)
    return columns | {trait: each.mean for trait, each in scored.items()}, scored


def system_of_rows(
    sheet: Sheet,
    columns: Mapping[str, np.ndarray],
    scored: Mapping[str, Scored],
    ties: Ties,
    parameters: SystemParameters,
    notes: Sequence[str],
    where: Path | str,
) -> System:
    """Build the system of a table of organisations, with where each value comes from.

    columns, scored  as `columns_of` gives them
    notes            how the tables were read
    """
    system = assembled(
        columns, ties, parameters, drawn=False, notes=(*notes, *mappings(scored, where)),
        disagreement=disagreement(scored), all_traits=True,
    )  # fmt: skip
    return with_origins(system, origins_of(sheet.written, columns, scored, where))


def _named(names: Iterable[Any], place: Callable[[int], Place]) -> np.ndarray:
    """Name by their rows the organisations that have no name of their own."""
    known: dict[str, int] = {}
    for i, name in enumerate(names):
        own = name is not None and name not in known
        known[name if own else f"row {place(i).row}"] = i
    return np.array([*known, None], object)[:-1]


def _report_since_alone(
    columns: dict[str, np.ndarray], place: Callable[[int], Place], report: Report
) -> None:
    """Report each organisation that says since when, but not its stage; it then says neither."""
    if "since" not in columns:
        return
    stage = columns.get("stage", np.full(len(columns["since"]), np.nan))
    for i in np.flatnonzero(np.isnan(stage) & ~np.isnan(columns["since"])).tolist():
        report(Fault(place(i), since_alone(columns["name"][i]), SINCE_ADVICE, column="since"))
        columns["since"][i] = np.nan
