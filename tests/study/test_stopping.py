"""The stopping rule: looks, levels, and coverage shown by simulation."""

import numpy as np
import pytest
from scipy.stats import binomtest

from sim.outcomes.intervals import half_widths
from sim.study.stopping import Look, schedule, shared_level, until_precise

PLANS, BLOCK, PRECISION = 3, 64, 0.02
AT_ONCE = 100  # repetitions simulated at once


def test_looks_double_from_512_to_the_cap():
    assert schedule(2000, 64) == (512, 1024, 2000)
    assert schedule(10_000, 64) == (512, 1024, 2048, 4096, 10_000)


def test_a_small_cap_is_the_only_look():
    assert schedule(300, 64) == (300,)
    assert schedule(512, 64) == (512,)


def test_a_given_number_of_replicates_is_the_only_look():
    assert schedule(2000, 64, replicates=200) == (200,)


@pytest.mark.parametrize("block", [1, 7, 64, 100, 1000])
@pytest.mark.parametrize("cap", [1, 500, 2000, 12_345])
def test_every_look_but_the_last_fills_its_system_draws(cap, block):
    *before, last = schedule(cap, block)
    assert last == cap
    assert all(look % block == 0 for look in before)
    assert before == sorted(set(before))
    assert all(look < cap for look in before)


def test_the_level_pays_for_every_interval_at_every_look():
    assert shared_level(1, 1) == pytest.approx(0.95)
    assert shared_level(3, 3) == pytest.approx(1 - 0.05 / 9)


def test_replicates_are_added_until_every_difference_is_precise():
    widths = {512: [0.01, 0.05], 1024: [0.01, 0.03], 2000: [0.01, 0.019]}
    seen, study = until_precise((512, 1024, 2000, 4000), lambda upto: upto, widths.get, 0.02)
    assert seen == (Look(512, 0.05), Look(1024, 0.03), Look(2000, 0.019))
    assert study == 2000


def test_sampling_stops_at_the_last_look_however_wide_the_intervals():
    seen, _ = until_precise((512, 600), lambda upto: upto, lambda _: [0.5], 0.02)
    assert seen == (Look(512, 0.5), Look(600, 0.5))


def luck(generator, count, columns, skewed):
    """Standard deviates, as they come or with a long tail to one side."""
    normal = generator.normal(size=(count, AT_ONCE, columns))
    return (np.exp(normal) - np.exp(0.5)) / np.exp(0.5) / np.sqrt(np.e - 1) if skewed else normal


def differences(generator, chance, between, skewed):
    """Paired differences of three plans from one baseline; the truth is 0.

    chance   sd of a plan's share over replicates on one system
    between  the same over systems; the last system has 16 replicates of 64

    Returns float[2000, AT_ONCE * plans] and the clusters.
    """
    clusters = np.arange(2000) // BLOCK
    systems = between * luck(generator, clusters[-1] + 1, PLANS + 1, skewed)
    shares = systems[clusters] + chance * luck(generator, 2000, PLANS + 1, skewed)
    return (shares[..., 1:] - shares[..., :1]).reshape(2000, -1), clusters


def covered(values, clusters, level):
    """Whether all intervals contain the truth at the look where the rule stops, and which look."""
    looks = schedule(2000, BLOCK)
    shape = (len(looks), AT_ONCE, PLANS)
    half = np.reshape([half_widths(values[:n], clusters[:n], level) for n in looks], shape)
    mean = np.reshape([values[:n].mean(axis=0) for n in looks], shape)
    precise = (half < PRECISION).all(axis=2)
    stop = np.where(precise.any(axis=0), precise.argmax(axis=0), len(looks) - 1)
    each = np.arange(AT_ONCE)
    return (np.abs(mean[stop, each]) <= half[stop, each]).all(axis=1), stop


def coverage(level, chance, between, skewed=False, repetitions=3000):
    """Count the studies in which every interval holds; and how often each look was the last."""
    generator, right, stops = np.random.default_rng(36), 0, np.zeros(3, int)
    for _ in range(repetitions // AT_ONCE):
        good, stop = covered(*differences(generator, chance, between, skewed), level)
        right += int(good.sum())
        stops += np.bincount(stop, minlength=3)
    return right, stops


# Spreads at which the rule stops at different looks: early, at either of two, mostly at the cap.
SPREADS = [(0.05, 0.008), (0.08, 0.008), (0.09, 0.02)]


@pytest.mark.parametrize(("chance", "between"), SPREADS)
@pytest.mark.parametrize("skewed", [False, True])
def test_all_intervals_hold_at_once_where_the_rule_stops(chance, between, skewed):
    """In at least 95 % of studies: three plans that share a baseline, 32 unequal systems.

    A rule that covers less would pass this once in a thousand sets of seeds.  Ours covers 97.5 %
    or more in each case, and would fail it less than once in ten thousand.
    """
    right, _ = coverage(shared_level(PLANS, 3), chance, between, skewed)
    assert binomtest(right, 3000, 0.95, alternative="greater").pvalue < 1e-3


def test_the_spreads_make_the_rule_stop_at_every_look():
    stops = sum(coverage(shared_level(PLANS, 3), *each, repetitions=500)[1] for each in SPREADS)
    assert (stops > 50).all()


@pytest.mark.parametrize(("chance", "between"), SPREADS)
def test_stopping_at_the_first_plain_success_covers_too_little(chance, between):
    """The naive rule (95 % each, stop when narrow) is clearly below 95 %: p < 1e-6."""
    right, _ = coverage(0.95, chance, between)
    assert binomtest(right, 3000, 0.95, alternative="less").pvalue < 1e-6
