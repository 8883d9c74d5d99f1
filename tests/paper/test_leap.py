"""Making the leap: the end state, frameworks, de-risking, pilots, partners (C32-C47)."""

import numpy as np
import pytest
from effects import (
    EVERYBODY_LIVE,
    abandoned,
    benefit,
    committed,
    embedded,
    exposure,
    first_month,
    leads_by_more,
    levers,
    live,
    mean_stay,
    more,
    net,
    retained,
    run,
    same,
    scenario,
    stage_share,
    worth,
)

from sim.outcomes.summary import summary
from sim.params.names import COM_B, NPT, STAGES
from sim.process.settings import budget_of, settings_of

BY_SCORES = tuple(
    f"innovation.added_load.{gap}=0"
    for gap in ("cultural", "capacity", "evidence", "technical", "financial")
)
DOMAINS = ("condition", "technology", "value", "adopters", "organisation", "wider_system")
FAILING = ("innovation.disruption=0.8",)


def read(outcomes):
    """The rows of the summary by their names."""
    return {row.quantity: row for row in summary(outcomes)}


def test_c32_knowing_what_success_looks_like_speeds_it_and_costs_a_little():
    monitoring = ("innovation=remote_monitoring",)
    blend = run(*monitoring, "strategy.end_state=blend")
    money = [budget_of(scenario(f"strategy.end_state={each}"), 60) for each in ("blend", "none")]

    assert more(blend, run(*monitoring, "strategy.end_state=none"), live)
    assert money[0].charges - money[1].charges == pytest.approx(0.02 * money[1].total)
    assert money[0].monthly < money[1].monthly


def test_c33_value_based_care_guides_investment_where_there_are_data():
    free = ("assumptions.end_state_cost=0",)

    def pair(maturity):
        return [run(f"system.maturity={maturity}", f"strategy.end_state={each}", *free)
                for each in ("vbhc", "none")]  # fmt: skip

    assert more(*pair(0.6), live)
    assert settings_of(scenario("strategy.end_state=vbhc"), 60).value_finance == 0.2
    # early on, before those with much digital maturity have nothing left to gain
    assert leads_by_more(pair(0.6), pair(0.1), lambda o: o.live[:, :36].mean(axis=1))


def test_c34_experience_based_co_design_gains_ownership_and_delays_nobodys_case():
    free = ("assumptions.end_state_cost=0", "innovation=remote_monitoring")
    designed, plain = run("strategy.end_state=ebcd", *free), run(*free)

    assert more(designed, plain, committed)
    assert more(plain, designed, abandoned)
    cases = [settings_of(scenario(f"strategy.end_state={x}"), 60) for x in ("ebcd", "none")]
    assert cases[0].case_factor == cases[1].case_factor
    paid = run("strategy.end_state=ebcd", "innovation=remote_monitoring")
    assert more(paid, plain, live)  # also for its price, a share of the budget once


def test_c35_lean_helps_an_incremental_change_and_falls_short_of_a_disruptive_one():
    def pair(disruption):
        changed = (f"innovation.disruption={disruption}", *EVERYBODY_LIVE)
        return [run(*changed, f"strategy.end_state={each}") for each in ("lean_qi", "none")]

    assert more(*pair(0.1), embedded)
    assert more(*pair(0.1), benefit)
    lean, none = pair(0.8)
    assert more(none, lean, worth)
    assert leads_by_more(pair(0.15), pair(0.8), worth)  # in combination, for what disrupts


@pytest.mark.parametrize("domain", DOMAINS)
def test_c36_a_complex_domain_of_nasss_holds_it_back(domain):
    simple, complicated = (run(*BY_SCORES, f"innovation.nasss.{domain}={x}") for x in (0, 1))

    assert more(simple, complicated, live)


def test_c36_what_is_hard_to_embed_is_left_again():
    easy, hard = (run(f"innovation.nasss.embedding={each}") for each in (0, 1))

    assert more(easy, hard, retained)
    ageing = "strategy.contract=36"
    assert more(
        run("innovation.nasss.embedding=0", ageing), run("innovation.nasss.embedding=1", ageing),
        worth,
    )  # fmt: skip


@pytest.mark.parametrize("part", ["identity", "public_trust", "privacy"])
def test_c36_a_part_of_a_domain_counts_where_it_is_harder_than_the_whole(part):
    assert more(run(), run(f"innovation.nasss.{part}=1"), live)
    assert same(run(), run(f"innovation.nasss.{part}=0"))


def test_c37_the_four_constructs_of_npt_are_read_off_the_stages():
    o = run()
    told = read(o)

    assert list(NPT.values()) == ["aware", "committed", "implementing", "embedded"]
    for construct, stage in NPT.items():
        row = told[f"npt_{construct}"]
        assert row.mean == pytest.approx(o.share(STAGES.index(stage))[:, -1].mean())
        assert "NPT" in row.meaning


def test_c38_com_b_reads_the_binding_gaps_and_all_three_are_needed():
    told = read(run("strategy=none"))
    lacks = {each: told[f"lacks_{each}"] for each in COM_B}

    assert set(lacks) == {"capability", "opportunity", "motivation"}
    assert sum(row.mean for row in lacks.values()) == pytest.approx(1)
    assert all("COM-B" in row.meaning for row in lacks.values())
    for gaps in COM_B.values():
        lacking = run(*(f"load.{gap}=1" for gap in gaps))
        assert more(run(*(f"load.{gap}=0.2" for gap in gaps)), lacking, live)


def test_c39_poor_usability_raises_abandonment():
    poor, good = (run(f"innovation.usability={each}") for each in (0.1, 0.9))

    assert more(poor, good, abandoned)
    assert more(good, poor, embedded)


def test_c39_good_design_is_learnt_faster():
    usable, plain = (run(f"innovation.usability={x}", *EVERYBODY_LIVE) for x in (0.9, 0.1))

    assert more(usable, plain, lambda o: o.by_age_sum[:, 6] / np.maximum(o.by_age_count[:, 6], 1))


def test_c40_move_fast_and_break_things_exposes_and_excess_caution_stifles():
    plan = ("strategy=big_bang_mandate", "assumptions.mandate_office=0")
    fast, measured, cautious = (run(*plan, f"strategy.wave_cap={x}") for x in ("null", 4, 1))

    assert more(fast, measured, exposure)
    assert more(measured, cautious, benefit)


def test_c41_de_risking_saves_the_dip_and_the_next_attempt():
    safe, plain = (
        run(*plan, *FAILING, replicates=128)
        for plan in (levers(comms=0.4, derisk=0.6), levers(comms=0.4))
    )

    assert more(safe, plain, first_month)
    assert more(plain, safe, abandoned)
    assert more(plain, safe, exposure)
    short, long = (
        run(*levers(comms=0.4, derisk=0.6), *FAILING, f"assumptions.derisk_cool_off={x}")
        for x in (9, 0)
    )
    assert more(long, short, stage_share("abandoned"))


def test_c42_measures_agreed_from_the_start_make_the_benefit_visible():
    measured = run(*levers(comms=0.3, data=0.7))
    unmeasured = run(*levers(comms=0.3), "strategy.evaluate=false")
    told = read(measured)

    assert more(measured, unmeasured, benefit)
    assert {"benefit", "in_year_cash", "months_to_pay_back"} <= set(told)


TOOLS = (*levers(tools=0.5, comms=0.3, data=0.2), "strategy.pilots=8")
PURPOSES = {
    "workflow": (committed, ("strategy=none", "strategy.pilots=8")),
    "adaptation": (live, TOOLS),
    "usability": (embedded, TOOLS),
    "training": (live, TOOLS),
}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_c43_a_pilot_gains_what_it_is_asked_about(purpose):
    gained, plan = PURPOSES[purpose]

    free = ("assumptions.purpose_cost=0",)
    assert more(run(*plan, *free, f"strategy.pilot_purpose={purpose}"), run(*plan), gained)


def test_c43_more_pilots_give_more_to_learn_from():
    several, none = (run(f"strategy.pilots={each}", "strategy=none") for each in (6, 0))

    assert more(several, none, lambda o: o.ever_live[:, -1] - o.ever_live[:, 0])


def test_c44_a_pilot_builds_confidence_and_not_efficacy():
    heard, unheard = (run(f"assumptions.pilot_evidence={each}") for each in (4, 0))
    settings = [settings_of(scenario(f"strategy.pilots={x}"), 60) for x in (0, 8)]

    assert more(heard, unheard, committed)
    assert settings[0].quality == settings[1].quality
    assert settings[0].benefit == settings[1].benefit


def test_c45_a_case_drafted_before_the_pilot_brings_early_adopters_forward():
    drafted, blank = (run(f"strategy.case_head_start={each}") for each in (1, 0))

    def early(o):
        return o.live[:, :25].mean(axis=1)

    assert more(drafted, blank, early)
    assert mean_stay(drafted, "committed") < mean_stay(blank, "committed")
    unplanned = [run("strategy.plan=0", f"strategy.case_head_start={each}") for each in (1, 0)]
    assert same(*unplanned)


def test_c46_what_worked_elsewhere_reaches_the_unlike_once_it_is_planned_for():
    plan = levers(tools=0.5, comms=0.3, data=0.2)
    planned, hoped = (run(*plan, f"strategy.plan={each}") for each in (0.8, 0))

    assert more(planned, hoped, live)
    assert more(
        run(*plan, "strategy.plan=0", "assumptions.similarity_across_types=0.9"),
        run(*plan, "strategy.plan=0", "assumptions.similarity_across_types=0"),
        live,
    )


def test_c47_a_supplier_who_is_a_partner_speeds_learning_and_keeps_it_current():
    partner, plain = levers(comms=0.4, partner=0.6), levers(comms=0.4)
    monitoring = ("innovation=remote_monitoring",)

    assert more(run(*partner), run(*plain), embedded)
    assert more(run(*partner, *monitoring), run(*plain, *monitoring), retained)
    ageing = ("innovation.pace=0.03", "strategy.contract=36", *EVERYBODY_LIVE)
    assert more(run(*partner, *ageing), run(*plain, *ageing), worth)
    assert more(run(*partner, *ageing), run(*partner, *ageing, "assumptions.partner_pace=0"), worth)


def test_c47_what_a_partnership_brings_is_worth_its_money_where_the_technical_gap_is_wide():
    wide = ("load.technical=0.85",)

    assert more(run(*levers(comms=0.4, partner=0.6), *wide), run(*levers(comms=0.4), *wide), net)
