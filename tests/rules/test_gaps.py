"""Loads, gaps and feasibility (E1-E4, E19)."""

import math
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import gaps

share = st.floats(0, 1)
shut = st.floats(0, 0.97)  # a gap that is not wider than its ceiling
factor = st.floats(0.5, 2)
weight = st.floats(0, 2)
money = st.floats(0.001, 1e4)
CAPACITY = (0.4, 0.2)  # weights of organisation and adopters; the rest is disruption's
QUALITY = (0.25, 0.20, 0.15, 0.10)  # of Rogers' attributes but advantage, which has the rest
PRODUCT, MEAN, WEAKEST = range(3)
system = st.lists(st.tuples(shut, weight), min_size=5, max_size=5)


def phi(how, gaps_and_weights):
    """Feasibility of five gaps with their weights, summed as in the engines."""
    holds = sum(gaps.hold(gaps.resistance(g), w) for g, w in gaps_and_weights)
    widest = max((g for g, w in gaps_and_weights if w >= 0.5), default=0.0)
    weighted = sum(w * g for g, w in gaps_and_weights)
    weights = sum(w for _, w in gaps_and_weights)
    if how == MEAN:
        return gaps.feasibility_of_mean(weighted, weights, 2.2, 0.02)
    if how == WEAKEST:
        return gaps.feasibility_of_weakest(widest, weights)
    return gaps.feasibility(holds)


def test_load_by_hand():
    assert gaps.load(0.35, 0.1, 0.8) == pytest.approx(0.38)  # 0.1 + 0.8 x 0.35 = 0.1 + 0.28


def test_scores_of_ambient_voice_by_hand():
    """NASSS of ambient voice: .75 .75 .75 .25 .5 .25, disruption .3."""
    assert gaps.mixed_score(0.25, 0.5, 0.4) == pytest.approx(0.35)  # .6 x .25 + .4 x .5
    assert gaps.capacity_score(0.5, 0.25, 0.3, *CAPACITY) == pytest.approx(0.37)  # .2 + .05 + .12
    assert gaps.mixed_score(0.75, 0.25, 0.5) == pytest.approx(0.5)  # half of each
    assert gaps.mixed_score(0.75, 0.25, 0.3) == pytest.approx(0.6)  # .525 + .075
    assert gaps.mixed_score(0.75, 0.25, 0.375) == pytest.approx(0.5625)  # .46875 + .09375


def test_quality_of_ambient_voice_by_hand():
    # .3 x .75 + .25 x .6 + .2 x (1 - .4) + .15 x .85 + .1 x .75
    # = .225 + .15 + .12 + .1275 + .075
    assert gaps.quality(0.75, 0.6, 0.4, 0.85, 0.75, *QUALITY) == pytest.approx(0.6975)


def test_spared_by_hand():
    """Half digital (disruption .3) and wholly a care model (.55): 1 - .85 x .45 = .6175."""
    assert gaps.spared(0.5, 0.3) == pytest.approx(0.85)
    assert 1 - gaps.spared(0.5, 0.3) * gaps.spared(1.0, 0.55) == pytest.approx(0.6175)


def test_capacity_by_hand():
    assert gaps.able_now(0.42, 0.15) == pytest.approx(0.357)  # .42 x .85
    assert gaps.in_winter(0.42, 0.25) == pytest.approx(0.315)  # .42 x .75
    assert gaps.legacy_factor(0.1, 1.0) == pytest.approx(0.6)  # .5 + .1


def test_open_gap_by_hand():
    assert gaps.open_gap(0.4, 0.5, 1.3, 0.97) == pytest.approx(0.26)  # .4 x .5 x 1.3
    assert gaps.open_gap(1.0, 0.1, 1.3, 0.97) == 0.97  # 1.17, limited to the ceiling


def test_worth_by_hand():
    """Gain 8 against 4 x 2: met exactly.  Half or twice the gain: 1 + .5 x (1 - 2 v / (v + 8))."""
    assert gaps.worth_factor(8.0, 2.0, 4.0, 0.5) == 1.0
    assert gaps.worth_factor(4.0, 2.0, 4.0, 0.5) == pytest.approx(7 / 6)
    assert gaps.worth_factor(16.0, 2.0, 4.0, 0.5) == pytest.approx(5 / 6)
    assert gaps.worth_factor(0.0, 2.0, 4.0, 0.5) == 1.5
    assert gaps.worth_factor(8.0, 0.0, 4.0, 0.5) == 0.5
    assert gaps.worth_factor(0.0, 0.0, 4.0, 0.5) == 1.0
    assert gaps.weighed_by_board(0.9, 1.3) == pytest.approx(1.1)


def test_narrowed_by_hand():
    assert gaps.narrowed(0.4, 0.25, 0.5) == pytest.approx(0.35)  # .4 x (1 - .125)


def test_diagnosed_by_hand():
    # On the largest gap .25 x (1 + 2.5 x .5) = .25 x 2.25; on the rest .25 x (1 - .1 x .5)
    assert gaps.diagnosed(0.25, 0.5, True, 2.5, 0.1, 0.9) == pytest.approx(0.5625)
    assert gaps.diagnosed(0.25, 0.5, False, 2.5, 0.1, 0.9) == pytest.approx(0.2375)
    assert gaps.diagnosed(0.35, 1.0, True, 2.5, 0.1, 0.9) == 0.9  # 1.225, limited to .9


def test_hold_by_hand():
    assert gaps.resistance(0.5) == pytest.approx(0.693147, abs=1e-6)  # ln 2
    assert gaps.hold(0.693147, 0.5) == pytest.approx(0.3465735)


def test_feasibility_by_hand():
    two = [(0.5, 1.0), (0.2, 0.5)]
    # Product .5^1 x .8^.5; additive 1 - 2.2 (.5 + .1) / 1.5; weakest (1 - .5)^1.5
    assert phi(PRODUCT, two) == pytest.approx(0.4472136)
    assert phi(MEAN, two) == pytest.approx(0.12)
    assert phi(WEAKEST, two) == pytest.approx(0.3535534)
    assert gaps.feasibility(0.804719) == pytest.approx(0.4472136, abs=1e-6)


def test_the_feasibility_of_a_mean_never_falls_below_its_floor():
    assert gaps.feasibility_of_mean(0.9, 1.0, 2.2, 0.02) == 0.02  # 1 - 1.98 would be below


@given(money, money, money, st.floats(0, 10), share)
def test_what_gains_more_or_costs_less_is_easier_to_pay_for_within_bounds(a, b, c, hurdle, most):
    low, high = sorted((a, b))
    factor = gaps.worth_factor
    assert factor(low, c, hurdle, most) >= factor(high, c, hurdle, most) - 1e-12
    assert factor(c, low, hurdle, most) <= factor(c, high, hurdle, most) + 1e-12
    assert 1 - most - 1e-12 <= factor(a, c, hurdle, most) <= 1 + most + 1e-12
    assert factor(a, c, hurdle, 0.0) == 1.0


@given(money, money, st.floats(0.1, 10))
def test_the_size_of_an_organisation_does_not_change_what_is_worth_it(gained, paid, size):
    one, other = (gaps.worth_factor(k * gained, k * paid, 4.0, 0.5) for k in (1.0, size))
    assert one == pytest.approx(other)


@given(factor, factor)
def test_a_board_ends_between_the_case_and_the_first_year(case, year):
    assert min(case, year) <= gaps.weighed_by_board(case, year) <= max(case, year)


@given(share, share)
def test_load_lies_between_a_tenth_and_nine_tenths_and_grows(a, b):
    low, high = sorted((a, b))
    assert 0.1 <= gaps.load(low, 0.1, 0.8) <= gaps.load(high, 0.1, 0.8) <= 0.9 + 1e-12


@given(share)
def test_equal_scores_mix_to_themselves(x):
    """The weights of each mixture sum to one."""
    assert gaps.mixed_score(x, x, 0.4) == pytest.approx(x)
    assert gaps.capacity_score(x, x, x, *CAPACITY) == pytest.approx(x)
    assert gaps.mixed_score(x, x, 0.5) == pytest.approx(x)
    assert gaps.mixed_score(x, x, 0.3) == pytest.approx(x)
    assert gaps.quality(x, x, 1 - x, x, x, *QUALITY) == pytest.approx(x)


@given(share, share, share, share)
def test_more_complexity_never_scores_less(a, b, c, d):
    low, high = sorted((a, b))
    assert gaps.mixed_score(low, c, 0.4) <= gaps.mixed_score(high, c, 0.4)
    assert gaps.capacity_score(c, d, low, *CAPACITY) <= gaps.capacity_score(c, d, high, *CAPACITY)
    assert gaps.mixed_score(low, c, 0.5) <= gaps.mixed_score(high, c, 0.5)
    assert gaps.mixed_score(c, low, 0.3) <= gaps.mixed_score(c, high, 0.3)


@given(share, share, share, share, share, share)
def test_all_attributes_but_complexity_raise_quality(a, b, w, x, y, z):
    low, high = sorted((a, b))
    assert gaps.quality(low, w, x, y, z, *QUALITY) <= gaps.quality(high, w, x, y, z, *QUALITY)
    assert gaps.quality(w, low, x, y, z, *QUALITY) <= gaps.quality(w, high, x, y, z, *QUALITY)
    assert gaps.quality(w, x, low, y, z, *QUALITY) >= gaps.quality(w, x, high, y, z, *QUALITY)
    assert gaps.quality(w, x, y, low, z, *QUALITY) <= gaps.quality(w, x, y, high, z, *QUALITY)
    assert gaps.quality(w, x, y, z, low, *QUALITY) <= gaps.quality(w, x, y, z, high, *QUALITY)


@given(share, share, share, share)
def test_a_further_type_never_disrupts_less(w, delta, v, epsilon):
    alone = 1 - gaps.spared(w, delta)
    both = 1 - gaps.spared(w, delta) * gaps.spared(v, epsilon)
    assert alone - 1e-12 <= both <= 1.0
    assert gaps.spared(0.0, delta) == 1.0


@given(share, share)
def test_without_fatigue_or_winter_capacity_is_whole(capacity, loss):
    assert gaps.able_now(capacity, 0.0) == gaps.in_winter(capacity, 0.0) == capacity
    assert 0 <= gaps.able_now(capacity, loss) <= capacity
    assert 0 <= gaps.in_winter(capacity, loss) <= capacity


@given(share, share, st.floats(0, 2))
def test_old_systems_widen_a_gap_and_the_middle_is_neutral(a, b, slope):
    low, high = sorted((a, b))
    assert 0.0 <= gaps.legacy_factor(low, slope) <= gaps.legacy_factor(high, slope)
    assert gaps.legacy_factor(0.5, 1.0) == gaps.legacy_factor(low, 0.0) == 1.0


@given(share, share, share, factor)
def test_strength_never_widens_a_gap_and_the_ceiling_holds(load, a, b, m):
    weak, strong = sorted((a, b))
    assert 0.0 <= gaps.open_gap(load, strong, m, 0.97) <= gaps.open_gap(load, weak, m, 0.97) <= 0.97
    assert gaps.open_gap(load, 1.0, m, 0.97) == 0.0


@given(share, share, share)
def test_a_lever_never_widens_a_gap_and_a_dose_of_zero_is_exactly_neutral(gap, closes, dose):
    assert 0.0 <= gaps.narrowed(gap, closes, dose) <= gap
    assert gaps.narrowed(gap, closes, 0.0) == gap
    assert gaps.narrowed(gap, 0.0, dose) == gap


@given(share, share, share, share, share)
def test_the_order_of_two_levers_does_not_matter(gap, e, x, f, y):
    there = gaps.narrowed(gaps.narrowed(gap, e, x), f, y)
    back = gaps.narrowed(gaps.narrowed(gap, f, y), e, x)
    assert there == pytest.approx(back, abs=1e-15)


@given(st.floats(0, 0.9), share, st.booleans())
def test_diagnosis_aims_help_at_the_largest_gap(closes, dose, is_largest):
    assert gaps.diagnosed(closes, 0.0, is_largest, 2.5, 0.1, 0.9) == closes
    aimed = gaps.diagnosed(closes, dose, True, 2.5, 0.1, 0.9)
    other = gaps.diagnosed(closes, dose, False, 2.5, 0.1, 0.9)
    assert 0.9 * closes - 1e-12 <= other <= closes <= aimed <= 0.9


@given(shut, shut)
def test_resistances_add_while_what_is_left_multiplies(a, b):
    """Two gaps together leave (1 - a)(1 - b)."""
    both = 1 - (1 - a) * (1 - b)
    assert gaps.resistance(a) + gaps.resistance(b) == pytest.approx(gaps.resistance(both), abs=1e-9)
    assert gaps.resistance(0.0) == 0.0


@given(st.floats(0, 5), weight, weight)
def test_holds_add_over_weights(resistance, v, w):
    apart = gaps.hold(resistance, v) + gaps.hold(resistance, w)
    assert gaps.hold(resistance, v + w) == pytest.approx(apart)


@given(system)
def test_the_product_is_what_each_gap_leaves_multiplied(five):
    expected = prod((1 - g) ** w for g, w in five)
    assert phi(PRODUCT, five) == pytest.approx(expected, rel=1e-9)


@given(system, st.integers(0, 4), share)
def test_closing_a_gap_never_lowers_what_is_feasible(five, k, part):
    closed = list(five)
    closed[k] = (five[k][0] * part, five[k][1])
    for how in (PRODUCT, MEAN, WEAKEST):
        if sum(w for _, w in five) > 0:
            assert phi(how, five) <= phi(how, closed) + 1e-12
            assert 0.0 < phi(how, five) <= 1.0 + 1e-12


@given(st.lists(weight, min_size=5, max_size=5))
def test_without_gaps_everything_is_feasible(weights):
    if sum(weights) > 0:
        for how in (PRODUCT, MEAN, WEAKEST):
            assert phi(how, [(0.0, w) for w in weights]) == pytest.approx(1.0)


@given(system, st.integers(0, 4))
def test_one_gap_wide_open_blocks_whatever_else_is_done(five, k):
    """The product of E4 is the weakest link: with a gap of 1 almost nothing is feasible (SF04)."""
    blocked = [(0.0, w) for _, w in five]
    blocked[k] = (1.0, 1.0)
    assert phi(PRODUCT, blocked) < 1e-300
    assert phi(WEAKEST, blocked) < 1e-300 or sum(w for _, w in blocked) < 1.0


@given(shut, shut, st.floats(0.01, 0.2), st.floats(0.5, 2))
def test_the_same_reduction_is_worth_more_on_the_wider_gap(a, b, less, w):
    """Relative gain from a slightly smaller gap: ((1 - g + less) / (1 - g))^w."""
    small, large = sorted((a, b))
    if small > less and large - small > 1e-6:
        both = [(small, w), (large, w)]
        on_small = phi(PRODUCT, [(small - less, w), (large, w)])
        on_large = phi(PRODUCT, [(small, w), (large - less, w)])
        assert on_large > on_small > phi(PRODUCT, both)
        assert on_large / phi(PRODUCT, both) == pytest.approx(
            math.pow((1 - large + less) / (1 - large), w)
        )


def test_blended_by_hand():
    assert gaps.blended(0.85, 1 / 3) == pytest.approx(0.95)  # 1 - .15 / 3


@given(factor, share)
def test_a_part_of_a_method_lies_between_none_and_the_whole_of_it(whole, part):
    some = gaps.blended(whole, part)
    assert min(1.0, whole) - 1e-12 <= some <= max(1.0, whole) + 1e-12
    assert gaps.blended(whole, 0.0) == gaps.blended(1.0, part) == 1.0
