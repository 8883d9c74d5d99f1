"""A programme that starts later: what holds until then, and what is the same from then on."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from made_up import odd_system

from sim.config import load
from sim.engines.agents import HealthSystem
from sim.engines.simulate import simulate
from sim.networks.system import Standing
from sim.outcomes.money import partner_days
from sim.outcomes.outcomes import BY_BATCH, BY_ORGANISATION, BY_REPLICATE
from sim.page.stories import tell_run
from sim.params.names import EMBEDDED, IMPLEMENTING
from sim.study.influence import LIVE, trace

FIFTEEN = odd_system(nx.watts_strogatz_graph(15, 4, 0.3, seed=1), types=3)
STANDING = replace(FIFTEEN, standing=Standing(np.arange(15) % 10 - 1, np.arange(15) - 1))
MONTHS, LATER = 30, 9
# Fast enough that some are live before the programme starts
LIVELY = (
    "clock.months=30", "assumptions.base_awareness=0.5", "assumptions.commitment_rate=16.7",
    "assumptions.case_preparation=1", "assumptions.approval_at_best=3.9",
    "innovation.procurement=1", "assumptions.abandon_in_dip=1", "assumptions.embed_at=0.6",
    "assumptions.cool_off_abandoned=10", "assumptions.board_rejection=0.3",
)  # fmt: skip
PLAYBOOK = ("strategy=hin_playbook", "strategy.pilots=3")
# All that a strategy may do beside its levers
RULES = (
    "strategy.mandate_month=2", "strategy.wave_cap=1", "strategy.mixed_pilots=true",
    "strategy.contract=6", "strategy.general=0.2", "strategy.evaluate=false",
    "strategy.sourcing=partner", "strategy.pilot_purpose=adaptation", "strategy.two_way=1",
    "strategy.data_for=accountability", "strategy.redesign=1", "strategy.inclusive=1",
    "strategy.case_head_start=1", "strategy.codification=0.9", "strategy.tailoring=0.1",
)  # fmt: skip
NO_PARTNER = ("strategy=none", "strategy.pilots=0", "strategy.plan=0")


def lively(*overrides):
    """The sped-up scenario; of a key given twice, the last counts."""
    return load(list({each.split("=")[0]: each for each in (*LIVELY, *overrides)}.values()))


def run(*overrides, replicates=3, system=FIFTEEN, **more):
    return simulate(
        lively(*overrides), replicates, 4, system=system, threads=1, organisations=True, **more
    )


def differing(one, other):
    """Name what is counted differently, in any bit."""
    return [
        each
        for each in (*BY_REPLICATE, *BY_BATCH, *BY_ORGANISATION)
        if getattr(one, each).tobytes() != getattr(other, each).tobytes()
    ]


@pytest.mark.parametrize("system", [FIFTEEN, STANDING], ids=["from zero", "where they stand"])
@pytest.mark.parametrize("start", [MONTHS, MONTHS + 1, 1200])
def test_a_programme_that_starts_when_the_run_is_over_is_a_run_without_a_partner(start, system):
    never = run(*PLAYBOOK, *RULES, f"strategy.start={start}", system=system)
    none = run(*NO_PARTNER, system=system)

    assert differing(never, none) == []
    assert never.spend.tolist() == none.spend.tolist() == [0.0] * MONTHS
    assert never.live[:, -1].max() > 0


@pytest.mark.parametrize("system", [FIFTEEN, STANDING], ids=["from zero", "where they stand"])
def test_until_it_starts_every_plan_is_a_run_without_a_partner_whatever_it_will_do(system):
    none = run(*NO_PARTNER, system=system)
    for rules in ((), RULES):
        plan = run(*PLAYBOOK, *rules, f"strategy.start={LATER}", system=system)
        for name in ("benefit", "site_cost", "days", "exposure", "in_year_cash"):
            assert np.array_equal(getattr(plan, name)[:, :LATER], getattr(none, name)[:, :LATER])
        assert np.array_equal(plan.stages[:, :LATER], none.stages[:, :LATER])
        assert plan.spend[:LATER].sum() == 0
        assert not np.array_equal(plan.stages, none.stages)


CASES = {
    "the playbook": PLAYBOOK,
    "every rule": (*PLAYBOOK, *RULES),
    "some live before": (*PLAYBOOK, "strategy.start=20"),
    "one site": (*PLAYBOOK, "strategy.ambition=site"),
    "a region, then all": (*PLAYBOOK, "strategy.ambition=system", "strategy.ambition_review=5"),
    "integrated in steps": (
        *PLAYBOOK, "strategy.integration=0.8", "strategy.integration_ramp=0.1",
    ),
    "nobody chosen": ("strategy=early_site_tools", "strategy.pilots=0"),
    "two phases": ("strategy=hin_two_phases", "strategy.phases.spread.from_month=6"),
    "events": (
        *PLAYBOOK,
        "+events.law={from_month: 4, set: {strategy.mandate_month: 5}}",
        "+events.fast={from_month: 7, until: 14, set: {innovation.procurement: 6}}",
        "+events.deal={from_month: 3, set: {strategy.contract: 4}}",
    ),
    "own use": (*PLAYBOOK, "innovation.own_use.start=0.1", "innovation.own_use.spread=0.3"),
    "Bass": (*PLAYBOOK, "process=bass"),
    "a threshold": (*PLAYBOOK, "process=threshold", "process.threshold=0.1"),
}  # fmt: skip


@pytest.mark.parametrize("system", [FIFTEEN, STANDING], ids=["from zero", "where they stand"])
@pytest.mark.parametrize("case", CASES)
def test_all_engines_agree_on_a_later_start(case, system):
    typed = (f"strategy.start={LATER}", *CASES[case])
    agents, one_by_one = run(*typed, engine="mesa", system=system), run(*typed, system=system)
    assert differing(agents, one_by_one) == []

    side_by_side = run(*typed, replicates=20, system=system)
    for each in BY_REPLICATE:
        assert np.array_equal(getattr(side_by_side, each)[:3], getattr(one_by_one, each)), each


# Nobody hears of it, champions stay, seasons and prices are alike: only pilots are ever live
STILL = (
    "assumptions.base_awareness=0", "assumptions.comms_awareness=0", "assumptions.word_of_mouth=0",
    "assumptions.support_awareness=0", "innovation.own_use.start=0", "clock.winter=0",
    "assumptions.champion_loss=0", "assumptions.champion_gain=0", "assumptions.abandon_in_dip=0",
    "assumptions.discontinue_embedded=0", "innovation.price.trend=0",
)  # fmt: skip


@pytest.mark.parametrize("strategy", ["fix_one_site", "procure_partnership", "early_site_tools"])
def test_without_chance_all_is_as_from_month_0_so_many_months_later(strategy):
    """Months, stages, what sites gain and pay, and the money: every number of it."""
    at_once = run(f"strategy={strategy}", "strategy.pilots=4", *STILL)
    later = run(f"strategy={strategy}", "strategy.pilots=4", *STILL, f"strategy.start={LATER}")

    for name in ("stages", "ever_live", "live_size"):
        whole, part = getattr(at_once, name), getattr(later, name)
        assert np.array_equal(part[:, LATER:], whole[:, :-LATER]), name
    for name in ("benefit", "site_cost", "days", "exposure", "in_year_cash"):
        whole, part = getattr(at_once, name), getattr(later, name)
        assert np.array_equal(part[:, LATER:], whole[:, :-LATER]), name
        assert not part[:, :LATER].any()
    assert np.array_equal(later.spend[LATER:], at_once.spend[:-LATER])
    assert at_once.benefit[:, : MONTHS - LATER].any()
    assert later.live[0, LATER] == pytest.approx(4 / 15)


def test_a_threshold_spreads_as_from_month_0_so_many_months_later():
    typed = (*PLAYBOOK, "process=threshold", "process.threshold=0.1", "strategy.pilots=2")
    at_once, later = run(*typed), run(*typed, f"strategy.start={LATER}")

    assert np.array_equal(later.stages[:, LATER:], at_once.stages[:, :-LATER])
    assert at_once.stages[0, 0].tolist() != at_once.stages[0, -1].tolist()


def test_with_chance_curves_are_as_from_month_0_so_many_months_later_on_average():
    """Nobody can hear of it before; champions, prices and seasons do not drift."""
    typed = (
        *PLAYBOOK, "assumptions.base_awareness=0", "clock.winter=0", "strategy.programme=30",
        "innovation.own_use.start=0", "innovation.price.trend=0",
        "assumptions.champion_loss=0", "assumptions.champion_gain=0", "strategy.mandate_month=8",
    )  # fmt: skip
    at_once = run(*typed, replicates=384)
    later = run(*typed, f"strategy.start={LATER}", "clock.months=39", replicates=384)
    gap = later.live[:, LATER:].mean(axis=0) - at_once.live.mean(axis=0)
    error = np.sqrt((later.live[:, LATER:].var(axis=0) + at_once.live.var(axis=0)) / 384)

    assert (np.abs(gap) <= 3.5 * error + 1e-12).all()
    assert at_once.live[:, -1].mean() > 0.6
    assert (later.live[:, :LATER] == 0).all()


def test_money_is_spent_from_the_start_and_is_the_same_in_all():
    at_once = run(*PLAYBOOK, "strategy.programme=12")
    later = run(*PLAYBOOK, "strategy.programme=12", f"strategy.start={LATER}")

    assert not later.spend[:LATER].any()
    assert later.spend[LATER : LATER + 12].tolist() == at_once.spend[:12].tolist()
    assert later.spend.sum() == at_once.spend.sum() == pytest.approx(at_once.budget.spent)
    assert partner_days(later) == pytest.approx(partner_days(at_once))


def test_what_the_run_does_not_reach_of_a_programme_is_not_spent():
    later = run(*PLAYBOOK, "strategy.start=20", "strategy.programme=36")

    assert later.spend.sum() == pytest.approx(later.budget.charges + 10 * later.budget.monthly)
    handed_on = sum(later.budget.to_sites[:10])
    by_hand = (later.spend.sum() - handed_on) / later.scenario.assumptions.day_cost
    assert partner_days(later) == pytest.approx(by_hand)


def test_pilots_are_those_of_month_0_and_one_that_is_live_already_goes_on_as_it_is():
    """Followed agent by agent over the month in which the programme starts."""
    at_once = HealthSystem(lively(*PLAYBOOK), 4, 1, system=FIFTEEN)
    chosen = [one.pilot for one in at_once.organisations]
    later = HealthSystem(lively(*PLAYBOOK, "strategy.start=20"), 4, 1, system=FIFTEEN)
    none = HealthSystem(lively(*NO_PARTNER), 4, 1, system=FIFTEEN)
    for _ in range(20):
        assert not any(one.pilot for one in later.organisations)
        later.step()
        none.step()
    live_before = [one.stage in (IMPLEMENTING, EMBEDDED) for one in none.organisations]

    assert [one.pilot for one in later.organisations] == chosen
    for one, same, pilot, live in zip(
        later.organisations, none.organisations, chosen, live_before, strict=True
    ):
        moved = pilot and not live
        assert one.stage == (IMPLEMENTING if moved else same.stage)
        assert (one.age, one.proficiency) == ((0, 0.0) if moved else (same.age, same.proficiency))
        assert (one.fatigue, one.champion, one.trust) == (same.fatigue, same.champion, same.trust)
    assert {live for live, pilot in zip(live_before, chosen, strict=True) if pilot} == {True, False}


def test_where_organisations_stand_live_sites_stay_the_pilots_and_nobody_is_paid_for():
    later = run(*PLAYBOOK, f"strategy.start={LATER}", system=STANDING)
    nobody = run(*PLAYBOOK, "strategy.pilots=0", f"strategy.start={LATER}", system=STANDING)

    assert differing(later, nobody) == []
    assert later.budget == nobody.budget
    assert later.live[0, 0] > 0


def test_a_story_says_who_goes_live_with_the_programme():
    story = tell_run(lively(*PLAYBOOK, "strategy.start=20"), 4, 1)
    told = [(month, text) for each in story.events for month, text in each if "pilot" in text]

    assert len(told) == 3
    assert {month for month, _ in told} == {20}
    assert {text.rpartition(", ")[2] for _, text in told} <= {"live already", "live from now on"}


def test_nobody_is_told_to_have_influenced_a_pilot_of_a_later_programme():
    scenario = lively(*PLAYBOOK, f"strategy.start={LATER}")
    found = trace(scenario, 4, 1)
    model = HealthSystem(scenario, 4, 1)
    for _ in range(LATER):
        model.step()
    pilots = {one.index for one in model.organisations if one.pilot and one.age == 0}
    lived = {(step.organisation, step.month) for step in found.steps if step.event == LIVE}

    assert pilots
    assert not {(each, LATER) for each in pilots} & lived
    assert all(found.first_live[each] == LATER for each in pilots)
