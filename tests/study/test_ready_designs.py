"""Ready designs of sweeps: the shipped ones, and those in a folder of the user's own."""

import re

import pytest

from sim import cli
from sim.config import preset_files
from sim.config.overrides import value_of
from sim.params.errors import UserError
from sim.study.sweep.ready import ready
from sim.study.sweep.typed import Wishes, design_of

SHIPPED = {"strategy_by_budget": 30, "strategy_by_system": 30, "assumptions": 256,
           "one_at_a_time": 21}  # fmt: skip


def own(tmp_path, text, name="ours"):
    """Write a ready design of the user's own; returns the folder to name."""
    (tmp_path / "sweep").mkdir(exist_ok=True)
    (tmp_path / "sweep" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [tmp_path]


def test_every_ready_design_says_what_it_is_and_has_as_many_cells_as_documented():
    assert set(preset_files.files("sweep")) == set(SHIPPED)
    for name, cells in SHIPPED.items():
        said = ready(name)
        assert re.fullmatch(r"[A-Z].*[^.?!]", said.title)
        assert re.fullmatch(r"[A-Z].*[.]", said.about)
        assert len(design_of([f"sweep={name}"], Wishes())) == cells


def test_every_cell_of_the_ready_designs_but_the_samples_can_be_composed():
    from sim.config import Composer, digest

    composer = Composer()
    for name in set(SHIPPED) - {"assumptions"}:
        design = design_of([name], Wishes())
        cells = [composer.scenario(each.overrides) for each in design.cells(range(len(design)))]
        found = {digest(scenario) for scenario, _ in cells}
        assert len(found) == SHIPPED[name], "each is another"


def test_a_ready_design_is_named_with_or_without_its_group():
    assert design_of(["strategy_by_budget"], Wishes()) == design_of(
        ["sweep=strategy_by_budget"], Wishes()
    )


def test_what_is_typed_stands_in_place_of_what_the_design_says():
    design = design_of(["one_at_a_time", "one_to_one", "strategy.pilots=1,6,9"], Wishes())
    assert "strategy=one_to_one" in design.as_data()["fixed"]
    assert len(design) == 21 + 1
    assert len(design_of(["assumptions"], Wishes(sample=16))) == 2 * 16


def test_zero_and_one_are_numbers_and_yes_is_a_switch(tmp_path):
    text = "vary: {strategy.plan: [0, 1], strategy.evaluate: [true, false]}"
    axes = design_of(["ours"], Wishes(), config_dirs=own(tmp_path, text)).axes
    assert [[value_of(each) for each in axis.values] for axis in axes] == [[0, 1], [True, False]]
    assert [type(value_of(each)) for each in axes[0].values] == [int, int]


def test_a_design_of_the_users_own_may_hold_ranges_and_a_sample(tmp_path):
    text = "vary: {strategy.plan: 'interval(0,1)', seed: 'range(1,4)'}\nsample: 8\nmethod: lhs"
    design = design_of(["sweep=ours"], Wishes(), config_dirs=own(tmp_path, text))
    assert len(design) == 24
    assert design.keys == ("seed", "strategy.plan")


WRONG = {
    "a word of no design": ("methods: lhs", "did you mean method"),
    "values that are none": ("vary: {strategy.pilots: []}", "give at least one"),
    "a list within": ("vary: {strategy.pilots: [[2]]}", "is no value of strategy.pilots"),
    "two in one": ("vary: {strategy: ['none,one_to_one']}", "give each value by itself"),
    "a sample of none": ("sample: 0\nranges: assumptions", "whole number from 1"),
    "a sample that is a switch": ("sample: true\nranges: assumptions", "whole number from 1"),
    "a way that there is not": ("method: random", "sobol or lhs"),
    "other ranges": ("ranges: everything", "it must be assumptions"),
    "a switch in words": ("one_at_a_time: often", "true or false"),
    "an override without a value": ("overrides: [hin_playbook]", "key=value"),
    "a key that there is not": ("vary: {strategy.pilotz: [2]}", "strategy.pilots"),
    "a value that cannot be": ("vary: {strategy.plan: [0, 7]}", "between 0 and 1"),
    "a preset that there is not": ("vary: {strategy: [hin_playbok]}", "hin_playbook"),
    "a range without a sample": ("vary: {strategy.plan: 'interval(0,1)'}", "--sample"),
    "code": ("vary: {strategy.plan: '${oc.env:HOME}'}", "cannot run code"),
    "no keys": ("[1, 2]", "must hold keys with values"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_design_is_refused_in_one_line_that_names_its_file(kind, tmp_path):
    text, told = WRONG[kind]
    with pytest.raises(UserError) as error:
        design_of(["sweep=ours"], Wishes(), config_dirs=own(tmp_path, text))
    assert str(error.value).startswith(f"{tmp_path / 'sweep' / 'ours.yaml'}")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_design_that_there_is_not_is_refused_with_the_nearest():
    for text in ("sweep=strategy_by_budgt", "strategy_by_budgt"):
        with pytest.raises(UserError, match="did you mean strategy_by_budget"):
            design_of([text], Wishes())
    with pytest.raises(UserError, match="name one"):
        design_of(["strategy_by_budget", "assumptions"], Wishes())


def test_the_command_lists_and_shows_ready_designs(tmp_path, capsys):
    folder = str(own(tmp_path, "title: Ours\nvary: {strategy.pilots: [2, 4]}")[0])
    assert cli.status(["list", "sweeps", "--config-dir", folder]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in (*SHIPPED, "ours"))
    assert cli.status(["show", "ours", "--config-dir", folder]) == 0
    assert "2 cells of 64 runs" in capsys.readouterr().out
    assert cli.status(["show", "sweep=strategy_by_budget"]) == 0
    told = capsys.readouterr().out
    assert "30 cells of 64 runs, one for each combination" in told
    assert "£278, £417, £556, £833, £1,111" in told


@pytest.mark.parametrize("text", ["one_at_a_time", "sweep=one_at_a_time"])
def test_one_plan_is_not_made_of_a_ready_design(text, capsys):
    assert cli.status(["run", text]) == 2
    assert "run it with: uptake sweep one_at_a_time" in capsys.readouterr().err
