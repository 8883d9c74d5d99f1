"""Workbooks of Excel, read by openpyxl, which is an extra of its own."""

import io
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.networks.cells import Formula, Percent
from sim.networks.file_kinds import damaged, refuse_other_than_workbook
from sim.networks.text_rows import MOST_ROWS, TOO_MANY_ROWS
from sim.networks.xml_limits import GrowingXmlError, refuse_growing_xml
from sim.params.errors import UserError

EXTRA = 'pip install "uptake-sim[spreadsheets]"'
WIDEST = 50_000_000  # cells from the first to the last that a sheet has
MOST_CELLS = 500_000  # that hold something or are merged: five seconds, and 500 MB of memory
MACROS, OTHER_BOOKS = "xl/vbaProject.bin", "xl/externalLinks/"


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet of a workbook: its name, its rows and what is to be said of how it was read."""

    name: str
    rows: list[list[Any]]
    how: list[str]


def tabs_of(path: Path, content: bytes) -> list[Tab]:
    """Return the sheets of a workbook as values of Python, hidden ones last.

    A merged cell counts in each of its rows, in the first of its columns. A formula counts as its
    result; one whose result is not in the file is a `Formula`, which no column allows. Nothing in
    the file is run, and no other file is read: macros and links to other workbooks are left out.

    Parameters
    ----------
    path : Path
        The file, for messages; its name may end in any way.
    content : bytes
        What is in it.

    Raises
    ------
    UserError
        If openpyxl is not installed, the file is not a workbook that it can read, or it is larger
        in memory than any table of organisations is.
    """
    names = refuse_other_than_workbook(path, content)
    try:
        import openpyxl
    except ImportError:
        raise UserError(
            f"{path}: this is a workbook; save its sheet as CSV (UTF-8), or, to read workbooks, "
            f"run: {EXTRA}"
        ) from None
    try:
        formulas = _formulas(path, content)
        with warnings.catch_warnings(action="ignore"):  # on styles and charts, which are not read
            book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
            results = book
            if formulas:
                results = openpyxl.load_workbook(
                    io.BytesIO(content), data_only=True, keep_links=False
                )
    except GrowingXmlError:
        raise
    except Exception:  # a damaged file makes openpyxl, its zip and its XML raise whatever they like
        raise damaged(path) from None
    sheets = sorted(book.worksheets, key=lambda each: each.sheet_state != "visible")
    if not sheets:
        raise UserError(f"{path}: this workbook has no sheet with cells; save the sheet as CSV.")
    left_out = _left_out(names)
    return [_tab(path, each, results[each.title], left_out) for each in sheets]


def _formulas(path: Path, content: bytes) -> int:
    """Count the formulas of a workbook, and refuse one that would grow in memory."""
    cells = formulas = 0
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for each in parts.namelist():
            found = refuse_growing_xml(parts.read(each), str(path), MOST_CELLS - cells)
            cells, formulas = cells + found.cells, formulas + found.formulas
    return formulas


def _left_out(names: frozenset[str]) -> list[str]:
    """Say what else is in a workbook that could act, and does not here."""
    said = []
    if MACROS in names:
        said.append("without its macros")
    if any(each.startswith(OTHER_BOOKS) for each in names):
        said.append("with what it last knew of other workbooks")
    return said


def _tab(path: Path, sheet: Any, results: Any, left_out: list[str]) -> Tab:
    """Read a sheet: its rows from the first, each as far as the sheet is wide."""
    if sheet.max_row * sheet.max_column > WIDEST:
        raise UserError(
            f"{path}: the sheet '{sheet.title}' has cells as far as row {sheet.max_row:,} and "
            f"column {sheet.max_column:,}; delete the empty ones, or save it as CSV (UTF-8)."
        )
    rows = _rows(sheet, results)
    hidden = "hidden " if sheet.sheet_state != "visible" else ""
    how = [f"from the {hidden}sheet '{sheet.title}'", *left_out]
    if _fill_merged(rows, sheet.merged_cells.ranges):
        how.append("with merged cells counted in each of their rows")
    if sum(map(bool, rows)) > MOST_ROWS:
        raise UserError(f"{path}: {TOO_MANY_ROWS}.")
    unseen = sum(
        sheet.row_dimensions[k].hidden and any(cell is not None for cell in rows[k - 1])
        for k in [*sheet.row_dimensions]
        if k <= len(rows)
    )
    if unseen:
        how.append(f"with the rows that are hidden in it ({unseen:,})")
    return Tab(sheet.title, rows, how)


def _rows(sheet: Any, results: Any) -> list[list[Any]]:
    """Return the rows of a sheet, each as wide as the sheet, or empty if no cell of it is there.

    Its cells are taken as openpyxl keeps them: to go through its rows makes a cell for every place.
    """
    width, last = sheet.max_column, sheet.max_row  # each looks through all cells
    filled: dict[int, list[Any]] = {}
    for (row, column), cell in sheet._cells.items():
        value = _value(cell, results)
        if value is not None:
            if row not in filled:
                filled[row] = [None] * width
            filled[row][column - 1] = value
    return [filled.get(k, []) for k in range(1, last + 1)]


def _value(cell: Any, results: Any) -> Any:
    """Return the value of a cell: of a formula, its result as the file holds it."""
    found = _result(cell, results)
    is_share = isinstance(found, int | float) and "%" in str(cell.number_format)
    return Percent(found) if is_share else found


def _result(cell: Any, results: Any) -> Any:
    if cell.data_type != "f":
        return cell.value
    result = results.cell(cell.row, cell.column)
    # An empty text is a result ("str"); without one the cell is as if nothing had been computed
    empty = result.value is None and result.data_type != "str"
    return Formula() if empty else result.value


def _fill_merged(rows: list[list[Any]], merged: Any) -> bool:
    """Give each row of a merged cell its value; returns whether there was any to give."""
    filled = False
    for each in merged:
        first, *others = rows[each.min_row - 1 : each.max_row] or [[]]
        value = first[each.min_col - 1] if first else None
        if value is None:
            continue
        for k, row in enumerate(others, start=each.min_row):
            filled = True
            rows[k] = row or [None] * len(first)
            rows[k][each.min_col - 1] = value
    return filled
