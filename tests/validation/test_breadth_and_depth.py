"""What decides between breadth and depth: the price of a place with a facilitator, and of levers.

Directions, not numbers: `docs/validation.md` has these.  Risks as in `paired`.
"""

import pytest
from paired import LEVEL, live, run

from sim.outcomes import mean_interval
from sim.params.lever_table import ROWS

PLAYBOOK, EVEN, HELP = (
    f"strategy={name}" for name in ("hin_playbook", "even_spread", "one_to_one")
)
DEARER = {f"levers.{name}.cost": 3 * row.cost for name, row in ROWS.items() if row.cost}
DEARER |= {"assumptions.stock_scale": 360.0}


def place(cost):
    """Set the cost of a place with a facilitator [kGBP/month]."""
    return {"assumptions.slot": cost}


def turn(deep, broad, changes):
    """How much a change of prices turns the answer towards the deeper plan, as an interval."""

    def gap(prices):
        deeper, broader = (run(plan, changes=prices) for plan in (deep, broad))
        return live(36)(deeper) - live(36)(broader)

    usual = run(deep)
    return mean_interval(gap(changes) - gap({}), usual.clusters, LEVEL)


@pytest.mark.parametrize(
    ("deep", "changes"),
    [(PLAYBOOK, place(0.4)), (HELP, place(0.4)), (HELP, DEARER)],
    ids=["cheaper help, the playbook", "cheaper help, help alone", "dearer levers, help alone"],
)
def test_prices_turn_the_answer_from_the_even_spread_to_the_deeper_plan(deep, changes):
    assert turn(deep, EVEN, changes).low > 0


def test_places_for_more_than_everybody_change_nothing():
    """So one-to-one help alone has a ceiling that no price lifts."""
    cheap, cheaper = (run(HELP, changes=place(cost)) for cost in (0.3, 0.1))
    assert (cheap.live == cheaper.live).all()
    assert (run(HELP, changes=place(1.5)).live != cheap.live).any()
