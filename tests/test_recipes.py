"""The recipes of CONTRIBUTING, carried out in one copy of the model, which all engines then run."""

import json
import re
from fnmatch import fnmatch
from types import SimpleNamespace

import pytest
from recipe_steps import COMMANDS, EDITS, FILES, LEVERS, MONTHS, OFF, OUTCOME, PAGE, RUN
from recipes import PROJECT, Copy, engine_digests


def listed_in_contributing(recipe):
    """The files that a recipe of CONTRIBUTING lists at its top."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(rf"^## Add an? {recipe}\b.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    listed = re.search(r"^Files: (.*?)\n\n", section[0], re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`]+)`", listed[1])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A copy in which every recipe is carried out, and the files that each of them touched."""
    copy, touched = Copy(tmp_path_factory.mktemp("copy"), ("docs", "tests", "pyproject.toml")), {}
    for recipe, edits in EDITS.items():
        copy.changed.clear()
        for file, before, added in edits:
            copy.replace(before, added + before, within=file)
        touched[recipe] = set(copy.changed)
    for recipe, (file, text) in FILES.items():
        copy.changed.clear()
        copy.write(file, text)
        touched[recipe] = set(copy.changed)
    return SimpleNamespace(copy=copy, touched=touched)


@pytest.fixture(scope="module")
def told(done):
    """The results of each engine for each scenario in the copy."""
    digests = f"{{name: recipes.engine_digests(asked, {MONTHS}) for name, asked in {RUN}.items()}}"
    return json.loads(done.copy.says(f"import json, recipes; print(json.dumps({digests}))"))


def ever_live(told, name):
    return told[name]["lanes"]["ever live"]


# Files


@pytest.mark.parametrize("recipe", [*EDITS, *FILES])
def test_a_recipe_lists_every_file_that_it_needs_and_no_other(done, recipe):
    listed = [re.sub("<[^>]+>", "*", each) for each in listed_in_contributing(recipe)]
    touched = done.touched[recipe]
    assert [file for file in touched if not any(fnmatch(file, each) for each in listed)] == []
    assert [each for each in listed if not any(fnmatch(file, each) for file in touched)] == []


def test_all_but_a_parameter_and_a_term_are_one_file_each(done):
    for recipe in {*EDITS, *FILES} - {"parameter", "term"}:
        assert len(done.touched[recipe]) == 1, recipe


def test_a_term_is_one_file_of_composition_and_none_of_an_engine(done):
    process = {file for file in done.touched["term"] if file.startswith("sim/process/")}
    assert len(process - {"sim/process/settings/record.py"}) == 1
    assert not any(file.startswith("sim/engines/") for file in done.touched["term"])


# Engines


def test_what_is_added_changes_no_bit_while_it_is_off(told):
    assert told["off"] == engine_digests(OFF, MONTHS)


@pytest.mark.parametrize("name", RUN)
def test_every_engine_has_the_same_results_for_what_is_added(told, name):
    assert told[name]["mesa"] == told[name]["scalar"] == told[name]["lanes"]


def test_clear_regulation_that_counts_for_quality_brings_more_live(told):
    assert ever_live(told, "parameter") > ever_live(told, "off")


@pytest.mark.parametrize("lever", ["roadshow", "school"])
def test_a_row_more_is_a_lever_that_brings_more_live(told, lever):
    assert ever_live(told, lever) > 1.2 * ever_live(told, "no lever")


def test_a_term_that_makes_the_tired_lapse_brings_fewer_live(told):
    assert ever_live(told, "term") < ever_live(told, "off")


def test_a_preset_and_an_innovation_run_as_what_they_say(told):
    assert ever_live(told, "preset") > 1.2 * ever_live(told, "no lever")
    assert told["innovation"] != told["off"]
    assert ever_live(told, "innovation") > 0


# What follows without a further word


def pages(copy):
    """The text of every document in a copy."""
    found = (copy.folder / "docs").rglob("*.md")
    return {
        each.relative_to(copy.folder).as_posix(): each.read_text(encoding="utf-8") for each in found
    }


def test_a_lever_is_listed_and_documented(done):
    copy = done.copy
    listed = copy.python("-m", "sim", "list", "levers")
    assert "a demonstration that travels" in listed.stdout
    before = pages(copy)
    written = copy.python("docs/parameter_table.py")
    assert written.returncode == 0, written.stderr
    assert {page for page, text in pages(copy).items() if text != before.get(page)} == {
        "docs/model/entities.md", "docs/model/parameters.md",
    }  # fmt: skip
    of_levers = (copy.folder / "docs/model/entities.md").read_text(encoding="utf-8")
    of_parameters = (copy.folder / "docs/model/parameters.md").read_text(encoding="utf-8")
    assert "| `roadshow` | a demonstration that travels |" in of_levers
    assert "| `roadshow` | 5 | 0.6 |" in of_parameters
    for key in ("strategy.shares.roadshow", "assumptions.tired_loss",
                "coefficients.quality_from_clarity"):  # fmt: skip
        assert f"`{key}`" in of_parameters


def test_every_number_that_the_recipes_add_is_drawn(done):
    """Those of a lever by its family, the others by the row that the recipe asks for."""
    found = done.copy.says(
        "from sim.config.distributions import distributions as d\n"
        "print([(d()[k].low, d()[k].high, d()[k].group) for k in "
        "('levers.roadshow.cost', 'levers.roadshow.evidence', 'assumptions.tired_loss', "
        "'coefficients.quality_from_clarity')])"
    )
    assert found.strip() == (
        "[(1.665, 15.0, 'costs'), (0.15, 1.0, 'lever_effects'), (0.0, 5.0, ''), (0.0, 0.2, '')]"
    )


def test_a_lever_that_reaches_nobody_is_refused_when_the_program_starts(done):
    there = done.copy.folder / LEVERS
    rows = there.read_text(encoding="utf-8")
    there.write_text(rows.replace("0.6), EVERYBODY", "0.6)"), encoding="utf-8")
    refused = done.copy.python("-c", "import sim.params.names")
    there.write_text(rows, encoding="utf-8")
    assert refused.returncode != 0
    told = refused.stderr.splitlines()[-1]
    assert told.startswith(f"ValueError: The lever 'roadshow' reaches nobody: say in {LEVERS}")


def test_a_dial_is_on_the_page_and_turns_and_so_is_a_lever(done):
    page = json.loads(done.copy.says(PAGE))
    dial, shift = page["dials"]["strategy.programme"], page["dials"]["strategy.shift.roadshow"]
    assert (dial["label"], dial["unit"]) == ("Months of the programme", "months")
    assert (dial["levels"], dial["values"]["plan1"]) == ([*range(6, 61, 6)], 36)
    assert shift["label"] == "Money moved to a roadshow"
    assert page["turned"][-1] < page["as it is"][-1]
    assert page["moved"] != page["as it is"]


def test_an_outcome_is_reported_wherever_outcomes_are(done):
    told = json.loads(done.copy.says(OUTCOME))

    assert told["counted"] > 0
    assert told["run"]["mean"] == pytest.approx(told["counted"])
    assert told["run"]["unit"] == "share of organisations"
    assert "turned it down (%)" in told["header"]
    by_plan = {(row["plan"], row["against"]): row for row in told["kept"]}
    assert set(by_plan) == {("none", ""), ("hin_playbook", ""), ("hin_playbook", "none")}
    assert float(by_plan["hin_playbook", ""]["mean"]) == pytest.approx(told["counted"])
    difference = float(by_plan["hin_playbook", "none"]["mean"])
    assert difference == pytest.approx(told["compared"]["mean"])
    assert by_plan["hin_playbook", "none"]["meaning"] == "rejected at month 24"
    level, change = told["page"]
    assert level["mean"] == pytest.approx(told["counted"], abs=5e-5)
    assert change["mean"] == pytest.approx(difference, abs=5e-5)
    assert "assumptions.board_rejection" in level["behind"]

    assert done.copy.python("docs/outcome_table.py").returncode == 0
    written = (done.copy.folder / "docs/model/outcomes_table.md").read_text(encoding="utf-8")
    assert "| `rejected` | Organisations whose board has turned it down. |" in written


def test_a_preset_and_an_innovation_are_listed_shown_and_run(done):
    told = json.loads(done.copy.says(COMMANDS))
    assert len(told) == 6
    for title, text in told:
        assert title in text


def test_both_meet_what_is_asked_of_every_preset(done):
    which = ("tests/config/test_configs.py", "-k", "travelling_show or online_triage or title")
    ended = done.copy.python("-m", "pytest", "-q", "-p", "no:cacheprovider", *which)
    assert ended.returncode == 0, ended.stdout
    assert int(re.search(r"(\d+) passed", ended.stdout)[1]) > 8
