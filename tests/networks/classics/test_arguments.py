"""What `sim.spread` refuses, in one plain line each."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

import sim
from sim.params.errors import UserError

RING = nx.cycle_graph(4)
NAMED = nx.path_graph(["a", "b", "c"])
HEAVY = nx.Graph([("a", "b", {"trust": 1.0}), ("b", "c", {"trust": -1.0})])
PARTLY = nx.Graph([("a", "b", {"trust": 1.0}), ("b", "c", {})])
WORDS = nx.Graph([("a", "b", {"trust": "much"})])
BASS = dict(process="bass", innovation=0.1, imitation=0.3, steps=2)
NEEDED = dict(process="threshold", thresholds=0.5, steps=2)


@pytest.mark.parametrize(
    ("graph", "asked", "told"),
    [
        (RING, BASS | {"process": "sir"}, "process is 'sir'; it must be one of bass, threshold"),
        (RING, BASS | {"steps": -1}, "steps is -1; it must be 0 or more"),
        (RING, BASS | {"steps": 2.5}, "steps is 2.5; it must be a whole number"),
        (
            RING,
            BASS | {"steps": 10**20},
            "steps is 100000000000000000000; it must be at most 1,000,000",
        ),
        (RING, BASS | {"steps": 10**5000}, "steps is a number of 5,001 digits; it must be at most"),
        (RING, BASS | {"seeds": [10**20]}, "the seed 100000000000000000000 is not in the network"),
        (RING, BASS | {"seeds": [True, False]}, "seeds are true/false values"),
        (RING, NEEDED | {"thresholds": [True] * 4}, "thresholds must be one number for all nodes"),
        (RING, NEEDED | {"thresholds": ["1"] * 4}, "thresholds must be one number for all nodes"),
        (RING, BASS | {"seeds": {0: 1}}, "give a list of nodes"),
        (RING, BASS | {"steps": True}, "steps is True; it must be a whole number"),
        (RING, BASS | {"replicates": 0}, "replicates is 0; it must be 1 or more"),
        (RING, BASS | {"step": 0}, "step is 0; it must be a number above 0"),
        (RING, BASS | {"step": np.nan}, "step is nan; it must be a number above 0"),
        (RING, BASS | {"step": "month"}, "step is 'month'; it must be a number"),
        (RING, BASS | {"seed": -1}, "seed is -1"),
        (RING, BASS | {"seed": 2**63}, "seed is 9223372036854775808"),
        (RING, BASS | {"innovation": -0.1}, "innovation is -0.1; it must be a rate per month"),
        (RING, BASS | {"imitation": np.inf}, "imitation is inf; it must be a rate per month"),
        (RING, BASS | {"imitation": np.nan}, "imitation has a value that is not a number"),
        (RING, BASS | {"innovation": [0.1] * 3}, "for each of the 4 nodes"),
        (
            RING,
            BASS | {"innovation": "high"},
            "innovation must be one number for all nodes, or one",
        ),
        (RING, dict(process="bass", steps=2), "bass needs a rate: innovation, imitation or both"),
        (RING, dict(process="threshold", steps=2), "thresholds are missing"),
        (RING, NEEDED | {"thresholds": [0.5, 0.5, np.nan, 0.5]}, "thresholds has a value that is"),
        (RING, NEEDED | {"thresholds": np.ones((4, 1))}, "thresholds has the shape (4, 1)"),
        (NAMED, NEEDED | {"thresholds": {"a": 1, "b": 1}}, "thresholds has no value for 'c'"),
        (
            NAMED,
            NEEDED | {"thresholds": dict(a=1, b=1, c=1, d=1)},
            "has the label 'd', which is not one of the nodes",
        ),
        (NAMED, NEEDED | {"seeds": ["z"]}, "the seed 'z' is not in the network"),
        (NAMED, NEEDED | {"seeds": [["a"]]}, "a seed is a collection, not a node"),
        (NAMED, NEEDED | {"seeds": "a"}, "seeds is 'a'; give a list of nodes"),
        (RING, NEEDED | {"seeds": 3}, "seeds is 3; give a list of nodes"),
        (RING, NEEDED | {"seeds": [4]}, "the seed 4 is not in the network"),
        (RING, NEEDED | {"seeds": [-1]}, "the seed -1 is not in the network"),
        (RING, NEEDED | {"seeds": ["0"]}, "the seed '0' is not in the network"),
        (
            RING,
            NEEDED | {"seeds": np.array([True, False, False, False])},
            "seeds are true/false values",
        ),
        (RING, NEEDED | {"weight": "trust"}, "the edge 0 - 1 has no 'trust'; give every edge one"),
        (PARTLY, NEEDED | {"weight": "trust"}, "the edge 'b' - 'c' has no 'trust'"),
        (HEAVY, NEEDED | {"weight": "trust"}, "the edge 'b' - 'c' has a 'trust' below 0"),
        (WORDS, NEEDED | {"weight": "trust"}, "has a 'trust' that is not a number"),
        ("ring", NEEDED, "graph is a str; it must be a networkx graph or a scipy.sparse matrix"),
        (np.eye(3), NEEDED, "graph is a ndarray; it must be a networkx graph"),
        (sparse.csr_array((3, 4)), NEEDED, "the matrix is 3 x 4; a network needs a square one"),
        (sparse.csr_array([[0, -1.0], [1, 0]]), NEEDED, "a weight that is below 0 or not finite"),
        (sparse.csr_array([[0, np.nan], [1, 0]]), NEEDED, "a weight that is below 0 or not finite"),
        (sparse.csr_array([[0, np.inf], [1, 0]]), NEEDED, "a weight that is below 0 or not finite"),
        (sparse.csr_array([[0, 1j], [1, 0]]), NEEDED, "the matrix holds complex numbers"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_in_one_line(graph, asked, told):
    with pytest.raises(UserError) as refused:
        sim.spread(graph, **asked)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)
