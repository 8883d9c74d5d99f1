"""The logic of the page's script, tested by Node's own runner (`*.test.js`)."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


def node() -> str:
    """Find Node 20 or newer; if there is none, skip the test, or fail it in CI."""
    found = shutil.which("node")
    version = [found, "--version"]
    said = (
        subprocess.run(version, capture_output=True, text=True, check=True).stdout if found else ""
    )
    if said and int(re.match(r"v(\d+)", said)[1]) >= 20:
        return found
    missing = f"Node is {said.strip()}, older than 20" if said else "Node is not found here"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


def test_the_pages_script_passes_its_own_tests():
    """Every file of tests is run, and all of them pass."""
    files = sorted(each.name for each in FOLDER.glob("*.test.js"))
    command = [node(), "--test", "--test-reporter=tap", *files]
    told = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout + told.stderr
    counts = dict(re.findall(r"^# (tests|pass|skipped|todo) (\d+)$", told.stdout, re.M))
    declared = sum(
        len(re.findall(r"\btest\(", (FOLDER / name).read_text(encoding="utf-8"))) for name in files
    )
    assert int(counts["tests"]) == int(counts["pass"]) >= declared
    assert (counts["skipped"], counts["todo"]) == ("0", "0")
