"""Rows below a header that are no organisation and no tie: notes, totals and averages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sim.networks.cells import number_in, shown, word_in
from sim.networks.columns import Column
from sim.networks.named_totals import decimals, sums_among
from sim.params.faults import Fault, Place, Report

OF_ALL = re.compile(
    r"(grand |sub-?|sub |overall )?totals?( \(.*\)|:)?"
    r"|sum|all|average|mean|median|minimum|maximum|overall|england( average| mean| total)?"
    r"|(national|regional|overall|system|nhs|icb|trusts?|sites?|organisations?|practices?)"
    r" (totals?|sum|average|mean|median)"
    r"|totals? (trusts|sites|organisations|practices)"
    r"|(average|mean|median|sum)( \(.*\)| of .*|:)",
    re.IGNORECASE,
)
FEWEST_ABOVE = 3  # rows, before the last can be told to be their total
FEWEST_COLUMNS = 3  # that all are totals or averages: chance alone does this once in 100,000 files
APART = 20  # times the rounding that numbers must differ by, to tell anything


def without_notes(
    rows: Sequence[tuple[int, list[Any]]], names: Mapping[int, str], where: str, report: Report
) -> list[tuple[int, list[Any]]]:
    """Leave out rows in which only the first cell is filled; each is a fault, as more is needed.

    names  the column in each place
    """
    kept, first = [], min(names, default=0)
    for k, row in rows:
        filled = [i for i, cell in enumerate(row) if cell is not None and str(cell).strip()]
        if len(names) > 1 and len(filled) == 1 and filled[0] <= first:
            report(_note(Place(where, k), shown(row[filled[0]])))
        else:
            kept.append((k, row))
    return kept


def _note(where: Place, said: str) -> Fault:
    advice = "remove the row if it is a note, else fill in the cells that are needed"
    return Fault(where, f"only one cell is filled ({said})", advice, value=said)


def without_totals(
    rows: Sequence[tuple[int, dict[str, Any]]],
    columns: Mapping[str, Column],
    where: str,
    report: Report,
) -> list[tuple[int, dict[str, Any]]]:
    """Leave out rows that hold the total or the average of others; each is a fault."""
    others = []
    for k, row in rows:
        name = word_in(row.get("name")) or ""
        if OF_ALL.fullmatch(name):
            report(_total(Place(where, k), shown(name), "looks like a total or an average"))
        else:
            others.append((k, row))
    sums = sums_among(others, columns)
    kept = [each for i, each in enumerate(others) if i not in sums]
    for i in sorted(sums):
        k, row = others[i]
        said = shown(row.get("name"))
        report(_total(Place(where, k), said, "holds the total or the average of the others"))
    if len(kept) > FEWEST_ABOVE and _adds_up(kept, columns):
        k, row = kept.pop()
        said = shown(row.get("name"))
        report(_total(Place(where, k), said, "holds the totals or averages of the rows above"))
    return kept


def _total(where: Place, said: str, what: str) -> Fault:
    advice = "remove the row, or rename it if it is an organisation"
    return Fault(where, f"{said} {what}", advice, column="name", value=said)


def _adds_up(rows: Sequence[tuple[int, Mapping[str, Any]]], columns: Mapping[str, Column]) -> bool:
    """Whether each number of the last row, and enough of them, is the sum or mean of a column."""
    found = list(_fits(rows, columns))
    return len(found) >= FEWEST_COLUMNS and all(found)


def _fits(
    rows: Sequence[tuple[int, Mapping[str, Any]]], columns: Mapping[str, Column]
) -> Iterator[bool]:
    """Say for each column of numbers that differ whether the last is the sum or mean of others."""
    last = rows[-1][1]
    for name, cell in last.items():
        number = number_in(cell) if columns[name].holds == "numbers" else None
        if number is None:
            continue
        above = [number_in(row[name]) for _, row in rows[:-1]]
        values = np.array([each for each in above if each is not None])
        rounding = 0.5 * 10.0 ** -decimals(cell) + 1e-9
        if len(values) < FEWEST_ABOVE or np.ptp(values) < APART * rounding:
            continue
        near = np.abs(np.array([values.sum(), values.mean()]) - number)
        yield bool((near <= rounding).any())
