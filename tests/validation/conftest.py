"""Systems and runs that the tests of this folder share."""

import networkx as nx
import numpy as np
import pytest
from brought import brought
from paired import run

PILOTS = 12


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Give a place for files, a new one for each name."""
    return lambda name: tmp_path_factory.mktemp(name)


@pytest.fixture(scope="session")
def among_frozen_peers(folder):
    """Run levers among peers who never change: `changes` and levers as in `paired.run`.

    Every organisation is tied to pilots only, who embed in their first month, whatever is done for
    them, and stay.  Nothing else passes between organisations: no pool of evidence, no advocates,
    no comparison of results, and peers show that they are live, not what they gain.  Champions stay
    too, so that help can only add to them.
    """
    chance = np.random.default_rng(3)
    graph = nx.Graph()
    for i in range(60):
        traits = chance.beta(3.5, 4.2, 4).clip(0.03, 0.85)
        if i < PILOTS:
            traits[:3] = 0.9
        maturity, capacity, culture, finance = traits.tolist()
        graph.add_node(
            i, maturity=maturity, capacity=capacity, culture=culture, finance=finance,
            type="GP network" if i % 3 else "Acute trust",
        )  # fmt: skip
    for i in range(PILOTS, 60):
        for pilot in chance.choice(PILOTS, size=1 + i % 3, replace=False):
            graph.add_edge(i, int(pilot))
    frozen = brought(folder("frozen"), graph) | {
        "strategy.pilots": PILOTS,
        "strategy.plan": 0,
        "innovation.complexity": 0,
        "assumptions.pilot_cost": 0,
        "assumptions.rank_noise": 0,
        "assumptions.learning_rate": 5,
        "assumptions.superficiality": 0,
        "assumptions.abandon_in_dip": 0,
        "assumptions.discontinue_embedded": 0,
        "assumptions.evidence_pooled": 0,
        "assumptions.advocates_exposure": 0,
        "assumptions.benchmarking_exposure": 0,
        "assumptions.champion_loss": 0,
        "assumptions.performance_shown": 0,
    }

    def run_frozen(changes=None, **levers):
        return run(changes=frozen | (changes or {}), replicates=64, histories=True, **levers)

    return run_frozen
