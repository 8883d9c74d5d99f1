"""Every command, file and program of the README works as it stands there, on a small system."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sim import cli
from sim.cli.commands import uptake

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"(?:^<!-- file: (?P<file>\S+) -->\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
BLOCKS = list(BLOCK.finditer(README))
COMMANDS = [
    line
    for block in BLOCKS
    if block["kind"] == "sh"
    for line in block["text"].splitlines()
    if line.startswith("uptake ")
]
PROGRAMS = [block["text"] for block in BLOCKS if block["kind"] == "python"]
SETTING_UP = ("make", "python3", ".", "python")
# Small numbers in place of those that would take long; given last, they have the last word.
SMALL = {
    "run": ["--replicates", "4", "--no-figures"],
    "compare": ["--replicates", "64", "--no-figures"],
    "report": ["--replicates", "4"],
    "workshop": ["--replicates", "4", "--no-browser"],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder that holds the files which the README spells out."""
    folder = tmp_path_factory.mktemp("readme")
    for block in BLOCKS:
        if block["file"]:
            (folder / block["file"]).write_text(block["text"], encoding="utf-8")
    return folder


def small(words):
    command, *rest = words
    if "--parameter-draws" in rest:
        rest = [*rest, "--parameter-draws", "4"]
    if command == "report" and "--dial" not in rest:
        rest = list(dict.fromkeys([*rest, "--no-dials"]))
    if "--json" in rest:
        return [command, *rest, *SMALL[command][:2]]
    return [command, *rest, *SMALL.get(command, [])]


def test_the_readme_shows_every_command():
    assert {shlex.split(line)[1] for line in COMMANDS} == set(uptake.commands)
    assert len(PROGRAMS) == 4


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_works(line, place, monkeypatch, capsys):
    """The workshop is closed as soon as it is open."""
    monkeypatch.chdir(place)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    assert cli.status(small(shlex.split(line)[1:])) == 0, capsys.readouterr().err


@pytest.mark.parametrize("line", COMMANDS)
def test_every_argument_with_a_value_is_quoted_for_all_shells(line):
    for word in re.findall(r"\S+", line):
        assert "=" not in word or re.fullmatch(r'"[^"$`%!]*"', word), word


@pytest.mark.parametrize("text", PROGRAMS)
def test_a_program_of_the_readme_runs(text, tmp_path):
    short = re.sub(r"replicates=\d{2,}", "replicates=64", text)
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", short],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr


def test_every_file_that_the_readme_links_to_is_there():
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README):
        assert (PROJECT / target).is_file(), target


def test_every_heading_that_the_readme_links_to_is_there():
    for target, heading in re.findall(r"\]\(([^)#:]+)#([^)]+)\)", README):
        page = (PROJECT / target).read_text(encoding="utf-8")
        titles = re.findall(r"^#+ (.*)$", page, re.M)
        assert heading in {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


def test_the_rest_of_what_the_readme_types_is_setting_up_or_an_experiment():
    typed = [line for b in BLOCKS if b["kind"] == "sh" for line in b["text"].splitlines()]
    for line in typed:
        assert line in COMMANDS or line.split()[0] in SETTING_UP, line
    scripts = [word for line in typed for word in line.split() if word.endswith(".py")]
    assert scripts
    for script in scripts:
        assert (PROJECT / script).is_file(), script
