"""England's trusts ship with public facts and without a trait; no real name stands beside one."""

import csv
import runpy
from pathlib import Path
from types import SimpleNamespace

import networkx as nx
import numpy as np
import pytest

from sim import config
from sim.config import preset_files
from sim.networks import as_given, system_of, to_graph
from sim.networks.traits import TRAITS
from sim.report import own_system
from sim.report.figures.captions import notes_of

SKELETON = preset_files.shipped() / "system" / "england_skeleton"
ENGLAND = Path(__file__).parents[3] / "shared" / "data" / "england"
SCRIPT = Path(__file__).parents[2] / "docs" / "england_skeleton.py"


@pytest.fixture(scope="module")
def scenario():
    return config.load(["system=england_skeleton"])


@pytest.fixture(scope="module")
def trusts():
    with (SKELETON / "organisations.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_files_hold_public_facts_and_no_trait(trusts):
    assert len(trusts) == 208
    assert set(trusts[0]) == {"name", "code", "type", "region", "size"}
    assert len({each["code"] for each in trusts}) == 208


def test_names_are_aliases_of_region_type_and_number(trusts):
    for each in trusts:
        alias, number = each["name"].rsplit(" ", 1)
        assert alias == f"{each['region']} {each['type'].lower()}"
        assert number.isdigit()


def test_codes_stay_in_the_file_and_never_reach_a_result(scenario, trusts):
    system = system_of(scenario.system, 0, 0)
    shown = " ".join([*system.names, *system.types, *system.regions, *system.notes])
    assert not [each["code"] for each in trusts if each["code"] in shown.split()]


def test_traits_are_drawn_anew_in_each_system_and_ties_are_not(scenario):
    first, second = (system_of(scenario.system, 0, draw) for draw in (0, 1))
    for trait in TRAITS:
        assert not np.array_equal(getattr(first.arrays, trait), getattr(second.arrays, trait))
    assert np.array_equal(first.arrays.peers, second.arrays.peers)
    assert np.array_equal(first.arrays.trust, second.arrays.trust)
    given = as_given(scenario.system)
    assert {given.unknown.blanks[trait] for trait in TRAITS} == {208}


def test_its_acute_trusts_are_tied_as_their_catchments_overlap(scenario):
    """The figures that others found for an overlap of 0.05, without one trust that has closed."""
    graph = to_graph(system_of(scenario.system, 0, 0))
    acute = [node for node, said in graph.nodes(data=True) if said["type"] == "Acute trust"]
    among = nx.Graph(graph.subgraph(acute))
    assert len(acute) == 137
    strong = [trust for *_, trust in among.edges(data="trust") if trust >= 0.525]
    assert len(strong) == 578 + 1  # one that shares no catchment has a neighbour very near
    assert nx.average_clustering(among) == pytest.approx(0.609, abs=0.02)
    assert not list(nx.isolates(graph))


def test_it_is_found_wherever_a_command_runs(tmp_path, monkeypatch):
    (tmp_path / "england_skeleton").mkdir()
    (tmp_path / "england_skeleton" / "organisations.csv").write_text("name\nmine\n")
    monkeypatch.chdir(tmp_path)
    found = config.load(["system=england_skeleton"]).system
    assert Path(found.organisations_file) == SKELETON / "organisations.csv"
    assert Path(found.ties_file) == SKELETON / "ties.csv"


def test_it_keeps_its_title_and_source(scenario):
    assert scenario.system.title == "England's trusts of 2022, traits not measured"
    assert "Open Government Licence v3.0" in scenario.system.source
    assert "Crown copyright 2022" in scenario.system.source


def test_pictures_and_answers_say_that_traits_are_not_measured(scenario):
    assert own_system.own_in_short([scenario]) == "traits are not measured: they are drawn"
    footer = " ".join(notes_of([SimpleNamespace(scenario=scenario)]))
    assert footer.count("not measured") == 1
    assert "made up" not in footer
    basis = own_system.basis(scenario, 24)
    assert basis == "on these organisations, with what is not known of them drawn 24 times"


def test_a_system_with_one_trait_of_one_organisation_is_not_said_to_be_unmeasured(tmp_path):
    lines = ["name,type,maturity", "A,Acute trust,0.4", "B,Acute trust,"]
    (tmp_path / "organisations.csv").write_text("\n".join(lines))
    own = config.load([f"system.organisations_file={tmp_path / 'organisations.csv'}"])
    assert own_system.own_in_short([own]) == own_system.ties_in_short([own])


@pytest.mark.skipif(not ENGLAND.is_dir(), reason="the public files of England are not here")
def test_the_shipped_files_are_what_the_script_makes_of_the_public_ones():
    organisations, ties = runpy.run_path(str(SCRIPT))["skeleton"](ENGLAND)
    for name, made in (("organisations", organisations), ("ties", ties)):
        with (SKELETON / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            kept = list(csv.DictReader(file))
        assert [{key: str(each.get(key, "")) for key in kept[0]} for each in made] == kept
