"""A user's network, arranged for a compiled kernel: which nodes each node influences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from scipy import sparse

from sim.networks.cells import number_in, plain, shown
from sim.networks.classics import kernels
from sim.networks.system import Floats, Whole
from sim.params.errors import UserError

NO_WEIGHTS = np.empty(0)
MOST_NODES = 2**31 - 1
PLACE = "uptake"


@dataclass(frozen=True, slots=True)
class Network:
    """Ties by the node that influences; no node is tied to itself.

    nodes    in the order of the graph
    starts   int64[N + 1]   node i influences peers[starts[i] : starts[i + 1]]
    peers    int32[ties]    each at most once for a node
    weights  float64[ties]  > 0; empty if all ties have the same weight
    """

    nodes: Sequence[Any]
    starts: Whole
    peers: np.ndarray
    weights: Floats


def network_of(graph: Any, weight: str | None, drop_equal: bool = True) -> Network:
    """Read a networkx graph or a scipy.sparse matrix; `sim.spread` says how it is understood.

    drop_equal  whether weights that are all the same are left out, as no share depends on them
    """
    if sparse.issparse(graph):
        return _from_matrix(graph, drop_equal)
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        raise UserError(
            f"graph is a {type(graph).__name__}; it must be a networkx graph or a scipy.sparse "
            "matrix (scipy.sparse.csr_array(matrix) makes one of an array)"
        )
    return _from_graph(graph, weight, drop_equal)


def _from_matrix(matrix: Any, drop_equal: bool) -> Network:
    """Read the entries of a matrix as ties, without changing the matrix."""
    if len(matrix.shape) != 2 or matrix.shape[0] != matrix.shape[1]:
        raise UserError(f"the matrix is {_by(matrix.shape)}; a network needs a square one")
    if np.iscomplexobj(matrix):
        raise UserError("the matrix holds complex numbers; the weight of a tie must be real")
    if matrix.dtype.kind not in "biuf":
        raise UserError(f"the matrix holds {matrix.dtype}; its entries must be numbers")
    # As float64 first, since the sum of an entry's parts may not fit into a small type
    rows = matrix.astype(np.float64, copy=False).tocsr()
    if not rows.has_canonical_format:
        rows = rows.copy() if rows is matrix else rows
        rows.sum_duplicates()
    return _laid_out(range(rows.shape[0]), rows.indptr, rows.indices, rows.data, drop_equal)


def _from_graph(graph: Any, weight: str | None, drop_equal: bool) -> Network:
    """Read a graph's ties, unless they were read before and the graph has not changed since.

    Reading takes longer than spreading.  So the result is kept in networkx's own cache, which
    every change of the graph empties.  Weights are read each time, since networkx does not notice
    when an attribute of an edge changes.
    """
    kept = _place_of(graph) if weight is None and drop_equal else {}
    network: Network | None = kept.get(PLACE)
    if network is None:
        network = _read(graph, weight, drop_equal)
        kept[PLACE] = network
    return network


def _place_of(graph: Any) -> dict[str, Any]:
    """Return the cache that a graph empties when it changes; an empty dict if it has none.

    A view has none, since it does not notice when the graph behind it changes.
    """
    import networkx as nx

    plain = type(graph) in (nx.Graph, nx.DiGraph) and not hasattr(graph, "_graph")
    place: dict[str, Any] | None = getattr(graph, "__networkx_cache__", None)
    allowed = getattr(nx.config, "cache_converted_graphs", True)
    return place if plain and allowed and place is not None else {}


def _read(graph: Any, weight: str | None, drop_equal: bool) -> Network:
    """Read a graph's adjacency in one pass, without a Python loop over the edges if possible."""
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
        return _laid_out(nodes, starts, peers, NO_WEIGHTS, drop_equal)
    weights = (_weight(graph, a, b, data, weight) for a, b, data in _edges(graph))
    along = np.fromiter(weights, np.float64, starts[-1])
    return _laid_out(nodes, starts, peers, along, drop_equal)


def _edges(graph: Any) -> Iterable[tuple[Any, Any, Any]]:
    """Yield every tie in the order of the adjacency, with its attributes."""
    return ((a, b, data) for a, ties in graph.adjacency() for b, data in ties.items())


def _weight(graph: Any, a: Any, b: Any, data: Any, weight: str | None) -> float:
    """Weight of a tie: its attribute, or the sum over parallel edges."""
    edges = data.values() if graph.is_multigraph() else (data,)
    if weight is None:
        return float(len(edges))
    return sum(_weight_of(edge, weight, f"the edge {a!r} - {b!r}") for edge in edges)


def _weight_of(edge: Any, weight: str, where: str) -> float:
    """Return the weight that an edge says; true counts as 1."""
    if weight not in edge:
        raise UserError(f"{where} has no {weight!r}; give every edge one")
    value = plain(edge[weight])
    number = float(value) if isinstance(value, bool | np.bool_) else number_in(value)
    if number is None:
        raise UserError(f"{where} has a {weight!r} that is not a number")
    if not 0 <= number < np.inf:
        raise UserError(f"{where} has a {weight!r} of {shown(value)}; weights are 0 or more")
    return number


def _laid_out(
    nodes: Sequence[Any],
    starts: np.ndarray,
    peers: np.ndarray,
    weights: np.ndarray,
    drop_equal: bool,
) -> Network:
    """Check the weights, leave out loops and ties of weight 0, and drop weights that are equal."""
    if len(nodes) > MOST_NODES:
        raise UserError(f"the network has {len(nodes):,} nodes; the most allowed is 2^31 - 1")
    starts = starts.astype(np.int64, copy=False)
    peers = peers.astype(np.int32, copy=False)
    weights = weights.astype(np.float64, copy=False)
    if len(weights) > 0:
        least, most = weights.min(), weights.max()
        if not (least >= 0 and np.isfinite(weights.sum())):
            raise UserError("a tie has a weight that is below 0 or not finite; leave the tie out")
        if drop_equal and least == most > 0:
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
