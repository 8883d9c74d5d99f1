"""One call for the classics: a network, a process, seeds; who has adopted by which step."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from sim.networks.classics import arguments, kernels
from sim.networks.classics.network import Network, network_of
from sim.networks.system import Whole
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

    graph         networkx graph, or square scipy.sparse matrix or array.  Influence runs along a
                  tie: from u to v for an edge (u, v) of a directed graph and for an entry [u, v]
                  of a matrix, both ways for an undirected edge.  Nobody is influenced by himself
                  (loops count for nothing), and a tie of weight 0 is no tie.  Parallel edges of a
                  multigraph are one tie, as heavy as all of them together.
    process       "bass": hazard = innovation + imitation x X, chance within a step
                  1 - exp(-hazard x step); "threshold": adopts once X reaches its threshold.
                  X is the weighted share of the nodes that influence a node that have adopted by
                  the step before; 0 if there are none.
    seeds         nodes that have adopted at step 0 (of a matrix: numbers of rows)
    steps         how many steps, >= 0; everybody looks at the step before (synchronous)
    step          [month] > 0, length of a step; a threshold knows no time
    replicates    how many runs, each with its own luck; thresholds leave nothing to luck
    seed          of all luck, as in `sim.run`
    innovation, imitation  [1/month] >= 0, of Bass; one of them may be left out and is then 0
    thresholds    share of a node's influence, or (`count`) number of nodes.  Whoever has one of
                  0 or less adopts at step 1 by himself; whoever has one above 0 never does where
                  nobody influences him, nor does one that lies above what all together can reach.
    count         thresholds are numbers of nodes, whatever their ties weigh
    weight        name of the attribute of a graph's edges that says what a tie weighs, >= 0;
                  absent: all the same.  The entries of a matrix are what its ties weigh.

    innovation, imitation and thresholds are a number for all, one per node in the graph's order,
    or a dict by node.  What the other process alone needs is not looked at.

    Returns the step of adoption, int64[replicates, nodes] in the graph's node order: 0 for
    seeds, -1 for never.  Raises UserError for anything that this does not allow.

    Bass (1969), Management Science 15(5); Granovetter (1978), American Journal of Sociology 83(6).
    """
    if process not in PROCESSES:
        raise UserError(f"process is {process!r}; it must be one of {', '.join(PROCESSES)}")
    steps, replicates = (
        arguments.whole("steps", steps, 0),
        arguments.whole("replicates", replicates, 1),
    )
    network = network_of(graph, weight)
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
