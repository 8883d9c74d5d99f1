"""Text for spreadsheets, so that none of them takes a label for a formula.

Whatever writes text of users to a CSV file calls `as_text`, to a workbook `put`; readers of names
call `as_meant`, so that a name is the same after being written and read.
"""

import re
from typing import Any

from sim.params.visible_text import visible

# A formula begins with one of these (also in their wide forms), where a cell begins.  A cell also
# begins after a semicolon or tab where those part the columns, and in a new line.
SIGNS = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
FORMULA = re.compile(rf"(?:^|(?<=[;\t\r\n]))(?=[^\S\t\r\n]*{SIGNS})|^(?=[\t\r\n])")
MARKED = re.compile(rf"(?:^|(?<=[;\t\r\n]))'(?=[^\S\t\r\n]*{SIGNS})|^'(?=[\t\r\n])")


def as_text(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay numbers.

    Parameters
    ----------
    value : object
        A cell: text such as the label of a plan, or a number, or nothing.

    Returns
    -------
    object
        ``"'=1+1"`` for ``"=1+1"``; anything else as it is.
    """
    return FORMULA.sub("'", value) if isinstance(value, str) else value


def as_meant(text: str) -> str:
    """Take the apostrophes off that `as_text` puts: ``"=1+1"`` for ``"'=1+1"``."""
    return MARKED.sub("", text) if "'" in text else text


def put(cell: Any, value: Any) -> None:
    """Write a value to a cell of a workbook (openpyxl); text is never a formula there.

    Text keeps its letters: the cell itself says that it is text, also once somebody edits it. What
    cannot be seen, and a workbook cannot hold, is left out.
    """
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = visible(value)
    cell.data_type = "s"  # openpyxl takes text that begins with = for a formula
    cell.quotePrefix = FORMULA.match(value) is not None
