"""The model takes what Mesa users give a model, and Mesa's own tools work on it."""

import inspect
import multiprocessing
import warnings

import mesa
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from made_up import odd_system
from mesa.batchrunner import batch_run

from sim import config
from sim.engines.agents import HealthSystem
from sim.engines.simulate import simulate
from sim.params.errors import UserError

RING = odd_system(nx.cycle_graph(12))
SMALL = {"clock.months": 3, "system.organisations": 12}
TAKES_RNG = "rng" in inspect.signature(batch_run).parameters
LAST = 3 if TAKES_RNG else 2  # Mesa 3.3 reports the month before the last, and says so


@pytest.fixture(autouse=True)
def same_way_to_start_processes():
    """Take back what Mesa's batches set for the whole process."""
    method = multiprocessing.get_start_method(allow_none=True)
    yield
    multiprocessing.set_start_method(method, force=True)


def live_by_month(model):
    while model.running:
        model.step()
    return model.datacollector.get_model_vars_dataframe()["live"].tolist()


# Scenarios


@pytest.mark.parametrize("scenario", ["avt_london", "scenario=avt_london"])
def test_a_model_composes_its_scenario_as_the_command_does(scenario):
    model = HealthSystem(
        scenario, 0, system=RING, strategy="hin_playbook", **{"strategy.pilots": 4}
    )
    words = ["scenario=avt_london", "strategy=hin_playbook", "strategy.pilots=4"]
    assert model.plan == config.load(words)


def test_a_model_takes_one_override_in_place_of_a_scenario():
    model = HealthSystem("strategy=hin_playbook", 0, system=RING)
    assert model.plan == config.load(["strategy=hin_playbook"])
    assert HealthSystem(seed=0, system=RING).plan == config.load([])


def test_numbers_change_a_copy_of_a_composed_scenario():
    scenario = config.load(["strategy=hin_playbook"])
    model = HealthSystem(scenario, 0, system=RING, **{"strategy.pilots": 4})
    assert model.plan == config.with_values(scenario, {"strategy.pilots": 4})
    assert scenario == config.load(["strategy=hin_playbook"])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"pilots": 4}, "did you mean strategy.pilots"),
        ({"strategy": "no such plan"}, "choose from"),
        ({"strategy.pilots": -3}, "must be between 0 and"),
        ({"scenario": config.load([]), "strategy": "hin_playbook"}, "takes numbers only"),
    ],
)
def test_what_is_no_setting_is_refused_in_words(given, says):
    with pytest.raises(UserError, match=says):
        HealthSystem(**given, seed=0)


# Seeds


def test_a_model_without_a_seed_draws_one_by_which_the_run_can_be_repeated():
    first, second = (HealthSystem(config.load([]), system=RING) for _ in range(2))
    assert first.seed != second.seed
    again = HealthSystem(config.load([]), first.seed, system=RING)
    assert [one.rank for one in again.organisations] == [one.rank for one in first.organisations]
    assert live_by_month(again) == live_by_month(first)


def test_the_run_of_a_drawn_seed_is_that_of_the_compiled_engine():
    model = HealthSystem(strategy="hin_playbook", replicate=1, **SMALL)
    told = simulate(model.plan, 1, seed=model.seed, first=1)
    assert live_by_month(model) == told.live[0].tolist()


@pytest.mark.parametrize(
    "given", [{"seed": 7}, {"rng": 7}, {"seed": np.int64(7)}, {"seed": "7"}, {"seed": 7.0}]
)
def test_a_seed_is_the_same_number_however_it_is_given(given):
    assert HealthSystem(config.load([]), system=RING, **given).seed == 7


def test_a_seed_sequence_gives_the_same_run_each_time():
    seeds = [
        HealthSystem(rng=np.random.SeedSequence(entropy), system=RING).seed for entropy in (1, 1, 2)
    ]
    assert seeds[0] == seeds[1] != seeds[2]


@pytest.mark.parametrize("seed", [-1, 2**63, True, 1.5, float("nan"), float("inf"), "x", object()])
def test_what_is_no_seed_is_refused_in_words(seed):
    with pytest.raises(UserError, match="whole number from 0 to"):
        HealthSystem(seed=seed, system=RING)


def test_two_seeds_are_refused():
    with pytest.raises(UserError, match="not both"):
        HealthSystem(seed=1, rng=1, system=RING)


# Running, and Mesa's batches


def test_a_run_ends_with_the_scenario_and_not_before():
    model = HealthSystem(config.load(["clock.months=3"]), 0, system=RING)
    assert model.running
    model.run_model()
    assert (model.steps, model.running) == (3, False)


def batch(**given):
    """One row for each run of Mesa's batch."""
    parameters = SMALL | {"strategy": ["none", "hin_playbook"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Mesas prefer `rng`
        rows = batch_run(HealthSystem, parameters, display_progress=False, **given)
    return pd.DataFrame(rows).drop_duplicates("RunId")


def same_as_alone(row):
    alone = HealthSystem(seed=int(row["seed"]), strategy=row["strategy"], **SMALL)
    return live_by_month(alone)[int(row["Step"])] == row["live"]


@pytest.mark.parametrize("given", [{}, {"iterations": 2}])
def test_a_batch_without_seeds_draws_one_for_each_run_and_keeps_it(given):
    runs = batch(**given)
    assert runs["seed"].nunique() == len(runs) == 2 * given.get("iterations", 1)
    assert set(runs["Step"]) == {LAST}
    assert all(same_as_alone(row) for _, row in runs.iterrows())


def test_a_batch_with_seeds_gives_every_plan_the_same_chance_events():
    if TAKES_RNG:
        runs = batch(rng=[1, 2])
    else:  # Mesa 3.3 has no such argument: a seed is a parameter like any other
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            rows = batch_run(
                HealthSystem, SMALL | {"strategy": ["none", "hin_playbook"], "seed": [1, 2]},
                display_progress=False,
            )  # fmt: skip
        runs = pd.DataFrame(rows).drop_duplicates("RunId")
    assert sorted(runs["seed"]) == [1, 1, 2, 2]
    assert all(same_as_alone(row) for _, row in runs.iterrows())


class Counted(HealthSystem):
    """A model that collects what its user asks for."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.datacollector = mesa.DataCollector(
            {"champions": lambda m: sum(o.champion for o in m.organisations)}
        )
        self.datacollector.collect(self)


def test_a_subclass_with_its_own_collector_runs_in_a_batch():
    runs = pd.DataFrame(batch_run(Counted, SMALL, data_collection_period=1, display_progress=False))
    assert runs["Step"].tolist() == list(range(LAST + 1))
    assert runs["champions"].between(0, 12).all()


def test_organisations_have_their_names():
    model = HealthSystem(config.load([]), 0, system=RING)
    assert tuple(one.name for one in model.organisations) == tuple(RING.names)
