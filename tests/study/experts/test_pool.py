"""What several experts believe, pooled: by hand, at the quantiles, and in the sets drawn of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.config import assumption_ranges
from sim.config.distributions import distributions
from sim.config.drawing import drawn
from sim.params.distributions import Distribution
from sim.study.experts.judgements import Judgement
from sim.study.experts.pool import pooled
from sim.study.experts.sets import elicited

EVEN, LOG = Distribution(0.0, 1.0), Distribution(1.0, 9.0, log=True)
KEY = "assumptions.top_threshold"
THREE = (0.05, 0.5, 0.95)


def said(values, shares=THREE, expert="A"):
    return Judgement("here", "key", expert, shares, values)


def pool_of(*judged, shipped=EVEN, allowed=(0.0, 1.0)):
    return pooled(judged, shipped, allowed)


def test_one_experts_quantiles_stay_as_they_are():
    pool = pool_of(said((0.2, 0.4, 0.7)))
    assert pool.quantile(THREE) == pytest.approx((0.2, 0.4, 0.7))


def test_beyond_what_was_said_a_tail_reaches_a_tenth_of_its_span():
    """From 0.2 to 0.7 is 0.5, so the last 5 % are spread over 0.05 to either side."""
    pool = pool_of(said((0.2, 0.4, 0.7)))
    assert pool.quantile([0.0, 0.025, 0.975, 1.0]) == pytest.approx((0.15, 0.175, 0.725, 0.75))


def test_no_tail_reaches_beyond_what_the_model_allows():
    pool = pool_of(said((0.0, 0.4, 0.99)))
    assert pool.quantile([0.0, 1.0]) == pytest.approx((0.0, 1.0))
    assert pool.quantile([0.5, 0.95]) == pytest.approx((0.4, 0.99))


def test_limits_have_no_tail():
    pool = pool_of(said((0.2, 0.4, 0.7), (0, 0.5, 1)))
    assert pool.quantile([0, 0.25, 0.5, 1]) == pytest.approx((0.2, 0.3, 0.4, 0.7))


def test_experts_count_alike_in_the_share_below_each_value():
    """One sure of 0 to 0.2, one of 0.6 to 0.8: half of the pool lies in each, none between."""
    pool = pool_of(said((0.0, 0.2), (0, 1)), said((0.6, 0.8), (0, 1), "B"))
    assert pool.quantile([0.25, 0.45, 0.55, 0.75]) == pytest.approx((0.1, 0.18, 0.62, 0.7))
    assert pool.experts == 2


def test_a_pool_is_the_mixture_of_its_experts():
    """Against a mixture drawn at random: one of three experts, then a value of that expert."""
    beliefs = [(0.1, 0.3, 0.5), (0.2, 0.25, 0.9), (0.4, 0.6, 0.7)]
    shares = (0, 0.5, 1)
    pool = pool_of(*(said(each, shares, str(k)) for k, each in enumerate(beliefs)))
    random = np.random.default_rng(0)
    who, at = random.integers(3, size=60_000), random.random(60_000)
    mixed = [np.interp(at[who == k], shares, each) for k, each in enumerate(beliefs)]
    grid = np.linspace(0.05, 0.95, 19)
    assert pool.quantile(grid) == pytest.approx(np.quantile(np.concatenate(mixed), grid), abs=0.01)


rising = st.lists(st.integers(0, 1000), min_size=2, max_size=5, unique=True).map(sorted)
beliefs = st.lists(rising, min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(beliefs, st.booleans())
def test_a_pool_rises_stays_in_what_the_model_allows_and_meets_a_lone_experts_quantiles(told, log):
    judged = []
    for k, values in enumerate(told):
        shares = tuple(np.linspace(0.1, 0.9, len(values)))
        judged.append(said(tuple(each / 1000 for each in values), shares, str(k)))
    pool = pool_of(*judged, shipped=Distribution(0.001, 1.0, log=log))
    values = pool.quantile(np.linspace(0, 1, 201))

    assert (np.diff(values) >= -1e-12).all()
    assert -1e-12 <= values[0] <= values[-1] <= 1 + 1e-12
    inner = [u for u, v in zip(judged[0].shares, judged[0].values, strict=True) if 0 < v < 1]
    if len(judged) == 1:
        expected = [v for v in judged[0].values if 0 < v < 1]
        assert pool.quantile(inner) == pytest.approx(expected)


def test_where_a_third_is_as_likely_as_three_times_belief_is_spread_in_the_logarithm():
    pool = pool_of(said((1.0, 9.0), (0, 1)), shipped=LOG, allowed=(0.01, 100))
    assert pool.quantile([0, 0.5, 1]) == pytest.approx((1, 3, 9))


def test_a_value_of_nothing_has_no_logarithm_and_is_spread_as_it_is():
    pool = pool_of(said((0.0, 9.0), (0, 1)), shipped=LOG, allowed=(0, 100))
    assert pool.quantile(0.5) == pytest.approx(4.5)


def test_whole_numbers_stay_whole():
    shipped = Distribution(1.0, 6.0, whole=True)
    pool = pool_of(said((1.0, 5.0), (0, 1)), shipped=shipped, allowed=(0, 120))
    assert pool.quantile([0, 0.3, 1]).tolist() == [1, 2, 5]


@pytest.mark.parametrize("key", ["levers.cop.cost", "assumptions.hurdle", KEY])
def test_what_experts_say_in_the_words_of_a_shipped_range_gives_that_range(key):
    """Limits of the range, so that only its law between them is known."""
    shipped = distributions()[key]
    low, high = assumption_ranges()[key]
    pool = pool_of(said((low, high), (0, 1)), shipped=shipped, allowed=(0, 1e6))
    assert (pool.group, pool.shared) == (shipped.group, shipped.shared)
    even = np.linspace(0, 1, 9)
    assert pool.quantile(even) == pytest.approx(shipped.quantile(even))


def test_sets_have_the_experts_numbers_and_the_shipped_ranges_for_all_others(tmp_path):
    path = tmp_path / "elicited.csv"
    path.write_text(f"key,expert,5%,95%\n{KEY},A,0.1,0.12\n{KEY},B,0.2,0.22\n")
    found = elicited(path, "ours", 400, seed=3)
    usual = drawn(distributions(), 400, seed=3)
    at = usual.keys.index(KEY)
    others = [k for k in range(len(usual.keys)) if k != at]

    assert found.sets.keys == usual.keys
    assert (found.sets.values[:, others] == usual.values[:, others]).all()
    values = found.sets.values[:, at]
    assert 0.08 < values.min() < values.max() < 0.24
    assert np.mean(values < 0.16) == pytest.approx(0.5, abs=0.01)
    assert (found.experts, list(found.pools)) == (2, [KEY])
    assert "2 experts gave 1 number" in found.sets.about
