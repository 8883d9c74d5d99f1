"""A calibration recovers the truth at the stated rate, and the test of that can fail."""

import numpy as np
import pytest

from sim.config import load
from sim.config.distributions import distributions
from sim.engines.simulate import several
from sim.study.calibration.likelihood import luck_of, target_of
from sim.study.calibration.prior import Prior
from sim.study.calibration.question import question
from sim.study.calibration.series import ObservedSeries, Series
from sim.study.calibration.simulated import simulated
from sim.study.calibration.truths import DRAWS, Recovered, observed_from, recovered

POOL, TRUTHS, RUNS = 700, 250, 3
FIRST = 12 * 2026
DATES = FIRST + np.array([24, 48, 72])
VARIED = ("assumptions.commitment_rate", "assumptions.top_threshold")


@pytest.fixture(scope="module")
def made():
    """A pool of runs from a prior of two keys, and curves that other runs of it would leave."""
    nothing = Series("all", DATES, np.zeros(3), np.full(3, np.nan))
    observed = ObservedSeries("made up", "live", (nothing,))
    prior = Prior({key: distributions()[key] for key in VARIED})
    scenario = load(["strategy=one_to_one", "system.organisations=30"])
    asked = question(scenario, observed, FIRST, int(DATES[-1]))
    random = np.random.default_rng(2)
    values = prior.values(random.standard_normal((POOL, 2)))
    truths = prior.values(random.standard_normal((TRUTHS, 2)))
    pool = simulated(asked, VARIED, values, several, 0, runs=RUNS)
    once = simulated(asked, VARIED, truths, several, 1, runs=1)
    at = DATES - DATES[0]
    target, runs = target_of(observed), pool.runs[:, :, 0][:, :, at]
    luck = luck_of(runs, np.full(3, pool.sizes[0]))
    curves = observed_from(target, once.runs[:, 0, 0][:, at], luck, random)
    return values, runs.mean(axis=1), truths, curves, target, luck


def test_ranks_of_the_truth_are_even_and_intervals_hold_it_as_often_as_they_say(made):
    values, shares, truths, curves, target, luck = made
    found = recovered(VARIED, values, shares, truths, curves, target, luck, seed=0)
    assert (found.uniformity() > 0.01).all()
    assert found.coverage(0.5) == pytest.approx([0.5, 0.5], abs=0.09)
    assert found.coverage(0.9) == pytest.approx([0.9, 0.9], abs=0.06)
    assert np.median(found.effective) < 0.75 * POOL  # the curves do say something


def test_a_calibration_to_a_curve_that_counts_too_many_is_found_out(made):
    values, shares, truths, curves, target, luck = made
    more = np.clip(curves + 0.25, 0, 1)
    found = recovered(VARIED, values, shares, truths, more, target, luck, seed=0)
    assert found.uniformity().min() < 0.001


def test_even_ranks_pass_and_heaped_ones_do_not():
    even = np.arange(1000)[:, None] % (DRAWS + 1)
    heaped = np.clip(even // 2 + 25, 0, DRAWS)
    found = Recovered(("even", "heaped"), np.hstack([even, heaped]), np.ones(1000))
    assert found.uniformity()[0] > 0.99
    assert found.uniformity()[1] < 1e-6
    assert found.coverage(0.5) == pytest.approx([0.5, 1.0], abs=0.02)
