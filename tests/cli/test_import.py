"""`uptake import`: from published files to a verdict, with no cell edited by hand."""

import csv

import networkx as nx
import pytest
import yaml

from sim import config
from sim.config import own_folder
from sim.networks import as_given
from sim.networks.columns import ORGANISATION
from tests import published_files as files
from tests.published_files import register_row, written

SMALL = ("--months", "6", "--replicates", "4", "--no-figures")


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def published(elsewhere):
    """A list, an estates return, an assessment and catchments."""
    return [str(make(elsewhere)) for make in (files.etr, files.eric, files.dma, files.catchments)]


def test_two_commands_lead_from_published_files_to_a_verdict(uptake, elsewhere, published):
    code, out, err = uptake("import", "mysystem", *published)
    assert (code, err) == (0, "")
    assert "mysystem holds 4 organisations and 1 tie." in out
    assert "uptake compare mysystem" in out
    code, out, err = uptake("compare", "mysystem", "strategy=none,own,hin_playbook", *SMALL)
    assert code == 0, err
    assert "mysystem" in out
    assert "Traceback" not in err


def test_the_folder_has_every_column_and_is_blank_where_no_file_says_anything(
    uptake, elsewhere, published
):
    uptake("import", "mysystem", *published)
    sheet = rows(elsewhere / "mysystem" / "organisations.csv")
    assert [each for each in sheet[0] if ":" not in each] == [
        each for each in ORGANISATION if each != "maturity"
    ]
    assert [each["code"] for each in sheet] == ["R0X", "0A1", "RXX", "RXY"]
    assert {each["capacity"] for each in sheet} == {""}
    assert [each["maturity: Well led (1-5)"] for each in sheet] == ["2.5", "1.0", "", ""]


def test_pillars_are_read_as_shares_and_show_says_where_they_come_from(
    uptake, elsewhere, published
):
    uptake("import", "mysystem", *published)
    own = as_given(config.load(["system.folder=mysystem"]).system)
    assert own.arrays.maturity[:2] == pytest.approx([(2.5 - 1) / 4, (3 - 1) / 4])
    assert own.unknown.blank["maturity"].tolist() == [False, False, True, True]
    code, out, _ = uptake("show", "mysystem")
    assert code == 0
    assert "mean of 7 pillars" in out
    assert "(score - 1) / 4" in out


def test_the_folder_names_its_files_their_publishers_and_what_is_assumed(
    uptake, elsewhere, published
):
    uptake("import", "mysystem", *published)
    text = (elsewhere / "mysystem" / "system.yaml").read_text(encoding="utf-8")
    source = yaml.safe_load(text)["source"]
    assert "etr.csv: list of trusts (etr); Organisation Data Service, NHS England" in source
    assert "Open Government Licence v3.0" in source
    assert "# - 1 closed (RXC)" in text
    assert "(score - 1) / 4" in text
    assert "trust 0.5 + 0.5 x overlap, assumed" in text
    assert not list(own_folder.problems(elsewhere / "mysystem", "system.yaml"))
    guide = (elsewhere / "mysystem" / "GUIDE.md").read_text(encoding="utf-8")
    assert "made-up" not in guide
    assert "## organisations.csv" in guide


def test_the_screen_says_what_was_read_left_out_and_assumed(uptake, published):
    _, out, _ = uptake("import", "mysystem", *published)
    parts = [out.index(f"\n{each}:") for each in ("Read", "Left out")]
    assert parts == sorted(parts)
    assert "eric.csv: 1 not in the list (RQQ)" in out
    assert "Assumed (also in system.yaml):" in out


def test_nothing_is_written_over_a_folder_that_is_there(uptake, elsewhere, published):
    (elsewhere / "mysystem").mkdir()
    (elsewhere / "mysystem" / "notes.txt").write_text("mine")
    code, _, err = uptake("import", "mysystem", *published)
    assert code == 2
    assert "nothing is written over it" in err
    assert [each.name for each in (elsewhere / "mysystem").iterdir()] == ["notes.txt"]


def test_after_a_fault_no_folder_is_left(uptake, elsewhere, published):
    (elsewhere / "strange.csv").write_text("colour,taste\nred,sweet\n")
    code, _, err = uptake("import", "mysystem", *published, "strange.csv")
    assert code == 2
    assert err.count("\n") == 1
    assert "its layout is unknown" in err
    assert not (elsewhere / "mysystem").exists()
    assert not [each for each in elsewhere.iterdir() if each.is_dir()]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "name the files to read"),
        (["missing.csv"], "missing.csv: there is no such file"),
        (["etr.csv", "--as", "etr.csv"], "write LAYOUT=FILE"),
        (["etr.csv", "--as", "colours=etr.csv"], "the layouts are practices, trusts"),
        (["etr.csv", "--ties", "friendship"], "none of catchment, distance"),
        (["etr.csv", "--ties", "catchment"], "--ties catchment needs"),
        (["etr.csv", "--only", "region"], 'write it as "region=London"'),
        (["etr.csv", "--roll-up", "pcn"], "epcncorepartnerdetails.csv"),
        (["etr.csv", "--ties", "etr.csv"], "this is no file of ties"),
        (["etr.csv", "--weight", "meetings"], "--weight meetings changes nothing"),
    ],
)
def test_what_cannot_be_gets_one_line_and_exit_code_2(uptake, elsewhere, options, said):
    files.etr(elsewhere)
    code, _, err = uptake("import", "mysystem", *options)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1
    assert not (elsewhere / "mysystem").exists()


def test_names_that_a_spreadsheet_would_run_are_neutralised_and_still_tied(uptake, elsewhere):
    path = written(elsewhere / "etr.csv", [
        register_row("R0X", "=1+1 NHS TRUST"), register_row("R0Y", "@SUM HOSPITAL NHS TRUST"),
        register_row("R0Z", "Line\nbreak: # <b>NHS</b> Trust"),
    ])  # fmt: skip
    code, _, err = uptake("import", "mysystem", str(path), "--ties", "region")
    assert code == 0, err
    cells = [
        cell
        for each in rows(elsewhere / "mysystem" / "organisations.csv")
        for cell in each.values()
    ]
    assert not [each for each in cells if each.startswith(("=", "@", "+", "-"))]
    assert len(rows(elsewhere / "mysystem" / "ties.csv")) == 3
    code, _, err = uptake("run", "mysystem", *SMALL)
    assert code == 0, err


def test_a_title_with_signs_of_yaml_stays_a_title(uptake, elsewhere):
    path = files.etr(elsewhere)
    code, _, err = uptake("import", "my: system #1 'x'", str(path))
    assert code == 0, err
    text = (elsewhere / "my: system #1 'x'" / "system.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["title"] == "my: system #1 'x'"


def test_a_graph_alone_makes_a_folder_that_runs(uptake, elsewhere):
    graph = nx.cycle_graph(6)
    nx.set_edge_attributes(graph, 5, "meetings")
    nx.set_node_attributes(graph, {0: 0.3}, "maturity")
    nx.write_graphml(graph, elsewhere / "network.graphml")
    code, out, err = uptake("import", "mysystem", "network.graphml", "--weight", "meetings")
    assert code == 0, err
    assert "6 organisations and 6 ties" in out
    code, _, err = uptake("run", "mysystem", *SMALL)
    assert code == 0, err


def test_a_file_may_be_named_with_its_layout_alone(uptake, elsewhere):
    files.etr(elsewhere)
    code, out, err = uptake("import", "mysystem", "--as", "trusts=etr.csv")
    assert code == 0, err
    assert "4 organisations, whose ties are drawn" in out
    assert not (elsewhere / "mysystem" / "ties.csv").exists()


def test_columns_of_ours_in_a_list_arrive_in_the_folder_and_count(uptake, elsewhere):
    head = ["ods_code", "name", "type", "region", "maturity (1-5)", "size", "approvals", "stage"]
    written(elsewhere / "mine.csv", [
        head, ["X01", "North", "acute", "N", 3, 2.5, 3, "live"],
        ["X02", "South", "acute", "S", 5, "", 1, ""], ["X03", "East", "acute", "S", 1, 0.5, 1, ""],
    ])  # fmt: skip
    code, out, err = uptake("import", "mysystem", "mine.csv")
    assert code == 0, err
    said = " ".join(out.split())
    assert "maturity (1-5), size, approvals, stage: as they stand in mine.csv" in said
    own = as_given(config.load(["system.folder=mysystem"]).system)
    assert own.arrays.maturity.tolist() == [0.5, 1.0, 0.0]
    assert own.arrays.size[0] == pytest.approx(5 * own.arrays.size[2])
    code, _, err = uptake("run", "mysystem", *SMALL)
    assert code == 0, err
