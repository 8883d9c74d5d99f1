"""Diffusion measures: every number of netdiffuseR, by hand, and a hazard model that is honest."""

import csv
import json
from math import exp, log, sqrt
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

import sim
from sim.study.diffusion.peer_effect import peer_effect

SYNTHETIC = Path(__file__).parents[1] / "data" / "synthetic"
GOLDEN = json.loads((SYNTHETIC / "golden.json").read_text(encoding="utf-8"))


def table(name):
    with (SYNTHETIC / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def column(name):
    return [float(row[name]) if row[name] else np.nan for row in table("nodes")]


@pytest.fixture(scope="module")
def made_up():
    """The made-up network of 60 nodes, on which netdiffuseR 1.25 worked out all measures."""
    graph = nx.DiGraph()
    graph.add_nodes_from(int(row["id"]) for row in table("nodes"))
    graph.add_edges_from((int(row["source"]), int(row["target"])) for row in table("edges"))
    return sim.diffusion(graph, [int(row["toa"]) for row in table("nodes")])


# netdiffuseR.


def test_exposure_is_that_of_netdiffuser_in_every_period(made_up):
    rows = table("exposure_outgoing_normalized_lag0")
    expected = [[float(row[f"t{t}"]) for t in range(1, 13)] for row in rows]

    assert made_up.exposure().to_numpy() == pytest.approx(np.array(expected), abs=1e-11)


def test_hazard_and_adopters_are_those_of_netdiffuser(made_up):
    assert made_up.hazard.to_numpy() == pytest.approx(np.array(GOLDEN["hazard"]), abs=1e-12)
    assert made_up.adopters.tolist() == GOLDEN["cum"]


@pytest.mark.parametrize("lag", [0, 1])
def test_thresholds_are_those_of_netdiffuser(made_up, lag):
    expected = column(f"threshold_lag{lag}")
    assert made_up.threshold(lag=lag).tolist() == pytest.approx(expected, nan_ok=True, abs=1e-12)


def test_infectiousness_and_susceptibility_are_those_of_netdiffuser(made_up):
    infectious, susceptible = made_up.infectiousness(), made_up.susceptibility()

    assert infectious.tolist() == pytest.approx(column("infection"), abs=1e-12)
    assert susceptible.tolist() == pytest.approx(column("susceptibility"), abs=1e-12)
    assert (infectious > 0).sum() > 5
    assert (susceptible > 0).sum() > 5


# By hand: a names b and c, b names c (twice as heavy), d names nobody; c, b, a adopt in this order.


@pytest.fixture
def small():
    graph = nx.DiGraph()
    graph.add_nodes_from("abcd")
    graph.add_weighted_edges_from([("a", "b", 1.0), ("a", "c", 3.0), ("b", "c", 2.0)])
    return sim.diffusion(graph, {"a": 7, "b": 6, "c": 5, "d": None}, weight="weight")


def test_exposure_counts_shares_and_weights_along_and_against_ties(small):
    def of(node, **asked):
        return small.exposure(**asked).loc[node].tolist()

    assert of("a") == [0.5, 1, 1]
    assert of("a", normalized=False) == [1, 2, 2]
    assert of("a", weighted=True) == [0.75, 1, 1]
    assert of("a", weighted=True, normalized=False) == [3, 4, 4]
    assert of("a", attribute={"a": 1, "b": 9, "c": 1, "d": 1}) == [0.1, 1, 1]
    assert of("c", outgoing=False) == [0, 0.5, 1]
    assert of("d") == [0, 0, 0]


def test_a_lag_looks_at_earlier_periods_and_a_negative_one_at_later(small):
    later, sooner = small.exposure(lag=1), small.exposure(lag=-1)

    assert later.loc["a"].tolist() == pytest.approx([np.nan, 0.5, 1], nan_ok=True)
    assert sooner.loc["a"].tolist() == pytest.approx([1, 1, np.nan], nan_ok=True)


def test_who_has_not_adopted_counts_for_the_hazard_and_has_no_threshold(small):
    assert small.hazard.tolist() == pytest.approx([0, 1 / 3, 1 / 2])
    assert small.adopters.tolist() == [1, 2, 3]
    expected = [1, 1, 0, np.nan]
    assert small.threshold().tolist() == pytest.approx(expected, nan_ok=True)
    assert small.infectiousness().isna().tolist() == [False, False, False, True]


def test_what_is_further_away_counts_less(small):
    """Those who name c: b adopts 1 period after it, a 2 periods after it."""
    near = small.infectiousness(normalized=False)["c"]
    far = small.infectiousness(within=2, normalized=False)["c"]
    discounted = small.infectiousness(within=2, normalized=False, discount=3.0)["c"]

    assert near == 1 / 2
    assert far == pytest.approx((1 + 1 / 2) / (2 + 1 / 2))
    assert discounted == pytest.approx((1 + 1 / 4) / (2 + 1 / 4))
    assert small.infectiousness(within=2)["c"] == pytest.approx(far / (1 + 1 / 2))


def test_susceptibility_looks_back_as_infectiousness_looks_ahead(small):
    """Those whom a names: b adopts 1 period before it, c 2 periods before it."""
    assert small.susceptibility(normalized=False)["a"] == 1 / 2
    assert small.susceptibility(normalized=False)["c"] == 0  # the first period


def test_who_adopts_after_the_last_period_has_not_adopted():
    graph = nx.path_graph(3)
    cut, never = (sim.diffusion(graph, [0, 1, x], first=0, last=4) for x in (9, None))

    assert cut.times.tolist() == never.times.tolist() == [0, 1, -1]
    assert list(cut.periods) == [0, 1, 2, 3, 4]


# The hazard model.


def test_without_periods_the_effect_is_the_odds_ratio_of_a_two_by_two_table():
    """Exposure is 0 or 1; 30 of 100 exposed and 10 of 100 others adopt in the one period."""
    exposures = np.zeros((200, 2))
    exposures[:100, 1] = 1
    times = np.full(200, -1)
    times[:30] = times[100:110] = 1
    found = peer_effect(exposures, times, np.empty((200, 0)), by_period=False)

    assert found.log_odds == pytest.approx(log(30 * 90 / (70 * 10)), abs=1e-5)
    error = sqrt(1 / 30 + 1 / 70 + 1 / 10 + 1 / 90)
    assert found.low == pytest.approx(found.log_odds - 1.96 * error, abs=0.06)
    assert found.high == pytest.approx(found.log_odds + 1.96 * error, abs=0.06)
    assert found.p_value == pytest.approx(0.0003, abs=0.0002)
    assert (found.rows, found.adoptions) == (200, 40)


def adoption(graph, chance, effect, common, seed):
    """Let nodes adopt with log odds of `common` in a period plus `effect` times exposure."""
    random = np.random.default_rng(seed)
    ties = nx.to_numpy_array(graph)
    share = ties / np.maximum(ties.sum(1, keepdims=True), 1)
    adopted = np.full(len(ties), -1)
    adopted[random.random(len(ties)) < chance] = 0
    for period, base in enumerate(common, 1):
        score = base + effect * (share @ (adopted >= 0))
        now = (adopted < 0) & (random.random(len(ties)) < 1 / (1 + np.exp(-score)))
        adopted[now] = period
    return adopted


def test_the_interval_holds_the_true_effect_in_95_of_100_data_sets():
    """150 data sets of 120 nodes with a common wave; a correct program fails once in 1,000."""
    graph = nx.watts_strogatz_graph(120, 6, 0.2, seed=1)
    common, truth = (-4, -3, -2.5, -2, -3, -4), 1.0
    held = 0
    for seed in range(150):
        adopted = adoption(graph, 0.1, truth, common, seed)
        found = sim.diffusion(graph, adopted.tolist(), first=0, last=6).peer_effect()
        held += found.low <= truth <= found.high

    assert binomtest(held, 150, 0.95).pvalue > 0.001


def test_without_a_term_for_each_period_a_common_wave_reads_as_peers():
    """Nobody looks at anybody, but the chance rises as adopters do."""
    graph = nx.watts_strogatz_graph(400, 6, 0.2, seed=1)
    adopted = adoption(graph, 0.02, 0.0, np.linspace(-4, 0, 10), 5).tolist()
    found = sim.diffusion(graph, adopted, first=0, last=10)

    naive, fair = found.peer_effect(by_period=False), found.peer_effect()
    assert naive.low > 0
    assert fair.low < 0 < fair.high
    assert str(fair).endswith("no peer effect is found.")
    assert str(naive).endswith(": a peer effect.")


def test_a_covariate_takes_what_is_its_own_and_nodes_without_it_are_left_out():
    graph = nx.watts_strogatz_graph(200, 6, 0.0, seed=1)
    keen = np.r_[np.ones(100), np.zeros(100)]  # neighbours on the ring are alike
    random = np.random.default_rng(2)
    adopted = 1 + np.floor(np.log(random.random(200)) / np.log(1 - np.where(keen, 0.4, 0.05)))
    found = sim.diffusion(graph, np.minimum(adopted, 30), last=12)

    assert found.peer_effect().low > 0
    by_keenness = found.peer_effect(covariates={"keen": keen})
    assert by_keenness.low < 0 < by_keenness.high
    assert by_keenness.log_odds < found.peer_effect().log_odds
    some = pd.DataFrame({"keen": keen})
    some.loc[[3, 5], "keen"] = np.nan
    assert found.peer_effect(covariates=some).left_out == 2


def test_more_than_memory_holds_is_refused_before_anything_is_fitted():
    times = np.tile(np.arange(400), 500)
    with pytest.raises(sim.UserError, match=r"more than 20,000,000 numbers; give longer periods"):
        peer_effect(np.zeros((len(times), 400)), times, np.empty((len(times), 0)))


# Runs.


@pytest.fixture(scope="module")
def result():
    return sim.run("scenario=avt_london", "strategy=hin_playbook", replicates=4, histories=True)


def test_in_a_run_adoption_is_the_first_go_live(result):
    found, history = result.diffusion(2), result.outcomes.stage_history[2]

    live = np.isin(history, (4, 5))
    assert found.adopters.tolist() == np.maximum.accumulate(live, 0).sum(axis=1).tolist()
    assert found.adopters.iloc[0] == 4  # the pilots


def test_the_ties_of_a_run_are_those_of_its_system(result):
    traced = result.influence(2).graph
    found = result.diffusion(2)
    counts = found.exposure(normalized=False).iloc[:, -1]
    live = {name for name, first in traced.nodes(data="first_live") if first is not None}
    live = {name for name in live if traced.nodes[name]["first_live"] >= 0}

    assert found.nodes == [n for n, kind in traced.nodes(data="kind") if kind == "organisation"]
    assert set(np.array(found.nodes)[found.times >= 0]) == live
    assert counts.max() <= len(live)
    assert (found.ties != found.ties.T).nnz == 0


def test_in_runs_of_bass_with_strong_imitation_the_model_finds_peers():
    """The truth is a hazard linear in exposure; the odds tell its sign in all of 8 runs."""
    plan = ("scenario=avt_london", "process=bass", "process.innovation=0.01")
    run = sim.run(*plan, "process.imitation=0.3", replicates=8)
    found = [run.diffusion(r).peer_effect(by_period=False) for r in range(8)]

    assert all(each.low > 0 for each in found)
    assert exp(found[0].log_odds) == found[0].odds_ratio[0]
