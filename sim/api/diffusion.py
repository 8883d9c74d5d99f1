"""Diffusion measures, as netdiffuseR defines them, of observed adoption or of a run."""

from typing import Any

import numpy as np

from sim.api.adoption_times import times_by_node
from sim.api.diffusion_measures import Diffusion
from sim.engines.simulate import blocks_of, simulate
from sim.networks.classics.network import network_of
from sim.networks.whole_numbers import whole
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import EMBEDDED, IMPLEMENTING, MOST_REPLICATES

MOST_CELLS = 50_000_000  # nodes times periods: 400 MB of exposures


def diffusion(
    graph: Any,
    adopted: Any,
    *,
    first: int | None = None,
    last: int | None = None,
    weight: str | None = None,
) -> Diffusion:
    """Measure who adopted when on a network: exposure, hazard, thresholds and more.

    The measures are those of netdiffuseR, with its defaults. For a run of a plan, call `diffusion`
    of its result: `sim.run("scenario=avt_london").diffusion()`.

    Parameters
    ----------
    graph : networkx graph, or square scipy.sparse matrix or array
        An edge (i, j) says that i names j, so that j may influence i. This is the other way round
        than in `sim.spread`; `outgoing=False` of a measure turns it. Loops count for nothing.
    adopted : sequence, dict or pandas.Series
        The period in which each node adopted, a whole number from 0: in the order of the graph, or
        by node. None, NaN or -1 for a node that has not.
    first, last : int, optional
        The periods that were looked at; from the first adoption to the last, if absent. Who adopts
        after the last has not adopted yet.
    weight : str, optional
        Name of the attribute of a graph's edges that says what a tie weighs. The entries of a
        matrix are what its ties weigh.

    Returns
    -------
    Diffusion
        ``adopters``, ``hazard``, and the methods ``exposure``, ``threshold``, ``infectiousness``,
        ``susceptibility`` and ``peer_effect``, as pandas tables.

    Raises
    ------
    UserError
        If an argument is missing or not allowed; the message says what is.

    Examples
    --------
    >>> found = sim.diffusion(graph, {"Ash": 1, "Birch": 3, "Cedar": None})
    >>> found.exposure(lag=1)
    >>> print(found.peer_effect())
    """
    from scipy import sparse

    network = network_of(graph, weight, drop_equal=False)
    nodes, n = list(network.nodes), len(network.nodes)
    times, periods = times_by_node(adopted, nodes, first, last)
    _refuse_too_many(n, len(periods))
    has_weights = len(network.weights) > 0 or weight is not None or sparse.issparse(graph)
    weights = network.weights if len(network.weights) else np.ones(len(network.peers))
    ties = sparse.csr_array((weights, network.peers, network.starts), shape=(n, n))
    return Diffusion(nodes, periods, times, ties, has_weights)


def _refuse_too_many(nodes: int, periods: int) -> None:
    """Raise an error for more exposures than memory may hold."""
    if nodes * periods > MOST_CELLS:
        raise UserError(
            f"{nodes:,} nodes in {periods:,} periods are more than {MOST_CELLS:,} exposures; give "
            "longer periods (months instead of days), or a later first or an earlier last one"
        )


def of_run(scenario: Scenario, seed: int, replicate: int) -> Diffusion:
    """Measure one replicate of a scenario: adoption is the first go-live, periods are months."""
    from scipy import sparse

    whole("replicate", replicate, 0, MOST_REPLICATES - 1)
    outcomes = simulate(scenario, 1, seed, first=replicate, histories=True, threads=1)
    assert outcomes.stage_history is not None
    live = np.isin(outcomes.stage_history[0], (IMPLEMENTING, EMBEDDED))
    times = np.where(live.any(axis=0), live.argmax(axis=0), -1).astype(np.int64)
    [block] = blocks_of(scenario, seed, range(replicate, replicate + 1))
    system, n = block.system, live.shape[1]
    ties = sparse.csr_array(
        (system.arrays.trust, system.arrays.peers, system.arrays.starts), shape=(n, n)
    )
    return Diffusion(list(system.names), range(len(live)), times, ties, weighted_ties=True)
