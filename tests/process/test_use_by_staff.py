"""Staff who use it by themselves: how use grows, and what it adds before their board decides."""

from types import SimpleNamespace

import numpy as np
import pytest
from made_up import luck, month, settings, someone

from sim.params.names import ABANDONED, AWARE, COMMITTED, DECIDING, EMBEDDED, IMPLEMENTING, REJECTED
from sim.process import barriers, implementation, partner, rates
from sim.process import start as start_of_run
from sim.process.snapshot import snapshot


@pytest.fixture(autouse=True)
def nothing_happens_by_chance(monkeypatch):
    luck(monkeypatch)


def using(share):
    """A month in which this share of staff use it by themselves."""
    now = month()
    now.own_use = share
    return now


def begun(**changes):
    """The month of record 0."""
    now, none = using(0.7), np.empty((1, 0))
    start = SimpleNamespace(
        position=none, phase=none, pilot=none, champion=none, counted=none, stage=none
    )
    start_of_run.begin(settings(**changes), now, start, 0, [])
    return now


def test_a_run_starts_with_the_share_that_uses_it_already():
    assert begun(own_start=0.2).own_use == 0.2
    assert begun().own_use == 0.0


def test_a_classic_process_knows_no_own_use():
    assert begun(own_start=0.2, kind=1).own_use == 0.0


def test_own_use_grows_when_a_month_opens_by_hand():
    now = using(0.2)
    partner.look_ahead(settings(own_spread=0.5), now, 60)
    assert now.own_use == pytest.approx(0.28)  # .2 + .5 x .2 x .8


def test_hearing_from_its_own_staff_by_hand():
    # .02 + .1 x .4 = .06; nothing else reaches it
    me, p = someone(), settings(own_awareness=0.1)
    heard = [rates.hearing(p, now, me, snapshot(now, me)) for now in (using(0.0), using(0.4))]
    assert heard == pytest.approx([0.02, 0.06])


def test_evidence_from_its_own_staff_by_hand():
    # 1 - exp(-(.2 + .5 x .4))
    me, p = someone(stage=AWARE, heard=0.2), settings(own_evidence=0.5)
    known = [barriers.known(p, now, snapshot(now, me)) for now in (using(0.0), using(0.4))]
    assert known == pytest.approx([1 - 2.718281828**-0.2, 1 - 2.718281828**-0.4])


@pytest.mark.parametrize("stage", [0, AWARE, COMMITTED, DECIDING, REJECTED, ABANDONED])
def test_use_without_approval_is_a_risk_by_hand(stage):
    me = someone(stage=stage, next=stage, size=1.5)
    implementation.act(settings(own_risk=0.01), using(0.4), me)
    assert me.risk == pytest.approx(0.006)  # 1.5 x .4 x .01


def test_the_month_of_a_go_live_still_counts_as_use_without_approval():
    me = someone(stage=DECIDING, next=DECIDING, goes_live=True, waited=0)
    implementation.act(settings(own_risk=0.01), using(0.4), me)
    assert (me.stage, me.risk) == (IMPLEMENTING, pytest.approx(0.004))


@pytest.mark.parametrize("stage", [IMPLEMENTING, EMBEDDED])
def test_use_in_a_live_organisation_is_approved(stage):
    me = someone(stage=stage, next=stage, proficiency=0.9, implement=0.5, sustain=0.5)
    implementation.act(settings(own_risk=0.01), using(0.4), me)
    assert me.risk == 0.0
