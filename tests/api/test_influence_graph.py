"""`sim.influence`: a table and a graph of who carried whom, for other programs."""

import io

import networkx as nx
import numpy as np
import pytest

import sim
from sim.config import load
from sim.params.errors import UserError
from sim.params.names import EMBEDDED, IMPLEMENTING

PLAN = ("strategy=hin_playbook", "assumptions.base_awareness=0.3", "assumptions.commitment_rate=1")


def friends():
    """Twelve in a ring, named, with ties of one strength."""
    graph = nx.relabel_nodes(nx.cycle_graph(12), {i: f"Site {i}" for i in range(12)})
    nx.set_edge_attributes(graph, 0.7, "trust")
    return graph


@pytest.fixture(scope="module")
def found():
    return sim.influence(*PLAN, system=friends(), seed=4, months=40)


def test_the_table_has_a_row_for_each_step_and_source(found):
    frame = found.frame
    assert list(frame.columns) == [
        "organisation", "month", "event", "source", "kind", "share", "rate", "without",
    ]  # fmt: skip
    totals = frame.groupby(["organisation", "month", "event"])["share"].sum()
    assert totals.to_numpy() == pytest.approx(1.0)
    assert frame.loc[frame["event"] == "went live", "rate"].isna().all()
    assert frame.loc[frame["event"] != "went live", "rate"].gt(0).all()


def test_neighbours_in_the_table_are_neighbours(found):
    graph = friends()
    neighbours = found.frame[found.frame["kind"] == "neighbour"]
    assert len(neighbours) > 5
    for row in neighbours.itertuples():
        assert graph.has_edge(row.source, row.organisation)


def test_the_graph_has_the_edges_of_first_go_lives(found):
    live = found.frame[found.frame["event"] == "went live"]
    live = live[live["kind"].isin(["neighbour", "lever"])]
    first = live[live["month"] == live.groupby("organisation")["month"].transform("min")]
    told = {
        (row.source if row.kind == "neighbour" else f"lever: {row.source}", row.organisation):
            (row.month, row.share)
        for row in first.itertuples()
    }  # fmt: skip
    edges = {(a, b): (data["month"], data["share"]) for a, b, data in found.graph.edges(data=True)}
    assert edges == told
    for name, data in found.graph.nodes(data=True):
        if "others" in data:
            carried = sum(share for _, _, share in found.graph.in_edges(name, data="share"))
            assert carried + data["others"] == pytest.approx(1.0)


def test_the_graph_is_written_and_read_as_graphml(found):
    file = io.BytesIO()
    nx.write_graphml(found.graph, file)
    file.seek(0)
    again = nx.read_graphml(file)
    assert dict(again.nodes(data=True)) == dict(found.graph.nodes(data=True))
    assert {(a, b): d for a, b, d in again.edges(data=True)} == {
        (a, b): d for a, b, d in found.graph.edges(data=True)
    }


def test_a_composed_scenario_is_the_same_run(found):
    scenario = load([*PLAN, "clock.months=40"])
    assert sim.influence(scenario, system=friends(), seed=4).found.steps == found.found.steps


def test_a_result_tells_who_influenced_whom_in_one_of_its_runs(found):
    result = sim.run(*PLAN, system=friends(), seed=4, months=40, replicates=2, histories=True)
    assert result.influence().found.steps == found.found.steps
    second = result.influence(replicate=1).found
    live = np.isin(result.outcomes.stage_history[1], (IMPLEMENTING, EMBEDDED))
    first = np.where(live.any(axis=0), live.argmax(axis=0), -1)
    assert list(second.first_live) == list(first)


def test_one_line_says_what_was_traced(found):
    gone_live = sum(month > 0 for month in found.found.first_live)
    assert repr(found) == (
        f"<Influence in replicate 0 of seed 4: {gone_live} of 12 organisations went live>"
    )


@pytest.mark.parametrize(
    ("given", "more", "says"),
    [
        (PLAN, {"replicate": -1}, "replicate is -1; it must be 0 or more"),
        (PLAN, {"seed": -1}, "seed is -1"),
        ((load([]), "strategy=none"), {}, "one plan, not 2"),
        (("strategy=none,hin_playbook",), {}, "one plan"),
        (("process.kind=threshold",), {}, "full process only"),
        (PLAN, {"system": 3}, "a networkx graph"),
    ],
)
def test_what_cannot_be_traced_is_refused_in_words(given, more, says):
    with pytest.raises(UserError, match=says):
        sim.influence(*given, **more)
