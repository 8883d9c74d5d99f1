"""The paper's further ideas as factors (C05 to C73)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import factors

share = st.floats(0, 1)
rate = st.floats(0, 5)
trait = st.floats(0.03, 0.97)
several = st.integers(0, 3)
boards = st.integers(1, 12)
more = st.floats(0, 1)


def test_fit_by_hand():
    # ambient voice, CO .6: 1 + .4 x (.5 - .6)
    assert factors.by_compatibility(0.6, 0.4) == pytest.approx(0.96)
    assert factors.by_compatibility(0.0, 0.4) == pytest.approx(1.2)  # 1.2 - .4 CO


def test_combinations_by_hand():
    # three types: .12 x (1 + .25 x 2); .6 + .05 x 2
    assert factors.combined_benefit(0.12, 3, 0.25) == pytest.approx(0.18)
    assert factors.combined_load(0.6, 3, 0.05) == pytest.approx(0.7)
    assert factors.combined_load(0.98, 2, 0.05) == 1.0


def test_what_counts_and_is_paid_for_by_hand():
    assert factors.counted_value(0.8) == pytest.approx(1.3)  # .5 + .8
    assert factors.cash_share(0.6, 0.75, 0.8) == pytest.approx(0.585)  # .45 x 1.3
    assert factors.cash_share(0.9, 1.0, 1.0) == 1.0  # 1.35: no more than there is
    assert factors.approvals_needed(2, 1) == 1
    assert factors.approvals_needed(1, 1) == 1
    assert factors.heard_more(0.1, 1.5) == pytest.approx(0.15)


def test_a_bottleneck_that_moves_by_hand():
    assert factors.realised_benefit(0.3, 0.5) == pytest.approx(0.85)  # 1 - .3 x .5
    assert factors.shifted_load(0.3, 0.5, 0.3) == pytest.approx(1.045)  # 1 + .3 x .15


def test_savings_that_need_an_old_service_to_close_by_hand():
    assert factors.tied_savings(0.6, 0.5) == pytest.approx(0.7)  # 1 - .6 x .5


def test_usability_by_hand():
    assert factors.by_usability(0.2, 0.6) == pytest.approx(1.18)  # 1.3 - .12
    assert factors.learning_by_usability(0.2, 0.3) == pytest.approx(0.91)  # .85 + .06


def test_designed_usability_by_hand():
    assert factors.designed_usability(0.5, 0.15, 0.25) == pytest.approx(0.7375)  # .65 + .25 x .35
    assert factors.designed_usability(0.9, 0.15, 0.25) == 1.0


@given(share, share, share)
def test_design_and_tests_never_lower_usability_nor_lift_it_above_one(usability, codesign, pilots):
    better = factors.designed_usability(usability, codesign, pilots)
    assert usability <= factors.designed_usability(usability, codesign, 0.0) <= better <= 1.0
    assert factors.designed_usability(usability, 0.0, 0.0) == usability


def test_nasss_by_hand():
    assert factors.by_embedding(0.75, 1.0) == 1.25
    assert factors.pace_of(0.75, 0.02) == pytest.approx(0.015)  # .02 x .75
    assert factors.scored(0.25, 0.75) == 0.75
    assert factors.scored(0.75, 0.25) == 0.75
    assert factors.with_added(0.4, 0.3) == pytest.approx(0.7)
    assert factors.with_added(0.9, 0.3) == 1.0
    assert factors.with_added(0.4, -0.3) == pytest.approx(0.1)
    assert factors.with_added(0.9, -1.0) == 0.0


def test_pilots_that_ask_a_question_by_hand():
    assert factors.better_tools(0.4, 1.25) == pytest.approx(0.5)
    assert factors.better_tools(0.9, 1.25) == 1.0
    assert factors.better_fit(0.4, 0.25) == pytest.approx(0.65)
    assert factors.better_fit(0.9, 0.25) == 1.0


def test_planning_ahead_by_hand():
    assert factors.planned_in_time(0.7, 6.0, 24.0) == pytest.approx(0.525)  # three quarters of .7
    assert factors.planned_in_time(0.7, 24.0, 24.0) == 0.0
    assert factors.head_start(0.5, 0.7) == pytest.approx(0.35)


def test_training_by_hand():
    # .45 + .03 a year for 2.5 years
    assert factors.trained(0.45, 0.03, 30.0) == pytest.approx(0.525)
    assert factors.trained(0.95, 0.03, 30.0) == 1.0


def test_methods_by_hand():
    assert factors.lean_capacity(0.3, 0.2) == pytest.approx(0.86)  # 1 - .2 x .7
    assert factors.lean_benefit(0.3, 0.2) == pytest.approx(0.982)  # 1 - .2 x .09
    assert factors.by_value(0.45, 0.2) == pytest.approx(0.91)  # 1 - .2 x .45


@given(share, share, st.floats(0, 2))
def test_a_better_fit_narrows_the_gaps_and_half_is_neutral(a, b, slope):
    low, high = sorted((a, b))
    assert factors.by_compatibility(low, slope) >= factors.by_compatibility(high, slope) >= 0.0
    assert factors.by_compatibility(0.5, slope) == factors.by_compatibility(a, 0.0) == 1.0


@given(share, several, several, more)
def test_each_further_type_adds_benefit_and_load_and_one_adds_none(amount, a, b, each):
    few, many = sorted((a, b))
    benefit, load = factors.combined_benefit, factors.combined_load
    assert benefit(amount, few, each) <= benefit(amount, many, each)
    assert load(amount, few, each) <= load(amount, many, each) <= 1.0
    assert benefit(amount, 1, each) == load(amount, 1, each) == amount
    assert benefit(amount, many, 0.0) == load(amount, many, 0.0) == amount


@given(share, share)
def test_a_better_design_narrows_a_gap_and_speeds_learning(a, b):
    low, high = sorted((a, b))
    assert 0.7 - 1e-15 <= factors.by_usability(high, 0.6) <= factors.by_usability(low, 0.6) <= 1.3
    assert factors.learning_by_usability(low, 0.3) <= factors.learning_by_usability(high, 0.3)
    assert factors.by_usability(0.5, 0.6) == factors.learning_by_usability(0.5, 0.3) == 1.0


@given(share, share, share, share)
def test_breadth_counts_more_value_and_incentives_bring_back_more_cash(a, b, in_year, released):
    low, high = sorted((a, b))
    assert 0.5 <= factors.counted_value(low) <= factors.counted_value(high) <= 1.5
    cash = factors.cash_share
    assert 0.0 <= cash(in_year, released, low) <= cash(in_year, released, high) <= 1.0
    assert cash(low, released, in_year) <= cash(high, released, in_year)
    assert cash(in_year, low, released) <= cash(in_year, high, released)
    assert factors.counted_value(0.5) == 1.0
    assert cash(in_year, 1.0, 0.5) == in_year


@given(share, share, share)
def test_redesign_keeps_the_benefit_and_spares_capacity(shift, a, b):
    low, high = sorted((a, b))
    kept = factors.realised_benefit

    def load(shift, redesign):
        return factors.shifted_load(shift, redesign, 0.3)

    assert 0.0 <= kept(shift, low) <= kept(shift, high) <= kept(shift, 1.0) == 1.0
    assert load(shift, low) >= load(shift, high) >= load(shift, 1.0) == 1.0
    assert kept(0.0, low) == load(0.0, low) == 1.0


@given(share, share, share)
def test_savings_that_are_tied_come_with_redesign(tied, a, b):
    low, high = sorted((a, b))
    assert 0.0 <= factors.tied_savings(tied, low) <= factors.tied_savings(tied, high) <= 1.0
    assert factors.tied_savings(0.0, low) == 1.0


@given(share, share)
def test_a_harder_embedding_makes_more_leave_and_products_age_faster(a, b):
    low, high = sorted((a, b))
    assert factors.by_embedding(low, 1.0) <= factors.by_embedding(high, 1.0)
    assert factors.by_embedding(0.5, 1.0) == 1.0
    assert factors.pace_of(0.0, 0.02) == 0.0
    assert factors.pace_of(low, 0.02) <= factors.pace_of(high, 0.02)


@given(share, share)
def test_a_part_of_a_domain_can_only_make_it_harder(domain, part):
    assert factors.scored(domain, part) >= domain
    assert factors.scored(domain, 0.0) == domain


@given(share, st.floats(-1, 1), st.floats(-1, 1))
def test_an_added_load_widens_a_gap_and_minus_one_closes_it(load, a, b):
    less, more = sorted((a, b))
    assert factors.with_added(load, 0.0) == load
    assert 0.0 <= factors.with_added(load, less) <= factors.with_added(load, more) <= 1.0
    assert factors.with_added(load, -1.0) == 0.0


@given(rate, st.floats(1, 3))
def test_a_consumer_product_is_heard_of_more(hearing, factor):
    assert factors.heard_more(hearing, factor) >= hearing
    assert factors.heard_more(hearing, 1.0) == hearing


@given(share, st.floats(1, 2), share)
def test_a_question_asked_of_pilots_never_harms_what_it_is_about(amount, factor, bonus):
    assert amount <= factors.better_tools(amount, factor) <= 1.0
    assert amount <= factors.better_fit(amount, bonus) <= 1.0
    assert factors.better_tools(amount, 1.0) == factors.better_fit(amount, 0.0) == amount


@given(boards, st.integers(0, 3))
def test_at_least_one_board_must_approve(needed, fewer):
    assert 1 <= factors.approvals_needed(needed, fewer) <= needed
    assert factors.approvals_needed(needed, 0) == needed


@given(share, share, st.floats(0, 24), st.floats(0, 24))
def test_a_later_ambition_leaves_less_of_the_plan_and_of_the_head_start(plan, start, a, b):
    early, late = sorted((a, b))
    assert (
        0.0
        <= factors.planned_in_time(plan, late, 24.0)
        <= factors.planned_in_time(plan, early, 24.0)
    )
    assert factors.planned_in_time(plan, 0.0, 24.0) == plan
    assert factors.head_start(start, 0.0) == factors.head_start(0.0, plan) == 0.0
    assert factors.head_start(start, plan) <= plan


@given(trait, share, st.floats(0, 1200), st.floats(0, 1200))
def test_training_raises_a_trait_up_to_its_maximum(start, gain, a, b):
    def after(months, gain=gain):
        return factors.trained(start, gain, months)

    early, late = sorted((a, b))
    assert start <= after(early) <= after(late) <= 1.0
    assert after(late, gain=0.0) == after(0.0) == start


@given(share, share)
def test_lean_helps_less_and_costs_more_benefit_the_more_it_disrupts(a, b):
    low, high = sorted((a, b))
    assert 0.8 - 1e-15 <= factors.lean_capacity(low, 0.2) <= factors.lean_capacity(high, 0.2) <= 1
    assert 0.8 - 1e-15 <= factors.lean_benefit(high, 0.2) <= factors.lean_benefit(low, 0.2) <= 1.0
    assert factors.lean_capacity(1.0, 0.2) == factors.lean_benefit(0.0, 0.2) == 1.0


@given(trait, trait, share)
def test_value_based_care_helps_where_data_are(a, b, most):
    low, high = sorted((a, b))
    assert 0.0 <= factors.by_value(high, most) <= factors.by_value(low, most) <= 1.0
    assert factors.by_value(low, 0.0) == 1.0
