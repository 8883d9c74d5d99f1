"""Columns of our own that a list or a graph has: taken over as they stand, or named as left out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sim.networks.cells import Formula, is_missing, shown
from sim.networks.cells import plain as plain_value
from sim.networks.columns import ORGANISATION, refused
from sim.networks.headings import Heading, chosen_headings, parsed
from sim.networks.published.entries import Account, Organisation, told
from sim.networks.published.grids import Grid, Row, cell, plain, word
from sim.params.faults import Fault

TAKEN = {
    name: column
    for name, column in ORGANISATION.items()
    if name not in ("name", "type", "region", "code")
}
LISTED = 8  # headings that a line names


def own_headings(row: Row, where: str) -> tuple[dict[int, Heading], list[str]]:
    """Return the headings of a row that are columns of ours, by place, and what is left out."""
    faults: list[str] = []
    given: dict[int, Any] = {}
    for place, each in enumerate(row):
        try:
            if word(each) and parsed(word(each), TAKEN, where) is not None:
                given[place] = word(each)
        except Fault as fault:
            faults.append(str(fault))
    found = chosen_headings(given, TAKEN, where, lambda fault: faults.append(str(fault)))
    return found, faults


def reader(grid: Grid, header: int) -> Callable[[int, Row], dict[str, Any]]:
    """Return how a row, with its number, says what our own columns hold; nothing if it has none."""
    headings, _ = own_headings(grid.top[header], grid.where)

    def read(number: int, row: Row) -> dict[str, Any]:
        where = f"{grid.where}, row {number}"
        said = {
            key(each): _as_it_stands(cell(row, place), each, where)
            for place, each in headings.items()
        }
        said = {name: value for name, value in said.items() if value is not None}
        return {"own": said} if said else {}

    return read


def key(heading: Heading) -> str:
    """Return the heading under which a column is written: its name, or its text with the scale."""
    return heading.column if heading.is_plain else heading.text


def tell_columns(name: str, grid: Grid, header: int, read: Sequence[str], account: Account) -> None:
    """Say which columns of a file are taken over as they stand, and which are not read.

    name  of the file
    read  headings that are read otherwise
    """
    row = grid.top[header]
    headings, faults = own_headings(row, grid.where)
    if headings:
        columns = ", ".join(key(each) for each in headings.values())
        account.assumed.append(f"{columns}: as they stand in {name}")
    account.left_out.extend(faults)
    others = [
        shown(word(each))
        for place, each in enumerate(row)
        if word(each) and place not in headings and plain(each) not in read
    ]
    if others:
        what = "columns that say nothing here" if len(others) > 1 else "column that says nothing"
        account.left_out.append(f"{name}: {told(what, others, LISTED)}")


def add(organisation: Organisation, own: Mapping[str, Any]) -> list[str]:
    """Add cells to an organisation; returns the headings under which it has another value."""
    known = organisation.says.setdefault("own", {})
    return [name for name, value in own.items() if known.setdefault(name, value) != value]


def settle(organisations: Sequence[Organisation], account: Account) -> None:
    """Leave out headings of several files that would count twice; scores by pillar come first."""
    every = dict.fromkeys(name for each in organisations for name in each.says.get("own", {}))
    if not every:
        return
    faults: list[str] = []
    kept = chosen_headings(
        {name: name for name in every}, TAKEN, "the lists",
        lambda fault: faults.append(str(fault)),
    )  # fmt: skip
    account.left_out.extend(faults)
    if any("scores" in each.says for each in organisations):
        for name in [name for name, each in kept.items() if each.column == "maturity"]:
            why = "the scores of the assessment, by pillar, stand in its place"
            account.left_out.append(f"{name}: {why}")
            del kept[name]
    for each in organisations:
        own = each.says.get("own", {})
        each.says["own"] = {name: value for name, value in own.items() if name in kept}


def _as_it_stands(value: Any, heading: Heading, where: str) -> Any:
    """Return a cell as a file of organisations holds it; None if it says nothing."""
    value = plain_value(value)
    if isinstance(value, Formula):
        raise refused(TAKEN[heading.column], value, where)
    if is_missing(value):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return value if isinstance(value, int | float) else word(value) or None
