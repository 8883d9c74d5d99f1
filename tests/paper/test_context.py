"""Attributes, adopters, procurement, the call to action, and two cases (C67-C75)."""

from itertools import pairwise

import numpy as np
import pytest
from effects import (
    EVERYBODY_LIVE,
    LEVEL,
    abandoned,
    committed,
    embedded,
    exposure,
    group_leads,
    group_live,
    leads_by_more,
    levers,
    live,
    live_at,
    more,
    net,
    retained,
    run,
    scenario,
    stage_share,
    worth,
)

from sim.config import GROUPS
from sim.outcomes import mean_interval
from sim.params import Scenario, parameters
from sim.params.names import CATEGORIES

RISES = {
    "relative_advantage": 1,
    "compatibility": 1,
    "complexity": -1,
    "trialability": 1,
    "observability": 1,
}


@pytest.mark.parametrize("attribute", RISES)
def test_c67_each_of_rogers_attributes_has_its_sign(attribute):
    high, low = (
        run("strategy=comms_drumbeat", "strategy.pilots=2", f"innovation.{attribute}={each}")
        for each in (0.9, 0.2)
    )

    assert more(high, low, live) if RISES[attribute] > 0 else more(low, high, live)


def test_c67_what_fits_how_people_work_narrows_two_gaps():
    fits = "assumptions.compatibility_slope=0.4"

    def pair(*slope):
        return [run(f"innovation.compatibility={each}", *slope) for each in (1, 0)]

    assert leads_by_more(pair(fits), pair(), live)


def test_c67_complexity_is_learnt_slowly():
    def at_six_months(o):
        return o.by_age_sum[:, 6] / np.maximum(o.by_age_count[:, 6], 1)

    simple, complex_ = (run(*EVERYBODY_LIVE, f"innovation.complexity={x}") for x in (0.1, 0.9))

    assert more(simple, complex_, at_six_months)


def test_c68_easy_to_try_and_visibly_better_spreads_and_costly_integration_slows():
    easy = ("innovation.trialability=0.9", "innovation.observability=0.9")
    hidden = ("innovation.trialability=0.3", "innovation.observability=0.3")

    assert more(run("strategy=none", *easy), run("strategy=none", *hidden), live)
    assert more(run(), run("strategy.integration=1"), live_at(36))


def test_c69_adopters_come_in_the_order_of_their_categories():
    o = run("strategy=none", replicates=128)

    for ahead, behind in pairwise(CATEGORIES):
        assert group_leads(o, ("category", ahead), ("category", behind)).low > 0, (ahead, behind)


def test_c69_then_it_slows_among_the_cautious_who_need_tailored_help():
    helped, alone = run(), run("strategy=none")
    laggards = [group_live(o, "category", "laggards") for o in (helped, alone)]

    assert alone.live[:, 36].mean() < 0.34  # not across the chasm by itself
    gain = laggards[0] - laggards[1]
    assert mean_interval(gain, alone.batch_clusters, LEVEL, alone.batch_replicates).low > 0


ELEMENTS = {
    "innovation": "innovation.relative_advantage=0.2",
    "adopters": "system.culture=0.3",
    "channels": "strategy.shares.exemplar=0",
    "time": "clock.months=48",
    "social system": "system.ties_same_region=0.05",
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_c70_each_of_the_five_elements_of_diffusion_is_a_part_of_a_scenario(element):
    key = ELEMENTS[element].split("=")[0]

    assert key in {each.key for each in parameters(Scenario())}
    assert {"innovation", "system", "strategy"} <= set(GROUPS)
    if element == "channels":
        assert more(run(), run("strategy=none"), live)
    else:
        changed = run(ELEMENTS[element])
        assert not np.array_equal(changed.stages[:, :49], run().stages[:, :49]) or (
            changed.months == 48
        )


def test_c71_top_down_messaging_without_commitment_does_not_take_root():
    mandate = ("strategy=big_bang_mandate",)

    assert more(run(*mandate), run(), exposure)
    assert more(run(), run(*mandate), retained)
    # whoever is compelled faces a wider cultural gap and gives up more
    free = ("assumptions.compelled_factor=1",)
    assert more(run(*mandate), run(*mandate, *free), abandoned)
    # and believes less of what others tell it
    untouched = run(*mandate, "assumptions.trust_lost=0")
    assert more(run(*mandate, "assumptions.trust_lost=0.1"), untouched, abandoned)


def test_c71_champions_and_peers_move_others():
    with_, without = (run(f"assumptions.champion_gain={x}", "strategy=none") for x in (0.1, 0))

    assert more(with_, without, live)
    peers, strangers = (run(f"assumptions.word_of_mouth={x}", "strategy=none") for x in (0.6, 0))
    assert more(peers, strangers, live)


def test_c72_where_the_market_moves_a_contract_ages_and_a_partner_keeps_up():
    held = ("strategy.contract=36", *EVERYBODY_LIVE)
    fast, still = (run(*held, f"innovation.pace={each}") for each in (0.03, 0))

    assert more(still, fast, worth)
    partner = run(*held, "innovation.pace=0.03", "strategy.sourcing=partner")
    assert more(partner, fast, worth)


AUDIENCES = {
    "innovators": ("innovation.usability=0.9", embedded),
    "clinicians": ("assumptions.champion_gain=0.1", live),
    "patients": ("innovation.observability=0.95", live),
    "leaders": ("system.incentives=0.9", live),
    "research": ("assumptions.evidence_months=2", live),
    "employers": ("system.training=0.03", live),
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_c73_each_audience_of_the_call_to_action_has_a_dial(audience):
    """Who does what is a reading: each part that is called for moves an outcome."""
    dial, outcome = AUDIENCES[audience]
    quiet = ("strategy=none",)

    assert more(run(*quiet, dial, replicates=128), run(*quiet, replicates=128), outcome)


def test_c73_training_over_the_years_lifts_late_adopters_most():
    trained, plain = (run(f"system.training={x}", replicates=128) for x in (0.05, 0))

    def gain(category):
        groups = [group_live(o, "category", category, 36) for o in (trained, plain)]
        return groups[0] - groups[1]

    late = gain("late majority") - gain("early adopters")
    found = mean_interval(late, plain.batch_clusters, LEVEL, plain.batch_replicates)
    assert found.low > 0, found


def test_c74_ambient_voice_in_london_was_piloted_at_eight_sites_of_five_kinds():
    plan = scenario("strategy=avt_london")
    o = run("strategy=avt_london")
    types = [k for k, (dimension, _) in enumerate(o.groups) if dimension == "type"]

    assert (plan.strategy.pilots, plan.strategy.mixed_pilots) == (8, True)
    assert np.all(o.stages[:, 0, 4] == 8)
    # of five kinds, or of each that there is
    assert np.all((o.group_stages[:, 0, types, 4] > 0).sum(axis=1) >= 5)
    assert more(o, run("strategy=none"), live)


def test_c74_its_market_moved_while_the_pilot_ran():
    contract = ("strategy=avt_london", "strategy.contract=12")
    moving, still = (run(*contract, f"innovation.pace={each}") for each in (0.02, 0))

    assert more(still, moving, net)


def test_c75_freed_reached_nine_in_ten_within_three_years_of_national_help():
    """Over 50 of 54 in life, with more money than the budget all comparisons share."""
    freed = ("system=specialist_network", "innovation=freed", "system.value_breadth=0.5")
    national = run(*freed, "strategy.budget_per_organisation=900")

    assert mean_interval(national.live[:, 36], national.clusters).low > 0.75
    assert more(national, run(*freed, "strategy=none"), live)
    assert more(national, run(*freed, *levers()), stage_share("embedded"))
    assert more(national, run(*freed, "strategy.budget_per_organisation=200"), committed)
