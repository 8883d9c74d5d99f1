"""Stylised facts that hold exactly, run by run, and those that follow from the same designs.

Two runs are compared organisation by organisation and month by month: what a lever must not do,
it does in no run at all.  Money that is not on the lever in question is on the placebo, so budgets
are the same.
"""

import numpy as np
import pytest
from paired import (
    EVERYBODY_LIVE,
    LEVEL,
    NOBODY_LEAVES,
    embedded,
    ever_live,
    is_more,
    live,
    run,
)

from sim.networks import system_of
from sim.outcomes import mean_interval
from sim.outcomes.intervals import ratio_values
from sim.params.names import ABANDONED, AWARE, COMMITTED, IMPLEMENTING

NEVER = 999


def same_histories(first, second):
    """Tell whether every organisation is in the same stage in every month of every replicate."""
    return np.array_equal(first.stage_history, second.stage_history)


def first_commitment(outcomes):
    """First month beyond aware, for each replicate and organisation; NEVER without one."""
    beyond = outcomes.stage_history >= COMMITTED
    return np.where(beyond.any(axis=1), beyond.argmax(axis=1), NEVER)


def alike_until_somebody_is_live(first, second):
    """Tell whether two runs are equal up to the first go-live of each replicate."""
    nobody_yet = first.ever_live == 0
    assert (~nobody_yet).any(axis=1).mean() > 0.9, "hardly any go-live: nothing would be shown"
    return np.array_equal(first.stage_history[nobody_yet], second.stage_history[nobody_yet])


# SF04c: communities of practice and one-to-one help.


def test_without_commitment_communities_of_practice_change_nothing():
    nobody_commits = {"assumptions.commitment_rate": 0, "strategy.pilots": 0}
    learning, alone = (run(changes=nobody_commits, histories=True, **s) for s in ({"cop": 1}, {}))

    assert same_histories(learning, alone)
    assert alone.share(AWARE)[:, -1].mean() > 0.5


def test_among_frozen_peers_communities_of_practice_leave_every_first_commitment_as_it_is(
    among_frozen_peers,
):
    alone, learning = among_frozen_peers(exemplar=1), among_frozen_peers(cop=1)

    assert np.array_equal(first_commitment(learning), first_commitment(alone))
    assert (first_commitment(alone) < NEVER).mean() > 0.9
    assert is_more(learning, alone, ever_live)


def test_among_frozen_peers_one_to_one_help_makes_nobody_commit_later_and_many_sooner(
    among_frozen_peers,
):
    alone = first_commitment(among_frozen_peers(exemplar=1))
    helped = first_commitment(among_frozen_peers(one2one=1))

    assert (helped <= alone).all()
    assert (helped < alone).mean() > 0.1


def test_more_organisations_commit_with_one_to_one_help_than_with_communities_of_practice():
    def committed_by_24(outcomes):
        return (first_commitment(outcomes) <= 24).mean(axis=1)

    comms, cop, help_ = (
        run(comms=0.1, histories=True, **shares) for shares in ({}, {"cop": 0.9}, {"one2one": 0.9})
    )

    assert is_more(help_, cop, committed_by_24)
    assert is_more(help_, comms, committed_by_24)


def test_communities_of_practice_raise_embedding_among_those_who_have_committed():
    """Everybody hears of it in a month or two and commits soon."""
    keen = {
        "assumptions.base_awareness": 1,
        "assumptions.commitment_rate": 16.7,
        "assumptions.top_threshold": 0,
    }

    assert is_more(run(cop=1, changes=keen), run(exemplar=1, changes=keen), embedded)


# SF06: pilots make evidence, tools and advocates.


@pytest.mark.parametrize(
    ("levers", "without"),
    [
        ({"tools": 0.5, "comms": 0.5}, {"tools": 0, "exemplar": 0.5, "comms": 0.5}),
        ({"comms": 1}, {"assumptions.advocates_exposure": 0}),
        ({"comms": 1}, {"assumptions.evidence_pooled": 0, "assumptions.evidence_via_ties": 0}),
    ],
    ids=["tools", "advocates", "evidence"],
)
def test_without_a_live_site_there_are_no_tools_no_advocates_and_no_evidence(levers, without):
    nobody = {"strategy.pilots": 0}
    changes = {key: value for key, value in without.items() if "." in key}
    shares = {key: value for key, value in without.items() if "." not in key} or levers
    full = run(changes=nobody, histories=True, **levers)
    bare = run(changes=nobody | changes, histories=True, **shares)

    assert alike_until_somebody_is_live(full, bare)
    assert not same_histories(full, bare)


def unlike_pilots(mixed):
    """Run tools from four early sites, without a plan for scale."""
    changes = {"strategy.mixed_pilots": mixed, "strategy.plan": 0}
    return run("strategy=early_site_tools", changes=changes, histories=True, replicates=512)


def test_mixed_pilots_raise_adoption_in_types_that_have_few_and_departure_lower_it_in_all():
    """Pilots of either run are left out.  The readiest four are mostly GP networks, as most are."""
    mixed, ready = unlike_pilots(mixed=True), unlike_pilots(mixed=False)
    pilot = (mixed.stage_history[:, 0] == IMPLEMENTING) | (
        ready.stage_history[:, 0] == IMPLEMENTING
    )
    system = system_of(mixed.scenario.system, 1, 0)  # types stand in one order in every draw
    trusts = system.arrays.type != system.types.index("GP network")

    def share(outcomes, who):
        counted = ~pilot & who
        using = np.isin(outcomes.stage_history[:, 36], (4, 5)) & counted
        return ratio_values(using.sum(axis=1), counted.sum(axis=1))

    def gain(who):
        return mean_interval(share(mixed, who) - share(ready, who), mixed.clusters, LEVEL)

    assert gain(trusts).low > 0
    assert gain(~trusts).high < 0
    assert gain(np.ones(60, bool)).high < 0


@pytest.mark.parametrize("strategy", ["early_site_tools", "hin_playbook"])
def test_evaluation_built_in_raises_adoption(strategy):
    with_it, without = (
        run(f"strategy={strategy}", changes={"strategy.evaluate": flag}) for flag in (True, False)
    )

    assert is_more(with_it, without, live(36))


# SF10: governance acts at boards alone.


@pytest.mark.parametrize("key", ["board_interval", "approvals"])
def test_slow_boards_delay_adoption_but_no_commitment(among_frozen_peers, key):
    usual = among_frozen_peers(exemplar=1)
    slow = among_frozen_peers(exemplar=1, changes={"system." + key: 4})

    assert np.array_equal(first_commitment(slow), first_commitment(usual))
    assert is_more(usual, slow, live(36))


def test_mapping_governance_changes_nothing_where_boards_neither_approve_nor_reject():
    closed = {"assumptions.approval_at_best": 0, "assumptions.board_rejection": 0}
    mapped, alone = (
        run(comms=0.5, changes=closed, histories=True, **s) for s in ({"govern": 0.5}, {})
    )

    assert same_histories(mapped, alone)
    assert is_more(run(comms=0.5, govern=0.5), run(comms=0.5), live(36))


# SF16: co-design.


def test_co_design_after_go_live_changes_nothing():
    changes = EVERYBODY_LIVE | NOBODY_LEAVES
    late, never = (run(changes=changes, histories=True, **s) for s in ({"codesign": 1}, {}))

    assert np.array_equal(late.proficiency_history, never.proficiency_history)
    assert np.array_equal(late.benefit, never.benefit)


@pytest.mark.parametrize("templates", [0, 0.4])
def test_co_design_makes_templates_more_useful_and_is_useful_without_them(templates):
    """First with its own effects off: then it changes nothing without templates."""
    own = ("cultural", "capacity", "evidence", "technical")
    off = {f"levers.codesign.{gap}": 0 for gap in own}
    off |= {"assumptions.codesign_threshold_cut": 0, "assumptions.trust_built": 0}
    shares = {"comms": 0.2, "standard": templates}
    relevant, plain = (
        run(changes=off, histories=True, **shares, **s) for s in ({"codesign": 0.4}, {})
    )

    assert same_histories(relevant, plain) == (templates == 0)
    assert templates == 0 or is_more(relevant, plain, live(36))
    assert is_more(run(codesign=0.4, **shares), run(**shares), live(36))


# SF22: the drumbeat, and bad news.


def lapses(outcomes, first=0):
    """Chance in a month that a commitment lapses (a ratio of sums)."""
    before, after = outcomes.stage_history[:, first:-1], outcomes.stage_history[:, first + 1 :]
    lapsed = (before == COMMITTED) & (after == AWARE)
    return ratio_values(lapsed.sum((1, 2)), (before == COMMITTED).sum((1, 2)))


def test_a_drumbeat_that_stops_lets_commitments_lapse():
    on, off = (
        run(comms=1, changes={"strategy.programme": months}, histories=True) for months in (72, 12)
    )

    assert is_more(off, on, lambda outcomes: lapses(outcomes, first=12))


@pytest.mark.parametrize(("less", "more"), [(0, 1), (1, 5)])
def test_bad_news_slows_peers(less, more):
    """Where giving up is common, and nobody who gave up comes back."""
    spoilt = {"assumptions.abandon_in_dip": 2, "assumptions.cool_off_abandoned": 120}
    kinder, harsher = (
        run("innovation=freed", comms=1, changes=spoilt | {"assumptions.bad_news": weight})
        for weight in (less, more)
    )

    assert (kinder.stages[:, -1, ABANDONED] > 0).all()
    assert is_more(kinder, harsher, ever_live)
