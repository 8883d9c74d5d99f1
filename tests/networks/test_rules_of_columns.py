"""Files, graphs and matrices follow one set of rules, and nothing is read that was not meant."""

from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import xarray as xr
from scipy import sparse

import sim
from sim import config
from sim.networks import system_from_files, system_from_graph, system_from_matrix, system_of
from sim.params import System
from sim.params.errors import UserError
from sim.report import own_system
from sim.report.idle_keys import notes_on_keys

PAIR = sparse.csr_array(np.array([[0, 1.0], [1.0, 0]]))
HEADER = "name,type,maturity,capacity,culture,finance"
ROWS = "A,Acute,.5,.5,.5,.5\nB,GP,.4,.5,.5,.5\n"
MANY = (10**20, 1e19, "9" * 5000, 10**5000, 1.5, True, 0, -1, "two")
GAPS = (np.nan, None, pd.NA, pd.NaT, "", " ", "nan", "<NA>", "None")


def by_file(tmp_path, content, name="own.csv", **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return system_from_files(path, options.pop("ties", None), System(), **options)


def by_graph(column, values):
    graph = nx.path_graph(2)
    nx.set_node_attributes(graph, dict(enumerate(values)), column)
    return system_from_graph(graph)


def by_matrix(column, values):
    return system_from_matrix(PAIR, {column: values})


WAYS = pytest.mark.parametrize("way", [by_graph, by_matrix])


@WAYS
@pytest.mark.filterwarnings("ignore:.*count as empty")
@pytest.mark.parametrize("gap", GAPS, ids=repr)
def test_a_missing_value_is_absent_and_never_a_word_or_a_number(way, gap):
    assert way("region", ["North", gap]).regions == ("North", "Everywhere")
    told = way("legacy", [0.2, gap])  # no made-up system draws it: it is the system's
    assert told.arrays.legacy.tolist() == [0.2, 0.5]
    assert told.unknown is None


@WAYS
@pytest.mark.filterwarnings("ignore:.*count as empty", "ignore:maturity of 1 of 2")
@pytest.mark.parametrize("gap", GAPS, ids=repr)
def test_a_missing_trait_beside_one_that_is_given_is_not_known(way, gap):
    told = way("maturity", [0.2, gap])
    assert told.arrays.maturity[0] == 0.2
    assert told.unknown.blank["maturity"].tolist() == [False, True]


@WAYS
@pytest.mark.parametrize("names", [["x", "x"], ["x", " x "], *(["x", gap] for gap in GAPS)])
def test_a_missing_name_and_one_that_is_there_twice_are_refused(way, names):
    with pytest.raises(UserError, match="the name"):
        way("name", names)


@WAYS
@pytest.mark.parametrize("many", MANY, ids=lambda many: type(many).__name__)
def test_whole_numbers_must_be_whole_and_within_the_stated_range(way, many):
    with pytest.raises(UserError, match="a whole number from 1 to 24") as told:
        way("board_interval", [many, 2])
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 200


@WAYS
def test_whole_numbers_and_yes_or_no_are_read_however_they_are_written(way):
    assert way("approvals", ["2.0", 3.0]).arrays.approvals.tolist() == [2, 3]
    for yes, no in (("Y", "n"), ("yes", "NO"), (True, False), (1, 0), ("1.0", "0"), ("T", "f")):
        assert way("deprived", [yes, no]).arrays.deprived.tolist() == [True, False]


@pytest.mark.filterwarnings("ignore:the columns maturity were put in order by their labels")
def test_columns_with_labels_are_read_by_label_or_refused():
    wanted = {"name": ["a", "b"]}
    for given in (
        pd.Series({"b": 0.1, "a": 0.9}),
        {"b": 0.1, "a": 0.9},
        xr.DataArray([0.1, 0.9], coords={"site": ["b", "a"]}, dims="site"),
        pd.Series([0.1, 0.9], index=[1, 0]),
    ):
        system = system_from_matrix(PAIR, wanted | {"maturity": given})
        assert system.arrays.maturity.tolist() == [0.9, 0.1]
    for wrong in (pd.Series({"c": 0.1, "a": 0.9}), pd.Series([0.1, 0.9], index=["a", "a"])):
        with pytest.raises(UserError, match="'maturity'"):
            system_from_matrix(PAIR, wanted | {"maturity": wrong})


def test_a_table_of_data_works_as_columns():
    table = pd.DataFrame({"Name": ["a", "b"], "board interval": [1, 3]})
    system = system_from_matrix(PAIR, table)
    assert system.names == ("a", "b")
    assert system.arrays.board_interval.tolist() == [1, 3]
    with pytest.raises(UserError, match="give a dict of arrays, or a pandas"):
        system_from_matrix(PAIR, [1, 2])


@WAYS
def test_words_that_count_as_missing_are_named(way):
    with pytest.warns(UserWarning, match=r"that say NA, none count as empty \(2\)"):
        assert way("region", ["NA", " none"]).regions == ("Everywhere",)


@WAYS
@pytest.mark.parametrize(
    "days", [np.timedelta64(1, "D"), pd.Timedelta("1D"), np.array([1], "m8[s]")]
)
def test_a_span_of_time_is_not_a_number(way, days):
    for column in ("maturity", "deprived", "region"):
        with pytest.raises(UserError, match=f"{column} is"):
            way(column, [days, 1])


@WAYS
def test_words_that_look_the_same_are_the_same(way):
    assert way("region", ["Caf\u00e9", " Cafe\u0301\u200b "]).regions == ("Caf\u00e9",)


def test_a_table_sorted_by_hand_is_put_in_order_by_its_labels_and_this_is_said():
    table = pd.DataFrame({"name": ["a", "b"], "maturity": [0.1, 0.9]}, index=[1, 0])
    with pytest.warns(UserWarning, match="the columns name, maturity were put in order"):
        assert system_from_matrix(PAIR, table).names == ("b", "a")


def test_tables_of_other_libraries_work_as_columns():
    for table in (
        pa.table({"name": ["a", "b"], "legacy": [0.1, None]}),
        {"name": pa.array(["a", "b"]), "legacy": pa.chunked_array([[0.1], [None]])},
        xr.Dataset({"legacy": ("site", [np.nan, 0.1])}, {"site": ["b", "a"]}),
        np.array([("a", 0.1), ("b", np.nan)], [("name", "U1"), ("legacy", float)]),
        pd.DataFrame({"legacy": pd.array([0.1, None], "Float64")}, index=["a", "b"]),
    ):
        system = system_from_matrix(PAIR, table)
        found = dict(zip(system.names, system.arrays.legacy.tolist(), strict=True))
        assert found == {"a": 0.1, "b": 0.5}


@pytest.mark.parametrize("kind", [np.int8, np.bool_, np.float64])
def test_an_entry_of_the_matrix_given_twice_is_refused_and_never_added_up(kind):
    ends = ([0, 0, 0], [1, 1, 1])
    with pytest.raises(UserError, match="given twice"):  # as int8 their sum would be 1
        system_from_matrix(sparse.coo_array((np.array([127, 127, 3]).astype(kind), ends), (2, 2)))


def test_a_matrix_that_holds_no_real_numbers_is_refused():
    with pytest.raises(UserError, match="holds complex128; the trust of a tie must be a number"):
        system_from_matrix(PAIR * 1j)


def test_attributes_of_edges_are_read_in_any_case_and_misspelt_ones_refused():
    graph = nx.Graph()
    graph.add_edge("a", "b", Trust=0.5)
    assert system_from_graph(graph).arrays.trust.tolist() == [0.5, 0.5]
    graph.add_edge("a", "b", TRUST=0.6)
    with pytest.raises(UserError, match="the attribute 'trust' appears twice"):
        system_from_graph(graph)
    with pytest.raises(UserError, match="unknown attribute 'trsut'"):
        system_from_graph(nx.Graph([("a", "b", {"trsut": 0.5})]))


def test_parallel_edges_of_which_one_says_nothing_are_refused_in_words():
    graph = nx.MultiGraph([("a", "b", {"trust": 0.5}), ("a", "b", {})])
    with pytest.raises(UserError, match=r"its trust is not given and 0\.5, but"):
        system_from_graph(graph)


def test_a_weight_counts_as_trust_only_if_it_can_be_trust_and_this_is_said():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 0.2), ("b", "c", 1.0)])
    with pytest.warns(UserWarning, match="weight of edges is read as the trust"):
        assert sorted(system_from_graph(graph).arrays.trust.tolist()) == [0.2, 0.2, 1.0, 1.0]
    graph.edges["b", "c"]["weight"] = 5
    with pytest.warns(UserWarning, match="weight of edges is left out"):
        assert set(system_from_graph(graph).arrays.trust.tolist()) == {0.75}


def test_attributes_of_drawings_do_not_stop_a_graph_and_size_is_then_no_size():
    graph = nx.path_graph(2)
    graph.add_node(0, label="A", x=1, y=2, color="red", size=30)
    with pytest.warns(UserWarning, match="left out") as told:
        assert system_from_graph(graph).arrays.size.tolist() == [1.0, 1.0]
    said = [str(each.message) for each in told]
    assert "the size of nodes is left out" in said[0]
    assert said[1].endswith("left out: label, x, y, color")


DIALECTS = {
    "semicolons": (HEADER.replace(",", ";") + "\nA;Acute;0,5;,5;0,5;0,5\nB;GP;0,4;0,5;0,5;0,5\n",
                   "with semicolons between cells, with decimal commas"),
    "tabs": (f"{HEADER}\n{ROWS}".replace(",", "\t"), "with tabs between cells"),
    "a sep line": (f"sep=,\n{HEADER}\n{ROWS}", "with commas between cells (its first"),
    "UTF-16": (f"{HEADER}\n{ROWS}".encode("utf-16"), "in UTF-16"),
    "Windows-1252": (f"{HEADER}\n{ROWS}".replace("GP", "G\u2019P").encode("cp1252"), "in Windows"),
    "a title": (f"Table 1,,,,,\n\n{HEADER}\n{ROWS}", "from below its title ('Table 1')"),
    "another name": (
        f"{HEADER}\n{ROWS}".replace("maturity", "Digital maturity"),
        "'Digital maturity' as maturity",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "how"), DIALECTS.values(), ids=DIALECTS)
def test_a_table_is_read_as_a_spreadsheet_writes_it_and_this_is_said(tmp_path, content, how):
    system = by_file(tmp_path, content)
    assert system.names == ("A", "B")
    assert system.arrays.maturity.tolist() == [0.5, 0.4]
    assert how in system.notes[0]


def test_headings_in_capitals_need_no_note(tmp_path):
    assert (
        by_file(tmp_path, f"{HEADER.title()}\n{ROWS}").notes
        == by_file(tmp_path, f"{HEADER}\n{ROWS}").notes
    )


def test_a_comma_that_may_be_of_thousands_is_refused(tmp_path):
    with pytest.raises(UserError, match="a comma of decimals or of thousands"):
        by_file(tmp_path, f'{HEADER},size\nA,Acute,.5,.5,.5,.5,"1,200"\n')


def test_a_number_with_a_comma_of_thousands_is_told_one_way_to_write_it(tmp_path):
    with pytest.raises(UserError, match=r"write it without the comma, as in 600000\.$"):
        by_file(tmp_path, f'{HEADER},size\nA,Acute,.5,.5,.5,.5,"600,000"\n')


@pytest.mark.parametrize("word", ["don't know", "?", "unknown", "TBC", "-"])
@pytest.mark.parametrize("scale", ["", " (1-5)"])
def test_a_word_for_not_known_in_a_trait_is_told_to_be_left_empty(tmp_path, word, scale):
    with pytest.raises(UserError, match=r", or empty if nobody knows\.$"):
        by_file(tmp_path, f"{HEADER}{scale}\nA,Acute,.5,.5,.5,{word}\n")


def test_ties_of_ones_own_organisations_are_drawn_unless_none_are_asked_for(tmp_path):
    path = tmp_path / "own.csv"
    rows = "".join(f"N{k},{'GP' if k % 2 else 'Acute'},.5,.5,.5,.5\n" for k in range(19))
    path.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    drawn = config.load([f"system.organisations_file='{path}'"]).system
    first, second = system_of(drawn, 0, 0), system_of(drawn, 0, 1)
    assert (np.diff(first.arrays.starts) > 0).all()
    assert first.arrays.peers.tolist() != second.arrays.peers.tolist()
    assert first.arrays.maturity.tolist() == second.arrays.maturity.tolist()
    assert "ties are drawn by region and type" in " ".join(first.notes)
    asked = [f"system.organisations_file='{path}'", "system.ties_file=none"]
    assert notes_on_keys(config.expand(asked)) == []
    none = config.load([f"system.organisations_file='{path}'", "system.ties_file=none"]).system
    alone = system_of(none, 0, 0)
    assert len(alone.arrays.peers) == 0
    assert alone.notes[-1].startswith("19 of 19 organisations have no ties")
    assert alone.notes[-1].endswith("N0, N1, N2, N3, N4 and 14 more")


def test_words_that_differ_only_in_capitals_are_named(tmp_path):
    notes = by_file(tmp_path, f"{HEADER}\nA,GP,.5,.5,.5,.5\na,gp,.5,.5,.5,.5\n").notes
    assert "'A' and 'a' are two names; write them alike if they are one" in notes
    assert "'GP' and 'gp' are two types; write them alike if they are one" in notes


@pytest.mark.parametrize(("end", "told"), [("n7", "did you mean 'N7'"), ("", "source is empty")])
def test_an_end_of_a_tie_that_is_not_known_is_named_with_the_nearest(tmp_path, end, told):
    own, between = ring_of(tmp_path, 0)
    (tmp_path / "ties.csv").write_text(f"source,target\n{end},N1\n", encoding="utf-8")
    with pytest.raises(UserError, match=told):
        system_of(config.load([own, between]).system, 0, 0)


def ring_of(tmp_path, ties):
    """Write 19 organisations and a line of ties between the first; return their keys."""
    own, between = tmp_path / "trusts.csv", tmp_path / "ties.csv"
    rows = "".join(f"N{k},GP,.5,.5,.5,.5\n" for k in range(19))
    own.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    rows = "".join(f"N{k},N{(k + 1) % 19}\n" for k in range(ties))
    between.write_text(f"source,target\n{rows}", encoding="utf-8")
    return [f"system.organisations_file='{own}'", f"system.ties_file='{between}'"]


@pytest.mark.parametrize(
    ("ties", "said"),
    {
        "drawn": (None, "ties between your organisations were drawn, not given"),
        "none": ("none", "your organisations have no ties, as you asked"),
        "some": (11, "7 of 19 organisations have no ties"),
        "a ring": (19, None),
    }.values(),
)
def test_the_answer_and_the_account_say_where_ties_come_from_and_who_has_none(tmp_path, ties, said):
    own, between = ring_of(tmp_path, ties if isinstance(ties, int) else 0)
    keys = {None: [], "none": ["system.ties_file=none"]}.get(ties, [between])
    scenario = config.load([own, *keys])
    assert own_system.ties_in_short([scenario]) == said
    account = " ".join(own_system.own_in_words([scenario]))
    assert ("N12, N13, N14, N15, N16 and 2 more" in account) == (ties == 11)
    assert bool(account) == (said is not None)


def test_files_are_read_again_only_when_they_have_changed(tmp_path):
    own, between = ring_of(tmp_path, 19)
    first = system_of(config.load([own, between]).system, 0, 0)
    assert system_of(config.load([own, between]).system, 7, 3) is first
    ring_of(tmp_path, 18)
    changed = system_of(config.load([own, between]).system, 0, 0)
    assert len(changed.arrays.peers) == len(first.arrays.peers) - 2


def test_a_system_of_ones_own_has_its_own_name_and_no_presets(tmp_path):
    path = tmp_path / "ours.csv"
    path.write_text(f"{HEADER}\n{ROWS}", encoding="utf-8")
    own = f"system.organisations_file='{path}'"
    scenario = config.load([own])
    assert scenario.system.title == "Organisations of ours.csv"
    texts = (scenario.title, scenario.system.title, scenario.system.about, scenario.system.source)
    assert not any("outh London" in each for each in texts)
    assert config.load([own, "system.title=Ours"]).system.title == "Ours"
    assert config.load().system.title == "South London"


def test_values_with_labels_are_read_by_node_in_the_classics():
    path = nx.path_graph(["a", "b", "c"])
    need = {"c": 9.0, "b": 0.1, "a": 0.1}
    for given in (
        need,
        pd.Series(need),
        xr.DataArray([9.0, 0.1, 0.1], {"n": ["c", "b", "a"]}, "n"),
    ):
        told = sim.spread(path, "threshold", seeds=["a"], thresholds=given, steps=5)
        assert told.tolist() == [[0, 1, -1]]
    with pytest.raises(UserError, match="thresholds has the label"):
        sim.spread(path, "threshold", seeds=["a"], thresholds=pd.Series([1, 1, 1]), steps=5)


def test_the_cases_that_failed_are_named_by_file_and_row(tmp_path):
    content = f"{HEADER},board_interval\nA,Acute,.5,.5,.5,.5,{'9' * 5000}\n"
    with pytest.raises(UserError, match=r"own\.csv, row 2: board_interval is '999") as told:
        by_file(tmp_path, content)
    assert Path(tmp_path).name in str(told.value)


def test_labels_of_any_name_along_an_array_are_read_in_the_classics():
    path = nx.path_graph(["a", "b", "c"])
    other = xr.DataArray([9.0, 0.1, 0.1], {"site": ("n", ["c", "b", "a"])}, "n")
    told = sim.spread(path, "threshold", seeds=["a"], thresholds=other, steps=5)
    assert told.tolist() == [[0, 1, -1]]
    two = other.assign_coords(code=("n", [1, 2, 3]))
    with pytest.raises(UserError, match=r"several labels for each value \(site, code\)"):
        sim.spread(path, "threshold", seeds=["a"], thresholds=two, steps=5)
