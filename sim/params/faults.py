"""A fault in the user's own files: where it is, what is wrong, and what is allowed there.

Who reads a file reports each fault that it meets. `refuse` raises the first, which is what a run
wants; `uptake check` keeps all of them, and a cell or row with a fault then counts as missing.
"""

from collections.abc import Callable
from typing import NamedTuple

from sim.params.errors import UserError


class Place(NamedTuple):
    """A file, or a row of it as a spreadsheet numbers them."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}"


class Fault(UserError):  # noqa: N818 - it is listed as often as it is raised
    """A fault in a file; its text is one line, as of any other error.

    Attributes
    ----------
    file : str
        The file, or another place in words.
    row : int or None
        The row, if it is in one.
    says, advice : str
        What is wrong, with the value; what is allowed, or what to do.
    column, value : str
        Where in the row, and what stands there; empty if it is not in a cell.
    nearest : str
        What may be meant instead; empty if nothing is near.
    """

    def __init__(
        self,
        where: Place | str,
        says: str,
        advice: str = "",
        *,
        column: str = "",
        value: str = "",
        nearest: str = "",
    ):
        hint = f" (did you mean {nearest}?)" if nearest else ""
        then = f"; {advice}" if advice else ""
        text = f"{where}: {says}{hint}{then}"
        super().__init__(text if text.endswith("?") else f"{text}.")
        self.file = where.file if isinstance(where, Place) else where
        self.row = where.row if isinstance(where, Place) else None
        self.says, self.advice = says, advice
        self.column, self.value, self.nearest = column, value, nearest


Report = Callable[[Fault], None]


def refuse(fault: Fault) -> None:
    """Raise the fault."""
    raise fault
