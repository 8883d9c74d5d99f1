"""Trials: remembered by name, in their order, and the same for every plan in a state."""

import numpy as np
import pytest

from sim.config import load, with_values
from sim.engines.asked import Asked
from sim.engines.simulate import simulate
from sim.outcomes.by_run import by_run
from sim.outcomes.horizon import horizon_to
from sim.outcomes.outcome_table import OUTCOMES
from sim.outcomes.samples import Sample
from sim.outcomes.times import Quantiles
from sim.params import copied
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.trials.memory import ShortMemory
from sim.study.trials.states import states_for
from sim.study.trials.trial import Trial, tried

SMALL = ["system.organisations=8", "clock.months=12", "strategy=hin_playbook"]
RATES = AssumptionSets("three", ("assumptions.commitment_rate",), np.array([[1.0], [2.0], [4.0]]))


@pytest.fixture(scope="module")
def scenario():
    return load(SMALL)


def live_at_end(outcomes):
    return outcomes.live[:, -1:]


def run_names(trials, memory):
    """Measure trials; returns what was found and the names of those that were run."""
    begun = []

    def noted(trial):
        return Trial(trial.name, lambda: begun.append(trial.name) or trial.asked())

    return list(tried(map(noted, trials), live_at_end, memory)), begun


def test_what_is_remembered_is_not_run_again_and_the_order_stays(scenario):
    states = states_for([scenario], RATES, 0)
    trials = [states.trial(scenario, 0, number, "as it is") for number in range(3)]
    memory = ShortMemory()
    first, begun = run_names(trials[1:2], memory)
    assert begun == [trials[1].name]
    found, begun = run_names(trials, memory)
    assert begun == [trials[0].name, trials[2].name]
    assert np.array_equal(found[1], first[0])
    afresh, begun = run_names(trials, ShortMemory())
    assert len(begun) == 3
    assert all(np.array_equal(*each) for each in zip(found, afresh, strict=True))
    again, begun = run_names(trials, memory)
    assert begun == []
    assert all(np.array_equal(*each) for each in zip(found, again, strict=True))


def test_a_trial_is_the_run_of_its_set_with_luck_of_its_own(scenario):
    states = states_for([scenario], RATES, 0, seed=5, systems=2, runs=1)
    [found] = tried([states.trial(scenario, 0, 2, "x")], live_at_end, ShortMemory())
    same = with_values(scenario, {"assumptions.commitment_rate": 4.0})
    same = with_values(same, {"assumptions.replicates_per_system": 1})
    assert np.array_equal(found, simulate(same, 2, 5, first=4).live[:, -1:])


def test_two_plans_that_do_the_same_come_out_the_same_in_every_state(scenario):
    twin = with_values(scenario, {"strategy.title": "Another name"})
    states = states_for([scenario, twin], RATES, 0)
    pairs = [
        states.trial(each, k, n, "x") for n in range(3) for k, each in enumerate((scenario, twin))
    ]
    found = list(tried(pairs, live_at_end, ShortMemory()))
    assert all(np.array_equal(*each) for each in zip(found[0::2], found[1::2], strict=True))
    assert len({each.tobytes() for each in found}) > 1


def test_names_differ_wherever_runs_may(scenario):
    states = states_for([scenario], RATES, 0)
    other = states_for([scenario], RATES, 0, runs=2)
    names = {
        trial.name
        for trial in (
            *(states.trial(scenario, 0, number, "a") for number in range(3)),
            states.trial(scenario, 0, 0, "b"),
            other.trial(scenario, 0, 0, "a"),
        )
    }
    assert len(names) == 5


def test_the_first_sets_of_more_are_the_same_trials(scenario):
    fewer = AssumptionSets(RATES.name, RATES.keys, RATES.values[:2])
    few, many = (states_for([scenario], sets, 0) for sets in (fewer, RATES))
    assert [few.trial(scenario, 0, k, "a").name for k in range(2)] == [
        many.trial(scenario, 0, k, "a").name for k in range(2)
    ]


def test_a_trial_that_is_not_possible_is_an_error_in_its_place(scenario):
    states = states_for([scenario], None, 3)
    wrong = copied(scenario)
    wrong.strategy.pilots = 100  # as no check allows
    trials = [
        states.trial(scenario, 0, 0, "fine"),
        states.trial(wrong, 0, 1, "wrong"),
        states.trial(scenario, 0, 2, "fine"),
    ]
    first, refused, last = tried(trials, live_at_end, ShortMemory())
    assert isinstance(refused, UserError)
    assert first.shape == last.shape == (2, 1)


def test_without_sets_only_luck_and_systems_vary(scenario):
    states = states_for([scenario], None, 4)
    assert states.are_fixed
    assert states.count == 4
    found = tried([states.trial(scenario, 0, k, "x") for k in range(4)], live_at_end, ShortMemory())
    alone = with_values(scenario, {"assumptions.replicates_per_system": 1})
    assert np.array_equal(np.concatenate(list(found)), simulate(alone, 8).live[:, -1:])


def test_each_trial_is_counted_once_whether_run_or_remembered(scenario):
    states, counted = states_for([scenario], None, 3), []
    trials = [states.trial(scenario, 0, k, "x") for k in range(3)]
    memory = ShortMemory()
    list(tried(trials[:1], live_at_end, memory))
    list(tried(trials, live_at_end, memory, lambda: counted.append(1)))
    assert len(counted) == 3


def test_an_outcome_by_run_has_the_mean_of_the_outcome(scenario):
    """Whatever is a sample: its mean over the runs is what the summary of the plan says."""
    alone = with_values(scenario, {"assumptions.replicates_per_system": 4})
    outcomes = simulate(alone, 24)
    horizon = horizon_to(outcomes.months)
    compared = 0
    for key, row in OUTCOMES.items():
        if row.of is None or not row.when(horizon):
            continue
        sample, each = row.of(outcomes, horizon), by_run(outcomes, key, horizon)
        assert each.shape == (24,)
        if isinstance(sample, Sample):
            assert each.mean() == pytest.approx(sample.interval(0.95).mean)
            compared += 1
        elif isinstance(sample, Quantiles):
            assert np.array_equal(each, sample.times)
    assert compared > 20


def test_an_outcome_that_does_not_exist_is_no_number(scenario):
    nobody = with_values(scenario, {"strategy.pilots": 0, "clock.months": 1})
    outcomes = next(iter([simulate(nobody, 2)]))
    assert np.isnan(by_run(outcomes, "dip", horizon_to(1))).all()


def test_asked_runs_need_no_set_where_none_is_drawn(scenario):
    trial = states_for([scenario], None, 2).trial(scenario, 0, 1, "x")
    asked = trial.asked()
    assert isinstance(asked, Asked)
    assert (asked.replicates, asked.first) == (2, 2)
