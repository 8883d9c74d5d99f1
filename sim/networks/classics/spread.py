"""One call for the classics: a network, a process, seeds; who has adopted by which step."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from sim.networks.classics import arguments, kernels
from sim.networks.classics.network import Network, network_of
from sim.networks.system import Whole
from sim.networks.whole_numbers import whole
from sim.params.errors import UserError

PROCESSES = ("bass", "threshold")


def spread(
    graph: Any,
    process: str = "bass",
    *,
    seeds: Iterable[Any] = (),
    steps: int,
    step: float = 1.0,
    replicates: int = 1,
    seed: int = 0,
    innovation: arguments.PerNode | None = None,
    imitation: arguments.PerNode | None = None,
    thresholds: arguments.PerNode | None = None,
    count: bool = False,
    weight: str | None = None,
) -> Whole:
    """Spread an innovation over any network by one of the classics.

    Parameters
    ----------
    graph : networkx graph, or square scipy.sparse matrix or array
        Influence runs along a tie: from u to v for an edge (u, v) of a directed graph and for an
        entry [u, v] of a matrix, both ways for an undirected edge. No node influences itself (loops
        count for nothing), and a tie of weight 0 is no tie. Parallel edges of a multigraph are one
        tie, as heavy as all of them together.
    process : str
        ``"bass"``: the hazard is innovation + imitation x X, and the chance within a step is
        1 - exp(-hazard x step). ``"threshold"``: a node adopts once X reaches its threshold. X is
        the weighted share of the nodes that influence a node that have adopted by the step before;
        0 if there are none.
    seeds : iterable of nodes
        Nodes that have adopted at step 0 (of a matrix: numbers of rows).
    steps : int
        How many steps, at least 0. Every node looks at the step before (synchronous).
    step : float
        Length of a step in months, above 0. Thresholds ignore it.
    replicates : int
        How many runs, each with its own chance events. Under thresholds all are the same.
    seed : int
        Number from which all chance events follow, as in `sim.run`.
    innovation, imitation : float, sequence or dict
        Rates of Bass per month, at least 0. One of them may be left out and is then 0.
    thresholds : float, sequence or dict
        Share of a node's influence, or, with `count`, number of nodes. A node with a threshold of 0
        or less adopts at step 1 by itself. One with a threshold above 0 never adopts where nobody
        influences it, or where all together cannot reach the threshold.
    count : bool
        Thresholds are numbers of nodes, whatever their ties weigh.
    weight : str, optional
        Name of the attribute of a graph's edges that says what a tie weighs, at least 0. If absent,
        all ties weigh the same. The entries of a matrix are what its ties weigh.

    Returns
    -------
    ndarray
        Step of adoption, int64[replicates, nodes] in the graph's node order: 0 for seeds, -1 for
        never.

    Raises
    ------
    UserError
        If an argument is missing or not allowed; the message says what is.

    Notes
    -----
    Rates and thresholds are one number for all, one per node in the graph's order, or values with
    labels (a dictionary, a pandas Series, an xarray DataArray), which are read by node. What only
    the other process needs is ignored.

    References
    ----------
    Bass (1969), Management Science 15(5); Granovetter (1978), American Journal of Sociology 83(6).
    """
    if process not in PROCESSES:
        raise UserError(f"process is {process!r}; it must be one of {', '.join(PROCESSES)}")
    steps, replicates = (
        whole("steps", steps, 0, arguments.MOST),
        whole("replicates", replicates, 1, arguments.MOST),
    )
    count = arguments.yes_or_no("count", count)
    network = network_of(graph, weight)
    arguments.refuse_more_than_fits(replicates, len(network.nodes))
    adopted = np.full((replicates, len(network.nodes)), -1, np.int64)
    adopted[:, arguments.seeds_in(network.nodes, seeds)] = 0
    if process == "threshold":
        if thresholds is None:
            raise UserError(
                "thresholds are missing; give one number for all nodes, or one per node"
            )
        needed = arguments.per_node("thresholds", thresholds, network.nodes)
        _by_thresholds(network, needed, count, steps, adopted)
        return adopted
    if innovation is None and imitation is None:
        raise UserError("bass needs a rate: innovation, imitation or both, per month")
    kernels.by_hazard(
        network.starts,
        network.peers,
        network.weights,
        arguments.rates("innovation", innovation, network.nodes),
        arguments.rates("imitation", imitation, network.nodes),
        arguments.above_zero("step", step),
        steps,
        arguments.addresses(seed, replicates),
        adopted,
    )
    return adopted


def _by_thresholds(
    network: Network, thresholds: np.ndarray, count: bool, steps: int, adopted: Whole
) -> None:
    """Run the thresholds once; every replicate comes out the same."""
    ties, first = (network.starts, network.peers), adopted[0]
    if count or len(network.weights) == 0:
        kernels.by_number(*ties, thresholds, count, steps, first)
    else:
        kernels.by_weight(*ties, network.weights, thresholds, steps, first)
    adopted[1:] = first
