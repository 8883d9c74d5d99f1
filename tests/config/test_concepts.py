"""What configs/concepts.yaml and docs/concepts.md say of the paper's ideas is true of the code."""

import importlib
import importlib.util
import itertools
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from sim import config
from sim.config import compose, keys, preset_files
from sim.config import concepts as register
from sim.config.changes import digest
from sim.config.concepts import KINDS, concept, concepts
from sim.config.user_files import flat
from sim.params import Scenario, leaves
from sim.params.errors import UserError

PROJECT = Path(__file__).parent.parent.parent
IDS = [f"C{number:02}" for number in range(1, 76)] + [f"B{number}" for number in range(1, 10)]
FILES = {
    "test_challenge.py": range(1, 18),
    "test_gaps.py": range(18, 32),
    "test_leap.py": range(32, 48),
    "test_accelerating.py": range(48, 67),
    "test_context.py": range(67, 76),
    "test_balances.py": range(0),
}
# What an organisation is, how much money there is and where it goes: no idea of its own.
NO_IDEA = (
    "strategy.shares.", "strategy.budget_total", "system.organisations_file", "system.ties_file",
    "system.types.", "system.most_ties", "system.correlation", "system.regions",
)  # fmt: skip
DIALS = ("system.", "innovation.", "strategy.", "clock.")
DEFAULTS = {key: value for key, _, value in leaves(Scenario())}
EACH = pytest.mark.parametrize("each", concepts().values(), ids=list(concepts()))


@pytest.fixture(scope="module")
def page():
    """Give docs/concept_table.py as a module."""
    path = PROJECT / "docs" / "concept_table.py"
    spec = importlib.util.spec_from_file_location("concept_table", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plans():
    """Every command's plans: id -> plans.  What presets compose is composed once for all."""
    made = {}

    def composed(chosen, own):
        names = tuple(each.text for each in chosen)
        if names not in made:
            made[names] = compose.composed(chosen, own)
        return made[names]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(config.plans, "composed", composed)
        return {each.id: config.expand(each.overrides) for each in concepts().values()}


@pytest.fixture(scope="module")
def set_somewhere(plans):
    """Key -> the values other than its default that it has in a command or a preset."""
    found = {}
    for key, value in itertools.chain(_in_commands(plans), _in_presets()):
        if value != DEFAULTS.get(key, object()):
            found.setdefault(key, []).append(value)
    return found


def _in_commands(plans):
    for each in itertools.chain.from_iterable(plans.values()):
        asked = {text.lstrip("+").partition("=")[0] for text in each.overrides}
        for key, _, value in leaves(each.scenario):
            if any(key == name or key.startswith(f"{name}.") for name in asked):
                yield key, value


def _in_presets():
    for group in preset_files.GROUPS:
        for name in preset_files.files(group).values():
            prefix = "" if group == "scenario" else f"{group}."
            yield from flat(preset_files.read(name), prefix)


def test_there_are_all_84_ideas_in_the_order_of_the_paper():
    assert list(concepts()) == IDS
    names = [each.name for each in concepts().values()]
    assert len(set(names)) == len(names)


@EACH
def test_an_entry_is_whole(each):
    assert each.kind in KINDS
    for text in (each.says, each.how):
        assert text[0].isupper()
        assert text.endswith(".")
    assert ", l. " in each.where
    assert len(each.name) <= 40
    assert each.code


@EACH
def test_what_has_no_key_is_a_reading_or_a_preset_and_what_has_none_says_so(each):
    if each.kind in ("parameter", "rule"):
        assert each.keys
    if each.kind == "label":
        assert "label" in each.how or "reading" in each.how or "way to group" in each.how


@EACH
def test_every_key_is_one_of_the_schema(each):
    assert [key for key in each.keys if key not in keys.leaves()] == []
    assert len(set(each.keys)) == len(each.keys)


@EACH
def test_the_code_that_is_named_is_there(each):
    for name in each.code:
        if name.startswith("configs/"):
            assert (PROJECT / name).is_file()
        else:
            module, _, function = name.rpartition(".")
            assert callable(getattr(importlib.import_module(module), function))


@EACH
def test_its_command_asks_for_plans_that_differ(each, plans):
    program, verb, *_ = shlex.split(each.command)
    made = plans[each.id]
    assert (program, verb) == ("uptake", "compare" if len(made) > 1 else "run")
    assert len({digest(plan.scenario) for plan in made}) == len(made)
    assert len(made) <= 12


@EACH
def test_its_command_turns_a_key_or_chooses_presets(each, plans):
    made = plans[each.id]
    resolved = [{key: value for key, _, value in leaves(plan.scenario)} for plan in made]
    turned = [key for key in each.keys if len({str(r.get(_moved(key))) for r in resolved}) > 1]
    chosen = len({tuple(plan.choices.items()) for plan in made}) > 1
    assert turned or chosen or not each.keys


def _moved(key):
    """A shift is carried out by moving shares."""
    return key.replace("strategy.shift.", "strategy.shares.")


@EACH
def test_no_idea_is_switched_off_everywhere(each, set_somewhere):
    off = [
        key for key in each.keys
        if _moved(key) not in set_somewhere and (key.startswith(DIALS) or not DEFAULTS[key])
    ]  # fmt: skip
    assert off == []


def test_every_dial_of_a_plan_belongs_to_an_idea():
    named = {key for each in concepts().values() for key in each.keys}
    dials = [
        key for key, each, _ in leaves(Scenario())
        if key.startswith(DIALS) and not key.startswith(NO_IDEA) and not each.metadata.get("text")
    ]  # fmt: skip
    assert [key for key in dials if key not in named] == []


def test_what_is_neutral_by_default_belongs_to_an_idea_too():
    named = {key for each in concepts().values() for key in each.keys}
    neutral = [
        key for key, each, _ in leaves(Scenario())
        if "is neutral" in each.metadata.get("meaning", "")
    ]  # fmt: skip
    assert [key for key in neutral if key not in named] == []


@EACH
def test_its_test_stands_where_it_says_and_bears_its_number(each, page):
    number = int(each.id[1:])
    file = Path(each.test).name
    assert each.test == f"tests/paper/{file}"
    assert number in FILES[file] if each.id.startswith("C") else file == "test_balances.py"
    assert page.proofs(each, page.named()), f"no {each.test_start}... in {each.test}"


def test_the_page_is_that_of_the_register_and_the_tests(page):
    written = page.PAGE.read_text(encoding="utf-8")
    assert page.page(concepts(), page.named()) == written, "run: python docs/concept_table.py"
    assert written.count("\n### ") == len(IDS)


def test_a_drifted_page_would_be_found(page):
    tests = page.named()
    known = dict(concepts())
    known["C61"] = replace(known["C61"], keys=())
    assert page.page(known, tests) != page.page(concepts(), tests)
    assert page.page(concepts(), {}) != page.page(concepts(), {"test_gaps.py": ["test_c18_a"]})


@pytest.mark.parametrize("name", ["C61", "c61", " C61"])
def test_a_concept_is_found_by_its_number(name):
    assert concept(name) is concepts()["C61"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("C81", "did you mean C"), ("champions", "did you mean C21?"), ("", "names all")],
)
def test_an_unknown_concept_is_refused_with_the_nearest(name, hint):
    with pytest.raises(UserError, match="there is no concept") as refused:
        concept(name)
    assert hint in str(refused.value)


def test_the_register_travels_with_the_shipped_configs():
    assert (preset_files.shipped() / register.FILE).is_file()
