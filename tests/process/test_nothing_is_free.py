"""What a plan may do beside its levers costs money of the partner, or days of the sites."""

import itertools
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_up import settings

from sim.config import load
from sim.params.names import AWARE, COMMITTED, DECIDING, EMBEDDED, IMPLEMENTING, PARTNER, STAGES
from sim.params.strategy import MOST_PHASES
from sim.process import live_month
from sim.process.settings import NEVER, budget_of, parts_of, settings_of
from sim.process.settings.money import WIDTH, _monthly_beside

PLAN = ("strategy=comms_drumbeat", "strategy.plan=0.5")
SITES = 60
STAYS = [(stage, stage) for stage in range(len(STAGES))]
STARTS = (DECIDING, IMPLEMENTING)
TO_REDESIGN = ("innovation.bottleneck_shift=0.4",)


def budget(*overrides):
    return budget_of(load([*PLAN, *overrides]), SITES)


def days(stage, goes, *overrides, compelled=False, size=1.0):
    """Days of a month that begins at a stage and leads to another."""
    return live_month.days(resolved(overrides), stage, goes, compelled, size)


@cache
def resolved(overrides):
    """Settings of the plan."""
    return settings_of(load([*PLAN, *overrides]), SITES)


# The partner's money

CHARGED = {
    # 28 kGBP a month for 60 sites leaves the lever of a partner without a share
    "sourcing=partner": 36 * 6.2383246,  # 9 log 2
    "mandate_month=0": 36 * 6.0,
    "mandate_month=30": 6 * 6.0,
    "wave_cap=4": 36 * 6.0,
    "winter_break=true": 36 * 6.0,
    "case_head_start=1": 0.5 * 4 * 5 * 9.6 * 0.3,  # planned by half, for .16 of 60
    "pilot_purpose=usability": 0.25 * 2 * 35,
}


@pytest.mark.parametrize("dial", CHARGED)
def test_what_was_free_comes_off_the_budget_first_by_hand(dial):
    plain, dear = budget(), budget(f"strategy.{dial}")

    assert dear.charges - plain.charges == pytest.approx(CHARGED[dial])
    assert dear.monthly < plain.monthly
    assert dear.spent == plain.spent == pytest.approx(1200.096)


def test_a_mandate_beside_a_limit_on_go_lives_needs_no_second_office():
    capped = budget("strategy.wave_cap=4")

    assert budget("strategy.wave_cap=4", "strategy.mandate_month=12").charges == capped.charges


def test_an_office_costs_twice_as_much_in_a_system_four_times_as_large():
    large = [
        budget_of(load([*PLAN, f"strategy.mandate_month={month}"]), 4 * SITES).charges
        for month in (0, 36)
    ]
    assert large[0] - large[1] == pytest.approx(2 * CHARGED["mandate_month=0"])


def test_inclusive_design_is_paid_for_only_where_somebody_is_excluded():
    included = ("strategy.inclusive=0.4",)
    excluding = "assumptions.exclusion=0.3"

    assert budget(*included) == budget()
    assert budget(*included, excluding).charges - budget(excluding).charges == pytest.approx(
        0.05 * 0.4 * 1200.096
    )


def test_a_mandate_after_the_programme_needs_no_office_of_it():
    assert budget("strategy.mandate_month=36").charges == budget().charges


def test_a_partnership_is_paid_for_once():
    """A share that pays for the dose already is not charged again; part of one, in part."""
    money = ("strategy.shift.partner=0.05", "strategy.shift.partner=0.5")
    some, enough = (budget(each, "strategy.sourcing=partner") for each in money)
    without = budget("strategy.shift.partner=0.5")

    assert enough == without
    assert some.charges - budget().charges + 36 * 0.05 * some.monthly == pytest.approx(
        36 * 6.2383246
    )


def test_charges_beyond_the_budget_are_spent_all_the_same():
    poor = budget("strategy.mandate_month=0", "strategy.budget_per_organisation=50")

    assert poor.total == pytest.approx(108.0)
    assert poor.monthly == 0.0
    assert poor.spent == poor.charges > 216.0


PHASES = st.lists(
    st.tuples(st.one_of(st.just(0.0), st.just(1.0), st.floats(0, 1)), st.integers(1, 5)),
    min_size=1, max_size=MOST_PHASES,
)  # fmt: skip


def monthly_beside(left, price, *phases):
    """What levers get beside a partnership with these shares, each for some months."""
    begins = list(itertools.accumulate((months for _, months in phases), initial=0))
    unused = MOST_PHASES - len(phases)
    shares = [0.0] * (MOST_PHASES * WIDTH)
    for phase, (share, _) in enumerate(phases):
        shares[phase * WIDTH + PARTNER] = share
    parts = replace(
        parts_of(load(PLAN), SITES), programme=begins[-1], shares=tuple(shares),
        phase_from=(*map(float, begins[:-1]), *[NEVER] * unused),
    )  # fmt: skip
    return _monthly_beside(parts, 1.0, left, price)


@given(st.floats(-100, 1000), st.floats(0, 50), PHASES)
def test_what_levers_get_beside_a_partnership_uses_up_the_budget(left, price, phases):
    monthly = monthly_beside(left, price, *phases)
    topped_up = sum(months * max(0.0, price - share * monthly) for share, months in phases)
    used = sum(months for _, months in phases) * monthly + topped_up
    assume(min(share for share, _ in phases) < 1 - 1e-6)  # else only the price matters

    assert monthly >= 0.0
    assert used == pytest.approx(left, abs=1e-6) if monthly > 0 else used >= left - 1e-6


def test_a_plan_that_gives_a_partner_all_its_money_pays_the_price_of_the_dose():
    assert monthly_beside(12.0, 3.0, (1.0, 3)) == 4.0  # more than the price
    assert monthly_beside(6.0, 3.0, (1.0, 3)) == 0.0  # less


def test_what_is_handed_on_to_sites_is_pilots_and_grants():
    shares = ("strategy.shift.grants=0.2", "strategy.pilot_purpose=usability")
    told = budget(*shares)

    assert told.to_sites[0] == pytest.approx(2 * 35 * 1.25 + 0.2 * told.monthly)
    assert told.to_sites[1:] == pytest.approx([0.2 * told.monthly] * 35)


# The sites' days


def test_days_by_hand():
    """Disruption .3, dual running .5, twice the average size; evaluated, and a mandate."""
    p = settings(disruption=0.3, dual_running=0.5, training=0.05)

    def took(stage, goes=None, compelled=True):
        return live_month.days(p, stage, stage if goes is None else goes, compelled, 2.0)

    trained = 2.0  # 240 x .05 x 2 / 12
    assert took(AWARE) == trained
    assert took(AWARE, COMMITTED) == trained  # it begins on the case next month
    assert took(COMMITTED) == took(COMMITTED, DECIDING) == pytest.approx(trained + 5.0)
    assert took(DECIDING) == pytest.approx(trained + 2.0)
    assert took(DECIDING, compelled=False) == trained
    assert took(DECIDING, IMPLEMENTING) == pytest.approx(trained + 2.0 + 120.0)
    assert took(IMPLEMENTING) == pytest.approx(trained + 2.0 + 7.98 + 1.0)  # 13.3 x .3 x 2
    assert took(IMPLEMENTING, EMBEDDED, compelled=False) == pytest.approx(trained + 7.98 + 1.0)
    assert took(EMBEDDED) == pytest.approx(trained + 1.0)


@pytest.mark.parametrize(
    ("dial", "high", "low", "beside", "where"),
    [
        ("strategy.evaluate", "true", "false", (), {IMPLEMENTING, EMBEDDED}),
        ("strategy.redesign", "1", "0.5", TO_REDESIGN, {STARTS}),
        ("strategy.redesign", "1", "0.5", (), set()),
        ("system.training", "0.05", "0", (), {*(stage for stage, _ in STAYS), STARTS}),
        ("strategy.sourcing", "build", "buy", (), {STARTS}),
        ("strategy.dual_running", "1", "0", (), {IMPLEMENTING}),
    ],
)
def test_what_a_dial_asks_of_sites_takes_days_where_it_acts(dial, high, low, beside, where):
    for stage, goes in [*STAYS, STARTS]:
        more, less = (days(stage, goes, *beside, f"{dial}={value}") for value in (high, low))
        acts = (stage if stage == goes else STARTS) in where
        assert more > less if acts else more == less, (stage, goes)


def test_a_mandate_takes_days_until_a_site_has_embedded():
    for stage, goes in [*STAYS, STARTS]:
        more = days(stage, goes, compelled=True) - days(stage, goes)
        assert more == (pytest.approx(2.0) if stage in (DECIDING, IMPLEMENTING) else 0.0)


@given(st.sampled_from([*STAYS, STARTS]), st.floats(0.1, 10), st.booleans())
def test_no_month_takes_less_than_no_time(move, size, compelled):
    assert days(*move, compelled=compelled, size=size) >= 0.0
