"""What is found in a user's own system: all faults, look-alikes, clusters, traits of England."""

import csv
import io

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.config import load
from sim.networks import system_from_graph, system_of
from sim.networks.look_alikes import pairs, skeleton
from sim.params.errors import UserError
from sim.study.check import read
from sim.study.clusters import clusters_of
from sim.study.portrait import DRAWS, england

COLUMNS = ("name", "type", "maturity", "capacity", "culture", "finance", "size", "stage", "since")
CELLS = {
    "name": st.sampled_from(["A", "B", "C", "a", "Total", "", "#REF!", "Guy's", "\u0410"]),
    "type": st.sampled_from(["GP", "Acute", "", "gp"]),
    "size": st.sampled_from(["1", "2", "", "-1", "1e12", "x"]),
    "stage": st.sampled_from(["", "live", "lve", "aware", "?"]),
    "since": st.sampled_from(["", "2025", "2025-03", "3", "03/04/2025"]),
}
SCORE = st.sampled_from(["0.4", "0.5", "40%", "1.2", "", "n/a", "high", "0,5", "1,200"])
ROW = st.tuples(*(CELLS.get(each, SCORE) for each in COLUMNS))
TIE = st.tuples(*[st.sampled_from(["A", "B", "C", "a", "Cc", ""])] * 2, st.just("0.5"))


def as_csv(header, rows):
    """Write a table as a spreadsheet does."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=5), st.lists(TIE, max_size=4))
def test_a_check_finds_a_fault_if_and_only_if_the_system_is_refused(tmp_path_factory, rows, ties):
    folder = tmp_path_factory.mktemp("own")
    (folder / "organisations.csv").write_text(as_csv(COLUMNS, rows), encoding="utf-8")
    (folder / "ties.csv").write_text(as_csv(("source", "target", "trust"), ties), encoding="utf-8")
    asked = [f"system.folder='{folder}'", "strategy.pilots=0", "strategy=none"]
    found = read(asked)
    try:
        system_of(load(asked).system, 0, 0)
        told = []
    except UserError as error:
        told = [str(error)]
    assert [str(each) for each in found.faults[:1]] == told
    assert found.count == len(found.faults)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guy's Trust", "Guys Trust"),
        ("Guy\u2019s Trust", "Guy's Trust"),
        ("Leeds NHS FT", "Leeds NHS Foundation Trust"),
        ("St George's", "Saint Georges"),
        ("Barts  Health", "BARTS HEALTH"),
        ("Barts\u200b Health", "Barts Health"),
        ("\u0410cute A", "Acute A"),
        ("Derby & Burton", "Derby and Burton"),
        ("North-West", "North West"),
        ("Acute trusts", "Acute trust"),
        ("Caf\u00e9", "Cafe"),
    ],
)
def test_two_spellings_of_one_name_look_alike(one, other):
    assert list(pairs([one, other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acute A", "Acute B"),
        ("Practices 1", "Practices 11"),
        ("Region 1", "Region 10"),
        ("North Trust", "South Trust"),
        ("Trust", "Hospital"),
        ("Leeds Community", "Leeds Mental Health"),
    ],
)
def test_names_that_differ_do_not(one, other):
    assert list(pairs([one, other])) == []


@given(st.text(max_size=30))
def test_any_word_looks_like_itself_in_capitals_and_with_spaces_around(word):
    assert skeleton(f"  {word} ") == skeleton(word)


def test_clusters_are_parts_with_many_ties_inside_and_the_largest_comes_first():
    graph = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(9))
    graph.add_edge(0, 6)
    graph.add_node(15)
    for node in graph:
        graph.nodes[node]["region"] = "West" if node < 6 else "East"
    found = clusters_of(system_from_graph(graph))
    assert found.names == ("East", "West")
    assert found.sizes() == [9, 6]
    assert found.of.tolist() == [1] * 6 + [0] * 9 + [-1]


def test_where_ties_make_no_clear_clusters_all_that_are_tied_are_one():
    found = clusters_of(system_from_graph(nx.complete_graph(12)))
    assert found.sizes() == [12]


def test_the_traits_of_england_are_those_of_the_shipped_system_with_their_sources():
    parameters = load(["system=england"]).system
    drawn = [system_of(parameters, 0, draw).arrays.culture for draw in range(DRAWS)]
    found = england()
    assert found["culture"].mean == pytest.approx(np.concatenate(drawn).mean())
    assert found["culture"].low < parameters.culture < found["culture"].high
    assert not found["maturity"].is_assumed
    assert all(found[each].is_assumed for each in ("capacity", "culture", "finance"))


def test_a_month_after_today_is_listed_beside_other_faults(tmp_path):
    table = "name,type,maturity,stage,since\nA,x,0.5,live,2030-01\nB,x,2,unaware,\n"
    (tmp_path / "organisations.csv").write_text(table)
    texts = [str(each) for each in read([f"system.folder={tmp_path}"]).faults]
    assert any("since is 2030-01" in each for each in texts)
    assert any("maturity is" in each for each in texts)
