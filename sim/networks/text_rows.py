"""Text split into rows of cells by a separator, within the limits of what is read.

The limits are those of a large spreadsheet. They keep a file that is damaged, or meant to do harm,
from taking minutes or all memory.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sim.params.errors import UserError

Rows = list[tuple[int, list[Any]]]
SNIFFED = 1_000_000  # characters in which the header is looked for
MOST_LINES = 1_048_576  # rows of a spreadsheet, empty ones too
MOST_ROWS = 200_000  # with something in them: some seconds, and 300 MB of memory
MOST_CELLS = 5_000_000
LONGEST_CELL = csv.field_size_limit()  # characters
TOO_MANY_ROWS = (
    f"this table has more than {MOST_ROWS:,} rows; in Python a sparse matrix takes more "
    "organisations and ties (sim.from_matrix)"
)


def has_text(row: Iterable[Any]) -> bool:
    """Return whether any cell of a row has something in it."""
    return any(cell is not None and str(cell).strip() for cell in row)


def filled_places(rows: Rows) -> set[int]:
    """Return the places that hold something in any row, the first being 0."""
    return {k for _, row in rows for k, cell in enumerate(row) if cell is not None and cell != ""
            and str(cell).strip()}  # fmt: skip


def first_rows(text: str, separator: str, most: int) -> Rows:
    """Return the first rows that have text in them, as far as the text can be split."""
    found: Rows = []
    try:
        for each in islice(_filled(text[:SNIFFED], separator), most):
            found.append(each)
    except csv.Error:  # also where the text is cut
        pass
    return found


def rows_of(text: str, separator: str, path: Path) -> Rows:
    """Return the rows that have text in them, with their numbers.

    Raises
    ------
    UserError
        If a quotation mark is not closed, or the table is larger than what is read.
    """
    found: Rows = []
    cells = lines = 0
    try:
        for lines, row in _filled(text, separator):
            found.append((lines, row))
            cells += len(row)
            _refuse_size(len(found), cells, path)
    except csv.Error as error:
        raise UserError(f"{path}, below row {lines}: {_in_words(error)}.") from None
    return found


def _filled(text: str, separator: str) -> Iterator[tuple[int, list[Any]]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for k, row in enumerate(lines, start=1):
        if has_text(row):
            yield k, row
        elif k > MOST_LINES:
            raise csv.Error("empty")


def _refuse_size(rows: int, cells: int, path: Path) -> None:
    if rows > MOST_ROWS:
        raise UserError(f"{path}: {TOO_MANY_ROWS}.")
    if cells > MOST_CELLS:
        raise UserError(
            f"{path}: this table has more than {MOST_CELLS:,} cells; remove the empty rows and "
            "columns."
        )


def _in_words(error: csv.Error) -> str:
    """Say what a text has that cannot be split into cells."""
    if "limit" in str(error):
        return (
            f"a cell has more than {LONGEST_CELL:,} characters; shorten it, or close the quotation "
            "mark that begins it"
        )
    if str(error) == "empty":
        return f"more than {MOST_LINES:,} rows; remove those that are empty"
    if "end of data" in str(error):
        return "a quotation mark is not closed; close it, or remove it"
    return (
        "text goes on after a closing quotation mark; write a quotation mark inside a cell twice, "
        'as in "the ""new"" site"'
    )
