"""Files of a folder hold values as people write them, and what several people said."""

import numpy as np
import pytest

import sim
from sim.cli import new_command, status
from sim.config import expand, own_folder
from sim.params import Innovation
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.params.scores import scores_from, standing_scores
from sim.study.comparison import Plan
from sim.study.uncertainty.study import SCORED_OTHERWISE, drawn_for, under_sets

NOTHING_ELSE = AssumptionSets("none", (), np.empty((6, 0)))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new_command.new(tmp_path / "mine")
    return tmp_path / "mine"


def says(folder, file, text):
    (folder / file).write_text(text, encoding="utf-8")


def scored(*texts):
    """By key, the scores that the plan of these overrides goes by."""
    return {each.key: each for each in standing_scores(sim.load(["mine", *texts]))}


def test_what_may_be_typed_may_stand_in_a_file(folder):
    says(folder, "plan.yaml", "budget_total: £600,000\nplan: 40%\nprogramme: 24 months\n")
    says(folder, "innovation.yaml", "price:\n  setup: £1.2m\n  monthly: £500\nprocurement: 4\n")
    scenario = sim.load(["mine"])
    typed = sim.load([
        "mine", "strategy.budget_total=£600,000", "strategy.plan=40%",
        "strategy.programme=24 months", "innovation.price.setup=£1.2m",
    ])  # fmt: skip
    assert (scenario.strategy.budget_total, scenario.strategy.plan) == (600_000, 0.4)
    assert (scenario.innovation.price.setup, scenario.innovation.price.monthly) == (1200, 0.5)
    assert typed.strategy == scenario.strategy
    assert typed.innovation == scenario.innovation


@pytest.mark.parametrize(
    ("written", "mean", "asked"),
    [
        ("[0.4, 0.6, 0.7]", 1.7 / 3, 3),
        ("{Anna: 0.4, Ben: 0.6, Cleo: don't know}", 0.5, 3),
        ("{Anna: 0.4, Ben: 0.6, Cleo: }", 0.5, 3),
        ("{Anna: 0.3}", 0.3, 1),
    ],
)
def test_the_mean_of_those_who_know_is_the_value(folder, written, mean, asked):
    says(folder, "innovation.yaml", f"complexity: {written}\n")
    assert sim.load(["mine"]).innovation.complexity == pytest.approx(mean, abs=1e-15)
    assert scored()["innovation.complexity"].asked == asked


def test_a_key_that_nobody_knows_is_at_its_default(folder):
    says(folder, "innovation.yaml", "complexity: {Anna: don't know, Ben: '?'}\nusability: []\n")
    assert sim.load(["mine"]).innovation == Innovation(**_titles(sim.load(["mine"]).innovation))
    unknown = own_folder.unknown_in(folder, "innovation.yaml")
    assert unknown == ["innovation.complexity", "innovation.usability"]


def _titles(innovation):
    return {name: getattr(innovation, name) for name in ("title", "about", "source")}


def test_a_mean_of_whole_numbers_is_rounded_and_groups_of_keys_stay_groups(folder):
    says(folder, "plan.yaml", "pilots: [2, 3]\nshares: {one2one: 0.6, cop: 0.4}\n")
    scenario = sim.load(["mine"])
    assert (scenario.strategy.pilots, scenario.strategy.shares.one2one) == (3, 0.6)
    assert list(scored()) == ["strategy.pilots"]


def test_several_people_may_score_what_is_assumed_of_the_system(folder):
    says(folder, "system.yaml", "incentives: {A: 20%, B: 0.4}\n")
    assert sim.load(["mine"]).system.incentives == pytest.approx(0.3, abs=1e-15)
    assert (scored()["system.incentives"].low, scored()["system.incentives"].high) == (0.2, 0.4)


def test_a_value_that_is_typed_wins_over_the_scores(folder):
    says(folder, "innovation.yaml", "complexity: [0.4, 0.6]\n")
    assert list(scored()) == ["innovation.complexity"]
    assert scored("innovation.complexity=0.9") == {}
    assert scored("innovation=freed") == {}


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("innovation.yaml", "complexity: {Ann: 0.4, Ben: 7}\n", "innovation.complexity (Ben) is 7"),
        ("innovation.yaml", "complexity: [0.4, hard]\n", "complexity (score 2) is 'hard'"),
        ("innovation.yaml", "complexity: {A: 0.4, a: 0.5}\n", "two of the people have one name"),
        ("innovation.yaml", "complexity: [[0.4]]\n", "complexity (score 1) is [0.4]"),
        ("innovation.yaml", "procurement: 10%\n", "which is not a share"),
        ("innovation.yaml", "complexity: 0,5\n", "write a point, as in 0.5"),
        ("plan.yaml", "shares: {one2one: [0.5, 0.6], cop: 0.4}\n", "agree on one set of shares"),
        ("plan.yaml", "budget_total: 600,000\n", "write it without, as in 600000"),
        ("plan.yaml", "target: [hubs, ready]\n", "target is ['hubs', 'ready']; it must be one of"),
        ("system.yaml", "trust: 250%\n", "trust is"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_what_is_allowed(folder, file, text, told):
    says(folder, file, text)
    with pytest.raises(UserError) as error:
        sim.load(["mine"])
    assert told in str(error.value)
    assert file in str(error.value)
    assert [told in each for each in own_folder.problems(folder, file)].count(True) == 1


def test_scores_are_drawn_for_the_plans_that_go_by_them_and_stay_between_the_ends(folder):
    says(folder, "innovation.yaml", "complexity: [0.4, 0.7]\n")
    says(folder, "plan.yaml", "plan: {A: 0.2, B: 0.6}\npilots: 2\n")
    plans = expand(["mine", "strategy=none,own", "clock.months=2"])
    seen = []
    from sim.engines.simulate import simulate

    def run(scenario, *rest, **more):
        seen.append((scenario.innovation.complexity, scenario.strategy.plan))
        return simulate(scenario, *rest, **more)

    compared = [Plan(each.label, each.scenario) for each in plans]
    found = under_sets(compared, NOTHING_ELSE, run=run, at=2)
    assert found.sets.keys == ("innovation.complexity", "strategy.plan")
    assert found.held == {}
    none, own = seen[::2], seen[1::2]
    drawn = found.sets.values
    assert [each for each, _ in none] == [each for each, _ in own] == drawn[:, 0].tolist()
    assert [each for _, each in own] == drawn[:, 1].tolist()
    assert {each for _, each in none} == {plans[0].scenario.strategy.plan}
    assert 0.4 <= drawn[:, 0].min() < 0.5 < 0.6 < drawn[:, 0].max() <= 0.7
    assert 0.2 <= drawn[:, 1].min() < 0.3 < 0.5 < drawn[:, 1].max() <= 0.6


def test_two_folders_whose_people_disagree_otherwise_have_no_range_in_common(folder):
    says(folder, "innovation.yaml", "complexity: [0.4, 0.6]\n")
    first = sim.load(["mine", "clock.months=2"])
    says(folder, "innovation.yaml", "complexity: [0.3, 0.7]\n")
    second = sim.load(["mine", "clock.months=2"])
    found = drawn_for([first, second], NOTHING_ELSE)
    assert (found.sets.keys, found.held) == ((), {"innovation.complexity": SCORED_OTHERWISE})


def test_scores_are_told_before_a_run_and_kept_with_its_results(folder, capsys):
    says(folder, "innovation.yaml", "complexity: {A: 0.4, B: 0.6, C: 0.7}\n")
    command = "run mine --replicates 2 --months 2 --no-figures --parameter-draws 2 --out kept"
    assert status([*command.split(), "--full"]) == 0
    told = capsys.readouterr()
    note = (
        "three people scored complexity 0.4 to 0.7; their mean, 0.567, is used, and "
        "sets of assumptions draw it from there"
    )
    assert note in " ".join(told.err.split())
    out = " ".join(told.out.split())
    assert "People scored differently: complexity 0.4 to 0.7 (mean 0.567)." in out
    assert "Sets of assumptions draw complexity from between their scores." in out
    before = (folder.parent / "kept" / "parameter_draws.parquet").read_bytes()
    (folder.parent / "kept" / "parameter_draws.parquet").unlink()
    assert status(["verify", "kept", "--repair"]) == 0
    assert (folder.parent / "kept" / "parameter_draws.parquet").read_bytes() == before


def test_show_lists_who_scored_what(folder, capsys):
    says(folder, "innovation.yaml", "complexity: {A: 0.4, B: 0.6}\nusability: [0.2, 0.3]\n")
    assert status(["show", "mine"]) == 0
    out = capsys.readouterr().out
    assert "complexity: 0.5, mean of 0.4 (A) and 0.6 (B)" in out
    assert "usability: 0.25, mean of 0.2 and 0.3" in out


def test_scores_written_down_are_read_again(folder):
    says(folder, "innovation.yaml", "complexity: {A: 0.4, B: 0.6}\n")
    (found,) = scored().values()
    assert scores_from(found.plain()) == found


def test_scales_of_columns_may_stand_in_the_form_of_the_system(folder):
    says(folder, "system.yaml", 'scales: {maturity: 1-5, culture: "%"}\n')
    assert sim.load(["mine"]).system.scales == "maturity 1-5; culture %"


@pytest.mark.parametrize(
    "text", ["{Anna: £600,000, Ben: £1m}", "[£600,000, £1m]", "[1,200, 1,500]"]
)
def test_a_number_that_yaml_cuts_at_its_comma_is_refused_with_what_to_write(text, folder):
    says(folder, "plan.yaml", f"budget_total: {text}\n")
    with pytest.raises(UserError, match="a comma within a number ends it here"):
        sim.load(["mine"])
