"""Any graph that networkx reads becomes a folder's rows, and a hostile one a plain line."""

import json

import networkx as nx
import pytest

from sim.networks.published.chosen_ties import Asked
from sim.networks.published.imported import imported
from sim.params.errors import UserError
from tests.published_files import TODAY

WRITERS = {
    "graphml": nx.write_graphml,
    "gexf": nx.write_gexf,
    "gml": nx.write_gml,
    "net": nx.write_pajek,
    "json": lambda graph, path: path.write_text(json.dumps(nx.node_link_data(graph))),
    "edgelist": lambda graph, path: nx.write_weighted_edgelist(graph, path, delimiter="\t"),
}


def network():
    """Three organisations in a row, whose ends have met once and three times."""
    graph = nx.Graph()
    graph.add_edge("North Hospital", "Riverside", weight=3.0)
    graph.add_edge("Riverside", "Hill Practices", weight=1.5)
    return graph


def read(path, weight=None):
    return imported([path], Asked(weight=weight), TODAY)


@pytest.mark.parametrize("ending", WRITERS)
def test_every_format_gives_the_same_organisations_and_ties(tmp_path, ending):
    path = tmp_path / f"network.{ending}"
    WRITERS[ending](network(), path)
    found = read(path, weight="weight")
    assert sorted(each["name"] for each in found.organisations) == [
        "Hill Practices", "North Hospital", "Riverside",
    ]  # fmt: skip
    ties = {frozenset((each["source"], each["target"])): each["trust"] for each in found.ties}
    assert ties == {
        frozenset(("North Hospital", "Riverside")): 1.0,
        frozenset(("Riverside", "Hill Practices")): 0.5,
    }
    assert any("divided by the largest (3)" in each for each in found.account.assumed)


def test_attributes_of_nodes_become_columns_and_the_rest_stays_blank(tmp_path):
    graph = network()
    graph.nodes["Riverside"].update(type="Mental health trust", maturity=0.4, deprived=True)
    graph.nodes["North Hospital"].update(type="Acute trust", stage="live", since="2025-08")
    graph.nodes["Hill Practices"].update(type="GP network", code="007")
    nx.write_graphml(graph, tmp_path / "network.graphml")
    rows = {e["name"]: e for e in read(tmp_path / "network.graphml", "weight").organisations}
    assert rows["Riverside"]["maturity"] == 0.4
    assert rows["Riverside"]["deprived"] == "yes"
    assert (rows["North Hospital"]["stage"], rows["North Hospital"]["since"]) == ("live", "2025-08")
    assert rows["Hill Practices"]["code"] == "007"
    assert "maturity" not in rows["Hill Practices"]


def test_weights_that_may_be_trust_are_taken_as_such_and_others_only_if_asked(tmp_path):
    graph = nx.Graph([("A", "B", {"weight": 0.5}), ("B", "C", {"weight": 0.2})])
    nx.write_graphml(graph, tmp_path / "small.graphml")
    assert [each["trust"] for each in read(tmp_path / "small.graphml").ties] == [0.5, 0.2]
    nx.write_graphml(network(), tmp_path / "large.graphml")
    assert all("trust" not in each for each in read(tmp_path / "large.graphml").ties)


def test_a_weight_that_no_edge_has_is_refused_with_those_there_are(tmp_path):
    nx.write_graphml(network(), tmp_path / "network.graphml")
    with pytest.raises(UserError, match="no edge has the attribute 'meetings'; they have weight"):
        read(tmp_path / "network.graphml", weight="meetings")


@pytest.mark.parametrize("value", [0, -1, float("inf"), "often"])
def test_a_weight_that_is_no_number_above_zero_is_refused(tmp_path, value):
    path = tmp_path / "network.json"
    data = {"nodes": [{"id": 1}, {"id": 2}], "links": [{"source": 1, "target": 2, "met": value}]}
    path.write_text(json.dumps(data))
    with pytest.raises(UserError, match="'met' must be a number above 0"):
        read(path, weight="met")


def test_links_of_d3_may_name_nodes_by_their_number(tmp_path):
    path = tmp_path / "d3.json"
    data = {"nodes": [{"name": "A"}, {"name": "B"}], "links": [{"source": 0, "target": 1}]}
    path.write_text(json.dumps(data))
    assert read(path).ties == [{"source": "A", "target": "B"}]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph><node id="&b;"/></graph>'
    "</graphml>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE g SYSTEM "http://example.org/g.dtd">'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph><node id="1"/></graph></graphml>'
)


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
@pytest.mark.parametrize("ending", ["graphml", "gexf", "xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_or_a_document_type_is_refused(tmp_path, text, ending, encoding):
    path = tmp_path / f"network.{ending}"
    path.write_bytes(text.encode(encoding))
    with pytest.raises(UserError, match="declares a document type or entities"):
        read(path)


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("graphml", "<graphml><graph><node"),
        ("graphml", "no xml"),
        ("gexf", "<gexf/>"),
        ("gml", "graph [ node ["),
        ("net", "*Vertices many"),
        ("json", "{"),
        ("json", "[1, 2]"),
        ("json", '{"nodes": [1], "links": [{"source": 1, "target": 2}]}'),
        ("json", '{"nodes": [1], "links": [7]}'),
        ("json", "[" * 100_000),
        ("edgelist", "one two three four"),
        ("edgelist", "North Hospital Riverside"),
        ("edgelist", ""),
    ],
)
def test_a_damaged_graph_gets_one_plain_line(tmp_path, ending, text):
    path = tmp_path / f"network.{ending}"
    path.write_text(text)
    with pytest.raises(UserError) as refused:
        read(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
