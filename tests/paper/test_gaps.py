"""The five gaps and the bridges over them (C18-C31)."""

import pytest
from effects import (
    abandoned,
    benefit,
    committed,
    embedded,
    exposure,
    in_year_cash,
    leads_by_more,
    levers,
    live,
    mean_stay,
    more,
    run,
    shipped,
    site_cost,
    worth,
)

from sim.params.names import GAPS

NO_CHAMPIONS = (
    "assumptions.champion_base=0",
    "assumptions.champion_by_culture=0",
    "assumptions.champion_gain=0",
    "assumptions.support_champion=0",
    "assumptions.cop_champion=0",
)


def test_c18_a_wide_cultural_gap_slows_and_co_design_bridges_it():
    wide, narrow = (run(f"load.cultural={each}") for each in (0.8, 0.2))

    assert more(narrow, wide, committed)
    assert more(run(*levers(codesign=0.5)), run(*levers()), committed)
    closes = run(*levers(codesign=0.5), "levers.codesign.cultural=0.3")
    assert more(closes, run(*levers(codesign=0.5), "levers.codesign.cultural=0"), live)


def test_c19_where_knowledge_passes_along_trusted_ties_it_spreads():
    none = ("strategy=none",)
    trusted, unheard = (run(*none, f"assumptions.evidence_via_ties={x}") for x in (0.3, 0))

    assert more(trusted, unheard, live)


def test_c19_less_trust_between_types_and_in_what_others_tell_slows_spread():
    assert more(run(), run("system.trust_across_types=0.2"), live)
    assert more(run(), run("system.trust=0.3"), live)


def test_c19_orders_and_failures_nearby_undermine_trust():
    forced = ("strategy=big_bang_mandate",)
    forgiving, hurt = (run(*forced, f"assumptions.trust_lost={each}") for each in (0, 0.1))
    assert more(forgiving, hurt, embedded)
    failing = ("strategy=comms_drumbeat", "innovation.disruption=0.7", "assumptions.trust_lost=1")
    assert more(run(*failing[:2]), run(*failing), live)


def test_c19_bad_news_among_neighbours_undermines_it():
    failing = ("innovation.disruption=0.7",)
    doubted, plain = (run(*failing, f"assumptions.bad_news={each}") for each in (3, 0))

    assert more(plain, doubted, live)


def test_c20_stretched_and_tired_organisations_slow_and_give_up():
    assert more(run("system.capacity=0.6"), run("system.capacity=0.25"), embedded)
    assert more(run("system.capacity=0.2"), run("system.capacity=0.7"), abandoned)
    rested, tired = (run(f"assumptions.fatigue_start={each}") for each in (0, 0.5))
    assert more(rested, tired, live)


def test_c20_a_failure_makes_the_next_attempt_harder():
    failing = ("innovation.disruption=0.9", "assumptions.abandon_in_dip=0.4")
    shrugged, marked = (
        run(*failing, f"assumptions.fatigue_failure={x}", replicates=128) for x in (0, 1)
    )

    assert more(shrugged, marked, embedded)


def test_c20_time_and_tools_bridge_the_capacity_gap():
    assert more(run(*levers(one2one=0.5, comms=0.3)), run(*levers(comms=0.3)), embedded)
    assert more(run(*levers(tools=0.5, comms=0.3)), run(*levers(comms=0.3)), embedded)


def test_c21_champions_build_confidence():
    assert more(run(), run(*NO_CHAMPIONS), live)
    assert more(run("assumptions.champion_loss=0"), run("assumptions.champion_loss=0.2"), live)


def test_c21_phased_roll_outs_spare_the_dip():
    crowd = ("strategy=big_bang_mandate",)

    assert more(run(*crowd), run(*crowd, "strategy.wave_cap=2"), exposure)


def test_c22_efficacy_is_not_evidence_that_it_works_here():
    """Nobody has lived with it, or nobody is heard: the same efficacy convinces fewer."""
    silent = ("assumptions.evidence_via_ties=0", "assumptions.evidence_pooled=0")

    assert more(run(), run(*silent), committed)
    better = run(*silent, "innovation.relative_advantage=1")
    assert more(run("innovation.relative_advantage=1"), better, committed)
    assert more(run("load.evidence=0.2"), run("load.evidence=0.9"), live)


def test_c23_evaluation_built_in_from_the_start_makes_evidence():
    assert more(run("strategy.evaluate=true"), run("strategy.evaluate=false"), live)
    assert more(run(*levers(data=0.5)), run(*levers()), live)


def test_c24_old_systems_and_low_maturity_widen_the_technical_gap():
    assert more(run("system.maturity=0.6"), run("system.maturity=0.3"), live)
    assert more(run("system.legacy=0"), run("system.legacy=1"), live)


def test_c25_embedded_in_the_workflow_is_worth_more_than_standalone():
    whole, alone = (run(f"strategy.integration={each}") for each in (1, 0))

    assert more(whole, alone, worth)


def test_c26_standards_and_partners_bridge_the_technical_gap():
    wide = ("load.technical=0.8",)
    plain = run(*levers(comms=0.4), *wide)
    for lever in ("standard", "partner"):
        helped = levers(comms=0.4, **{lever: 0.6})
        assert more(run(*helped, *wide), plain, live)
        assert more(run(*helped, *wide), run(*helped, *wide, f"levers.{lever}.technical=0"), live)


def test_c27_savings_within_the_year_make_the_case():
    quick, slow = (run(f"innovation.in_year_share={x}") for x in (0.7, 0.1))

    assert more(quick, slow, live)
    assert more(quick, slow, in_year_cash)


def test_c27_what_gains_more_or_costs_less_spreads_further():
    assert more(run("innovation.benefit=0.12"), run("innovation.benefit=0.04"), live)
    for price in ("setup=60", "monthly=3"):
        assert more(run(), run(f"innovation.price.{price}"), live)
    falling, rising = (
        run("innovation.price.monthly=3", f"innovation.price.trend={x}") for x in (-0.3, 0.3)
    )
    assert more(falling, rising, live)
    assert more(rising, falling, site_cost)


def test_c27_savings_that_need_an_old_service_to_close_come_late():
    tied = ("innovation.decommissioning=0.8", "strategy.redesign=0")

    assert more(run(), run(*tied), live)
    assert more(run(), run(*tied), in_year_cash)
    assert more(run(*tied, "strategy.redesign=1"), run(*tied), live)


def test_c28_counting_quality_experience_and_wellbeing_makes_the_case():
    broad, narrow = (run(f"system.value_breadth={each}") for each in (1, 0))

    assert more(broad, narrow, live)
    assert more(broad, narrow, committed)  # before any board has met


def test_c29_aligned_incentives_and_flexible_funding_speed_it():
    aligned, apart = (run(f"system.incentives={each}") for each in (1, 0))
    assert more(aligned, apart, live)
    assert more(aligned, apart, in_year_cash)
    # Eight grants of 35,000 are 280,000 of a budget of 1.2 million.
    granted, plain = run(*levers(comms=0.3, grants=0.7)), run(*levers(comms=0.3))
    assert more(granted, plain, live)
    assert mean_stay(granted, "deciding") < mean_stay(plain, "deciding")


@pytest.mark.parametrize("scenario", ["avt_london", "glp1_weight_management", "freed_england"])
@pytest.mark.parametrize("dial", ["value_breadth", "incentives"])
def test_c28_c29_breadth_and_incentives_each_act_in_shipped_scenarios(scenario, dial):
    high, low = (shipped(scenario, f"system.{dial}={each}") for each in (1, 0))

    assert more(high, low, live)


def test_c28_c29_incentives_make_no_case_but_breadth_does():
    """Until a case is written and a board meets, incentives change nothing that happens."""
    slow = ("assumptions.case_preparation=24", "system.maturity=0.6")
    aligned, apart = (run(*slow, f"system.incentives={x}") for x in (1, 0))
    broad, narrow = (run(*slow, f"system.value_breadth={x}") for x in (1, 0))

    assert (aligned.stages[:, :9] == apart.stages[:, :9]).all()
    assert (broad.stages[:, :9] != narrow.stages[:, :9]).any()
    assert more(broad, narrow, committed)


BRIDGES = {
    "relationships and capacity": dict(codesign=0.3, one2one=0.3),
    "the right evidence": dict(data=0.6),
    "technical barriers early": dict(standard=0.3, partner=0.3),
    "rethink finance": dict(grants=0.3, standard=0.3),
}


@pytest.mark.parametrize("bridge", BRIDGES)
def test_c30_each_of_the_four_bridges_carries(bridge):
    assert more(run(*levers(comms=0.2, **BRIDGES[bridge])), run(*levers(comms=0.2)), live)


@pytest.mark.parametrize("gap", GAPS)
def test_c31_any_one_gap_left_open_holds_it_back(gap):
    closed, wide = (run(f"load.{gap}={each}") for each in (0.1, 1))

    assert more(closed, wide, live)


def test_c31_a_surplus_on_one_gap_does_not_pay_for_another():
    """With a product, one gap wide open costs the more the further the others are bridged."""
    others = tuple(f"load.{gap}=0.1" for gap in GAPS if gap != "financial")
    bridged = (
        run(*others, "load.financial=0.1"),
        run(*others, "load.financial=1"),
    )
    usual = run("load.financial=0.1"), run("load.financial=1")

    assert leads_by_more(bridged, usual, benefit)
