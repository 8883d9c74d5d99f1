"""Reads a user's own system: a networkx graph, or organisations and ties as CSV files."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from sim.networks.assemble import EVERYWHERE, ORGANISATION, assembled
from sim.networks.system import System
from sim.params import System as SystemParameters
from sim.params.errors import UserError

SHARES = ("maturity", "capacity", "culture", "finance", "legacy", "orientation")
NEEDED = ("name", "type", "maturity", "capacity", "culture", "finance")
OPTIONAL = ("region", "deprived", "size", "legacy", "orientation", "board_interval", "approvals")
WORDS = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
Row = Mapping[str, Any]


def system_from_files(
    organisations_file: Path, ties_file: Path | None, parameters: SystemParameters
) -> System:
    """Read the user's own organisations and ties.

    organisations_file  CSV with the columns in NEEDED and any in OPTIONAL; shares in [0, 1]
    ties_file           CSV with source and target (names), and optionally trust, above 0 and at
                        most 1; where there is none, the mean of a made-up system (`usual_trust`)
    """
    rows = _read(organisations_file, NEEDED, OPTIONAL)
    if not rows:
        raise UserError(f"{organisations_file}: no organisations; give one row for each.")
    organisations = [_organisation(row, f"{organisations_file}, row {k}") for k, row in rows]
    number = _numbered(organisations, str(organisations_file))
    ties = {} if ties_file is None else _ties(ties_file, number)
    return _system(organisations, ties, parameters, drawn=False)


def system_from_graph(graph: nx.Graph, parameters: SystemParameters | None = None) -> System:
    """Take organisations and ties from a graph, in the order of its nodes.

    Node attributes: any column of the CSV files, with the same rules.  A missing attribute, or
    None, is the system's mean (name: the node; type and region: the same for all).  Edge
    attribute: trust, as in the CSV file.  Directions are ignored.
    """
    parameters = parameters or SystemParameters()
    number = {node: i for i, node in enumerate(graph)}
    means = {trait: getattr(parameters, trait) for trait in SHARES}
    organisations = [
        means | {"name": str(node), "type": ORGANISATION} | _attributes(attributes, node)
        for node, attributes in graph.nodes(data=True)
    ]
    if not organisations:
        raise UserError("The graph has no nodes; a system needs at least one organisation.")
    _numbered(organisations, "The graph")
    ties = {
        _pair(number[a], number[b]): _trust(str(trust), f"edge {a!r} to {b!r}")
        for a, b, trust in graph.edges(data="trust", default="")
        if a != b
    }
    return _system(organisations, ties, parameters, drawn=True)


def to_graph(system: System) -> nx.Graph:
    """Return a system as a graph: nodes 0 to N-1 with traits, edges with trust."""
    graph, arrays = nx.Graph(), system.arrays
    for i, name in enumerate(system.names):
        graph.add_node(
            i,
            name=name,
            type=system.types[arrays.type[i]],
            region=system.regions[arrays.region[i]],
            deprived=bool(arrays.deprived[i]),
            size=float(arrays.size[i]),
            board_interval=int(arrays.board_interval[i]),
            approvals=int(arrays.approvals[i]),
            **{trait: float(getattr(arrays, trait)[i]) for trait in SHARES},
        )
    here = np.repeat(np.arange(system.organisations), np.diff(arrays.starts))
    graph.add_weighted_edges_from(
        zip(here.tolist(), arrays.peers.tolist(), arrays.trust.tolist(), strict=True), "trust"
    )
    return graph


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _read(path: Path, needed: Iterable[str], optional: Iterable[str]) -> list[tuple[int, Row]]:
    """Read a CSV file as (row number as in a spreadsheet, row), and check its columns.

    Empty rows are left out, but they count in the row numbers.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = [(k, row) for k, row in enumerate(csv.reader(file), start=1) if _has_text(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise UserError(f"{path}: cannot be read as CSV in UTF-8 ({problem}).") from problem
    columns = [cell.strip() for cell in lines[0][1]] if lines else []
    _check_columns(columns, path, needed, optional)
    for k, row in lines[1:]:
        if len(row) != len(columns):
            raise UserError(
                f"{path}, row {k}: it must have {len(columns)} cells, as the header has."
            )
    return [(k, dict(zip(columns, row, strict=True))) for k, row in lines[1:]]


def _has_text(row: Iterable[str]) -> bool:
    """Return whether any cell of a row has text in it."""
    return any(cell.strip() for cell in row)


def _check_columns(
    columns: Sequence[str], path: Path, needed: Iterable[str], optional: Iterable[str]
) -> None:
    for column in needed:
        if column not in columns:
            raise UserError(f"{path}: the column '{column}' is missing; give {_list(needed)}.")
    for column in columns:
        if column not in (*needed, *optional):
            raise UserError(
                f"{path}: unknown column '{column}'; choose from {_list((*needed, *optional))}."
            )
        if columns.count(column) > 1:
            raise UserError(f"{path}: the column '{column}' appears twice; keep one of them.")


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _organisation(row: Row, where: str) -> dict[str, Any]:
    """Turn the cells of one row into values; an empty optional cell gives no value."""
    values: dict[str, Any] = {}
    for column, cell in row.items():
        text = cell.strip()
        if text == "":
            if column in NEEDED:
                raise UserError(f"{where}: '{column}' is empty; every organisation needs it.")
            continue
        values[column] = _value(column, text, where)
    return values


def _attributes(given: Mapping[str, Any], node: Any) -> dict[str, Any]:
    """Turn the attributes of a node into values, as for the same text in a file."""
    where, values = f"node {node!r}", {}
    for name, value in given.items():
        if name not in (*NEEDED, *OPTIONAL):
            raise UserError(
                f"{where}: unknown attribute {name!r}; choose from {_list((*NEEDED, *OPTIONAL))}."
            )
        text = "" if value is None else str(value).strip()
        if text:
            values[name] = _value(name, text, where)
    return values


def _numbered(organisations: Iterable[Mapping[str, Any]], where: str) -> dict[str, int]:
    """Give each name a number; two organisations with the same name are an error."""
    number: dict[str, int] = {}
    for i, each in enumerate(organisations):
        if number.setdefault(each["name"], i) != i:
            raise UserError(
                f"{where}: two organisations have the name '{each['name']}'; rename one of them."
            )
    return number


def _value(column: str, text: str, where: str) -> Any:
    if column in ("name", "type", "region"):
        return text
    if column == "deprived":
        if text.lower() not in WORDS:
            raise UserError(f"{where}: deprived is '{text}'; write yes or no.")
        return WORDS[text.lower()]
    if column in ("board_interval", "approvals"):
        if not text.isdecimal() or int(text) < 1:
            raise UserError(f"{where}: {column} is '{text}'; it must be a whole number, 1 or more.")
        return int(text)
    if column in SHARES:
        return _number(column, text, where, 1.0, "a number from 0 to 1")
    return _number(column, text, where, 1e9, "a number above 0", above_zero=True)


def _number(
    column: str, text: str, where: str, high: float, allowed: str, above_zero: bool = False
) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not 0 <= number <= high or (above_zero and number == 0):
        raise UserError(f"{where}: {column} is '{text}'; it must be {allowed}.")
    return number


def _trust(text: str, where: str) -> float:
    """Read the trust of a tie; NaN where nothing is said."""
    if not text:
        return float("nan")
    return _number("trust", text, where, 1, "a number above 0 and at most 1", above_zero=True)


def _ties(path: Path, number: Mapping[str, int]) -> dict[tuple[int, int], float]:
    """Read ties; a pair that appears twice, in either direction, is an error."""
    ties: dict[tuple[int, int], float] = {}
    for k, row in _read(path, ("source", "target"), ("trust",)):
        where, ends = f"{path}, row {k}", []
        for column in ("source", "target"):
            name = row[column].strip()
            if name not in number:
                raise UserError(f"{where}: {column} '{name}' is not in the organisations file.")
            ends.append(number[name])
        if ends[0] == ends[1]:
            raise UserError(f"{where}: '{row['source']}' is tied to itself; remove the row.")
        if _pair(*ends) in ties:
            raise UserError(
                f"{where}: this pair appears twice; keep one row, since ties go both ways."
            )
        ties[_pair(*ends)] = _trust(row.get("trust", "").strip(), where)
    return ties


def _system(
    organisations: list[dict[str, Any]],
    ties: Mapping[tuple[int, int], float],
    parameters: SystemParameters,
    drawn: bool,
) -> System:
    """Turn organisations, each with its own values, into columns."""
    defaults = {
        each: getattr(parameters, each) for each in (*SHARES, "board_interval", "approvals")
    }
    defaults |= dict(size=1.0, deprived=False, region=EVERYWHERE)
    columns = {
        name: np.array([each.get(name, defaults.get(name)) for each in organisations])
        for name in (*NEEDED, *OPTIONAL)
    }
    ends = np.array(list(ties), np.int64).reshape(-1, 2)
    trust = np.array(list(ties.values()), float)
    return assembled(columns, ends[:, 0], ends[:, 1], trust, parameters, drawn)
