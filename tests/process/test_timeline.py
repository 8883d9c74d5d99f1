"""Dated events: the settings month by month, what may be set, and what it comes to in a run."""

import ast
import inspect
from dataclasses import fields, replace

import networkx as nx
import numpy as np
import pytest
from made_up import odd_system

from sim.config import load
from sim.engines import simulate
from sim.engines.agents import HealthSystem
from sim.networks.system import System
from sim.outcomes import Outcomes
from sim.outcomes.outcomes import BY_BATCH, BY_ORGANISATION, BY_REPLICATE
from sim.params.errors import UserError
from sim.process import decisions, initial_conditions, start, sums
from sim.process.settings import ABSENT, Settings, settings_of, timeline_of
from sim.process.settings.timeline import FROM_THE_START

FIFTEEN = odd_system(nx.watts_strogatz_graph(15, 4, 0.3, seed=1), types=3)
LIVELY = (
    "strategy=hin_playbook", "strategy.pilots=3", "clock.months=30",
    "assumptions.base_awareness=0.5", "assumptions.commitment_rate=16.7",
    "assumptions.case_preparation=1", "assumptions.approval_at_best=3.9",
    "innovation.procurement=6", "assumptions.abandon_in_dip=1", "assumptions.embed_at=0.6",
    "assumptions.cool_off_abandoned=10",
)  # fmt: skip


def event(name="it", **about):
    """An event as typed; `set_` holds what it sets."""
    inside = ", ".join(f"{key.rstrip('_')}: {value}" for key, value in about.items())
    return f"+events.{name}={{{inside}}}"


def lively(*overrides):
    """The sped-up scenario, with some keys replaced."""
    given = {each.split("=")[0] for each in overrides}
    return load([*(each for each in LIVELY if each.split("=")[0] not in given), *overrides])


def run(*overrides, engine="ensemble", replicates=3, system: System | None = FIFTEEN):
    return simulate.simulate(
        lively(*overrides), replicates, 4, engine=engine, system=system, threads=1,
        organisations=True,
    )  # fmt: skip


def differing(one: Outcomes, other: Outcomes):
    """Name what is counted differently, in any bit."""
    return [
        each
        for each in (*BY_REPLICATE, *BY_BATCH, *BY_ORGANISATION)
        if getattr(one, each).tobytes() != getattr(other, each).tobytes()
    ]


# The settings, month by month


def test_without_events_there_is_one_row():
    scenario = load(["scenario=avt_london"])
    timeline = timeline_of(scenario, 60)

    assert timeline.rows == (settings_of(scenario, 60),)
    assert timeline.row_of == (0,) * scenario.clock.months


def test_an_event_applies_from_its_month_until_its_end_which_is_left_out():
    shorter = event(from_month=3, until=5, set_="{innovation.procurement: 2}")
    timeline = timeline_of(load(["clock.months=7", shorter]), 60)

    assert timeline.row_of == (0, 0, 0, 1, 1, 0, 0)
    assert [row.procurement for row in timeline.rows] == [
        load().innovation.procurement, 2.0
    ]  # fmt: skip
    assert timeline.at(4).procurement == timeline.at(3).procurement == 2.0
    assert timeline.at(99) == timeline.rows[0]


def test_of_two_events_that_set_one_key_the_later_wins_while_it_lasts():
    timeline = timeline_of(
        load([
            "clock.months=8",
            event("second", from_month=4, until=6, set_="{innovation.procurement: 1}"),
            event("first", from_month=2, set_="{innovation: {procurement: 2, usability: 0.9}}"),
        ]),
        60,
    )  # fmt: skip
    months = [timeline.at(month).procurement for month in range(8)]

    assert months[2:] == [2, 2, 1, 1, 2, 2]
    assert len(timeline.rows) == 3
    assert timeline.at(5).learning_factor == timeline.at(2).learning_factor
    assert timeline.at(2).learning_factor > timeline.at(0).learning_factor


def test_an_event_that_sets_what_is_so_already_or_comes_after_the_end_leaves_one_row():
    for idle in (
        event(from_month=3, set_="{strategy.dual_running: 0.5}"),
        event(from_month=90, set_="{strategy.dual_running: 0.1}"),
    ):
        assert len(timeline_of(load(["strategy.dual_running=0.5", idle]), 60).rows) == 1


def test_a_deadline_is_the_plans_own_unless_an_event_brings_one_which_costs_the_plan_nothing():
    plan, other = (
        "strategy.mandate_month=7",
        event(from_month=3, set_="{innovation.procurement: 2}"),
    )
    deadline = event("law", from_month=5, set_="{strategy.mandate_month: 6}")
    own, none = (timeline_of(load(["strategy=hin_playbook", *each]), 60)
                 for each in ((plan, other), (other, deadline)))  # fmt: skip

    assert [row.mandate_month for row in own.rows] == [7, 7]
    assert [row.mandate_month for row in none.rows] == [ABSENT, ABSENT, 6]
    assert len({row.spend for row in none.rows}) == 1


def test_a_deadline_that_an_event_brings_counts_from_the_mandate_to_the_month_of_the_run():
    """From month 5 to 11 are six months: 6 / (1 + 1/2 + ... + 1/6) = 40/16.3333 = 2.449."""
    law = event("law", from_month=5, set_="{strategy.mandate_month: 5, strategy.mandate_by: 11}")
    moved = event("moved", from_month=8, set_="{strategy.mandate_by: 15}")
    rows = timeline_of(load(["strategy=none", law, moved]), 60).rows

    assert [(row.mandate_month, row.mandate_by) for row in rows] == [
        (ABSENT, ABSENT), (5, 11), (5, 15)
    ]  # fmt: skip
    assert [row.mandate_pull for row in rows] == pytest.approx([0.0, 6 / 2.45, 10 / 2.9289683])


def test_a_deadline_before_the_mandate_that_an_event_brings_is_an_error():
    law = event("law", from_month=5, set_="{strategy.mandate_month: 9, strategy.mandate_by: 9}")
    with pytest.raises(UserError, match="is in month 9 of the run, but the mandate"):
        timeline_of(load(["strategy=none", law]), 60)


# What may be set


@pytest.mark.parametrize(
    "setting",
    ["strategy.pilots: 3", "strategy.plan: 0.9", "strategy.shares.comms: 0.5", "clock.months: 9",
     "strategy.budget_per_organisation: 9", "system.capacity: 0.6", "system.regions: 3",
     "strategy.programme: 12", "strategy.target: hubs", "assumptions.pilot_cost: 3",
     "strategy.start: 3",
     "system.training: 0.1", "assumptions.rank_noise: 0.2", "process.kind: bass",
     "clock.start: 2027-01", "assumptions.replicates_per_system: 8", "strategy.ambition: system",
     "assumptions.similarity_across_types: 0.4", "strategy.wave_cap: 2",
     "strategy.integration_ramp: 0.2", "strategy.integration: 0.8",
     "assumptions.fatigue_start: 0.3", "clock.months: 72"],
)  # fmt: skip
def test_an_event_may_not_set_what_is_used_before_the_month(setting):
    """A key of the run as a whole not even to what it is."""
    scenario = load(["strategy=hin_playbook", event(set_=f"{{{setting}}}")])
    key = setting.partition(":")[0]

    with pytest.raises(UserError, match=rf"^events\.it cannot set {key}: .* an event may set") as e:
        timeline_of(scenario, 60)
    assert "\n" not in str(e.value)


def test_an_event_may_not_change_what_a_plan_without_money_for_levers_pays_at_the_start():
    scenario = load(["strategy=none", event(set_="{assumptions.pilot_cost: 3}")])

    with pytest.raises(UserError, match=r"^events\.it cannot set assumptions\.pilot_cost: "):
        timeline_of(scenario, 60)


@pytest.mark.parametrize(
    "setting",
    ["innovation.procurement: 2", "innovation.benefit: 0.2", "innovation.usability: 0.9",
     "strategy.mandate_month: 5", "assumptions.board_rejection: 0.4", "system.regulation: 0.8",
     "levers.comms.cost: 3", "stage_weights.decide.financial: 0.5",
     "assumptions.service_value: 80", "innovation.added_load.financial: 0.2"],
)  # fmt: skip
def test_an_event_may_set_what_a_month_reads(setting):
    scenario = load(["strategy=hin_playbook", event(set_=f"{{{setting}}}")])

    assert len(timeline_of(scenario, 60).rows) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (event(from_month=8, until=8, set_="{innovation.procurement: 2}"), "must be later than"),
        ("+events.it.from_month=3", "events.it sets nothing"),
        (event(set_="{innovation.procurment: 2}"), "did you mean innovation.procurement"),
        (event(set_="{innovation.procurement: 99}"), "must be between 0 and 36"),
        ("events.it.from_month=3", "there is no event 'it'"),
    ],
)
def test_a_wrong_event_is_refused_in_one_line(typed, said):
    with pytest.raises(UserError, match=said):
        load([typed])


def test_everything_that_a_start_reads_is_kept_from_events():
    """The functions by which a run starts read no setting that an event may change."""
    starting = (
        *(initial_conditions.initial_conditions_of, initial_conditions.shared_start_of),
        *(start.begin, decisions.weigh),
        *(sums.fits_of_tools, sums.fill_fades),
    )
    read = {
        node.attr
        for function in starting
        for node in ast.walk(ast.parse(inspect.getsource(function)))
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "p"
    }
    assert read <= FROM_THE_START
    assert {each.name for each in fields(Settings)} >= FROM_THE_START


# What it comes to in a run


@pytest.mark.parametrize(
    "typed",
    [
        event(from_month=0, set_="{strategy.dual_running: 0.5}"),
        event(from_month=9, until=12, set_="{innovation.procurement: 6}"),
        event(from_month=30, set_="{innovation.procurement: 1}"),
        event(from_month=31, until=99, set_="{strategy.mandate_month: 0}"),
    ],
)
def test_an_event_that_sets_its_own_value_or_comes_after_the_end_changes_nothing(typed):
    usual = "strategy.dual_running=0.5"
    assert differing(run(usual), run(usual, typed)) == []


def test_an_event_from_month_0_is_the_other_value_from_the_start():
    typed = event(from_month=0, set_="{innovation.procurement: 1, innovation.usability: 0.9}")
    assert differing(run(typed), run("innovation.procurement=1", "innovation.usability=0.9")) == []


@pytest.mark.parametrize("setting", [("innovation.procurement", 1), ("strategy.mandate_month", 0)])
def test_an_event_is_a_run_with_the_other_value_from_its_month_on(setting):
    """Agents with the old value, then with the new one, month by month by hand.

    A deadline set by an event costs the plan no office, so by hand the office is free.
    """
    key, value = setting
    with_event = HealthSystem(
        load([*LIVELY, event(from_month=11, until=20, set_=f"{{{key}: {value}}}")]), seed=4,
        replicate=1, system=FIFTEEN,
    )  # fmt: skip
    by_hand = HealthSystem(load(LIVELY), seed=4, replicate=1, system=FIFTEEN)
    before, after = (
        by_hand.settings,
        settings_of(lively(f"{key}={value}", "assumptions.mandate_office=0"), 15),
    )
    for month in range(30):
        in_force = 11 <= month < 20
        by_hand.timeline = replace(by_hand.timeline, rows=(after if in_force else before,))
        with_event.step()
        by_hand.step()
        stages = [[one.stage for one in each.organisations] for each in (with_event, by_hand)]
        assert stages[0] == stages[1], month
    without = HealthSystem(load(LIVELY), seed=4, replicate=1, system=FIFTEEN)
    for _ in range(30):
        without.step()
    assert [one.stage for one in without.organisations] != stages[0]


def test_nothing_differs_before_an_event_and_something_after_it():
    plain, changed = run(), run(event(from_month=10, set_="{strategy.mandate_month: 0}"))

    assert np.array_equal(plain.stages[:, :11], changed.stages[:, :11])
    assert not np.array_equal(plain.stages[:, 12:], changed.stages[:, 12:])


MANY = (
    event("a", from_month=4, set_="{innovation.procurement: 1, innovation.usability: 0.9}"),
    event(
        "b", from_month=9, until=20, set_="{strategy.dual_running: 1, strategy.mandate_month: 0}"
    ),
    event("c", from_month=12, set_="{strategy.contract: 6, innovation.pace: 0.05}"),
    event("d", from_month=15, until=18, set_="{assumptions.aggregator: weakest}"),
    event("e", from_month=16, set_="{system.regulation: 0.9, levers.comms.cultural: 0.5}"),
    event("f", from_month=6, until=14, set_="{innovation.own_use: {spread: 0.3, risk: 0.05}}"),
    "innovation.own_use.start=0.1",
)


def test_all_engines_agree_with_events():
    agents, one_by_one = run(*MANY, engine="mesa"), run(*MANY)
    assert differing(agents, one_by_one) == []

    side_by_side = run(*MANY, replicates=20)
    for each in BY_REPLICATE:
        assert np.array_equal(getattr(side_by_side, each)[:3], getattr(one_by_one, each)), each


@pytest.mark.parametrize("process", ["bass", "threshold"])
def test_events_change_the_classic_models_too(process):
    setting = {"bass": "process.imitation: 3", "threshold": "process.threshold: 0.01"}[process]
    typed = (
        f"process={process}",
        "process.threshold=0.95",
        event(from_month=5, set_=f"{{{setting}}}"),
    )

    assert differing(run(*typed, engine="mesa"), run(*typed)) == []
    assert not np.array_equal(run(*typed).stages, run(*typed[:2]).stages)


WINTER = ("clock.start=2026-09", "strategy.pilots=1")  # November is month 2


def went_live(*overrides, engine="ensemble"):
    """Organisations that went live for the first time in each month, over all runs."""
    found = run(*WINTER, *overrides, engine=engine, replicates=8)
    return np.diff(found.ever_live, axis=1).sum(axis=0)


def is_cold(month):
    return (8 + month) % 12 in (10, 11, 0, 1)


def test_nobody_goes_live_in_winter_if_the_plan_rests_then():
    plain, resting = went_live(), went_live("strategy.winter_break=true")
    cold = [month for month in range(len(plain)) if is_cold(month)]
    warm = [month for month in range(len(plain)) if not is_cold(month)]
    assert plain[cold].sum() > 0
    assert resting[cold].sum() == 0
    assert resting[warm].sum() > 0


def test_those_who_waited_for_the_winter_to_end_go_live_in_march_or_as_the_cap_allows():
    at_once, by_one = (
        went_live("strategy.winter_break=true", *cap) for cap in ((), ("strategy.wave_cap=1",))
    )
    march = 18
    assert at_once[march] > at_once[march + 1 :].sum()
    assert by_one[march] == by_one.max() == 8  # one in each of eight runs


def test_before_its_programme_a_plan_does_not_rest():
    late = went_live("strategy.winter_break=true", "strategy.start=20")
    cold = [month for month in range(len(late)) if is_cold(month)]
    assert late[[month for month in cold if month < 20]].sum() > 0
    assert late[[month for month in cold if month >= 20]].sum() == 0


@pytest.mark.parametrize("more", [(), ("strategy.start=5",), ("strategy.wave_cap=2",)])
def test_a_rest_in_winter_is_the_same_in_both_engines(more):
    one, other = (
        run(*WINTER, "strategy.winter_break=true", *more, engine=engine)
        for engine in ("ensemble", "mesa")
    )
    assert differing(one, other) == []


def test_a_rest_where_no_winter_comes_leaves_the_months_as_they_are():
    summer = ("clock.start=2026-03", "clock.months=7")
    plain, resting = (
        timeline_of(lively(*summer, f"strategy.winter_break={each}"), 15).rows
        for each in ("false", "true")
    )
    assert len(plain) == len(resting) == 1
    assert resting[0].wave_cap == ABSENT


def test_an_event_cannot_bring_a_rest_in_winter():
    rest = event(from_month=3, set_="{strategy.winter_break: true}")
    with pytest.raises(UserError, match=r"cannot set strategy\.winter_break"):
        timeline_of(lively(rest, "assumptions.mandate_office=0"), 15)
