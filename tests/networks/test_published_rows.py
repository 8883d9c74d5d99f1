"""Nothing that a list says is lost or merged without a word; the files here are made up."""

import networkx as nx
import pytest

from sim.networks.published.chosen_ties import Asked
from sim.networks.published.imported import imported
from sim.params.errors import UserError
from tests import published_files as files
from tests.published_files import PILLARS, TODAY, written

OURS = {
    "size": "2", "maturity": "0.4", "capacity": "0.5", "culture": "0.6", "finance": "0.7",
    "deprived": "yes", "stage": "live", "since": "2025-03", "legacy": "0.1", "orientation": "0.2",
    "board_interval": "3", "approvals": "2",
}  # fmt: skip


def made(*paths, **options):
    return imported(list(paths), options.pop("asked", Asked()), TODAY, **options)


def listed(folder, *rows, head=("ods_code", "name", "type", "region"), name="list.csv"):
    return written(folder / name, [head, *rows])


def named(folder, *rows):
    return listed(folder, *rows, head=("name", "type", "region"))


def names(found):
    return [each["name"] for each in found.organisations]


def left_out(found):
    return "\n".join(found.account.left_out)


def assessed(folder, name, provider, score):
    return written(folder / name, [["Provider", *PILLARS], [provider, *[score] * 7]])


def test_every_column_of_ours_that_a_list_has_is_taken_over_as_it_stands(tmp_path):
    head = ["ods_code", "name", *(each.replace("_", " ").title() for each in OURS)]
    found = made(listed(tmp_path, ["X01", "North Hospital", *OURS.values()], head=head))
    (row,) = found.organisations
    assert {name: row.get(name) for name in OURS} == OURS
    assert "size, maturity, capacity" in "\n".join(found.account.assumed)


def test_a_column_with_its_scale_is_taken_over_under_its_heading(tmp_path):
    head = ("ods_code", "name", "Capacity (1-5)", "Culture by Anna")
    (row,) = made(listed(tmp_path, ["X01", "North", "4", "0.3"], head=head)).organisations
    assert row["Capacity (1-5)"] == "4"
    assert row["Culture by Anna"] == "0.3"
    assert "capacity" not in row


def test_columns_that_say_nothing_here_are_named_under_left_out(tmp_path):
    head = ("ods_code", "name", "beds", "chief executive")
    found = made(listed(tmp_path, ["X01", "North", "300", "Z"], head=head))
    assert "2 columns that say nothing here ('beds', 'chief executive')" in left_out(found)


def test_columns_of_ours_in_a_list_beside_a_register_are_taken_over(tmp_path):
    beside = listed(tmp_path, ["r0x", "", "0.9"], head=("ods_code", "name", "finance"))
    found = made(files.etr(tmp_path), beside)
    assert [each.get("finance") for each in found.organisations] == ["0.9", None, None, None]


def test_scores_by_pillar_stand_in_place_of_the_maturity_of_a_list_and_that_is_said(tmp_path):
    path = listed(tmp_path, ["X01", "North", "0.9"], head=("ods_code", "name", "maturity"))
    found = made(path, assessed(tmp_path, "dma.csv", "North", 3))
    (row,) = found.organisations
    assert row["maturity: Well led (1-5)"] == 3
    assert "maturity" not in row
    assert "maturity: the scores of the assessment" in left_out(found)


def test_a_value_of_which_two_lists_say_different_things_is_the_first_and_is_said(tmp_path):
    head = ("ods_code", "name", "culture")
    one = listed(tmp_path, ["X01", "North", "0.2"], head=head)
    other = listed(tmp_path, ["X01", "North", "0.8"], head=head, name="other.csv")
    found = made(one, other)
    assert found.organisations[0]["culture"] == "0.2"
    assert "other.csv: culture of North, of which another file" in left_out(found)


def test_sizes_of_a_list_stand_alone_and_floor_areas_are_left_out(tmp_path):
    path = listed(tmp_path, ["R0X", "North", "800"], ["RXX", "South", ""],
                  head=("ods_code", "name", "size"))  # fmt: skip
    found = made(path, files.eric(tmp_path))
    assert [each.get("size") for each in found.organisations] == ["800", None]
    assert "size by floor area of its sites: those of the list count" in left_out(found)


def test_attributes_of_the_nodes_of_a_graph_beside_a_list_are_taken_over(tmp_path):
    graph = nx.Graph()
    graph.add_node("R0X", capacity=0.25, region="Elsewhere")
    graph.add_edge("R0X", "RXX")
    nx.write_graphml(graph, tmp_path / "met.graphml")
    found = made(files.etr(tmp_path), tmp_path / "met.graphml")
    assert [each.get("capacity") for each in found.organisations] == [0.25, None, None, None]
    assert "met.graphml: region of nodes; those of the list count" in left_out(found)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["St Mary's Surgery", "GP practice", "North"],
             ["St Mary's Surgery", "GP practice", "South"]],
            ["St Mary's Surgery (North)", "St Mary's Surgery (South)"],
        ),
        (
            [["The Riverside NHS Trust", "Acute", "North"],
             ["Riverside NHS Foundation Trust", "Acute", "South"]],
            ["The Riverside NHS Trust", "Riverside NHS Foundation Trust"],
        ),
        (
            [["Hill", "Acute", "North"], ["Hill", "Community", "North"]],
            ["Hill (Acute trust)", "Hill (Community trust)"],
        ),
    ],
)  # fmt: skip
def test_rows_of_one_name_that_differ_in_region_or_type_are_several(tmp_path, rows, expected):
    assert names(made(named(tmp_path, *rows))) == expected


def test_a_row_that_repeats_a_name_is_left_out_and_named_with_its_row(tmp_path):
    rows = [["The Riverside NHS Trust", "Acute", "North"],
            ["Riverside NHS Foundation Trust", "Acute", "North"]]  # fmt: skip
    found = made(named(tmp_path, *rows))
    assert names(found) == ["The Riverside NHS Trust"]
    said = "1 row repeats an organisation above (Riverside NHS Foundation Trust: row 3)"
    assert said in left_out(found)


def test_a_row_with_the_code_of_another_name_is_left_out_and_named(tmp_path):
    rows = [["X01", "North Hospital", "", ""], ["x01", "South Hospital", "", ""]]
    found = made(listed(tmp_path, *rows))
    assert names(found) == ["North Hospital"]
    assert "under another name (South Hospital: x01, row 3)" in left_out(found)


def test_codes_in_small_letters_are_the_same_codes(tmp_path):
    one = listed(tmp_path, ["x01", "North", "", ""])
    other = listed(tmp_path, ["X01", "", "0.5"], head=("code", "name", "legacy"), name="b.csv")
    found = made(one, other)
    assert len(found.organisations) == 1
    assert found.organisations[0]["legacy"] == "0.5"


def test_ties_of_a_name_that_several_have_are_left_out_and_not_guessed(tmp_path):
    path = named(tmp_path, ["Mary", "Acute", "North"], ["Mary", "Acute", "South"],
                 ["Hill", "Acute", "South"])  # fmt: skip
    ties = written(tmp_path / "t.csv", [
        ["source", "target"], ["Mary", "Hill"], ["Mary (South)", "Hill"],
    ])  # fmt: skip
    found = made(path, ties)
    assert [(each["source"], each["target"]) for each in found.ties] == [("Mary (South)", "Hill")]
    assert "1 of a name that several have, with their ties (Mary)" in left_out(found)


def test_a_score_of_a_name_that_several_have_is_of_the_one_in_its_region(tmp_path):
    path = named(tmp_path, ["Mary", "Acute", "North"], ["Mary", "Acute", "South"])
    scores = written(tmp_path / "dma.csv", [["Provider", "Region", *PILLARS],
                                            ["Mary", "South", *[2] * 7]])  # fmt: skip
    rows = made(path, scores).organisations
    assert ["maturity: Well led (1-5)" in each for each in rows] == [False, True]


@pytest.mark.parametrize("with_list", [True, False])
def test_two_assessments_of_one_organisation_are_refused_and_not_averaged(tmp_path, with_list):
    base = [listed(tmp_path, ["X01", "North", "", ""])] if with_list else []
    one = assessed(tmp_path, "dma2024.csv", "North", 2)
    other = assessed(tmp_path, "dma2025.csv", "North", 4)
    with pytest.raises(UserError, match=r"dma2024.csv and dma2025.csv both measure North"):
        made(*base, one, other)


def test_two_assessments_of_different_organisations_are_both_read(tmp_path):
    base = listed(tmp_path, ["X01", "North", "", ""], ["X02", "South", "", ""])
    one, other = assessed(tmp_path, "a.csv", "North", 2), assessed(tmp_path, "b.csv", "South", 4)
    rows = made(base, one, other).organisations
    assert [each["maturity: Well led (1-5)"] for each in rows] == [2, 4]


def test_ties_of_those_left_out_by_only_say_so(tmp_path):
    ties = written(tmp_path / "t.csv", [["source", "target"], ["R0X", "0A1"], ["RXX", "Q"]])
    with pytest.raises(UserError, match="R0X, 0A1 are left out by --only; Q is not in the list"):
        made(files.etr(tmp_path), ties, only=["region=north west"])
    some = written(tmp_path / "t.csv", [["source", "target"], ["RXX", "RXY"], ["RXX", "R0X"]])
    found = made(files.etr(tmp_path), some, only=["region=north west"])
    assert "1 left out by --only, with their ties (R0X)" in left_out(found)


def test_ties_of_those_that_are_closed_say_so(tmp_path):
    ties = written(tmp_path / "t.csv", [["source", "target"], ["R0X", "RXC"]])
    with pytest.raises(UserError, match="RXC is closed"):
        made(files.etr(tmp_path), ties)


def test_a_weight_without_a_graph_is_refused(tmp_path):
    with pytest.raises(UserError, match="--weight meetings changes nothing: no file is a graph"):
        made(files.etr(tmp_path), asked=Asked(weight="meetings"))


def test_boards_as_regions_without_a_column_of_boards_are_refused(tmp_path):
    with pytest.raises(UserError, match="--regions icb changes nothing"):
        made(listed(tmp_path, ["X01", "North", "", "South"]), regions="icb")


def test_conditions_on_a_graph_alone_are_refused(tmp_path):
    nx.write_graphml(nx.path_graph(3), tmp_path / "g.graphml")
    with pytest.raises(UserError, match="--only changes nothing of a graph alone"):
        made(tmp_path / "g.graphml", only=["region=London"])


def test_a_graph_whose_ties_are_not_asked_for_is_named_under_left_out(tmp_path):
    nx.write_graphml(nx.path_graph(3), tmp_path / "g.graphml")
    found = made(files.etr(tmp_path), tmp_path / "g.graphml", asked=Asked(ways=("region",)))
    assert "g.graphml: all of it, since --ties says other ties" in left_out(found)


def test_a_graph_beside_another_file_of_ties_is_named_and_its_weight_refused(tmp_path):
    nx.write_graphml(nx.path_graph(3), tmp_path / "g.graphml")
    ties = written(tmp_path / "t.csv", [["source", "target"], ["R0X", "RXX"]])
    paths = files.etr(tmp_path), tmp_path / "g.graphml"
    found = made(*paths, asked=Asked(file=ties))
    assert "g.graphml: all of it, since --ties says other ties" in left_out(found)
    with pytest.raises(UserError, match="--weight w changes nothing: --ties says other ties"):
        made(*paths, asked=Asked(file=ties, weight="w"))
