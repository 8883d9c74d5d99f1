"""Waves find the sets that fit, and count nothing twice: a made-up model whose answer is known."""

import numpy as np
import pytest
from scipy.special import expit, logsumexp

from sim.params.distributions import Distribution
from sim.study.calibration.likelihood import Target, log_likelihoods, luck_of
from sim.study.calibration.prior import Prior
from sim.study.calibration.waves import Proposal, as_thought, effective, normalised, run_waves

MONTHS = np.array([0, 12, 24, 36, 48])
KEYS = {
    "speed": Distribution(0.0, 0.2),
    "middle": Distribution(0.0, 80.0),
    **{f"idle_{k}": Distribution(0.0, 1.0) for k in range(20)},
}
PRIOR = Prior(KEYS)
TRUTH = (0.11, 35.0)
RUNS, LUCK = 3, 0.02


def curve(speed, middle):
    return expit(
        np.multiply.outer(np.ones_like(speed), MONTHS) * speed[:, None] - (speed * middle)[:, None]
    )


def simulate(values, seed=5):
    random = np.random.default_rng(seed)
    means = curve(values[:, 0], values[:, 1])[:, None]
    noise = LUCK * random.standard_normal((len(values), RUNS, len(MONTHS)))
    return np.clip(means + noise, 0, 1), np.full(len(MONTHS), 100.0)


@pytest.fixture(scope="module")
def target():
    shares = curve(np.array(TRUTH[:1]), np.array(TRUTH[1:]))[0]
    return Target(24_000 + MONTHS, shares, np.full(5, 5000.0), np.zeros(5, np.int64))


@pytest.fixture(scope="module")
def found(target):
    return run_waves(PRIOR, target, simulate, seed=1, first=400, more=200, most=4)


def means_of(values, weights):
    return weights @ values[:, :2]


def test_waves_come_to_what_weighing_twenty_thousand_draws_comes_to(target, found):
    points = np.random.default_rng(9).standard_normal((20_000, PRIOR.dimensions))
    values = PRIOR.values(points)
    runs, sizes = simulate(values, seed=10)
    logs = log_likelihoods(target, runs.mean(axis=1), luck_of(runs, sizes))
    plain = normalised(logsumexp(logs, axis=1))
    expected = means_of(values, plain)
    got = means_of(PRIOR.values(found.points), found.weights)
    assert got[0] == pytest.approx(expected[0], abs=0.012)
    assert got[1] == pytest.approx(expected[1], abs=3.0)
    assert effective(plain) < 0.1 * len(points)  # so that the waves had something to find


def test_more_sets_count_in_a_wave_that_looked_where_it_fits(found):
    weights, first = found.weights, found.waves[0].draws
    assert weights[first:].sum() / (len(weights) - first) > 3 * weights[:first].sum() / first


def test_the_truth_is_among_the_sets_that_fit(found):
    values = PRIOR.values(found.points)
    for k, truth in enumerate(TRUTH):
        below = found.weights[values[:, k] < truth].sum()
        assert 0.02 < below < 0.98


def test_a_density_is_that_of_the_normal_distribution_it_is_drawn_from():
    from scipy.stats import multivariate_normal

    root = np.array([[0.5, 0.0], [0.2, 0.4]])
    mean, points = np.array([0.3, -1.0]), np.array([[0.0, 0.0], [1.0, -2.0]])
    expected = multivariate_normal(mean, root @ root.T).logpdf(points)
    expected -= multivariate_normal(np.zeros(2), np.eye(2)).logpdf(points)
    assert Proposal(mean, root, 1).log_ratio(points) == pytest.approx(expected)
    assert as_thought(2, 1).log_ratio(points) == pytest.approx([0.0, 0.0])


def test_the_same_seed_gives_the_same_sets_and_another_gives_others(target):
    one, again, other = (
        run_waves(PRIOR, target, simulate, seed=seed, first=60, more=30, most=2)
        for seed in (3, 3, 4)
    )
    assert np.array_equal(one.points, again.points)
    assert not np.array_equal(one.points, other.points)
