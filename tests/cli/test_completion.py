"""What the shell completes, and that it is quick."""

import os
import subprocess
import sys

import pytest

from sim import cli
from sim.cli import completion

HEAVY = ("hydra", "numpy", "numba", "mesa", "pandas", "matplotlib")


@pytest.fixture
def completed(monkeypatch, capsys):
    """Complete the last of some words as a shell would ask; returns what may come."""

    def complete(*words, shell="zsh"):
        monkeypatch.setenv("COMP_WORDS", " ".join(words))
        monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words) - 1))
        monkeypatch.setenv(completion.VARIABLE, f"{shell}_complete")
        with pytest.raises(SystemExit) as ended:
            cli.main([])
        assert ended.value.code == 0
        lines = capsys.readouterr().out.splitlines()
        if shell == "zsh":
            return lines[1::3]
        return [line.partition(",")[2].partition("\t")[0] for line in lines]

    return complete


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_presets_and_keys_are_completed(completed, shell):
    assert "compare" in completed("uptake", "co", shell=shell)
    assert completed("uptake", "run", "hin_p", shell=shell) == ["hin_playbook"]
    assert completed("uptake", "run", "strategy=hin_p", shell=shell) == ["strategy=hin_playbook"]
    found = completed("uptake", "run", "strategy.mandate_m", shell=shell)
    assert found == ["strategy.mandate_month="]
    assert completed("uptake", "list", "para", shell=shell) == ["parameters"]


def test_what_is_no_preset_may_be_a_folder(monkeypatch, capsys):
    monkeypatch.setenv("COMP_WORDS", "uptake compare ./my")
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv(completion.VARIABLE, "bash_complete")
    with pytest.raises(SystemExit):
        cli.main([])
    assert capsys.readouterr().out.split() == ["dir,./my"]


def test_the_last_of_several_values_is_completed(completed):
    found = completed("uptake", "compare", "strategy=none,hin_p")
    assert found == ["strategy=none,hin_playbook"]
    assert completed("uptake", "run", "strategy.target=hu") == ["strategy.target=hubs"]


def test_bash_which_splits_words_at_the_equals_sign_gets_the_value_alone(completed):
    words = ("uptake", "run", "strategy", "=")
    assert completed(*words, "hin_p", shell="bash") == ["hin_playbook"]
    assert completed(*words, "none,hin_p", shell="bash") == ["none,hin_playbook"]
    assert "none" in completed(*words, shell="bash")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(monkeypatch, capsys, shell):
    monkeypatch.setenv(completion.VARIABLE, f"{shell}_source")
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert ended.value.code == 0
    assert "_UPTAKE_COMPLETE" in capsys.readouterr().out


def test_completion_loads_nothing_heavy():
    code = (
        "import sys; from sim import cli\n"
        "try: cli.main([])\n"
        f"except SystemExit: print([each for each in {HEAVY} if each in sys.modules])"
    )
    asked = {"COMP_WORDS": "uptake run str", "COMP_CWORD": "2", completion.VARIABLE: "zsh_complete"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | asked
    )  # fmt: skip
    assert told.stdout.splitlines()[-1] == "[]"
