"""What is counted while runs go on, compared with the histories of the same runs."""

import numpy as np
import pytest

from sim import config
from sim.engines.simulate import simulate
from sim.networks import system_of
from sim.outcomes.counts import group_names, groups_of
from sim.params.names import ABANDONED, CATEGORIES, EMBEDDED, IMPLEMENTING
from sim.process.initial_conditions import categories, initial_conditions_of
from sim.process.settings import settings_of

SEED, REPLICATES, MONTHS = 4, 9, 40


@pytest.fixture(scope="module")
def scenario():
    told = config.load(["scenario=remote_monitoring", "strategy=big_bang_mandate"])
    told.assumptions.abandon_in_dip = 0.5
    told.clock.months = MONTHS
    return told


@pytest.fixture(scope="module")
def told(scenario):
    return simulate(scenario, REPLICATES, SEED, organisations=True, histories=True)


@pytest.fixture(scope="module")
def system(scenario):
    return system_of(scenario.system, SEED, 0)


def live(history):
    return (history == IMPLEMENTING) | (history == EMBEDDED)


def stays_of(one):
    """Completed stays (stage, months) from one organisation's stages by record."""
    changes = np.flatnonzero(np.diff(one)) + 1
    starts = np.concatenate([[0], changes[:-1]]) if len(changes) else []
    return [(one[a], b - a) for a, b in zip(starts, changes, strict=True)]


def test_the_runs_visit_every_stage(told):
    assert set(np.unique(told.stage_history)) == set(range(8))


def test_stages_are_counted_in_every_month(told):
    for stage in range(8):
        expected = (told.stage_history == stage).sum(axis=2)
        assert np.array_equal(told.stages[:, :, stage], expected)
        assert np.array_equal(told.stage_of[:, :, stage], (told.stage_history == stage).sum(axis=0))


def test_the_size_of_the_live_and_of_all_is_counted(told, system):
    alive, size = live(told.stage_history), system.arrays.size
    assert told.live_size == pytest.approx((alive * size).sum(axis=2))
    assert told.all_size == pytest.approx([size.sum()] * REPLICATES)
    assert told.served == pytest.approx((alive * size).sum(axis=2) / size.sum())
    assert (told.served != told.live).any()


def test_organisations_that_were_ever_live_or_gave_up_are_counted_once(told):
    ever = np.logical_or.accumulate(live(told.stage_history), axis=1)
    assert np.array_equal(told.ever_live, ever.sum(axis=2))
    gave_up = np.logical_or.accumulate(told.stage_history == ABANDONED, axis=1)
    assert np.array_equal(told.ever_abandoned, gave_up.sum(axis=2))
    assert gave_up.any()


def test_the_first_live_month_of_each_organisation_is_counted(told):
    alive = live(told.stage_history)
    first = np.where(alive.any(axis=1), alive.argmax(axis=1), MONTHS + 1)
    for i in range(told.organisations):
        expected = np.bincount(first[:, i], minlength=MONTHS + 2)
        assert told.first_live[i].tolist() == expected.tolist()
    assert (told.first_live.sum(axis=1) == REPLICATES).all()


def test_completed_stays_are_counted_by_stage_and_length(told):
    expected = np.zeros((8, MONTHS + 1), np.int64)
    for replicate in told.stage_history:
        for one in replicate.T:
            for stage, months in stays_of(one):
                expected[stage, months] += 1
    assert np.array_equal(told.dwell.sum(axis=0), expected)


def test_groups_are_counted_by_their_members(told, system, scenario):
    p = settings_of(scenario, told.organisations)
    category = categories(initial_conditions_of(system, p, SEED, np.arange(REPLICATES)).position)
    groups = np.broadcast_to(groups_of(system), (REPLICATES, told.organisations, 4))
    everything = np.concatenate([category[:, :, None], groups], axis=2)
    for number in range(len(told.groups)):
        member = (everything == number).any(axis=2)
        assert told.group_sizes.sum(axis=0)[number] == member.sum()
        for stage in range(8):
            there = (told.stage_history == stage) & member[:, None, :]
            assert np.array_equal(
                told.group_stages.sum(axis=0)[:, number, stage], there.sum(axis=(0, 2))
            )


def test_each_dimension_of_groups_splits_everybody(told):
    dimensions = np.array([dimension for dimension, _ in told.groups])
    for dimension in ("category", "type", "region", "deprived", "capacity"):
        members = told.group_sizes[:, dimensions == dimension].sum()
        assert members == REPLICATES * told.organisations


def test_groups_are_named_in_the_order_of_their_numbers(system):
    named = group_names(system)
    assert named[:5] == tuple(("category", each) for each in CATEGORIES)
    for i, row in enumerate(groups_of(system)):
        words = dict(named[number] for number in row)
        assert words["type"] == system.types[system.arrays.type[i]]
        assert words["region"] == system.regions[system.arrays.region[i]]
        assert words["deprived"] == ("deprived" if system.arrays.deprived[i] else "not deprived")
        thirds = ("lowest third", "middle third", "highest third")
        assert words["capacity"] == thirds[system.capacity_third[i]]


def test_the_binding_gap_is_counted_for_everybody_in_every_month(told):
    by_stage = told.binding.sum(axis=(0, 3))
    assert np.array_equal(by_stage, told.stages[:, :-1].sum(axis=0))
    assert np.array_equal(told.binding.sum(axis=(0, 2)), told.binding_of.sum(axis=1))


def test_performance_is_counted_by_months_since_go_live(told, system):
    """Every site that is live at a record performs in the month that follows."""
    alive = live(told.stage_history)[:, :-1]
    assert np.array_equal(told.by_age_count.sum(axis=1), alive.sum(axis=(1, 2)))
    started = alive[:, 1:] & ~alive[:, :-1]
    assert np.array_equal(
        told.by_age_count[:, 0], started.sum(axis=(1, 2)) + alive[:, 0].sum(axis=1)
    )


def test_benefit_is_the_worth_of_performance_by_size(scenario):
    """Sites of one size: 100 kGBP a month times the performance counted by age."""
    scenario.system.organisations = 1
    scenario.system.types = {}
    alone = simulate(scenario, 5, SEED)
    assert alone.benefit.sum() == pytest.approx(100 * alone.by_age_sum.sum())
    assert (alone.by_age_sum != 0).any()


def test_only_live_sites_cause_exposure(told):
    alive = live(told.stage_history)[:, :-1].any(axis=2)
    assert (told.exposure[~alive] == 0).all()
    assert (told.exposure[alive] >= 0).all()
    assert (told.exposure > 0).any()
