"""The nine balances of implementation (B1-B9): both of their sides."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import balances

share = st.floats(0, 1)
months = st.floats(0, 240)


def test_too_simple_and_too_bespoke_by_hand():
    """Complexity .6: a standard of .2 is .4 too simple, one of .9 is .3 too bespoke."""
    assert balances.too_simple(0.2, 0.6) == pytest.approx(0.4)
    assert balances.too_bespoke(0.9, 0.6) == pytest.approx(0.3)
    assert balances.misfit(0.4, 0.8) == pytest.approx(1.32)  # 1 + .8 x .4
    assert balances.bespoke_delay(0.3, 0.8) == pytest.approx(1.24)  # 1 + .8 x .3
    assert balances.reusable(0.3, 1.0) == pytest.approx(0.7)
    assert balances.reusable(0.3, 0.5) == pytest.approx(0.85)  # 1 - .5 x .3


def test_rigid_or_fluid_by_hand():
    # to the letter, in a culture of adaptation of .7: (|1 - .3| - .2) / .8
    assert balances.mismatch(1.0, 0.7, 0.2) == pytest.approx(0.625)
    assert balances.mismatch(0.5, 0.6, 0.2) == 0.0  # .1 apart: structured flexibility
    assert balances.culture_mismatch(0.625, 0.6) == pytest.approx(1.375)  # 1 + .6 x .625


def test_inclusion_by_hand():
    assert balances.excluded(0.3, 0.5) == pytest.approx(1.15)  # 1 + .3 x .5


def test_tailored_or_general_by_hand():
    assert balances.reach_of_general(0.15, 0.8, 0.5) == pytest.approx(0.49)  # .15 + .4 x .85
    assert balances.risk_of(0.9, 0.6, 0.3) == pytest.approx(0.6)
    assert balances.unfit_of_general(0.8, 0.6, 0.6) == pytest.approx(1.288)  # 1 + .6 x .48
    assert balances.cost_of_tailored(0.2, 0.3) == pytest.approx(1.24)  # 1 + .3 x .8


def test_integration_by_hand():
    assert balances.integrated(0.3, 0.2, 18.0, 1.0) == pytest.approx(0.6)  # .3 + .2 x 1.5
    assert balances.integrated(0.3, 0.2, 60.0, 1.0) == 1.0
    assert balances.technical_by_integration(0.8, 0.8) == pytest.approx(1.24)  # .6 + .64
    assert balances.capacity_by_integration(0.8, 0.6) == pytest.approx(0.82)  # 1.3 - .48
    assert balances.benefit_by_integration(0.8, 0.6) == pytest.approx(1.18)  # .7 + .48
    assert balances.procurement_by_integration(0.8, 5.0) == pytest.approx(1.5)  # 5 x .3
    assert balances.integration_cost(40.0, 0.8) == pytest.approx(25.6)  # 40 x .64


def test_regulation_by_hand():
    approval = balances.approval_by_regulation
    assert approval(0.8, False, 0.4, 0.5) == pytest.approx(0.88)  # 1.2 - .32
    assert approval(0.8, True, 0.4, 0.5) == pytest.approx(0.94)  # half of the .12
    assert approval(0.2, True, 0.4, 0.5) == pytest.approx(1.12)  # no penalty
    assert balances.procurement_by_regulation(0.8, 0.6) == pytest.approx(1.18)  # .7 + .48
    assert balances.dip_by_regulation(0.8, 0.6) == pytest.approx(0.82)  # 1.3 - .48


def test_contracts_by_hand():
    assert balances.still_current(0.02, 0.0, 12.0) == pytest.approx(0.7866279)  # e^-.24
    assert balances.still_current(0.02, 0.5, 12.0) == pytest.approx(0.8869204)  # e^-.12
    assert balances.renewal_rate(0.012, 0.12, 0.6) == pytest.approx(0.06)  # .012 + .12 x .4


@given(share, share)
def test_an_approach_is_never_too_simple_and_too_bespoke_at_once(tailoring, complexity):
    simple = balances.too_simple(tailoring, complexity)
    bespoke = balances.too_bespoke(tailoring, complexity)
    assert min(simple, bespoke) == 0.0
    assert max(simple, bespoke) == pytest.approx(abs(tailoring - complexity))
    assert balances.misfit(simple, 0.8) >= 1.0
    assert balances.bespoke_delay(bespoke, 0.8) >= 1.0
    assert (
        balances.misfit(0.0, 0.8)
        == balances.bespoke_delay(0.0, 0.8)
        == balances.reusable(0.0, 1.0)
        == 1.0
    )


@given(share, share, share, share)
def test_more_misfit_is_never_better(a, b, shared, lost):
    low, high = sorted((a, b))
    assert balances.misfit(low, 0.8) <= balances.misfit(high, 0.8)
    assert balances.bespoke_delay(low, 0.8) <= balances.bespoke_delay(high, 0.8)
    assert shared * balances.reusable(high, lost) <= shared * balances.reusable(low, lost) <= shared
    assert balances.reusable(high, 0.0) == 1.0


@given(share, share, st.floats(0, 0.9))
def test_structured_flexibility_suits_and_the_mismatch_is_mutual(codified, orientation, tolerance):
    def mismatch(codified, orientation, tolerance=tolerance):
        return balances.mismatch(codified, orientation, tolerance)

    apart = mismatch(codified, orientation)
    assert 0.0 <= apart <= 1.0 + 1e-12
    assert apart <= mismatch(codified, orientation, 0.0) + 1e-12
    assert apart == pytest.approx(mismatch(1 - orientation, 1 - codified), abs=1e-12)
    assert mismatch(1.0 - orientation, orientation) == 0.0
    assert balances.culture_mismatch(apart, 0.6) >= balances.culture_mismatch(0.0, 0.6) == 1.0
    assert balances.culture_mismatch(apart, 0.0) == 1.0


@given(share, share, share)
def test_inclusive_design_closes_what_exclusion_opens(extra, a, b):
    low, high = sorted((a, b))
    assert balances.excluded(extra, low) >= balances.excluded(extra, high) >= 1.0
    assert balances.excluded(0.0, low) == balances.excluded(extra, 1.0) == 1.0


@given(share, share, share, share)
def test_a_general_solution_reaches_further_fits_worse_and_costs_less(across, risk, a, b):
    low, high = sorted((a, b))

    def reach(across, general):
        return balances.reach_of_general(across, general, 0.5)

    def unfit(general, risk):
        return balances.unfit_of_general(general, risk, 0.6)

    assert across <= reach(across, low) <= reach(across, high) + 1e-15 <= 1.0 + 2e-15
    assert 1.0 <= unfit(low, risk) <= unfit(high, risk)
    assert balances.cost_of_tailored(low, 0.3) >= balances.cost_of_tailored(high, 0.3) >= 1.0
    assert reach(across, 0.0) == across
    assert unfit(high, 0.0) == balances.cost_of_tailored(1.0, 0.3) == 1.0


@given(share, share, share)
def test_risk_lies_between_the_least_and_the_most(clinical, operational, financial):
    parts = (clinical, operational, financial)
    assert min(parts) - 1e-12 <= balances.risk_of(*parts) <= max(parts) + 1e-12


@given(share, share, months, months)
def test_integration_is_a_journey_up_to_the_whole(start, ramp, a, b):
    early, late = sorted((a, b))
    at = balances.integrated
    assert start <= at(start, ramp, early, 1.0) <= at(start, ramp, late, 1.0) <= 1.0
    assert at(start, 0.0, late, 1.0) == start


@given(share, share)
def test_integration_trades_a_technical_gap_for_capacity_and_benefit(a, b):
    low, high = sorted((a, b))
    dearer = (
        (balances.technical_by_integration, 0.8, 1.0),
        (balances.benefit_by_integration, 0.6, 1.0),
        (balances.procurement_by_integration, 5.0, 0.0),
    )
    for rule, slope, neutral in dearer:
        assert rule(low, slope) <= rule(high, slope)
        assert rule(0.5, slope) == rule(high, 0.0) == neutral
    capacity = balances.capacity_by_integration
    assert capacity(low, 0.6) >= capacity(high, 0.6)
    assert capacity(0.5, 0.6) == capacity(high, 0.0) == 1.0
    assert balances.integration_cost(40.0, low) <= balances.integration_cost(40.0, high)


@given(share, share, st.booleans())
def test_regulation_trades_speed_for_safety_and_principles_take_less(a, b, principles):
    low, high = sorted((a, b))

    def approval(regulation, principles):
        return balances.approval_by_regulation(regulation, principles, 0.4, 0.5)

    assert approval(low, principles) >= approval(high, principles) - 1e-15
    assert approval(high, True) >= approval(high, False)
    assert balances.procurement_by_regulation(low, 0.6) <= balances.procurement_by_regulation(
        high, 0.6
    )
    assert (
        balances.dip_by_regulation(low, 0.6) >= balances.dip_by_regulation(high, 0.6) >= 0.7 - 1e-15
    )
    assert approval(0.5, principles) == 1.0
    assert (
        balances.procurement_by_regulation(0.5, 0.6) == balances.dip_by_regulation(0.5, 0.6) == 1.0
    )


def test_months_since_a_renewal_by_hand():
    assert [balances.months_since_renewal(age, 12) for age in (0, 3, 12, 27)] == [0, 3, 0, 3]


@given(st.integers(0, 100_000), st.integers(1, 240))
def test_months_since_a_renewal_are_the_remainder_of_whole_numbers(age, contract):
    assert balances.months_since_renewal(age, contract) == age % contract


@given(st.floats(0, 0.5), share, months, months)
def test_a_product_ages_and_a_partner_slows_it(pace, by_partner, a, b):
    early, late = sorted((a, b))
    current = balances.still_current
    assert 0.0 < current(pace, by_partner, late) <= current(pace, by_partner, early) <= 1.0
    assert current(pace, 0.0, late) <= current(pace, by_partner, late) + 1e-15
    assert current(0.0, by_partner, late) == current(pace, by_partner, 0.0) == 1.0


@given(share, share)
def test_what_ages_multiplies_over_time(pace, by_partner):
    def left(age):
        return balances.still_current(pace, by_partner, age)

    assert left(5.0) * left(7.0) == pytest.approx(left(12.0))
    assert left(12.0) == pytest.approx(math.exp(-12 * pace * (1 - by_partner)))


@given(share, share, share, share)
def test_organisations_for_which_it_does_not_work_leave_at_renewal(leaving, drop, a, b):
    low, high = sorted((a, b))
    rate = balances.renewal_rate
    assert leaving <= rate(leaving, drop, high) <= rate(leaving, drop, low)
    assert rate(leaving, 0.0, low) == rate(leaving, drop, 1.0) == leaving
