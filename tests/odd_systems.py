"""Systems for tests: small, odd in their ties, with traits in which some are equal."""

import networkx as nx
import numpy as np

from sim.build import system_from_graph

TRAITS = ("maturity", "capacity", "culture", "finance")


def odd_system(graph, *, types=3, seed=0, steps=4):
    """A graph as a system, its traits drawn from a few values so that some are tied.

    types  how many types; organisation i is of type i % types
    steps  how many values a trait may have
    """
    chance = np.random.default_rng(seed)
    graph = nx.convert_node_labels_to_integers(graph)
    for i in graph:
        drawn = (chance.integers(1, steps + 1, len(TRAITS)) / (steps + 1)).tolist()
        graph.add_node(
            i,
            **dict(zip(TRAITS, drawn, strict=True)),
            type=f"Type {i % types}",
            region=f"Region {i % 2}",
            deprived=bool(chance.random() < 0.4),
            size=float(chance.uniform(0.5, 2.0)),
            legacy=float(chance.uniform(0.0, 1.0)),
            board_interval=int(chance.integers(1, 4)),
            approvals=int(chance.integers(1, 4)),
        )
    for one, other in graph.edges:
        graph.add_edge(one, other, trust=float(chance.uniform(0.2, 1.0)))
    return system_from_graph(graph)


def some_isolated(organisations=9):
    """A path of five, and organisations that are tied to nobody."""
    graph = nx.empty_graph(organisations)
    nx.add_path(graph, range(min(5, organisations)))
    return graph


ODD = {
    "one organisation": nx.empty_graph(1),
    "two that are tied": nx.path_graph(2),
    "isolated ones": some_isolated(),
    "nobody tied": nx.empty_graph(5),
    "a star": nx.star_graph(8),
    "a ring": nx.cycle_graph(11),
    "everybody tied": nx.complete_graph(7),
}
