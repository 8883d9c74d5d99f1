"""Intervals: the textbook formula, clusters, one cluster, missing ratios."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from sim.outcomes.intervals import (
    Interval,
    half_widths,
    mean_interval,
    ratio_interval,
    ratio_values,
    ratios_at_once,
)

GOLDEN = Path(__file__).parents[3] / "shared" / "golden" / "analytic.json"


def spread_of(sd, count):
    """Values of mean 0 whose sample standard deviation is exactly `sd`."""
    values = np.random.default_rng(1).normal(size=count)
    values -= values.mean()
    return values * sd / values.std(ddof=1)


def smallest_sample(sd, half_width):
    """Search for the smallest number of independent replicates that is precise enough."""
    low, high = 2, 10_000
    while low < high:
        middle = (low + high) // 2
        enough = half_widths(spread_of(sd, middle), np.zeros(middle), 0.95) <= half_width
        low, high = (low, middle) if enough else (middle + 1, high)
    return low


def test_independent_replicates_give_the_textbook_interval():
    values = np.array([1.0, 2.0, 4.0, 7.0])
    interval = mean_interval(values, clusters=[0, 1, 2, 3])
    half = student.ppf(0.975, 3) * values.std(ddof=1) / math.sqrt(4)
    assert interval.mean == pytest.approx(3.5)
    assert (interval.low, interval.high) == pytest.approx((3.5 - half, 3.5 + half))
    assert (interval.level, interval.clusters) == (0.95, 4)


def test_smallest_samples_of_the_reference_cases():
    if not GOLDEN.exists():
        pytest.skip("the reference cases are not part of the project")
    cases = {case["id"]: case for case in json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]}
    expected = cases["replicates"]["expected"]
    assert smallest_sample(0.10, 0.01) == expected["n_s0_10_h0_01"]
    assert smallest_sample(0.05, 0.01) == expected["n_s0_05_h0_01"]
    assert smallest_sample(0.20, 0.02) == expected["n_s0_20_h0_02"]
    paired = 0.10 * math.sqrt(2 * (1 - 0.8))
    assert smallest_sample(paired, 0.01) == expected["n_paired_s0_10_rho0_8_h0_01"]
    assert smallest_sample(0.10 * math.sqrt(2), 0.01) == expected["n_unpaired_diff_h0_01"]


def test_equal_clusters_give_the_interval_of_their_means():
    values = np.random.default_rng(2).normal(size=12).reshape(4, 3)
    interval = mean_interval(values.ravel(), np.repeat([5, 6, 7, 8], 3), level=0.9)
    of_means = mean_interval(values.mean(axis=1), [0, 1, 2, 3], level=0.9)
    assert interval.half_width == pytest.approx(of_means.half_width)
    totals = (values - values.mean()).sum(axis=1)
    by_hand = student.ppf(0.95, 3) * math.sqrt(4 / 3 * np.sum(totals**2) / 12**2)
    assert interval.half_width == pytest.approx(by_hand)


def test_replicates_of_a_single_system_count_one_by_one():
    values = [0.1, 0.4, 0.2, 0.7]
    given_system = mean_interval(values, clusters=[3, 3, 3, 3])
    assert given_system.half_width == pytest.approx(
        mean_interval(values, clusters=[0, 1, 2, 3]).half_width
    )
    assert given_system.clusters == 1


def test_one_replicate_has_an_interval_without_bounds():
    interval = mean_interval([0.3], clusters=[0])
    assert (interval.mean, interval.low, interval.high) == (0.3, -math.inf, math.inf)
    assert not interval.excludes_zero


def test_a_last_draw_of_one_replicate_keeps_the_interval_honest():
    """64 replicates of one system and 1 of another: exact for independent normal values.

    4,000 repetitions: a correct program would fall below 0.94 for one in 500 sets of seeds.
    """
    values = np.random.default_rng(3).normal(size=(65, 4000))
    half = half_widths(values, np.repeat([0, 1], [64, 1]), 0.95)
    assert np.mean(np.abs(values.mean(axis=0)) <= half) > 0.94


def test_the_order_of_the_replicates_does_not_matter():
    generator = np.random.default_rng(4)
    values, clusters = generator.normal(size=20), generator.integers(0, 4, 20)
    order = generator.permutation(20)
    there, back = mean_interval(values, clusters), mean_interval(values[order], clusters[order])
    assert there.half_width == pytest.approx(back.half_width)


def test_a_ratio_is_the_ratio_of_the_sums():
    ratio = ratio_interval([1, 0, 5], [10, 0, 10], clusters=[0, 1, 2])
    assert ratio is not None
    assert ratio.mean == pytest.approx(6 / 20)


def test_the_interval_of_a_ratio_by_hand():
    above, below = np.array([1.0, 3.0, 2.0]), np.array([4.0, 5.0, 6.0])
    ratio = ratio_interval(above, below, clusters=[0, 1, 2])
    residuals = (above - 0.4 * below) / 5.0
    half = student.ppf(0.975, 2) * residuals.std(ddof=1) / math.sqrt(3)
    assert ratio is not None
    assert ratio.mean == pytest.approx(0.4)
    assert ratio.half_width == pytest.approx(half)


def test_zero_out_of_zero_is_missing():
    assert ratio_interval([0, 0], [0, 0], clusters=[0, 1]) is None


def test_batches_are_weighted_by_their_replicates():
    """Sums over batches, with their sizes, give the same as the replicates themselves."""
    values = np.random.default_rng(5).normal(size=10)
    clusters = np.repeat([0, 1, 2], [4, 4, 2])
    sums = [values[clusters == cluster].sum() for cluster in range(3)]
    batches = mean_interval(sums, [0, 1, 2], sizes=[4, 4, 2])
    singly = mean_interval(values, clusters)
    assert batches.mean == pytest.approx(singly.mean)
    assert batches.half_width == pytest.approx(singly.half_width)


@given(
    st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30), st.floats(0.5, 0.94), st.integers(1, 5)
)
def test_a_higher_level_never_narrows_an_interval(values, level, draws):
    clusters = np.arange(len(values)) % draws
    narrow = mean_interval(values, clusters, level)
    assert narrow.half_width <= mean_interval(values, clusters, level + 0.05).half_width


def test_an_interval_says_whether_it_excludes_zero():
    assert Interval(2, 1, 3, 0.95, 8).excludes_zero
    assert Interval(-2, -3, -1, 0.95, 8).excludes_zero
    assert not Interval(0.5, -1, 2, 0.95, 8).excludes_zero


def test_many_ratios_at_once_equal_each_one_alone():
    chance = np.random.default_rng(3)
    above, below = chance.integers(0, 9, (7, 4, 2)), chance.integers(1, 9, 7)
    sizes = chance.integers(1, 65, 7)
    together = ratio_values(above, below, sizes)
    assert together.shape == above.shape
    for month in range(4):
        for column in range(2):
            alone = ratio_values(above[:, month, column], below, sizes)
            assert together[:, month, column].tolist() == alone.tolist()


@pytest.mark.parametrize("entries", [1, 7, 8, 64, 300])
@pytest.mark.parametrize("weighted", [False, True])
def test_several_ratios_at_once_are_the_single_ones_in_every_bit(entries, weighted):
    draws = np.random.default_rng(entries)
    above, below = draws.normal(size=(2, 9, entries)) * 10.0 ** draws.integers(-6, 7, (2, 9, 1))
    below[4] = 0.0
    sizes = draws.integers(1, 65, entries) if weighted else None
    found = ratios_at_once(above, below, sizes)
    wanted = [ratio_values(*rows, sizes) for rows in zip(above, below, strict=True)]
    assert found[4] is wanted[4] is None
    del found[4], wanted[4]
    assert np.array(found).tobytes() == np.array(wanted).tobytes()


def test_clusters_too_many_to_be_kept_give_the_same_widths(monkeypatch):
    values, clusters = np.random.default_rng(2).normal(size=(50, 3)), np.arange(50) // 8
    kept = half_widths(values, clusters, 0.95)
    monkeypatch.setattr("sim.outcomes.intervals.MOST_KEPT", 10)
    assert half_widths(values, clusters, 0.95).tobytes() == kept.tobytes()


def test_a_level_asked_for_later_has_a_width_of_its_own():
    values, clusters = np.random.default_rng(2).normal(size=20), np.arange(20)
    assert half_widths(values, clusters, 0.5) < half_widths(values, clusters, 0.95)
