"""A graph with the attributes of its nodes as rows of organisations and ties."""

from pathlib import Path
from typing import Any

import numpy as np

from sim.networks.cells import word_in
from sim.networks.columns import ORGANISATION, refuse_bad_names
from sim.networks.graph_attributes import edge_trust, node_columns
from sim.networks.published.entries import Account
from sim.networks.published.graphs import graph_of, with_weight
from sim.networks.stands import TOLD, since_in_words
from sim.params.errors import UserError

ONE_TYPE = "Organisation"


def of_graph(
    path: Path, weight: str | None, account: Account
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of organisations and of ties that a graph says.

    weight  the attribute of edges that is their trust; None: trust, or a weight of at most 1

    Raises
    ------
    UserError
        If the graph cannot be read, has no nodes, or an attribute is out of its range.
    """
    graph = graph_of(path)
    if weight is not None:
        graph, note = with_weight(graph, weight, path)
        account.assumed.append(note)
    names = [word_in(node) or str(node) for node in graph]
    if not names:
        raise UserError(f"{path}: the graph has no nodes.")
    labels = [word_in(data.get("label")) for _, data in graph.nodes(data=True)]
    if None not in labels and len({*labels}) == len(labels):
        names = [str(each) for each in labels]
    columns, notes = node_columns(graph, names)
    refuse_bad_names(columns["name"], lambda i: f"{path}, node {names[i]}")
    (one, other, trust), more = edge_trust(graph)
    account.assumed.extend([*notes, *more])
    rows = [
        {name: as_cell(name, values[i]) for name, values in columns.items() if is_said(values[i])}
        for i in range(len(names))
    ]
    if any("type" not in each for each in rows):
        rows = [{"type": ONE_TYPE} | each for each in rows]
        account.assumed.append(f"type: {ONE_TYPE} where a node has none")
    account.read.append(f"{path.name}: {len(rows):,} organisations and {len(one):,} ties (graph)")
    called = [each["name"] for each in rows]
    ties = []
    for i, j, value in zip(one.tolist(), other.tolist(), trust.tolist(), strict=True):
        tie = {"source": called[i], "target": called[j]}
        ties.append(tie if np.isnan(value) else tie | {"trust": value})
    return rows, ties


def is_said(value: Any) -> bool:
    """Whether an attribute as it was read says anything: it is neither None nor NaN."""
    return value is not None and value == value


def as_cell(name: str, value: Any) -> Any:
    """Write a value as a file of organisations says it."""
    column = ORGANISATION[name]
    if column.holds == "yes or no":
        return "yes" if value else "no"
    if column.holds == "a stage":
        return TOLD[int(value)]
    if column.holds == "a month":
        return since_in_words(int(value))
    if column.holds == "numbers":
        return int(value) if column.whole else float(value)
    return value
