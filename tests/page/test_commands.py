"""Copy as a command: each command on the page, typed in, gives the numbers beside it."""

import shlex

import numpy as np
import pytest

from sim import cli
from sim.config import digest, expand, with_values
from sim.engines.simulate import simulate
from sim.page.commands import run_line, typed, undialled_overrides
from sim.page.inputs import PageOptions, compared_from
from sim.page.next_action import changes_of
from sim.page.tensions import NINE
from sim.page.what_ifs import whatifs_of

SMALL = ("system.organisations=16", "clock.months=24", "assumptions.replicates_per_system=8")
RUNS, SEED = 8, 5
OPTIONS = ("--replicates", "--seed", "--config-dir", "--baseline")


def typed_in(line):
    """The parts of a command line: its command, overrides, and options."""
    program, name, *words = shlex.split(line)
    assert program == "uptake"
    options = {word: words[k + 1] for k, word in enumerate(words) if word in OPTIONS}
    overrides = [word for word in words if "=" in word and not word.startswith("--")]
    return name, overrides, options


def plan_of(*overrides):
    (plan,) = expand(["scenario=avt_london", *overrides, *SMALL])
    return plan


def line_of(plan, values):
    """The line of a changed plan, as the page writes it (tests/script/counted.test.js)."""
    kept = undialled_overrides(plan, list(values))
    changed = [f"{key}={typed(value)}" for key, value in values.items()]
    return run_line([*kept, *changed], RUNS, SEED)


PLANS = {
    "a preset": ("strategy=hin_playbook",),
    "its shares said": ("strategy=none", "strategy.shares={comms: 0.5, one2one: 0.3, data: 0.2}"),
    "money shifted": ("strategy=hin_playbook", "strategy.shift.comms=0.1"),
    "a total budget": ("strategy=avt_london", "strategy.budget_total=300000"),
    "what is turned, given": ("strategy=hin_playbook", "strategy.pilots=3"),
    "types": ("strategy=hin_playbook", "system=few_legacy", "+system.types.new={weight: 3}"),
}
VALUES = {
    "nothing": {},
    "a number": {"strategy.pilots": 1, "strategy.plan": 0.123456789012345},
    "a shift": {"strategy.shift.one2one": 0.07},
    "two shifts": {"strategy.shift.data": 0.1, "strategy.shift.comms": -0.05},
    "a word": {"strategy.target": "equity", "strategy.evaluate": False},
    "nothing for something": {"strategy.wave_cap": None, "strategy.mandate_month": 6},
}


@pytest.fixture(scope="module", params=PLANS.values(), ids=PLANS)
def planned(request):
    return plan_of(*request.param)


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_the_command_of_a_changed_plan_reproduces_it(planned, values):
    name, overrides, options = typed_in(line_of(planned, values))
    (plan,) = expand(overrides)
    assert name == "run"
    assert digest(plan.scenario) == digest(with_values(planned.scenario, values))
    assert options == {"--replicates": str(RUNS), "--seed": str(SEED)}


def test_the_command_of_every_what_if_and_tension_reproduces_it():
    own = plan_of("strategy=hin_playbook")
    asked = [each.values for each in whatifs_of(own.scenario)]
    asked += [{each.key: value} for each in NINE for value, _ in each.positions]
    for values in asked:
        _, overrides, _ = typed_in(line_of(own, values))
        assert digest(expand(overrides)[0].scenario) == digest(with_values(own.scenario, values)), (
            values
        )


def test_running_a_command_gives_the_numbers_shown_beside_it(tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    monkeypatch.chdir(tmp_path)
    own = plan_of("strategy=hin_playbook", "strategy.shift.comms=0.1")
    values = {"strategy.shift.one2one": 0.06, "system.board_interval": 1}
    found = simulate(with_values(own.scenario, values), RUNS, SEED)
    words = shlex.split(line_of(own, values))[1:]
    assert cli.status([*words, "--no-figures", "--out", "again"]) == 0
    curves = pq.read_table("again/curves.parquet").to_pandas()
    live = curves.query("dimension == 'all' and series == 'live'").sort_values("month")
    assert found.live.mean(axis=0) == pytest.approx(live["mean"].to_numpy(), abs=1e-9)


def test_the_commands_of_the_plans_and_of_the_comparison_reproduce_them(data, compared):
    for plan, result in zip(data["plans"], compared.results, strict=True):
        name, overrides, options = typed_in(plan["command"])
        assert name == "run"
        assert digest(expand(overrides)[0].scenario) == digest(result.scenario)
        again = simulate(expand(overrides)[0].scenario, int(options["--replicates"]),
                         int(options["--seed"]))  # fmt: skip
        assert np.array_equal(again.stages, result.outcomes.stages)
    name, overrides, _ = typed_in(data["command"])
    assert name == "compare"
    scenarios = [digest(plan.scenario) for plan in expand(overrides)]
    assert scenarios == [digest(result.scenario) for result in compared.results]


def test_next_best_actions_can_be_typed(data):
    for told_of in data["ledger"]["plans"].values():
        for each in told_of["next_best"]:
            name, overrides, _ = typed_in(each["command"])
            plans = expand(overrides)
            assert (name, len(plans)) in {("compare", 2), ("run", 1)}
            assert all(plan.scenario.assumptions.replicates_per_system == 4 for plan in plans)


def test_a_single_plan_is_compared_with_no_spread_partner():
    found = compared_from(PageOptions(("strategy=one_to_one", *SMALL), RUNS, SEED))
    assert [each.label for each in found.results] == ["none", "one_to_one"]
    assert typed_in(found.command)[0] == "compare"


def test_a_single_plan_does_not_pass_its_settings_on_to_no_spread_partner():
    asked = ("strategy=one_to_one", "strategy.shift.comms=0.1", "strategy.pilots=5", *SMALL)
    found = compared_from(PageOptions(asked, RUNS, SEED))
    none, own = (each.scenario.strategy for each in found.results)
    assert (none.pilots, own.pilots) == (2, 5)


def test_every_small_change_is_a_plan_that_the_model_allows():
    for plan in PLANS.values():
        scenario = plan_of(*plan).scenario
        assert {each.kind for each in changes_of(scenario)} <= {"shift", "money"}
