"""Composing thousands of cells is quick, and gives what Hydra and the full checks give."""

import copy
import hashlib
import json
import random
from dataclasses import is_dataclass
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim import config
from sim.config import changes, compose, overrides, plain_values, preset_files, shipped_presets
from sim.config.override_text import Override, split
from sim.config.resolve import finish
from sim.config.user_files import flat
from sim.params import Scenario, check, copied, declare, leaves, parameters
from sim.params.errors import UserError

NUMBERS = [each for each in parameters(Scenario()) if each.low is not None]
SCENARIOS = sorted(preset_files.files("scenario"))


def chosen(**presets):
    return tuple(split(f"{group}={name}") for group, name in presets.items())


def rows():
    """Presets of every group such that each shipped preset is in one row."""
    names = {group: sorted(preset_files.files(group)) for group in preset_files.GROUPS}
    for k in range(max(map(len, names.values()))):
        yield {group: each[k % len(each)] for group, each in names.items()}


# Presets


@pytest.mark.parametrize("presets", [*rows(), *({"scenario": each} for each in SCENARIOS), {}])
def test_shipped_presets_combine_as_hydra_combines_them(presets):
    ours, our_choices = compose.composed(chosen(**presets))
    theirs, their_choices = compose._by_hydra(chosen(**presets), ())
    assert list(our_choices.items()) == list(their_choices.items())
    assert finish(copied(ours)) == finish(theirs)
    assert repr(finish(copied(ours))) == repr(finish(theirs))  # the types too


@pytest.mark.parametrize(
    ("group", "name", "text"),
    [
        ("strategy", "none", "defaults:\n  - hin_playbook\npilots: 3\n"),
        ("strategy", "none", "# @package _global_\ntitle: Another\n"),
        ("scenario", "genomics", "# @package _global_\ndefaults:\n  - /system: england\n"),
        ("scenario", "genomics", "title: Mine\n"),
    ],
)
def test_a_shipped_preset_of_another_form_is_left_to_hydra(
    group, name, text, tmp_path, monkeypatch
):
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    known = preset_files.files(group) | {name: path}
    monkeypatch.setattr(shipped_presets.preset_files, "files", lambda _: known)
    assert not shipped_presets._is_simple.__wrapped__(group, name)
    monkeypatch.setattr(shipped_presets, "_is_simple", lambda *_: False)
    assert shipped_presets.combined({group: name}) is None
    asked = ((group, name),)
    found = compose._shipped.__wrapped__(asked)
    assert found == compose._by_hydra(chosen(**{group: name}), ())


def test_presets_of_ones_own_are_read_once_for_all_scenarios_of_a_composer(tmp_path):
    (tmp_path / "strategy").mkdir()
    ours = tmp_path / "strategy" / "ours.yaml"
    ours.write_text("pilots: 5\n", encoding="utf-8")
    composer = config.Composer([tmp_path])
    asked = overrides.screen(["strategy=ours"], composer.config_dirs)
    first, choices = composer.scenario(asked)
    ours.write_text("pilots: 6\n", encoding="utf-8")
    again, _ = composer.scenario(asked)
    assert (first.strategy.pilots, again.strategy.pilots, choices["strategy"]) == (5, 5, "ours")
    assert config.Composer([tmp_path]).scenario(asked)[0].strategy.pilots == 6


# Cells


def by_hand(asked):
    """Compose as slowly as can be: Hydra's presets and values, whole copies, every check."""
    presets = [each for each in asked if each.is_preset]
    scenario = copy.deepcopy(hydras(tuple((each.key, each.value) for each in presets)))
    for each in asked:
        if not each.is_preset:
            value = overrides._parsed(each).value()
            try:
                changes.put(scenario, each.key, value, each.sign.startswith("+"))
            except UserError as error:
                raise UserError(f"{error} (you wrote {each.text})") from None
    try:
        declare._refuse_first(scenario, "")
    except declare.OutOfRangeError as error:
        raise UserError(str(error)) from None
    return finish(scenario)


KNOWN: dict = {}


def hydras(presets):
    if presets not in KNOWN:
        KNOWN[presets] = compose._by_hydra(chosen(**dict(presets)), ())[0]
    return KNOWN[presets]


def design(seed):
    """Some overrides of numbers, a few of them out of range, over presets."""
    chance = random.Random(seed)
    texts = [f"scenario={chance.choice(SCENARIOS[:2])}"]
    if chance.random() < 0.5:
        texts.append(f"strategy={chance.choice(['none', 'hin_two_phases'])}")
    for each in chance.sample(NUMBERS, chance.randint(1, 6)):
        wide = each.high - each.low
        value = each.low + chance.choice([0, 0.5, 1, chance.random()]) * min(wide, 4)
        if chance.random() < 0.05:
            value = each.high + 1
        texts.append(f"{each.key}={value if chance.random() < 0.5 else round(value)}")
    return texts


def made_by(make):
    try:
        return make()
    except UserError as error:
        return str(error)


def test_a_cell_is_what_the_slow_way_gives_for_random_designs_in_scenario_and_in_message():
    composer, refused = config.Composer(), 0
    for seed in range(250):
        asked = [split(text) for text in design(seed)]
        ours = made_by(lambda asked=asked: composer.scenario(asked)[0])
        assert ours == made_by(lambda asked=asked: by_hand(asked)), asked
        refused += isinstance(ours, str)
        if not isinstance(ours, str):
            assert ours == config.load([each.text for each in asked])
    assert 25 < refused < 225


def groups(value):
    """Every group and dictionary at and below a scenario."""
    yield value
    below = vars_of(value).values() if is_dataclass(value) else value.values()
    for each in below:
        if is_dataclass(each) or isinstance(each, dict):
            yield from groups(each)


def vars_of(group):
    return {name: getattr(group, name) for name in group.__dataclass_fields__}


def test_cells_share_nothing_that_can_be_changed():
    composer = config.Composer()
    asked = [split("scenario=avt_london_events"), split("strategy=hin_two_phases")]
    one, other = composer.scenario(asked)[0], composer.scenario(asked)[0]
    assert one == other
    assert len(list(groups(one))) > 50
    assert not {id(each) for each in groups(one)} & {id(each) for each in groups(other)}
    made = config.with_value(one, "strategy.pilots", 3)
    assert not {id(each) for each in groups(one)} & {id(each) for each in groups(made)}


def test_a_copy_is_equal_even_where_somebody_put_something_odd():
    scenario = config.load(["scenario=avt_london_events"])
    scenario.strategy.tailoring = [0.5, {"a": 1}]
    made = copied(scenario)
    assert made == scenario
    assert made.strategy.tailoring is not scenario.strategy.tailoring


@pytest.mark.parametrize("each", NUMBERS, ids=lambda each: each.key)
def test_the_quick_check_refuses_what_the_full_check_refuses(each):
    scenario = Scenario()
    *path, last = each.key.split(".")
    owner = scenario
    for name in path:
        owner = getattr(owner, name)
    setattr(owner, last, each.high + 1)
    with pytest.raises(declare.OutOfRangeError) as ours:
        check(scenario)
    with pytest.raises(declare.OutOfRangeError) as full:
        declare._refuse_first(scenario, "")
    assert str(ours.value) == str(full.value)
    setattr(owner, last, each.high)
    check(scenario)


# Values


@given(
    st.text("0123456789.,eE+-_ aintrulfsx", min_size=1, max_size=9)
    | st.lists(st.floats(-1e9, 1e9) | st.integers() | st.sampled_from(["true", "Null", "hubs"]))
    .filter(bool)
    .map(lambda several: ", ".join(map(str, several)))
)
def test_plain_values_are_read_as_hydra_reads_them(text):
    asked = Override(f"a.b={text}", "", "a.b", text.strip())
    values = plain_values.listed(asked)
    assume(values is not None)
    parsed = overrides._parsed(asked)
    if plain_values.is_plain(asked):
        value = plain_values.read(asked.value)
        assert (value, type(value)) == (parsed.value(), type(parsed.value()))
    else:
        assert values == list(parsed.sweep_string_iterator())


@pytest.mark.parametrize("text", ["inf", "NaN", "1_000", "007", "'a'", "[1]", "a b", "", "é", "1,"])
def test_what_is_no_plain_value_is_left_to_hydra(text):
    assert plain_values.listed(Override(f"a.b={text}", "", "a.b", text)) is None


# The digest


def content_of(scenario, key):
    path = getattr(scenario.system, key.removeprefix("system."))
    if scenario.system.organisations_file is None:
        return None
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def by_definition(scenario):
    """The digest as it was defined: one text of all keys and values, and what files hold."""
    texts = {key for key, each, _ in leaves(scenario) if each.metadata.get("text")}
    values = flat(config.as_dict(scenario))
    left = (*changes.FILES, changes.FOLDER)
    counted = [[key, value] for key, value in values if key not in {*texts, *left}]
    counted += [[key, content_of(scenario, key)] for key in changes.FILES]
    text = json.dumps(counted, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@pytest.mark.parametrize("presets", list(rows()), ids=str)
def test_the_digest_of_every_preset_is_that_of_all_keys_and_values(presets):
    scenario = config.load([f"{group}={name}" for group, name in presets.items()])
    assert config.digest(scenario) == by_definition(scenario)


def test_the_digest_of_a_changed_scenario_is_that_of_all_keys_and_values():
    events = config.load(["scenario=avt_london_events", "strategy=hin_two_phases"])
    found = {config.digest(events)}
    for each in NUMBERS:
        scenario = copied(events)
        changes.put(scenario, each.key, each.low)
        assert config.digest(scenario) == by_definition(scenario), each.key
        found.add(config.digest(scenario))
    assert len(found) > 200


def test_equal_numbers_of_different_types_do_not_share_a_digest_by_mistake():
    for value in (1, 1.0, True, 0, 0.0, -0.0, False):
        scenario = Scenario()
        scenario.strategy.plan = value
        assert config.digest(scenario) == by_definition(scenario)
