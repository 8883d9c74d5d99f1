"""Draws of the assumptions: paired, spread evenly over their ranges, and counted correctly."""

import numpy as np
import pytest
from scipy.stats import qmc

from sim.params import Assumptions, OutOfRangeError, Scenario, Shares, Strategy, System
from sim.params.errors import UserError
from sim.study.comparison import Plan
from sim.study.parameter_uncertainty import (
    latin_hypercube,
    parameter_draws,
    value_of,
    with_value,
)

RANGES = {"assumptions.commitment_rate": [0.2, 1.0]}


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


def belief(scenario):
    return scenario.assumptions.commitment_rate


def helped_if_believed(scenario):
    """Help is worth 10 points if commitment comes easily, and does harm if it does not."""
    return 0.4 + scenario.strategy.shares.comms * (0.1 if belief(scenario) > 0.4 else -0.1)


def test_the_draws_in_which_each_plan_leads_are_counted(made_up):
    """A quarter of the range, so 16 of 64 draws, lies below 0.4: exact, by Latin hypercube."""
    plans = [plan(0.0), plan(1.0), plan(0.5)]
    found = parameter_draws(plans, RANGES, run=engine(made_up, helped_if_believed))
    assert found.draws == 64
    assert found.ahead == (0, 48, 48)
    assert found.leads == (16, 48, 0)
    assert found.spread[1] == pytest.approx((-0.1, 0.1))


def test_plans_that_tie_do_not_lead(made_up):
    found = parameter_draws([plan(0.0), plan(1.0)], RANGES, run=engine(made_up, belief), draws=4)
    assert found.leads == found.ahead == (0, 0)
    assert found.spread == ((0, 0), (0, 0))


def test_a_single_plan_can_be_drawn_too(made_up):
    found = parameter_draws([plan(0.0)], RANGES, run=engine(made_up, belief), draws=4)
    assert found.live.shape == (4, 1)
    assert (found.leads, found.ahead) == ((4,), (0,))


def test_every_plan_runs_with_the_same_draws_and_replicates(made_up):
    calls = []
    plans = [plan(0.0), plan(1.0)]
    parameter_draws(plans, RANGES, run=engine(made_up, belief, calls), draws=5, seed=3)
    drawn = np.array([belief(scenario) for scenario, _ in calls]).reshape(5, 2)
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert len(set(drawn[:, 0])) == 5
    assert all(
        (asked["replicates"], asked["seed"], asked["first"]) == (8, 3, 0) for _, asked in calls
    )
    assert all(scenario.assumptions.replicates_per_system == 1 for scenario, _ in calls)


def test_parameters_in_which_the_plans_differ_are_not_drawn(made_up):
    """Otherwise the draw would overwrite what is compared."""
    plans = [plan(0.0), plan(0.0, assumptions=Assumptions(commitment_rate=3.0))]
    found = parameter_draws(
        plans, {**RANGES, "assumptions.bad_news": [0, 2]}, run=engine(made_up, belief), draws=2
    )
    assert found.keys == ("assumptions.bad_news",)
    assert found.left_out == ("assumptions.commitment_rate",)
    assert (found.live[:, 1] > found.live[:, 0]).all()


def test_the_given_scenarios_are_left_unchanged(made_up):
    plans = [plan(0.0), plan(1.0)]
    parameter_draws(plans, RANGES, run=engine(made_up, belief), draws=2)
    assert plans[0].scenario.assumptions == Assumptions()


def test_whole_numbers_are_drawn_evenly(made_up):
    calls = []
    ranges = {"system.board_interval": [1, 3]}
    run = engine(made_up, lambda _: 0.5, calls)
    parameter_draws([plan(0.0), plan(1.0)], ranges, run=run, draws=30)
    drawn = [scenario.system.board_interval for scenario, _ in calls[::2]]
    assert all(isinstance(each, int) for each in drawn)
    assert np.bincount(drawn).tolist() == [0, 10, 10, 10]


def test_a_range_beyond_what_the_model_allows_is_refused(made_up):
    with pytest.raises(OutOfRangeError, match=r"assumptions\.top_threshold"):
        parameter_draws(
            [plan(0.0), plan(1.0)],
            {"assumptions.top_threshold": [2, 3]},
            run=engine(made_up, belief),
        )


def test_a_range_of_an_unknown_parameter_is_refused(made_up):
    with pytest.raises(UserError, match=r"assumptions\.comitment"):
        parameter_draws([plan(0.0)], {"assumptions.comitment": [0, 1]}, run=engine(made_up, belief))


def test_progress_counts_all_replicates(made_up):
    told = []
    parameter_draws(
        [plan(0.0), plan(1.0)], RANGES, run=engine(made_up, belief), draws=2, replicates=3,
        progress=lambda *at: told.append(at),
    )  # fmt: skip
    assert told == [(3, 12), (6, 12), (9, 12), (12, 12)]


@pytest.mark.parametrize("seed", [0, 7, 2**63 - 1])
def test_a_latin_hypercube_is_that_of_scipy_which_is_slow_to_load(seed):
    low, high = np.array([(-1.0, 0.3), (2.0, 9.5), (0.0, 1e-3)]).T
    scipys = qmc.LatinHypercube(3, rng=np.random.default_rng(seed)).random(64)
    points = latin_hypercube(list(zip(low, high, strict=True)), draws=64, seed=seed)
    assert (points == low + scipys * (high - low)).all()


def test_a_latin_hypercube_puts_one_value_in_every_slice():
    points = latin_hypercube([(0, 1), (-5, 5)], draws=40, seed=1)
    slices = np.floor((points - [0, -5]) / [1, 10] * 40).astype(int)
    assert (np.sort(slices, axis=0) == np.arange(40)[:, None]).all()
    assert (points == latin_hypercube([(0, 1), (-5, 5)], draws=40, seed=1)).all()
    assert (points != latin_hypercube([(0, 1), (-5, 5)], draws=40, seed=2)).any()


def test_a_value_is_changed_in_a_copy():
    before = Scenario()
    after = with_value(before, "system.board_interval", 3)
    assert (value_of(before, "system.board_interval"), after.system.board_interval) == (2, 3)
    assert after.assumptions is before.assumptions
    assert with_value({"a": System()}, "a.regions", 4)["a"].regions == 4
