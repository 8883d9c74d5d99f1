"""What each further organisation costs: Fieller's set by hand, and how often it holds the truth."""

import math

import numpy as np
import pytest

from sim.study.price import Known, price_of

LEVEL = 0.95


def priced(money, extra, level=LEVEL):
    extra = np.asarray(extra, float)
    money = np.broadcast_to(np.asarray(money, float), extra.shape)
    return price_of(money, extra, np.arange(len(extra)), level)


def test_a_price_by_hand():
    """Mean 10, standard error 1, t of 3 degrees 3.182: £1,000 over 10 - 3.182 and 10 + 3.182."""
    extra = 10 + np.array([-1, -1, 1, 1]) * math.sqrt(3)
    found = priced(1000, extra)
    assert found.known is Known.BETWEEN
    assert found.mean == pytest.approx(100)
    assert found.low == pytest.approx(1000 / 13.18245, rel=1e-5)
    assert found.high == pytest.approx(1000 / 6.81755, rel=1e-5)


def test_fiellers_set_by_hand_where_both_vary():
    """Means 100 and 10, no correlation: (100 - 10 x)^2 = t^2 (3^2 + x^2), solved by hand."""
    money = 100 + 3 * math.sqrt(3) * np.array([-1, 1, -1, 1])
    extra = 10 + math.sqrt(3) * np.array([-1, -1, 1, 1])
    found, t = priced(money, extra), 3.182446
    a, b, c = 100 - t**2, 1000.0, 10000 - 9 * t**2
    root = math.sqrt(b**2 - a * c)
    assert (found.low, found.high) == pytest.approx(((b - root) / a, (b + root) / a), rel=1e-5)


def test_a_price_has_no_upper_end_if_there_may_be_no_further_organisation():
    """Mean 2 with ends -1.18 and 5.18: £1,000 over 5.18 or more."""
    found = priced(1000, 2 + np.array([-1, -1, 1, 1]) * math.sqrt(3))
    assert found.known is Known.OR_MORE
    assert found.low == pytest.approx(1000 / 5.18245, rel=1e-5)
    assert found.high == math.inf
    assert math.isnan(found.mean)


@pytest.mark.parametrize(
    ("money", "extra", "known"),
    [
        (1000, [-9, -10, -11, -10], Known.FEWER),
        (0, [9, 10, 11, 10], Known.NOTHING),
        (0, [-9, 10, -11, 10], Known.UNTOLD),
        (1000, [10], Known.UNTOLD),
        ([-900, 1000, 900, -1000], [9, 10, 11, 10], Known.UNTOLD),
    ],
    ids=["fewer", "costs nothing", "nothing clear", "one run", "money not clear"],
)
def test_where_there_is_no_price_it_says_which_kind_it_is(money, extra, known):
    assert priced(money, extra).known is known


def test_a_common_unit_of_money_changes_only_the_unit():
    extra = np.random.default_rng(3).normal(5, 2, 40)
    pounds, pence = priced(1000, extra), priced(100_000, extra)
    assert (pence.low, pence.high) == pytest.approx((100 * pounds.low, 100 * pounds.high))


def _holds(price, truth):
    if price.known is Known.UNTOLD:
        return True
    return price.known in (Known.BETWEEN, Known.OR_MORE) and price.low <= truth <= price.high


@pytest.mark.parametrize("effect", [0.5, 2.0, 20.0], ids=["near 0", "weak", "strong"])
def test_the_set_holds_the_true_price_as_often_as_it_says_whatever_the_effect(effect):
    """2,000 studies of 12 systems, money and effect correlated; told always, not when clear."""
    dice, studies = np.random.default_rng(7), 2000
    truth, inside = 100 / effect, 0
    for _ in range(studies):
        shared = dice.normal(size=12)
        money = 100 + 5 * (shared + dice.normal(size=12))
        extra = effect + 2 * (shared + dice.normal(size=12))
        inside += _holds(priced(money, extra), truth)
    # The far side of an open set (fewer live) adds nothing at a strong effect, a little near 0
    assert 0.925 * studies <= inside <= 0.985 * studies


def test_a_mean_told_only_where_it_is_clear_would_be_too_low_so_it_is_not_told_alone():
    """At a weak effect the prices whose effect is clear are about half of the truth."""
    dice, clear = np.random.default_rng(9), []
    for _ in range(2000):
        found = priced(100.0, dice.normal(1.0, 4.0, 12))
        if found.known is Known.BETWEEN:
            clear.append(found)
    assert np.median([each.mean for each in clear]) < 0.6 * 100
    assert np.mean([each.high for each in clear]) > 100
