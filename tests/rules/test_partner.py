"""Doses, stocks, slots and charges (E18)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import partner

money = st.floats(0, 1e4)
cost = st.floats(0.1, 1e3)
share = st.floats(0, 1)


def test_dose_by_hand():
    assert partner.dose(6.0, 6.0) == pytest.approx(0.6321206)  # 1 - 1/e
    assert partner.dose(12.0, 6.0) == pytest.approx(0.8646647)  # 1 - 1/e^2


def test_cost_at_scale_by_hand():
    assert partner.cost_at_scale(6.0, 240, 60.0, 0.5) == pytest.approx(12.0)  # root of 4
    assert partner.cost_at_scale(6.0, 60, 60.0, 0.5) == 6.0


def test_stock_by_hand():
    assert partner.stock(120.0, 120.0) == pytest.approx(0.6321206)


def test_slots_by_hand():
    """.9 of 33.33 kGBP a month is 30: twenty slots of 1.5; .3 / .1 falls short of 3 by rounding."""
    assert partner.slots(0.9 * (1200 / 36), 1.5) == 20
    assert partner.slots(0.3, 0.1) == 3
    assert partner.slots(2.99, 1.5) == 1
    assert partner.slots(0.0, 1.5) == 0


def test_budget_by_hand():
    assert partner.programme_budget(555.6, 60, 36) == pytest.approx(1200.096)  # about 1.2 MGBP
    # Four pilots at 35, and .05 x .7 of 1,200: 140 + 42
    assert partner.charges(1200.0, 4 * 35.0, 0.05 * 0.7, 0.0, 0.0) == pytest.approx(182.0)
    # The same with an end state and half of inclusive design: 24 and 30 more
    assert partner.charges(1200.0, 4 * 35.0, 0.035, 0.02, 0.025) == pytest.approx(236.0)
    assert partner.monthly_budget(1200.0, 182.0, 36) == pytest.approx(28.277778)  # 1,018 / 36
    assert partner.monthly_budget(0.0, 70.0, 36) == 0.0


def test_spent_with_sites_by_hand():
    assert partner.spent_with_sites(3.0, 2 / 3) == pytest.approx(2.0)


@given(money, money, cost)
def test_each_pound_buys_less_dose(a, b, cost):
    """Concave from 0: two sums together never buy more than the two apart."""
    together = partner.dose(a + b, cost)
    assert partner.dose(0.0, cost) == 0.0
    assert max(partner.dose(a, cost), partner.dose(b, cost)) <= together <= 1.0
    assert together <= partner.dose(a, cost) + partner.dose(b, cost) + 1e-15


@given(cost, st.integers(1, 10_000), st.integers(1, 10_000), st.floats(0, 2))
def test_more_organisations_never_cost_less_and_never_more_than_in_proportion(c, a, b, economy):
    few, many = sorted((a, b))
    low = partner.cost_at_scale(c, few, 60.0, economy)
    high = partner.cost_at_scale(c, many, 60.0, economy)
    assert low <= high * (1 + 1e-12)
    assert partner.cost_at_scale(c, many, 60.0, 0.0) == c
    if economy <= 1:
        assert high / low <= many / few * (1 + 1e-12)


@given(money, money, cost)
def test_what_a_stock_lacks_multiplies(a, b, scale):
    lacks = (1 - partner.stock(a, scale)) * (1 - partner.stock(b, scale))
    assert 1 - partner.stock(a + b, scale) == pytest.approx(lacks, abs=1e-12)


@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(0, 0.999))
def test_slots_are_the_whole_number_that_the_money_pays_for(whole, price, rest):
    assert partner.slots((whole + rest) * price, price) == whole


@given(money, st.integers(0, 60), share, share, share, st.integers(1, 240))
def test_charges_and_monthly_money_are_the_budget_when_it_pays_for_both(
    budget, pilots, plan, inclusive, u, t
):
    charges = partner.charges(budget, pilots * 35.0, u * plan, u * 0.3, u * inclusive)
    left = partner.monthly_budget(budget, charges, t) * t
    assert left >= 0.0
    assert left + charges == pytest.approx(max(budget, charges))
    assert partner.charges(budget, 0.0, 0.0, 0.0, 0.0) == 0.0


@given(st.floats(0, 1e4), st.integers(1, 1000), st.integers(1, 240))
def test_a_budget_is_in_proportion_to_organisations_and_months(each, n, t):
    whole = partner.programme_budget(each, n, t)
    assert whole == pytest.approx(n * t * partner.programme_budget(each, 1, 1))


@given(money, share)
def test_money_for_tools_is_lost_without_sites(spend, sites):
    assert 0.0 <= partner.spent_with_sites(spend, sites) <= spend
    assert partner.spent_with_sites(spend, 0.0) == 0.0


@given(st.floats(0, 1e6), share, share)
def test_each_way_to_prepare_is_paid_for_in_proportion_to_the_budget(budget, a, b):
    both = partner.charges(budget, 0.0, 0.0, a, b)
    apart = partner.charges(budget, 0.0, 0.0, a, 0.0)
    apart += partner.charges(budget, 0.0, 0.0, 0.0, b)
    assert both == pytest.approx(apart)


def test_what_a_dose_takes_by_hand():
    assert partner.spend_for(0.5, 9.0) == pytest.approx(6.2383246)  # 9 log 2
    assert partner.spend_for(0.0, 9.0) == 0.0


@given(st.floats(0, 0.99), st.floats(0, 0.99), cost)
def test_what_a_dose_takes_gives_that_dose_and_rises_with_it(a, b, cost):
    low, high = sorted((a, b))
    assert 0.0 <= partner.spend_for(low, cost) <= partner.spend_for(high, cost)
    assert partner.dose(partner.spend_for(a, cost), cost) == pytest.approx(a, abs=1e-12)


def test_a_head_start_by_hand():
    """A third of 4 months at 5 days, for 9 organisations: 60 days at .3 kGBP."""
    assert partner.head_start_charge(1 / 3, 4.0, 5.0, 9.0, 0.3) == pytest.approx(18.0)


@given(share, st.floats(0, 60), st.floats(0, 100), st.floats(0, 1e4), st.floats(0, 10))
def test_a_head_start_is_paid_for_in_proportion(x, months, days, organisations, day_cost):
    whole = partner.head_start_charge(1.0, months, days, organisations, day_cost)
    part = partner.head_start_charge(x, months, days, organisations, day_cost)
    assert part == pytest.approx(x * whole)
    assert partner.head_start_charge(x, months, days, 0.0, day_cost) == 0.0


def test_an_office_by_hand():
    assert partner.office_charge(6.0, 36, 6) == 180.0  # 30 months
    assert partner.office_charge(6.0, 36, 40) == 0.0


@given(money, st.integers(1, 240), st.integers(0, 300), st.integers(0, 300))
def test_an_office_costs_more_the_sooner_it_opens(office, months, a, b):
    soon, late = sorted((a, b))
    assert partner.office_charge(office, months, late) >= 0.0
    assert partner.office_charge(office, months, late) <= partner.office_charge(
        office, months, soon
    )
    assert partner.office_charge(office, months, 0) == office * months


def test_the_first_month_of_an_office_by_hand():
    assert partner.office_from(1, 6, 36) == 0  # a limit on go-lives, from the start
    assert partner.office_from(0, 6, 36) == 6
    assert partner.office_from(0, -1, 36) == 36  # neither: never


@given(st.booleans(), st.integers(-1, 100), st.integers(1, 100))
def test_an_office_for_a_limit_is_never_shorter_than_one_for_a_mandate(limited, mandate, months):
    first = partner.office_from(limited, mandate, months)
    assert 0 <= partner.office_from(1, mandate, months) <= first
    assert limited or first in (months, mandate)


def added(numbers):
    """The sum of numbers, one after the other."""
    total, lost = 0.0, 0.0
    for each in numbers:
        total, lost = partner.with_next(total, lost, each)
    return total + lost


def test_a_sum_by_hand():
    """Of ten tenths one by one, rounding makes .9999999999999999; and 1 is lost beside 1e100."""
    total, lost = partner.with_next(1e100, 0.0, 1.0)
    assert (total, lost) == (1e100, 1.0)
    assert added([0.1] * 10) == 1.0
    assert added([1.0, 1e100, 1.0, -1e100]) == 2.0


@given(st.lists(st.floats(0, 1e6), max_size=30))
def test_a_sum_is_nearly_free_of_rounding(numbers):
    exact = math.fsum(numbers)
    assert abs(added(numbers) - exact) <= 2**-52 * exact
    assert added(numbers[::-1]) == pytest.approx(exact, rel=1e-15)


def rest_factor(shares, shifts):
    return partner.rest_factor(shares, shifts, len(shares), 1e-6)


def test_shifted_shares_by_hand():
    """A fifth more for the first of a half, .3 and .2: the others share .3 instead of .5."""
    assert partner.shifted_share(0.5, 0.2) == 0.7
    factor, status = rest_factor([0.5, 0.3, 0.2], [0.2, 0.0, 0.0])
    assert factor == pytest.approx(0.6)
    assert status == partner.POSSIBLE
    assert rest_factor([0.5, 0.3, 0.2], [0.0, 0.0, 0.0]) == (1.0, partner.POSSIBLE)


def test_shifts_that_are_not_possible_by_hand():
    """A share above 1 or below 0; more than all others have; and nobody to have what is left."""
    assert rest_factor([0.5, 0.3, 0.2], [0.1, 0.8, 0.0]) == (0.0, 1)
    assert rest_factor([0.5, 0.3, 0.2], [0.0, 0.0, -0.3]) == (0.0, 2)
    assert rest_factor([0.5, 0.3, 0.2], [0.4, 0.4, 0.0]) == (0.0, partner.NO_MONEY)
    assert rest_factor([1.0, 0.0, 0.0], [-0.1, 0.0, 0.0]) == (0.0, partner.NO_MONEY)
    assert rest_factor([0.0] * 3, [0.1, 0.0, 0.0]) == (0.0, partner.NO_MONEY)


@given(
    st.lists(st.floats(0.01, 1), min_size=3, max_size=6),
    st.lists(st.floats(-0.3, 0.3), min_size=3, max_size=3),
)
def test_shares_are_all_of_the_budget_after_a_shift(weights, shifts):
    shares = [each / sum(weights) for each in weights]
    wanted = [*shifts, *[0.0] * (len(shares) - 3)]
    factor, status = rest_factor(shares, wanted)
    if status != partner.POSSIBLE:
        return
    after = [
        partner.shifted_share(share, shift) if shift else share * factor
        for share, shift in zip(shares, wanted, strict=True)
    ]
    assert sum(after) == pytest.approx(1.0, abs=1e-5)
    assert all(0.0 <= each <= 1.0 + 1e-6 for each in after)
