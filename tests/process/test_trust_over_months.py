"""How far an organisation believes others, month by month: worked by hand (E21)."""

import pytest
from made_up import month, settings, someone

from sim.params import names
from sim.process import implementation, trust
from sim.process import start as start_of_run
from sim.process.initial_conditions import InitialConditions
from sim.process.snapshot import snapshot


def after(me, now, **changes):
    p = settings(**changes)
    return trust.trust_after(p, now, me, snapshot(now, me), me.gone, me.compelled)


def test_a_month_of_listening_and_of_failures_nearby_by_hand():
    """Half of a full dose of communications, and co-design at .2: .5 listened; a tenth gone."""
    now = month(comms=0.6, codesign=0.2)
    me = someone(stage=names.AWARE, trust=0.6, gone=0.1)
    # .6 + .03 x .5 x .4 - .05 x .1 x .6 + .03 x (.5 - .6) = .6 + .006 - .003 - .003
    assert after(me, now) == pytest.approx(0.6)
    assert after(me, now, two_way=1.0) == pytest.approx(0.6036)  # .8 listened
    me.stage = names.EMBEDDED  # co-design is over once it is live: .3 listened
    assert after(me, now) == pytest.approx(0.5976)


def test_whoever_is_compelled_loses_as_if_all_neighbours_had_given_up():
    forced, let_down = someone(trust=0.5, compelled=True), someone(trust=0.5, gone=1.0)
    assert after(forced, month()) == after(let_down, month()) == pytest.approx(0.475)


def test_out_of_scope_nobody_listens_and_trust_still_moves():
    me = someone(stage=names.AWARE, trust=0.6, gone=0.1, scope=False)
    assert after(me, month(comms=1.0, codesign=1.0)) == pytest.approx(0.594)


@pytest.mark.parametrize("stage", range(len(names.STAGES)))
def test_only_whoever_used_it_and_gave_up_is_bad_news(stage):
    assert trust.has_given_up(stage) == (stage == names.ABANDONED)


def test_an_organisation_starts_with_the_trust_of_the_system_and_changes_it_at_the_end_of_a_month():
    p, now, me = settings(trust=0.4), month(), someone(trust=0.4, compelled=True)
    implementation.act(p, now, me)
    assert me.trust == pytest.approx(0.38)
    saw = someone(trust=0.4, gone=0.5)
    implementation.act(p, now, saw)
    assert saw.trust == pytest.approx(0.39)
    flat = dict(position=[[0]], in_line=[[0]], champion=[[False]], phase=[[0]], pilot=[[False]])
    start = {
        name: Plain(each) for name, each in (flat | dict(counted=[[True]], queue=[[0]])).items()
    }
    start_of_run.begin(p, now, InitialConditions(**start), 0, [me])
    assert me.trust == 0.4


class Plain(list):
    """A table that is read by row and column."""

    def __getitem__(self, place):
        row, column = place
        return list.__getitem__(self, row)[column]
