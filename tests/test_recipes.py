"""The recipes of CONTRIBUTING, carried out in one copy of the model, which all engines then run.

That for an outcome is carried out in `tests/outcomes/test_outcome_table.py`.
"""

import json
import re
from fnmatch import fnmatch
from types import SimpleNamespace

import pytest
from recipes import PROJECT, Copy, engine_digests

LEVERS = "sim/params/lever_table.py"
# recipe -> what is written: (file, text that stands there once, what is put before it), and files
EDITS = {
    "parameter": (
        (
            "sim/params/coefficients.py",
            "    quality_from_observability: float",
            """    quality_from_clarity: float = par(
        0.0, "weight", 0, 1, "of clear regulation in quality; 0 is neutral"
    )
""",
        ),
        (
            "sim/rules/gaps.py",
            "    from_observability: float,\n",
            "    clarity: float,\n    from_clarity: float,\n",
        ),
        (
            "sim/rules/gaps.py",
            "        + from_observability * observability\n",
            "        + from_clarity * clarity\n",
        ),
        (
            "sim/process/settings/loads.py",
            "        c.quality_from_observability,\n",
            "        i.regulatory_clarity,\n        c.quality_from_clarity,\n",
        ),
    ),
    "lever": (
        (
            LEVERS,
            '        "exemplar": Lever(',
            """        "roadshow": Lever(
            "a roadshow", "a demonstration that travels", 5.0, (0.6, 0.6, 0.6, 0.6, 0.6), EVERYBODY
        ),
        "school": Lever(
            "a school", "lessons for whoever is not live", 5.0, (0.6, 0.6, 0.6, 0.6, 0.6), NOT_LIVE
        ),
""",
        ),
    ),
    "term": (
        (
            "sim/params/assumptions.py",
            "    momentum_loss: float = par(",
            """    tired_loss: float = par(
        0.0, "1/share", 0, 50, "lapses added by fatigue where nothing is digital; 0 is neutral"
    )
""",
        ),
        ("sim/process/settings/record.py", "    momentum_loss: float\n", "    tired_loss: float\n"),
        (
            "sim/rules/moves.py",
            "    loss: float, by_comms: float, by_cop: float, by_support: float, champion_factor",
            "    by_fatigue: float,\n",
        ),
        (
            "sim/rules/moves.py",
            "loss * (1.0 - by_comms) * (1.0 - by_cop) * (1.0 - by_support)",
            "(1.0 + by_fatigue) * ",
        ),
        (
            "sim/process/rates.py",
            "        p.momentum_loss,\n",
            "        p.tired_loss * now.fatigue * (1.0 - me.maturity),\n",
        ),
    ),
    "page dial": (
        (
            "sim/page/dials.py",
            '    Dial("system.approvals",',
            '    Dial("strategy.programme", "Months of the programme", "months", 6, 60, 6),\n',
        ),
    ),
}
FILES = {
    "preset": (
        "configs/strategy/travelling_show.yaml",
        """title: Travelling show
about: A demonstration travels from site to site, and those who have seen it speak up for it.
source: assumed
shares: {roadshow: 0.5, comms: 0.5}
""",
    ),
    "innovation": (
        "configs/innovation/online_triage.yaml",
        """title: Online triage
about: A form that sorts requests for an appointment by urgency before anybody answers the phone.
source: Scores are assumed.
relative_advantage: 0.7
trialability: 0.7
types: {digital: 1}
nasss: {condition: 0.25, technology: 0.25, value: 0.25, adopters: 0.75, organisation: 0.75}
""",
    ),
}
OFF = ("strategy=hin_playbook", "assumptions.base_awareness=0.5")
RICH = ("strategy=none", OFF[1], "strategy.budget_per_organisation=5000")
RUN = {
    "off": OFF,
    "parameter": (*OFF, "coefficients.quality_from_clarity=0.5"),
    "no lever": RICH,
    "roadshow": (*RICH, "strategy.shares.roadshow=1"),
    "school": (*RICH, "strategy.shares.school=1"),
    "term": (*OFF, "assumptions.tired_loss=50"),
    "preset": ("strategy=travelling_show", *RICH[1:]),
    "innovation": ("innovation=online_triage", *OFF),
}
MONTHS = 30
PAGE = """
import json
from sim.page.answers import answer, bases_of
from sim.page.inputs import PageOptions, compared_from
from sim.page.payload import Page, payload
from sim.page.requests import may_turn, question
asked = ("strategy=none,travelling_show", "system.organisations=12", "clock.months=30")
compared = compared_from(PageOptions(asked, 16, 5))
bases = bases_of(compared, 16)
def turn(key, value):
    body = json.dumps({"plan": "plan1", "values": {key: value}}).encode()
    asked = question(body, ["plan0", "plan1"], may_turn(bases))
    return answer(bases[1], asked.values)["curves"]["live"]["mean"]
dials = payload(compared, bases, Page(runs=1))["dials"]
print(json.dumps({
    "dials": {each["key"]: each for each in dials},
    "as it is": turn("strategy.programme", 36),
    "turned": turn("strategy.programme", 6),
    "moved": turn("strategy.shift.roadshow", 0.4),
}))
"""
COMMANDS = """
import contextlib, io, json
from sim import cli
small = ("system.organisations=12", "strategy.pilots=1", "--replicates", "4", "--months", "6")
told = []
for plural, name, title in (
    ("strategies", "strategy=travelling_show", "Travelling show"),
    ("innovations", "innovation=online_triage", "Online triage"),
):
    for command in (("list", plural), ("show", name), ("run", name, *small)):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert cli.status(list(command)) == 0
        told.append((title, out.getvalue()))
print(json.dumps(told))
"""


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
    """What each engine tells of each scenario in the copy."""
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


def test_a_lever_a_dial_a_preset_and_an_innovation_are_one_file_each(done):
    for recipe in ("lever", "page dial", "preset", "innovation"):
        assert len(done.touched[recipe]) == 1, recipe


def test_a_term_is_one_file_of_composition_and_none_of_an_engine(done):
    process = {file for file in done.touched["term"] if file.startswith("sim/process/")}
    assert len(process - {"sim/process/settings/record.py"}) == 1
    assert not any(file.startswith("sim/engines/") for file in done.touched["term"])


# Engines


def test_what_is_added_changes_no_bit_while_it_is_off(told):
    assert told["off"] == engine_digests(OFF, MONTHS)


@pytest.mark.parametrize("name", RUN)
def test_every_engine_tells_the_same_of_what_is_added(told, name):
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


def test_a_lever_is_listed_and_documented(done):
    copy = done.copy
    listed = copy.python("-m", "sim", "list", "levers")
    assert "a demonstration that travels" in listed.stdout
    written = copy.python("docs/parameter_table.py")
    assert written.returncode == 0, written.stderr
    of_levers = (copy.folder / "docs/model/entities.md").read_text(encoding="utf-8")
    of_parameters = (copy.folder / "docs/model/parameters.md").read_text(encoding="utf-8")
    assert "| `roadshow` | a demonstration that travels |" in of_levers
    assert "| `roadshow` | 5 | 0.6 |" in of_parameters
    for key in ("strategy.shares.roadshow", "assumptions.tired_loss",
                "coefficients.quality_from_clarity"):  # fmt: skip
        assert f"`{key}`" in of_parameters


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
    assert (dial["low"], dial["high"], dial["step"], dial["values"]["plan1"]) == (6, 60, 6, 36)
    assert shift["label"] == "Money moved to a roadshow"
    assert page["turned"][-1] < page["as it is"][-1]
    assert page["moved"] != page["as it is"]


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
