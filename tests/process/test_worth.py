"""What an innovation is worth to an organisation, as its case and its board see it (E22)."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import month, settings, someone

from sim.config import with_values
from sim.params import Scenario
from sim.params.names import COMMITTED, DECIDING, EMBEDDED, FINANCIAL, STAGES
from sim.process import barriers, partner, worth
from sim.process.settings import settings_of
from sim.process.snapshot import snapshot

PRICED = {
    "innovation.types.digital": 1.0,
    "innovation.price.setup": 8.0,
    "innovation.price.monthly": 1.5,
    "innovation.price.trend": -0.19,
    "innovation.in_year_share": 0.5,
}
DIALS = {
    "innovation.benefit": (0.02, 0.15),
    "assumptions.service_value": (50.0, 200.0),
    "system.value_breadth": (0.0, 1.0),
    "innovation.in_year_share": (0.1, 0.9),
    "system.incentives": (0.0, 1.0),
    "strategy.redesign": (0.0, 1.0),
    "assumptions.payback_months": (12.0, 120.0),
    "assumptions.go_live_days": (400.0, 0.0),
    "innovation.price.setup": (100.0, 0.0),
    "innovation.price.monthly": (6.0, 0.0),
    "assumptions.hurdle": (8.0, 2.0),
}
OF_THE_YEAR = {"innovation.in_year_share", "system.incentives", "strategy.redesign"}
OF_THE_CASE = {"system.value_breadth", "assumptions.payback_months", "assumptions.hurdle"}


def factors(number=0, **changes):
    """The factors on the financial gap by the case, and where a board decides."""
    now = month(number)
    worth.fill(settings(with_values(Scenario(), PRICED | changes)), now)
    return now.case_worth, now.board_worth


def test_the_worth_of_a_case_and_of_a_first_year_by_hand():
    """A digital product: 8 a month; to go live 60 x .3 + 10 + 8 = 36, that is 1 or 3 a month.

    The case: 8 against 4 x 2.5.  The year: 4 against 4.5.  Half a year on, 1.5 x .9 a month.
    """
    case, year = 1.5 - 8 / 18, 1.5 - 4 / 8.5
    assert factors() == pytest.approx((case, (case + year) / 2))
    case, year = 1.5 - 8 / (8 + 4 * 2.35), 1.5 - 4 / 8.35
    assert factors(6) == pytest.approx((case, (case + year) / 2))


def test_every_month_opens_with_its_price_and_what_it_is_worth_at_that_price():
    now, p = month(6), settings(with_values(Scenario(), PRICED))
    partner.look_ahead(p, now, 60)
    assert now.price == pytest.approx(1.35)  # 1.5 x .9
    assert (now.case_worth, now.board_worth) == factors(6)


def test_only_where_a_board_decides_does_the_first_year_count():
    now, p = month(), settings(load=(0.5,) * 5)
    now.case_worth, now.board_worth = 0.8, 1.2
    for stage in range(len(STAGES)):
        me = someone(stage=stage, finance=0.5)
        width = barriers.open_gap(FINANCIAL, p, now, me, snapshot(now, me))
        assert width == pytest.approx(0.25 * (1.2 if stage == DECIDING else 0.8))


@pytest.mark.parametrize("key", DIALS)
def test_each_dial_moves_the_case_the_first_year_or_both_the_right_way(key):
    # Redesign takes days too; here it is only what it does to the savings.
    tied = {"innovation.decommissioning": 0.5, "assumptions.redesign_days": 0.0}
    told = [factors(**tied, **{key: value}) for value in DIALS[key]]
    of_case = [case for case, _ in told]
    of_year = [2 * board - case for case, board in told]  # a board weighs both alike

    for found, other in ((of_case, OF_THE_YEAR), (of_year, OF_THE_CASE)):
        worse, better = found
        assert better == pytest.approx(worse) if key in other else better < worse - 1e-6


def test_a_case_counts_only_the_integration_with_which_a_site_goes_live():
    assert factors(**{"strategy.integration_ramp": 0.5}) == factors()
    assert factors(**{"strategy.integration": 0.8}) != factors()


@pytest.mark.parametrize(
    ("key", "moves"),
    [("system.value_breadth", "counted_value"), ("system.incentives", "cash_share")],
)
def test_what_is_counted_and_who_gains_are_two_things(key, moves):
    low, high = (settings_of(with_values(Scenario(), {key: x}), 60) for x in DIALS[key])
    changed = {
        each.name for each in fields(low) if getattr(low, each.name) != getattr(high, each.name)
    }
    assert changed == {moves}


@given(st.floats(0.1, 10))
def test_a_gap_is_the_same_at_any_size(size):
    now, p = month(), settings(load=(0.5,) * 5)
    worth.fill(p, now)
    for stage in (COMMITTED, DECIDING, EMBEDDED):
        one, other = (someone(stage=stage, finance=0.3, size=each) for each in (1.0, size))
        widths = [
            barriers.open_gap(FINANCIAL, p, now, me, snapshot(now, me)) for me in (one, other)
        ]
        assert widths[0] == widths[1]
