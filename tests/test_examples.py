"""Every command, file and program in the documents works as it stands there, on a small system."""

import ast
import re
import shlex
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from matplotlib.colors import is_color_like
from packaging.requirements import Requirement

import sim
from sim import cli
from sim.cli.commands import uptake
from sim.page.network import RUNS

PROJECT = Path(__file__).parent.parent
DOCS = PROJECT / "docs"
PAGES = [
    PROJECT / "README.md",
    *sorted(path for path in DOCS.rglob("*.md") if "generated" not in path.parts),
]
BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>file|not run|needs): (?P<says>[^\n]+) -->\n)?"
    r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$(?:\n\n^```text\n(?P<prints>.*?)^```$)?",
    re.M | re.S,
)
KINDS = {"sh", "bash", "python", "powershell", "bat", "yaml", "text"}  # a cluster needs bash
SETTING_UP = ("make", "python3", ".", "python")
# Small numbers in place of those that would take long; given last, they have the last word.
SMALL = {
    "calibrate": ["--settings", "600", "--sets", "20", "--no-figures"],
    "run": ["--replicates", "4", "--no-figures"],
    "compare": ["--replicates", "64", "--no-figures"],
    "flips": ["--parameter-draws", "40", "--months", "12", "--no-figures"],
    "forecast": ["--settings", "400", "--sets", "10"],
    "optimise": ["--trials", "64", "--parameter-draws", "8", "--no-figures"],
    "reach": ["--parameter-draws", "4", "--no-figures"],
    "report": ["--replicates", "4"],
    "sensitivity": [
        "--keys",
        "assumptions.commitment_rate,assumptions.top_threshold",
        "--points",
        "32",
        "--months",
        "12",
        "--no-figures",
    ],
    "sites": ["--replicates", "4", "--no-figures"],
    "sweep": ["--months", "12"],
    "track": ["--sets", "25"],
    "workshop": ["--replicates", "4", "--no-browser"],
}


@dataclass(frozen=True)
class Block:
    """One fenced block of a page; `prints` is the text that the page shows below it."""

    page: Path
    kind: str
    text: str
    mark: str | None
    says: str | None
    prints: str | None


def blocks_of(page):
    """List the fenced blocks of a page."""
    found = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [Block(page, **each.groupdict()) for each in found]


def is_there(needed):
    """Whether what a program needs beyond the dependencies is installed: `name[extra]>=version`."""
    needed = Requirement(needed)
    try:
        return not needed.extras and needed.specifier.contains(version(needed.name))
    except PackageNotFoundError:
        return False


BLOCKS = [block for page in PAGES for block in blocks_of(page)]
TYPED = [
    (block.page, line)
    for block in BLOCKS
    if block.kind == "sh" and block.mark != "not run"
    for line in block.text.splitlines()
]
MAKES = "uptake new "  # what the other lines of a page need
# A line that stands on several pages is run once, where it stands first.
FIRST = {line: page for page, line in reversed(TYPED) if line.startswith("uptake ")}
COMMANDS = [
    pytest.param(page, line, id=f"{page.stem}: {line}")
    for page, line in TYPED
    if FIRST.get(line) == page or line.startswith(MAKES)
]
PROGRAMS = [
    pytest.param(block, id=f"{block.page.stem} {number}")
    for number, block in enumerate(b for b in BLOCKS if b.kind == "python")
    if block.mark != "needs" or is_there(block.says)
]
DRAWN = [block for block in BLOCKS if block.says == "mesa[viz]"]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Give the folder of a page, which holds the files that the page spells out."""
    made = {}

    def of(page):
        if page not in made:
            made[page] = tmp_path_factory.mktemp(page.stem)
            for block in blocks_of(page):
                if block.mark == "file":
                    file = made[page] / block.says
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(block.text, encoding="utf-8")
        return made[page]

    return of


def small(words):
    """Give a command line numbers that are quick to run."""
    command, *rest = words
    if command == "track" and rest[0].endswith(".json"):  # a commitment, which is not run
        return words
    if command != "track" and {"--parameter-draws", "--assumptions"} & set(rest):
        rest = [*rest, "--parameter-draws", "4"]
    if "--json" in rest:
        return [command, *rest, *SMALL[command][:2]]
    return [command, *rest, *SMALL.get(command, [])]


def test_the_pages_show_every_command():
    lines = [line for block in BLOCKS if block.kind == "sh" for line in block.text.splitlines()]
    shown = {shlex.split(line)[1] for line in lines if line.startswith("uptake ")}
    assert shown >= set(uptake.commands)


def test_every_block_is_of_a_kind_that_is_run_or_shown():
    assert {block.kind for block in BLOCKS} == KINDS


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_a_command_of_a_page_works(page, line, place, monkeypatch, capsys):
    """The workshop is closed as soon as it is open, and a page shows one run of each plan."""
    monkeypatch.chdir(place(page))
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    monkeypatch.setattr("sim.page.build.RUNS", RUNS[:1])
    assert cli.status(small(shlex.split(line)[1:])) == 0, capsys.readouterr().err


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_every_argument_with_a_value_is_quoted_for_all_shells(page, line):
    for word in re.findall(r'"[^"]*"|\S+', line):
        assert "=" not in word or re.fullmatch(r'"[^"$`%!]*"|concept=C\d\d', word), word


def reached_without_import(text):
    """What a program reads of `sim` that only another program in this process has imported."""
    tree = ast.parse(text)
    imported = {
        name.name.split(".")[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
        if name.name.startswith("sim.")
    }
    read = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "sim"
    }
    return read - imported - {*sim.__all__, "__version__"}


def test_a_program_that_reads_what_it_has_not_imported_is_noticed():
    assert reached_without_import("import sim\nsim.networks.system") == {"networks"}
    assert reached_without_import("import sim.networks\nsim.networks, sim.run") == set()


@pytest.mark.parametrize("block", PROGRAMS)
def test_a_program_of_a_page_runs_and_prints_what_the_page_shows(
    block, tmp_path, monkeypatch, capsys
):
    text = block.text
    for each in blocks_of(block.page):
        if each.mark == "file" and "/" not in each.says:
            (tmp_path / each.says).write_text(each.text, encoding="utf-8")
    if block.prints is None:  # numbers that no page shows may come from fewer runs
        text = re.sub(r"replicates=\d{2,}", "replicates=64", text)
    assert reached_without_import(text) == set()
    monkeypatch.chdir(tmp_path)
    if re.search(r"study/(?:cells|runs)", text):  # the store that the page makes by a command
        sim.sweep("strategy=none,one_to_one", months=12, out="study", replicates=4)
    exec(compile(text, str(block.page), "exec"), {"__name__": "__main__"})
    assert block.prints in (None, capsys.readouterr().out)


def test_a_page_with_solara_gives_it_what_the_model_takes(monkeypatch):
    """Mesa's browser page is no dependency: stand-ins take what the program gives to it."""
    space, viz = ModuleType("mesa.visualization.components"), ModuleType("mesa.visualization")
    space.AgentPortrayalStyle = SimpleNamespace
    viz.Slider = lambda label, **told: {"label": label, **told}
    viz.SolaraViz = lambda model, **told: SimpleNamespace(model=model, **told)
    viz.make_space_component = viz.make_plot_component = lambda shown: shown
    monkeypatch.setitem(sys.modules, viz.__name__, viz)
    monkeypatch.setitem(sys.modules, space.__name__, space)
    assert DRAWN
    for block in DRAWN:
        told: dict = {}
        exec(compile(block.text, str(block.page), "exec"), told)
        page, made = told["page"], told["page"].model
        portrayal, plotted = page.components
        settings = {
            key: each["value"] if isinstance(each, dict) else each
            for key, each in page.model_params.items()
        }
        assert type(made)(**settings).plan == made.plan
        assert type(made)(**settings).seed == made.seed
        made.run_model()
        assert all(is_color_like(portrayal(one).color) for one in made.grid.agents)
        assert set(plotted) <= set(made.datacollector.model_vars)


def test_some_programs_show_what_they_print():
    assert sum(block.prints is not None and block.kind == "python" for block in BLOCKS) >= 2


def test_the_rest_of_what_the_pages_type_is_setting_up_or_an_experiment():
    for _, line in TYPED:
        assert line.startswith("uptake ") or line.split()[0] in SETTING_UP, line
    scripts = [word for _, line in TYPED for word in line.split() if word.endswith(".py")]
    assert scripts
    for script in scripts:
        assert (PROJECT / script).is_file(), script


def test_what_is_not_run_has_a_reason():
    assert {block.says for block in BLOCKS if block.mark == "not run"} == {
        "a test runs it in full",
        "it takes the folder of the program above",
        "it takes a minute",
        "it takes minutes",
        "it takes minutes and gigabytes",
        "part of a file",
        "these files are published by the NHS; fetch them first",
        "two of its cells fail, so that its exit code is 1",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_and_heading_that_a_page_links_to_is_there(page):
    for target, heading in re.findall(r"\]\(([^)#:\s]+)(?:#([^)]+))?\)", without_code(page)):
        file = (page.parent / target).resolve()
        assert file.is_file(), target
        if heading:
            assert heading in anchors(file), f"{target}#{heading}"


def without_code(page):
    """Give the text of a page without its fenced blocks, its list of pages and code."""
    text = page.read_text(encoding="utf-8")
    lists = r"^```\{(?:toctree|eval-rst)\}.*?^```$"
    text = re.sub(lists, "", text, flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", BLOCK.sub("", text))


def anchors(page):
    """List what a link to a page may end in: its headings and its marks, such as (E5)=."""
    text = page.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.*)$", text, re.M)
    made = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
    return made | set(re.findall(r"^\(([\w-]+)\)=$", text, re.M))


OURS = [page for page in PAGES if page.parent.name in ("how-to", "start", "model") or page.name in (
    "README.md", "index.md", "glossary.md",
)]  # fmt: skip


@pytest.mark.parametrize("page", OURS, ids=lambda page: f"{page.parent.name} {page.stem}")
def test_no_sentence_is_longer_than_thirty_words(page):
    text = re.sub(r"^\$\$.*?^\$\$$", "\n\n", without_code(page), flags=re.M | re.S)
    text = re.sub(r"\{py:\w+\}|^\|.*$|^:::.*$|!\[[^]]*\]\([^)]*\)", "", text, flags=re.M)
    for sentence in re.split(r"(?<=[.?!:;])\s|\n\s*\n|\n\s*(?:[-:#]|\d\.) ?", text):
        words = re.findall(r"[A-Za-z0-9£'-]{2,}", sentence)
        assert len(words) <= 30, sentence
