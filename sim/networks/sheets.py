"""Tables as spreadsheets write them, whatever their separators, encoding and headings.

A file is decoded (`_decoded`) and split into cells by the separator that finds the most known
headings; its header is looked for below any title. What is not plain CSV is said in one line.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.networks import file_kinds, workbooks
from sim.networks.cells import shown
from sim.networks.columns import Column
from sim.networks.decimal_commas import with_points
from sim.networks.headings import (
    Heading,
    chosen_headings,
    columns_of_cells,
    named,
    names_of,
    with_scales,
)
from sim.networks.stray_rows import without_notes
from sim.networks.text_rows import Rows, filled_places, first_rows, has_text, rows_of
from sim.params.errors import UserError
from sim.params.faults import Fault, Place, Report, refuse

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
SEP_LINE = re.compile(r'\s*"?sep=(.)"?[;,\t]*\s*', re.IGNORECASE)
TITLE_WITHIN = 20  # the header is looked for in so many rows
MARKS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its rows with their numbers, cells by column, and how it was read.

    how       in words, for a line that is shown; empty for a plain CSV file
    headings  those that say more than the name of a column, by their text, which the cells below
              them have in place of a name
    written   headings of the other columns as they are written, by the column
    """

    rows: list[tuple[int, dict[str, Any]]]
    how: str
    headings: Mapping[str, Heading] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)


def read_sheet(
    path: Path,
    columns: Mapping[str, Column],
    report: Report = refuse,
    scales: str | None = None,
) -> Sheet:
    """Read a table and check its columns.

    Rows have the numbers that a spreadsheet shows; empty rows are left out, but count.

    Parameters
    ----------
    path : Path
        A CSV file, or a workbook of Excel (.xlsx).
    columns : mapping of str to Column
        What the table may hold, and what it must.
    report : callable
        Takes each fault. A column that is unknown, and a row that is a note, are then left out.
    scales : str, optional
        Of columns whose headings do not say them: "maturity 1-5; culture %".

    Returns
    -------
    Sheet
        Rows as far as they have cells, from below the header.

    Raises
    ------
    UserError
        If the file is not a table.
    """
    content = file_kinds.content_of(path)
    if content.startswith((file_kinds.ZIP, file_kinds.OLD_EXCEL)):
        lines, how = _of_workbook(workbooks.tabs_of(path, content), columns)
    else:
        lines, how = _of_text(_decoded(content, path), columns, path)
    at, _ = _header(lines, columns)
    title = lines[:at]
    if title:
        first = next(cell for cell in title[0][1] if str(cell or "").strip())
        how.append(f"from below its title ({shown(first)})")
    headings = lines[at][1] if lines else []
    told = _columns(headings, lines[at + 1 :], columns, str(path), report)
    told = with_scales(told, scales, str(path), report)
    names, held = names_of(told), columns_of_cells(told, columns)
    plain = [each for each in told.values() if each.is_plain]
    changed = [each for each in plain if each.text.casefold() != each.column]
    if changed:
        said = ", ".join(f"{shown(each.text)} as {each.column}" for each in changed)
        how.append(f"with {said}")
    found = [
        (k, _cells(row, names, len(headings), Place(str(path), k), report))
        for k, row in without_notes(lines[at + 1 :], names, str(path), report)
    ]
    rows, has_commas = with_points(found, held, str(path), report)
    if has_commas:
        how.insert(min(1, len(how)), "with decimal commas")
    return sheet_of([*rows], ", ".join(how), told)


def plain_rows(path: Path) -> tuple[Rows, bool]:
    """Read a table whose columns are not known beforehand.

    Parameters
    ----------
    path : Path
        A CSV file, or a workbook, of which the first sheet with something in it counts.

    Returns
    -------
    rows
        All that have something in them, the header first, with the numbers a spreadsheet shows.
    is_split_by_commas
        Whether a comma stands between cells, so that none can stand in a bare number.

    Raises
    ------
    UserError
        If the file is not a table.
    """
    content = file_kinds.content_of(path)
    if content.startswith((file_kinds.ZIP, file_kinds.OLD_EXCEL)):
        tabs = workbooks.tabs_of(path, content)
        split = ([(k, r) for k, r in enumerate(t.rows, start=1) if has_text(r)] for t in tabs)
        return next((rows for rows in split if rows), []), False
    text, _ = _decoded(content, path)
    first, _, rest = text.partition("\n")
    given = SEP_LINE.fullmatch(first.rstrip("\r")) if first else None
    text = rest if given else text
    separators = [given.group(1)] if given else [*SEPARATORS]
    begun = {each: first_rows(text, each, 1) for each in separators}
    best = max(begun, key=lambda each: max((len(row) for _, row in begun[each]), default=0))
    return rows_of(text, best, path), best == ","


def sheet_of(
    rows: list[tuple[int, dict[str, Any]]], how: str, told: Mapping[Any, Heading]
) -> Sheet:
    """Make a table of rows and the headings above them."""
    more = {each.text: each for each in told.values() if not each.is_plain}
    return Sheet(rows, how, more, {h.column: h.text for h in told.values() if h.is_plain})


def _decoded(content: bytes, path: Path) -> tuple[str, list[str]]:
    """Turn bytes into text; returns it and the encoding in words, none if it is UTF-8."""
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    zeros = content[:4000].count(0)
    if marked is None and zeros > len(content[:4000]) // 4:  # UTF-16 without its mark
        marked = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    for name in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            said = {"cp1252": "Windows-1252"}.get(name, name[:6].upper())
            text = text.lstrip("\ufeff")  # a second mark, of a file put together from two
            return text, [] if name.startswith("utf-8") else [f"in {said}"]
    raise UserError(
        f"{path}: this is not a table of text; save it as CSV (UTF-8) or as a workbook (.xlsx)."
    )


def _of_text(
    decoded: tuple[str, list[str]], columns: Mapping[str, Column], path: Path
) -> tuple[Rows, list[str]]:
    """Split a text into cells, by the separator that finds most headings."""
    text, encoding = decoded
    first, _, rest = text.partition("\n")
    given = SEP_LINE.fullmatch(first.rstrip("\r")) if first else None
    if given is not None:
        text = rest
    separators = [given.group(1)] if given else [*SEPARATORS]
    first_of = {each: first_rows(text, each, TITLE_WITHIN) for each in separators}
    # Of equals the first: commas
    best = max(first_of, key=lambda each: _header(first_of[each], columns)[1])
    said = f"with {SEPARATORS.get(best, best)} between cells"
    how = [] if best == "," else [said]
    if given is not None:
        how = [f"{said} (its first line says so)"]
    return rows_of(text, best, path), [*how, *encoding]


def _of_workbook(
    tabs: Sequence[workbooks.Tab], columns: Mapping[str, Column]
) -> tuple[Rows, list[str]]:
    """Take the sheet of a workbook that has the most known headings; of equals the first."""
    split = [[(k, r) for k, r in enumerate(tab.rows, start=1) if has_text(r)] for tab in tabs]
    found = [_header(each, columns)[1] for each in split]
    best = found.index(max(found))
    equals = [tab.name for tab, each in zip(tabs, found, strict=True) if each == found[best] > 0]
    others = [each for each in equals if each != tabs[best].name]
    how = list(tabs[best].how)
    if others:
        how[0] += f" (not {', '.join(map(shown, others))}, with the same columns)"
    return split[best], how


def _header(lines: Rows, columns: Mapping[str, Column]) -> tuple[int, int]:
    """Return the place of the row with the most known headings, and how many it has."""
    found = [
        len({named(each, columns) for each in row} & {*columns}) for _, row in lines[:TITLE_WITHIN]
    ]
    most = max(found, default=0)
    return (found.index(most) if most else 0), most


def _columns(
    headings: Sequence[Any],
    below: Rows,
    columns: Mapping[str, Column],
    where: str,
    report: Report,
) -> dict[int, Heading]:
    """Read the heading in each place of the header; places without heading and cells are none."""
    given = {k: each for k, each in enumerate(headings) if str(each or "").strip()}
    for k in sorted(filled_places(below)):
        if k not in given and k < len(headings):
            report(Fault(where, f"column {k + 1} has no heading", "give it one, or remove it"))
    known = {named(each, columns) for each in given.values()}
    needed = [each.name for each in columns.values() if each.needed]
    for name in needed:
        if name not in known:
            says, advice = f"the column '{name}' is missing", f"give {', '.join(needed)}"
            report(Fault(where, says, advice, value=f"'{name}'"))
    return chosen_headings(given, columns, where, report)


def _cells(
    row: Sequence[Any], names: Mapping[int, str], width: int, where: Place, report: Report
) -> dict[str, Any]:
    """Return the cells of a row by column; cells beyond the header must be empty."""
    last = max(names, default=-1)
    if len(row) <= last or has_text(row[width:]):
        report(Fault(where, f"it must have {last + 1} cells, as the header has"))
        row = [*row, *[None] * width]
    return {name: row[k] for k, name in names.items()}
