"""The page runs the model itself, and counts what the copied command counts, bit for bit."""

import base64
import json
import random
import re
import shlex
import subprocess
from pathlib import Path

import numpy as np
import pytest
from conftest import surroundings, uptake
from watching import REVEALED, Watched, program

from sim.config import expand
from sim.engines.simulate import simulate
from sim.outcomes.outcomes import BY_BATCH, BY_REPLICATE
from sim.params.errors import UserError

SETTINGS = 100  # on each of two pages
MOST_TURNED = 7
MADE_UP = (
    "scenario=avt_london", "system.organisations=24", "clock.months=30",
    "assumptions.replicates_per_system=16", "strategy=avt_london,hin_two_phases",
    "--replicates", "40", "--fixed-assumptions",
)  # fmt: skip
# The bytes of what is counted for each run, and the sums of what is counted for a block of them
RUN = """async ([plan, values]) => {
  const bytes = (array) => {
    let text = "";
    for (const byte of new Uint8Array(array.buffer)) text += String.fromCharCode(byte);
    return btoa(text);
  };
  try {
    const found = await Page.engine.run(plan, values, "test", () => {});
    const command = Page.turnedCommand(Page.plan(plan), values, found.replicates);
    const counts = Object.entries(found.counts).map(([name, array]) => [name, bytes(array)]);
    return { command, counts: Object.fromEntries(counts), spend: found.spend };
  } catch (error) {
    return { refused: error.message, command: Page.turnedCommand(Page.plan(plan), values, 16) };
  }
}"""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory) -> Path:
    """A report on a made-up system, of which a page carries several draws."""
    made = tmp_path_factory.mktemp("made_up") / "room.html"
    command = uptake("report", *MADE_UP, "--out", str(made))
    told = subprocess.run(command, env=surroundings(), capture_output=True, encoding="utf-8")
    assert told.returncode == 0, told.stderr
    return made


@pytest.fixture(scope="module")
def firefox(playwright):
    browser = playwright.firefox.launch(
        channel="moz-firefox", executable_path=program("firefox-esr", "firefox")
    )
    yield browser
    browser.close()


def data_of(report: Path) -> dict:
    text = report.read_text(encoding="utf-8")
    return json.loads(re.search(r'id="page-data">(.*?)</script>', text, re.S)[1])


def settings_of(data: dict, count: int) -> list[tuple[str, dict]]:
    """Plans with some dials turned at random and some what-ifs pressed; the first turns nothing."""
    luck = random.Random(16)
    plans = [each["id"] for each in data["plans"]]
    found = [(plan, {}) for plan in plans]
    while len(found) < count:
        plan = luck.choice(plans)
        dials = [each for each in data["dials"] if each["by_plan"][plan] is not None]
        values = {}
        for dial in luck.sample(dials, luck.randint(1, min(MOST_TURNED, len(dials)))):
            turn = dial["by_plan"][plan]
            values[dial["key"]] = luck.choice(dial["levels"][turn["first"] : turn["last"] + 1])
        pressed = [each for each in data["whatifs"] if each["plan"] == plan]
        if pressed and luck.random() < 0.3:
            values |= luck.choice(pressed)["values"]
        found.append((plan, values))
    return found


def counted(command: str) -> dict:
    """What the command line counts: the bytes for each run, and sums over blocks."""
    typed = shlex.split(command)[2:]
    overrides = [each for each in typed[: typed.index("--replicates")]]
    replicates, seed = (int(typed[typed.index(f"--{each}") + 1]) for each in ("replicates", "seed"))
    [plan] = expand(overrides, ())
    outcomes = simulate(plan.scenario, replicates, seed)
    found = {name: getattr(outcomes, name) for name in BY_REPLICATE}
    found |= {name: getattr(outcomes, name).sum(axis=0) for name in BY_BATCH}
    return found | {"spend": outcomes.spend}


def read(told: str, like: np.ndarray, name: str) -> np.ndarray:
    """An array of the page, as the command line has it."""
    kind = np.int32 if like.dtype == np.int32 else np.float64
    array = np.frombuffer(base64.b64decode(told), kind)
    if name in BY_BATCH:
        return array.reshape(-1, *like.shape).sum(axis=0)
    return array.reshape(like.shape)


def differing(told: dict, expected: dict) -> list[str]:
    found = [
        name for name, own in expected.items()
        if name != "spend" and read(told["counts"][name], own, name).tobytes()
        != own.astype(np.int32 if own.dtype == np.int32 else np.float64).tobytes()
    ]  # fmt: skip
    if not np.allclose(told["spend"], expected["spend"], rtol=1e-12, atol=0):
        found.append("spend")
    return found


@pytest.fixture(scope="module")
def expected() -> dict:
    """What the command line counts, by command; worked out once for all browsers."""
    return {}


@pytest.mark.parametrize("report_of", ["report", "made_up"])
@pytest.mark.parametrize("browser_of", ["chromium", "firefox"])
def test_random_settings_count_what_the_copied_command_counts(
    browser_of, report_of, expected, request
):
    report = request.getfixturevalue(report_of)
    page = request.getfixturevalue(browser_of).new_page()
    room = Watched(page, report.as_uri() + REVEALED).watch()
    page.goto(room.address)
    faults, refused = [], 0
    for plan, values in settings_of(data_of(report), SETTINGS):
        told = page.evaluate(RUN, [plan, values])
        command = told["command"]
        if command not in expected:
            try:
                expected[command] = counted(command)
            except UserError as error:
                expected[command] = error
        known = expected[command]
        if "refused" in told or isinstance(known, UserError):
            refused += 1
            if not ("refused" in told and isinstance(known, UserError)):
                faults.append((command, told.get("refused"), str(known)[:200]))
        elif names := differing(told, known):
            faults.append((command, names))
    page.close()
    assert faults == []
    assert refused < SETTINGS / 4
    assert room.outside() == []
    assert room.complaints == []


def test_a_page_checks_itself_against_what_the_command_line_counted(opened, report):
    room = opened(report.as_uri())
    told = room.page.evaluate("async () => await Page.engine.check('plan1')")
    assert told["equal"]
    assert told["numbers"] > 10_000
    changed = room.page.evaluate(
        "async () => { Page.data.model.plans.plan1.check[0] += 1;"
        " return await Page.engine.check('plan1'); }"
    )
    assert not changed["equal"]


def test_a_newer_question_on_a_channel_overtakes_the_older(opened, report):
    room = opened(report.as_uri())
    told = room.page.evaluate(
        "async () => { const ask = (k) => Page.engine.run('plan1', {'strategy.pilots': k}, 'one',"
        " () => {}); const all = await Promise.all([ask(1), ask(2), ask(3)]);"
        " return all.map((each) => each && each.replicates); }"
    )
    assert told[:2] == [None, None]
    assert told[2] > 0


def test_where_webassembly_is_forbidden_the_page_says_so_and_shows_what_it_has(opened, report):
    text = report.read_text(encoding="utf-8")
    strict = report.with_name("strict.html")
    strict.write_text(text.replace(" 'wasm-unsafe-eval'", "", 1), encoding="utf-8")
    room = opened(strict.as_uri())
    told = room.page.evaluate(
        "async () => await Page.engine.run('plan1', {}, 'x', () => {}).catch((e) => e.message)"
    )
    assert told.startswith("The model cannot run in this browser")
    assert room.page.locator("#view-compare").count() == 1
    room.complaints.clear()  # the browser's own word about the policy
