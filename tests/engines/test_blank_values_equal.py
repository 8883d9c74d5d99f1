"""Systems with values that nobody knows, as the engines run them and results keep them."""

import json

import numpy as np
import pandas as pd
import pytest

import sim
from sim.engines.agents import HealthSystem
from sim.networks import as_given, is_fixed, system_of
from sim.report.store.verify import verify
from sim.study.binding_by_group import binding_by_group

pytestmark = pytest.mark.filterwarnings("ignore:.* is not known and is drawn")
ROWS = (
    "name,type,region,maturity,capacity,culture,finance\n"
    "A,Trust,North,0.4,,0.5,0.5\nB,Trust,South,0.5,0.5,,0.5\nC,Clinic,North,0.6,0.5,0.5,\n"
    "D,Clinic,South,0.3,0.4,0.6,0.2\n"
)
TIES = "source,target,trust\nA,B,0.7\nB,C,0.3\nC,D,0.6\n"
SHORT = {"clock.months": 12, "strategy.pilots": 1, "assumptions.replicates_per_system": 3}


@pytest.fixture
def scenario(tmp_path):
    """A short scenario of four organisations, three of whose values are blank."""
    organisations, ties = tmp_path / "organisations.csv", tmp_path / "ties.csv"
    organisations.write_text(ROWS, encoding="utf-8")
    ties.write_text(TIES, encoding="utf-8")
    files = {"system.organisations_file": str(organisations), "system.ties_file": str(ties)}
    plan = sim.load(["scenario=avt_london", "strategy=hin_playbook"])
    return sim.with_values(plan, {**files, **SHORT})


@pytest.fixture
def brought(scenario):
    """The same brought as tables; the scenario has no system of its own."""
    cells = [row.split(",") for row in ROWS.splitlines()]
    ends = [row.split(",") for row in TIES.splitlines()]
    plan = sim.with_values(sim.load(["scenario=avt_london", "strategy=hin_playbook"]), SHORT)
    return plan, tuple(pd.DataFrame(each[1:], columns=each[0]) for each in (cells, ends))


def test_both_engines_run_the_same_systems(scenario):
    one = sim.simulate(scenario, 7, organisations=True)
    other = sim.simulate(scenario, 7, engine="mesa", organisations=True)
    assert np.array_equal(one.stages, other.stages)
    assert np.array_equal(one.days, other.days)
    assert np.array_equal(one.first_live, other.first_live)


def test_each_system_draw_counts_as_a_system_of_its_own(scenario):
    outcomes = sim.simulate(scenario, 7)
    assert outcomes.clusters.tolist() == [0, 0, 0, 1, 1, 1, 2]
    assert not outcomes.given_system
    assert not is_fixed(scenario.system)


def test_replicates_can_be_added_later(scenario):
    whole = sim.simulate(scenario, 8)
    later = sim.simulate(scenario, 3, first=5)
    assert np.array_equal(whole.stages[5:], later.stages)


def test_tables_in_memory_run_as_the_same_files_do(scenario, brought):
    plan, tables = brought
    from_files = sim.run(scenario, replicates=7).outcomes
    from_tables = sim.run(plan, system=tables, replicates=7).outcomes
    assert np.array_equal(from_files.stages, from_tables.stages)
    assert from_tables.clusters.tolist() == [0, 0, 0, 1, 1, 1, 2]
    assert from_tables.system.unknown.blanks == {"capacity": 1, "culture": 1, "finance": 1}


def test_a_saved_run_of_files_with_blanks_verifies(scenario, tmp_path):
    kept = sim.run(scenario, replicates=5).save(tmp_path / "kept", figures=False)
    (tmp_path / "organisations.csv").write_text("gone", encoding="utf-8")
    told = verify(kept, sim.simulate)
    assert told.equal
    assert told.same_findings


def test_a_saved_run_of_tables_with_blanks_verifies_and_keeps_what_is_not_known(brought, tmp_path):
    plan, tables = brought
    kept = sim.run(plan, system=tables, replicates=5).save(tmp_path / "kept", figures=False)
    assert verify(kept, sim.simulate).equal
    manifest = json.loads((kept / "manifest.json").read_text(encoding="utf-8"))
    assert "unknown" in json.dumps(manifest)
    rows = pd.read_parquet(kept / "system" / "organisations.parquet")
    assert rows["blank_capacity"].tolist() == [True, False, False, False]


def test_a_model_of_agents_never_runs_on_the_guess_that_stands_in_for_a_blank(scenario):
    given = as_given(scenario.system)
    by_hand = HealthSystem(scenario, seed=0, system=given)
    by_itself = HealthSystem(scenario, seed=0)
    assert by_hand.system == by_itself.system == system_of(scenario.system, 0, 0)
    assert by_hand.system.unknown is None


def test_gaps_by_group_follow_the_systems_drawn(scenario):
    found = binding_by_group(scenario, replicates=7)
    assert {each.group for each in found if each.dimension == "type"} == {"Trust", "Clinic"}
    for each in found:
        assert np.allclose(each.shares.sum(axis=1), 1) or each.shares.sum() == 0


def test_the_account_says_how_often_what_is_not_known_was_drawn(scenario):
    account = " ".join(sim.run(scenario, replicates=9).verdict.full)
    assert "on your organisations, with what is not known of them drawn 3 times" in account
    assert (
        "Capacity of 1 of 4 organisations is not known and is drawn anew in each system" in account
    )


@pytest.mark.filterwarnings("ignore:no file of ties")
def test_the_account_says_it_of_drawn_ties_too(scenario):
    drawn = sim.with_values(scenario, {"system.ties_file": "drawn"})
    account = " ".join(sim.run(drawn, replicates=9).verdict.full)
    assert (
        "with what is not known of them drawn 3 times and ties drawn 3 times by region and type"
        in account
    )
