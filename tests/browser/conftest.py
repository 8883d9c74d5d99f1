"""One small report and one live page for all tests of the page, and browsers that watch it.

Some organisations have names that are markup, so that any test would notice if it took effect.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from watching import NAMES, PATIENCE, REVEALED, Watched, program

PROJECT = Path(__file__).parent.parent.parent
TYPES, REGIONS = ("Acute trust", "GP <i>network</i>"), ("North", "South")
PLANS = ("strategy=none,hin_playbook", "--replicates", "32")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = program("chromium", "chromium-browser", "google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def system(tmp_path_factory) -> list[str]:
    """Overrides for sixteen organisations from files, in a ring with cross ties."""
    folder = tmp_path_factory.mktemp("system")
    names = [*NAMES, *(f"Organisation {k}" for k in range(3, 17))]
    rows = ["name,type,region,deprived,maturity,capacity,culture,finance"]
    rows += [
        f'"{name}",{TYPES[k % 3 > 0]},{REGIONS[k % 2]},{"yes" if k % 4 == 0 else "no"},'
        f"0.{3 + k % 4},0.{4 + k % 3},0.{4 + k % 4},0.{3 + k % 3}"
        for k, name in enumerate(names)
    ]
    ties = ["source,target"]
    ties += [f'"{names[k]}","{names[(k + step) % 16]}"' for k in range(16) for step in (1, 5)]
    for name, lines in (("organisations", rows), ("ties", ties)):
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [
        f"system.organisations_file={folder / 'organisations.csv'}",
        f"system.ties_file={folder / 'ties.csv'}",
        "clock.months=36",
        "+events.cut={title: Price cut, from_month: 12, until: 20, "
        "set: {innovation.usability: 0.6}}",
    ]


def uptake(*arguments: str) -> list[str]:
    """The command line that starts uptake from this checkout."""
    return [sys.executable, "-m", "sim", *arguments]


def surroundings() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="session")
def report(system, tmp_path_factory) -> Path:
    """A report as `uptake report` makes it."""
    made = tmp_path_factory.mktemp("report") / "room.html"
    command = uptake("report", *system, *PLANS, "--out", str(made))
    told = subprocess.run(command, env=surroundings(), capture_output=True, encoding="utf-8")
    assert told.returncode == 0, told.stderr
    return made


@pytest.fixture(scope="session")
def payload(report: Path) -> dict:
    """The data in the report."""
    text = report.read_text(encoding="utf-8")
    return json.loads(re.search(r'id="page-data">(.*?)</script>', text, re.S)[1])


@contextlib.contextmanager
def workshop(system: list[str], *options: str) -> Iterator[str]:
    """A live page as `uptake workshop` serves it; returns what the command says."""
    command = uptake("workshop", *system, *PLANS, "--port", "0", "--no-browser", *options)
    server = subprocess.Popen(
        command, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = ""
    for line in server.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    else:
        pytest.fail(said)
    yield said
    server.terminate()
    server.wait(10)
    server.stdout.close()


@pytest.fixture(scope="session")
def live(system) -> Iterator[str]:
    """Address of a live page that only this computer can open."""
    with workshop(system) as said:
        yield re.search(r"http://\S+", said)[0]


@pytest.fixture(scope="session")
def shared(system) -> Iterator[str]:
    """What the command says that opens a live page to others."""
    with workshop(system, "--host", "0.0.0.0") as said:
        yield said


@pytest.fixture
def opened(chromium: Browser) -> Iterator:
    """Open an address in its own window and watch it; check at the end what was seen.

    The answer is revealed, unless the address has a state of its own or `revealed` is false.
    """
    pages = []

    def opening(address: str, *, revealed: bool = True, **settings) -> Watched:
        if revealed and "#" not in address:
            address += REVEALED
        settings = {"viewport": {"width": 1024, "height": 768}} | settings
        page = chromium.new_context(**settings).new_page()
        page.set_default_timeout(1000 * PATIENCE)
        pages.append(Watched(page, address).watch())
        page.goto(address)
        page.get_by_role("tab", selected=True).wait_for()
        return pages[-1]

    yield opening
    for seen in pages:
        seen.page.context.close()
        assert seen.outside() == []
        assert seen.complaints == []


@pytest.fixture(params=["file", "live"])
def address(request) -> str:
    """The same page twice: opened from the disk, and served."""
    if request.param == "file":
        return request.getfixturevalue("report").as_uri()
    return request.getfixturevalue("live")


@pytest.fixture
def room(opened, address: str) -> Watched:
    """The page in both ways."""
    return opened(address)


@pytest.fixture
def filed(opened, report: Path) -> Watched:
    """The page from the disk, for tests in which the server plays no part."""
    return opened(report.as_uri())


@pytest.fixture
def fresh(opened, report: Path) -> Watched:
    """The page from the disk as it opens, before the answer is revealed."""
    return opened(report.as_uri(), revealed=False)
