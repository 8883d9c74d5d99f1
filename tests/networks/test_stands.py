"""The columns `stage` and `since`: what their words mean, and that no meaning is guessed."""

import datetime
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from made_up import odd_system
from scipy import sparse

from sim.networks import (
    system_from_files,
    system_from_graph,
    system_from_matrix,
    system_of,
    to_graph,
)
from sim.networks.stands import LIVE, TOLD, UNSAID, since_in, since_in_words, stage_in
from sim.networks.system import Standing
from sim.networks.tables import system_from_tables
from sim.networks.telling import says_where_it_stands
from sim.params import System
from sim.params.errors import UserError
from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    IMPLEMENTING,
    REJECTED,
    STAGE_NAMES,
    STAGES,
    UNAWARE,
)

MARCH = 12 * 2026 + 2
HEADER = "name,type,maturity,capacity,culture,finance,stage,since\n"
ROWS = "A,GP,.5,.5,.5,.5,live,2026-03\nB,GP,.5,.5,.5,.5,,\nC,GP,.5,.5,.5,.5,Gave up,7\n"
STOOD = Standing(np.array([LIVE, UNSAID, ABANDONED]), np.array([MARCH, UNSAID, 7]))


def equal(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_every_stage_is_known_by_its_name_and_by_the_words_of_the_docs():
    for stage, (name, words) in enumerate(zip(STAGES, STAGE_NAMES, strict=True)):
        assert stage_in(name.upper(), "") == stage_in(f" {words}", "") == stage


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("Live", LIVE), ("in use", LIVE), ("piloting", IMPLEMENTING), ("not started", UNAWARE),
        ("Not-started", UNAWARE), ("business case", COMMITTED), ("in procurement", DECIDING),
        ("BAU", EMBEDDED), ("turned down", REJECTED), ("gave up", ABANDONED),
        ("unknown", None), ("?", None),
    ],
)  # fmt: skip
def test_plain_words_whose_meaning_is_certain_are_read(word, stage):
    assert stage_in(word, "") == stage


@pytest.mark.parametrize(
    ("word", "near"), [("livee", "live"), ("comitted", "committed"), ("gve up", "gave up")]
)
def test_another_word_is_refused_in_one_line_with_the_nearest(word, near):
    with pytest.raises(UserError, match=rf"^row 3: stage is '{word}' \(did you mean {near}\?\)"):
        stage_in(word, "row 3")


@pytest.mark.parametrize("value", ["interested", "", "approved", 3, True, 2.5])
def test_what_could_be_several_stages_or_none_is_refused(value):
    with pytest.raises(UserError, match="it must be one of unaware, aware, committed"):
        stage_in(value, "row 3")


@pytest.mark.parametrize(
    "value",
    [
        "2026-03", "2026-3", "2026/03", "03/2026", "3.2026", "March 2026", "mar 2026", "Mar-2026",
        "2026 March", "15 March 2026", "March 15, 2026", "2026-03-15", "2026-03-15 00:00:00",
        "15/03/2026", "03/15/2026", "03/03/2026", datetime.date(2026, 3, 31),
        datetime.datetime(2026, 3, 1, 12), pd.Timestamp("2026-03-02"), np.datetime64("2026-03-02"),
        np.datetime64("2026-03"),
    ],
    ids=str,
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(value):
    assert since_in(value, "") == MARCH


@pytest.mark.parametrize("value", [5, 5.0, "5", "5 months ago", "5 Months", np.int64(5)])
def test_a_small_whole_number_is_months_ago(value):
    assert since_in(value, "") == 5


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (2026, "which is a year; say the month too, such as 2026-03"),
        ("2026", "which is a year"),
        ("03/04/2026", "may be April 2026 or March 2026; write 2026-04 or 2026-03"),
        *((each, "it must be a month such as") for each in (
            "soon", "13/2026", "2026-13", "2026-02-30", "Mar-26", "ma 2026", "June", -1, 601, 2.5,
            "2.5", True, 202603, float("inf"), "2026-03-15 and later", "0026-03",
        )),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_month_or_could_be_two_is_refused(value, said):
    with pytest.raises(UserError, match=said) as told:
        since_in(value, "row 3")
    assert str(told.value).startswith("row 3: since is '")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("since", [0, 600, MARCH, 12 * 1950])
def test_a_month_that_is_written_is_read_as_the_same(since):
    assert since_in(since_in_words(since), "") == since


def by_file(tmp_path, rows=ROWS, header=HEADER):
    path = tmp_path / "own.csv"
    path.write_text(header + rows, encoding="utf-8")
    return system_from_files(path, None, System())


def test_files_tables_graphs_and_matrices_say_the_same(tmp_path):
    cells = dict(stage=["live", None, "Gave up"], since=[pd.Timestamp("2026-03-01"), None, 7])
    graph = nx.empty_graph(3)
    for name, values in cells.items():
        nx.set_node_attributes(graph, {i: v for i, v in enumerate(values) if v is not None}, name)
    table = pd.DataFrame(
        dict(name=["A", "B", "C"], type="GP", maturity=0.5, capacity=0.5, culture=0.5, finance=0.5)
        | cells
    )
    found = [
        by_file(tmp_path),
        system_from_tables(table, None, System()),
        system_from_matrix(sparse.csr_array((3, 3)), cells),
        system_from_graph(graph),
    ]
    for each in found:
        assert equal(each.standing, STOOD)


@pytest.mark.parametrize("way", ["graph", "graphml"])
def test_a_system_that_goes_through_a_graph_comes_back_the_same(way, tmp_path):
    stages = np.array([*range(len(TOLD)), UNSAID, EMBEDDED])
    since = np.array([UNSAID, 0, 5, 600, MARCH, 12 * 1999, 1, 2, 3, UNSAID, UNSAID])
    system = replace(odd_system(nx.cycle_graph(11)), standing=Standing(stages, since))
    graph = to_graph(system)
    if way == "graphml":
        nx.write_graphml(graph, tmp_path / "it.graphml")
        graph = nx.read_graphml(tmp_path / "it.graphml")
    again = system_from_graph(graph)
    assert equal(again.standing, system.standing)
    assert again == system


def test_where_organisations_stand_is_part_of_which_system_it_is(tmp_path):
    plain = by_file(tmp_path, ROWS.replace("live,2026-03", ",").replace("Gave up,7", ","))
    told = by_file(tmp_path)
    assert plain.standing is None
    assert plain != told
    assert plain == replace(told, standing=None)
    assert told != replace(told, standing=told.standing._replace(since=np.array([0, UNSAID, 7])))


def test_the_digest_of_a_system_that_says_nothing_is_that_of_its_arrays_and_names():
    """Folders written before there were these columns still verify."""
    system = odd_system(nx.cycle_graph(3))
    assert system.standing is None
    assert system.digest.startswith("ddfcab8a9f0a")


def test_since_without_a_stage_is_refused(tmp_path):
    with pytest.raises(UserError, match="'B' says since when, but not its stage"):
        by_file(tmp_path, ROWS.replace("B,GP,.5,.5,.5,.5,,", "B,GP,.5,.5,.5,.5,,3"))


def test_a_wrong_cell_is_named_by_its_row(tmp_path):
    with pytest.raises(UserError, match=r"own.csv, row 2: stage is 'lively' \(did you mean live"):
        by_file(tmp_path, ROWS.replace("live", "lively"))


def test_a_system_tells_whether_it_says_anything_without_being_read_in_full(tmp_path):
    by_file(tmp_path)
    own = System(organisations_file=str(tmp_path / "own.csv"), ties_file=None)
    assert says_where_it_stands(own)
    by_file(tmp_path, ROWS.replace("live,2026-03", "unknown,").replace("Gave up,7", ","))
    assert not says_where_it_stands(own)
    assert system_of(own, 0, 0).standing is None
    assert not says_where_it_stands(System())


def test_where_only_live_sites_are_marked_the_others_are_unaware_and_this_is_said():
    graph = nx.path_graph(4)
    nx.set_node_attributes(graph, {0: "live", 1: "embedded"}, "stage")
    with pytest.warns(UserWarning, match="only live sites say their stage, so the 2 of 4"):
        system = system_from_graph(graph)
    assert system.standing.stage.tolist()[2:] == [UNAWARE, UNAWARE]
    graph.nodes[3]["stage"] = "aware"
    assert system_from_graph(graph).standing.stage.tolist()[2:] == [UNSAID, AWARE]
