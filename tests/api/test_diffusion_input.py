"""`sim.diffusion` reads what people have, and refuses in one line what it cannot understand."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import sim

PATH = nx.path_graph(["a", "b", "c"], create_using=nx.DiGraph)
LATE = {"a": 3, "b": 1, "c": 2}


@pytest.mark.parametrize(
    "adopted",
    [
        [3, 1, 2],
        (3.0, 1.0, 2.0),
        np.array([3, 1, 2]),
        {"c": 2, "a": 3, "b": 1},
        pd.Series({"c": 2, "b": 1, "a": 3}),
        pd.Series([3, 1, 2], index=list("abc"), dtype="Int64"),
    ],
)
def test_times_are_read_in_order_or_by_node(adopted):
    found = sim.diffusion(PATH, adopted)

    assert found.times.tolist() == [2, 0, 1]
    assert found.periods == range(1, 4)


@pytest.mark.parametrize("never", [None, np.nan, -1, pd.NA])
def test_who_has_not_adopted_is_said_in_any_of_these_ways(never):
    assert sim.diffusion(PATH, {"a": 3, "b": never, "c": 2}).times.tolist() == [1, -1, 0]


def test_steps_of_spread_are_times():
    graph = nx.star_graph(5)
    steps = sim.spread(graph, "threshold", seeds=[0], thresholds=0.5, steps=5)[0]

    found = sim.diffusion(graph, steps, first=0, last=5)
    assert found.adopters.tolist() == [1, 6, 6, 6, 6, 6]


@pytest.mark.parametrize("form", [sparse.csr_array, sparse.coo_matrix])
def test_a_matrix_has_its_weights(form):
    matrix = form(np.array([[0, 2.0, 2.0], [0, 5.0, 0], [0, 0, 0]]))
    found = sim.diffusion(matrix, [3, 1, 2])

    assert found.exposure(weighted=True, normalized=False).iloc[0].tolist() == [2, 4, 4]
    assert found.exposure(normalized=False).iloc[1].tolist() == [0, 0, 0]  # no tie to itself


def test_equal_weights_keep_their_size():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 2.0), ("b", "c", 2.0)])
    found = sim.diffusion(graph, LATE, weight="weight")

    assert found.exposure(weighted=True, normalized=False).loc["a"].tolist() == [2, 2, 2]


def test_what_was_read_for_spread_does_not_lose_its_weights():
    graph = nx.path_graph(3)
    sim.spread(graph, "threshold", seeds=[0], thresholds=1.0, steps=3)

    assert sim.diffusion(graph, [1, 2, 3]).exposure().iloc[1].tolist() == [0.5, 0.5, 1]


@pytest.mark.parametrize(
    ("adopted", "asked", "told"),
    [
        ([3, 1], {}, "adopted has 2 values; give one for each of the 3 nodes"),
        ({"a": 3, "b": 1}, {}, "'c'"),
        ({**LATE, "d": 4}, {}, "'d'"),
        ([3, 1, 2.5], {}, "'2.5' for the node 'c'; it must be a whole number"),
        ([3, 1, "2"], {}, "'2' for the node 'c'; it must be a whole number"),
        ([3, 1, True], {}, "'True' for the node 'c'; it must be a whole number"),
        ([3, 1, -2], {}, "'-2' for the node 'c'"),
        ([3, 1, np.inf], {}, "'inf' for the node 'c'"),
        ([3, 1, 20_261_129_120_000], {}, "for the node 'c'; it must be a whole number"),
        ("abc", {}, "give the period of each node"),
        (3, {}, "give the period of each node"),
        ([None, None, None], {}, "nobody adopts"),
        (LATE, {"first": 2}, "the node 'b' adopted in 1, before the first period, 2"),
        (LATE, {"last": 0}, "last is 0; it must not be before the first period, 1"),
        (LATE, {"first": 1.5}, "first is 1.5; it must be a whole number"),
        (LATE, {"last": "5"}, "last is '5'; it must be a whole number"),
        (LATE, {"last": 9_999_999, "first": 0}, None),
    ],
)
def test_times_that_cannot_be_understood_are_refused_in_one_line(adopted, asked, told):
    if told is None:
        big = nx.empty_graph(100)
        with pytest.raises(sim.UserError, match="more than 50,000,000 exposures"):
            sim.diffusion(big, [1] * 100, **asked)
        return
    with pytest.raises(sim.UserError) as refused:
        sim.diffusion(PATH, adopted, **asked)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("measure", "asked", "told"),
    [
        ("exposure", {"weighted": True}, "the ties have no weights; name the attribute"),
        ("exposure", {"normalized": 1}, "normalized is 1; it must be True or False"),
        ("exposure", {"lag": 3}, "lag is 3; it must be from -2 to 2 here"),
        ("exposure", {"lag": 0.5}, "lag is 0.5; it must be a whole number from -2 to 2"),
        ("exposure", {"attribute": [1, 2]}, "attribute has the shape"),
        (
            "exposure",
            {"attribute": [1, 2, -3]},
            "attribute is -3; it must be a number",
        ),
        ("threshold", {"outgoing": "no"}, "outgoing is 'no'; it must be True or False"),
        ("infectiousness", {"within": 0}, "within is 0; it must be from 1 to 2 here"),
        ("infectiousness", {"discount": -1}, "discount is -1; it must be a number of 0 or more"),
        ("susceptibility", {"within": True}, "within is True; it must be a whole number"),
        ("peer_effect", {"lag": -1}, "lag is -1; it must be from 0 to 2 here"),
        ("peer_effect", {"covariates": 5}, "covariates is a int; give a pandas table"),
        ("peer_effect", {"covariates": {"age": [1, 2]}}, "age has 2 values"),
        ("peer_effect", {"covariates": {"age": [1, "x", 2]}}, "age is 'x' for the node 'b'"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_line(measure, asked, told):
    found = sim.diffusion(PATH, LATE)
    with pytest.raises(sim.UserError) as refused:
        getattr(found, measure)(**asked)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_effect_that_nothing_can_tell_is_refused():
    nobody_left = sim.diffusion(nx.empty_graph(4), [1, 1, 1, 1], last=3)
    with pytest.raises(sim.UserError, match="no period has both"):
        nobody_left.peer_effect()
    alone = sim.diffusion(nx.empty_graph(4), [1, 2, 2, None], last=3)
    with pytest.raises(sim.UserError, match="exposure does not vary"):
        alone.peer_effect()
    pairs = nx.Graph([(0, 1), (2, 3), (4, 5)])
    sure = sim.diffusion(pairs, [1, 2, None, None, 1, 2], last=2)
    with pytest.raises(sim.UserError, match="without fail"):
        sure.peer_effect()


def test_a_graph_that_is_none_is_refused():
    with pytest.raises(sim.UserError, match="it must be a networkx graph or"):
        sim.diffusion([[0, 1], [1, 0]], [1, 2])


def test_a_replicate_that_is_none_is_refused():
    result = sim.run("system.organisations=9", "clock.months=6", replicates=2)
    with pytest.raises(sim.UserError, match="replicate is -1"):
        result.diffusion(-1)
