"""The challenge: types, disruption, and where it spreads fast (C01-C17)."""

import numpy as np
import pytest
from effects import (
    EVERYBODY_LIVE,
    LEVEL,
    abandoned,
    aware,
    benefit,
    committed,
    embedded,
    equity_gap,
    exposed,
    exposure,
    first_month,
    group_leads,
    group_live,
    lead,
    live,
    live_at,
    more,
    retained,
    run,
    scenario,
    site_cost,
    wider_gap,
    worth,
)

from sim.config import presets
from sim.outcomes import mean_interval
from sim.outcomes.summary import summary
from sim.process.settings import settings_of

NOBODY_LEAVES = ("assumptions.abandon_in_dip=0", "assumptions.discontinue_embedded=0")
BY_SCORES = tuple(
    f"innovation.added_load.{gap}=0"
    for gap in ("cultural", "capacity", "evidence", "technical", "financial")
)
PRIVATE = ("system=private_mixed", "system.incentives=0.5")
COMBINED = ("assumptions.combined_benefit=0.25", "assumptions.combined_load=0.05")
TYPES = ("medical_product", "digital", "care_model")


def of_types(*types):
    """Overrides of an innovation of these types, whose numbers follow from them."""
    kinds = (f"innovation.types.{each}={int(each in types)}" for each in TYPES)
    return (*kinds, *BY_SCORES, "innovation.disruption=null", "innovation.benefit=null", *COMBINED)


def months_in_the_red(o):
    """The first month after go-live in which performance is above that of before."""
    curve = o.by_age_sum.sum(axis=0) / np.maximum(o.by_age_count.sum(axis=0), 1)
    return int(np.argmax(curve > 0))


def test_c01_performance_dips_before_it_gains():
    o = run(*EVERYBODY_LIVE, *NOBODY_LEAVES)
    curve = o.by_age_sum.sum(axis=0) / np.maximum(o.by_age_count.sum(axis=0), 1)
    lowest = int(curve[:-1].argmin())

    assert curve[0] < 0 < curve[-2]
    assert lowest < months_in_the_red(o) < 24
    assert np.count_nonzero(np.diff(np.sign(curve[:-1]))) == 1  # a U: it crosses zero once


def test_c01_the_deeper_the_dip_the_longer_until_the_gain():
    shallow, deep = (
        run(*EVERYBODY_LIVE, *NOBODY_LEAVES, f"innovation.disruption={each}") for each in (0.2, 0.6)
    )

    assert months_in_the_red(shallow) < months_in_the_red(deep)


def test_c02_a_dip_touches_safety_and_no_dip_does_not():
    harmless = run("assumptions.deepest_dip=0")

    assert exposed(harmless).sum() == 0
    assert more(run(), harmless, exposed)


def test_c02_the_less_is_tolerated_the_more_is_exposed():
    assert more(run("assumptions.tolerance=0"), run("assumptions.tolerance=0.1"), exposed)


def test_c02_use_that_nobody_approved_is_a_risk_while_an_organisation_waits():
    used = ("innovation.own_use.start=0.2", "strategy=none")

    assert more(run(*used, "innovation.own_use.risk=0.005"), run(*used), exposed)


def test_c03_new_entrants_adopt_fast_and_widen_inequity():
    alone = (*PRIVATE, "strategy=none")
    mixed, serving = run(*alone), run(*alone, "system.types.private.can_be_deprived=true")
    private, network = ("type", "Private provider"), ("type", "GP network")

    assert group_leads(mixed, private, network).low > 0
    assert mean_interval(equity_gap(mixed), mixed.batch_clusters, LEVEL).low > 0
    assert wider_gap(mixed, serving)


@pytest.mark.parametrize(
    "bet", ["ai_decision_support", "genomics", "wearables", "robotics", "joined_up_data"]
)
def test_c04_each_big_bet_is_a_preset_with_types_and_scores(bet):
    assert bet in {each.name for each in presets("innovation")}
    chosen = scenario(f"innovation={bet}").innovation
    scores = chosen.nasss

    assert sum((chosen.types.medical_product, chosen.types.digital, chosen.types.care_model)) > 0
    assert len({scores.technology, scores.value, scores.adopters, scores.wider_system}) > 1
    assert more(run("innovation=back_office"), run(f"innovation={bet}"), live)


def test_c05_technology_alone_moves_the_bottleneck_and_redesign_follows_it():
    alone = ("innovation.bottleneck_shift=0.7", "strategy.redesign=0")
    redesigned = run("innovation.bottleneck_shift=0.7", "strategy.redesign=1")

    assert more(run(), run(*alone), worth)
    assert more(run(), run(*alone), embedded)
    assert more(redesigned, run(*alone), worth)
    # But for its days, a redesigned pathway is as if nothing had shifted.
    whole = ("innovation.bottleneck_shift=0.7", "strategy.redesign=1")
    assert np.array_equal(run(*whole, "assumptions.redesign_days=0").stages, run().stages)


def test_c06_a_radical_change_exposes_more_and_embeds_less_than_an_incremental_one():
    incremental, radical = (run(f"innovation.disruption={each}") for each in (0.15, 0.65))

    assert more(radical, incremental, exposure)
    assert more(radical, incremental, abandoned)
    assert more(incremental, radical, embedded)


def test_c07_clear_regulation_and_funding_speed_a_medicine():
    clear, unclear = (run(f"innovation.regulatory_clarity={each}") for each in (0.9, 0.3))

    assert more(clear, unclear, live)
    assert more(run("innovation=medicine"), run(), live)
    # and it acts on boards alone: nobody hears or commits earlier for it in the first month
    assert np.array_equal(clear.stages[:, 1], unclear.stages[:, 1])


def test_c08_a_tariff_narrows_the_financial_gap_and_spares_a_board():
    assert more(run("innovation.payment=tariff"), run(), live)
    tariff = settings_of(scenario("innovation.payment=tariff"), 60)
    plain = settings_of(scenario(), 60)
    assert tariff.gap_factor[4] == pytest.approx(0.6 * plain.gap_factor[4])
    assert tariff.fewer_boards == 1


def test_c08_a_consumer_product_is_heard_of_sooner_and_regulated_less_clearly():
    consumer = run("innovation.payment=consumer", "strategy=none")

    assert more(consumer, run("strategy=none"), aware)
    alike = ("assumptions.base_awareness=1", "strategy=none")  # once everybody knows of it
    assert more(run(*alike), run(*alike, "innovation.payment=consumer"), live)


def test_c08_what_staff_take_up_as_consumers_do_is_heard_of_sooner_and_adopted_more():
    used = ("strategy=none", "innovation.own_use.start=0.2")
    waiting, own = run("strategy=none"), run(*used, "innovation.own_use.spread=0.03")
    faster = run(*used, "innovation.own_use.spread=0.1")

    assert more(own, waiting, aware)
    assert more(own, waiting, live)
    assert more(faster, own, aware)


def test_c09_a_new_care_model_asks_more_of_roles_and_workflows_than_a_product():
    gain = "innovation.benefit=0.08"  # the same for both, so that what they ask for differs alone
    model, product = run(*of_types("care_model"), gain), run(*of_types("digital"), gain)

    assert more(model, product, exposure)
    assert more(product, model, committed)
    assert more(model, product, abandoned)
    loads = [settings_of(scenario(*of_types(x)), 60).load for x in ("care_model", "digital")]
    assert loads[0][1] > loads[1][1]  # capacity


def test_c10_a_combination_gains_more_and_disrupts_more_than_its_parts():
    both, one = of_types("medical_product", "digital"), of_types("digital")
    together, alone = settings_of(scenario(*both), 60), settings_of(scenario(*one), 60)

    assert together.disruption == pytest.approx(1 - 0.85 * 0.70)
    assert together.benefit == pytest.approx(0.08 * 1.25)
    assert together.load[2] == pytest.approx(alone.load[2] + 0.05)
    stay = (*EVERYBODY_LIVE, *NOBODY_LEAVES)
    assert more(run(*both, *stay), run(*one, *stay), benefit)
    assert more(run(*both), run(*one), exposure)
    assert more(run(*one), run(*both), live)


def test_c11_each_type_brings_its_own_disruption():
    medicine, digital, model = (run(*of_types(each), *EVERYBODY_LIVE) for each in TYPES)

    assert more(medicine, digital, first_month)
    assert more(digital, model, first_month)


def test_c12_running_old_and_new_side_by_side_is_safer_and_dearer():
    dual, single = (run(f"strategy.dual_running={each}") for each in (1, 0))

    assert more(single, dual, exposure)
    assert more(dual, single, site_cost)
    assert more(single, dual, abandoned)


def test_c13_safe_equitable_sustainable_are_outcomes_that_plans_differ_in():
    told = {row.quantity: row for row in summary(run())}
    playbook, mandate = run(), run("strategy=big_bang_mandate")

    assert {"safety_exposure", "equity_gap", "embedded_of_ever_live"} <= set(told)
    assert more(mandate, playbook, exposure)
    assert more(playbook, mandate, retained)


def test_c14_specialist_services_lead():
    usual = ("strategy=none", "strategy.pilots=2", "system.value_breadth=0.5")
    specialist = run("system=specialist_network", *usual)

    assert more(specialist, run(*usual), live)  # other organisations, same draws of chance


def test_c15_few_legacy_systems_and_short_boards_spread_it_fast():
    few = ("system=few_legacy", "system.regulation=0.5", "system.orientation=0.5")

    assert more(run(*few), run(), live)
    assert more(run("system.legacy=0.1"), run("system.legacy=0.6"), live)
    assert more(run("system.board_interval=1"), run("system.board_interval=4"), live)


def test_c16_private_providers_are_faster_for_a_narrower_population():
    mixed, private = run(*PRIVATE), ("type", "Private provider", 36)
    serves = mixed.groups.index(("deprived", "deprived"))

    for change in ("finance=0.2", "board_interval=6"):
        other = run(*PRIVATE, f"system.types.private.{change}")
        gain = group_live(mixed, *private) - group_live(other, *private)
        assert mean_interval(gain, mixed.batch_clusters, LEVEL, mixed.batch_replicates).low > 0
    elsewhere = mixed.group_sizes[:, serves] / mixed.batch_replicates
    assert np.all(elsewhere <= 60 - 18)  # none of the 18 serves a deprived area


@pytest.mark.parametrize("condition", ["culture", "finance", "capacity"])
def test_c17_it_needs_leadership_investment_and_willingness(condition):
    good, bad = (run(f"system.{condition}={each}") for each in (0.6, 0.3))

    assert more(good, bad, live_at(36)), lead(good, bad, live_at(36))
