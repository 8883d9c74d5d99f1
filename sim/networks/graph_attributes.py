"""Attributes of a graph's nodes and edges as columns and ties; what is not used is named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.networks.assemble import Ties
from sim.networks.cells import is_missing, number_in, plain
from sim.networks.columns import (
    ORGANISATION,
    SHARES,
    TIE,
    heading,
    nearest,
    noted_as_missing,
    read,
    read_all,
    unknown,
)
from sim.params.errors import UserError

if TYPE_CHECKING:
    import networkx as nx

# What tools that draw graphs keep at a node: where there is any, `size` is one of these too.
OF_DRAWINGS = frozenset(
    {
        "label", "x", "y", "z", "r", "g", "b", "a", "color", "colour", "pos", "position", "viz",
        "shape", "style", "fill", "fillcolor", "fontsize", "fontcolor", "graphics", "width",
        "height", "labels", "image", "icon", "opacity", "alpha", "penwidth", "font",
    }
)  # fmt: skip
OF_EDGES = ("trust", "weight")
LISTED = 8  # attributes that a note names


def node_columns(
    graph: "nx.Graph", names: Sequence[str]
) -> tuple[dict[str, np.ndarray], list[str]]:
    """Return the columns that the attributes of the nodes are, and notes on the others.

    names  those of nodes without a name of their own
    """
    found: dict[str, dict[int, Any]] = {}
    others: dict[str, None] = {}
    for i, (node, attributes) in enumerate(graph.nodes(data=True)):
        known = _known(attributes, f"node {node!r}", ORGANISATION, ORGANISATION, others)
        for name, value in known.items():
            found.setdefault(name, {})[i] = value
    notes = []
    drawn = {heading(each) for each in others} & OF_DRAWINGS
    # GEXF and GML give every node a label: beside our own traits it is no sign of a drawing
    if "size" in found and (drawn - {"label"} or (drawn and found.keys().isdisjoint(SHARES))):
        del found["size"]
        notes.append(
            "the size of nodes is left out, since they come from a drawing (the attributes "
            f"{_listed(each for each in others if heading(each) in OF_DRAWINGS)}); remove "
            "these to have size count as the size of organisations"
        )
    if others:
        notes.append(f"attributes of nodes that say nothing here are left out: {_listed(others)}")
    columns = {}
    given_values = (value for values in found.values() for value in values.values())
    notes += noted_as_missing("attributes of nodes", given_values)
    for name, values in found.items():
        given = [values.get(i, names[i] if name == "name" else None) for i in range(len(names))]
        columns[name] = read_all(ORGANISATION[name], given, lambda i: f"node {names[i]!r}")
    columns.setdefault("name", np.array([*names, None], object)[:-1])
    return columns, notes


def _known(
    attributes: Mapping[Any, Any],
    where: str,
    wanted: Collection[str],
    meant: Collection[str],
    others: dict[str, None],
) -> dict[str, Any]:
    """Return the attributes that are used; adds the names of the others to `others`.

    wanted  names of those that are used
    meant   names that another may be a slip for, which is refused
    """
    known: dict[str, Any] = {}
    for given, value in attributes.items():
        name = heading(given)
        if name in known:
            raise UserError(f"{where}: the attribute '{name}' appears twice; keep one.")
        if name in wanted:
            known[name] = value
        elif name not in OF_DRAWINGS and nearest(given, meant):
            raise unknown(where, given, meant, "attribute")
        else:
            others[str(given)] = None
    return known


def edge_trust(graph: "nx.Graph") -> tuple[Ties, list[str]]:
    """Return each tie once with its trust, NaN where nothing is said, and notes on the rest."""
    number = {node: i for i, node in enumerate(graph)}
    others: dict[str, None] = {}
    edges = [
        (a, b, _known(data, f"edge {a!r} to {b!r}", OF_EDGES, ["trust"], others))
        for a, b, data in graph.edges(data=True)
        if a != b
    ]
    attribute, notes = _attribute([data for _, _, data in edges])
    ties: dict[tuple[int, int], float] = {}
    for a, b, data in edges:
        i, j = sorted((number[a], number[b]))
        trust = _trust(data, attribute, f"edge {a!r} to {b!r}")
        known = ties.setdefault((i, j), trust)
        if known != trust and not (np.isnan(known) and np.isnan(trust)):
            raise UserError(
                f"edge {a!r} to {b!r}: its trust is {_in_words(trust)} and {_in_words(known)}, "
                "but a tie goes both ways; give it one value."
            )
    if others:
        notes.append(f"attributes of edges that say nothing here are left out: {_listed(others)}")
    if graph.is_directed():
        notes.append("the graph is directed; here each of its ties goes both ways")
    loops = graph.number_of_edges() - len(edges)
    if loops:
        notes.append(f"edges from a node to itself are left out ({loops:,})")
    ends = np.array(list(ties), np.int64).reshape(-1, 2)
    return (ends[:, 0], ends[:, 1], np.array(list(ties.values()), np.float64)), notes


def _attribute(edges: Sequence[Mapping[str, Any]]) -> tuple[str, list[str]]:
    """Choose the attribute that holds the trust of edges: trust, or weights that can be trust."""
    weights = [data["weight"] for data in edges if "weight" in data]
    if not weights:
        return "trust", []
    usable = [number_in(plain(each)) for each in weights if not is_missing(plain(each))]
    if any("trust" in data for data in edges):
        return "trust", ["the weight of edges is left out: only their trust counts"]
    if all(each is not None and 0 < each <= 1 for each in usable):
        return "weight", ["the weight of edges is read as the trust of ties (0 to 1)"]
    return "trust", [
        "the weight of edges is left out, and ties have the usual trust: only the attribute trust "
        "counts, or a weight that is above 0 and at most 1 everywhere (divide by the largest)"
    ]


def _trust(data: Mapping[str, Any], attribute: str, where: str) -> float:
    """Read the trust of an edge; NaN where nothing is said."""
    trust = read(TIE["trust"], data.get(attribute), where)
    return float("nan") if trust is None else float(trust)


def _in_words(trust: float) -> str:
    return "not given" if np.isnan(trust) else f"{trust:g}"


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - LISTED} more" if len(every) > LISTED else ""
    return ", ".join(every[:LISTED]) + more
