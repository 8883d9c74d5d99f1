"""Stylised facts of life after a go-live, of innovations, systems and adopters.

The numbers (SF01 ...) are those of docs/validation.md, which gives what was measured.  How a
difference is claimed, and at what risk: `paired`.  A test whose name says `departure` states what
the model does where it was expected to do something else.
"""

from itertools import pairwise

import pytest
from paired import (
    EVERYBODY_LIVE,
    INNOVATIONS,
    LEVEL,
    NOBODY_LEAVES,
    abandoned,
    embedded,
    embedded_on_average,
    exposure,
    is_more,
    lead,
    live,
    live_on_average,
    run,
)

from sim.outcomes import mean_interval
from sim.outcomes.intervals import ratio_values
from sim.outcomes.times import months_between
from sim.params.names import CATEGORIES

REMOTE, FREED = "innovation=remote_monitoring", "innovation=freed"
PLAYBOOK, HELP = "strategy=hin_playbook", "strategy=one_to_one"
COMMS, TOOLS = "strategy=comms_drumbeat", "strategy=early_site_tools"


def performance(outcomes):
    """Mean performance by months since go-live, in each replicate; float64[R, 36]."""
    return outcomes.by_age_sum[:, :36] / outcomes.by_age_count[:, :36]


def month_above_zero(outcomes):
    """First month since go-live with a gain; float64[R]."""
    return (performance(outcomes) > 0).argmax(axis=1).astype(float)


def all_live(*presets, **changes_and_levers):
    """Run a system in which everybody goes live at month 0 and nobody leaves."""
    changes = changes_and_levers.pop("changes", {})
    return run(*presets, changes=EVERYBODY_LIVE | NOBODY_LEAVES | changes, **changes_and_levers)


def within(dimension, group, month=-1):
    """Share live in a group, by batch (a ratio of sums); batches are as large as each other."""

    def share(outcomes):
        k = outcomes.groups.index((dimension, group))
        stages = outcomes.group_stages[:, month, k]
        return ratio_values(stages[:, 4:6].sum(axis=1), outcomes.group_sizes[:, k])

    return share


# SF01: a dip, then a gain.


@pytest.mark.parametrize("innovation", INNOVATIONS)
def test_performance_falls_first_and_rises_later(innovation):
    outcomes = run(f"innovation={innovation}", PLAYBOOK)
    of_age = [
        mean_interval(
            ratio_values(outcomes.by_age_sum[:, age], outcomes.by_age_count[:, age]),
            outcomes.clusters,
            LEVEL,
        )
        for age in (0, 24)
    ]

    assert of_age[0].high < 0 < of_age[1].low


def test_the_gain_comes_later_the_more_disruptive_the_innovation():
    """Exact: everybody lives through it, so every replicate shows it at every age."""
    runs = [all_live(changes={"innovation.disruption": d}) for d in (0.2, 0.4, 0.6, 0.8)]

    for milder, harder in pairwise(runs):
        assert (performance(harder) <= performance(milder)).all()
        assert is_more(harder, milder, month_above_zero)


@pytest.mark.parametrize(
    "lever", ["comms", "cop", "one2one", "standard", "tools", "data", "partner", "derisk"]
)
def test_the_gain_comes_sooner_with_support(lever):
    """Exact in every replicate, at every age."""
    hard = {"innovation.disruption": 0.6}
    alone, helped = all_live(changes=hard), all_live(changes=hard, **{lever: 1.0})

    assert (performance(helped) >= performance(alone)).all()
    assert is_more(alone, helped, month_above_zero)


# SF02, SF08, SF17, SF18: what makes a go-live fail.


@pytest.mark.parametrize(("milder", "harder"), [(0.1, 0.5), (0.5, 0.9)])
def test_disruption_raises_exposure_and_abandonment_and_lowers_embedding(milder, harder):
    mild, hard = (run(PLAYBOOK, changes={"innovation.disruption": d}) for d in (milder, harder))

    assert is_more(hard, mild, exposure)
    assert is_more(hard, mild, abandoned)
    assert is_more(mild, hard, embedded)


def test_fatigue_from_failures_keeps_later_attempts_from_embedding():
    """Everybody fails soon and may try again soon."""
    changes = EVERYBODY_LIVE | {
        "assumptions.abandon_in_dip": 1,
        "assumptions.cool_off_abandoned": 3,
        "assumptions.base_awareness": 1,
        "assumptions.top_threshold": 0,
    }
    rested, tired = (
        run(FREED, changes=changes | {"assumptions.fatigue_failure": fatigue})
        for fatigue in (0, 0.6)
    )

    assert is_more(rested, tired, embedded_on_average)


@pytest.mark.parametrize("innovation", ["ambient_voice", "remote_monitoring"])
def test_a_stretched_system_abandons_more_and_embeds_less_at_the_same_culture(innovation):
    able, stretched = (
        run(f"innovation={innovation}", changes=EVERYBODY_LIVE | {"system.capacity": capacity})
        for capacity in (0.42, 0.27)
    )

    assert is_more(stretched, able, abandoned)
    assert is_more(able, stretched, embedded_on_average)


def test_a_stretched_system_is_slower():
    able, stretched = (
        run(HELP, changes={"system.capacity": capacity}) for capacity in (0.42, 0.27)
    )

    assert is_more(able, stretched, live_on_average)


@pytest.mark.parametrize("levers", [{}, {"one2one": 1.0}, {"cop": 1.0}], ids=str)
def test_losing_champions_lowers_embedding(levers):
    kept, lost = (
        run(REMOTE, changes=EVERYBODY_LIVE | {"assumptions.champion_loss": loss}, **levers)
        for loss in (0.019, 0.1)
    )

    assert is_more(kept, lost, embedded_on_average)


@pytest.mark.parametrize(("lever", "gain"), [("one2one", "support"), ("cop", "cop")])
def test_help_replaces_champions(lever, gain):
    key, shares = f"assumptions.{gain}_champion", {lever: 1.0}
    helped = run(REMOTE, changes=EVERYBODY_LIVE, replicates=256, **shares)
    without = run(REMOTE, changes=EVERYBODY_LIVE | {key: 0}, replicates=256, **shares)

    assert is_more(helped, without, embedded_on_average)


# SF03, SF05: which innovations and systems are fast.


def test_without_a_partner_a_medicine_is_faster_than_digital_and_digital_than_a_changed_pathway():
    medicine, digital = run("innovation=medicine"), run()

    assert is_more(medicine, digital, live_on_average)
    for pathway in (REMOTE, "innovation=glp1_digital", "innovation=ai_decision_support"):
        assert is_more(digital, run(pathway), live_on_average)


@pytest.mark.parametrize("system", ["specialist_network", "few_legacy", "private_mixed"])
@pytest.mark.parametrize("strategy", ["none", "comms_drumbeat"])
def test_specialists_systems_with_few_old_ones_and_private_providers_are_faster(system, strategy):
    """Systems of their own, so the difference is one of means; the luck is the same."""
    one, usual = (run(f"system={s}", f"strategy={strategy}") for s in (system, "south_london"))

    assert is_more(one, usual, live_on_average)


def test_private_providers_widen_the_gap_to_deprived_areas():
    """Against the same system whose private providers are as the others in all but name."""
    mixed = run("system=private_mixed")
    private = "maturity capacity culture finance legacy board_interval approvals"
    alike = {f"system.types.private.{trait}": None for trait in private.split()}
    plain = run("system=private_mixed", changes=alike | {"system.types.private.outside_ties": 1})

    def gap(outcomes):
        elsewhere, deprived = within("deprived", "not deprived"), within("deprived", "deprived")
        return elsewhere(outcomes) - deprived(outcomes)

    wider = mean_interval(gap(mixed) - gap(plain), mixed.batch_clusters, LEVEL)
    assert wider.low > 0, wider


# SF05c: categories, and the chasm.


@pytest.mark.parametrize(("strategy", "first"), [("none", 0), ("comms_drumbeat", 1)])
def test_adoption_follows_rogers_categories(strategy, first):
    """Without a partner step by step; with communications innovators and early adopters tie."""
    outcomes = run(f"strategy={strategy}", replicates=1024)  # few innovators: 1 in 40
    shares = [within("category", category)(outcomes) for category in CATEGORIES[first:]]

    for earlier, later in pairwise(shares):
        assert mean_interval(earlier - later, outcomes.batch_clusters, LEVEL).low > 0


def test_the_playbook_almost_closes_the_gap_between_categories():
    playbook, alone = run(PLAYBOOK, replicates=256), run(replicates=256)

    def gap(outcomes):
        early, last = (within("category", CATEGORIES[k])(outcomes) for k in (1, 4))
        return early - last

    left = mean_interval(gap(playbook), playbook.batch_clusters, LEVEL)
    closed = mean_interval(gap(alone) - gap(playbook), alone.batch_clusters, LEVEL)
    assert left.low > 0
    assert closed.low > 0.2


def test_without_a_partner_most_innovators_and_few_laggards_adopt():
    outcomes = run(replicates=256)
    first, last = (
        mean_interval(within("category", each)(outcomes), outcomes.batch_clusters, LEVEL)
        for each in (CATEGORIES[0], CATEGORIES[-1])
    )

    assert first.low > 0.5
    assert last.high < 0.15


@pytest.mark.parametrize("lever", ["comms", "one2one"])
def test_levers_that_bring_peers_close_shorten_the_months_across_the_chasm(lever):
    """From 16 to 34 % live; 200 months, so that every replicate gets there."""
    alone, helped = (run(changes={"clock.months": 200}, **shares) for shares in ({}, {lever: 1.0}))

    assert is_more(alone, helped, lambda o: months_between(o, 0.16, 0.34))


def test_a_plan_for_scale_shortens_the_months_across_the_chasm():
    """The cautious take examples from unlike sites only where these were planned for scale (E6)."""
    bare, planned = (run(changes={"clock.months": 200, "strategy.plan": x}) for x in (0, 0.7))

    assert is_more(bare, planned, lambda o: months_between(o, 0.16, 0.34))


def test_departure_there_is_no_chasm_between_16_and_34_percent_without_a_partner():
    """A slow S: each point after 16 % takes less time than each of the eleven before.

    At the start nobody nearby is live, which slows more than the caution of the majority (E6).
    What is left out, the late majority and the laggards (above), is the model's stall.
    """
    alone = run(changes={"clock.months": 200})
    before, across = months_between(alone, 0.05, 0.16), months_between(alone, 0.16, 0.34)

    assert mean_interval(across - before * 18 / 11, alone.clusters, LEVEL).high < 0


# SF07, SF07d: planning for scale, and diagnosis.


@pytest.mark.parametrize("strategy", [TOOLS, PLAYBOOK])
def test_pilots_with_a_plan_for_scale_convert_more_at_equal_money(strategy):
    bare, planned = (run(strategy, changes={"strategy.plan": plan}) for plan in (0, 0.7))

    assert planned.spend.sum() == pytest.approx(bare.spend.sum())
    assert is_more(planned, bare, live(36))


@pytest.mark.parametrize(
    "innovation", ["ambient_voice", "remote_monitoring", "ai_decision_support"]
)
def test_one_to_one_help_with_diagnosis_beats_it_without_at_equal_money(innovation):
    shares = {"comms": 0.1, "one2one": 0.84}
    aimed = run(f"innovation={innovation}", replicates=256, **shares, diagnose=0.06)
    plain = run(f"innovation={innovation}", replicates=256, comms=0.1, one2one=0.9)

    assert is_more(aimed, plain, live(36))


def test_departure_diagnosis_gains_no_more_where_the_innovation_is_complex():
    """In points, by month 36; the gain is rather larger for the simpler innovation."""
    gains = []
    for innovation in ("ambient_voice", "ai_decision_support"):
        on = f"innovation={innovation}"
        aimed = run(on, replicates=256, comms=0.1, one2one=0.84, diagnose=0.06)
        plain = run(on, replicates=256, comms=0.1, one2one=0.9)
        gains.append(lead(aimed, plain, live(36)))

    assert gains[0].mean > gains[1].mean
    assert gains[0].low > 0
