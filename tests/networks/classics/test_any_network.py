"""`sim.spread`: worked by hand, its laws, every kind of network, and the same in the ensemble."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.stats import binomtest

import sim
from sim.config import load, with_values
from sim.engines.simulate import blocks_of, simulate
from sim.networks import to_graph

shares = st.floats(0, 1)
MATRICES = (
    sparse.csr_array, sparse.csc_array, sparse.coo_array, sparse.lil_array, sparse.dok_array,
    sparse.csr_matrix, sparse.coo_matrix,
)  # fmt: skip


@st.composite
def networks(draw):
    """A random network of up to 12 nodes with weights, as a matrix float64[N, N]."""
    n = draw(st.integers(1, 12))
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    matrix = np.where(chance.random((n, n)) < draw(shares), chance.integers(1, 5, (n, n)), 0.0)
    matrix = matrix if draw(st.booleans()) else np.triu(matrix) + np.triu(matrix, 1).T
    np.fill_diagonal(matrix, 0)
    return matrix


def by_asking_everybody(matrix, thresholds, seeds, steps, count):
    """The same in the simplest way: at each step every node looks at the step before."""
    n = len(matrix)
    adopted = np.full(n, -1)
    adopted[list(seeds)] = 0
    for step in range(1, steps + 1):
        before = (adopted >= 0) & (adopted < step)
        for i in range(n):
            here = matrix[:, i]
            total = (here > 0).sum() if count else here.sum()
            seen = (here[before] > 0).sum() if count else here[before].sum()
            if not count:
                seen = seen / total if total > 0 else 0.0
            if adopted[i] < 0 and seen + 1e-12 >= thresholds[i]:
                adopted[i] = step
    return adopted


# By hand.


def test_influence_runs_along_a_tie_one_step_at_a_time():
    path = nx.DiGraph([("a", "b"), ("b", "c"), ("d", "c")])
    spread = sim.spread(path, "threshold", seeds=["a"], thresholds=0.5, steps=9)
    assert spread.tolist() == [[0, 1, 2, -1]]
    assert sim.spread(path, "threshold", seeds=["c"], thresholds=0.5, steps=9).tolist() == [
        [-1, -1, 0, -1]
    ]


def test_an_entry_of_a_matrix_is_a_tie_from_its_row_to_its_column():
    matrix = sparse.csr_array(([1, 1], ([0, 1], [1, 2])), shape=(3, 3))
    assert sim.spread(matrix, "threshold", seeds=[0], thresholds=1, steps=9).tolist() == [[0, 1, 2]]


def test_weights_decide_whose_example_counts():
    graph = nx.DiGraph()
    graph.add_edge("loud", "me", trust=3.0)
    graph.add_edge("quiet", "me", trust=1.0)
    asked = dict(process="threshold", thresholds=0.6, steps=3)
    last = [
        [sim.spread(graph, seeds=[who], weight=weight, **asked)[0, 1] for who in ("loud", "quiet")]
        for weight in ("trust", None)
    ]
    assert last == [[1, -1], [-1, -1]]


def test_three_of_ten_neighbours_reach_a_threshold_of_three_tenths():
    for part in range(11):
        star = nx.star_graph(10)
        spread = sim.spread(
            star, "threshold", seeds=range(1, part + 1), thresholds=part / 10, steps=1
        )
        assert spread[0, 0] == 1
        beyond = dict(thresholds=part / 10 + 1e-9, steps=1)
        assert sim.spread(star, "threshold", seeds=range(1, part + 1), **beyond)[0, 0] == -1


@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize("threshold", [1e-300, 1e-13, 0.5, 1.0, 2.0, np.inf])
def test_nodes_that_nobody_influences_never_reach_a_threshold_above_zero(weight, threshold):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("alone", "b", 1.0), ("b", "c", 2.0), ("alone", "c", 1.0)])
    spread = sim.spread(graph, "threshold", thresholds=threshold, steps=50, weight=weight)
    assert spread.tolist() == [[-1, -1, -1]]


@pytest.mark.parametrize("threshold", [0, -0.0, -3, -np.inf])
@pytest.mark.parametrize("count", [True, False])
def test_nodes_that_need_nobody_adopt_at_the_first_step(threshold, count):
    graph = nx.path_graph(3)
    needed = [threshold, 1, 1]
    spread = sim.spread(graph, "threshold", thresholds=needed, count=True, steps=5)
    assert spread.tolist() == [[1, 2, 3]]
    alone = sim.spread(nx.empty_graph(2), "threshold", thresholds=threshold, count=count, steps=1)
    assert alone.tolist() == [[1, 1]]


def test_nothing_happens_in_zero_steps_or_in_an_empty_network():
    assert sim.spread(nx.path_graph(3), "threshold", thresholds=0, steps=0).tolist() == [[-1] * 3]
    assert sim.spread(nx.path_graph(2), innovation=9, seeds=[1], steps=0).tolist() == [[-1, 0]]
    assert sim.spread(nx.empty_graph(0), "bass", innovation=1, steps=4, replicates=3).shape == (
        3,
        0,
    )


def test_two_nodes_adopting_in_the_same_step_do_not_influence_each_other():
    """A third needs both: it follows one step later, not in the same one."""
    graph = nx.DiGraph([("s", "a"), ("s", "b"), ("a", "c"), ("b", "c"), ("c", "d")])
    spread = sim.spread(graph, "threshold", seeds=["s"], thresholds=1, steps=9)
    assert dict(zip(graph, spread[0].tolist(), strict=True)) == dict(s=0, a=1, b=1, c=2, d=3)


# Laws of thresholds.


@given(networks(), st.data(), st.booleans())
def test_checking_only_neighbours_of_new_adopters_gives_the_same_as_checking_everybody(
    matrix, data, count
):
    """Following events gives the same as checking every node at every step, weighted or not."""
    n = len(matrix)
    steps = data.draw(st.integers(0, n + 2))
    seeds = data.draw(st.sets(st.integers(0, n - 1)))
    scale = 5 if count else 1
    thresholds = [scale * data.draw(st.sampled_from([0, 0.2, 0.25, 1 / 3, 0.5, 0.75, 1]))] * n
    for each in (matrix, np.sign(matrix)):
        spread = sim.spread(
            sparse.csr_array(each), "threshold", seeds=seeds, thresholds=thresholds, steps=steps,
            count=count,
        )  # fmt: skip
        told = by_asking_everybody(each, thresholds, seeds, steps, count)
        assert spread[0].tolist() == told.tolist()


@given(networks(), st.data())
def test_more_seeds_and_lower_thresholds_delay_nobody(matrix, data):
    n, graph = len(matrix), sparse.csr_array(matrix)
    thresholds = np.array(data.draw(st.lists(shares, min_size=n, max_size=n)))
    lower = thresholds * data.draw(shares)
    few = data.draw(st.sets(st.integers(0, n - 1)))
    many = few | data.draw(st.sets(st.integers(0, n - 1)))

    def step_of(seeds, needed):
        spread = sim.spread(graph, "threshold", seeds=seeds, thresholds=needed, steps=n)[0]
        return np.where(spread < 0, n + 1, spread)

    assert (step_of(many, thresholds) <= step_of(few, thresholds)).all()
    assert (step_of(few, lower) <= step_of(few, thresholds)).all()


@given(networks(), st.data())
def test_the_names_and_order_of_nodes_do_not_matter(matrix, data):
    n = len(matrix)
    order = data.draw(st.permutations(range(n)))
    seeds = data.draw(st.sets(st.integers(0, n - 1)))
    thresholds = np.array(data.draw(st.lists(shares, min_size=n, max_size=n)))
    plain = sim.spread(
        sparse.csr_array(matrix), "threshold", seeds=seeds, thresholds=thresholds, steps=n
    )
    graph = nx.DiGraph()
    graph.add_nodes_from(f"node {i}" for i in order)
    for i, j in zip(*np.nonzero(matrix), strict=True):
        graph.add_edge(f"node {i}", f"node {j}", weight=matrix[i, j])
    named = sim.spread(
        graph, "threshold",
        seeds={f"node {i}" for i in seeds},
        thresholds={f"node {i}": thresholds[i] for i in range(n)},
        steps=n, weight="weight",
    )  # fmt: skip
    assert named[0].tolist() == plain[0, list(order)].tolist()


# Laws of Bass.


def test_imitation_alone_needs_a_seed_and_then_reaches_everybody():
    graph = nx.watts_strogatz_graph(60, 4, 0.1, seed=1)
    asked = dict(process="bass", imitation=2.0, steps=200, replicates=8)
    assert (sim.spread(graph, **asked) == -1).all()
    assert (sim.spread(graph, seeds=[7], **asked) >= 0).all()


@given(st.integers(0, 2**63 - 1), st.integers(1, 40))
def test_with_the_same_random_numbers_more_seeds_delay_nobody(seed, many):
    graph = nx.watts_strogatz_graph(60, 6, 0.2, seed=1)
    asked = dict(process="bass", innovation=0.01, imitation=0.4, steps=30, seed=seed, replicates=2)
    few, more = (sim.spread(graph, seeds=range(each), **asked) for each in (1, many))
    assert (np.where(more < 0, 99, more) <= np.where(few < 0, 99, few)).all()


def test_the_first_replicates_stay_the_same_when_more_are_run():
    asked = dict(process="bass", innovation=0.01, imitation=0.3, steps=40, seed=5)
    graph = nx.cycle_graph(50)
    few, many = (sim.spread(graph, replicates=each, **asked) for each in (3, 9))
    assert np.array_equal(few, many[:3])
    assert len({tuple(each) for each in many.tolist()}) == 9


def test_the_chance_follows_from_a_nodes_own_rate_and_the_weighted_share():
    """One step, exact: half of the weight on a node has adopted.

    With other random numbers, a correct program would fail once in 10,000 times.
    """
    graph = nx.DiGraph()
    graph.add_edge("seed", "me", trust=1.5)
    graph.add_edge("other", "me", trust=1.5)
    spread = sim.spread(
        graph, "bass", seeds=["seed"], innovation={"seed": 0, "me": 0.1, "other": 0},
        imitation=[0, 0.6, 0], steps=1, step=2.0, replicates=20_000, weight="trust",
    )  # fmt: skip
    adopted = int((spread[:, 1] == 1).sum())
    assert binomtest(adopted, 20_000, 1 - np.exp(-2 * (0.1 + 0.6 / 2))).pvalue > 1e-4
    assert (spread[:, 2] == -1).all()


# Every kind of network gives the same.


@pytest.mark.parametrize("process", ["bass", "threshold"])
@pytest.mark.parametrize("make", MATRICES)
def test_a_matrix_of_any_kind_gives_the_same_result_as_its_graph(make, process):
    graph = nx.gnp_random_graph(80, 0.08, seed=3, directed=True)
    chance = np.random.default_rng(4)
    for one, other in graph.edges:
        graph.add_edge(one, other, weight=float(chance.uniform(0.1, 2.0)))
    asked = dict(
        process=process, seeds=range(8), thresholds=0.3, innovation=0.01, imitation=0.5, steps=20
    )
    matrix = make(nx.to_scipy_sparse_array(graph))
    before = matrix.toarray()
    assert np.array_equal(sim.spread(matrix, **asked), sim.spread(graph, weight="weight", **asked))
    assert np.array_equal(matrix.toarray(), before)
    assert not np.array_equal(sim.spread(matrix, **asked), sim.spread(graph, **asked))


@pytest.mark.parametrize("kind", [bool, np.int8, np.float32])
def test_entries_of_any_number_type_are_weights(kind):
    graph = nx.gnp_random_graph(60, 0.1, seed=3)
    matrix = nx.to_scipy_sparse_array(graph).astype(kind)
    asked = dict(process="threshold", seeds=range(6), thresholds=0.3, steps=20)
    assert np.array_equal(sim.spread(matrix, **asked), sim.spread(graph, **asked))


def test_loops_and_ties_of_weight_zero_are_ignored():
    plain = nx.path_graph(4)
    odd = nx.path_graph(4)
    nx.set_edge_attributes(odd, 2.0, "weight")
    odd.add_edge(1, 1, weight=50.0)
    odd.add_edge(0, 3, weight=0.0)
    for asked in (dict(thresholds=1, count=True), dict(thresholds=0.5)):
        expected = sim.spread(plain, "threshold", seeds=[0], steps=9, **asked).tolist()
        assert expected == [[0, 1, 2, 3]]
        brought = sim.spread(odd, "threshold", seeds=[0], steps=9, weight="weight", **asked)
        assert brought.tolist() == expected


def test_parallel_edges_are_one_tie_with_the_sum_of_their_weights():
    many, one = nx.MultiDiGraph(), nx.DiGraph()
    many.add_edges_from([("a", "c")] * 3 + [("b", "c")])
    one.add_weighted_edges_from([("a", "c", 3), ("b", "c", 1)])
    for needed, weight in ((0.75, None), (0.76, None), (1, None)):
        asked = dict(process="threshold", seeds=["a"], thresholds=needed, steps=2)
        expected = sim.spread(one, weight="weight", **asked)
        assert np.array_equal(sim.spread(many, weight=weight, **asked), expected)
    counted = dict(seeds=["a"], thresholds=2, count=True, steps=2)
    assert sim.spread(many, "threshold", **counted)[0, 1] == -1


def test_an_entry_given_in_parts_is_their_sum():
    parts = sparse.coo_array(([1.0, 2.0, 1.0], ([0, 0, 2], [1, 1, 1])), shape=(3, 3))
    asked = dict(process="threshold", seeds=[0], steps=1)
    reached = [sim.spread(parts, thresholds=needed, **asked)[0, 1] for needed in (0.75, 0.76)]
    assert reached == [1, -1]
    assert parts.nnz == 3


CHANGES = {
    "an edge less": lambda graph: graph.remove_edge(1, 2),
    "an edge more": lambda graph: graph.add_edge(0, 3),
    "another edge": lambda graph: (graph.remove_edge(1, 2), graph.add_edge(0, 3)),
    "more edges": lambda graph: graph.add_edges_from([(0, 3), (1, 3)]),
    "weighted edges": lambda graph: graph.add_weighted_edges_from([(0, 3, 2.0)]),
    "a node less": lambda graph: graph.remove_node(1),
    "a node more": lambda graph: graph.add_node("new"),
    "a path": lambda graph: nx.add_path(graph, [0, 2, 3]),
    "no edges": lambda graph: graph.clear_edges(),
    "other edges": lambda graph: graph.update(edges=[(0, 3)], nodes=[9]),
    "another name": lambda graph: nx.relabel_nodes(graph, {1: "x"}, copy=False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_a_graph_that_has_changed_is_read_again(kind, change):
    graph = nx.path_graph(4, create_using=kind)
    asked = dict(process="threshold", seeds=[0], thresholds=1, count=True, steps=9)
    before = sim.spread(graph, **asked).tolist()
    assert before == sim.spread(graph, **asked).tolist() == [[0, 1, 2, 3]]
    change(graph)
    anew = kind()
    anew.add_nodes_from(graph)
    anew.add_edges_from(graph.edges)
    assert sim.spread(graph, **asked).tolist() == sim.spread(anew, **asked).tolist() != before


def test_a_view_follows_its_graph_and_weights_follow_the_edges():
    graph = nx.path_graph(3, create_using=nx.DiGraph)
    asked = dict(process="threshold", seeds=[2], thresholds=1, count=True, steps=9)
    backwards, part = graph.reverse(copy=False), graph.subgraph([0, 1, 2])
    assert sim.spread(backwards, **asked).tolist() == [[2, 1, 0]]
    assert sim.spread(part, **asked).tolist() == [[-1, -1, 0]]
    graph.remove_edge(0, 1)
    graph.add_edge(2, 0)
    assert sim.spread(backwards, **asked).tolist() == [[-1, 1, 0]]
    assert sim.spread(part, **asked).tolist() == [[1, -1, 0]]

    nx.set_edge_attributes(graph, 1.0, "trust")
    last = []
    for trust in (1.0, 0.0):
        graph[2][0]["trust"] = trust
        last.append(sim.spread(graph, weight="trust", **asked).tolist())
    assert last == [[[1, -1, 0]], [[-1, -1, 0]]]


@pytest.mark.parametrize(
    "names", [[5, 3, 9], [0.0, 1.0, 2.0], ["b", "a", "c"], [(0, 1), (1, 0), "x"], [0.5, 1, "n"]]
)
def test_nodes_may_be_called_anything(names):
    graph = nx.path_graph(names)
    spread = sim.spread(graph, "threshold", seeds=names[:1], thresholds=0.5, steps=5)
    assert spread.tolist() == [[0, 1, 2]]


# The same in the ensemble.


@pytest.mark.parametrize("kind", ["bass", "threshold"])
def test_the_processes_of_the_ensemble_spread_in_the_same_way(kind):
    """The same draws, so the same months for every organisation; pilots are the seeds."""
    scenario = with_values(
        load([f"process={kind}", "strategy=none"]),
        {"strategy.pilots": 3, "clock.months": 30, "process.threshold": 0.15},
    )
    system = blocks_of(scenario, 4, range(1))[0].system
    history = simulate(scenario, 6, seed=4, histories=True).stage_history
    process = scenario.process
    for r, stages in enumerate(history):
        live = stages == 5
        spread = sim.spread(
            to_graph(system), kind, seeds=np.flatnonzero(live[0]).tolist(), steps=30, seed=4,
            replicates=r + 1, innovation=process.innovation, imitation=process.imitation,
            thresholds=process.threshold, count=process.count, weight="trust",
        )[r]  # fmt: skip
        first = np.where(live.any(axis=0), live.argmax(axis=0), -1)
        assert spread.tolist() == first.tolist()
    assert len(np.unique(first)) > 4
