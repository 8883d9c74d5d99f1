"""Graphs from any file that networkx reads, without what a hostile file may do.

XML with a document type or an entity is refused before it is parsed: none of these formats needs
one.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.networks.cells import number_in
from sim.networks.xml_limits import refuse_growing_xml
from sim.params.errors import UserError

if TYPE_CHECKING:
    import networkx as nx

LARGEST = 50_000_000  # bytes: a graph takes twenty times as much memory
XML = (".graphml", ".gexf", ".xml")
EDGES = (".edgelist", ".edges")
ENDINGS = (*XML, ".gml", ".net", ".json", *EDGES)
PIECE = 1 << 16


def is_graph_file(path: Path) -> bool:
    """Whether a file is a graph, by its ending."""
    return path.suffix.lower() in ENDINGS


def graph_of(path: Path) -> "nx.Graph":
    """Read a graph from a file.

    Raises
    ------
    UserError
        If it cannot be read, is too large, or declares a document type or entities.
    """
    import networkx as nx

    kind = path.suffix.lower()
    readers: dict[str, Callable[[Path], Any]] = {
        ".graphml": nx.read_graphml, ".gexf": _gexf, ".xml": nx.read_graphml,
        ".gml": lambda each: nx.read_gml(each, label="id"), ".net": nx.read_pajek,
        ".json": _of_json,
    }  # fmt: skip
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(
                f"{path}: this graph is too large to be read (above {LARGEST / 1e6:,.0f} MB); give "
                "its ties as CSV: source, target, trust."
            )
        if kind in XML:
            _refuse_declarations(path)
            refuse_growing_xml(path.read_bytes(), str(path))
        return readers.get(kind, _of_edges)(path)
    except (UserError, MemoryError):
        raise
    except OSError as problem:
        raise UserError(f"{path}: cannot be read ({problem.strerror}).") from None
    except Exception as problem:  # a damaged file makes networkx raise whatever it likes
        said = " ".join(str(problem).split())[:100] or type(problem).__name__
        raise UserError(f"{path}: this is no graph that can be read ({said}).") from None


def with_weight(graph: "nx.Graph", name: str, path: Path) -> tuple["nx.Graph", str]:
    """Take an attribute of the edges as their trust; returns the graph and a note on it.

    Weights that go above 1 are divided by the largest.

    Raises
    ------
    UserError
        If no edge has it, or one has no number above 0.
    """
    import networkx as nx

    given = [data.get(name) for _, _, data in graph.edges(data=True)]
    if all(each is None for each in given):
        known = sorted({str(key) for _, _, data in graph.edges(data=True) for key in data})
        raise UserError(
            f"{path}: no edge has the attribute '{name}'; they have {', '.join(known) or 'none'}."
        )
    numbers = [number_in(each) for each in given if each is not None]
    if any(each is None or not 0 < each < float("inf") for each in numbers):
        raise UserError(f"{path}: '{name}' must be a number above 0 at every edge that has it.")
    largest = max(1.0, *(float(each or 0) for each in numbers))
    made = nx.Graph(name=graph.graph.get("name", ""))
    made.add_nodes_from(graph.nodes(data=True))
    for one, other, data in graph.edges(data=True):
        trust = number_in(data.get(name))
        known = made.get_edge_data(one, other, {}).get("trust")
        if trust is not None:  # of parallel edges, and of both directions, the strongest
            made.add_edge(one, other, trust=max(trust / largest, known or 0.0))
        elif known is None:
            made.add_edge(one, other)
    divided = "" if largest == 1.0 else f", divided by the largest ({largest:g})"
    return made, f"the trust of ties is the {name} of edges{divided} (assumed)"


def _refuse_declarations(path: Path) -> None:
    """Refuse XML that declares a document type or entities; reads as far as it has to."""
    from xml.parsers import expat

    def refuse(*_: Any) -> None:
        raise UserError(
            f"{path}: it declares a document type or entities, which a graph has no need of and "
            "which can do harm; save it again without them."
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(PIECE), b""):
            parser.Parse(piece, False)
        parser.Parse(b"", True)


def _gexf(path: Path) -> Any:
    """Read GEXF; its nodes are called by their labels where these differ from their ids."""
    import networkx as nx

    graph = nx.read_gexf(path)
    for node, data in graph.nodes(data=True):
        if data.get("label") not in (None, "", node):
            data.setdefault("name", data["label"])
    return graph


def _of_json(path: Path) -> Any:
    """Read nodes and links, or nodes and edges, as networkx and D3 write them."""
    import networkx as nx

    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise UserError(f"{path}: it is nested too deep.") from None
    links = data.get("links", data.get("edges")) if isinstance(data, dict) else None
    nodes = data.get("nodes") if isinstance(data, dict) else None
    if not isinstance(nodes, list) or not isinstance(links, list):
        raise UserError(f"{path}: a graph as JSON has nodes and links (or edges), both lists.")
    graph = nx.Graph(name=str(data.get("graph", {}).get("name", "")))
    ids = []
    for k, each in enumerate(nodes):
        about = dict(each) if isinstance(each, dict) else {"id": each}
        ids.append(about.pop("id", about.get("name", k)))
        graph.add_node(ids[-1], **{str(key): value for key, value in about.items()})
    for each in links:
        about = dict(each)
        ends = [about.pop("source"), about.pop("target")]
        # D3 writes the number of a node where no node has that id
        one, other = (ids[end] if end not in graph and type(end) is int else end for end in ends)
        if one not in graph or other not in graph:
            raise UserError(f"{path}: a link names a node that is not there.")
        graph.add_edge(one, other, **{str(key): value for key, value in about.items()})
    return graph


def _of_edges(path: Path) -> Any:
    """Read a list of edges: two names, and a weight if there is a third."""
    import networkx as nx

    graph = nx.Graph()
    for number, parts in _lines(path):
        weight = number_in(parts[2]) if len(parts) > 2 else None
        if len(parts) not in (2, 3) or (len(parts) == 3 and weight is None):
            raise UserError(
                f"{path}, row {number}: an edge is two names and, if you like, a weight; put "
                "commas or tabs between names that have spaces."
            )
        graph.add_edge(parts[0], parts[1], **({} if weight is None else {"weight": weight}))
    return graph


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip()
        separator = next((each for each in "\t,;" if each in text), None)
        if text:
            parts = text.split(separator) if separator else re.split(r"\s+", text)
            yield number, [each.strip() for each in parts]
