"""Where each organisation stands at month 0: as it says, or drawn like others of its category."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from made_up import odd_system, settings
from scipy.stats import binomtest

from sim import config
from sim.networks.stands import LIVE, UNSAID
from sim.networks.system import Standing
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import AWARE, EMBEDDED, IMPLEMENTING, REJECTED
from sim.process import sums
from sim.process.initial_conditions import initial_conditions_of
from sim.process.settings import ABSENT, budget_of, settings_of
from sim.process.standing import months_ago, stands_of

APRIL = 12 * 2026 + 3


def told(*stages, since=None):
    """A system of organisations that stand at these stages."""
    made = odd_system(nx.cycle_graph(len(stages)))
    months = np.full(len(stages), UNSAID) if since is None else np.array(since)
    return replace(made, standing=Standing(np.array(stages), months))


def start(system, *overrides, replicates=5):
    p = settings(config.load(overrides) if overrides else Scenario(), system.organisations)
    return initial_conditions_of(system, p, 3, np.arange(replicates))


def test_what_is_said_holds_in_every_run_and_those_live_are_the_pilots():
    system = told(AWARE, LIVE, REJECTED, EMBEDDED, IMPLEMENTING, since=[1, 2, APRIL - 3, APRIL, 0])
    found = start(system)
    assert (found.stage == system.standing.stage).all()
    assert (found.since == [1, 2, 3, 0, 0]).all()
    assert (found.pilot == [False, True, False, True, True]).all()


def test_a_system_that_says_nothing_has_no_places_and_its_pilots_are_chosen():
    found = start(odd_system(nx.cycle_graph(12)))
    assert found.stage.shape == found.since.shape == found.spell.shape == (5, 0)
    assert (found.pilot.sum(axis=1) == Scenario().strategy.pilots).all()


@pytest.mark.parametrize("strategy", ["none", "hin_playbook", "fix_one_site", "even_spread"])
def test_a_run_draws_the_same_stages_under_every_strategy(strategy):
    system = told(AWARE, EMBEDDED, *[UNSAID] * 10)
    usual, other = start(system), start(system, f"strategy={strategy}")
    for part in ("stage", "since", "spell", "pilot"):
        assert np.array_equal(getattr(usual, part), getattr(other, part))
    assert len(np.unique(usual.stage, axis=0)) == 5


def test_an_ambition_for_one_site_means_those_that_are_live():
    found = start(
        told(AWARE, LIVE, REJECTED, EMBEDDED, AWARE), "strategy.ambition=site", "strategy.pilots=1"
    )
    assert (found.counted == [False, True, False, True, False]).all()


def test_a_plan_on_them_has_no_pilots_of_its_own_neither_chosen_nor_paid_nor_making_tools():
    system = told(AWARE, EMBEDDED, AWARE)
    scenario = config.with_own(config.load(["strategy=hin_playbook", "strategy.pilots=2"]), system)
    without = config.load(["strategy=hin_playbook", "strategy.pilots=0"])
    p = settings_of(scenario, 3)
    assert p.pilots == ABSENT
    assert sums.made_where_live(p)
    assert budget_of(scenario, 3).charges == budget_of(without, 3).charges
    assert budget_of(scenario, 3).to_sites == budget_of(without, 3).to_sites


def test_more_pilots_than_organisations_are_no_error_where_none_are_chosen():
    own = config.with_own(config.load(["strategy.pilots=8"]), told(AWARE, EMBEDDED, AWARE))
    assert config.finish(own) is own
    assert settings_of(own, 3).pilots == ABSENT
    plain = config.with_own(config.load(["strategy.pilots=8"]), odd_system(nx.cycle_graph(3)))
    with pytest.raises(UserError, match=r"strategy.pilots is 8, but your system has 3"):
        config.finish(plain)


def test_unknown_ones_stand_only_where_others_do():
    found = start(told(AWARE, REJECTED, *[UNSAID] * 10), replicates=200)
    assert set(np.unique(found.stage)) == {AWARE, REJECTED}


def test_unknown_stages_follow_the_category_as_far_as_it_is_known():
    """A category of four with three live, all of ten with four: (3 + 5 x 0.4) / (4 + 5).

    Binomial over 20,000 runs: a correct program would fail for one seed in 10,000.
    """
    stages = [EMBEDDED] * 3 + [AWARE] * 1 + [EMBEDDED] + [AWARE] * 5 + [UNSAID]
    category = np.broadcast_to([1] * 4 + [3] * 6 + [1], (20_000, 11))
    draw = np.random.default_rng(1).random(category.shape)
    found = stands_of(told(*stages), APRIL, 5.0, category, draw, draw).stage[:, -1]
    assert binomtest(int((found == EMBEDDED).sum()), found.size, 5 / 9).pvalue > 1e-4


def test_a_month_after_the_start_is_refused_and_one_before_counts_from_it():
    system = told(AWARE, AWARE, AWARE, since=[600, APRIL, APRIL - 12])
    assert months_ago(system, APRIL).tolist() == [600, 0, 12]
    with pytest.raises(UserError, match=r"since is 2026-04, but the run starts in March 2026"):
        months_ago(system, APRIL - 1)


# Pilots that embedded before month 0


def test_the_readiest_pilots_embedded_before_and_the_others_just_went_live():
    """Three of five: of all others nothing is said, so that they begin as ever."""
    system = odd_system(nx.cycle_graph(12))
    found = start(system, "strategy=none", "strategy.pilots=5", "strategy.pilots_embedded=0.6")
    readiest = found.position < 3
    assert (found.pilot == (found.position < 5)).all()
    assert (found.stage == np.where(readiest, EMBEDDED, UNSAID)).all()
    assert (found.since == UNSAID).all()
    assert len(np.unique(found.spell)) > 30


def test_of_pilots_that_are_chosen_by_type_the_readiest_embedded_before():
    system = odd_system(nx.cycle_graph(12))
    found = start(
        system, "strategy.pilots=5", "strategy.mixed_pilots=true", "strategy.pilots_embedded=0.4"
    )
    for pilot, stage, position in zip(found.pilot, found.stage, found.position, strict=True):
        assert sorted(position[pilot])[:2] == sorted(position[stage == EMBEDDED])


@pytest.mark.parametrize(
    "off", [("strategy.pilots_embedded=0",), ("strategy.pilots_embedded=1", "strategy.start=3")]
)
def test_where_no_pilot_embedded_before_nothing_is_said(off):
    """None is wanted; or pilots go live only when the programme starts."""
    found = start(odd_system(nx.cycle_graph(12)), "strategy.pilots=5", *off)
    assert found.stage.shape == found.since.shape == found.spell.shape == (5, 0)


def test_where_organisations_say_how_far_they_are_no_pilot_is_taken_as_embedded():
    system = told(AWARE, LIVE, REJECTED, EMBEDDED, IMPLEMENTING)
    plan = ("strategy=none", "strategy.pilots_embedded=1")
    plain, asked = start(system, plan[0]), start(system, *plan)
    assert np.array_equal(plain.stage, asked.stage)


def test_pilots_that_embedded_before_are_not_paid_for():
    """Three of five at £35,000; all five where they go live when the programme starts."""
    plan = ("strategy=hin_playbook", "strategy.pilots=5", "strategy.pilots_embedded=0.4")
    none, some = budget_of(config.load(plan[:2]), 60), budget_of(config.load(plan), 60)
    later = budget_of(config.load([*plan, "strategy.start=6"]), 60)
    each = Scenario().assumptions.pilot_cost
    assert none.charges - some.charges == pytest.approx(2 * each)
    assert later.charges == pytest.approx(none.charges)
