"""Sets of assumptions drawn from distributions: evenly spread, and together within a group."""

import numpy as np
import pytest
from scipy.stats import kstest, loguniform, qmc, spearmanr, triang

from sim.config.drawing import drawn, unit_hypercube
from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Distribution
from sim.params.errors import UserError

EVEN = Distribution(-1.0, 3.0)
SHARES = np.linspace(0, 1, 101)


@pytest.mark.parametrize("seed", [0, 7, 2**63 - 1])
def test_uniform_draws_are_those_of_scipy_bit_for_bit(seed):
    ranges = {"a": EVEN, "b": Distribution(0.3, 9.5), "c": Distribution(0.0, 1e-3)}
    low, high = np.array([(each.low, each.high) for each in ranges.values()]).T
    scipys = qmc.LatinHypercube(3, rng=np.random.default_rng(seed)).random(64)

    assert (drawn(ranges, 64, seed).values == low + scipys * (high - low)).all()
    assert (unit_hypercube(3, 64, seed) == scipys).all()


@pytest.mark.parametrize(
    ("each", "law"),
    [
        (EVEN, None),
        (Distribution(2.0, 18.0, log=True), loguniform(2, 18)),
        (Distribution(1.0, 5.0, likely=2.0), triang(0.25, 1, 4)),
        (Distribution(0.0, 0.1, likely=0.0), triang(0.0, 0, 0.1)),
        (Distribution(0.5, 1.0, likely=1.0), triang(1.0, 0.5, 0.5)),
    ],
)
def test_quantiles_are_those_of_the_law_in_scipy(each, law):
    expected = -1 + 4 * SHARES if law is None else law.ppf(SHARES)
    assert each.quantile(SHARES) == pytest.approx(expected, abs=1e-12)


def test_with_a_likeliest_value_a_logarithm_is_triangular():
    each = Distribution(0.1, 10.0, likely=1.0, log=True)
    assert np.log10(each.quantile(SHARES)) == pytest.approx(triang(0.5, -1, 2).ppf(SHARES))


def test_quantiles_end_at_the_ends_of_the_range_and_never_beyond():
    for log in (False, True):
        for likely in (None, 0.06):
            each = Distribution(0.05, 0.3, likely=likely, log=log)
            low, high = each.quantile([0.0, 1.0])
            assert (low, high) == pytest.approx((0.05, 0.3), rel=1e-15)
            assert 0.05 <= low < high <= 0.3


def test_whole_numbers_are_drawn_equally_often_with_the_first_and_the_last():
    values = drawn({"a": Distribution(1.0, 3.0, whole=True)}, 300).values[:, 0]
    assert np.bincount(values.astype(int)).tolist() == [0, 100, 100, 100]


def test_words_are_drawn_as_often_as_their_weights_say():
    words = Distribution(
        0.0, 2.0, words=("product", "additive", "weakest"), weights=(0.6, 0.2, 0.2)
    )
    values = drawn({"a": words}, 100, seed=3).values[:, 0]
    assert np.bincount(values.astype(int)).tolist() == [60, 20, 20]


def grouped(number, shared):
    return {f"g{k}": Distribution(0.0, 1.0, group="g", shared=shared) for k in range(number)}


@pytest.mark.parametrize("shared", [0.3, 0.5, 0.8])
def test_ranks_within_a_group_correlate_as_those_of_a_gaussian_copula(shared):
    """Spearman's rank correlation of a normal pair is 6 / pi times arcsin(rho / 2)."""
    values = drawn({**grouped(6, shared), "free": EVEN}, 4000, seed=11).values
    found = np.asarray(spearmanr(values).statistic)
    within, outside = found[:6, :6][np.triu_indices(6, 1)], found[:6, 6]

    assert within.mean() == pytest.approx(6 / np.pi * np.arcsin(shared / 2), abs=0.015)
    assert np.abs(within - within.mean()).max() < 0.05
    assert np.abs(outside).max() < 0.06


def test_two_groups_do_not_go_together():
    other = {f"h{k}": Distribution(0.0, 1.0, group="h", shared=0.9) for k in range(3)}
    values = drawn({**grouped(3, 0.9), **other}, 4000, seed=2).values
    across = np.asarray(spearmanr(values).statistic)[:3, 3:]
    assert np.abs(across).max() < 0.06


def test_each_parameter_of_a_group_keeps_one_value_in_every_slice_and_its_own_law():
    ranges = {
        key: Distribution(1.0, 9.0, log=True, group="g", shared=0.5) for key in ("a", "b", "c")
    }
    values = drawn(ranges, 50, seed=6).values
    slices = np.floor(np.log(values) / np.log(9) * 50).astype(int)

    assert (np.sort(slices, axis=0) == np.arange(50)[:, None]).all()
    assert kstest(values[:, 0], loguniform(1, 9).cdf).pvalue > 0.99


def test_the_same_seed_gives_the_same_sets_and_another_seed_others():
    ranges = {**grouped(3, 0.5), "free": EVEN}
    first, again, other = (drawn(ranges, 20, seed).values for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_nothing_to_draw_gives_empty_sets():
    assert drawn({}, 5).values.shape == (5, 0)


def test_no_sets_at_all_are_refused():
    with pytest.raises(UserError, match="give 1 or more"):
        drawn({"a": EVEN}, 0)


def test_the_first_sets_are_a_beginning_of_all_and_say_whose():
    sets = AssumptionSets("mine", ("a",), np.arange(5.0)[:, None], "abc", "made by hand")
    few = sets.first(2)
    assert few.values[:, 0].tolist() == [0, 1]
    assert (few.name, few.keys, few.digest, few.about) == ("mine", ("a",), "abc", "made by hand")
    assert (len(few), len(sets.first(99))) == (2, 5)
