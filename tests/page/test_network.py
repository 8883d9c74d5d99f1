"""The network: where the dots are, which runs are shown, and what happened to each organisation."""

import re
from collections import Counter
from itertools import pairwise
from types import SimpleNamespace

import networkx as nx
import numpy as np
import pytest
from made_up import ODD, odd_system

from sim.config import load
from sim.engines.simulate import simulate
from sim.networks import system_of
from sim.page import words
from sim.page.network import RUNS, _shown_stages, layout, pick
from sim.page.stories import tell_run
from sim.params.names import DECIDING, EMBEDDED, GAPS, IMPLEMENTING, STAGES

SMALL = ("scenario=avt_london", "system.organisations=24", "clock.months=48")
PLANS = {
    "playbook": ("strategy=hin_playbook",),
    "mandate": ("strategy=phased_mandate",),
    "contract": ("strategy=hin_playbook", "strategy.contract=6", "innovation.pace=0.05"),
    "bass": ("process=bass",),
}
REPLICATE, SEED = 3, 7


@pytest.fixture(scope="module", params=PLANS.values(), ids=PLANS)
def scenario(request):
    return load([*SMALL, *request.param])


@pytest.fixture(scope="module")
def tale(scenario):
    return tell_run(scenario, SEED, REPLICATE)


@pytest.fixture(scope="module")
def run(scenario):
    return simulate(scenario, 1, SEED, first=REPLICATE, organisations=True, histories=True)


def test_the_run_in_the_stories_is_the_one_that_the_ensemble_counts(tale, run):
    assert np.array_equal(np.array(tale.stages).T, run.stage_history[0])


def test_those_locked_in_by_a_contract_are_the_ones_that_the_ensemble_counts(tale, run, scenario):
    locked = np.array(tale.locked)
    assert np.array_equal(locked.sum(axis=0), run.locked_in[0])
    assert (np.array(tale.stages)[locked] == EMBEDDED).all()
    assert (
        locked.any() or scenario.strategy.contract is None or scenario.process.kind.name == "bass"
    )


def test_the_map_shows_those_locked_in_apart_from_the_embedded(tale):
    """As a stage of their own, and their story says why they are still there."""
    shown, locked = np.array(_shown_stages(tale)), np.array(tale.locked)
    assert (words.STAGES[shown.max()] == "locked in by a contract") == bool(locked.any())
    assert np.array_equal(shown == len(STAGES), locked)
    assert np.array_equal(shown[~locked], np.array(tale.stages)[~locked])
    for held, events in zip(locked, tale.events, strict=True):
        begins = sum(after and not before for before, after in pairwise(held))
        assert sum("its contract holds it" in what for _, what in events) == begins


def test_the_binding_gap_is_the_one_that_the_ensemble_counts(tale, run):
    binding = np.array(tale.binding)
    for gap in range(len(GAPS)):
        assert np.array_equal((binding == gap).T, run.binding_of[:, :, gap] == 1)


def test_every_move_is_in_the_story_of_the_month_in_which_it_happens(tale):
    for stages, events in zip(tale.stages, tale.events, strict=True):
        moves = {m for m in range(1, len(stages)) if stages[m] != stages[m - 1]}
        assert moves <= {month for month, _ in events}


def test_organisations_go_live_with_all_the_approvals_that_they_need(tale, scenario):
    """Between going to its boards for the last time and going live."""
    told = 0
    for events in tale.events:
        approvals = 0
        for _, what in events:
            if "goes to" in what:
                needed, approvals = int(re.search(r"goes to (\d+) board", what)[1]), 0
            approvals += "approves" in what
            if what == "goes live":
                assert approvals == needed
                told += 1
    assert told or scenario.process.kind.name == "bass"


def test_every_organisation_that_went_live_says_so_in_its_story(tale):
    for stages, events in zip(tale.stages, tale.events, strict=True):
        entered = sum(
            after == IMPLEMENTING and before == DECIDING for before, after in pairwise(stages)
        )
        assert Counter(what for _, what in events)["goes live"] == entered


def test_a_layout_is_repeatable_fits_the_square_and_hides_no_dot():
    system = system_of(load(["scenario=avt_london"]).system, 0, 0)
    places = layout(system)
    assert np.array_equal(places, layout(system))
    assert places.min() >= 0
    assert places.max() <= 1
    assert len({tuple(each) for each in places.tolist()}) == system.organisations


@pytest.mark.parametrize("graph", ODD.values(), ids=ODD)
def test_unusual_systems_have_a_layout_too(graph: nx.Graph):
    places = layout(odd_system(graph))
    assert places.shape == (len(graph), 2)
    assert np.isfinite(places).all()


def test_organisations_of_a_region_are_nearer_to_each_other_than_to_others():
    system = system_of(load(["scenario=avt_london"]).system, 0, 0)
    places, region = layout(system), system.arrays.region
    middles = [places[region == each].mean(axis=0) for each in range(2)]
    own = np.array([np.linalg.norm(p - middles[r]) for p, r in zip(places, region, strict=True)])
    other = np.array(
        [np.linalg.norm(p - middles[1 - r]) for p, r in zip(places, region, strict=True)]
    )
    assert (own < other).mean() > 0.95


def climbing(per_system):
    """Twenty runs in which organisations go live at once: 1 in the first, 20 in the last."""
    live = np.outer(np.arange(1, 21) / 20, np.array([0, 1, 1]))
    numbers = np.arange(20)
    return SimpleNamespace(live=live, replicates=numbers, clusters=numbers // per_system)


def test_the_typical_run_is_the_nearest_to_the_middle_and_slow_ones_are_slower():
    """The middle is 10.5; of twenty in order, the third and the eighteenth are the tenths."""
    picked = pick(climbing(per_system=20))
    assert [each.label for each in picked] == [label for label, *_ in RUNS]
    typical, slow, fast = (each.replicate + 1 for each in picked)
    assert typical in (10, 11)
    assert (slow, fast) == (3, 18)


def test_runs_are_picked_from_the_first_system_only():
    assert all(each.replicate < 5 for each in pick(climbing(per_system=5)))


def test_the_page_stores_stories_as_numbers_of_sentences(data, compared):
    network = data["network"]
    run = network["plans"]["plan1"]["runs"][0]
    tale = tell_run(compared.results[1].scenario, compared.seed, run["replicate"])
    told = [
        [(month, network["sayings"][k]) for month, k in story] for story in run["stories"]
    ]  # fmt: skip
    assert told == [list(each) for each in tale.events]
    assert [len(each) for each in run["stages"]] == [25] * 16
    assert [len(each) for each in run["binding"]] == [24] * 16
