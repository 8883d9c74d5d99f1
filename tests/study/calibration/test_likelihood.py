"""The likelihood: what the model leaves out, luck and the count, each as large as is said."""

import numpy as np
import pytest

from sim.study.calibration.likelihood import (
    CANDIDATES,
    GROUPS_ALIKE,
    Discrepancy,
    Luck,
    Target,
    covariances,
    implausibility,
    log_likelihoods,
    luck_of,
)


def target(months, shares, totals=None, group=None):
    count = len(months)
    return Target(
        np.array(months),
        np.array(shares, float),
        np.full(count, np.nan) if totals is None else np.array(totals, float),
        np.zeros(count, np.int64) if group is None else np.array(group),
    )


def no_luck(count, size=1000.0):
    return Luck(np.zeros(count), np.eye(count), np.full(count, size), 2)


def test_what_the_model_leaves_out_is_as_large_as_said_and_lasts_as_long():
    seen = target([0, 12], [0.5, 0.5])
    [found] = covariances(seen, np.array([[0.5, 0.5]]), Discrepancy(0.04, 12.0), no_luck(2))
    assert found[0, 0] == pytest.approx(0.04**2, rel=0.01)
    assert found[0, 1] == pytest.approx(0.04**2 * np.exp(-1), rel=0.01)


def test_it_is_smaller_near_none_and_all_and_partly_shared_by_groups():
    seen = target([0, 0], [0.1, 0.9], group=[0, 1])
    [found] = covariances(seen, np.array([[0.1, 0.9]]), Discrepancy(0.04, 12.0), no_luck(2))
    assert found[0, 0] == pytest.approx((0.04 * 0.6) ** 2, rel=0.01)
    assert found[0, 1] == pytest.approx(GROUPS_ALIKE * (0.04 * 0.6) ** 2, rel=0.01)


def test_a_count_of_few_is_less_sure_than_one_of_many():
    few, many = (
        covariances(target([0], [0.3], [n]), np.array([[0.3]]), Discrepancy(0.0, 12), no_luck(1))
        for n in (50, 5000)
    )
    assert few[0, 0, 0] == pytest.approx(0.3 * 0.7 / 50, rel=1e-3)
    assert many[0, 0, 0] == pytest.approx(0.3 * 0.7 / 5000, rel=1e-3)


def test_luck_is_found_from_runs_and_shrinks_with_the_size_of_the_real_system():
    random = np.random.default_rng(0)
    share = random.uniform(0.2, 0.8, (400, 1, 3))
    common, own = random.standard_normal((2, 400, 4, 3))
    common = np.repeat(common[:, :, :1], 3, axis=2)
    runs = share + 0.1 * np.sqrt(share * (1 - share)) * (np.sqrt(0.6) * common + np.sqrt(0.4) * own)
    found = luck_of(runs, np.full(3, 60.0))
    assert found.rates == pytest.approx([0.01] * 3, rel=0.1)
    assert found.alike[0, 1] == pytest.approx(0.6, abs=0.06)
    half = np.full((1, 3), 0.5)
    as_many, many = found.spread(half, np.full(3, np.nan)), found.spread(half, np.full(3, 6000.0))
    assert as_many[0, 0] == pytest.approx(np.sqrt(0.01 * 0.25 * (1 + 1 / 4)), rel=0.06)
    assert many[0, 0] == pytest.approx(np.sqrt(0.01 * 0.25 * (0.01 + 1 / 4)), rel=0.06)


def test_a_set_that_fits_is_likelier_and_a_larger_miss_points_to_a_larger_discrepancy():
    seen, luck = target([0, 12, 24], [0.2, 0.4, 0.6]), no_luck(3)
    near, far = np.array([0.2, 0.41, 0.6]), np.array([0.2, 0.48, 0.6])
    logs = log_likelihoods(seen, np.stack([near, far]), luck)
    assert (logs[0] > logs[1]).all()
    sizes = np.array([each.size for each in CANDIDATES])
    means = [float(np.exp(row - row.max()) @ sizes / np.exp(row - row.max()).sum()) for row in logs]
    assert means[0] < means[1]


def test_a_miss_is_counted_in_standard_deviations():
    found = implausibility(target([0], [0.5]), np.array([[0.5], [0.38]]), no_luck(1), size=0.04)
    away = 0.12 / (0.04 * np.sqrt(4 * 0.38 * 0.62))
    assert found[:, 0] == pytest.approx([0.0, away], abs=0.001)
