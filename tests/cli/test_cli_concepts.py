"""`uptake show concept=...` and `uptake list concepts`: what they print, and what they refuse."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sim.config.concepts import concepts
from sim.params import Scenario, leaves

PROJECT = Path(__file__).parent.parent.parent
SLOW_IMPORTS = (
    "numba", "mesa", "scipy", "pandas", "pyarrow", "matplotlib", "rich", "xarray", "numpy",
    "networkx", "hydra", "omegaconf",
)  # fmt: skip


def words(text):
    return " ".join(text.split())


def test_a_concept_is_shown_with_paper_model_keys_command_code_and_test(uptake):
    code, out, err = uptake("show", "concept=C39")
    each = concepts()["C39"]
    assert (code, err) == (0, "")
    assert out.startswith(f"C39: {each.name} (parameter)")
    for told in (each.says, each.where, each.how, *each.code, each.test, "test_c39_"):
        assert told in words(out)
    assert "innovation.usability = 0.5 by default; a number from 0 to 1 [score]" in out
    assert "how well it is designed for its users (UX) (assumed)" in out
    assert each.command in out.splitlines()[-3]
    assert out.splitlines()[-1] == 'To repeat: uptake show "concept=C39"'


def test_every_concept_can_be_shown_in_either_case(uptake):
    usual = {key: value for key, _, value in leaves(Scenario())}
    for name, each in concepts().items():
        code, out, err = uptake("show", f"concept={name}")
        assert (code, err) == (0, "")
        assert uptake("show", f"concept={name.lower()}") == (0, out, "")
        for key in each.keys:
            (line,) = [line for line in out.splitlines() if line.startswith(f"  {key} = ")]
            assert "by default; " in line
            assert ("none by default" in line) == (str(usual[key]).endswith(("None", ".none")))
        assert ("No key changes it" in out) == (not each.keys)


def test_what_has_no_effect_of_its_own_is_said_in_the_list_and_in_the_entry(uptake):
    listed = uptake("list", "concepts")[1].splitlines()

    assert "  C25  Standalone to fully embedded (a reading of B6)" in listed
    assert "  C43  A pilot with a purpose (faint)" in listed
    assert "  C61  Communities of practice" in listed
    assert "Standing    a reading of C41 - the same lever" in uptake("show", "concept=C65")[1]
    assert "Standing    acts" in uptake("show", "concept=C61")[1]


def test_a_lever_is_shown_with_its_own_default(uptake):
    assert "levers.codesign.cultural = 0.3 by default" in uptake("show", "concept=C18")[1]
    assert "one of none, tariff, consumer" in uptake("show", "concept=C08")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["concept=C6I"], "there is no concept 'C6I' (did you mean C6"),
        (["concept=B19"], "did you mean B"),
        (["concept=champions"], "did you mean C21?"),
        (["concept="], "`uptake list concepts` lists them"),
        (["concept=C61", "strategy=none"], "show one concept by itself"),
        (["strategy=none", "concept=C61"], "show one concept by itself"),
        (["concept=C61", "concept=C62"], "show one concept by itself"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_line(uptake, arguments, said):
    code, out, err = uptake("show", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_all_concepts_are_listed_by_number_and_name(uptake):
    code, out, _ = uptake("list", "concepts")
    assert code == 0
    for each in concepts().values():
        line = f"  {each.id:3}  {each.name}"
        assert any(said.startswith(line) for said in out.splitlines())
    assert out.splitlines()[-1] == "To repeat: uptake list concepts"
    assert "uptake list concepts" in uptake("list")[1]
    assert "did you mean concepts?" in uptake("list", "concept")[2]


def test_the_command_printed_to_repeat_it_repeats_it(uptake):
    _, out, _ = uptake("show", "concept=b5")
    again = shlex.split(out.splitlines()[-1].removeprefix("To repeat: "))[1:]
    assert uptake(*again)[1] == out


@pytest.mark.parametrize("arguments", [["show", "concept=C61"], ["list", "concepts"]])
def test_concepts_are_shown_without_loading_anything_slow(arguments):
    code = (
        "import sys\nfrom sim import cli\n"
        f"code = cli.status({arguments!r})\n"
        f"slow = set({SLOW_IMPORTS!r}) & set(sys.modules)\n"
        "assert not slow, slow\nsys.exit(code)"
    )
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
