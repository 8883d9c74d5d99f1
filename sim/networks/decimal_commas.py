"""Numbers of a table written with a decimal comma, and those that could be read in two ways."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sim.networks.cells import shown
from sim.networks.columns import Column
from sim.params.faults import Fault, Place, Report

DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+( ?%)?")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
MIXED = ", but other numbers have a decimal comma"
UNCLEAR = ", which may mean a comma of decimals or of thousands"

Rows = Sequence[tuple[int, dict[str, Any]]]


def with_points(
    rows: Rows, columns: Mapping[str, Column], where: str, report: Report
) -> tuple[Rows, bool]:
    """Write decimal commas as points; returns the rows, and whether there were any commas.

    A number that may be 1.2 or 1,200, and a point among commas, is a fault; an unclear number then
    counts as missing.
    """
    ways = {way for _, _, way in _written(rows, columns)}
    if "unclear" in ways and ("point" in ways or "comma" not in ways):
        _report(rows, columns, where, report, "unclear")
        for row, name, way in list(_written(rows, columns)):
            if way == "unclear":
                row[1][name] = None
    if "comma" not in ways:
        return rows, False
    if "point" in ways:
        _report(rows, columns, where, report, "point")
    return [(k, _pointed(row, columns)) for k, row in rows], True


def _written(
    rows: Rows, columns: Mapping[str, Column]
) -> Iterator[tuple[tuple[int, dict[str, Any]], str, str]]:
    """Yield row, column and way of writing of each number that is text."""
    numbers = {name for name in columns if columns[name].holds == "numbers"}
    for each in rows:
        for name, cell in each[1].items():
            if name in numbers and isinstance(cell, str):
                yield each, name, _writing(cell.strip())


def _report(
    rows: Rows, columns: Mapping[str, Column], where: str, report: Report, wrong: str
) -> None:
    """Report each number that is written in this way."""
    why, advice = {
        "unclear": (UNCLEAR, "write it without the comma, as in {}"),
        "point": (MIXED, "write all numbers in one way"),
    }[wrong]
    for (k, row), name, way in _written(rows, columns):
        if way == wrong:
            said = shown(row[name])
            says = f"{name} is {said}{why}"
            then = advice.format(str(row[name]).strip().replace(",", ""))
            report(Fault(Place(where, k), says, then, column=name, value=said))


def _writing(text: str) -> str:
    """Say how a number is written: with a decimal comma or point, in thousands, or neither."""
    if "," in text:
        if THOUSANDS.fullmatch(text):
            return "unclear"
        if DECIMAL_COMMA.fullmatch(text):
            return "comma"
    return "point" if "." in text else "neither"


def _pointed(row: Mapping[str, Any], columns: Mapping[str, Column]) -> dict[str, Any]:
    """Write the numbers of a row with a decimal point."""
    return {
        name: cell.replace(",", ".")
        if isinstance(cell, str) and columns[name].holds == "numbers"
        else cell
        for name, cell in row.items()
    }
