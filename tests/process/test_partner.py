"""The spread partner's month: money, stocks, caseload, waves, grants."""

from dataclasses import replace
from math import exp
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import config
from sim.params import Scenario, Shares, Strategy, names
from sim.params.names import LEVERS, TARGETS
from sim.process import doses, partner
from sim.process.settings import settings_of
from sim.process.state import FUND, NOT_HELD, NOT_READY, month_by_name

UNCOMMITTED, COMMITTED = TARGETS.index("uncommitted"), TARGETS.index("committed")
READY = TARGETS.index("ready")

WHERE = ((0, False), (0, True), (1, False), (1, True))  # region, and whether it is a pilot

stages = st.integers(0, 7)


def organisation(stage=0, *, supported=NOT_HELD, cool_off=0.0, waited=NOT_READY):
    return SimpleNamespace(
        stage=stage, supported=supported, cool_off=cool_off, waited=waited, region=1, pilot=False
    )


def columns(organisations, *fields):
    return [[getattr(each, field) for each in organisations] for field in fields]


def settled(slots, *organisations, target=READY, queue=None, longest=18):
    """The numbers of those who have a slot after the caseload is settled."""
    p = SimpleNamespace(
        target=target, longest_support=longest, ambition=partner.NATIONAL, ambition_review=-1
    )
    queue = range(len(organisations)) if queue is None else queue
    about = columns(organisations, "region", "pilot", "stage", "cool_off")
    (supported,) = columns(organisations, "supported")
    partner.settle_caseload(p, month_by_name(), slots, list(queue), *about, supported)
    for each, months in zip(organisations, supported, strict=True):
        each.supported = months
    return [i for i, months in enumerate(supported) if months != NOT_HELD]


def admitted(cap, *waited):
    """Who goes live, from organisations in this order of readiness, by months waited."""
    goes_live = [False] * len(waited)
    partner.admit(cap, list(range(len(waited))), waited, goes_live)
    return [i for i, goes in enumerate(goes_live) if goes]


def setting(strategy, organisations=60, **changes):
    scenario = replace(Scenario(), strategy=strategy)
    return replace(settings_of(scenario, organisations), **changes)


def spend_for(p, months, live=0):
    """The month after spending for this many months, with this many live sites throughout."""
    month = month_by_name()
    month.live = live
    for number in range(months):
        month.number = number
        slots = partner.spend(p, month)
    return month, slots


# Doses and stocks


def test_doses_by_hand():
    """6 kGBP a month for communications at 60 organisations is 63 %; at 240, 39 %."""
    strategy = Strategy(budget_total=216_000.0, shares=Shares(comms=1.0), pilots=0, plan=0.0)
    comms = names.COMMS
    assert spend_for(setting(strategy), 1)[0].offered[comms] == pytest.approx(0.6321206)
    assert spend_for(setting(strategy, 240), 1)[0].offered[comms] == pytest.approx(0.3934693)


def test_perfecting_the_pilots_costs_the_same_in_a_larger_system():
    """An exemplar dose of 1 - exp(-6 / 6), whatever N."""
    strategy = Strategy(budget_total=216_000.0, shares=Shares(exemplar=1.0), pilots=0, plan=0.0)
    for organisations in (20, 60, 2000):
        month, _ = spend_for(setting(strategy, organisations), 1)
        assert month.offered[names.EXEMPLAR] == pytest.approx(0.6321206)


def test_the_stock_of_templates_counts_this_months_money_and_lasts():
    """10 kGBP a month over 3 months, then a programme that has ended: 1 - exp(-30 / 120)."""
    strategy = Strategy(
        budget_total=30_000.0, shares=Shares(standard=1.0), programme=3, pilots=0, plan=0.0
    )
    p = setting(strategy)
    for months, spent in ((1, 10), (3, 30), (9, 30)):
        month, _ = spend_for(p, months)
        assert month.purse[0] == pytest.approx(spent)
        assert month.offered[names.STANDARD] == pytest.approx(1 - exp(-spent / 120))
    assert spend_for(p, 1)[0].offered[names.STANDARD] == pytest.approx(0.0799556)


@pytest.mark.parametrize(("live", "sticks"), [(0, 0.0), (1, 1 / 3), (3, 1.0), (50, 1.0)])
def test_tools_are_made_with_live_sites_or_not_at_all(live, sticks):
    strategy = Strategy(
        budget_total=40_000.0, shares=Shares(tools=1.0), programme=4, pilots=0, plan=0.0
    )
    month, _ = spend_for(setting(strategy), 2, live)
    assert month.purse[1] == pytest.approx(20 * sticks)
    assert month.offered[names.TOOLS] == pytest.approx(1 - exp(-sticks * 20 / 120))


def test_doses_and_slots_end_with_the_programme_but_stocks_and_grants_do_not():
    scenario = config.load(["strategy=hin_playbook", "strategy.shift.grants=0.1"])
    p = settings_of(scenario, 60)
    (last, slots), (after, none) = spend_for(p, 36, live=5), spend_for(p, 37, live=5)
    kept = {names.STANDARD, names.TOOLS}
    for lever in range(len(LEVERS)):
        assert after.offered[lever] == (last.offered[lever] if lever in kept else 0.0)
    assert all(last.offered[lever] > 0 for lever in kept)
    assert slots > 0 == none
    assert after.purse == last.purse
    assert after.purse[FUND] == pytest.approx(36 * p.spend[names.GRANTS])


def test_levers_without_money_have_no_dose():
    month, slots = spend_for(setting(Strategy()), 1)
    assert month.offered == [0.0] * len(LEVERS)
    assert slots == 0


@given(st.lists(st.floats(0, 1), min_size=13, max_size=13), st.floats(0, 1e6))
def test_no_dose_leaves_its_range_and_the_money_is_the_budget(weights, total):
    whole = sum(weights) or 1.0
    shares = Shares(**dict(zip(LEVERS, (w / whole for w in weights), strict=True)))
    p = setting(Strategy(budget_total=total, shares=shares, pilots=0, plan=0.0))
    month, _ = spend_for(p, 5, live=2)
    assert all(0.0 <= dose <= 1.0 for dose in month.offered)
    assert sum(p.spend) <= total / 36_000 * (1 + 1e-9)


# What all organisations share in a month


def test_what_a_month_holds_by_hand():
    """Sixty organisations, two live, a data dose of .4 and nothing else; December of the run."""
    p = setting(Strategy(mandate_month=8), winter=0.2, first_month=4)
    month = month_by_name()
    month.live, month.number, month.offered[names.DATA] = 2, 8, 0.4
    partner.look_ahead(p, month, 60)
    assert month.reach == pytest.approx(0.0575)  # .25 x (.03 + .5 x .4) x 1
    assert month.advocates == pytest.approx(2 / 3)
    assert month.share_live == pytest.approx(2 / 60)
    assert month.winter == 0.2
    assert month.mandated
    month.number = 7  # November
    partner.look_ahead(p, month, 120)
    assert month.reach == pytest.approx(0.02875)  # halved: there are more than 60
    assert not month.mandated
    month.number = 5  # September
    partner.look_ahead(p, month, 60)
    assert month.winter == 0.0


def test_a_mandate_may_begin_at_once_or_never():
    month = month_by_name()
    for month.number in (0, 1, 71):
        partner.look_ahead(setting(Strategy()), month, 60)
        assert not month.mandated
        partner.look_ahead(setting(Strategy(mandate_month=0)), month, 60)
        assert month.mandated


# The caseload


def test_slots_go_along_the_queue():
    everybody = [organisation() for _ in range(5)]
    assert settled(2, *everybody, queue=[3, 1, 0, 2, 4]) == [1, 3]


def test_a_site_keeps_its_slot_until_it_embeds_is_rejected_or_gives_up():
    held = [organisation(stage, supported=3) for stage in range(8)]
    assert settled(5, *held[:5]) == [0, 1, 2, 3, 4]
    for stage in (names.EMBEDDED, names.REJECTED, names.ABANDONED):
        gone = organisation(stage, supported=3, cool_off=9.0)
        assert settled(1, gone) == []
        assert gone.supported == NOT_HELD


def test_help_ends_after_eighteen_months_and_a_site_may_be_picked_again_at_once():
    done, fresh = organisation(supported=18), organisation()
    assert settled(1, done, fresh, queue=[1, 0]) == [1]
    again = organisation(supported=18)
    assert settled(1, again) == [0]
    assert again.supported == 0
    assert settled(1, organisation(supported=17), organisation(), queue=[1, 0]) == [0]


def test_with_fewer_slots_the_latest_lose_theirs_first_and_among_them_the_last_in_the_queue():
    held = [organisation(supported=each) for each in (5, 1, 1, 7)]
    assert settled(3, *held, queue=[0, 1, 2, 3]) == [0, 1, 3]
    held = [organisation(supported=each) for each in (5, 1, 1, 7)]
    assert settled(3, *held, queue=[0, 2, 1, 3]) == [0, 2, 3]
    assert settled(1, *held) == [3]
    assert settled(0, *held) == []


def test_sites_that_have_embedded_or_are_cooling_off_are_not_eligible():
    embedded, waiting = organisation(names.EMBEDDED), organisation(names.REJECTED, cool_off=1.0)
    back = organisation(names.ABANDONED, cool_off=0.0)
    assert settled(9, embedded, waiting, back) == [2]


def test_help_for_the_uncommitted_or_the_committed_reaches_others_only_after_them():
    """Stages 0, 1, 6, 7 against 2, 3, 4, each in the order of the queue."""
    kinds = (2, 0, 3, 7, 4, 1)
    for target, first in ((UNCOMMITTED, [1, 3, 5]), (COMMITTED, [0, 2, 4])):
        assert settled(3, *map(organisation, kinds), target=target) == first
        four = settled(4, *map(organisation, kinds), target=target)
        assert four == sorted([*first, 0 if target == UNCOMMITTED else 1])
    assert settled(3, *map(organisation, kinds), target=READY) == [0, 1, 2]


@given(
    st.lists(st.tuples(stages, st.integers(-1, 20), st.booleans()), max_size=12),
    st.integers(0, 12),
    st.sampled_from(range(len(TARGETS))),
)
def test_no_slot_is_left_over_or_given_twice(caseload, slots, target):
    everybody = [
        organisation(stage, supported=held, cool_off=9.0 * (cooling and stage > 5))
        for stage, held, cooling in caseload
    ]
    held = {i for i, each in enumerate(everybody) if each.supported >= 0 and each.stage < 5}
    kept = {i for i in held if everybody[i].supported < 18}
    eligible = {i for i, each in enumerate(everybody) if each.stage != 5 and not each.cool_off}
    after = set(settled(slots, *everybody, target=target))
    assert len(after) == min(slots, len(eligible | kept))
    assert after <= eligible | kept
    if len(kept) <= slots:
        assert kept <= after
    else:
        assert after <= kept


# Go-lives and grants


def test_without_a_cap_every_site_that_is_ready_goes_live():
    assert admitted(-1, 0, NOT_READY, 3, 0) == [0, 2, 3]
    assert admitted(-1, NOT_READY, NOT_READY) == []


def test_a_wave_admits_by_months_waited_and_then_by_rank():
    assert admitted(2, 0, 0, 3, NOT_READY, 1) == [2, 4]
    assert admitted(3, 0, 0, 3, NOT_READY, 1) == [0, 2, 4]
    assert admitted(9, 0, 0, 3, NOT_READY, 1) == [0, 1, 2, 4]
    assert admitted(1, NOT_READY) == []


@given(st.lists(st.integers(-1, 5), max_size=12), st.integers(1, 12))
def test_a_wave_is_the_first_of_those_sorted_by_waiting_and_rank(waited, cap):
    ready = [i for i, each in enumerate(waited) if each >= 0]
    first = sorted(ready, key=lambda i: (-waited[i], i))[:cap]
    assert admitted(cap, *waited) == sorted(first)


def test_grants_are_paid_by_rank_while_the_fund_lasts():
    p, paid = SimpleNamespace(grant=35.0), [False] * 5
    goes_live = [True, False, True, True, True]
    left = partner.pay_grants(p, 80.0, [4, 1, 3, 0, 2], goes_live, paid)
    assert paid == [False, False, False, True, True]
    assert left == pytest.approx(10.0)  # 80 - 2 x 35
    assert partner.pay_grants(p, left, [0, 2], goes_live, paid) == left
    assert partner.pay_grants(p, 35.0, [0, 2], goes_live, paid) == 0.0
    assert paid == [True, False, False, True, True]


def test_the_programme_covers_pilots_the_first_system_or_all():
    meant = {
        ambition: [partner.in_scope(ambition, region, pilot) for region, pilot in WHERE]
        for ambition in (partner.SITE, partner.SYSTEM, partner.NATIONAL)
    }
    assert meant[partner.SITE] == [False, True, False, True]
    assert meant[partner.SYSTEM] == [True, True, False, True]
    assert meant[partner.NATIONAL] == [True, True, True, True]


@pytest.mark.parametrize(("fund", "counting"), [(34.9, []), (35.0, [1, 2, 3])])
def test_a_grant_counts_for_those_who_may_hope_for_it_and_then_for_those_who_were_paid(
    fund, counting
):
    p = SimpleNamespace(grant=35.0)
    assert [s for s in range(8) if doses.grant_in_sight(p, s, fund, False)] == counting
    paid = [s for s in range(8) if doses.grant_in_sight(p, s, fund, True)]
    assert paid == [*counting, names.IMPLEMENTING]
