"""The luck of a set's few runs is taken out: the true means vary as they were drawn."""

import numpy as np
import pytest

from sim.study.uncertainty.noise import TRIES, true_means


def made(chance, sets, between, within, units=4):
    """Sets whose true means are known, and noisy units of each."""
    true = chance.standard_normal((sets, len(between))) @ np.diag(between)
    noise = chance.standard_normal((sets, units, len(between))) * within
    return true, true[:, None, :] + noise


def test_means_without_noise_stay_as_they_are():
    units = np.repeat(np.random.default_rng(0).random((20, 1, 3)), 4, axis=1)
    assert (true_means(units) == units.mean(axis=1)).all()


def test_what_varies_is_what_the_true_means_vary_by():
    """A raw variance would be 0.25 + 1 / 4, twice what is true."""
    _, units = made(np.random.default_rng(1), 4000, [0.5], 1.0)
    assert units.mean(axis=1).var() == pytest.approx(0.5, rel=0.1)
    assert true_means(units).var() == pytest.approx(0.25, rel=0.1)


def test_each_true_mean_lies_in_its_ninety_percent_range_nine_times_in_ten():
    true, units = made(np.random.default_rng(2), 2000, [0.5, 1.0], 1.0)
    low, high = np.quantile(true_means(units), (0.05, 0.95), axis=0)
    assert ((low < true) & (true < high)).mean() == pytest.approx(0.9, abs=0.02)


def test_noise_that_plans_share_is_not_taken_out_of_their_difference():
    """Both plans meet the same luck, so their difference is known without noise."""
    chance = np.random.default_rng(3)
    gain = chance.standard_normal(300)
    luck = chance.standard_normal((300, 4))
    units = np.stack([luck, luck + gain[:, None]], axis=2)
    found = true_means(units)
    assert np.allclose(found[:, :, 1] - found[:, :, 0], gain, atol=1e-9)


def test_a_set_with_much_noise_is_drawn_further_towards_the_others():
    chance = np.random.default_rng(4)
    scales = np.where(np.arange(200) < 100, 0.1, 3.0)
    units = 1.0 * chance.standard_normal((200, 1, 1)) + scales[
        :, None, None
    ] * chance.standard_normal((200, 4, 1))
    spread = true_means(units).std(axis=0)[:, 0]
    assert spread[:100].mean() < 0.2 < 0.5 < spread[100:].mean()


@pytest.mark.parametrize("shape", [(1, 4, 2), (5, 1, 2)])
def test_where_nothing_is_known_of_the_noise_means_stay_as_they_are(shape):
    units = np.random.default_rng(5).random(shape)
    found = true_means(units)
    assert found.shape == (TRIES, shape[0], 2)
    assert (found == units.mean(axis=1)).all()
