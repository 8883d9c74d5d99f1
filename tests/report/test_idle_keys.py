"""What is said before a run of a key that cannot change anything, in the user's words."""

import numpy as np
import pytest

import sim
from sim import cli
from sim.config import expand, load
from sim.engines.simulate import simulate
from sim.outcomes.outcomes import BY_BATCH, BY_REPLICATE
from sim.report.idle_keys import notes_on_keys

SMALL = ("system.organisations=12", "clock.months=12")
LEARNING = "strategy=community_of_practice"
IDLE = [
    (
        [LEARNING, "strategy.target=equity"],
        "strategy.target=equity changes nothing here: no money goes to one-to-one help "
        "(strategy.shares.one2one is 0)",
    ),
    (
        ["strategy=none", "strategy.target=uncommitted"],  # as it is anyway: no value acts
        "strategy.target=uncommitted changes nothing here: no money goes to one-to-one help "
        "(strategy.shares.one2one is 0)",
    ),
    (
        ["strategy.redesign=0.9"],
        "strategy.redesign=0.9 changes nothing here: it only counts if innovation.bottleneck_shift "
        "(now 0) or innovation.decommissioning (now 0) is changed",
    ),
    (
        ["strategy.inclusive=0.4"],
        "strategy.inclusive=0.4 changes nothing here: it only counts if assumptions.exclusion "
        "(now 0) is changed",
    ),
    (
        ["assumptions.combined_load=0.2"],
        "assumptions.combined_load=0.2 changes nothing here: it only counts if innovation.types."
        "medical_product (now 0) or innovation.types.care_model (now 0) is changed",
    ),
    (
        ["strategy.mandate_month=80"],
        "strategy.mandate_month=80 changes nothing here: the mandate begins in month 80, when the "
        "run is over",
    ),
    (
        ["strategy=none", "assumptions.grant=3", "levers.comms.cost=3", "assumptions.slot=3"],
        "assumptions.slot=3 changes nothing here: no money goes to one-to-one help "
        "(strategy.shares.one2one is 0)",
    ),
    (
        ["strategy=none", "strategy.budget_per_organisation=100"],
        "strategy.budget_per_organisation=100 changes nothing here: it only counts if each of "
        "strategy.shares (now 0) is changed",
    ),
    (
        ["process=bass", "innovation.benefit=0.1"],
        "innovation.benefit=0.1 changes nothing here: a classic model has no gaps, dip or "
        "giving up (process.kind is bass)",
    ),
    (
        ["+events.it={from_month: 80, set: {innovation.procurement: 2}}"],
        "+events.it={from_month: 80, set: {innovation.procurement: 2}} changes nothing here: what "
        "it sets is so already, or it begins when the run is over",
    ),
    (
        ["strategy=none", "+events.it={from_month: 8, set: {assumptions.slot: 3}}"],
        "+events.it={from_month: 8, set: {assumptions.slot: 3}} changes nothing here: no money "
        "goes to one-to-one help (strategy.shares.one2one is 0)",
    ),
    (
        ["system.ties_other_region=0.1", "system.regions=1"],
        "system.ties_other_region=0.1 changes nothing here: it only counts if system.regions "
        "(now 1) is changed",
    ),
]


@pytest.mark.parametrize(("overrides", "said"), IDLE, ids=[each[0][-1] for each in IDLE])
def test_a_key_that_cannot_act_is_said_to_be_so_with_the_reason(overrides, said):
    assert said in notes_on_keys(expand(overrides))


@pytest.mark.parametrize("overrides", [each for each, _ in IDLE], ids=[e[0][-1] for e in IDLE])
def test_such_a_key_changes_no_count_of_a_run(overrides):
    *_, key = overrides if "system." not in overrides[0] else overrides[::-1]
    without = [each for each in overrides if each != key]
    one, other = (
        simulate(load([*each, *SMALL[1:]]), 4, seed=5, threads=1) for each in (overrides, without)
    )
    for name in (*BY_REPLICATE, *BY_BATCH, "spend"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


@pytest.mark.parametrize(
    "overrides",
    [[], ["scenario=freed_england"], ["strategy.pilots=4"], ["strategy.plan=0.3"],
     ["strategy=none,hin_playbook"], ["strategy.shift.comms=0.1"], ["strategy.title=Mine"],
     ["clock.start=2027-01"], ["+events.it={from_month: 8, set: {innovation.procurement: 1}}"],
     ["scenario=avt_london_events", "events.registry.set.innovation.procurement=1"],
     ["strategy.redesign=0.9", "innovation.bottleneck_shift=0.5"]],
)  # fmt: skip
def test_nothing_is_said_of_a_key_that_acts_or_that_only_names(overrides):
    assert notes_on_keys(expand(overrides)) == []


def test_a_sweep_whose_values_all_give_the_same_run_is_said_before_it():
    assert notes_on_keys(expand(["strategy=none", "strategy.target=uncommitted,equity,hubs"])) == [
        "all 3 plans give the same run: no money goes to one-to-one help "
        "(strategy.shares.one2one is 0)"
    ]
    assert notes_on_keys(expand(["strategy.contract=90,100"])) == [
        "all 2 plans give the same run: a contract of 90 months lasts longer than the run"
    ]
    assert notes_on_keys(expand(["strategy.redesign=0.2,0.9"])) == [
        "all 2 plans give the same run: it only counts if innovation.bottleneck_shift (now 0) or "
        "innovation.decommissioning (now 0) is changed"
    ]


def test_a_key_is_named_with_the_plans_in_which_it_changes_nothing():
    plans = expand(["strategy=none,hin_playbook", "assumptions.slot=3"])
    assert notes_on_keys(plans) == [
        "assumptions.slot=3 changes nothing with “No spread partner”: no money goes to "
        "one-to-one help (strategy.shares.one2one is 0)"
    ]


def test_a_preset_of_ones_own_is_looked_at_too(tmp_path):
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy" / "mine.yaml").write_text(
        "title: Mine\nshares:\n  comms: 1.0\ntarget: hubs\npilots: 3\n", encoding="utf-8"
    )
    assert notes_on_keys(expand(["strategy=mine"], [tmp_path]), [tmp_path]) == [
        "strategy.target=hubs changes nothing here: no money goes to one-to-one help "
        "(strategy.shares.one2one is 0)"
    ]


def test_the_commands_say_it_before_the_run(capsys):
    asked = [LEARNING, "strategy.target=equity", *SMALL]
    code = cli.status(["run", *asked, "--replicates", "2", "--json"])
    told = " ".join(capsys.readouterr().err.split())

    assert code == 0
    assert told.startswith("Note: strategy.target=equity changes nothing here: no money goes to")


def test_python_warns_of_it():
    with pytest.warns(UserWarning, match=r"^strategy\.target=equity changes nothing here: "):
        sim.run(LEARNING, "strategy.target=equity", *SMALL, replicates=2)
    with pytest.warns(UserWarning, match=r"^all 2 plans give the same run: "):
        sim.compare(LEARNING, "strategy.target=equity,hubs", *SMALL, replicates=2)
