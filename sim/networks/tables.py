"""Systems brought as tables of data: organisations, and ties if there are any."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.networks.columns import ORGANISATION, TIE, Column
from sim.networks.headings import chosen_headings, names_of, with_scales
from sim.networks.organisation_rows import columns_of, system_of_rows
from sim.networks.readers import drawn_between, how_read
from sim.networks.sheets import Sheet, sheet_of
from sim.networks.system import System
from sim.networks.tie_rows import ties_between
from sim.params import System as SystemParameters
from sim.params.errors import UserError

TIES_DRAWN_ONCE = (
    "no ties are given, so they were drawn once by region and type, as for a made-up system (give "
    "a second table with source and target, or one without rows for no ties at all)"
)
ORGANISATIONS, TIES = "the table of organisations", "the table of ties"


def is_table(given: Any) -> bool:
    """Return whether it is a table of data with named columns, such as those of pandas."""
    return hasattr(given, "columns") and (hasattr(given, "iloc") or hasattr(given, "to_dicts"))


def system_from_tables(organisations: Any, ties: Any, parameters: SystemParameters) -> System:
    """Take organisations and ties from tables with the columns and rules of the files.

    Parameters
    ----------
    organisations : pandas.DataFrame or polars.DataFrame
        One row for each; the columns of `sim.networks.columns.ORGANISATION`.
    ties : pandas.DataFrame, polars.DataFrame or None
        Columns source and target (names), and optionally trust (0 to 1). None: ties are drawn
        once by region and type, and a note says so.
    parameters : sim.params.System
        Values for what is absent, and the chances of a tie.

    Returns
    -------
    sim.networks.system.System
        Organisations in the order of their rows, and notes on how they were read.

    Raises
    ------
    UserError
        If a column is unknown or missing, or if a value is not allowed.
    """
    sheet = _sheet(organisations, ORGANISATION, ORGANISATIONS, parameters.scales)
    if not sheet.rows:
        raise UserError(f"{ORGANISATIONS} has no rows; a system needs at least one organisation")
    columns, scored = columns_of(sheet, ORGANISATIONS)
    notes = how_read(ORGANISATIONS, sheet)
    if ties is None:
        between = drawn_between(columns, parameters, 0, 0)
        notes.append(TIES_DRAWN_ONCE)
    else:
        told = _sheet(ties, TIE, TIES)
        between = ties_between(TIES, told, columns["name"], codes=columns.get("code"))
        notes += how_read(TIES, told)
    return system_of_rows(sheet, columns, scored, between, parameters, notes, ORGANISATIONS)


def _sheet(table: Any, known: Mapping[str, Column], where: str, scales: str | None = None) -> Sheet:
    """Read the rows of a table, numbered from 0 as its own, and check its columns."""
    if not is_table(table):
        raise UserError(f"{where} is a {type(table).__name__}; give a DataFrame")
    told = chosen_headings(dict(enumerate(table.columns)), known, where)
    told = with_scales(told, scales, where)
    names, there = names_of(told), {each.column for each in told.values()}
    for column in known.values():
        if column.needed and column.name not in there:
            raise UserError(f"{where} has no column '{column.name}', which is needed")
    values = [_cells(table[each]) for each in table.columns]
    rows = [dict(zip(names.values(), row, strict=True)) for row in zip(*values, strict=True)]
    return sheet_of(list(enumerate(rows)), "", told)


def _cells(column: Any) -> list[Any]:
    """Return the values of a column as those of Python, missing ones as they are."""
    for name in ("to_list", "to_pylist"):
        if hasattr(column, name):
            return list(getattr(column, name)())
    return list(np.asarray(column).tolist())
