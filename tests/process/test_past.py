"""What an organisation that is under way at month 0 brings with it, by hand, stage by stage."""

from types import SimpleNamespace

import numpy as np
import pytest
from made_up import luck, month, settings, someone

from sim.networks.stands import LIVE, UNSAID
from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    IMPLEMENTING,
    REJECTED,
    UNAWARE,
)
from sim.process import decisions, past
from sim.process import start as start_of_run
from sim.process.brought import BROUGHT
from sim.process.state import NOT_READY

# No gap is open, complexity and integration are neutral, and half of what is left is learnt
PLAIN = dict(
    load=(0.0,) * 5, learning_rate=0.5, learning_factor=1.0, complexity_learning=0.0, embed_at=0.75,
    disruption=0.0, benefit=0.1, benefit_factor=1.0, integration=0.5, integration_ramp=0.0,
    approval_at_best=0.5, approval_factor=1.0, approval_by_clarity=0.0, procurement=6.0,
    procurement_factor=1.0, procurement_shift=0.0, case_preparation=4.0, case_factor=1.0,
    capacity_case=0.0, evaluated=1.0, cool_off_rejected=9.0, cool_off_abandoned=18.0,
    fatigue_start=0.15, fatigue_recovery=0.03, unknown_live_within=24,
)  # fmt: skip
JUST_BELOW = np.nextafter(0.75, 0.0)


@pytest.fixture(autouse=True)
def nothing_happens_by_chance(monkeypatch):
    luck(monkeypatch)


def brought(told, since=UNSAID, spell=0.0, *, needed=2, seen=0.0, **changes):
    """An organisation at month 0, with two boards that meet every two months in odd ones."""
    p, now = settings(**PLAIN | changes), month(number=7, comms=1.0, derisk=1.0)
    me = someone(boards=needed, needed=needed, board_interval=2, phase=1, fatigue=0.15)
    me.maturity = me.capacity = me.culture = me.finance = 0.5
    for name in ("heard", "alike", "alike_same_type", "exposure", "moving", "gone"):
        setattr(me, name, seen)
    now.everywhere = now.reach = now.advocates = now.share_live = now.winter = seen
    past.be_quiet(p, now)
    past.bring(p, now, me, told, since, spell)
    return me


@pytest.mark.parametrize("stage", [UNAWARE, AWARE])
def test_who_has_done_nothing_yet_brings_only_its_months(stage):
    me, unknown = brought(stage, 5), brought(stage)
    assert (me.stage, me.stay, me.ever_live, me.case, me.fatigue) == (stage, 5, False, 0.0, 0.15)
    assert unknown.stay == 0


def test_a_quarter_of_a_case_is_written_in_a_month_but_never_all_of_it():
    assert [brought(COMMITTED, k).case for k in (0, 1, 3)] == [0.0, 0.25, 0.75]
    for months in (4, 40):
        assert 0.9999 < brought(COMMITTED, months).case < 1.0


def test_boards_of_the_months_before_approve_as_is_expected_and_procurement_runs():
    """Boards met 9, 7, 5, 3 and 1 months ago, half a chance each: the second approval 3 ago."""
    assert [brought(DECIDING, k).approvals for k in (2, 3, 6, 7)] == [0, 1, 1, 2]
    me = brought(DECIDING, 9)
    assert (me.approvals, me.clock, me.waited) == (2, 3.0, NOT_READY)


def test_procurement_that_would_be_over_still_has_its_last_month_to_go():
    me = brought(DECIDING, 60)
    assert (me.approvals, me.clock, me.stay) == (2, 1.0, 60)
    decisions.procures(me)
    assert me.waited == 0


@pytest.mark.parametrize("told", [IMPLEMENTING, LIVE])
def test_a_site_has_learnt_what_its_live_months_teach(told):
    """Half of what is left in a month: 0.5 after one. Benefits of 10 % showed before it."""
    me = brought(told, 1)
    assert (me.stage, me.stay, me.age, me.proficiency, me.evaluated) == (IMPLEMENTING, 1, 1, 0.5, 1)
    assert (me.performance, me.ever_live, me.lived) == (0.0, True, -1)


def test_a_site_that_is_still_in_the_dip_has_not_embedded():
    """It would have after two months; four were said."""
    me = brought(IMPLEMENTING, 4)
    assert (me.stage, me.stay, me.age, me.proficiency) == (IMPLEMENTING, 4, 4, JUST_BELOW)


def test_a_live_site_has_embedded_if_its_months_allow_it():
    """Three quarters are learnt after two months, so of four it has been embedded for two."""
    me = brought(LIVE, 4)
    assert (me.stage, me.stay, me.age, me.proficiency) == (EMBEDDED, 2, 4, 0.9375)
    assert me.performance == pytest.approx(0.1 * 0.875)


def test_a_site_embedded_for_three_months_was_in_the_dip_for_two_before():
    me = brought(EMBEDDED, 3)
    assert (me.stage, me.stay, me.age, me.proficiency) == (EMBEDDED, 3, 5, 0.96875)


def test_a_site_that_would_never_embed_by_itself_is_embedded_as_it_says():
    me = brought(EMBEDDED, 2, superficiality=0.9, load=(1.0,) * 5)
    assert me.stage == EMBEDDED
    assert me.age == past.LONGEST_DIP + 2
    assert 0.4 < me.proficiency < 0.75  # it loses slowly what it cannot keep


def test_a_go_live_has_tired_the_site_and_it_recovers():
    """A tenth is added, and 3 % of what is above rest is lost a month, that month too."""
    me = brought(LIVE, 2, disruption=1.0, fatigue_go_live=0.1)
    assert me.fatigue == pytest.approx(0.15 + 0.1 * 0.97**3)


def test_who_was_rejected_or_gave_up_waits_for_what_is_left_and_never_less_than_a_month():
    assert [brought(REJECTED, k).cool_off for k in (0, 4, 40)] == [9.0, 5.0, 1.0]
    assert [brought(ABANDONED, k).cool_off for k in (0, 4, 40)] == [18.0, 14.0, 1.0]
    out = brought(REJECTED, 4)
    assert (out.ever_live, out.ever_abandoned) == (False, False)
    left = brought(ABANDONED, 4)
    assert (left.ever_live, left.ever_abandoned, left.proficiency) == (True, True, 0.0)


@pytest.mark.parametrize(
    ("stage", "lasts"),
    [(COMMITTED, 4), (REJECTED, 9), (ABANDONED, 18), (IMPLEMENTING, 2), (EMBEDDED, 24), (LIVE, 24)],
)
def test_unknown_months_are_drawn_over_the_time_that_the_stage_lasts(stage, lasts):
    """Two boards at half a chance every two months take 8 months, and procurement 6 more."""
    for spell in (0.0, 0.5, 0.999):
        me, drawn = brought(stage, spell=spell), int(spell * lasts)
        told = brought(stage, drawn)
        assert vars(me) == vars(told)
    assert brought(DECIDING, spell=0.5).stay == 7


@pytest.mark.parametrize("stage", range(LIVE + 1))
def test_nothing_is_left_of_what_another_run_saw_and_heard(stage):
    """With gaps half open, so that evidence would count."""
    gaps = dict(load=(0.5,) * 5)
    one, other = (vars(brought(stage, 6, seen=each, **gaps)) for each in (0.7, 0.0))
    assert {each: one[each] for each in BROUGHT.names} == {
        each: other[each] for each in BROUGHT.names
    }


def test_nobody_helped_before_month_0_and_the_month_begins_as_it_was():
    now = month(number=-1, comms=1.0)
    one = np.array([[0]])
    told = SimpleNamespace(
        stage=one + LIVE, since=one + 4, spell=one * 0.0,
    )  # fmt: skip
    me = someone(board_interval=2)
    past.bring_all(settings(**PLAIN), now, told, 0, [me])
    assert now.number == -1
    assert now.offered == [0.0] * len(now.offered)
    assert (me.stage, me.proficiency) == (EMBEDDED, 0.9375)


def test_a_classic_model_only_knows_who_has_adopted():
    one = np.array([[0, 1]])
    told = SimpleNamespace(
        position=one, phase=one, pilot=one == 1, champion=one == 9, counted=one < 9,
        stage=np.array([[REJECTED, LIVE]]), brought=np.empty((1, 0)),
    )  # fmt: skip
    both = [someone(), someone()]
    start_of_run.begin(settings(kind=1), month(), told, 0, both)
    assert [(me.stage, me.ever_live) for me in both] == [(UNAWARE, False), (EMBEDDED, True)]
