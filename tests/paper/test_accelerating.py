"""Accelerating spread: the spread partner, its levers and its plan (C48-C66)."""

import numpy as np
import pytest
from effects import (
    abandoned,
    aware,
    benefit,
    committed,
    embedded,
    exposure,
    first_live_month,
    group_live,
    in_two_phases,
    leads_by_more,
    levers,
    live,
    live_at,
    mean_stay,
    more,
    net,
    run,
    scenario,
    sites_live,
    stage_share,
)

from sim.outcomes import mean_interval
from sim.params.names import COMMITTED

FAILING = ("innovation.disruption=0.7",)
FROZEN = ("assumptions.commitment_rate=0", "assumptions.mandate_compliance=0")


def test_c48_value_comes_only_at_scale():
    site, national = (run(f"strategy.ambition={each}") for each in ("site", "national"))

    assert more(national, site, benefit)
    assert more(national, site, net)


def test_c49_a_spread_partner_gets_further_than_spread_left_alone():
    partner, alone = run(), run("strategy=none")

    assert more(partner, alone, live)
    assert more(partner, alone, embedded)
    assert more(partner, run(*levers()), live)  # than as much money that buys nothing for others


def test_c50_fifteen_networks_and_the_money_they_have():
    assert scenario("system=england").system.regions == 15
    rich, poor = (run(f"strategy.budget_per_organisation={each}") for each in (1000, 200))

    assert more(rich, poor, live)


def test_c51_the_scale_that_is_meant_says_how_far_it_gets():
    site, system, national = (
        run(f"strategy.ambition={each}") for each in ("site", "system", "national")
    )

    assert [o.organisations for o in (site, national)] == [4, 60]  # whom it is said of
    assert more(system, site, sites_live)
    assert more(national, system, sites_live)


def test_c51_an_ambition_set_late_leaves_less_of_the_plan():
    plan = (*levers(tools=0.4, comms=0.3, data=0.3), "strategy.plan=0.8")
    early, late = (run(*plan, f"strategy.ambition_month={each}") for each in (0, 24))

    assert more(early, late, live)
    budget = early.budget, late.budget
    assert budget[0].charges == budget[1].charges  # planned for all the same


def test_c51_an_ambition_can_be_revisited():
    site = ("strategy.ambition=site",)
    reviewed = run(*site, "strategy.ambition_review=12")

    assert more(reviewed, run(*site), sites_live)
    assert more(run(), reviewed, live)  # a year later than if all had been meant at once


def test_c52_stakeholders_are_engaged_throughout_and_not_once():
    throughout = in_two_phases("codesign", "codesign")
    once = in_two_phases("codesign", "exemplar")

    assert more(throughout, once, committed)
    assert more(once, in_two_phases("exemplar", "exemplar"), committed)


def test_c53_future_adopters_who_take_part_commit_earlier_and_use_what_was_made():
    plan = levers(codesign=0.4, standard=0.4, comms=0.2)

    assert more(run(*plan), run(*plan, "assumptions.codesign_threshold_cut=0"), committed)
    without = levers(standard=0.4, comms=0.2)
    needed, unneeded = (
        run(*without, f"assumptions.codesign_relevance={each}") for each in (0.4, 0)
    )
    assert more(unneeded, needed, live)  # templates made without them are used less


def test_c54_communication_that_listens_and_answers_builds_the_trust_that_spread_depends_on():
    for plan in ("strategy=hin_playbook", "strategy=comms_drumbeat"):
        assert more(run(plan, "strategy.two_way=1"), run(plan, "strategy.two_way=0"), live)


def test_c54_trust_is_built_by_designing_together_too():
    together = levers(codesign=0.6, comms=0.4)
    built, untouched = (run(*together, f"assumptions.trust_built={each}") for each in (0.03, 0))

    assert more(built, untouched, live)


def test_c55_the_drumbeat_sustains_momentum():
    drumbeat = (*levers(comms=0.6), "assumptions.lapse_rate=0.13")

    assert more(run(*drumbeat), run(*drumbeat, "assumptions.comms_momentum=0"), live)
    assert more(
        run("strategy=comms_drumbeat", "strategy.programme=36"),
        run("strategy=comms_drumbeat", "strategy.programme=12"),
        committed,
    )


def test_c56_advocates_need_to_have_lived_with_it():
    plan = (*levers(comms=0.6), "strategy.pilots=0")
    loud, mute = (run(*plan, f"assumptions.advocates_exposure={each}") for each in (0.5, 0))
    begun = np.minimum(first_live_month(loud), first_live_month(mute))
    before = np.arange(loud.months + 1) <= begun[:, None]

    assert before.sum() > len(before)  # there is a time without anybody live
    assert np.array_equal(loud.stages[before], mute.stages[before])
    with_pilots = [
        run(*levers(comms=0.6), f"assumptions.advocates_exposure={each}") for each in (0.5, 0)
    ]
    assert more(*with_pilots, committed)


def test_c57_material_made_once_keeps_working():
    made, unmade = in_two_phases("standard", "exemplar"), in_two_phases("exemplar", "exemplar")

    def later(o):
        return o.live[:, 48]

    assert more(made, unmade, later)


def test_c58_what_is_standardised_once_shortens_the_case_and_procurement():
    templates, plain = levers(comms=0.3, standard=0.7), levers(comms=0.3)
    slow = (*templates, "innovation.procurement=8")  # months are whole: little off 4 is nothing

    assert more(run(*templates), run(*plain), live)
    assert mean_stay(run(*templates), "committed") < mean_stay(run(*plain), "committed")
    assert more(run(*slow), run(*slow, "assumptions.standard_procurement=0"), live)


def test_c59_boards_that_meet_seldom_slow_it_and_a_map_of_governance_helps():
    assert more(run("system.board_interval=1"), run("system.board_interval=6"), live)
    assert more(run("system.approvals=1"), run("system.approvals=4"), live)
    assert more(run(*levers(comms=0.4, govern=0.6)), run(*levers(comms=0.4)), live)
    # and it acts while boards decide, on nobody before
    mapped, plain = run(*levers(comms=0.4, govern=0.6)), run(*levers(comms=0.4))
    assert np.array_equal(mapped.stages[:, :3], plain.stages[:, :3])


def test_c60_tools_are_made_with_early_sites_or_not_at_all():
    tools = levers(tools=0.7, comms=0.3)

    assert more(run(*tools), run(*levers(comms=0.3)), live)
    without = [run(*plan, "strategy.pilots=0") for plan in (tools, levers(comms=0.3))]
    begun = np.minimum(*(first_live_month(each) for each in without))
    before = np.arange(without[0].months + 1) <= begun[:, None]
    assert np.array_equal(without[0].stages[before], without[1].stages[before])


def test_c60_unlike_early_sites_make_tools_for_unlike_sites():
    plan = (*levers(tools=0.7, comms=0.3), "strategy.pilots=6", "strategy.plan=0")
    unlike, readiest = (run(*plan, f"strategy.mixed_pilots={x}") for x in ("true", "false"))
    rare = ("type", "Specialist trust")  # the readiest are nearly always of other kinds
    gain = group_live(unlike, *rare) - group_live(readiest, *rare)

    assert mean_interval(gain, unlike.batch_clusters, 0.95, unlike.batch_replicates).low > 0
    assert more(unlike, run(*plan, "strategy.pilots=0"), live)


def test_c61_communities_of_practice_do_nothing_for_the_uncommitted():
    """Exactly nothing while nobody commits; much for those who have."""
    nobody = (*FROZEN, "strategy.pilots=0")
    talked, silent = run(*levers(comms=0.4, cop=0.6), *nobody), run(*levers(comms=0.4), *nobody)
    assert np.array_equal(talked.stages, silent.stages)
    assert np.array_equal(talked.binding, silent.binding)
    assert silent.stages[:, -1, 1].min() > 0  # though they have heard of it
    assert more(run(*levers(comms=0.4, cop=0.6)), run(*levers(comms=0.4)), embedded)


def test_c62_others_need_one_to_one_help():
    help_, community = run(*levers(one2one=0.9, comms=0.1)), run(*levers(cop=0.9, comms=0.1))

    assert more(help_, community, committed)
    assert more(help_, run(*levers(comms=0.1)), aware)


def test_c63_data_for_learning_beat_data_for_accountability():
    data = levers(data=0.7, comms=0.3)
    learning, blaming = (
        run(*data, f"strategy.data_for={x}") for x in ("learning", "accountability")
    )

    assert more(learning, blaming, committed)
    assert more(learning, run(*levers(comms=0.3)), live)


def test_c64_a_framework_that_finds_the_largest_gap_targets_help():
    aimed = run(*levers(one2one=0.6, diagnose=0.2, comms=0.2))

    assert more(aimed, run(*levers(one2one=0.6, comms=0.2)), live)


def test_c65_risk_managed_early_keeps_failures_from_spreading():
    plan = (*levers(comms=0.3, derisk=0.7), *FAILING)

    risky, safe = (run(*each, *FAILING, replicates=128) for each in (levers(comms=0.3), plan))

    assert more(risky, safe, exposure)
    assert more(risky, safe, abandoned)
    worse = (*plan, "innovation.disruption=0.9", "assumptions.bad_news=3")
    quiet, loud = (run(*worse, f"assumptions.derisk_bad_news={x}", replicates=128) for x in (1, 0))
    assert more(quiet, loud, live)


def test_c66_the_same_plan_gains_differently_in_another_context():
    few = ("system=few_legacy", "system.regulation=0.5", "system.orientation=0.5")
    there = run(*few), run(*few, "strategy=none")
    here = run(), run("strategy=none")

    assert leads_by_more(here, there, live_at(60))


@pytest.mark.parametrize("lever", ["comms", "standard", "tools", "data", "codesign", "partner"])
def test_c49_each_lever_does_something_for_those_who_are_on_their_way(lever):
    helped = levers(comms=0.7) if lever == "comms" else levers(comms=0.2, **{lever: 0.5})

    assert more(run(*helped), run(*levers(comms=0.2)), live)


def test_c55_fewer_commitments_lapse_with_a_drumbeat():
    kept = run("assumptions.lapse_rate=0.13", "assumptions.comms_momentum=0.9")
    lost = run("assumptions.lapse_rate=0.13", "assumptions.comms_momentum=0")

    assert more(lost, kept, stage_share("aware"))
    assert kept.dwell[:, COMMITTED].sum() > 0


def test_c65_whoever_rolled_back_safely_tries_again_sooner():
    plan = (*levers(comms=0.3, derisk=0.7), *FAILING)
    sooner, later = (run(*plan, f"assumptions.derisk_cool_off={x}", replicates=192) for x in (9, 0))

    assert more(later, sooner, stage_share("abandoned"))
