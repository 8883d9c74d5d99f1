"""Ties of public facts: shared catchment, distance, region, supplier, files and graphs."""

import csv
import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from sim.networks.published import measures, ties
from sim.networks.published.chosen_ties import Asked
from sim.networks.published.imported import imported
from sim.networks.published.layouts import recognised
from sim.params.errors import UserError
from tests import published_files as files
from tests.published_files import TODAY, register_row, written

ENGLAND = Path(__file__).parents[3] / "shared" / "data" / "england"
TRUST = {"catchment": 0.5}


def made(*paths, **options):
    asked = Asked(**{key: options.pop(key) for key in [*options] if key in Asked.__slots__})
    return imported(list(paths), asked, TODAY, **options)


def pairs(found):
    """The ties by the codes of their ends, with their trust or None."""
    code = {each["name"]: each["code"] for each in found.organisations}
    return {
        tuple(sorted((code[each["source"]], code[each["target"]]))): each.get("trust")
        for each in found.ties
    }


def placed(folder, *rows):
    return written(folder / "list.csv", [["ods_code", "name", "type", "lat", "lon"], *rows])


def line(folder):
    """Four trusts on the equator, 0, 1, 2 and 4 degrees east, the last of another type."""
    return placed(
        folder, ["A", "A", "acute", 0, 0], ["B", "B", "acute", 0, 1], ["C", "C", "acute", 0, 2],
        ["D", "D", "ambulance", 0, 4],
    )  # fmt: skip


def test_the_overlap_is_the_sum_over_areas_of_the_lesser_share():
    found = ties.overlaps([{"E1": 0.6, "E2": 0.4}, {"E2": 0.25, "E3": 0.75}, {}, {"E1": 1.0}])
    assert found[0, 1] == found[1, 0] == 0.25
    assert found[0, 3] == 0.6
    assert found[2].sum() == 0
    assert found.diagonal().sum() == 0


def test_numbers_of_patients_count_as_the_shares_they_make_up():
    shares = ties.overlaps([{"E1": 0.6, "E2": 0.4}, {"E2": 0.25, "E3": 0.75}])
    numbers = ties.overlaps([{"E1": 600, "E2": 400}, {"E2": 5, "E3": 15}])
    assert np.allclose(shares, numbers)


def test_catchments_of_the_last_year_and_of_all_admissions_make_ties(tmp_path):
    found = made(files.etr(tmp_path), files.catchments(tmp_path))
    assert pairs(found) == {("R0X", "RXX"): 0.5 + 0.5 * 0.25}


def test_a_tie_by_catchment_needs_the_share_that_the_user_asks_for(tmp_path):
    paths = files.etr(tmp_path), files.catchments(tmp_path)
    assert pairs(made(*paths, at_least=0.25)) == {("R0X", "RXX"): 0.625}
    found = made(*paths, at_least=0.26)
    assert found.ties == []
    assert "4 without any tie (R0X, 0A1, RXX, ...)" in found.account.left_out[-1]


@pytest.mark.skipif(not ENGLAND.is_dir(), reason="the catchments of England are not here")
@pytest.mark.parametrize("at_least", [0.01, 0.05, 0.2])
def test_the_network_of_acute_trusts_is_the_one_that_others_found(at_least):
    known = json.loads((ENGLAND / "network_stats.json").read_text())["stats"]
    known = known[f"overlap>={at_least:g}"]
    file = recognised(ENGLAND / "acute_catchment_ltla21.csv")
    shares = {}
    for each in measures.shares(file.grid, file.header):
        shares.setdefault(each.code, {})[each.says["area"]] = each.says["share"]
    one, other, _ = ties.by_catchment([*shares.values()], at_least)
    graph = nx.empty_graph(len(shares))
    graph.add_edges_from(zip(one.tolist(), other.tolist(), strict=True))
    degrees = [degree for _, degree in graph.degree]
    assert len(graph) == known["nodes"]
    assert graph.number_of_edges() == known["edges"]
    assert np.median(degrees) == known["median_degree"]
    assert max(degrees) == known["max_degree"]
    assert degrees.count(0) == known["isolates"]
    assert nx.average_clustering(graph) == pytest.approx(known["clustering"], abs=5e-4)
    assert nx.transitivity(graph) == pytest.approx(known["transitivity"], abs=5e-4)
    assert len(max(nx.connected_components(graph), key=len)) == known["giant"]


@pytest.mark.skipif(not ENGLAND.is_dir(), reason="the catchments of England are not here")
def test_each_overlap_of_acute_trusts_is_the_one_that_others_found():
    file = recognised(ENGLAND / "acute_catchment_ltla21.csv")
    shares = {}
    for each in measures.shares(file.grid, file.header):
        shares.setdefault(each.code, {})[each.says["area"]] = each.says["share"]
    place = {code: k for k, code in enumerate(shares)}
    found = ties.overlaps([*shares.values()])
    with (ENGLAND / "acute_coflow_edges.csv").open(newline="") as file:
        known = list(csv.DictReader(file))
    assert len(known) == 1140
    for each in known:
        ours = found[place[each["a"]], place[each["b"]]]
        assert ours == pytest.approx(float(each["catchment_overlap"]), abs=1e-6)


def test_each_is_tied_to_its_nearest_and_a_pair_counts_once(tmp_path):
    found = made(line(tmp_path), ways=("distance",), nearest=1)
    assert set(pairs(found)) == {("A", "B"), ("B", "C"), ("C", "D")} or set(pairs(found)) == {
        ("A", "B"), ("C", "D"), ("B", "C"),
    }  # fmt: skip


def test_trust_halves_every_50_km_and_is_less_across_types(tmp_path):
    trust = pairs(made(line(tmp_path), ways=("distance",), nearest=1))
    degree = 2 * np.pi * 6371 / 360  # km
    assert trust["A", "B"] == pytest.approx(0.75 * 0.5 ** (degree / 50), abs=1e-4)
    assert trust["C", "D"] == pytest.approx(max(0.05, 0.45 * 0.5 ** (2 * degree / 50)), abs=1e-4)


def test_two_at_one_place_are_each_others_nearest(tmp_path):
    path = placed(tmp_path, ["A", "A", "acute", 51, 0], ["B", "B", "acute", 51, 0],
                  ["C", "C", "acute", 51, 0], ["D", "D", "acute", 52, 0])  # fmt: skip
    found = pairs(made(path, ways=("distance",), nearest=2))
    assert {("A", "B"), ("A", "C"), ("B", "C")} < set(found)
    assert found["A", "B"] == 0.75
    assert not any(one == other for one, other in found)


def test_places_come_from_a_directory_of_postcodes(tmp_path):
    directory = written(tmp_path / "ONSPD.csv", [
        ["pcd", "pcds", "lat", "long"], ["AA1 1AA", "AA1 1AA", 51.5, 0.0],
        ["AA2 2AA", "AA2 2AA", 51.6, 0.0], ["BB1 1BB", "BB1 1BB", 53.5, -2.0],
        ["BB2 2BB", "BB2 2BB", 99.999999, 0.0],
    ])  # fmt: skip
    found = made(files.etr(tmp_path), directory, nearest=1)
    assert "ONSPD.csv, places of postcodes: has 3 of 4 of theirs" in found.account.read
    assert ("0A1", "R0X") in pairs(found)
    assert "1 without any tie (RXY)" in found.account.left_out[-1]


def test_those_without_a_catchment_are_tied_to_their_nearest(tmp_path):
    places = placed(tmp_path, ["R0X", "", "", 51.5, 0], ["0A1", "", "", 51.6, 0],
                    ["RXX", "", "", 53.5, -2], ["RXY", "", "", 53.6, -2])  # fmt: skip
    found = pairs(made(files.etr(tmp_path), files.catchments(tmp_path), places, nearest=1))
    assert set(found) == {("R0X", "RXX"), ("0A1", "R0X"), ("RXX", "RXY")}
    assert found["R0X", "RXX"] == 0.625


def test_all_of_one_region_may_be_tied_with_the_usual_trust(tmp_path):
    found = made(files.etr(tmp_path), ways=("region",))
    assert pairs(found) == {("0A1", "R0X"): None, ("RXX", "RXY"): None}


def test_those_with_one_supplier_of_their_record_system_are_tied(tmp_path):
    suppliers = written(tmp_path / "epr.csv", [
        ["Organisation name", "EPR supplier"], ["Riverdale Hospital NHS Trust", "Acme"],
        ["MADE-UP MENTAL HEALTH NHS TRUST", "Acme"], ["Otherside Ambulance Service", "Beta"],
    ])  # fmt: skip
    found = made(files.etr(tmp_path), suppliers)
    assert pairs(found) == {("0A1", "RXX"): None}


def test_very_many_ties_by_region_are_refused_before_they_are_made(tmp_path):
    rows = [register_row(f"X{k:05d}", f"PRACTICE {k}") for k in range(700)]
    with pytest.raises(UserError, match="makes 244,650 ties, at most 200,000"):
        made(written(tmp_path / "etr.csv", rows), ways=("region",))


def test_ties_may_be_left_to_be_drawn(tmp_path):
    found = made(files.etr(tmp_path), files.catchments(tmp_path), ways=("drawn",))
    assert found.ties is None
    assert made(files.etr(tmp_path)).ties is None


@pytest.mark.parametrize("way", ["catchment", "distance", "supplier"])
def test_a_way_that_no_file_allows_says_what_it_needs(tmp_path, way):
    with pytest.raises(UserError, match=f"--ties {way} needs"):
        made(files.etr(tmp_path), ways=(way,))


def test_ties_of_a_file_name_organisations_by_code_or_name(tmp_path):
    given = written(tmp_path / "who.csv", [
        ["source", "target", "trust"], ["r0x", "Riverdale Hospital NHS Trust", 0.8],
        ["0A1", "RXY", ""], ["RXY", "UNKNOWN", 0.4],
    ])  # fmt: skip
    found = made(files.etr(tmp_path), file=given)
    assert pairs(found) == {("R0X", "RXX"): 0.8, ("0A1", "RXY"): None}
    assert "who.csv: 1 not in the list, with their ties (UNKNOWN)" in found.account.left_out
    assert pairs(made(files.etr(tmp_path), given)) == pairs(found)


def test_trust_that_is_no_share_is_refused_with_its_row(tmp_path):
    given = written(tmp_path / "who.csv", [["source", "target", "trust"], ["R0X", "RXX", 8]])
    with pytest.raises(UserError, match=r"who.csv, row 2: trust is '8'"):
        made(files.etr(tmp_path), given)


def test_ties_that_are_all_of_others_are_refused(tmp_path):
    given = written(tmp_path / "who.csv", [["source", "target"], ["P", "Q"]])
    with pytest.raises(UserError, match="P, Q are not in the list"):
        made(files.etr(tmp_path), given)


def test_a_graph_beside_a_list_gives_the_ties(tmp_path):
    graph = nx.Graph()
    graph.add_edge("R0X", "RXX", meetings=4)
    graph.add_edge("0A1", "RXX", meetings=1)
    nx.write_graphml(graph, tmp_path / "met.graphml")
    found = made(files.etr(tmp_path), tmp_path / "met.graphml", weight="meetings")
    assert pairs(found) == {("R0X", "RXX"): 1.0, ("0A1", "RXX"): 0.25}
