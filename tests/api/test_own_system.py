"""A system of the caller's own, and scenarios, given to `sim.run`, `sim.compare`, `sim.ledger`."""

import copy
import pickle
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from scipy import sparse

import sim
from sim.api import Result, given_plans
from sim.config import Plan, with_values
from sim.engines.simulate import simulate
from sim.networks import system_from_graph, system_from_matrix, to_graph
from sim.page.inputs import compared_again
from sim.params import given_in, leaves
from sim.params.errors import UserError

PLAN = ("scenario=avt_london", "strategy=hin_playbook")
ODD = ["Hospital", "Café ☕", "x" * 300, 7]


def graph_of(size=12, **more):
    """Return a ring of organisations with types and regions of their own names."""
    graph = nx.cycle_graph(size)
    for i, attributes in graph.nodes(data=True):
        attributes |= {"type": ODD[i % 4], "region": "North" if i < size / 2 else 3, **more}
    graph.name = "Ring of hospitals"
    return graph


@pytest.fixture(scope="module")
def scenario():
    """Return a short scenario with a programme."""
    return with_values(sim.load(PLAN), {"clock.months": 12})


class LikePolars:
    """A table of data without an index, with the names of methods that polars has."""

    def __init__(self, table):
        self.table, self.columns = table, list(table.columns)

    def __getitem__(self, name):
        return pa.array(self.table[name])

    def to_dicts(self):
        """Return the rows; only its being there counts."""
        return self.table.to_dict("records")


def same(one, other):
    """Whether two results count the same in every month."""
    return np.array_equal(one.outcomes.stages, other.outcomes.stages)


def matrix_of(graph):
    """Return the matrix of a graph's ties, each of trust 0.5."""
    return nx.to_numpy_array(graph) * 0.5


def tables_of(graph):
    """Return organisations and ties as tables of pandas."""
    about = dict(maturity=0.5, capacity=0.4, culture=0.5, finance=0.4)
    nodes = [dict(name=f"site {i}", type=str(d["type"]), **about) for i, d in graph.nodes.items()]
    ties = [dict(source=f"site {a}", target=f"site {b}") for a, b in graph.edges]
    return pd.DataFrame(nodes), pd.DataFrame(ties)


def test_a_system_in_memory_and_the_same_system_made_before_give_the_same_run(scenario):
    graph = graph_of()
    run = sim.run(scenario, system=graph, replicates=8)
    made = system_from_graph(graph, scenario.system)
    assert same(run, sim.run(scenario, system=made, replicates=8))
    assert np.array_equal(simulate(scenario, 8, system=made).stages, run.outcomes.stages)


def test_every_form_of_the_same_ties_gives_the_same_run(scenario):
    matrix = matrix_of(graph_of())
    labels = [f"site {i}" for i in range(len(matrix))]
    forms = (
        matrix,
        sparse.csr_array(matrix),
        pd.DataFrame(matrix, index=labels, columns=labels),
        (matrix, {"name": labels}),
        system_from_matrix(sparse.csr_array(matrix), None, scenario.system),
    )
    first, *others = (sim.run(scenario, system=each, replicates=8) for each in forms)
    assert all(same(first, each) for each in others)
    assert sim.run(scenario, system=forms[2], replicates=1).outcomes.system.names == (*labels,)


def test_tables_of_pandas_and_polars_and_files_give_the_same_run(scenario, tmp_path):
    organisations, ties = tables_of(graph_of())
    organisations.to_csv(tmp_path / "organisations.csv", index=False)
    ties.to_csv(tmp_path / "ties.csv", index=False)
    forms = (
        (organisations, ties),
        (LikePolars(organisations), LikePolars(ties)),
        tmp_path,
        str(tmp_path),
        (tmp_path / "organisations.csv", tmp_path / "ties.csv"),
    )
    first, *others = (sim.run(scenario, system=each, replicates=8) for each in forms)
    assert all(same(first, each) for each in others)


def test_a_table_without_ties_has_them_drawn_once_and_says_so(scenario):
    organisations, _ = tables_of(graph_of())
    with pytest.warns(UserWarning, match="drawn once by region and type"):
        result = sim.run(scenario, system=organisations, replicates=8)
    assert "with ties drawn once by region and type" in str(result.verdict.full)


def test_everything_said_of_a_run_speaks_of_the_system_that_ran(scenario):
    result = sim.run(scenario, system=graph_of(), replicates=8)
    told = f"{result.verdict} {result.verdict.full} {result._repr_html_()} {result!r}"
    assert "on your system, and applies to this system only" in told
    assert "Ring of hospitals" in told
    assert "12 organisations" in told
    assert "London" not in result._repr_html_()
    assert result.scenario.system.title == "Ring of hospitals"
    assert result.scenario.system.organisations == 12
    assert result.scenario.title == "Ambient voice technology: Ring of hospitals"


def test_a_comparison_runs_every_plan_and_reference_in_the_callers_system(scenario):
    graph = graph_of()
    plans = [with_values(scenario, {"strategy.pilots": pilots}) for pilots in (2, 6)]
    found = sim.compare(plans, system=graph, replicates=8)
    assert [len(each.outcomes.system.names) for each in found.results] == [12, 12]
    assert "on your system, and applies to this system only" in str(found.verdict.full)
    assert same(found.results[0], sim.run(plans[0], system=graph, replicates=8))


def test_scenarios_are_named_by_what_sets_them_apart_or_as_the_caller_calls_them(scenario):
    more = with_values(scenario, {"strategy.pilots": 6})
    none = with_values(sim.load(["scenario=avt_london", "strategy=none"]), {"clock.months": 12})
    found = sim.compare(scenario, more, replicates=4)
    assert "6 pilots" in found.results[1].name
    assert found.results[0].name == "4 pilots"
    named = sim.compare({"as it is": scenario, "more": more}, none, replicates=4, baseline="more")
    assert [each.name for each in named.results][:2] == ["as it is", "more"]
    assert named.found.baseline == 1
    mixed = sim.compare(*PLAN, {"more": more}, months=12, replicates=4)
    assert len(mixed.results) == 2


def test_a_run_of_a_scenario_is_the_run_of_its_texts(scenario):
    assert same(sim.run(scenario, replicates=8), sim.run(*PLAN, months=12, replicates=8))
    assert sim.run(sim.load(PLAN), months=6, replicates=1).outcomes.months == 6


def test_a_ledger_takes_a_scenario_and_a_system(scenario):
    one = sim.ledger(scenario, system=graph_of(), replicates=4, month=12)
    other = sim.ledger(*PLAN, months=12, replicates=4, month=12)
    assert one.reached.mean != other.reached.mean


def test_draws_of_the_assumptions_and_equal_starts_run_in_the_callers_system(scenario):
    none = sim.load(["scenario=avt_london", "strategy=none"])
    found = sim.compare(
        {"plan": scenario, "none": none}, months=12, system=graph_of(), replicates=4,
        parameter_draws=2, equal_start=True,
    )  # fmt: skip
    assert {each.scenario.system.title for each in found.results} == {"Ring of hospitals"}
    assert (found.drawn.live * 12 % 1).max() < 1e-9  # shares of twelve organisations
    assert found.drawn.systems == 1


@pytest.mark.parametrize(
    "key", ["organisations=40", "regions=3", "organisations_file=pyproject.toml"]
)
def test_an_override_that_describes_a_made_up_system_is_refused_beside_ones_own(key):
    with pytest.raises(UserError, match="describes a made-up system, but system= brings your own"):
        sim.run(*PLAN, f"system.{key}", system=graph_of(), replicates=1)


def test_a_key_or_preset_that_ones_own_system_overrules_is_warned_of():
    with pytest.warns(UserWarning, match="deprived_share=0.9 changes nothing here: your own"):
        sim.run(*PLAN, "system.deprived_share=0.9", system=graph_of(), replicates=1)
    with pytest.warns(UserWarning, match="takes the place of the organisations and ties of"):
        sim.run(*PLAN, "system=england", system=graph_of(), replicates=1)


def test_a_mean_of_the_scenario_fills_what_the_callers_organisations_leave_out(recwarn):
    low, high = (
        sim.run(*PLAN, f"system.maturity={mean}", system=graph_of(), replicates=1)
        for mean in (0.2, 0.7)
    )
    assert low.outcomes.system.arrays.maturity[0] == 0.2
    assert high.outcomes.system.arrays.maturity[0] == 0.7
    assert not recwarn.list


@pytest.mark.parametrize(
    ("plans", "system", "message"),
    [
        ((3,), None, "a plan is an int; give override texts"),
        (({"a": 3},), None, "the plan 'a' is an int"),
        ((PLAN,), 3, "system is an int; give a networkx graph"),
        ((PLAN,), "england", "a preset is given among the overrides instead"),
        ((PLAN,), np.ones((3, 4)), "3 x 4 of float64; give a square one"),
        ((PLAN,), np.full((2, 2), "x"), "2 x 2 of <U1; give a square one of numbers"),
        ((PLAN,), graph_of(3), "strategy.pilots is 4, but your system has 3"),
        ((PLAN,), "net.graphml", "read it with networkx.read_graphml and give the graph"),
        ((PLAN,), pd.DataFrame({"name": ["a"]}), "has no column 'type', which is needed"),
    ],
)  # fmt: skip
def test_what_is_no_plan_or_no_system_is_refused_in_one_line(plans, system, message):
    with pytest.raises(UserError, match=message) as caught:
        sim.run(*plans, system=system, replicates=1)
    assert "\n" not in str(caught.value)


def test_two_systems_for_one_plan_are_refused(scenario, tmp_path):
    organisations, _ = tables_of(graph_of())
    organisations.to_csv(tmp_path / "mine.csv", index=False)
    own = with_values(scenario, {"system.organisations_file": str(tmp_path / "mine.csv")})
    with pytest.raises(UserError, match=r"both system= and system\.organisations_file are given"):
        sim.run(own, system=graph_of(), replicates=1)
    brought = sim.run(scenario, system=graph_of(), replicates=1).scenario
    with pytest.raises(UserError, match="the scenario holds another system"):
        sim.run(brought, system=graph_of(9), replicates=1)
    again = sim.run(brought, system=graph_of(), replicates=2)
    assert same(again, sim.run(brought, replicates=2))


def test_the_same_scenario_twice_and_several_for_one_run_are_refused(scenario):
    with pytest.raises(UserError, match="plan 2 is the same as one before it"):
        sim.compare(scenario, scenario)
    with pytest.raises(UserError, match=r"sim\.run takes one plan, not 2"):
        sim.run({"a": scenario, "b": with_values(scenario, {"strategy.pilots": 2})})


def test_saved_tables_figures_and_texts_carry_the_labels_of_the_system_that_ran(scenario, tmp_path):
    graph = graph_of()
    result = sim.run(scenario, system=graph, replicates=8, organisations=True)
    folder = result.save(tmp_path / "kept")
    types, regions = {str(each) for each in ODD}, {"North", "3"}
    organisations = pd.read_parquet(folder / "organisations.parquet")
    assert set(organisations["type"]) == types
    assert set(organisations["region"]) == regions
    assert list(organisations["organisation"].unique()) == [str(i) for i in range(12)]
    curves = pd.read_parquet(folder / "curves.parquet").astype({"group": str})
    assert set(curves.query("dimension == 'type'")["group"]) == types
    assert set(curves.query("dimension == 'region'")["group"]) == regions
    summary = (folder / "summary.csv").read_text(encoding="utf-8-sig")
    verdict = (folder / "verdict.md").read_text(encoding="utf-8")
    manifest = (folder / "manifest.json").read_text(encoding="utf-8")
    drawn = [each.read_text(encoding="utf-8") for each in folder.glob("figures/*.svg")]
    for text in (summary, verdict, manifest, *drawn):
        assert "Acute trust" not in text
        assert "Region 1" not in text
        assert "south London" not in text
    assert "Ring of hospitals" in verdict


def test_a_run_of_a_system_made_before_writes_its_labels_too(scenario, tmp_path):
    made = system_from_graph(graph_of(), scenario.system)
    kept = sim.run(scenario, system=made, replicates=2, organisations=True).save(
        tmp_path / "kept", figures=False
    )
    assert set(pd.read_parquet(kept / "organisations.parquet")["region"]) == {"North", "3"}


def test_names_apart_of_no_scenarios_are_none():
    assert given_plans.names_apart([]) == []


def test_a_graph_of_a_system_brings_the_system_back(scenario):
    result = sim.run(scenario, system=graph_of(), replicates=2)
    again = sim.run(scenario, system=to_graph(result.outcomes.system), replicates=2)
    assert again.outcomes.system == result.outcomes.system


def test_labels_of_a_system_made_by_hand_are_written_whatever_they_are(scenario, tmp_path):
    made = system_from_graph(graph_of(), scenario.system)
    odd = replace(made, types=(1, None, "ü" * 5000, "same"), regions=("same", 2.5))
    outcomes = simulate(scenario, 2, system=odd, organisations=True)
    plan = Plan("mine", (), {}, scenario)
    folder = Result(plan, outcomes).save(tmp_path / "kept", figures=False)
    organisations = pd.read_parquet(folder / "organisations.parquet")
    assert set(organisations["type"]) == {"1", "not given", "ü" * 5000, "same"}
    assert set(organisations["region"]) == {"same", "2.5"}
    told = Result(plan, outcomes)
    assert "Ring of hospitals" in told._repr_html_()
    assert "on your system" in str(told.verdict.full)


def test_a_page_of_a_folder_whose_plan_no_command_can_repeat_is_refused_in_one_line(
    scenario, tmp_path
):
    folder = sim.run(scenario, replicates=2).save(tmp_path / "kept", figures=False)
    with pytest.raises(UserError, match="as a scenario or a system of its own, which no command"):
        compared_again(folder)


def test_a_ready_scenario_runs_without_composing_any_presets(scenario, monkeypatch):
    """So that a loop costs little beside its kernel."""

    def composed(*_):
        raise AssertionError("presets were composed")

    monkeypatch.setattr("sim.config.composer.composed", composed)
    assert sim.run(scenario, system=graph_of(), replicates=1).outcomes.months == 12


def test_both_engines_give_the_same_run_of_the_callers_system(scenario):
    one, other = (
        sim.run(scenario, system=graph_of(), replicates=2, months=6, engine=engine)
        for engine in ("ensemble", "mesa")
    )
    assert same(one, other)


def test_a_scenario_with_a_brought_system_can_be_changed_and_sent_to_another_process(scenario):
    brought = sim.run(scenario, system=graph_of(), replicates=1).scenario
    sent = pickle.loads(pickle.dumps(brought))
    assert sent == brought
    changed = with_values(sent, {"strategy.pilots": 2, "system.trust": 0.6})
    assert given_in(changed.system) == given_in(brought.system)
    assert changed.system.trust == 0.6
    assert same(sim.run(sent, replicates=2), sim.run(brought, replicates=2))
    assert copy.deepcopy(brought) == brought
    assert with_values(brought, {"system.trust": 0.6}) != brought
    html = brought._repr_html_()
    assert "Ring of hospitals" in html
    assert "given" not in {key for key, *_ in leaves(brought)}


def test_systems_are_equal_if_their_organisations_ties_and_names_are(scenario):
    one, other = (system_from_graph(graph_of(), scenario.system) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert "12 organisations, 12 ties" in repr(one)
    assert one != system_from_graph(graph_of(maturity=0.1), scenario.system)
    assert one != replace(one, regions=("North", "South"))
    assert one != "a text"


def test_an_override_that_a_small_system_cannot_do_without_is_no_fault():
    alone = nx.empty_graph(1)
    result = sim.run("strategy.pilots=0", system=alone, replicates=2, months=2)
    assert result.outcomes.organisations == 1
