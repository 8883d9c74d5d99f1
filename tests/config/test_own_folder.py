"""A folder of the user's own system: made by `uptake new`, read by `system.folder`."""

import pytest

import sim
from sim.api.own_system import bringing
from sim.cli import new_command, new_texts, status
from sim.config import expand
from sim.config.app_arguments import refuse_unsafe
from sim.networks import system_of
from sim.params import Innovation
from sim.params.errors import UserError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new_command.new(tmp_path / "mine")
    return tmp_path / "mine"


def test_the_folder_that_new_writes_has_all_its_files_and_can_be_run(folder):
    assert {each.name for each in folder.iterdir()} == set(new_texts.CONTENTS)
    scenario = sim.load(["mine"])
    system = system_of(scenario.system, 0, 0)
    assert system.organisations == 12
    assert all("is not known" in each for each in system.notes)  # nothing else is to be said
    assert scenario.system.title == "An example system (made up)"
    assert scenario.innovation.relative_advantage == 0.6
    assert scenario.strategy.shares.one2one == 0.5


def test_new_writes_over_nothing(folder, capsys):
    before = (folder / "plan.yaml").read_text()
    (folder / "plan.yaml").write_text(before + "# mine\n")
    assert status(["new", "mine"]) == 2
    assert "nothing is written over it" in capsys.readouterr().err
    assert (folder / "plan.yaml").read_text() == before + "# mine\n"
    assert [each.name for each in folder.parent.iterdir()] == ["mine"]


def test_a_folder_by_itself_brings_its_innovation_and_its_plan(folder):
    plans = expand(["mine", "strategy=none,own"])
    assert [each.choices["strategy"] for each in plans] == ["none", "own"]
    assert {each.choices["innovation"] for each in plans} == {"own"}
    other = sim.load(["mine", "innovation=freed", "strategy=none"])
    assert other.innovation.title == sim.load(["innovation=freed"]).innovation.title


def test_what_is_not_known_is_at_its_default_and_not_that_of_another_preset(folder):
    innovation = sim.load(["system.folder=mine", "innovation=own"]).innovation
    assert innovation.trialability == Innovation().trialability
    assert innovation.own_use.start == 0


def test_without_a_file_of_ties_they_are_drawn(folder):
    (folder / "ties.csv").unlink()
    assert sim.load(["mine"]).system.has_drawn_ties


def test_what_is_typed_wins_over_what_the_folder_says(folder):
    (folder / "system.yaml").write_text("title: Ours\ntrust: 0.6\n")
    assert sim.load(["mine"]).system.trust == 0.6
    assert sim.load(["mine", "system.trust=0.7"]).system.trust == 0.7
    assert sim.load(["mine", "system.ties_file=none"]).system.ties_file is None


def test_a_folder_brought_in_python_is_read_by_the_same_rule(folder):
    (folder / "system.yaml").write_text("title: Ours\nincentives: 0.6\n")
    found = bringing("mine")(sim.load(["strategy=none"]))
    assert (found.system.title, found.system.incentives) == ("Ours", 0.6)
    assert found.system == sim.load(["mine", "strategy=none"]).system


def test_saved_results_of_a_folder_are_verified_after_the_folder_is_gone(folder, capsys):
    command = ["run", "mine", "--replicates", "2", "--months", "3", "--no-figures", "--out", "kept"]
    assert status(command) == 0
    folder.rename(folder.parent / "gone")
    assert status(["verify", "kept"]) == 0
    kept = {each.name for each in (folder.parent / "kept" / "system").iterdir()}
    assert kept == set(new_texts.CONTENTS) - {"GUIDE.md"}


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("system.yaml", "trust: 7\n", "trust is 7"),
        ("system.yaml", "trsut: 0.5\n", "did you mean system.trust"),
        ("system.yaml", "folder: other\n", "leave folder out"),
        ("system.yaml", "ties_file: ../else.csv\n", "it must be drawn or none"),
        ("innovation.yaml", "_target_: os.system\n", "cannot run code"),
        ("innovation.yaml", "title: ${oc.env:HOME}\n", "cannot run code"),
        ("innovation.yaml", "complexity: hard\n", "complexity is 'hard'"),
        ("innovation.yaml", "- a list\n", "must hold keys with values"),
        ("plan.yaml", "defaults: [none]\n", "leave 'defaults'"),
        ("plan.yaml", "pilots: [\n", "not readable"),
    ],
)
def test_a_file_of_a_folder_that_is_wrong_is_named_with_what_is_wrong(folder, file, text, told):
    (folder / file).write_text(text)
    with pytest.raises(UserError) as error:
        sim.load(["mine"])
    assert file in str(error.value)
    assert told in str(error.value)


def test_a_folder_that_is_not_there_or_not_named_is_said(folder):
    with pytest.raises(UserError, match="uptake new"):
        sim.load(["system.folder=nowhere"])
    with pytest.raises(UserError, match="name the folder too"):
        sim.load(["innovation=own"])
    (folder / "organisations.csv").unlink()
    with pytest.raises(UserError, match="holds no file of organisations"):
        sim.load(["mine"])


@pytest.mark.filterwarnings("ignore:.* is not known and is drawn")
def test_a_folder_by_itself_is_compared_with_no_plan_in_python_too(folder):
    found = sim.compare("mine", replicates=2)
    assert [each.plan.choices["strategy"] for each in found.results] == ["none", "own"]


def test_the_plan_of_a_folder_is_refused_in_an_experiment_with_what_to_use(folder):
    refuse_unsafe(["system.folder=mine", "strategy=none"])
    with pytest.raises(UserError, match=r"strategy=none,own: .* plan\.yaml; use uptake run"):
        refuse_unsafe(["-m", "system.folder=mine", "strategy=none,own"])


def test_today_in_system_yaml_is_the_month_in_which_runs_begin_unless_another_is_typed(folder):
    (folder / "system.yaml").write_text("title: Ours\ntoday: November 2026\n")
    assert sim.load(["mine"]).clock.start == "2026-11"
    assert sim.load(["mine", "clock.start=2027-02"]).clock.start == "2027-02"
    assert bringing("mine")(sim.load([])).clock.start == "2026-11"


@pytest.mark.parametrize("today", ["2026", "soon", "13/2026", "November"])
def test_a_today_that_is_no_month_is_refused_with_what_to_write(today, folder):
    (folder / "system.yaml").write_text(f"title: Ours\ntoday: {today}\n")
    with pytest.raises(UserError, match=r"today is .* such as 2026-11 or November 2026"):
        sim.load(["mine"])


def test_today_may_be_a_day(folder):
    (folder / "system.yaml").write_text("title: Ours\ntoday: 2026-11-29\n")
    assert sim.load(["mine"]).clock.start == "2026-11"


def test_dates_that_are_typed_count_from_today_in_system_yaml(folder):
    (folder / "system.yaml").write_text("title: Ours\ntoday: 2026-11\n")
    assert sim.load(["mine", "strategy.start=2027-03"]).strategy.start == 4
    assert sim.load(["mine", "strategy.mandate_month=2027-03"]).strategy.mandate_month == 4
    with pytest.raises(UserError, match="before the run"):
        sim.load(["mine", "strategy.start=2026-06"])
