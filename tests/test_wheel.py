"""A wheel, installed into an empty environment, works from any folder."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built with this environment's hatchling, so no network is needed."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    told = subprocess.run([*command, PROJECT], capture_output=True, encoding="utf-8")
    assert told.returncode == 0, told.stdout + told.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A new environment with the wheel; it borrows what the wheel needs from this one.

    A path file names this environment's packages.  Path files found there are
    not read, so the checkout, which is installed by one, stays out of sight.
    """
    folder = tmp_path_factory.mktemp("an empty place") / "environment"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scheme = "nt" if os.name == "nt" else "posix_prefix"
    bases = dict(base=str(folder), platbase=str(folder))
    packages = Path(sysconfig.get_path("purelib", scheme, bases))
    python = Path(sysconfig.get_path("scripts", scheme, bases)) / Path(sys.executable).name
    target = ["--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", *target]
    told = subprocess.run(pip, capture_output=True, encoding="utf-8")
    assert told.returncode == 0, told.stdout + told.stderr
    lent = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (packages / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    return python


def run(folder, *command):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    told = subprocess.run(
        command, cwd=folder, env=clean | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8"
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_the_wheel_holds_the_package_and_the_configs_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
    roots = {name.partition("/")[0] for name in names}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"sim"}
    shipped = {path.relative_to(PROJECT) for path in (PROJECT / "configs").rglob("*.*")}
    assert shipped
    assert {f"sim/_configs/{'/'.join(path.parts[1:])}" for path in shipped} <= names
    modules = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "sim").rglob("*.py")}
    assert modules <= names
    script = PROJECT / "sim" / "page" / "script"
    page = {path.relative_to(PROJECT) for path in script.rglob("*.*")}
    assert page
    assert {path.as_posix() for path in page} <= names
    assert "sim/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_package_and_its_configs_come_from_the_wheel(installed, tmp_path):
    code = "import sim, sim.config; print(sim.__file__); print(sim.config.shipped())"
    module, configs = map(Path, run(tmp_path, installed, "-c", code).splitlines())
    assert installed.parent.parent in module.parents
    assert configs == module.parent / "_configs"


def test_the_installed_command_lists_the_shipped_strategies(installed, tmp_path):
    uptake = installed.with_name("uptake" + installed.suffix)
    listed = run(tmp_path, uptake, "list", "strategies")
    for path in (PROJECT / "configs" / "strategy").glob("*.yaml"):
        assert path.stem in listed


def test_the_installed_command_runs_a_scenario(installed, tmp_path):
    """By agents, since the kernel of the other engine takes a quarter of a minute to compile."""
    options = ["system.organisations=12", "--months", "6", "--replicates", "8", "--engine", "mesa"]
    told = run(tmp_path, installed, "-m", "sim", "run", *options, "--json")
    assert told.lstrip().startswith("{")
    assert not list(tmp_path.iterdir())


def test_the_installed_package_compiles_a_kernel(installed, tmp_path):
    """The smallest: of two nodes the first is tied to itself."""
    code = (
        "import numpy as np; from sim.networks.classics.kernels import loops_in;"
        "print(loops_in(np.array([0, 1, 2]), np.array([0, 0])), loops_in.signatures)"
    )
    loops, signatures = run(tmp_path, installed, "-c", code).strip().split(maxsplit=1)
    assert loops == "1"
    assert "int64" in signatures
