"""What may import what: the contracts in pyproject.toml hold, and would notice a breach."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

NEW = "surprise.py"
MISTAKES = {
    "an import that points up": ("rules/gaps.py", "import sim.study"),
    "an upward import inside a function": (
        "rules/draws.py",
        "def f():\n    import sim.engines.agents",
    ),
    "a framework in the equations": ("rules/gaps.py", "import networkx"),
    "a framework behind the compiled engine": ("process/sums.py", "import pandas"),
    "a module that is in no layer": (NEW, "pass"),
}


def lint(folder):
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint_imports, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


def copy(folder):
    shutil.copytree(PROJECT / "sim", folder / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", folder)
    return folder


def test_imports_point_down_only(tmp_path):
    told = lint(copy(tmp_path))
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(("module", "line"), MISTAKES.values(), ids=MISTAKES)
def test_the_contracts_notice_a_forbidden_import(module, line, tmp_path):
    place = copy(tmp_path) / "sim" / module
    assert place.exists() == (module != NEW)
    with place.open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    told = lint(tmp_path)
    assert told.returncode != 0, told.stdout
    assert "sim." + module.removesuffix(".py").replace("/", ".") in told.stdout
