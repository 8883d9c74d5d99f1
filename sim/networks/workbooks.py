"""Workbooks of Excel, read by openpyxl, which is an extra of its own."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.networks.cells import Formula
from sim.networks.file_kinds import damaged, refuse_other_than_workbook
from sim.params.errors import UserError

EXTRA = 'pip install "uptake-sim[spreadsheets]"'
WIDEST = 50_000_000  # cells from the first to the last that a sheet has


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet of a workbook: its name, its rows and what is to be said of how it was read."""

    name: str
    rows: list[list[Any]]
    how: list[str]


def tabs_of(path: Path, content: bytes) -> list[Tab]:
    """Return the sheets of a workbook as values of Python, hidden ones last.

    A merged cell counts in each of its rows, in the first of its columns. A formula counts as its
    result; one whose result is not in the file is a `Formula`, which no column allows.

    Parameters
    ----------
    path : Path
        The file, for messages; its name may end in any way.
    content : bytes
        What is in it.

    Raises
    ------
    UserError
        If openpyxl is not installed, or the file is not a workbook that it can read.
    """
    refuse_other_than_workbook(path, content)
    try:
        import openpyxl
    except ImportError:
        raise UserError(
            f"{path}: this is a workbook; save its sheet as CSV (UTF-8), or, to read workbooks, "
            f"run: {EXTRA}"
        ) from None
    try:
        with warnings.catch_warnings(action="ignore"):  # on styles and charts, which are not read
            book = openpyxl.load_workbook(io.BytesIO(content))
            results = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # a damaged file makes openpyxl, its zip and its XML raise whatever they like
        raise damaged(path) from None
    sheets = sorted(book.worksheets, key=lambda each: each.sheet_state != "visible")
    if not sheets:
        raise UserError(f"{path}: this workbook has no sheet with cells; save the sheet as CSV.")
    return [_tab(path, each, results[each.title]) for each in sheets]


def _tab(path: Path, sheet: Any, results: Any) -> Tab:
    """Read a sheet: its rows from the first, each as far as the sheet is wide."""
    if sheet.max_row * sheet.max_column > WIDEST:
        raise UserError(
            f"{path}: the sheet '{sheet.title}' has cells as far as row {sheet.max_row:,} and "
            f"column {sheet.max_column:,}; delete the empty ones, or save it as CSV (UTF-8)."
        )
    rows = [[_value(cell, results) for cell in row] for row in sheet.iter_rows()]
    hidden = "hidden " if sheet.sheet_state != "visible" else ""
    how = [f"from the {hidden}sheet '{sheet.title}'"]
    if _fill_merged(rows, sheet.merged_cells.ranges):
        how.append("with merged cells counted in each of their rows")
    unseen = sum(
        sheet.row_dimensions[k].hidden and any(cell is not None for cell in rows[k - 1])
        for k in [*sheet.row_dimensions]
        if k <= len(rows)
    )
    if unseen:
        how.append(f"with the rows that are hidden in it ({unseen:,})")
    return Tab(sheet.title, rows, how)


def _value(cell: Any, results: Any) -> Any:
    """Return the value of a cell: of a formula, its result as the file holds it."""
    if cell.data_type != "f":
        return cell.value
    result = results.cell(cell.row, cell.column)
    # An empty text is a result ("str"); without one the cell is as if nothing had been computed
    empty = result.value is None and result.data_type != "str"
    return Formula() if empty else result.value


def _fill_merged(rows: Sequence[list[Any]], merged: Any) -> bool:
    """Give each row of a merged cell its value; returns whether there was any to give."""
    filled = False
    for each in merged:
        value = rows[each.min_row - 1][each.min_col - 1]
        for row in rows[each.min_row : each.max_row]:
            filled = filled or value is not None
            row[each.min_col - 1] = value
    return filled
