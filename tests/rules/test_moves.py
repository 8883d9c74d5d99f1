"""Moves between stages (E7-E12, E16), ranks and categories (E8), and the classic processes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import moves

share = st.floats(0, 1)
rate = st.floats(0, 5)
slope = st.floats(0, 2)
size = st.integers(1, 2000)
READINESS = (0.35, 0.30)  # weights of maturity and capacity; the rest is culture's
APPROVAL = (0.5, 0.95)  # share that needs clarity, most


def test_chance_by_hand():
    assert moves.chance(0.1) == pytest.approx(0.0951626)  # 1 - e^-.1
    assert moves.chance(0.0) == 0.0


def test_awareness_rate_by_hand():
    # .02 + .25 x .4 + .3 x .75 x .5 + .3 + .1 x .4
    assert moves.awareness_rate(0.02, 0.1, 0.3, 0.75, 0.5, 0.3, 0.04) == pytest.approx(0.5725)


def test_threshold_by_hand():
    # .5 x (1 - .9) x (1.2 - .4 x .85) x (1 - .3 - .15) = .05 x .86 x .55
    assert moves.threshold(0.5, 0.9, 0.85, 0.3, 0.15, 0.4) == pytest.approx(0.02365)


def test_persuasion_by_hand():
    assert moves.persuasion(0.5, 0.3, 12.0) == pytest.approx(0.9168273)  # 1 / (1 + e^-2.4)
    assert moves.persuasion(0.3, 0.3, 12.0) == 0.5


def test_plain_persuasion_by_hand():
    assert moves.plain_persuasion(0.3, 0.1) == pytest.approx(0.75)  # .3 / (.3 + .1)
    assert moves.plain_persuasion(0.01, 0.5) == pytest.approx(0.01 / 0.51)
    assert moves.plain_persuasion(0.0, 0.0) == 0.0


@given(exposure=share, threshold=st.floats(0.01, 1))
def test_plain_persuasion_has_no_step_and_is_a_half_where_the_step_is(exposure, threshold):
    plain = moves.plain_persuasion(exposure, threshold)

    assert 0 <= plain <= min(1, exposure / threshold)
    assert moves.plain_persuasion(threshold, threshold) == 0.5
    assert moves.persuasion(threshold, threshold, 12.0) == 0.5
    assert moves.plain_persuasion(0.0, threshold) == 0.0


def test_hearing_ratio_by_hand():
    assert moves.hearing_ratio(0.02, 0.1, 0.03) == pytest.approx(7.5)  # (.02 + .1 + .03) / .02
    assert moves.hearing_ratio(0.0, 0.1, 0.03) == 1.0  # no ratio to nothing


@given(alone=st.floats(0.001, 1), comms=share, support=share)
def test_levers_only_speed_up_hearing_and_nothing_changes_without_them(alone, comms, support):
    assert moves.hearing_ratio(alone, 0.0, 0.0) == 1.0
    assert moves.hearing_ratio(alone, comms, support) >= 1.0


def test_commitment_rate_by_hand():
    assert moves.commitment_rate(2.0, 0.6, 0.5, 0.5) == pytest.approx(0.18)  # 2 x .36 x .25
    assert moves.commitment_rate(2.0, 0.9, 0.5, 0.5) == pytest.approx(0.405)  # 2 x .81 x .25


def test_lapse_rate_by_hand():
    # .0325 x (1 - .2) x (1 - .25) x (1 - .5) x (1 - .46)
    assert moves.lapse_rate(0.0325, 0.2, 0.25, 0.5, 0.46) == pytest.approx(0.005265)


def test_case_progress_by_hand():
    assert moves.case_progress(4.0, 0.5, 0.0, 0.0, 0.8) == pytest.approx(0.25)  # four months
    # a quarter x (.6 + .8 x .25) x (1 + .25 + .5) = .25 x .8 x 1.75
    assert moves.case_progress(4.0, 0.25, 0.25, 0.5, 0.8) == pytest.approx(0.35)


def test_templates_in_use_by_hand():
    assert moves.templates_in_use(0.8, 0.4, 0.5) == pytest.approx(0.64)  # .8 x (.6 + .4 x .5)


def test_boards_by_hand():
    # 1.3 x 1 x .6 x (.5 + .5 x .6) x 1.25 = 1.3 x .6 x .8 x 1.25
    assert moves.approval_chance(1.3, 0.6, 0.6, 0.25, *APPROVAL) == pytest.approx(0.78)
    assert moves.approval_chance(1.3, 1.0, 1.0, 0.5, *APPROVAL) == 0.95  # 1.95, limited to .95
    assert moves.rejection_chance(0.10, 0.25) == pytest.approx(0.075)
    assert moves.mandated_approval(0.3, 0.7, 0.4) == pytest.approx(0.42)  # .7 x .6 above .3
    assert moves.mandated_approval(0.5, 0.7, 0.4) == 0.5


def test_procurement_months_by_hand():
    assert moves.procurement_months(4.0, 0.2) == pytest.approx(3.2)
    assert moves.procurement_months(0.0, 0.2) == 0.0


def test_leaving_by_hand():
    # .14 x (1 - .6) x (.05 / .10) x 1.3 x (1 - .1) = .14 x .4 x .5 x 1.17
    assert moves.abandon_rate(0.14, 0.6, -0.05, 1.3, 0.1, 0.1) == pytest.approx(0.03276)
    assert moves.abandon_rate(0.14, 0.6, 0.01, 1.3, 0.1, 0.1) == 0.0
    # .012 x (1 - .5) x (1 - .3) x (1 - .2)
    assert moves.discontinue_rate(0.012, 0.5, 0.3, 0.2) == pytest.approx(0.00336)
    assert moves.cool_off(18.0, 4.5) == 13.5  # 9 months at a dose of one half


def test_champions_by_hand():
    assert moves.champion_gain(0.02, 0.08, 0.02) == pytest.approx(0.12)
    assert moves.starts_with_champion(0.2, 0.3) == pytest.approx(0.5)  # culture .5: .6 x .5


def test_classics_by_hand():
    assert moves.bass_rate(0.01, 0.04, 0.5) == pytest.approx(0.03)
    assert moves.reaches(0.25, 0.25)
    assert not moves.reaches(0.24, 0.25)
    assert moves.reaches(0.1 + 0.1 + 0.1, 0.3)


def test_readiness_by_hand():
    # .35 x .4 + .3 x .5 + .35 x .6 + .01 = .14 + .15 + .21 + .01
    assert moves.readiness(0.4, 0.5, 0.6, 0.01, *READINESS) == pytest.approx(0.51)


def test_rank_by_hand():
    assert moves.rank(0, 60) == pytest.approx(59.5 / 60)
    assert moves.rank(59, 60) == pytest.approx(0.5 / 60)
    assert moves.rank(0, 1) == 0.5


def test_category_by_hand():
    """200 organisations split as in Rogers; 60 have 1.5 innovators, rounded to one."""
    assert np.bincount([moves.category(k, 200) for k in range(200)]).tolist() == [5, 27, 68, 68, 32]
    assert np.bincount([moves.category(k, 60) for k in range(60)]).tolist() == [1, 9, 20, 20, 10]
    assert [moves.category(k, 4) for k in range(4)] == [1, 2, 3, 4]
    assert [moves.category(k, 3) for k in range(3)] == [2, 3, 3]  # the middle is late


def test_is_winter_by_hand():
    """A run that begins in April (4) is in November to February after 7 to 10 months."""
    assert [m for m in range(24) if moves.is_winter(4, m)] == [7, 8, 9, 10, 19, 20, 21, 22]
    assert [m for m in range(12) if moves.is_winter(1, m)] == [0, 1, 10, 11]


@given(rate, rate)
def test_waiting_in_two_stretches_equals_waiting_their_sum(a, b):
    """Rates add up: two causes leave what one leaves of what the other left."""
    left = (1 - moves.chance(a)) * (1 - moves.chance(b))
    assert left == pytest.approx(1 - moves.chance(a + b), abs=1e-15)
    assert 0.0 <= moves.chance(a) < 1.0


@given(share, share, share, share, share, share, share)
def test_causes_of_awareness_add(base, comms, word, observability, moving, support, own):
    alone = moves.awareness_rate(base, 0, 0, observability, moving, 0, 0)
    alone += moves.awareness_rate(0, comms, 0, observability, moving, 0, 0)
    alone += moves.awareness_rate(0, 0, word, observability, moving, 0, 0)
    alone += moves.awareness_rate(0, 0, 0, observability, moving, support, 0)
    alone += moves.awareness_rate(0, 0, 0, observability, moving, 0, own)
    together = moves.awareness_rate(base, comms, word, observability, moving, support, own)
    assert together == pytest.approx(alone)


@given(share, share, share, st.floats(0, 0.5), st.floats(0, 0.5), slope)
def test_organisations_that_are_readier_or_helped_need_less_exposure(
    a, b, easy, support, codesign, slope
):
    late, early = sorted((a, b))
    needed = moves.threshold(0.5, late, easy, support, codesign, slope)
    assert 0.0 <= moves.threshold(0.5, early, easy, support, codesign, slope) <= needed
    assert needed <= moves.threshold(0.5, late, easy, 0.0, 0.0, slope)
    assert needed <= moves.threshold(0.5, late, 0.0, support, codesign, slope)
    assert moves.threshold(0.5, late, easy, 0.0, 0.0, 0.0) == 0.5 * (1.0 - late)


@given(share, share, share, st.floats(0, 100))
def test_persuasion_grows_with_exposure_and_is_even_about_the_threshold(a, b, threshold, steepness):
    low, high = sorted((a, b))
    tipped = moves.persuasion(high, threshold, steepness)
    assert 0.0 < moves.persuasion(low, threshold, steepness) <= tipped <= 1.0
    mirrored = moves.persuasion(2 * threshold - high, threshold, steepness)
    assert tipped + mirrored == pytest.approx(1.0)


@given(rate, share, share, share, share)
def test_nobody_commits_if_nothing_is_feasible_or_nobody_is_persuaded(at_best, a, b, phi, ramp):
    def committing(quality, phi=phi, ramp=ramp):
        return moves.commitment_rate(at_best, quality, phi, ramp)

    worse, better = sorted((a, b))
    assert 0.0 <= committing(worse) <= committing(better) * (1 + 1e-12)
    assert committing(better, phi=0.0) == committing(better, ramp=0.0) == 0.0
    assert committing(1.0) == at_best * phi * ramp
    assert committing(better / 2) == pytest.approx(committing(better) / 4)


@given(share, share, share, share, share)
def test_levers_only_slow_lapses_and_each_cuts_what_the_others_leave(loss, a, b, c, champion):
    rate = moves.lapse_rate(loss, a, b, c, champion)
    assert 0.0 <= rate <= moves.lapse_rate(loss, 0.0, 0.0, 0.0, champion) <= loss
    assert moves.lapse_rate(loss, 0.0, 0.0, 0.0, 0.0) == loss
    assert moves.lapse_rate(loss, b, c, a, champion) == pytest.approx(rate, abs=1e-15)


@given(st.floats(0.25, 60), share, share, share, share, st.floats(0, 1.9))
def test_more_capacity_or_help_never_slows_the_case(months, a, b, templates, support, slope):
    low, high = sorted((a, b))
    slow = moves.case_progress(months, low, templates, support, slope)
    assert 0.0 < slow <= moves.case_progress(months, high, templates, support, slope)
    assert slow >= moves.case_progress(months, low, 0.0, 0.0, slope)
    assert moves.case_progress(months, low, 0.0, 0.0, 0.0) == 1.0 / months


@given(share, share, share, share)
def test_codesign_makes_templates_more_relevant(stock, relevance, a, b):
    low, high = sorted((a, b))
    use = moves.templates_in_use(stock, relevance, low)
    assert 0.0 <= use <= moves.templates_in_use(stock, relevance, high) + 1e-15
    assert moves.templates_in_use(stock, relevance, 1.0) == pytest.approx(stock)


@given(rate, share, share, share, share, share, share)
def test_a_board_approves_with_a_chance_that_grows_with_feasibility(
    at_best, a, b, clarity, govern, by_clarity, most
):
    def chance(phi, clarity=clarity, govern=govern, by_clarity=by_clarity):
        return moves.approval_chance(at_best, phi, clarity, govern, by_clarity, most)

    low, high = sorted((a, b))
    assert 0.0 <= chance(low) <= chance(high) <= most
    assert chance(low, govern=0.0) <= chance(low)
    assert chance(low) <= chance(low, clarity=1.0) + 1e-12
    assert chance(low, by_clarity=0.0) == chance(low, clarity=0.0, by_clarity=0.0)


@given(st.floats(0, 0.95), share, share, share)
def test_a_mandate_never_lowers_approval_and_does_nothing_without_money(approval, floor, a, b):
    low, high = sorted((a, b))
    funded = moves.mandated_approval(approval, floor, low)
    assert funded >= moves.mandated_approval(approval, floor, high) >= approval
    assert moves.mandated_approval(approval, floor, 1.0) == approval


@given(share, share, st.floats(0, 36))
def test_mapping_governance_and_templates_only_help(a, b, months):
    low, high = sorted((a, b))
    assert moves.rejection_chance(1.0, high) <= moves.rejection_chance(1.0, low)
    assert moves.rejection_chance(a, 0.0) == a
    assert 0.0 <= moves.procurement_months(months, high) <= moves.procurement_months(months, low)
    assert moves.procurement_months(months, 0.0) == months


@given(share, share, share, st.floats(-1, 1), share, st.floats(0.001, 1))
def test_leaving_grows_with_the_dip_and_falls_with_feasibility(a, b, derisk, y, more, reference):
    def leave(phi, y=y, penalty=1.0, derisk=derisk):
        return moves.abandon_rate(0.14, phi, y, penalty, derisk, reference)

    low, high = sorted((a, b))
    assert leave(low) >= leave(high) >= 0.0
    assert leave(low) <= leave(low, y=y - more)
    assert leave(low) <= leave(low, penalty=1.3, derisk=0.0)
    assert leave(1.0, penalty=1.3) == 0.0
    assert leave(low, y=-reference, derisk=0.0) == 0.14 * (1.0 - low)


@given(share, share, share, share)
def test_levers_only_slow_leaving_after_embedding(a, b, partner, cop):
    low, high = sorted((a, b))
    leave = moves.discontinue_rate(0.012, low, partner, cop)
    assert leave >= moves.discontinue_rate(0.012, high, partner, cop) >= 0.0
    assert leave <= moves.discontinue_rate(0.012, low, 0.0, 0.0) <= 0.012


@given(st.floats(0, 120), st.floats(0, 120))
def test_derisking_only_shortens_the_wait(months, off):
    assert 0.0 <= moves.cool_off(months, off) <= months
    assert moves.cool_off(months, 0.0) == months


@given(share, share, share)
def test_the_chance_of_a_champion_adds_and_stays_a_chance(base, support, cop):
    assert base <= moves.champion_gain(base, support, cop) == min(1.0, base + support + cop)
    assert moves.starts_with_champion(base, support) == base + support


@given(share, rate, share, share)
def test_bass_is_innovation_alone_without_adopters(p, q, a, b):
    few, many = sorted((a, b))
    assert moves.bass_rate(p, q, 0.0) == p
    assert moves.bass_rate(p, q, few) <= moves.bass_rate(p, q, many)


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_a_threshold_needs_the_same_number_of_neighbours_however_they_are_added(whole, part):
    part = min(part, whole)
    added = sum(1 / whole for _ in range(part))
    assert moves.reaches(added, part / whole)
    assert part == 0 or not moves.reaches((part - 1) / whole, part / whole)


@given(share, share, share, share, st.floats(-0.2, 0.2))
def test_every_strength_raises_readiness_and_the_weights_sum_to_one(a, m, k, c, noise):
    ready = moves.readiness(m, k, c, noise, *READINESS)
    assert moves.readiness(a, a, a, 0.0, *READINESS) == pytest.approx(a)
    for stronger in ((1.0, k, c), (m, 1.0, c), (m, k, 1.0)):
        assert moves.readiness(*stronger, noise, *READINESS) >= ready - 1e-15


@given(size)
def test_ranks_are_spread_evenly_over_zero_to_one(n):
    ranks = [moves.rank(k, n) for k in range(n)]
    assert all(0 < r < 1 for r in ranks)
    assert math.fsum(ranks) / n == pytest.approx(0.5)
    assert sorted(ranks, reverse=True) == ranks


@given(size)
def test_categories_follow_the_line_and_hold_their_shares_to_within_one(n):
    categories = [moves.category(k, n) for k in range(n)]
    assert categories == sorted(categories)
    for category, part in enumerate((0.025, 0.135, 0.34, 0.34, 0.16)):
        assert abs(categories.count(category) - part * n) <= 1.0
    assert n > 20 or 0 not in categories


@given(st.integers(1, 12), st.integers(0, 1200))
def test_every_year_has_four_months_of_winter(first, month):
    year = [moves.is_winter(first, month + k) for k in range(12)]
    assert sum(year) == 4
    assert moves.is_winter(first, month) == moves.is_winter(first, month + 12)
    assert moves.is_winter(first, 0) == (first in (11, 12, 1, 2))


def test_delayed_and_is_early_by_hand():
    assert moves.delayed(4.0, 1.5) == 5.5
    assert moves.delayed(1.0, -2.5) == 0.0
    assert moves.is_early(0.85, 0.16)  # among the readiest 16 %
    assert not moves.is_early(0.84, 0.16)


@given(st.floats(0, 36), st.floats(-5, 20), share, share)
def test_a_delay_never_makes_time_run_back_and_early_adopters_rank_first(months, shift, a, b):
    low, high = sorted((a, b))
    assert moves.delayed(months, shift) >= max(0.0, months + min(shift, 0.0))
    assert moves.delayed(months, 0.0) == months
    assert moves.is_early(high, 0.16) or not moves.is_early(low, 0.16)
    assert moves.is_early(high, high) or not moves.is_early(high, low)
    assert not moves.is_early(high, 0.0)


# A mandate with a deadline (E12)


def test_the_pull_of_a_deadline_by_hand():
    """Three months: 3 / (1 + 1/2 + 1/3) = 18/11."""
    assert moves.deadline_pull(3) == pytest.approx(18 / 11)


def test_the_pace_of_a_mandate_before_and_after_its_deadline_by_hand():
    """0.10 a month over three months: 0.0545, 0.0818, 0.1636, which sum to 0.3; then 0.10."""
    paces = [moves.compliance_rate(0.1, 18 / 11, left) for left in (3, 2, 1, 0, -5)]
    assert paces == pytest.approx([0.6 / 11, 0.9 / 11, 1.8 / 11, 0.1, 0.1])


@given(months=st.integers(1, 600), pace=rate)
def test_up_to_its_deadline_a_mandate_presses_as_much_as_without_one_but_later(months, pace):
    pull = moves.deadline_pull(months)
    paces = [moves.compliance_rate(pace, pull, left) for left in range(months, 0, -1)]
    assert sum(paces) == pytest.approx(pace * months)
    assert paces == sorted(paces)


@given(pace=rate)
def test_a_deadline_a_month_away_is_a_mandate_without_one(pace):
    assert moves.compliance_rate(pace, moves.deadline_pull(1), 1) == pace
