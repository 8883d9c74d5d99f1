"""Rulers of dials: they learn the shape that runs share along it; at a level, only it counts."""

import numpy as np
import pytest

from sim.page.dial_curves import distance, lines, next_level, ruler

PLACES = [0.0, 0.25, 0.5, 0.75, 1.0]
X = np.array(PLACES)


def along(*shapes, seed=5):
    """Curves over places that mix some shapes, differently at each setting, series and month."""
    mix = np.random.default_rng(seed).normal(size=(len(shapes), 4, 3, 6))
    return lines(PLACES, np.tensordot(np.array(shapes).T, mix, axes=(1, 0)))


def test_a_step_shared_by_all_settings_is_followed_from_its_two_ends():
    """A straight line would say a half in the middle."""
    weights = ruler(along(np.ones(5), X >= 0.5), [0.0, 1.0]).weights
    assert weights[:, 1] == pytest.approx([0, 0, 1, 1, 1], abs=1e-4)


def test_parabolas_are_followed_from_three_levels():
    """Lagrange's weights at a quarter: 3/8, 3/4 and -1/8."""
    own = along(np.ones(5), X, X**2)
    weights = ruler(own, [0.0, 0.5, 1.0]).weights
    assert weights[1] == pytest.approx([0.375, 0.75, -0.125], abs=2e-3)
    assert distance(own, [0.0, 0.5, 1.0]) < 1e-4 * distance(own, [0.0, 1.0])


def test_levels_are_joined_by_straight_lines_if_runs_do_not_differ():
    assert ruler(along(np.ones(5)), [0.0, 1.0]).weights[:, 1] == pytest.approx(X, abs=1e-6)


def test_weights_sum_to_one_and_at_a_level_only_that_level_counts():
    chance = np.random.default_rng(2)
    own = lines(PLACES, chance.random((5, 4, 3, 6)))
    found = ruler(own, [0.0, 0.75, 1.0])
    assert found.weights.sum(axis=1) == pytest.approx(np.ones(5), abs=3e-6)
    assert found.weights[[0, 3, 4]].tolist() == np.eye(3).tolist()


def test_the_distance_is_the_mean_square_over_the_dial():
    """Off by 1 at a half only: a hat whose squares, joined by lines, cover a quarter."""
    hat = (X == 0.5).astype(float)
    own = lines(PLACES, np.tile(hat[:, None, None, None], (1, 2, 3, 4)))
    assert distance(own, [0.0, 1.0]) == pytest.approx(0.25)


def test_the_next_level_is_where_it_reduces_the_error_most():
    hat = (X == 0.75).astype(float)
    own = along(np.ones(5), X, hat)
    mended, level = next_level(own, [0.0, 0.5, 1.0])
    assert level == 0.75
    assert mended == pytest.approx(distance(own, [0.0, 0.5, 1.0]), rel=1e-3)
    assert next_level(own, PLACES) == (0.0, None)
