"""What is nested without end is refused in one line, at once."""

import pytest

from sim.config import expand, preset_files
from sim.config.nesting import DEEPEST, refuse_nested_text
from sim.params.errors import UserError

MANY = 5000
NINE = ",".join(["{}"] * 9)
DEEP = {
    "lists": "pilots: " + "[" * MANY + "]" * MANY,
    "keys in braces": "pilots: " + "{a: " * MANY + "1" + "}" * MANY,
    "keys in lines": "".join(" " * depth + "a:\n" for depth in range(1000)),
    "keys as keys": "? " * MANY + "a",
    "items in one line": "pilots:\n  " + "- " * MANY + "1",
}
LARGE = "a0: &a0 [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [{NINE.format(*[f'*a{n}'] * 9)}]\n" for n in range(20)
)


@pytest.fixture
def read(tmp_path):
    """Choose a preset of the user's own with these contents; returns what it was refused with."""

    def refused(text):
        (tmp_path / "strategy").mkdir()
        (tmp_path / "strategy" / "ours.yaml").write_text(text)
        with pytest.raises(UserError) as told:
            expand(["strategy=ours"], [tmp_path])
        assert "\n" not in str(told.value)
        assert "ours.yaml" in str(told.value)
        return str(told.value)

    return refused


@pytest.mark.parametrize("how", DEEP)
def test_a_preset_nested_5000_deep_is_refused_in_one_line(how, read):
    assert f"more than {DEEPEST} deep inside each other" in read(DEEP[how])


def test_a_preset_that_aliases_make_endless_is_refused_before_it_is_written_out(read):
    assert "holds more than 10,000 values" in read(LARGE)


def test_a_preset_that_stands_inside_itself_is_refused(read):
    assert "*here stands inside itself" in read("pilots: &here [*here]")


@pytest.mark.parametrize("text", ["a: 2026-13-45", "a: 2026-02-30 25:61:00", "a: \x00", "a: *b"])
def test_a_value_that_yaml_cannot_make_is_refused_in_one_line(text, read):
    assert "is not readable as YAML" in read(text)


def test_as_deep_as_a_scenario_is_and_aliases_are_read(tmp_path):
    (tmp_path / "ours.yaml").write_text("a: &a {b: {c: {d: {e: [{f: [[1]]}]}}}}\ng: [*a, *a]\n")
    found = preset_files.read(tmp_path / "ours.yaml")
    assert found["g"] == [found["a"], found["a"]]


@pytest.mark.parametrize("value", ["[" * MANY + "]" * MANY, "{a:" * MANY + "1" + "}" * MANY])
def test_an_override_nested_5000_deep_is_refused_in_one_line(value):
    with pytest.raises(UserError, match=f"more than {DEEPEST} brackets") as told:
        expand([f"strategy.pilots={value}"])
    assert len(str(told.value)) < 200


def test_brackets_beside_each_other_are_not_deep():
    beside = "strategy.pilots=" + ",".join(["[1]"] * 100)
    assert refuse_nested_text(beside) is None
    with pytest.raises(UserError):
        refuse_nested_text(beside.replace("]", ""))
