"""Workbooks of Excel, read by openpyxl, which is an extra of its own."""

import zipfile
from pathlib import Path
from typing import Any

from sim.params.errors import UserError

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SIGNATURES = (ZIP, OLD_EXCEL)
EXTRA = 'pip install "uptake-sim[spreadsheets]"'


def sheets_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every sheet of a workbook, by its name, as values of Python.

    Raises
    ------
    UserError
        If openpyxl is not installed, or the file is not a workbook that it can read.
    """
    if path.read_bytes()[: len(OLD_EXCEL)] == OLD_EXCEL:
        raise UserError(
            f"{path}: this is a workbook of an old Excel, or one with a password; "
            "save it as .xlsx or as CSV (UTF-8)."
        )
    try:
        import openpyxl
    except ImportError:
        raise UserError(
            f"{path}: this is a workbook; save its sheet as CSV (UTF-8), or, to read workbooks, "
            f"run: {EXTRA}"
        ) from None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        found = {each.title: list(each.iter_rows(values_only=True)) for each in book.worksheets}
        book.close()
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as problem:
        reason = " ".join(str(problem).split())
        raise UserError(
            f"{path}: cannot be read as a workbook ({reason}); save its sheet as CSV (UTF-8)."
        ) from None
    if not found:
        raise UserError(f"{path}: this workbook has no sheet with cells; save the sheet as CSV.")
    return found
