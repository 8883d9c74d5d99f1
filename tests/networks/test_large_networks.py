"""Large systems follow the same definition as small ones, but are made as arrays."""

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import ODD, odd_system
from scipy import sparse
from scipy.special import betaincinv, ndtr

from sim import config
from sim.config import with_values
from sim.engines.simulate import blocks_of, simulate
from sim.networks import generate, system_from_graph, system_from_matrix, to_graph
from sim.networks import ties as tie_sampling
from sim.networks.system import ties_as_rows
from sim.networks.traits import SPLINE_FROM, quantiles
from sim.params.errors import UserError
from sim.process.initial_conditions import categories
from sim.rules import moves

RING = sparse.csr_array(nx.to_scipy_sparse_array(nx.cycle_graph(4), dtype=float))


def columns_of(graph):
    """The attributes of a graph's organisations, column by column."""
    nodes = [said for _, said in graph.nodes(data=True)]
    return {name: np.array([each[name] for each in nodes]) for name in nodes[0]}


def same(one, other):
    """Whether two systems are equal in every array and name."""
    arrays = all(np.array_equal(a, b) for a, b in zip(one.arrays, other.arrays, strict=True))
    words = ("names", "types", "regions", "drawn")
    return arrays and all(getattr(one, each) == getattr(other, each) for each in words)


@pytest.mark.parametrize("graph", ODD.values(), ids=ODD)
def test_a_matrix_and_a_graph_make_the_same_system(graph):
    brought = to_graph(odd_system(graph, types=3))
    matrix = nx.to_scipy_sparse_array(brought, weight="trust")
    columns = columns_of(brought)
    from_matrix = system_from_matrix(matrix, columns)
    assert same(from_matrix, system_from_graph(brought))
    one_way = system_from_matrix(sparse.triu(matrix, format="coo"), columns)
    assert same(one_way, from_matrix)


def test_missing_columns_take_the_systems_mean_as_they_do_in_a_graph():
    graph = nx.cycle_graph(4)
    nx.set_edge_attributes(graph, 1.0, "trust")
    assert same(system_from_matrix(RING), system_from_graph(graph))


def test_a_drawn_system_is_rebuilt_whole_from_its_matrix():
    """A graph, a matrix and the drawn arrays: three ways to the same system."""
    drawn = generate(config.load(["system=england"]).system, 3, 0)
    graph = to_graph(drawn)
    matrix = nx.to_scipy_sparse_array(graph, weight="trust")
    back = system_from_matrix(matrix, columns_of(graph))
    for name, a, b in zip(drawn.arrays._fields, drawn.arrays, back.arrays, strict=True):
        assert np.allclose(a, b, rtol=1e-15) if name == "size" else np.array_equal(a, b), name
    assert same(back, system_from_graph(graph))


def test_a_given_system_runs_in_place_of_a_drawn_one():
    system = odd_system(nx.watts_strogatz_graph(12, 4, 0.3, seed=2))
    scenario = config.load(["strategy=one_to_one", "clock.months=12"])
    small = with_values(scenario, {"strategy.pilots": 2})
    told = simulate(small, 70, system=system, organisations=True)
    assert told.given_system
    assert told.names == system.names
    assert told.stages[:, 0].sum(axis=1).tolist() == [12] * 70


@pytest.mark.parametrize(
    ("matrix", "columns", "told"),
    [
        (np.eye(3), {}, "must be a square scipy.sparse matrix"),
        (sparse.csr_array((3, 4)), {}, "must be a square scipy.sparse matrix"),
        (sparse.csr_array((0, 0)), {}, "needs at least one organisation"),
        (sparse.csr_array([[0, -1.0], [0, 0]]), {}, "not above 0 and at most 1"),
        (sparse.csr_array([[0, np.nan], [0, 0]]), {}, "not above 0 and at most 1"),
        (sparse.csr_array([[0, 1.1], [0, 0]]), {}, "not above 0 and at most 1"),
        (sparse.csr_array([[0, 1.0], [0, 0.2]]), {}, "Row 1 is tied to itself"),
        (sparse.csr_array([[0, 1.0], [0.2, 0]]), {}, "a different trust in each direction"),
        (RING, {"maturty": [0.5] * 4}, "unknown column 'maturty'"),
        (RING, {"maturity": 0.5}, "one value for each of 4 rows"),
        (RING, {"maturity": [0.5] * 3}, "one value for each of 4 rows"),
        (
            RING,
            {"maturity": [0.5, 0.5, 0.5, 1.5]},
            "row 3: maturity is '1.5'; it must be a number from 0 to 1",
        ),
        (RING, {"maturity": [True, False, True, True]}, "row 0: maturity is 'True'; it must be"),
        (RING, {"maturity": ["high"] * 4}, "row 0: maturity is 'high'; it must be a number"),
        (RING, {"size": [1, 1, 1, 0]}, "row 3: size is '0'; it must be a number above 0"),
        (
            RING,
            {"approvals": [1, 1, 1, 0]},
            "row 3: approvals is '0'; it must be a whole number from 1 to 12",
        ),
        (RING, {"board_interval": [1, 1, 1, 1.5]}, "it must be a whole number from 1 to 24"),
        (RING, {"deprived": [0, 1, 2, 0]}, "row 2: deprived is '2'; it must be yes or no"),
    ],
)
def test_an_invalid_system_is_refused_in_one_line(matrix, columns, told):
    with pytest.raises(UserError) as refused:
        system_from_matrix(matrix, columns)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("mean", "sd"), [(0.45, 0.17), (0.03, 0.05), (0.97, 0.1), (0.5, 0.45)])
def test_the_quantiles_of_a_large_group_stay_within_a_billionth_of_the_exact_ones(mean, sd):
    parts = mean * (1 - mean) / sd**2 - 1
    score = np.random.default_rng(1).standard_normal(SPLINE_FROM + 10)
    few = np.full(10, 0.4), np.full(10, 3.0), score[-10:]
    many = np.full(SPLINE_FROM, mean), np.full(SPLINE_FROM, parts), score[:-10]
    drawn = quantiles(*(np.concatenate(both) for both in zip(many, few, strict=True)))
    exact = betaincinv(mean * parts, (1 - mean) * parts, ndtr(score[:-10]))
    assert np.abs(drawn[:-10] - exact).max() < 1e-9
    assert np.array_equal(drawn[-10:], betaincinv(0.4 * 3.0, (1 - 0.4) * 3.0, ndtr(score[-10:])))


def test_a_spline_changes_traits_by_less_than_a_billionth_and_nothing_else(monkeypatch):
    parameters = config.load(["system=private_mixed", "system.organisations=3000"]).system
    exact = generate(parameters, 1, 0)
    monkeypatch.setattr("sim.networks.traits.SPLINE_FROM", 100)
    laid = generate(parameters, 1, 0)
    for name, a, b in zip(exact.arrays._fields, exact.arrays, laid.arrays, strict=True):
        if name in ("maturity", "capacity", "culture", "finance", "orientation"):
            assert 0 < np.abs(a - b).max() < 1e-9
        else:
            assert np.array_equal(a, b), name


@given(st.integers(1, 30), st.floats(0, 1), st.integers(0, 2**32))
def test_ties_are_laid_out_by_organisation_and_peer(organisations, share, seed):
    chance = np.random.default_rng(seed)
    one, other = np.triu_indices(organisations, 1)
    kept = chance.permutation(np.flatnonzero(chance.random(len(one)) < share))
    one, other, trust = one[kept], other[kept], chance.random(len(kept)) + 0.1
    starts, peers, along = ties_as_rows(organisations, one, other, trust)
    told = {
        (i, int(peers[k])): along[k]
        for i in range(organisations)
        for k in range(starts[i], starts[i + 1])
    }
    ends = list(zip(one.tolist(), other.tolist(), trust, strict=True))
    assert told == {(a, b): t for a, b, t in ends} | {(b, a): t for a, b, t in ends}
    assert all((np.diff(peers[a:b]) > 0).all() for a, b in pairwise(starts))


@given(st.lists(st.integers(0, 20)))
def test_repeated_numbers_are_left_out(numbers):
    kept = tie_sampling._first_seen(np.array(numbers, np.int64))
    assert kept.tolist() == list(dict.fromkeys(numbers))


@given(st.integers(1, 400))
def test_every_place_in_line_has_the_category_that_the_rule_gives(organisations):
    places = np.random.default_rng(organisations).permutation(organisations)[None]
    expected = [moves.category(int(place), organisations) for place in places[0]]
    assert categories(places)[0].tolist() == expected


def test_blocks_of_a_large_system_hold_fewer_replicates_with_the_same_results(monkeypatch):
    scenario = config.load(["strategy=one_to_one", "clock.months=12"])
    whole = simulate(scenario, 70, seed=2)
    monkeypatch.setattr("sim.engines.simulate.ROOM", 60 * 7)
    assert [len(block.replicates) for block in blocks_of(scenario, 2, range(70))][:3] == [7, 7, 7]
    parts = simulate(scenario, 70, seed=2)
    for name in ("stages", "benefit", "by_age_sum", "clusters", "replicates"):
        assert np.array_equal(getattr(parts, name), getattr(whole, name)), name
    assert np.array_equal(parts.group_stages.sum(axis=0), whole.group_stages.sum(axis=0))


def test_a_matrix_of_directions_says_that_they_are_lost_and_one_triangle_does_not():
    triangle = sparse.csr_array(np.array([[0, 0.5, 0.5], [0, 0, 0.5], [0, 0, 0]]))
    whole = system_from_matrix(triangle)
    assert whole.notes == system_from_matrix(triangle + triangle.T).notes == ()
    around = sparse.csr_array(np.array([[0, 0.5, 0], [0, 0, 0.5], [0.5, 0, 0]]))
    with pytest.warns(UserWarning, match="3 ties of the matrix stand in one direction only"):
        assert system_from_matrix(around).arrays.peers.tolist() == whole.arrays.peers.tolist()
