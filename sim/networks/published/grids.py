"""The rows of any file that holds a table, with or without headings: text or a workbook.

Text is read row by row, since a directory of postcodes has millions of rows.
"""

import codecs
import csv
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.networks import file_kinds, workbooks
from sim.networks.cells import is_missing, word_in
from sim.networks.sheets import MARKS, SEPARATORS
from sim.params.errors import UserError

TOP = 60  # rows in which a layout is looked for
PIECE = 1 << 20  # bytes
ALL_IN_MEMORY = 50_000_000  # bytes; a text above is only looked at from its beginning
EVERY = 10_000  # rows
WIDEST = 10_000  # cells of a row
Row = Sequence[Any]
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a file: where it is, its first rows, and all of them with their numbers.

    where  the file, and the sheet of a workbook, for messages
    top    the first rows
    rows   gives every row with its number, from the first
    about  how many rows there are, as far as can be told from the beginning
    """

    where: str
    top: list[Row]
    rows: Callable[[], Iterator[tuple[int, Row]]]
    about: int = 0


def grids_of(path: Path) -> list[Grid]:
    """Return the tables of a file: one of a text, one for each sheet of a workbook.

    Raises
    ------
    UserError
        If it cannot be read, or is no table.
    """
    start = _start_of(path)
    if not start.startswith((file_kinds.ZIP, file_kinds.OLD_EXCEL)):
        return [_of_text(path)]
    tabs = workbooks.tabs_of(path, file_kinds.content_of(path))
    return [_of_tab(f"{path}, sheet '{each.name}'", each.rows) for each in tabs]


def watched(grid: Grid, watch: Watch) -> Grid:
    """Return a table that tells how many of its rows have been read, and of about how many."""

    def rows() -> Iterator[tuple[int, Row]]:
        for number, row in grid.rows():
            if number % EVERY == 0:
                watch(number, max(grid.about, number))
            yield number, row

    return replace(grid, rows=rows)


def word(cell: Any) -> str:
    """Return a cell as text with single spaces; empty if it says nothing or is none."""
    if cell is None or (is_missing(cell) and not isinstance(cell, str)):
        return ""
    return word_in(cell) or ""


def plain(text: Any) -> str:
    """Return a heading for comparison: "Gross internal floor area (m²)" in small plain words."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", word(text).lower()).split())


def places_of(row: Iterable[Any]) -> dict[str, int]:
    """Return where each heading of a row stands; of equals the first."""
    places: dict[str, int] = {}
    for k, cell in enumerate(row):
        if plain(cell):
            places.setdefault(plain(cell), k)
    return places


def cell(row: Row, place: int | None) -> Any:
    """Return a cell of a row, or None where there is none."""
    return row[place] if place is not None and place < len(row) else None


def _of_tab(where: str, rows: list[list[Any]]) -> Grid:
    return Grid(where, list(rows[:TOP]), lambda: enumerate(rows, start=1), len(rows))


def _start_of(path: Path) -> bytes:
    """Return the first bytes of a file; checks a whole one that is not too large for it."""
    try:
        if path.stat().st_size <= ALL_IN_MEMORY:
            return file_kinds.content_of(path)[:PIECE]
        with path.open("rb") as file:
            return file.read(PIECE)
    except OSError as problem:
        raise UserError(f"{path}: cannot be read ({problem.strerror}).") from None


def _of_text(path: Path) -> Grid:
    encoding = _encoding_of(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            lines = list(itertools.islice(file, TOP))
    except UnicodeDecodeError:
        raise UserError(f"{path}: this is no table of text; {file_kinds.SAVE}.") from None
    separator = _separator_of(lines)
    if any(line.count(separator) > WIDEST for line in lines):
        raise UserError(f"{path}: a row has over {WIDEST:,} cells; keep the columns that count.")

    def rows() -> Iterator[tuple[int, Row]]:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=separator)
            number = 0
            try:
                for number, row in enumerate(reader, start=1):
                    yield number, row
            except (csv.Error, UnicodeDecodeError):
                raise UserError(
                    f"{path}, after row {number}: a cell cannot be read; it is longer than "
                    f"{csv.field_size_limit():,} characters (is a quote missing?), or no text."
                ) from None

    about = path.stat().st_size * len(lines) // max(1, sum(map(len, lines)))
    return Grid(str(path), [row for _, row in itertools.islice(rows(), TOP)], rows, about)


def _encoding_of(path: Path) -> str:
    """Return how a text is encoded: by its mark, else UTF-8 if all of it is, else Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in MARKS:
            if start.startswith(mark):
                return name
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for piece in iter(lambda: file.read(PIECE), b""):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _separator_of(lines: Sequence[str]) -> str:
    """Return the separator that gives most lines the same number of cells, and most cells."""

    def found(separator: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
        width, count = max(widths.items(), key=lambda each: (each[0] > 1) * each[1], default=(0, 0))
        return (count if width > 1 else 0, width)

    try:
        return max(SEPARATORS, key=found)  # of equals the first: commas
    except csv.Error:
        return ","
