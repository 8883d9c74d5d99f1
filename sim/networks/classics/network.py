"""Networks as somebody brings them, laid out for a kernel: whom each node influences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from scipy import sparse

from sim.networks.classics import kernels
from sim.networks.system import Floats, Whole
from sim.params.errors import UserError

NO_WEIGHTS = np.empty(0)
MOST_NODES = 2**31 - 1
PLACE = "uptake"


@dataclass(frozen=True, slots=True)
class Network:
    """Ties by the node from which influence runs; nobody is tied to himself.

    nodes    in the graph's order
    starts   int64[N + 1]   node i influences peers[starts[i] : starts[i + 1]]
    peers    int32[ties]    each at most once for a node
    weights  float64[ties]  > 0; empty where all ties weigh the same
    """

    nodes: Sequence[Any]
    starts: Whole
    peers: np.ndarray
    weights: Floats


def network_of(graph: Any, weight: str | None) -> Network:
    """Lay out a networkx graph or a scipy.sparse matrix; see `sim.spread` for what it means."""
    if sparse.issparse(graph):
        return _from_matrix(graph)
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        raise UserError(
            f"graph is a {type(graph).__name__}; it must be a networkx graph or a scipy.sparse "
            "matrix (scipy.sparse.csr_array(matrix) makes one of an array)"
        )
    return _from_graph(graph, weight)


def _from_matrix(matrix: Any) -> Network:
    """Take the entries of a matrix as ties; the matrix itself is left as it is."""
    if len(matrix.shape) != 2 or matrix.shape[0] != matrix.shape[1]:
        raise UserError(f"the matrix is {_by(matrix.shape)}; a network needs a square one")
    rows = matrix.tocsr()
    if not (np.issubdtype(rows.dtype, np.bool_) or np.issubdtype(rows.dtype, np.number)):
        raise UserError(f"the matrix holds {rows.dtype}; its entries must be numbers")
    if np.iscomplexobj(rows):
        raise UserError("the matrix holds complex numbers; a tie's weight must be a real one")
    if not rows.has_canonical_format:
        rows = rows.copy() if rows is matrix else rows
        rows.sum_duplicates()
    return _laid_out(range(rows.shape[0]), rows.indptr, rows.indices, rows.data)


def _from_graph(graph: Any, weight: str | None) -> Network:
    """Read a graph's ties, unless they were read before and the graph has not changed since.

    Reading takes longer than spreading.  So what was read stays where networkx itself keeps what
    others make of a graph: a place that every change of the graph empties.  Weights are read each
    time, since networkx does not notice when an attribute of an edge changes.
    """
    kept = _place_of(graph) if weight is None else {}
    network: Network | None = kept.get(PLACE)
    if network is None:
        network = _read(graph, weight)
        kept[PLACE] = network
    return network


def _place_of(graph: Any) -> dict[str, Any]:
    """Give the place where a graph keeps things until it changes; an empty one if it has none.

    A view has none: it does not learn that the graph behind it changes.
    """
    import networkx as nx

    plain = type(graph) in (nx.Graph, nx.DiGraph) and not hasattr(graph, "_graph")
    place: dict[str, Any] | None = getattr(graph, "__networkx_cache__", None)
    allowed = getattr(nx.config, "cache_converted_graphs", True)
    return place if plain and allowed and place is not None else {}


def _read(graph: Any, weight: str | None) -> Network:
    """Read a graph's adjacency in one go, without a look at each edge in Python if possible."""
    nodes: Sequence[Any] = list(graph)
    degrees = np.fromiter((len(ties) for _, ties in graph.adjacency()), np.int64, len(nodes))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(degrees)])
    others: Iterable[Any] = chain.from_iterable(ties for _, ties in graph.adjacency())
    nodes = range(len(nodes)) if nodes == list(range(len(nodes))) else nodes
    if not isinstance(nodes, range):
        number = {node: i for i, node in enumerate(nodes)}
        others = map(number.__getitem__, others)
    peers = np.fromiter(others, np.int32, starts[-1])
    if weight is None and not graph.is_multigraph():
        return _laid_out(nodes, starts, peers, NO_WEIGHTS)
    weighed = (_heaviness(graph, a, b, said, weight) for a, b, said in _edges(graph))
    return _laid_out(nodes, starts, peers, np.fromiter(weighed, np.float64, starts[-1]))


def _edges(graph: Any) -> Iterable[tuple[Any, Any, Any]]:
    """Yield every tie in the order of the adjacency, with what the graph says of it."""
    return ((a, b, said) for a, ties in graph.adjacency() for b, said in ties.items())


def _heaviness(graph: Any, a: Any, b: Any, said: Any, weight: str | None) -> float:
    """Weight of a tie: its attribute, or the sum over parallel edges."""
    edges = said.values() if graph.is_multigraph() else (said,)
    if weight is None:
        return float(len(edges))
    try:
        weights = [float(edge[weight]) for edge in edges]
    except KeyError:
        raise UserError(f"the edge {a!r} - {b!r} has no {weight!r}; give every edge one") from None
    except (TypeError, ValueError):
        raise UserError(f"the edge {a!r} - {b!r} has a {weight!r} that is no number") from None
    if any(not each >= 0 for each in weights):
        raise UserError(f"the edge {a!r} - {b!r} has a {weight!r} below 0; weights are 0 or more")
    return sum(weights)


def _laid_out(
    nodes: Sequence[Any], starts: np.ndarray, peers: np.ndarray, weights: np.ndarray
) -> Network:
    """Check the weights, leave out loops and ties of weight 0, and see if all weigh the same."""
    if len(nodes) > MOST_NODES:
        raise UserError(f"the network has {len(nodes):,} nodes; at most 2^31 - 1 can be told apart")
    starts = starts.astype(np.int64, copy=False)
    peers = peers.astype(np.int32, copy=False)
    weights = weights.astype(np.float64, copy=False)
    if len(weights) > 0:
        least, most = weights.min(), weights.max()
        if not (least >= 0 and np.isfinite(weights.sum())):
            raise UserError("a tie has a weight that is below 0 or not finite; leave the tie out")
        if least == most > 0:
            weights = NO_WEIGHTS
    weightless = len(weights) > 0 and least == 0
    if not weightless and kernels.loops_in(starts, peers) == 0:
        return Network(nodes, starts, peers, weights)
    keep = np.repeat(np.arange(len(nodes)), np.diff(starts)) != peers
    if weightless:
        keep &= weights > 0
    kept = np.concatenate([np.zeros(1, np.int64), np.cumsum(keep)])[starts]
    return Network(nodes, kept, peers[keep], weights[keep] if len(weights) > 0 else NO_WEIGHTS)


def _by(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))
