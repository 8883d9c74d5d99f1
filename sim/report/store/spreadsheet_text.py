"""Text for a CSV file, so that no spreadsheet takes a label for a formula."""

import re
from typing import Any

# A formula begins with one of these (also in their wide forms), where a cell begins.  A cell also
# begins after a semicolon or tab where those part the columns, and in a new line.
FORMULA = re.compile(
    r"(?:^|(?<=[;\t\r\n]))(?=[^\S\t\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])"
)


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
