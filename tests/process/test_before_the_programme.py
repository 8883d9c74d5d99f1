"""A programme that starts later: its money and its months by hand, and what holds until then."""

from dataclasses import fields, replace

import pytest

from sim.config import load
from sim.outcomes.outcomes import spend_by_month
from sim.params import Strategy
from sim.params.names import GRANTS, ONE2ONE, PARTNER
from sim.process import partner
from sim.process.settings import ABSENT, budget_of, settings_of, timeline_of
from sim.process.settings.before import KEPT, without_programme
from sim.process.state import month_by_name

# 400 kGBP: 70 for pilots, 10 for half a plan, 12 for an office in the last two of four months
PLAN = (
    "strategy=none", "strategy.shares.one2one=0.75", "strategy.shares.grants=0.25",
    "+strategy.phases.late={from_month: 2, shares: {one2one: 0.5, grants: 0.5}}",
    "strategy.budget_total=400000", "strategy.programme=4", "strategy.pilots=2",
    "strategy.plan=0.5", "strategy.mandate_month=2", "strategy.start=3", "clock.months=10",
)  # fmt: skip
MONTHLY = (400 - 70 - 10 - 12) / 4


def test_the_money_of_each_month_by_hand():
    budget = budget_of(load(PLAN), 60)

    assert (budget.charges, budget.monthly) == pytest.approx((92, MONTHLY))
    assert spend_by_month(budget, 10).tolist() == pytest.approx(
        [0, 0, 0, 92 + MONTHLY, MONTHLY, MONTHLY, MONTHLY, 0, 0, 0]
    )
    assert spend_by_month(budget, 4).tolist() == pytest.approx([0, 0, 0, 92 + MONTHLY])
    assert spend_by_month(budget, 3).tolist() == [0, 0, 0]
    assert budget.to_sites == pytest.approx(
        (70 + MONTHLY / 4, MONTHLY / 4, MONTHLY / 2, MONTHLY / 2)
    )


def test_what_levers_get_in_each_month_by_hand():
    timeline, month = timeline_of(load(PLAN), 60), month_by_name()
    paid = []
    for month.number in range(10):
        p = timeline.at(month.number)
        paid.append([partner.paid_for(p, month, lever) / MONTHLY for lever in (ONE2ONE, GRANTS)])

    nothing, first, second = [0, 0], [0.75, 0.25], [0.5, 0.5]
    by_hand = [*[nothing] * 3, *[first] * 2, *[second] * 2, *[nothing] * 3]
    assert paid == [pytest.approx(each) for each in by_hand]


def test_months_of_a_strategy_count_from_its_start_and_those_of_events_do_not():
    law = "+events.law={from_month: 1, until: 5, set: {strategy.mandate_month: 4}}"
    p, timeline = settings_of(load(PLAN), 60), timeline_of(load([*PLAN, law]), 60)
    reviewed = load([*PLAN, "strategy.ambition=system", "strategy.ambition_review=6"])

    assert (p.start, p.programme, p.phase_from[:2], p.mandate_month) == (3, 7, (3.0, 5.0), 5)
    assert settings_of(reviewed, 60).ambition_review == 9
    assert [timeline.at(month).mandate_month for month in range(7)] == [5, 4, 4, 4, 4, 5, 5]


def test_the_month_of_the_start_is_the_first_that_reads_the_plan():
    plain = load(PLAN)
    timeline = timeline_of(plain, 60)

    assert timeline.row_of == (0,) * 3 + (1,) * 7
    assert timeline.rows == (
        settings_of(without_programme(plain), 60), settings_of(plain, 60),
    )  # fmt: skip
    assert not any(timeline.rows[0].spend)


DIALS = (
    "strategy.dual_running=1", "strategy.contract=6", "strategy.sourcing=partner",
    "strategy.end_state=blend", "strategy.tailoring=0.2", "strategy.general=0.1",
    "strategy.wave_cap=1", "strategy.evaluate=false", "strategy.two_way=1",
    "strategy.data_for=accountability", "strategy.case_head_start=1",
)  # fmt: skip


def test_until_it_starts_every_rule_of_the_plan_has_its_default():
    """What a run draws at month 0 for the programme is kept, and nothing else."""
    dialled = load([*PLAN, *DIALS, "strategy.integration=0.9", "strategy.target=hubs"])
    before, default = without_programme(dialled).strategy, Strategy()

    for each in fields(Strategy):
        kept = dialled.strategy if each.name in KEPT else default
        if each.name != "plan":
            assert getattr(before, each.name) == getattr(kept, each.name), each.name
    assert before.plan == 0
    p = settings_of(without_programme(dialled), 60)
    assert (p.wave_cap, p.contract, p.partner_dose, p.head_start) == (ABSENT, ABSENT, 0, 0)
    assert p.load == settings_of(load(["strategy=none"]), 60).load


def test_a_partnership_gives_its_dose_from_the_start_on():
    timeline = timeline_of(load([*PLAN, "strategy.sourcing=partner"]), 60)
    month = month_by_name()
    doses = []
    for month.number in range(5):
        partner.spend(timeline.at(month.number), month)
        doses.append(month.offered[PARTNER])

    assert doses == [0, 0, 0, 0.5, 0.5]


def test_a_start_at_month_0_leaves_one_row_with_the_numbers_of_before():
    plain = load([each for each in PLAN if each != "strategy.start=3"])
    timeline = timeline_of(plain, 60)

    assert timeline.rows == (settings_of(plain, 60),)
    assert timeline.rows[0] == replace(timeline.rows[0], start=0, programme=4, mandate_month=2)
    assert spend_by_month(budget_of(plain, 60), 2).tolist() == pytest.approx(
        [92 + MONTHLY, MONTHLY]
    )
