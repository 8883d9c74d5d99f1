"""What `sim.spread` refuses, in one plain line each."""

from decimal import Decimal
from fractions import Fraction

import networkx as nx
import numpy as np
import pandas as pd
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
        (
            RING,
            NEEDED | {"thresholds": [True] * 4},
            "must be one number for all nodes, or",
        ),
        (
            RING,
            NEEDED | {"thresholds": ["1"] * 4},
            "must be one number for all nodes, or",
        ),
        (RING, NEEDED | {"thresholds": [0.1, True, 1, 1]}, "thresholds is 'True' for the node '1'"),
        (RING, NEEDED | {"thresholds": [0.1, None, 1, 1]}, "thresholds has a value that is not"),
        (RING, NEEDED | {"thresholds": 10**400}, "thresholds is a number of 401 digits"),
        (RING, NEEDED | {"count": "no"}, "count is 'no'; it must be True or False"),
        (RING, BASS | {"step": True}, "step is True; it must be a number above 0"),
        (RING, BASS | {"step": "1"}, "step is '1'; it must be a number above 0"),
        (RING, BASS | {"seeds": [1, 0, 0, 1]}, "seeds are a 0 or 1 for each node"),
        (NAMED, NEEDED | {"seeds": [True, False, False]}, "seeds are true/false values"),
        (NAMED, NEEDED | {"seeds": pd.array([True, None])}, "seeds are true/false values"),
        (NAMED, NEEDED | {"seeds": pd.DataFrame({"a": [1]})}, "seeds are a table"),
        (NAMED, NEEDED | {"seeds": np.array("a")}, "give a list of nodes"),
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
        (HEAVY, NEEDED | {"weight": "trust"}, "the edge 'b' - 'c' has a 'trust' of"),
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


def test_more_results_than_memory_holds_are_refused_before_any_run():
    nodes = sparse.csr_array((1_000_000, 1_000_000))
    with pytest.raises(UserError, match=r"replicates is 1,000,000, .* at most 500 here"):
        sim.spread(nodes, "bass", innovation=0.1, steps=1, replicates=1_000_000)


@pytest.mark.parametrize("weight", [True, np.int8(2), Fraction(1, 2), Decimal(2), np.array(2.0)])
def test_a_weight_may_be_a_number_of_any_type(weight):
    graph = nx.Graph([("a", "b", {"trust": weight})])
    told = sim.spread(graph, "threshold", seeds=["a"], thresholds=1, steps=1, weight="trust")
    assert told.tolist() == [[0, 1]]


@pytest.mark.parametrize("weight", [10**400, np.timedelta64(1, "D"), 1j, None, "1_0", [1]])
def test_a_weight_that_is_no_finite_number_is_refused(weight):
    graph = nx.Graph([("a", "b", {"trust": weight})])
    with pytest.raises(UserError, match="the edge 'a' - 'b' has a 'trust'"):
        sim.spread(graph, "threshold", seeds=["a"], thresholds=1, steps=1, weight="trust")


def test_parts_of_an_entry_add_up_beyond_the_largest_number_of_their_type():
    """As int8, 127 + 127 + 3 would be 1, and the neighbour would weigh half."""
    parts = np.array([127, 127, 3, 1, 1, 1], np.int8), ([0, 0, 0, 2, 1, 1], [1, 1, 1, 1, 0, 2])
    matrix = sparse.coo_array(parts, (3, 3))
    told = sim.spread(matrix, "threshold", seeds=[0], thresholds=0.9, steps=1)
    assert told.tolist() == [[0, 1, -1]]
