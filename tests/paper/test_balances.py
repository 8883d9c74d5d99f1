"""The nine balances, each on both of its sides (B1-B9)."""

import numpy as np
import pytest
from effects import (
    EVERYBODY_LIVE,
    abandoned,
    benefit,
    embedded,
    exposure,
    first_month,
    leads_by_more,
    levers,
    live,
    live_at,
    mean_stay,
    more,
    net,
    run,
    same,
    scenario,
    site_cost,
    wider_gap,
    worth,
)

from sim.params.names import GAPS
from sim.process.settings import budget_of

SHARED = levers(standard=0.3, tools=0.4, comms=0.3)
RISKS = ("clinical", "operational", "financial")


@pytest.mark.parametrize("complexity", [0.2, 0.6])
def test_b1_too_simple_and_too_bespoke_both_cost(complexity):
    asks = (*SHARED, f"innovation.complexity={complexity}")
    simple, fitting, bespoke = (
        run(*asks, f"strategy.tailoring={each}") for each in (0, complexity, 1)
    )

    assert more(fitting, simple, live)
    assert more(fitting, bespoke, live)
    assert same(fitting, run(*asks))


def test_b2_too_fast_exposes_and_too_slow_forgoes_benefit():
    mandate = ("strategy=big_bang_mandate", "innovation=remote_monitoring")
    fast = run(*mandate)
    paced, slow = (run(*mandate, f"strategy.wave_cap={each}") for each in (2, 1))

    assert more(fast, paced, exposure)
    gains = ("strategy=big_bang_mandate",)  # ambient voice, whose dip is shallow
    assert more(run(*gains), run(*gains, "strategy.wave_cap=1"), benefit)
    assert more(fast, slow, live_at(36))


def test_b3_a_model_too_rigid_or_too_fluid_rubs():
    half, rigid, fluid = (run(*SHARED, f"strategy.codification={x}") for x in (0.5, 1, 0))

    assert more(half, rigid, live)
    assert more(half, fluid, live)


def test_b4_building_fits_better_and_is_slower_and_dearer():
    slow_case = ("system.board_interval=1",)
    built, bought = (run(*slow_case, f"strategy.sourcing={x}") for x in ("build", "buy"))

    assert more(bought, built, live)
    assert more(built, bought, site_cost)
    # what it gains: a narrower technical gap for those who are live
    gap = ("load.technical=0.9", *EVERYBODY_LIVE)
    assert more(run(*gap, "strategy.sourcing=build"), run(*gap), first_month)


def test_b4_a_partner_learns_with_its_sites_after_a_longer_procurement():
    partner, bought = (
        run(*levers(comms=0.4), f"strategy.sourcing={x}") for x in ("partner", "buy")
    )

    assert more(partner, bought, embedded)
    at_once = (*levers(comms=0.4), *(f"levers.partner.{gap}=0" for gap in GAPS))
    waits, goes = (run(*at_once, f"strategy.sourcing={x}") for x in ("partner", "buy"))
    assert mean_stay(waits, "deciding") > mean_stay(goes, "deciding")


def test_b5_inclusive_design_closes_the_equity_gap_and_costs():
    left_out = ("assumptions.exclusion=0.5",)
    inclusive, not_ = (run(*left_out, f"strategy.inclusive={each}") for each in (1, 0))
    plans = [scenario(*left_out, f"strategy.inclusive={each}") for each in (1, 0)]
    charges = [budget_of(each, 60).charges for each in plans]

    assert wider_gap(not_, inclusive)
    assert more(inclusive, not_, live)
    assert charges[0] - charges[1] == pytest.approx(0.05 * 1200, rel=0.01)


def test_b5_a_general_solution_reaches_further_and_a_tailored_one_fits_better():
    tools = (*levers(tools=0.6, comms=0.4), "strategy.plan=0")
    harmless = tuple(f"innovation.risk.{each}=0" for each in RISKS)
    risky = tuple(f"innovation.risk.{each}=1" for each in RISKS)

    def pair(*risk):
        return [run(*tools, *risk, f"strategy.general={each}") for each in (1, 0)]

    assert more(*pair(*harmless), live)  # reach
    general, tailored = pair(*risky)
    assert more(general, tailored, exposure)  # fit, where there is risk
    assert more(tailored, general, site_cost)  # and what fitting costs
    assert leads_by_more(pair(*harmless), pair(*risky), live)


def test_b6_integration_trades_reach_for_benefit():
    point, whole = (run(f"strategy.integration={each}") for each in (0, 1))

    assert more(point, whole, live_at(36))
    assert more(whole, point, worth)
    assert more(point, whole, abandoned)
    assert more(whole, point, site_cost)


def test_b6_integration_in_steps_starts_early_and_gains_later():
    start = ("strategy.integration=0.3",)
    stepped, point = run(*start, "strategy.integration_ramp=0.2"), run(*start)
    whole = run("strategy.integration=1")

    assert more(stepped, point, worth)
    assert more(stepped, whole, live_at(24))


def test_b7_each_culture_likes_its_own_way():
    def pair(orientation):
        culture = (*SHARED, f"system.orientation={orientation}")
        return [run(*culture, f"strategy.codification={each}") for each in (0.9, 0.1)]

    to_the_letter, loosely = pair(0.2)  # a culture of standards
    assert more(to_the_letter, loosely, live)
    to_the_letter, loosely = pair(0.8)  # a culture of adaptation
    assert more(loosely, to_the_letter, live)


def test_b8_rules_trade_speed_for_safety():
    strict, loose = (run(f"system.regulation={each}") for each in (1, 0))

    assert more(loose, strict, live_at(36))
    assert more(loose, strict, exposure)
    assert np.array_equal(strict.stages[:, 1], loose.stages[:, 1])  # it binds boards, not minds


def test_b8_principles_take_less_than_rules():
    strict = ("system.regulation=1",)
    principles, rules = run(*strict, "system.principles=true"), run(*strict)

    assert more(principles, rules, live)
    assert np.array_equal(principles.stages[:, 0], rules.stages[:, 0])


def test_b9_a_short_contract_is_lost_sooner_and_a_long_one_ages():
    """In a market that moves, neither the shortest nor the longest contract is worth most."""
    moving = ("innovation.pace=0.03",)
    short, middle, long = (run(*moving, f"strategy.contract={each}") for each in (3, 18, 72))

    assert more(middle, short, net)
    assert more(middle, long, net)


def test_b9_where_nothing_ages_longer_is_better():
    still = ("innovation.pace=0",)

    assert more(run(*still, "strategy.contract=60"), run(*still, "strategy.contract=6"), net)


def test_b9_a_long_contract_locks_sites_in_and_embeds_nobody_more():
    """It keeps more sites live than no contract does, but those that stay unwillingly are told."""
    still = ("innovation.pace=0",)
    long, middle, free = (run(*still, f"strategy.contract={each}") for each in (60, 18, "null"))

    def locked_in(o):
        return o.locked_in[:, -1].astype(float)

    assert more(long, free, live_at(-1))
    assert more(free, long, lambda o: o.embedded[:, -1])
    assert more(long, middle, locked_in)
    assert not free.locked_in.any()
