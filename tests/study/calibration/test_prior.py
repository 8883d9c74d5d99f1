"""What is thought beforehand: values as their distributions say, alike within a common cause."""

import numpy as np
import pytest

from sim.params.distributions import Distribution
from sim.study.calibration.prior import Prior, spread_points


def test_points_cover_each_number_evenly():
    points = spread_points(200, 3, np.random.default_rng(0))
    assert abs(points.mean(axis=0)).max() < 0.02
    assert points.std(axis=0) == pytest.approx(np.ones(3), abs=0.03)


def test_values_follow_their_distributions_and_go_together_within_a_cause():
    prior = Prior(
        {
            "a": Distribution(0, 1, group="levers", shared=0.5),
            "b": Distribution(1, 100, log=True, group="levers", shared=0.5),
            "c": Distribution(0, 3, whole=True),
        }
    )
    assert prior.dimensions == 4
    values = prior.values(spread_points(4000, 4, np.random.default_rng(1)))
    assert np.median(values[:, 0]) == pytest.approx(0.5, abs=0.02)
    assert np.median(values[:, 1]) == pytest.approx(10, rel=0.1)
    assert [float((values[:, 2] == k).mean()) for k in range(4)] == pytest.approx(
        [0.25] * 4, abs=0.02
    )
    ranks = np.argsort(np.argsort(values, axis=0), axis=0)
    alike = np.corrcoef(ranks.T)
    assert alike[0, 1] == pytest.approx(0.48, abs=0.04)  # of ranks, where the numbers have 0.5
    assert abs(alike[0, 2]) < 0.05


def test_a_share_is_even_beforehand_also_of_whole_numbers():
    prior = Prior({"a": Distribution(0, 10), "b": Distribution(1, 3, whole=True)})
    found = prior.shares(spread_points(1000, 2, np.random.default_rng(0)))
    assert found.mean(axis=0) == pytest.approx([0.5, 0.5], abs=0.01)
    assert found.var(axis=0) == pytest.approx([1 / 12] * 2, abs=0.003)
