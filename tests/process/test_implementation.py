"""A month with the innovation: dip, learning, leaving, fatigue; and a whole journey."""

from types import SimpleNamespace

import numpy as np
import pytest
from made_up import luck, month, settings, someone

from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    IMPLEMENTING,
    REJECTED,
    STAGES,
)
from sim.process import implementation, live_month
from sim.process import start as start_of_run
from sim.process.decisions import answer, next_stage
from sim.process.state import NOT_HELD, NOT_READY, UNBOUND

START = dict(
    stage=0, ever_live=False, ever_abandoned=False, compelled=False, paid=False, locked=False,
    stay=0, age=0, approvals=0, waited=NOT_READY, supported=NOT_HELD, proficiency=0.0, case=0.0,
    clock=0.0, cool_off=0.0, evaluated=0.0, bound=UNBOUND,
)  # fmt: skip
UNHURRIED = dict(abandon_in_dip=0.0, discontinue_embedded=0.0)


def live(stage=IMPLEMENTING, **state):
    """A live organisation for which half of everything is feasible."""
    start = dict(implement=0.5, sustain=0.5, fatigue=0.15, next=stage, goes_live=False)
    return someone(stage=stage, **(start | state))


def ready(**state):
    return someone(stage=DECIDING, next=DECIDING, goes_live=True, fatigue=0.15, waited=0, **state)


@pytest.fixture(autouse=True)
def nothing_happens_by_chance(monkeypatch):
    luck(monkeypatch)


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_a_run_starts_with_no_trace_of_the_one_before(kind):
    """Everybody unaware and rested, except the pilot, which is live with no proficiency yet."""
    used = {name: 7 for name in (*START, "rank", "phase", "pilot", "champion", "source", "fatigue")}
    both, now = [someone(**used), someone(**used)], month()
    now.purse = [9.0] * 3
    start = SimpleNamespace(
        position=np.array([[1, 0]]), phase=np.array([[0, 1]]),
        pilot=np.array([[False, True]]), champion=np.array([[True, False]]),
        counted=np.array([[True, True]]), brought=np.empty((1, 0)),
    )  # fmt: skip
    start_of_run.begin(settings(kind=kind), now, start, 0, both)
    stage = IMPLEMENTING if kind == 0 else EMBEDDED
    own = [
        START | dict(rank=0.25, phase=0, pilot=False, champion=True, source=False),
        START
        | dict(rank=0.75, phase=1, pilot=True, champion=False, source=True)
        | dict(stage=stage, ever_live=True),
    ]
    for one, expected in zip(both, own, strict=True):
        assert {name: getattr(one, name) for name in expected} == expected
        assert one.fatigue == 0.15
    assert now.purse == [0.0] * 3


def test_adopters_in_a_classic_model_have_been_live():
    for stage, ever in ((EMBEDDED, True), (0, False)):
        me = someone(next=stage)
        implementation.act_by_classic(settings(kind=1), me)
        assert (me.stage, me.ever_live) == (stage, ever)


def test_a_month_in_the_dip_by_hand():
    """Disruption .3, half feasible, dual running .5: dip .3 x .3 x 1 x .75 = .0675.

    Proficiency .2 before: y = .08 x .2 - .0675 x .8 = -.038.  Size 1.5, value 100.
    """
    p = settings(
        disruption=0.3, benefit=0.08, cash_share=0.6, dual_running=0.5, complexity=0.5,
        evaluated=0.4,
    )  # fmt: skip
    me = live(proficiency=0.2, size=1.5, age=4, evaluated=4.0)
    implementation.act(p, month(), me)
    assert me.performance == pytest.approx(-0.038)
    assert me.benefit == pytest.approx(-5.7)
    assert me.cash == pytest.approx(-3.42)
    assert me.days == pytest.approx(6.985)  # 13.3 x .3 x 1.5 x 1, and one of evaluation
    assert me.cost == pytest.approx(2.0955)  # .3 kGBP a day
    assert me.risk == 0.0  # .038 is within the tolerance of .05
    assert me.lived == 4
    # v = .4 x (1.3 - .3) x root .5 = .2828427; up to 1 - .22 x .5 = .89
    assert me.proficiency == pytest.approx(0.2 + 0.2828427 * 0.69)
    assert (me.age, me.evaluated) == (5, 4.4)


def test_a_site_that_integrates_in_steps_gains_and_pays_more_each_year():
    """From .3 by .24 a year: half after ten months, which is neutral, and all of it at last."""
    p = settings(integration=0.3, integration_ramp=0.24, benefit=0.08, evaluation_days=0.0)
    assert live_month.full_benefit(p, 0) == pytest.approx(0.08 * 0.88)  # .7 + .6 x .3
    assert live_month.full_benefit(p, 10) == pytest.approx(0.08)  # .3 + .24 x 10 / 12 = .5
    assert live_month.full_benefit(p, 60) == pytest.approx(0.08 * 1.3)  # no further than whole
    me = live(EMBEDDED, proficiency=0.8, age=5, size=2.0)
    implementation.act(p, month(), me)
    assert me.performance == pytest.approx(0.8 * 0.08 * 0.94)  # .7 + .6 x .4
    assert me.cost == pytest.approx(2 * 40 * (0.42**2 - 0.4**2))  # the sixth step, .02


def test_what_suppliers_are_paid_to_go_live_by_hand():
    """5, and 40 x .5 x .5 x 1.3 for a tailored solution; the set-up 60 x 1.3 + 20 days more."""
    p = settings(price_setup=5.0, site_cost_factor=1.3, redesign_days=20.0, disruption=0.3)
    assert live_month.paid_to_start(p) == pytest.approx(18.0)
    assert live_month.setup_cost(p) == pytest.approx(18.0 + 0.3 * 98)


def test_a_product_ages_under_a_contract_until_it_is_renewed_by_hand():
    """Three months after a renewal, by .03 a month, of which half a partner saves .5 x .5."""
    p = settings(contract=12, pace=0.03, benefit=0.08, benefit_factor=1.5, partner_pace=0.5)
    for age in (3, 15, 27):
        alone, helped = (live_month.benefit_at(p, month(partner=x), age) for x in (0.0, 0.5))
        assert alone == pytest.approx(0.12 * 2.718281828**-0.09)
        assert helped == pytest.approx(0.12 * 2.718281828**-0.0675)
    assert live_month.benefit_at(p, month(), 24) == pytest.approx(0.12)


def test_a_crowd_deepens_the_dip_and_slows_learning():
    p = settings(disruption=0.3, complexity=0.5)
    me = live(size=2.0)
    implementation.act(p, month(crowd=2.0), me)
    assert me.performance == pytest.approx(-0.135)  # 2 x .0675
    assert me.risk == pytest.approx(0.17)  # 2 x (.135 - .05)
    assert me.proficiency == pytest.approx(0.89 * 0.1414214)


def test_the_dip_reaches_embedded_sites_too_but_they_only_evaluate():
    p = settings(disruption=0.3, benefit=0.08)
    me = live(EMBEDDED, proficiency=0.8, age=14)
    implementation.act(p, month(), me)
    assert me.performance == pytest.approx(0.064 - 0.0675 * 0.2)
    assert (me.days, me.cost, me.cash) == (1.0, 0.3, 0.0)
    assert me.next == me.stage == EMBEDDED


def test_cash_in_the_year_counts_the_first_twelve_live_months():
    p, me, counted = settings(disruption=0.3, **UNHURRIED), live(), []
    for _ in range(15):
        implementation.act(p, month(), me)
        counted.append(me.cash != 0.0)
    assert counted == [True] * 12 + [False] * 3


def test_levers_help_from_the_month_in_which_they_are_offered():
    p = settings(disruption=0.3, complexity=0.5)
    me = live()
    implementation.act(p, month(derisk=0.4, partner=0.5), me)
    assert me.performance == pytest.approx(-0.0675 * 0.9)
    # 1 + .3 x .4 + .3 x .5 = 1.27
    assert me.proficiency == pytest.approx(0.89 * 0.2828427 * 1.27)


def test_only_pilots_are_perfected():
    p = settings(disruption=0.3, complexity=0.5)
    pilot, other = live(pilot=True), live()
    for me in (pilot, other):
        implementation.act(p, month(exemplar=0.5), me)
    assert pilot.proficiency == pytest.approx(1.15 * other.proficiency)


def test_embedding_comes_before_abandoning_and_on_the_new_proficiency(monkeypatch):
    luck(monkeypatch, ABANDON=True, DISCONTINUE=True)
    p = settings(disruption=0.3, complexity=0.0, benefit=0.01)
    me = live(proficiency=0.7, age=9)
    implementation.act(p, month(), me)  # .7 + .4 x 1.3 x .7071 x .19 = .7698622
    assert me.performance < 0.0
    assert me.proficiency == pytest.approx(0.7698622)
    assert me.stage == EMBEDDED


def test_reaching_the_proficiency_of_embedding_is_enough():
    me = live(proficiency=0.75)
    implementation.act(settings(learning_rate=0.0), month(), me)
    assert (me.proficiency, me.stage) == (0.75, EMBEDDED)


def test_giving_up_in_the_dip_by_hand(monkeypatch):
    """De-risking at .4: wait 18 - 9 x .4, fatigue .15 x (1 - .5 x .4) before the month's rest."""
    luck(monkeypatch, ABANDON=True)
    me = live(age=2, compelled=True, paid=True, evaluated=2.0)
    implementation.act(settings(disruption=0.3), month(derisk=0.4), me)
    assert me.stage == ABANDONED
    assert me.cool_off == pytest.approx(14.4)
    assert me.fatigue == pytest.approx(0.27 - 0.03 * 0.12)
    assert (me.proficiency, me.compelled, me.paid, me.ever_abandoned) == (0.0, False, False, True)
    assert me.evaluated == 3.0  # what it learnt about the innovation is not lost


def test_leaving_after_embedding_by_hand(monkeypatch):
    """The whole wait of 18 months, and no fatigue."""
    luck(monkeypatch, DISCONTINUE=True)
    me = live(EMBEDDED, age=20, proficiency=0.8)
    implementation.act(settings(disruption=0.3), month(derisk=0.4), me)
    assert (me.stage, me.cool_off, me.fatigue) == (ABANDONED, 18.0, 0.15)


def test_a_site_that_wants_to_leave_is_locked_in_until_its_contract_is_up(monkeypatch):
    """A contract of 12 months: wanting at month 22 holds it for two months, wish or no wish."""
    p = settings(contract=12, pace=0.0, learning_rate=0.0, disruption=0.3)
    luck(monkeypatch, DISCONTINUE=True)
    me = live(EMBEDDED, age=21, proficiency=0.8)
    implementation.act(p, month(), me)
    assert (me.stage, me.locked, me.age) == (EMBEDDED, True, 22)
    luck(monkeypatch)
    implementation.act(p, month(), me)
    assert (me.stage, me.locked, me.age) == (EMBEDDED, True, 23)
    implementation.act(p, month(), me)
    assert (me.stage, me.locked, me.age) == (ABANDONED, False, 24)
    assert me.cost == pytest.approx(0.3)  # it evaluated, and did not renew


def test_a_site_that_is_content_renews_its_contract_and_pays():
    p = settings(contract=12, disruption=0.3)
    me = live(EMBEDDED, age=23, proficiency=0.8)
    implementation.act(p, month(), me)
    assert (me.stage, me.locked) == (EMBEDDED, False)
    assert me.cost == pytest.approx(9.3)  # 30 x .3, and a day of evaluation


@pytest.mark.parametrize("stage", range(len(STAGES)))
def test_only_a_live_site_that_stays_pays_for_a_renewal_when_one_is_due(stage):
    p, due = settings(contract=12, disruption=0.3), stage in (IMPLEMENTING, EMBEDDED)

    def paid(goes, age):
        return live_month.renewal_cost(p, stage, goes, age, 2.0)

    assert paid(stage, 24) == (pytest.approx(18.0) if due else 0.0)  # 2 x 30 x .3
    assert paid(EMBEDDED, 24) == paid(stage, 24)  # it may embed in that month
    assert paid(ABANDONED if due else AWARE, 24) == paid(stage, 25) == 0.0


def test_no_contract_holds_a_site_in_the_dip(monkeypatch):
    luck(monkeypatch, ABANDON=True)
    me = live(age=4)
    implementation.act(settings(disruption=0.3, contract=12), month(), me)
    assert (me.stage, me.locked) == (ABANDONED, False)


def test_going_live_by_hand():
    """3 x 200 x .3 days at a size of 3, and 3 x 10 kGBP; fatigue .15 + .1 x .3, less .03 x .03."""
    me = ready(size=3.0, proficiency=0.0, case=1.0)
    implementation.act(settings(disruption=0.3), month(), me)
    assert (me.stage, me.age, me.case, me.ever_live) == (IMPLEMENTING, 0, 0.0, True)
    assert me.days == pytest.approx(180.0)
    assert me.cost == pytest.approx(84.0)
    assert me.fatigue == pytest.approx(0.1791)
    assert (me.benefit, me.risk, me.lived) == (0.0, 0.0, -1)


def test_a_price_is_paid_at_go_live_and_in_every_live_month_by_hand():
    """(5 + 10) x 1.5 and 90 days to go live; then 2 x 1.5 a month, and .3 for a day of evaluation.

    In the dip 13.3 x .3 x 1.5 days more, 1.7955 kGBP.
    """
    p, now = settings(disruption=0.3, dual_running=0.5, price_setup=5.0, **UNHURRIED), month()
    now.price = 2.0
    me = ready(size=1.5)
    for paid in (49.5, 5.0955, 5.0955):
        implementation.act(p, now, me)
        assert me.cost == pytest.approx(paid)
    settled = live(EMBEDDED, size=1.5)
    implementation.act(p, now, settled)
    assert settled.cost == pytest.approx(3.3)
    waiting = someone(stage=DECIDING, next=DECIDING)
    implementation.act(p, now, waiting)
    assert waiting.cost == 0.0


def test_a_site_that_goes_live_again_has_nothing_to_show_from_the_last_time():
    me = ready(performance=0.06)
    implementation.act(settings(), month(), me)
    assert (me.stage, me.performance) == (IMPLEMENTING, 0.0)


def test_organisations_that_are_not_admitted_wait():
    me = ready()
    me.goes_live = False
    for _ in range(3):
        implementation.act(settings(), month(), me)
    assert (me.stage, me.waited) == (DECIDING, 3)


def test_a_site_under_a_mandate_reports_on_it():
    for compelled, days in ((True, 2.0), (False, 0.0)):
        me = someone(stage=DECIDING, next=DECIDING, compelled=compelled)
        implementation.act(settings(), month(), me)
        assert (me.days, me.cost) == (days, pytest.approx(0.3 * days))


def test_fatigue_rests_by_three_per_cent_a_month():
    me = someone(fatigue=0.25)
    implementation.act(settings(), month(), me)
    assert me.fatigue == pytest.approx(0.247)  # .25 - .03 x .1


@pytest.mark.parametrize(
    ("had", "lucky", "has"),
    [
        (True, dict(CHAMPION_LOSS=0.0189, CHAMPION_GAIN=True), False),
        (True, dict(CHAMPION_LOSS=0.0191, CHAMPION_GAIN=True), True),
        (False, dict(CHAMPION_GAIN=0.1199, CHAMPION_LOSS=True), True),
        (False, dict(CHAMPION_GAIN=0.1201, CHAMPION_LOSS=True), False),
    ],
)
def test_champions_come_and_go_by_hand(monkeypatch, had, lucky, has):
    """Loss .019; gain .02 + .08 with one-to-one help + .04 x .5 in a community of practice."""
    luck(monkeypatch, **lucky)
    me = someone(stage=COMMITTED, next=COMMITTED, champion=had, supported=0)
    implementation.act(settings(), month(cop=0.5), me)
    assert me.champion is has
    assert me.supported == 1  # month of help


def test_communities_of_practice_bring_no_champion_to_the_uncommitted(monkeypatch):
    luck(monkeypatch, CHAMPION_GAIN=0.03)
    me = someone(stage=AWARE, next=AWARE)
    implementation.act(settings(), month(cop=1.0), me)
    assert not me.champion


@pytest.mark.parametrize(("cool_off", "records"), [(9.0, 9), (13.5, 14), (0.0, 1)])
def test_an_organisation_that_rejected_it_is_aware_again_after_its_wait(cool_off, records):
    p, me = settings(cool_off_rejected=cool_off), someone(stage=DECIDING, next=REJECTED)
    implementation.act(p, month(), me)
    stages = []
    while me.stage == REJECTED:
        stages.append(me.stage)
        me.next = next_stage(answer, p, month(), me)
        implementation.act(p, month(), me)
    assert len(stages) == records
    assert (me.stage, me.case) == (AWARE, 0.0)


def test_a_stay_is_recorded_when_a_stage_is_left():
    p, me = settings(), someone(stage=AWARE, next=AWARE)
    for _ in range(3):
        implementation.act(p, month(), me)
        assert me.left == -1
    me.next = COMMITTED
    implementation.act(p, month(), me)
    assert (me.left, me.left_after, me.stay) == (AWARE, 4, 0)
