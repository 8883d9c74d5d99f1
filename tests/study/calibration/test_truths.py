"""A calibration recovers the truth at the stated rate, and the test of that can fail."""

from dataclasses import replace

import numpy as np
import pytest

from sim.config import load
from sim.config.distributions import distributions
from sim.engines.simulate import several
from sim.study.calibration import likelihood
from sim.study.calibration import truths as of_truths
from sim.study.calibration.likelihood import covariances, luck_of, target_of
from sim.study.calibration.prior import Prior, spread_points
from sim.study.calibration.question import question
from sim.study.calibration.series import ObservedSeries, Series
from sim.study.calibration.simulated import SYSTEMS, simulated
from sim.study.calibration.truths import (
    DRAWS,
    Recovered,
    observed_from,
    one_run_each,
    recovered,
)

POOL, TRUTHS, RUNS = 1000, 250, 3
FIRST = 12 * 2026
DATES = FIRST + np.array([24, 48, 72])
NOTHING = Series("all", DATES, np.zeros(3), np.full(3, np.nan))
MADE_UP = ObservedSeries("made up", "live", (NOTHING,))
VARIED = ("assumptions.commitment_rate", "assumptions.top_threshold")


@pytest.fixture(scope="module")
def made():
    """A pool of runs from a prior of two keys, and curves that other runs of it would leave."""
    prior = Prior({key: distributions()[key] for key in VARIED})
    scenario = load(["strategy=one_to_one", "system.organisations=30"])
    asked = question(scenario, MADE_UP, FIRST, int(DATES[-1]))
    random = np.random.default_rng(2)
    values = prior.values(spread_points(POOL, 2, random))  # else its noise is in all ranks
    truths = prior.values(random.standard_normal((TRUTHS, 2)))
    pool = simulated(asked, VARIED, values, several, 0, runs=RUNS)
    once = one_run_each(asked, VARIED, truths, several, 1)
    at = DATES - DATES[0]
    target, runs = target_of(MADE_UP), pool.runs[:, :, 0][:, :, at]
    luck = luck_of(runs, np.full(3, pool.sizes[0]))
    return values, runs.mean(axis=1), truths, once[:, 0][:, at], target, luck


def ranks(made, luck=None, more=0.0):
    """Rank the truths of curves that were made with luck, by a likelihood that may leave it out."""
    values, shares, truths, once, target, real = made
    curves = observed_from(target, once, real, np.random.default_rng(3))
    curves = np.clip(curves + more, 0, 1)
    return recovered(VARIED, values, shares, truths, curves, target, luck or real, seed=0)


@pytest.fixture
def nothing_left_out(monkeypatch):
    """The model leaves out next to nothing, so that luck is what makes curves differ."""
    for module in (likelihood, of_truths):
        monkeypatch.setattr(module, "CANDIDATES", (likelihood.Discrepancy(0.002, 12.0),))


def passes(found):
    """Whether ranks are even, and intervals hold the truth as often as they say."""
    return bool(
        (found.uniformity() > 0.01).all()
        and (np.abs(found.coverage(0.5) - 0.5) < 0.09).all()
        and (np.abs(found.coverage(0.9) - 0.9) < 0.06).all()
    )


def test_ranks_of_the_truth_are_even_and_intervals_hold_it_as_often_as_they_say(made):
    found = ranks(made)
    assert passes(found), (found.uniformity(), found.coverage(0.5), found.coverage(0.9))
    assert np.median(found.effective) < 0.75 * POOL  # the curves do say something


def test_so_they_do_where_curves_differ_by_luck_and_they_fail_if_it_is_ignored(
    made, nothing_left_out
):
    found = ranks(made)
    assert passes(found), (found.uniformity(), found.coverage(0.5), found.coverage(0.9))
    luck = made[-1]
    without = ranks(made, replace(luck, rates=np.zeros_like(luck.rates)))
    assert not passes(without)
    assert without.coverage(0.9).max() < 0.8


def test_they_fail_if_what_a_curve_may_miss_by_is_taken_for_a_third_as_wide(made, monkeypatch):
    monkeypatch.setattr(likelihood, "covariances", lambda *given: covariances(*given) / 9)
    found = ranks(made)
    assert not passes(found)
    assert found.coverage(0.9).min() < 0.85


def test_a_calibration_to_a_curve_that_counts_too_many_is_found_out(made):
    assert ranks(made, more=0.25).uniformity().min() < 0.001


def test_truths_have_systems_and_luck_of_their_own(made):
    """Alike settings, alike runs: only their luck tells them apart."""
    asked = question(load(["strategy=none", "system.organisations=30"]), MADE_UP, FIRST,
                     int(DATES[-1]))  # fmt: skip
    alike = np.full((3 * SYSTEMS, 1), 0.5)
    once = one_run_each(asked, VARIED[:1], alike, several, 1)[:, 0, -1]
    shared = simulated(asked, VARIED[:1], alike, several, 1, runs=1).runs[:, 0, 0, -1]
    assert (shared[:SYSTEMS] == shared[SYSTEMS : 2 * SYSTEMS]).all()
    assert (once[:SYSTEMS] != once[SYSTEMS : 2 * SYSTEMS]).sum() > SYSTEMS / 2


def test_even_ranks_pass_and_heaped_ones_do_not():
    even = np.arange(1000)[:, None] % (DRAWS + 1)
    heaped = np.clip(even // 2 + 25, 0, DRAWS)
    found = Recovered(("even", "heaped"), np.hstack([even, heaped]), np.ones(1000))
    assert found.uniformity()[0] > 0.99
    assert found.uniformity()[1] < 1e-6
    assert found.coverage(0.5) == pytest.approx([0.5, 1.0], abs=0.02)
