"""Graphs in files of other programs: a system comes back to the last bit, the rest is named."""

import json

import networkx as nx
import numpy as np
import pytest

import sim
from sim.networks import generate
from sim.networks.readers import graph_as_read
from sim.params import System as SystemParameters


def by_json(graph, _):
    """Write and read a graph as JSON."""
    text = json.dumps(nx.node_link_data(graph, edges="edges"))
    return nx.node_link_graph(json.loads(text), edges="edges")


def by_file(write, read, **options):
    """Write a graph with networkx and read it again."""

    def again(graph, path):
        write(graph, path)
        return read(path, **options)

    return again


FORMATS = {
    "memory": lambda graph, _: graph,
    "GraphML": by_file(nx.write_graphml, nx.read_graphml),
    "GEXF": by_file(nx.write_gexf, nx.read_gexf),
    "GML": by_file(nx.write_gml, nx.read_gml, label="id"),
    "JSON": by_json,
}


@pytest.fixture(scope="module")
def systems():
    """Return a drawn system and one of the caller's own with odd labels, numbers and flags."""
    drawn = generate(sim.load(["scenario=avt_london"]).system, 5, 2)
    own = nx.gnp_random_graph(30, 0.2, seed=1)
    rng = np.random.default_rng(1)
    for node, attributes in own.nodes(data=True):
        attributes |= dict(
            name=f"Zoë & <{node}> “x”", type=["GP", "7", "Krankenhaus ä"][node % 3],
            region=f"R{node % 4}", deprived=bool(node % 2), maturity=rng.random(),
            size=rng.random() + 0.1, board_interval=1 + node % 5, approvals=1 + node % 3,
        )  # fmt: skip
    for *_, attributes in own.edges(data=True):
        attributes["trust"] = 1 - rng.random()
    own.name = "Zoë's network"
    return drawn, sim.from_graph(own)


@pytest.mark.filterwarnings("ignore:attributes of")
@pytest.mark.parametrize("kind", FORMATS)
def test_a_system_written_and_read_again_is_equal_to_the_last_bit(systems, kind, tmp_path):
    for number, system in enumerate(systems):
        again = sim.from_graph(FORMATS[kind](sim.to_graph(system), tmp_path / str(number)))
        for name, array in system.arrays._asdict().items():
            other = getattr(again.arrays, name)
            assert array.dtype == other.dtype, name
            assert array.tobytes() == other.tobytes(), name
        for name in ("names", "types", "regions", "title"):
            assert getattr(again, name) == getattr(system, name)
        assert again == system
        assert again.digest == system.digest


@pytest.mark.parametrize("kind", [*FORMATS])
def test_attributes_that_say_nothing_here_are_left_out_and_named(kind, tmp_path):
    graph = nx.path_graph(4)
    nx.set_node_attributes(graph, {0: "#ff0000"}, "colour of pen")
    nx.set_node_attributes(graph, 3, "beds")
    nx.set_edge_attributes(graph, 2.5, "kilometres")
    read = FORMATS[kind](graph, tmp_path / "graph") if kind != "GML" else graph
    with pytest.warns(UserWarning, match="left out") as warned:
        system = sim.from_graph(read)
    told = " ".join(str(each.message) for each in warned)
    assert "attributes of nodes that say nothing here are left out" in told
    assert "beds" in told
    assert "colour of pen" in told
    assert "kilometres" in told
    assert system.organisations == 4


def test_an_edge_list_with_attributes_is_read_and_what_it_does_not_know_is_named(tmp_path):
    path = tmp_path / "ties.edgelist"
    path.write_text("a b {'trust': 0.5, 'since': 2019}\nb c {'trust': 0.25}\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="edges that say nothing here are left out: since"):
        system = sim.from_graph(nx.read_edgelist(path))
    assert system.names == ("a", "b", "c")
    assert system.arrays.trust.tolist() == [0.5, 0.5, 0.25, 0.25]


def test_a_weighted_edge_list_gives_trust_where_all_weights_can_be_trust(tmp_path):
    path = tmp_path / "weights.txt"
    path.write_text("a b 0.5\nb c 1\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="weight of edges is read as the trust of ties"):
        system = sim.from_graph(nx.read_weighted_edgelist(path))
    assert system.arrays.trust.tolist() == [0.5, 0.5, 1, 1]


def test_a_label_beside_size_alone_is_still_taken_for_a_drawing():
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, "x", "label")
    nx.set_node_attributes(graph, {0: 10, 1: 20, 2: 30}, "size")
    system = graph_as_read(graph, SystemParameters())
    assert any("size of nodes is left out" in each for each in system.notes)
    assert system.arrays.size.tolist() == [1, 1, 1]
