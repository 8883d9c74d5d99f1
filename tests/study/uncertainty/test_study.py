"""Plans under sets of assumptions: what is drawn, what is held, and what each set meets."""

import numpy as np
import pytest

from sim.config import load, with_values
from sim.config.drawing import drawn
from sim.config.plausible_sets import assumption_sets
from sim.engines.asked import Asked
from sim.engines.simulate import several, simulate
from sim.params import Assumptions, Clock, OutOfRangeError, Scenario, Shares, Strategy, System
from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Distribution
from sim.params.errors import UserError
from sim.study.assumption_draws import DIFFERS, GIVEN, UNREAD, with_set
from sim.study.comparison import Plan
from sim.study.uncertainty.study import NOT_MADE_UP, RUNS, SYSTEMS, drawn_for, under_sets

SMALL = ["scenario=avt_london", "system.organisations=12"]
RATE = "assumptions.commitment_rate"


def sets_of(key=RATE, values=(0.2, 0.3, 0.6, 0.8)):
    return AssumptionSets("mine", (key,), np.array(values, float)[:, None], "0" * 64, "by hand")


def plan(comms, **changes):
    return Plan(
        f"comms {comms}", Scenario(strategy=Strategy(shares=Shares(comms=comms)), **changes)
    )


def engine(made_up, share, calls=None):
    """An engine in which this share of 1,000 organisations is live from the start."""

    def run(scenario, **asked):
        if calls is not None:
            calls.append((scenario, asked))
        live = round(1000 * share(scenario))
        return made_up(np.full((asked["replicates"], 73), live), organisations=1000)

    return run


def rate(scenario):
    return scenario.assumptions.commitment_rate


def helped_if_believed(scenario):
    """Help is worth 10 points if commitment comes easily, and does harm if it does not."""
    return 0.4 + scenario.strategy.shares.comms * (0.1 if rate(scenario) > 0.4 else -0.1)


def test_the_sets_in_which_each_plan_leads_are_counted(made_up):
    plans = [plan(0.0), plan(1.0), plan(0.5)]
    found = under_sets(plans, sets_of(), run=engine(made_up, helped_if_believed))
    assert found.leads == (2, 2, 0)
    assert [found.ahead(k, 0) for k in range(3)] == [0, 2, 2]
    assert found.lead(1, 0)[1:] == pytest.approx((-0.1, 0.1))
    assert (found.sets.name, found.sets.digest, found.count) == ("mine", "0" * 64, 4)
    assert [curves.shape for curves in found.curves] == [(32, 73)] * 3


def test_a_single_plan_can_be_tried_too(made_up):
    found = under_sets([plan(0.0)], sets_of(), run=engine(made_up, rate))
    assert found.live.shape == (1, 4, SYSTEMS * RUNS)
    assert found.leads == (4,)
    assert found.means[0].tolist() == [0.2, 0.3, 0.6, 0.8]


def test_plans_meet_the_same_systems_and_luck_in_a_set_and_others_in_the_next(made_up):
    calls = []
    plans = [plan(0.0), plan(1.0)]
    under_sets(plans, sets_of(), seed=3, run=engine(made_up, rate, calls))
    assert [rate(scenario) for scenario, _ in calls] == [0.2, 0.2, 0.3, 0.3, 0.6, 0.6, 0.8, 0.8]
    assert [asked["first"] for _, asked in calls] == [0, 0, 8, 8, 16, 16, 24, 24]
    assert {(asked["replicates"], asked["seed"]) for _, asked in calls} == {(8, 3)}
    assert {scenario.assumptions.replicates_per_system for scenario, _ in calls} == {RUNS}


def test_a_key_in_which_plans_differ_is_held_and_said(made_up):
    """Otherwise the set would overwrite what is compared."""
    plans = [plan(0.0), plan(0.0, assumptions=Assumptions(commitment_rate=3.0))]
    found = under_sets(plans, sets_of(), run=engine(made_up, rate))
    assert (found.sets.keys, dict(found.held)) == ((), {RATE: DIFFERS})
    assert (found.means[1] > found.means[0]).all()


def test_a_key_that_somebody_gave_a_value_is_held_and_said(made_up):
    given = [plan(k, assumptions=Assumptions(commitment_rate=0.5)) for k in (0.0, 1.0)]
    found = under_sets(given, sets_of(), run=engine(made_up, rate))
    assert dict(found.held) == {RATE: GIVEN}
    assert (found.means == 0.5).all()


def test_a_key_that_was_typed_at_its_own_value_is_not_drawn(made_up):
    own = Assumptions().commitment_rate
    plans = [plan(k) for k in (0.0, 1.0)]
    found = under_sets(plans, sets_of(), run=engine(made_up, rate), typed={RATE})
    assert dict(found.held) == {RATE: GIVEN}
    assert (found.means == own).all()


def test_what_is_made_up_of_systems_is_held_where_organisations_are_given(tmp_path):
    table = tmp_path / "organisations.csv"
    table.write_text("name\nA\nB\nC\n", encoding="utf-8")
    own = load([f"system.organisations_file='{table.as_posix()}'"])
    found = drawn_for([own], sets_of("system.spread_of_traits", [0.1, 0.2]))
    assert dict(found.held) == {"system.spread_of_traits": NOT_MADE_UP}


def test_the_given_scenarios_are_left_unchanged(made_up):
    plans = [plan(0.0), plan(1.0)]
    under_sets(plans, sets_of(), run=engine(made_up, rate))
    assert plans[0].scenario.assumptions == Assumptions()


def test_a_set_that_the_model_does_not_allow_is_left_out_for_all_plans(made_up):
    sets = sets_of("assumptions.top_threshold", [0.4, 7.0, 0.6])
    found = under_sets([plan(0.0), plan(1.0)], sets, run=engine(made_up, lambda _: 0.5))
    assert found.sets.values.tolist() == [[0.4], [0.6]]
    assert (found.numbers, found.left_out[0]) == ((0, 2), 1)
    assert "top_threshold is 7" in found.left_out[1]


@pytest.mark.parametrize("values", [[7.0, 0.4, 0.6], [0.4, 7.0, 0.6], [0.4, 0.6, np.nan]])
def test_progress_reaches_its_end_although_a_set_is_not_possible(values, made_up):
    told = []
    sets = sets_of("assumptions.top_threshold", values)
    under_sets([plan(0.0), plan(1.0)], sets, run=engine(made_up, lambda _: 0.5),
               progress=lambda *each: told.append(each))  # fmt: skip
    assert told == sorted(told)
    assert told[-1] == (3 * 2 * 8, 3 * 2 * 8)


def test_a_set_whose_systems_cannot_be_made_is_left_out_too():
    """Traits may be drawn too widely for a mean that somebody gave."""
    scenario = Scenario(
        system=System(organisations=12, maturity=0.9), strategy=Strategy(pilots=1),
        clock=Clock(months=2),
    )  # fmt: skip
    sets = sets_of("system.spread_of_traits", [0.1, 0.4])
    found = under_sets([Plan("a", scenario)], sets, several=several)
    assert (found.count, found.left_out[0]) == (1, 1)
    assert "too wide" in found.left_out[1]


def test_if_no_set_is_possible_the_first_reason_is_told(made_up):
    sets = sets_of("assumptions.top_threshold", [7.0, 8.0])
    with pytest.raises(OutOfRangeError, match="top_threshold is 7"):
        under_sets([plan(0.0)], sets, run=engine(made_up, lambda _: 0.5))


def test_an_unknown_key_is_refused(made_up):
    with pytest.raises(UserError, match=r"assumptions\.comitment"):
        under_sets([plan(0.0)], sets_of("assumptions.comitment"), run=engine(made_up, rate))


def test_progress_counts_the_replicates_of_all_plans_and_sets(made_up):
    told = []
    under_sets(
        [plan(0.0), plan(1.0)], sets_of(values=[0.2, 0.3]), run=engine(made_up, rate),
        progress=lambda *at: told.append(at),
    )  # fmt: skip
    assert told == [(8, 32), (16, 32), (24, 32), (32, 32)]


def test_runs_of_a_set_are_those_of_the_scenario_with_its_values():
    """The second set has the replicates from 8, on the systems from 4."""
    small = load([*SMALL, "clock.months=12"])
    found = under_sets([Plan("a", small)], sets_of(values=[1.5, 2.5]), several=several)
    by_hand = simulate(
        with_values(small, {RATE: 2.5, "assumptions.replicates_per_system": 2}), 8, first=8
    )
    assert by_hand.clusters.tolist() == [4, 4, 5, 5, 6, 6, 7, 7]
    assert (found.curves[0][8:] == by_hand.live).all()


def test_sets_of_a_beginning_run_as_they_do_among_all(made_up):
    sets = drawn({RATE: Distribution(0.1, 0.9)}, 6)
    run = engine(made_up, rate)
    whole, part = (under_sets([plan(0.0)], each, run=run) for each in (sets, sets.first(3)))
    assert (part.live == whole.live[:, :3]).all()


@pytest.mark.parametrize("levers", ["false", "true"])
@pytest.mark.parametrize("kind", ["bass", "threshold"])
def test_of_a_classic_just_what_it_reads_is_drawn(kind, levers):
    """The runs are those in which all keys are drawn, so that none of the others is read."""
    typed = [*SMALL, "strategy=hin_playbook", "clock.months=24", f"process={kind}"]
    scenario = load([*typed, "process.threshold=0.1", f"process.levers={levers}"])
    sets = assumption_sets("ranges", wanted=3)
    found = under_sets([Plan("a", scenario)], sets, seed=1, several=several)
    given = [key for key, why in found.held.items() if why != UNREAD]
    columns = [k for k, key in enumerate(sets.keys) if key not in given]
    keys = [sets.keys[k] for k in columns]
    for number, row in enumerate(sets.values[:, columns].tolist()):
        whole = with_set(scenario, keys, row, RUNS)
        runs = simulate(whole, SYSTEMS * RUNS, 1, first=number * SYSTEMS * RUNS).live[:, 24]
        assert runs.tolist() == found.live[0, number].tolist()
    assert ("assumptions.comms_awareness" in found.sets.keys) is (levers == "true")
    assert {"assumptions.aggregator", "levers.comms.cultural"} <= set(found.held)


def test_of_plans_of_which_one_is_no_classic_all_is_drawn():
    scenario = load([*SMALL, "process=bass"])
    sets = assumption_sets("ranges", wanted=2)
    assert UNREAD in drawn_for([scenario], sets).held.values()
    assert UNREAD not in drawn_for([scenario, load(SMALL)], sets).held.values()


def test_curves_gathered_alone_are_those_of_the_whole_outcomes():
    asked = [Asked(load([*SMALL, "clock.months=6"]), 70, 3, 5)]
    [whole], [alone] = (list(several(asked, only_live=only)) for only in (False, True))
    assert whole.live.any()
    assert (alone.live == whole.live).all()
