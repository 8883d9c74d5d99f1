"""What was found of organisations as files: tables for a spreadsheet, a workbook, a map."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.networks.workbooks import EXTRA
from sim.params.spreadsheet_text import as_text, put
from sim.report.sites.table import lever_rows, site_rows
from sim.report.store.folder import Claim
from sim.study.sites.records import Sites

ROUNDED = 4  # decimals of a share, and of points
Rows = Sequence[Mapping[str, Any]]


def write(sites: Sites, claimed: Claim, figures: bool = True) -> list[str]:
    """Write all files into a claimed folder, whole or not at all.

    Returns
    -------
    list of str
        What there is to say about them, such as that there is no workbook.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    tables = {"organisations": site_rows(sites), "levers": lever_rows(sites)}
    said: list[str] = []
    with claimed.writing() as folder:
        write_csv(folder / "sites.csv", tables["organisations"])
        if tables["levers"]:
            write_csv(folder / "levers.csv", tables["levers"])
        if not write_workbook(folder / "sites.xlsx", tables):
            said.append(f"No workbook (sites.xlsx): it needs {EXTRA}")
        if figures:
            from sim.report.figures.sites_map import sites_map

            sites_map(sites).save(folder)
    return said


def write_csv(path: Path, rows: Rows) -> None:
    """Write a table with the mark that tells Excel its encoding; no text becomes a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        written = csv.writer(file)
        written.writerow(map(as_text, rows[0]))
        written.writerows([as_text(_rounded(each)) for each in row.values()] for row in rows)


def write_workbook(path: Path, tables: Mapping[str, Rows]) -> bool:
    """Write a workbook with a sheet for each table; False if openpyxl is not there.

    Text that a spreadsheet would run is kept from it, as in CSV, and is stored as text besides.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        return False
    book = Workbook()
    book.remove(book.active)
    for title, rows in tables.items():
        if not rows:
            continue
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "B2"
        for number, row in enumerate([list(rows[0]), *(list(each.values()) for each in rows)], 1):
            for column, value in enumerate(row, 1):
                put(sheet.cell(number, column), as_text(_rounded(value)))
        for column, name in enumerate(rows[0], 1):
            letter = sheet.cell(1, column).column_letter
            sheet.column_dimensions[letter].width = _width([name, *(each[name] for each in rows)])
    book.save(path)
    return True


def _rounded(value: Any) -> Any:
    return round(value, ROUNDED) if isinstance(value, float) else value


def _width(values: Sequence[Any]) -> float:
    return float(min(60, max(8, *(len(str(each)) for each in values)) + 2))
