"""The frame of the project: declared packages, pins, and nothing that names a machine."""

import ast
import itertools
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PROJECT = Path(__file__).parent.parent
EXTRAS = ("answers", "workshop", "spreadsheets", "cluster")  # that the package itself imports
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    dict(sys_platform="linux", platform_system="Linux", os_name="posix"),
    dict(sys_platform="darwin", platform_system="Darwin", os_name="posix"),
    dict(sys_platform="win32", platform_system="Windows", os_name="nt"),
)
# Written in parts, so that this file does not contain what it forbids.
HOSTS = tuple("".join(parts) for parts in (("py", "pi.org"), ("files.python", "hosted.org")))


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def asked(project):
    groups = project["dependencies"], *project["optional-dependencies"].values()
    return [Requirement(each) for group in groups for each in group]


def pins(name="constraints.txt"):
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    named = (line.removesuffix("\\") for line in lines if not line.startswith((" ", "#")))
    return [Requirement(line) for line in named if line]


def sources():
    """Every file of the project as it would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for line in listed.stdout.splitlines() if (path := PROJECT / line).is_file()]


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system["sys_platform"])
@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_has_one_pin_that_satisfies_it(python, system, project):
    environment = system | dict(python_version=python, python_full_version=f"{python}.0")
    pinned = {}
    for pin in pins():
        if pin.marker is None or pin.marker.evaluate(environment):
            name = canonicalize_name(pin.name)
            assert name not in pinned, f"{name} is pinned twice"
            (pinned[name],) = (Version(each.version) for each in pin.specifier)
    for need in asked(project):
        assert need.specifier.contains(pinned[canonicalize_name(need.name)]), need


def test_pins_name_no_path_or_url():
    for name in ("constraints.txt", "constraints-hashes.txt"):
        text = (PROJECT / name).read_text(encoding="utf-8").replace(" \\\n", "\n")
        assert not re.search(r"://|\\|@|^-|(^|\s)/", text, re.MULTILINE)


def test_the_pins_with_hashes_are_the_same_and_each_has_one_at_least():
    name = "constraints-hashes.txt"
    assert [str(each) for each in pins(name)] == [str(each) for each in pins()]
    text = (PROJECT / name).read_text(encoding="utf-8").replace("\\\n", "")
    for line in text.splitlines():
        assert line.startswith("#") or re.search(r"( +--hash=sha256:[0-9a-f]{64})+$", line), line


def test_the_package_declares_exactly_what_it_imports(project):
    extras = (project["optional-dependencies"][each] for each in EXTRAS)
    needs = [*project["dependencies"], *itertools.chain.from_iterable(extras)]
    declared = {canonicalize_name(Requirement(each).name) for each in needs}
    providers, used = packages_distributions(), set()
    for path in sorted((PROJECT / "sim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in set(imported(node)) - sys.stdlib_module_names - {"sim"}:
                by = {canonicalize_name(each) for each in providers.get(name, [name])}
                assert by & declared, f"{path.relative_to(PROJECT)} imports {name}"
                used |= by
    assert declared <= used


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module.partition(".")[0]]
    return []


def test_no_file_names_a_registry_or_this_machine():
    places = "|".join(re.escape(str(place)) for place in {PROJECT, Path.home()} - {Path("/")})
    forbidden = re.compile("|".join([*map(re.escape, HOSTS), rf"(?<![\w.])(?:{places})[/\\]"]))
    for path in sources():
        found = forbidden.search(path.read_text(encoding="utf-8", errors="ignore"))
        assert found is None, f"{path.relative_to(PROJECT)} names {found.group()}"


def test_the_version_is_the_same_wherever_it_is_stated(project):
    citation = (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    cited = re.search(r"^version:\s*[\"']?([^\"'\s]+)", citation, re.MULTILINE)
    assert cited is not None
    assert cited.group(1) == project["version"]
