"""Refuses XML that grows when it is read, before anything builds on it.

A workbook is XML in an archive, and so are GraphML and GEXF by themselves.  A few kilobytes of it
can stand for gigabytes: by entities that repeat each other, or by ranges of billions of cells.
"""

import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from sim.params.errors import UserError

DEEPEST = 100  # elements inside each other; workbooks and graphs need about 20
MOST_ELEMENTS = 5_000_000
RANGES = frozenset({"mergeCell", "hyperlink"})  # a reader makes a cell for each place of these
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
ENDLESS = 10**12
PIECE = 1 << 16


@dataclass(slots=True)
class Counted:
    """What XML holds: elements, cells of a workbook, formulas among them.

    A merged range counts as the cells that it covers.
    """

    elements: int = 0
    cells: int = 0
    formulas: int = 0


class GrowingXmlError(UserError):
    """XML that is small on disk and large in memory, or as deep as nothing sensible is."""


def refuse_growing_xml(content: bytes, where: str, most_cells: int | None = None) -> Counted:
    """Look through XML, whatever it means, and refuse what grows; builds nothing.

    Parameters
    ----------
    content : bytes
        XML such as GraphML or GEXF, or a part of a workbook.  It need not be valid: what is
        wrong with it is for its reader to say.
    where : str
        The file, for the message.
    most_cells : int, optional
        Cells of a workbook that are allowed; merged ones count too.

    Returns
    -------
    Counted
        What it holds, as far as it could be read.

    Raises
    ------
    GrowingXmlError
        If it declares entities or other definitions of its own, is nested deeper than 100, or holds
        too many elements or cells.

    Examples
    --------
    >>> refuse_growing_xml(path.read_bytes(), str(path))
    >>> graph = networkx.read_graphml(path)
    """
    look = _Look(where, most_cells)
    try:
        for start in range(0, len(content), PIECE):
            look.parser.Parse(content[start : start + PIECE], False)
    except (expat.ExpatError, ValueError, LookupError):  # its reader will say what is wrong
        pass
    return look.found


class _Look:
    """One look through XML."""

    def __init__(self, where: str, most_cells: int | None):
        self.where, self.most_cells = where, most_cells
        self.found, self.depth = Counted(), 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end

    def _doctype(self, _name: str, _system: Any, _public: Any, has_own: int) -> None:
        if has_own:
            self._entity()

    def _entity(self, *_about: Any) -> None:
        raise GrowingXmlError(
            f"{self.where}: it declares entities or other definitions (<!DOCTYPE x [...]>), which "
            "are not read; save it again from the program that made it."
        )

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        found = self.found
        self.depth += 1
        found.elements += 1
        if self.depth > DEEPEST:
            raise GrowingXmlError(
                f"{self.where}: its XML is more than {DEEPEST} elements deep; save it again from "
                "the program that made it."
            )
        kind = name.rpartition(":")[2]
        if kind == "c":
            found.cells += 1
        elif kind == "f":
            found.formulas += 1
        elif kind in RANGES and self.most_cells is not None:
            found.cells += _area(attributes.get("ref", ""))
        self._refuse_size()

    def _refuse_size(self) -> None:
        if self.most_cells is not None and self.found.cells > self.most_cells:
            raise GrowingXmlError(
                f"{self.where}: it has more than {self.most_cells:,} cells, those of merged ranges "
                "counted; remove what is not needed, or save the sheet as CSV (UTF-8)."
            )
        if self.found.elements > MOST_ELEMENTS:
            raise GrowingXmlError(
                f"{self.where}: its XML has more than {MOST_ELEMENTS:,} elements; keep what is "
                "needed."
            )

    def _end(self, _name: str) -> None:
        self.depth -= 1


def _area(reference: str) -> int:
    """Count the cells of a range such as A1:C3."""
    found = RANGE.fullmatch(reference)
    if found is None:
        return ENDLESS if ":" in reference else 1
    left, top, right, bottom = found.groups()
    columns = _column(right or left) - _column(left)
    return (abs(columns) + 1) * (abs(int(bottom or top) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number
