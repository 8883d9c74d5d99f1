"""`uptake optimise`, from a budget to a plan, its figures and a preset that `compare` takes."""

import json
import sys

import pytest

import sim
from sim.api import optimise as api

pytest.importorskip("optuna")
TINY = ("system.organisations=20", "clock.months=24", "system.regions=2")
BUDGET = ("--budget", "250000")


@pytest.fixture(autouse=True)
def few_states(monkeypatch):
    """Few trials, in few states."""
    monkeypatch.setattr("sim.api.questions.FIXED_STATES", 12)
    monkeypatch.setattr(api, "FEWEST_TRIALS", 8)


def told(text):
    return " ".join(text.split())


def test_the_answer_its_files_and_a_preset_that_compare_takes(uptake, elsewhere):
    line = ("optimise", *TINY, *BUDGET, "--trials", "16", "--out", "found")
    code, out, err = uptake(*line)
    assert (code, err) == (0, "")
    said = told(out)
    assert said.startswith("Spend above all on")
    assert "not a finding about the NHS" in said
    assert "best of 1" in said
    assert "6 fresh states of fixed assumptions" in said
    names = {path.name for path in (elsewhere / "found").iterdir()}
    tables, pictures = ("plans", "shares", "parts", "calendar"), ("plans", "spend", "calendar")
    assert names >= {"answer.md", "strategy", *(f"{each}.csv" for each in tables)}
    assert names >= {f"{each}.{kind}" for each in pictures for kind in ("png", "svg")}

    code, again, _ = uptake(*line)
    assert code == 0
    assert again == out  # all is remembered, and the figures and the preset are replaced

    code, out, err = uptake(
        "compare", *TINY, "--config-dir", "found", "strategy=hin_playbook,optimised",
        "strategy.budget_total=250000", "--replicates", "8", "--no-figures",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert "Optimised" in out or "optimised" in out


def test_the_plan_is_whole_per_cent_and_the_overrides_give_the_same_scenario():
    found = sim.optimise(*TINY, budget=250_000, trials=16)
    shares = found.frames["shares"]
    assert shares["percent"].sum() == 100
    assert all(each == 0 or each >= 2 for each in shares["percent"])
    pasted = sim.load([*TINY, *found.overrides]).strategy
    mine = found.optimum.ran.scenario.strategy
    names = ("title", "about", "source")
    assert {k: getattr(pasted, k) for k in mine.__slots__ if k not in names} == {
        k: getattr(mine, k) for k in mine.__slots__ if k not in names
    }


def test_every_shipped_plan_with_a_programme_stands_beside_it_at_the_same_money(uptake):
    code, out, _ = uptake("optimise", *TINY, *BUDGET, "--trials", "16", "--json")
    assert code == 0
    document = json.loads(out)
    names = {each["name"] for each in document["tables"]["plans"]}
    assert names >= {"optimised", "hin_playbook", "even_spread", "one_to_one", "big_bang_mandate"}
    assert "none" not in names
    assert any(each.startswith("strategy.budget_total=250000") for each in document["overrides"])
    assert len(document["tables"]["calendar"]) == 24


def test_what_the_user_set_stays(uptake):
    code, out, _ = uptake(
        "optimise", *TINY, *BUDGET, "strategy.pilots=1", "strategy.plan=0.5", "--trials",
        "16", "--json",
    )  # fmt: skip
    assert code == 0
    overrides = json.loads(out)["overrides"]
    assert not any(each.startswith(("strategy.pilots", "strategy.plan")) for each in overrides)


def test_limits_hold_on_the_runs_that_tell_or_the_first_line_says_so():
    found = sim.optimise(*TINY, budget=250_000, trials=32, dip_at_once=6, give_up=0.9)
    plans = found.frame.set_index("name")
    own = plans.loc["optimised"]
    assert own["most_in_dip"] <= 6 or "in the dip at once" in found.lines[0][1]
    assert "Schedule" in dict(found.lines)
    assert set(found.drawings()) == {"spend", "plans", "calendar"}


def test_away_from_winter_nobody_goes_live_in_it_and_the_preset_says_so():
    found = sim.optimise(*TINY, budget=250_000, trials=8, avoid_winter=True)
    months = found.frames["calendar"]
    cold = months["winter"]
    names = {each.split()[0] for each in months["calendar"][cold]}
    assert names == {"November", "December", "January", "February"}
    assert months["go_lives_high"][cold].max() == 0 < months["go_lives"][~cold].sum()
    assert "strategy.winter_break=true" in found.overrides
    assert "nobody goes live from November to February" in dict(found.lines)["Schedule"]


def test_two_objectives_are_traded_off_in_words_and_in_a_figure():
    found = sim.optimise(*TINY, budget=250_000, trials=16, objective="reach", also=["risk"])
    labels = [label for label, _ in found.lines]
    assert ("In between" in labels) != ("It gives" in labels)
    assert list(found.drawings()) == ["spend", "plans", "front", "calendar"]
    front = found.frames["front"]
    assert front["knee"].sum() == 1
    assert found.figure("front").png()


@pytest.mark.parametrize("objective", ["speed", "lasting", "equity", "cost", "risk"])
def test_every_objective_has_its_words(objective):
    found = sim.optimise(*TINY, budget=250_000, trials=8, objective=objective)
    words = " ".join(text for _, text in found.lines)
    assert len(words.split()) <= 90
    assert "{" not in words
    assert "nan" not in words.split()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--budget", "0"), "the budget is £0, so there is nothing to spend"),
        (("--budget", "lots"), "for '--budget': 'lots' is not an amount of money; write 1200000"),
        (("--budget", "-5"), "the budget is -5; give an amount above 0 and at most £1 trillion"),
        (("--budget", "2e12"), "the budget is 2e+12; give an amount above 0"),
        (("--budget", "£1,2m"), "'£1,2m' is not an amount of money"),
        (("--budget", "1e400"), "'1e400' is not an amount of money"),
        ((*BUDGET, "--give-up", "0.2"), "per cent from 1 to 100; did you mean 20?"),
        (("--budget", "20000", "strategy.pilots=8"), "is less than what comes off first"),
        ((*BUDGET, "--objective", "reech"), "there is no objective 'reech' (did you mean reach?)"),
        ((*BUDGET, "--and", "reach"), "an objective is named twice"),
        ((*BUDGET, "--trials", "3"), "3 trials are too few to search; try at least"),
        ((*BUDGET, "strategy=none,hin_playbook"), "these are 2; give each key one value"),
        ((*BUDGET, "strategy.budget_total=5"), "the money is that of --budget"),
        ((*BUDGET, "strategy.shift.comms=0.1"), "shares are what is searched for"),
        ((*BUDGET, "process.kind=bass"), "levers do nothing in this process"),
        (
            (*BUDGET, "strategy.pilots=4", "--dip-at-once", "2"),
            "puts 4 sites in the dip at once, but --dip-at-once allows 2",
        ),
        (
            (*BUDGET, "strategy.mandate_month=2", "--dip-at-once", "1", "--trials", "8"),
            "none of 8 plans has so few sites in the dip at once in 9 of 10 runs; the nearest has",
        ),
        (
            (*BUDGET, "system.deprived_share=0", "--and", "equity", "--trials", "8"),
            "the objective equity has no value in any run: no organisation is in a deprived area",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(uptake, elsewhere, options, says):
    code, out, err = uptake("optimise", *TINY, *options)
    assert (code, out) == (2, "")
    assert says in told(err)
    assert err.count("\n") == 1


def test_in_python_giving_up_is_a_share():
    with pytest.raises(sim.UserError, match=r"20 per cent is 0\.2 here, and --give-up 20 in a"):
        sim.optimise(*TINY, budget=250_000, trials=8, give_up=20)


def test_without_optuna_one_line_says_what_to_install(uptake, monkeypatch):
    monkeypatch.setitem(sys.modules, "optuna", None)
    code, out, err = uptake("optimise", *TINY, *BUDGET)
    assert (code, out) == (2, "")
    assert "uptake optimise needs Optuna" in err
