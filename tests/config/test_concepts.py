"""configs/concepts.yaml and docs/concepts.md agree with the code about the paper's ideas."""

import importlib
import itertools
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from modules import module_at

from sim import config
from sim.config import concepts as register
from sim.config import keys, preset_files
from sim.config.concepts import KINDS, concept, concepts
from sim.config.identity import digest
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
# What an organisation is, how much money there is and where it goes: not ideas of the paper.
NO_IDEA = (
    "strategy.shares.", "strategy.budget_total", "system.organisations_file", "system.ties_file",
    "system.folder", "system.scales",
    # when a programme of one's own starts, of which the paper says nothing
    "strategy.start",
    # what some pilots had lived with before, a fact and no choice
    "strategy.pilots_embedded",
    # the date of a law; the paper only says that pace should not follow arbitrary deadlines
    "strategy.mandate_by",
    # a calendar of one's own: the paper speaks of winter, and of no rest from go-lives in it
    "strategy.winter_break",
    "system.types.", "system.most_ties", "system.correlation", "system.regions",
    # how a system is drawn
    "system.size_spread", "system.least_trust", "system.contacts",
    "system.deprived_maturity", "system.orientation_parts",
)  # fmt: skip
DIALS = ("system.", "innovation.", "strategy.", "clock.")
DEFAULTS = {key: value for key, _, value in leaves(Scenario())}


def those_not(holds):
    """The ideas for which something is false, by number."""
    return [each.id for each in concepts().values() if not holds(each)]


@pytest.fixture(scope="module")
def page():
    """Give docs/concept_table.py as a module."""
    return module_at(PROJECT / "docs" / "concept_table.py")


@pytest.fixture(scope="module")
def plans():
    """The plans of every command: id -> plans."""
    return {each.id: config.expand(each.overrides) for each in concepts().values()}


@pytest.fixture(scope="module")
def set_somewhere(plans):
    """Key -> the values other than its default that a command or a preset gives it."""
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


def test_an_entry_is_complete():
    def is_whole(each):
        texts = (each.says, each.how)
        sentences = all(text[0].isupper() and text.endswith(".") for text in texts)
        return sentences and ", l. " in each.where and len(each.name) <= 40 and each.code

    assert {each.kind for each in concepts().values()} <= set(KINDS)
    assert those_not(is_whole) == []


def test_only_an_outcome_or_a_preset_has_no_key():
    def says_so(each):
        return each.keys or each.kind in ("outcome", "preset")

    assert those_not(says_so) == []


def test_every_key_is_one_of_the_schema():
    known = set(keys.leaves())
    named = {each.id: each.keys for each in concepts().values()}
    assert {name: set(own) - known for name, own in named.items() if set(own) - known} == {}
    assert [name for name, own in named.items() if len(set(own)) < len(own)] == []


def test_the_code_that_is_named_exists():
    def is_there(name):
        if name.startswith("configs/"):
            return (PROJECT / name).is_file()
        module, _, function = name.rpartition(".")
        return callable(getattr(importlib.import_module(module), function, None))

    named = {name for each in concepts().values() for name in each.code}
    assert sorted(name for name in named if not is_there(name)) == []


def test_the_command_of_an_idea_asks_for_plans_that_differ(plans):
    for name, each in concepts().items():
        program, verb, *_ = shlex.split(each.command)
        made = plans[name]
        assert (program, verb) == ("uptake", "compare" if len(made) > 1 else "run"), name
        assert len({digest(plan.scenario) for plan in made}) == len(made) <= 12, name


def test_the_command_of_an_idea_sets_a_key_or_chooses_presets(plans):
    def turns_or_chooses(each):
        made = plans[each.id]
        resolved = [{key: value for key, _, value in leaves(plan.scenario)} for plan in made]
        turned = [key for key in each.keys if len({str(r.get(_moved(key))) for r in resolved}) > 1]
        chosen = len({tuple(plan.choices.items()) for plan in made}) > 1
        return turned or chosen or not each.keys

    assert those_not(turns_or_chooses) == []


def _moved(key):
    """A shift moves shares."""
    return key.replace("strategy.shift.", "strategy.shares.")


def test_no_idea_is_switched_off_everywhere(set_somewhere):
    off = [
        (each.id, key)
        for each in concepts().values()
        for key in each.keys
        if _moved(key) not in set_somewhere and (key.startswith(DIALS) or not DEFAULTS[key])
    ]
    assert off == []


def test_every_dial_of_a_plan_belongs_to_an_idea():
    named = {key for each in concepts().values() for key in each.keys}
    dials = [
        key for key, each, _ in leaves(Scenario())
        if key.startswith(DIALS) and not key.startswith(NO_IDEA) and not each.metadata.get("text")
    ]  # fmt: skip
    assert [key for key in dials if key not in named] == []


def test_every_setting_that_is_neutral_by_default_belongs_to_an_idea_too():
    named = {key for each in concepts().values() for key in each.keys}
    neutral = [
        key for key, each, _ in leaves(Scenario())
        if "is neutral" in each.metadata.get("meaning", "")
    ]  # fmt: skip
    assert [key for key in neutral if key not in named] == []


def test_the_test_of_an_idea_is_where_it_says_and_has_its_number(page):
    named = page.named()
    for each in concepts().values():
        file = Path(each.test).name
        assert each.test == f"tests/paper/{file}"
        right = FILES[file] if each.id.startswith("C") else ["test_balances.py"]
        assert (int(each.id[1:]) if each.id.startswith("C") else file) in right, each.id
        assert page.proofs(each, named), f"no {each.test_start}... in {each.test}"


def test_the_page_matches_the_register_and_the_tests(page):
    written = page.PAGE.read_text(encoding="utf-8")
    assert page.page(concepts(), page.named()) == written, "run: python docs/concept_table.py"
    assert written.count("\n### ") == len(IDS)


def test_an_outdated_page_would_be_found(page):
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
    [("C81", "did you mean C"), ("champions", "did you mean C21?"), ("", "lists them")],
)
def test_an_unknown_concept_is_refused_with_the_nearest(name, hint):
    with pytest.raises(UserError, match="there is no concept") as refused:
        concept(name)
    assert hint in str(refused.value)


def test_the_register_is_shipped_with_the_configs():
    assert (preset_files.shipped() / register.FILE).is_file()
