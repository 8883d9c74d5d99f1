"""Staff who use it by themselves: laws of whole runs, and what surveys found (E24)."""

from math import log

import numpy as np
import pytest
from paired import aware, exposure, is_more, live_on_average, net, run

from sim.params.names import UNAWARE
from sim.rules import own_use

SPREAD, RISK = "innovation.own_use.spread", "innovation.own_use.risk"
START = "innovation.own_use.start"
NONE = {START: 0.0}
SOME = {START: 0.2, SPREAD: 0.1, RISK: 0.0}
MORE = SOME | {START: 0.4}
FROM_STAFF_ALONE = {"assumptions.word_of_mouth": 0, "assumptions.own_evidence": 0}


def kept(changes, strategy="strategy=hin_playbook"):
    return run(strategy, changes=changes, replicates=8, histories=True)


def by_themselves(changes):
    """Share of staff who use it by themselves at each record."""
    shares = [changes[START]]
    for _ in range(72):
        shares.append(own_use.own_use_after(shares[-1], changes[SPREAD]))
    return np.array(shares)


def users(o, own):
    """Share of staff who use it, from the proficiency of everybody; float64[R, T + 1]."""
    proficiency = o.proficiency_history
    return (own[:, None] + (1 - own[:, None]) * proficiency).sum(axis=2)


def test_where_it_needs_a_board_nobody_uses_it_before_a_go_live():
    o = kept(NONE)
    never = o.ever_live == 0

    assert np.array_equal(o.using, o.proficiency_history.cumsum(axis=2)[:, :, -1])
    assert (o.using[never] == 0).all()


def test_users_are_those_by_themselves_and_of_the_others_as_many_as_are_proficient():
    o = kept(SOME)

    assert o.using == pytest.approx(users(o, by_themselves(SOME)), rel=1e-12)
    assert (o.using >= o.proficiency_history.sum(axis=2) - 1e-9).all()


def test_giving_up_leaves_those_who_use_it_by_themselves():
    quick = {"assumptions.abandon_in_dip": 5, "assumptions.cool_off_abandoned": 120}
    o = kept(SOME | quick, "strategy=big_bang_mandate")
    least = by_themselves(SOME) * o.organisations

    assert (o.ever_abandoned[:, -1] > 0).all()
    assert (o.using >= least - 1e-9).all()


def test_more_own_use_never_delays_hearing():
    """Organisation by organisation, where nothing else differs between the runs."""
    first, some, more = (
        kept(own | FROM_STAFF_ALONE, "strategy=none").stage_history > UNAWARE
        for own in (NONE, SOME, MORE)
    )
    assert (first <= some).all()
    assert (some <= more).all()
    assert first.sum() < some.sum() < more.sum()


def test_own_use_that_nobody_hears_or_learns_from_changes_who_uses_it_and_nothing_else():
    silent = {"assumptions.own_awareness": 0, "assumptions.own_evidence": 0}
    one, other = kept(NONE), kept(SOME | silent)

    assert np.array_equal(one.stage_history, other.stage_history)
    assert np.array_equal(one.exposure, other.exposure)
    assert np.array_equal(net(one), net(other))
    assert (one.using < other.using).all()


def test_own_use_lets_boards_hear_and_convinces_them():
    assert is_more(run(changes=SOME), run(changes=NONE), aware)
    assert is_more(run(changes=SOME), run(changes=NONE), live_on_average)


def test_where_use_without_approval_is_a_risk_waiting_is_too():
    risky = SOME | {RISK: 0.01}
    waiting, helped = run(changes=risky), run("strategy=hin_playbook", changes=risky)

    assert is_more(waiting, helped, exposure)
    assert is_more(helped, run("strategy=hin_playbook", changes=SOME), exposure)


def grown(share, speed, months):
    """Share of staff who use it by themselves some months later."""
    for _ in range(months):
        share = own_use.own_use_after(share, speed)
    return share


def test_ambient_voice_joins_the_two_surveys_that_set_it():
    """14 % of general practitioners in August 2025, 40 % (n 598) a year later; runs begin in April.

    Two numbers set by two: this keeps the preset at what it says, and tests nothing else.
    """
    own = run().scenario.innovation.own_use
    used = run().using.mean(axis=0) / run().organisations

    assert grown(0.14, own.spread, 8) == pytest.approx(own.start, abs=0.005)
    assert used[4] == pytest.approx(0.40, abs=0.04)  # 95 % interval of the survey


def log_odds(share):
    return log(share / (1 - share))


def test_three_surveys_of_doctors_follow_the_curve_at_one_speed():
    """AMA: 38 % used artificial intelligence in August 2023, 66 % 15 months later, 81 % after 29.

    The speed is fitted to the first and the last, so the one between could have failed.
    """
    first, between, last = 0.38, 0.66, 0.81
    speed = (log_odds(last) - log_odds(first)) / 29

    assert speed == pytest.approx(0.067, abs=0.001)
    assert grown(first, speed, 15) == pytest.approx(between, abs=0.05)
    assert grown(first, speed, 29) == pytest.approx(last, abs=0.01)
