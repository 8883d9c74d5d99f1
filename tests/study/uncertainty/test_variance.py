"""The parts of a variance: worked out by hand, and without bias where they are known."""

import numpy as np
import pytest

from sim.study.uncertainty.variance import shares, without_noise


def test_the_parts_are_those_worked_out_by_hand():
    """Two sets of two systems of two runs.

    Within systems: deviations of 1 and -1 in each, squares 8 over 4 degrees of freedom: 2.
    Systems within a set: means 3 and 7, then 13 and 17: squares 2 x 16 = 32 over 2: 16, less 2,
    over 2 runs: 7.  Sets: means 5 and 15: squares 4 x 50 = 200 over 1, less 16, over 4 runs: 46.
    """
    values = np.array([[[2, 4], [6, 8]], [[12, 14], [16, 18]]], float)
    found = shares(values)
    assert found.total == pytest.approx(2 + 7 + 46)
    assert (found.luck, found.systems, found.assumptions) == pytest.approx(
        (2 / 55, 7 / 55, 46 / 55)
    )


def test_the_parts_are_found_without_bias_where_they_are_known():
    """Over many studies the mean of each part is the variance that it was drawn with."""
    chance = np.random.default_rng(1)
    parts = []
    for _ in range(400):
        values = (
            2.0 * chance.standard_normal((40, 1, 1))
            + 1.5 * chance.standard_normal((40, 4, 1))
            + chance.standard_normal((40, 4, 2))
        )
        found = shares(values)
        parts.append(found.total * np.array([found.luck, found.systems, found.assumptions]))
    assert np.mean(parts, axis=0) == pytest.approx([1.0, 2.25, 4.0], rel=0.04)


def test_a_part_that_comes_out_below_nothing_counts_as_nothing():
    """Two sets with the same mean: what varies is luck alone."""
    values = np.array([[[0.0, 1.0], [0.0, 1.0]], [[0.0, 1.0], [0.0, 1.0]]])
    found = shares(values)
    assert (found.luck, found.systems, found.assumptions) == (1.0, 0.0, 0.0)


def test_with_one_system_none_is_said_to_be_due_to_systems():
    values = np.array([[[1.0, 3.0]], [[5.0, 7.0]]])
    found = shares(values)
    assert found.systems is None
    assert found.luck + found.assumptions == pytest.approx(1)
    assert found.assumptions == pytest.approx((16 - 2) / 2 / ((16 - 2) / 2 + 2))


@pytest.mark.parametrize("shape", [(1, 4, 2), (5, 4, 1)])
def test_parts_that_cannot_be_told_apart_are_not_told(shape):
    assert shares(np.zeros(shape)) is None


def test_what_never_varies_has_no_parts():
    found = shares(np.full((3, 4, 2), 0.4))
    assert (found.luck, found.systems, found.assumptions, found.total) == (0, 0, 0, 0)


def test_without_noise_the_means_of_sets_vary_as_worked_out_by_hand():
    """The means 5 and 15 vary by 50, of which 46 is due to assumptions (as above)."""
    values = np.array([[[2, 4], [6, 8]], [[12, 14], [16, 18]]], float)
    found = without_noise(values)
    assert found.mean() == 10
    assert found.var(ddof=1) == pytest.approx(46)


def test_means_that_vary_by_noise_alone_are_all_the_same():
    values = np.array([[[0.0, 1.0]], [[0.1, 1.1]]])
    assert without_noise(values) == pytest.approx([0.55, 0.55])


@pytest.mark.parametrize("values", [np.ones((1, 4, 2)), np.ones((3, 1, 1)), np.full((3, 4, 2), 5)])
def test_means_of_whose_noise_nothing_is_known_stay_as_they_are(values):
    assert (without_noise(values * 1.0) == values.mean(axis=(1, 2))).all()
