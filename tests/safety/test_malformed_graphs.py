"""Graphs, tables and matrices of Python that are damaged, odd or hostile: refused, or taken."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import sim
from sim.networks import system_from_graph
from sim.networks.published.graphs import graph_of
from sim.networks.tables import system_from_tables
from sim.networks.xml_limits import refuse_growing_xml
from sim.params import System
from sim.params.errors import UserError

GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    '<graph edgedefault="undirected">{}</graph></graphml>'
)
NODES = '<node id="a"/><node id="b"/><edge source="a" target="b"/>'
LAUGHS = '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 12)
)
FILES = {
    "a billion laughs": ("g.graphml", f"<!DOCTYPE g [{LAUGHS}]>" + GRAPHML.format("&a11;")),
    "an entity of a file": (
        "g.graphml",
        '<!DOCTYPE g [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + GRAPHML.format("&e;"),
    ),
    "an entity of the web": (
        "g.gexf", '<!DOCTYPE g [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]><gexf>&e;</gexf>',
    ),
    "a parameter entity": (
        "g.xml", '<!DOCTYPE g [<!ENTITY % e SYSTEM "file:///etc/hosts"> %e;]>' + GRAPHML,
    ),
    "an entity in UTF-16": (
        "g.graphml", ('<!DOCTYPE g [<!ENTITY e "x">]>' + GRAPHML).encode("utf-16"),
    ),
    "100,000 elements deep": ("g.graphml", "<a>" * 100_000),
    "elements that are not closed": ("g.graphml", GRAPHML[:-10].format(NODES)),
    "an entity that is not declared": ("g.graphml", GRAPHML.format("&nowhere;")),
    "no graph in it": ("g.graphml", "<graphml/>"),
    "a web page": ("g.graphml", "<html><script>alert(1)</script></html>"),
    "no XML": ("g.gexf", "hello"),
    "nothing": ("g.graphml", ""),
    "bytes": ("g.graphml", bytes(range(256))),
    "a zip": ("g.graphml", b"PK\x03\x04" + bytes(30)),
    "GEXF of no version": ("g.gexf", "<gexf><graph><nodes/></graph></gexf>"),
    "GML that is not closed": ("g.gml", "graph [ node [ id 1 "),
    "GML of brackets": ("g.gml", "graph [ " * 5000),
    "GML of two nodes alike": ("g.gml", "graph [ node [ id 1 ] node [ id 1 ] ]"),
    "JSON of brackets": ("g.json", "[" * 100_000),
    "JSON that is cut": ("g.json", '{"nodes": [{"id": 1}'),
    "JSON of a word": ("g.json", '"graph"'),
    "JSON of no lists": ("g.json", '{"nodes": 1, "links": 2}'),
    "JSON of links alone": ("g.json", '{"links": [{"source": 1, "target": 2}]}'),
    "JSON whose links have no ends": ("g.json", '{"nodes": [1], "links": [{}]}'),
    "JSON whose links are words": ("g.json", '{"nodes": [1], "links": ["a"]}'),
    "JSON whose nodes are lists": ("g.json", '{"nodes": [[1]], "links": []}'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES)
def test_a_hostile_or_damaged_file_of_a_graph_is_refused_in_a_line(name, content, tmp_path):
    content = content if isinstance(content, bytes) else content.encode()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError) as refused:
        system_from_graph(graph_of(tmp_path / name))
    assert "\n" not in str(refused.value)
    assert name in str(refused.value) or "graph" in str(refused.value)
    assert len(str(refused.value)) < 500


def test_a_good_graph_passes_the_look_for_what_grows(tmp_path):
    content = GRAPHML.format(NODES).encode()
    assert refuse_growing_xml(content, "g").elements == 5
    (tmp_path / "g.graphml").write_bytes(content)
    assert system_from_graph(graph_of(tmp_path / "g.graphml")).names == ("a", "b")


def with_node(**about):
    graph = nx.path_graph(3)
    graph.nodes[1].update(about)
    return graph


def with_edge(**about):
    graph = nx.path_graph(3)
    graph.edges[1, 2].update(about)
    return graph


GRAPHS = {
    "no nodes": nx.Graph(),
    "no graph": {"a": ["b"]},
    "a maturity out of range": with_node(maturity=7),
    "a maturity without end": with_node(maturity=float("inf")),
    "a maturity in words": with_node(maturity="high"),
    "a maturity of lists": with_node(maturity=[0.5]),
    "a maturity of keys": with_node(maturity={"a": 1}),
    "a maturity of bytes": with_node(maturity=b"0.5"),
    "a complex maturity": with_node(maturity=0.5j),
    "a maturity of an object": with_node(maturity=object()),
    "a name twice": with_node(name="0"),
    "a name of lists": with_node(name=["a"]),
    "a name without letters": with_node(name="\u200b\x1b"),
    "a name too long": with_node(name="L" * 501),
    "a misspelt attribute": with_node(maturty=0.5),
    "an attribute twice": with_node(**{"maturity": 0.5, "Maturity ": 0.5}),
    "half a board": with_node(approvals=1.5),
    "a stage that there is not": with_node(stage="golive"),
    "no trust": with_edge(trust=0),
    "a trust below zero": with_edge(trust=-1),
    "a trust without end": with_edge(trust=float("inf")),
    "a trust in words": with_edge(trust="strong"),
    "a trust of lists": with_edge(trust=[1]),
    "two trusts": nx.MultiGraph([(0, 1, {"trust": 0.5}), (0, 1, {"trust": 0.6})]),
    "two directions": nx.DiGraph([(0, 1, {"trust": 0.5}), (1, 0, {"trust": 0.6})]),
    "nodes that look alike": nx.Graph([("a", "a\u200b")]),
    "nodes of one number": nx.Graph([("1", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_a_graph_that_cannot_be_a_system_is_refused_in_one_line(graph):
    with pytest.raises(UserError) as refused:
        system_from_graph(graph)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


def table(**columns):
    good = dict(name=["A", "B"], type=["x", "y"])
    good |= {trait: [0.5, 0.4] for trait in ("maturity", "capacity", "culture", "finance")}
    return pd.DataFrame({key: each for key, each in (good | columns).items() if each is not None})


TIED = pd.DataFrame({"source": ["A"], "target": ["B"], "trust": [0.5]})
TABLES = {
    "no rows": (table().iloc[:0], None),
    "no columns": (pd.DataFrame(), None),
    "no name": (table(name=None), None),
    "an unknown column": (table(colour=["r", "g"]), None),
    "columns that are numbers": (table().rename(columns={"type": 7}), None),
    "a column twice": (pd.concat([table(), table()[["type"]]], axis=1), None),
    "without end": (table(maturity=[0.5, np.inf]), None),
    "below zero": (table(maturity=[0.5, -1.0]), None),
    "in words": (table(maturity=["0.5", "high"]), None),
    "dates": (table(maturity=pd.to_datetime(["2026-01-01", "2026-01-02"])), None),
    "spans of time": (table(maturity=pd.to_timedelta([1, 2])), None),
    "lists": (table(maturity=[[0.5], [0.4]]), None),
    "objects": (table(maturity=[object(), object()]), None),
    "true and false": (table(maturity=[True, False]), None),
    "complex": (table(maturity=[0.5j, 0.4j]), None),
    "names that are missing": (table(name=["A", None]), None),
    "names that are not numbers": (table(name=["A", np.nan]), None),
    "a name twice": (table(name=["A", "A"]), None),
    "half a letter twice": (table(name=pd.Series(["\ud800", "\ud801"], dtype=object)), None),
    "an end that there is not": (table(), TIED.assign(target=["C"])),
    "to itself": (table(), TIED.assign(target=["A"])),
    "no trust": (table(), TIED.assign(trust=[0.0])),
    "ties without ends": (table(), TIED[["trust"]]),
    "a pair twice": (table(), pd.concat([TIED, TIED])),
}


@pytest.mark.parametrize(("organisations", "ties"), TABLES.values(), ids=TABLES)
def test_a_table_of_data_that_cannot_be_a_system_is_refused_in_one_line(organisations, ties):
    with pytest.raises(UserError) as refused:
        system_from_tables(organisations, ties, System())
    assert "\n" not in str(refused.value)


MATRICES = {
    "not square": np.ones((2, 3)),
    "no rows": np.ones((0, 0)),
    "of words": np.array([["", "x"], ["x", ""]]),
    "of objects": np.array([[None, 1], [1, None]], object),
    "complex": np.array([[0, 0.5j], [0.5j, 0]]),
    "not a number": np.array([[0, np.nan], [np.nan, 0]]),
    "without end": np.array([[0, np.inf], [np.inf, 0]]),
    "below zero": np.array([[0, -0.5], [-0.5, 0]]),
    "above one": np.array([[0, 1.5], [1.5, 0]]),
    "to itself": np.eye(2),
    "two trusts": np.array([[0, 0.5], [0.6, 0]]),
    "a cube": np.ones((2, 2, 2)),
    "an entry twice": sparse.coo_array(([0.5, 0.5], ([0, 0], [1, 1])), (2, 2)),
}


@pytest.mark.parametrize("matrix", MATRICES.values(), ids=MATRICES)
def test_a_matrix_that_cannot_be_ties_is_refused_in_one_line(matrix):
    with pytest.raises(UserError) as refused:
        sim.run(["strategy=none", "clock.months=2"], system=matrix, replicates=2)
    assert "\n" not in str(refused.value)


def test_a_table_of_python_with_half_a_letter_is_shown_with_a_mark():
    names = pd.Series(["\ud800x", "B\x1b"], dtype=object)
    system = system_from_tables(table(name=names), TIED.iloc[:0], System())
    assert system.names == ("\ufffdx", "B")
