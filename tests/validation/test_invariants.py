"""What holds in every run: nobody is lost, money adds up, levers at nothing do nothing."""

from dataclasses import fields
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from brought import brought
from paired import EVERYBODY_LIVE, NOBODY_LEAVES, PER_SYSTEM, changed, run
from scenarios import composed
from scipy.stats import chi2_contingency, permutation_test

from sim.config import load, presets
from sim.engines.simulate import simulate
from sim.networks import system_of, to_graph
from sim.outcomes import Outcomes
from sim.outcomes.outcomes import join
from sim.params.names import LEVERS

STRATEGIES = [each.name for each in presets("strategy")]
SAMPLED = ("none", "hin_playbook", "big_bang_mandate", "targeted_equity")


def arrays(outcomes):
    """Everything that was counted, by name."""
    counted = {each.name: getattr(outcomes, each.name) for each in fields(Outcomes)}
    return {name: value for name, value in counted.items() if isinstance(value, np.ndarray)}


def differing(first, second):
    """Names of what was counted otherwise."""
    others = arrays(second)
    return [name for name, each in arrays(first).items() if not np.array_equal(each, others[name])]


def test_presets_composed_one_by_one_are_the_scenario_composed_as_a_whole():
    chosen = ("system=england", "innovation=freed", "strategy=hin_playbook", "process=bass")

    assert composed(*chosen) == load(chosen)


# Nobody is lost.


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_in_every_month_everybody_is_in_one_stage(strategy):
    outcomes = run(f"strategy={strategy}")
    everybody = outcomes.group_sizes[:, None]

    assert (outcomes.stages.sum(axis=2) == outcomes.organisations).all()
    assert (outcomes.stages >= 0).all()
    assert (outcomes.group_stages.sum(axis=3) == everybody).all()
    assert (np.diff(outcomes.ever_live, axis=1) >= 0).all()
    assert (outcomes.ever_abandoned <= outcomes.ever_live).all()


# Money.


@pytest.mark.parametrize("system", ["south_london", "one_ics", "england"])
def test_all_strategies_spend_the_same_and_no_more_than_the_budget(system):
    """All but none, which spends on its pilots only."""
    for strategy in STRATEGIES:
        scenario = changed(f"system={system}", f"strategy={strategy}")
        outcomes = simulate(scenario, 1)
        spent, budget = outcomes.spend.sum(), 555.6 * outcomes.organisations * 36 / 1000
        pilots = scenario.strategy.pilots * scenario.assumptions.pilot_cost
        assert spent == pytest.approx(pilots if strategy == "none" else budget, rel=1e-12)


def test_the_programme_ends_and_its_money_with_it():
    outcomes = run("strategy=hin_playbook")

    assert (outcomes.spend[:36] > 0).all()
    assert (outcomes.spend[36:] == 0).all()


# A lever at nothing does nothing.


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_without_money_has_no_effect_whatever_it_could_do(lever):
    """Every number of the lever is changed, and no organisation's stage or proficiency is."""
    shares = {"cop": 1.0} if lever == "comms" else {"comms": 1.0}
    plain = run(histories=True, **shares)
    numbers = fields(getattr(plain.scenario.levers, lever))
    stronger = {f"levers.{lever}.{each.name}": 0.9 for each in numbers}

    assert differing(run(changes=stronger, histories=True, **shares), plain) == []


def test_money_on_the_placebo_is_as_good_as_no_money():
    spent, alone = run(exemplar=1, histories=True), run(histories=True)

    assert differing(spent, alone) == ["spend"]


# After the programme.


@pytest.mark.parametrize("lever", ["comms", "cop", "one2one", "data", "partner", "derisk"])
def test_doses_end_with_the_programme(lever):
    """Everybody lives alike to the end, so that a later end is seen in what is learnt later."""
    changes = EVERYBODY_LIVE | NOBODY_LEAVES | {"innovation.disruption": 0.9}
    short, long_ = (
        run(
            changes=changes | {"strategy.programme": months},
            replicates=16,
            histories=True,
            **{lever: 1},
        )
        for months in (6, 12)
    )
    same = (short.proficiency_history == long_.proficiency_history).all(axis=(0, 2))

    assert same[:7].all()
    assert not same[7]


@pytest.mark.parametrize("lever", ["standard", "tools"])
def test_stocks_outlast_the_programme(lever):
    """Templates and tools go on helping; a dose that is gone does not."""
    changes = EVERYBODY_LIVE | NOBODY_LEAVES | {"strategy.programme": 3}
    stocked, alone = (
        run(changes=changes, replicates=16, histories=True, **shares) for shares in ({lever: 1}, {})
    )
    ahead = (stocked.proficiency_history - alone.proficiency_history)[:, -1]

    assert (ahead >= 0).all()
    assert ahead.mean() > 0.005


# Chance.


@pytest.mark.parametrize("strategy", SAMPLED)
def test_the_same_seed_gives_the_same_run_and_another_another(strategy):
    scenario = changed(f"strategy={strategy}")
    first, again, other = (
        simulate(scenario, 64, seed=seed, organisations=True) for seed in (5, 5, 6)
    )

    assert differing(first, again) == []
    assert {"stages", "benefit", "exposure", "first_live"} <= set(differing(first, other))


@pytest.mark.parametrize("strategy", SAMPLED)
@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(strategy, threads):
    scenario = changed(f"strategy={strategy}")

    assert differing(simulate(scenario, 64), simulate(scenario, 64, threads=threads)) == []


@pytest.mark.parametrize("cuts", [(0, 32, 64), (0, 4, 60, 64), (0, 20, 24, 64)])
def test_a_replicate_is_the_same_whatever_it_is_run_with(cuts):
    """Run in parts that begin with a new system, then joined: all counts are those of one run."""
    scenario = changed("strategy=hin_playbook")
    whole = simulate(scenario, 64, organisations=True)
    parts = [
        simulate(scenario, end - start, first=start, organisations=True)
        for start, end in pairwise(cuts)
    ]

    assert differing(join(parts), whole) == []
    for part in parts:
        mine = np.isin(whole.replicates, part.replicates)
        assert np.array_equal(part.stages, whole.stages[mine])


@pytest.mark.parametrize("first", [2, 7, 33])
def test_a_replicate_is_the_same_even_when_it_begins_in_the_middle_of_a_system(first):
    scenario = changed("strategy=one_to_one")
    whole, part = simulate(scenario, 64), simulate(scenario, 8, first=first)

    assert np.array_equal(part.stages, whole.stages[first : first + 8])
    assert np.array_equal(part.clusters, whole.clusters[first : first + 8])
    assert np.array_equal(part.clusters, part.replicates // PER_SYSTEM)


# Who is named first does not matter.


def test_the_order_in_which_organisations_are_given_leaves_the_distribution_alike(folder):
    """The same organisations and ties, listed backwards: other luck, the same law.

    Two samples of 512 independent replicates; each of the two tests would fail once in 10,000
    times if seeds were redrawn.
    """
    graph = to_graph(system_of(changed().system, 1, 0))
    for node in graph:
        graph.nodes[node].pop("name")
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(graph.edges(data=True))
    one, other = (
        run("strategy=hin_playbook", changes=brought(folder("order"), each), replicates=512)
        for each in (graph, turned)
    )
    live_at_36 = [o.stages[:, 36, 4:6].sum(axis=1) for o in (one, other)]
    stages_at_the_end = np.array([o.stages[:, 36].sum(axis=0) for o in (one, other)]) / 60

    assert not np.array_equal(*live_at_36)
    means = permutation_test(
        live_at_36, lambda a, b: a.mean() - b.mean(), n_resamples=20_000, rng=1
    )
    assert means.pvalue > 1e-4
    assert chi2_contingency(stages_at_the_end + 1e-9).pvalue > 1e-4
