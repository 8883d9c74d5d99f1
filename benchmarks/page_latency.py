"""How long people wait for the model in the page, in Chromium, and its cost beside native code.

    python benchmarks/page_latency.py       about four minutes; needs Chromium and Node

Told are: from opening a file to the first answer of the model; from turning a dial to the first
band, to 64 replicates and to all; the module in V8 against the native kernel that also runs one
replicate after the other, on the same replicates, in turns; and how long making a page takes.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from row import MissingError, Row

from sim.config import expand
from sim.engines.kernels import count_block
from sim.engines.webassembly import MODULE
from sim.outcomes.counts import empty_counts
from sim.page.engine import Carried, model_of
from sim.process.settings import timeline_of

TIMES, MEGABYTE, RUNS = 12, 1e6, 256
SYSTEMS = {60: "scenario=avt_london", 205: "scenario=freed_england"}
PLAN = "strategy=none,one_to_one"
FOUR = "strategy=none,comms_drumbeat,hin_playbook,one_to_one"
MADE = 10  # seconds in which a page of four plans is to be made
BAND, FIRST, RATIO, LARGEST = 60, 1000, 1.2, 2.0  # targets: milliseconds, times, MB
WITHIN = {60: 150, 205: 400}  # milliseconds to 64 replicates
RUNNER = Path(__file__).parent.parent / "tests" / "script" / "run_module.mjs"
TURN = """async (k) => {
    const began = performance.now();
    const told = [];
    const note = () => told.push(performance.now() - began);
    await Page.engine.run("plan1", { "strategy.dual_running": k / 20 }, "benchmark", note);
    note();
    return told;
}"""
OPEN = "async () => new Promise((done) => Page.engine.run('plan1', {}, 'first', () => done()))"


def rows() -> list[Row]:
    """Measure pages of two systems."""
    found: list[Row] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        if path is None:
            raise MissingError("Chromium is not installed (on Debian, as root: sh .ci/browsers)")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for organisations, scenario in SYSTEMS.items():
            where = f"{organisations} organisations"
            file = report(Path(folder), scenario)
            found += waits(browser, file, where, WITHIN[organisations])
            found += [beside_native(scenario, where), weighed(file, where)]
        browser.close()
        found.append(made_of_four(Path(folder)))
    return found


def made_of_four(folder: Path) -> Row:
    """Make a page of four plans, with all that it says, some times."""
    command = [sys.executable, "-m", "sim", "report", SYSTEMS[60], FOUR, "--overwrite"]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([*command, "--out", str(folder / "four.html")], check=True,
                       capture_output=True)  # fmt: skip
        took.append(time.perf_counter() - began)
    return Row(
        "`uptake report` of four plans, 60 organisations", f"under {MADE} s",
        f"{min(took):.0f} s", min(took) < MADE, "the least of three; compiled code on disk",
    )  # fmt: skip


def report(folder: Path, scenario: str) -> Path:
    """Make a file of two plans."""
    made = folder / f"{scenario.removeprefix('scenario=')}.html"
    command = [sys.executable, "-m", "sim", "report", scenario, PLAN, "--replicates", str(RUNS)]
    command += ["--fixed-assumptions", "--out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return made


def waits(browser: Browser, file: Path, where: str, within: int) -> list[Row]:
    """Open a file anew some times, then turn a dial some times."""
    opened = []
    for _ in range(TIMES):
        page = browser.new_page()
        began = time.perf_counter()
        page.goto(file.as_uri())
        page.evaluate(OPEN)
        opened.append(1000 * (time.perf_counter() - began))
        page.close()
    page = browser.new_page()
    page.goto(file.as_uri())
    turned = [page.evaluate(TURN, k) for k in range(1, TIMES + 1)]
    page.close()
    band, some, everything = ([each[k] for each in turned] for k in range(3))
    return [
        row(f"Opening a file to the first answer, {where}", opened, FIRST),
        row(f"Dial to the first band (16 replicates), {where}", band, BAND),
        row(f"Dial to 64 replicates, {where}", some, within),
        row(f"Dial to all {RUNS} replicates, {where}", everything, None),
    ]


def row(what: str, times: Sequence[float], target: int | None) -> Row:
    """Return the row of some waits [ms]."""
    ordered = sorted(times)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    told = f"median {statistics.median(ordered):.0f} ms, 95 in 100 within {late:.0f} ms"
    asked = "stated" if target is None else f"under {target} ms"
    met = target is None or statistics.median(ordered) < target
    return Row(what, asked, told, met, f"{len(times)} times; Chromium, a file")


def beside_native(scenario: str, where: str) -> Row:
    """Run the same replicates by the module and by the native kernel, in turns."""
    plans = [each.scenario for each in expand((scenario, PLAN), ())]
    carried = Carried(plans[1], 0, 128)
    system, _, replicates = carried.blocks[-1]
    model = model_of({"plan0": plans[1]}, 0, 128, 36, {})
    timeline, months = timeline_of(plans[1], system.organisations), plans[1].clock.months
    native, module = [], []
    for _ in range(5):
        counts = empty_counts(system, len(replicates), months, False, False)
        began = time.perf_counter()
        count_block(timeline, system, replicates, 0, counts, in_lanes=False)
        native.append(1000 * (time.perf_counter() - began))
        told = subprocess.run(
            ["node", str(RUNNER), str(MODULE), "--times"], input=json.dumps(model), check=True,
            capture_output=True, encoding="utf-8",
        )  # fmt: skip
        module.append(json.loads(told.stdout)["plan0"][-1])
    ratio = min(module) / min(native[1:])
    return Row(
        f"The module beside the native kernel, {len(replicates)} replicates, {where}",
        f"at most {RATIO:g} times as long", f"{ratio:.2f} times as long", ratio <= RATIO,
        f"{min(module):.0f} ms and {min(native[1:]):.0f} ms, the least of five; V8, one thread",
    )  # fmt: skip


def weighed(file: Path, where: str) -> Row:
    """Say what a file weighs."""
    size = file.stat().st_size / MEGABYTE
    return Row(f"Size of a file of two plans, {where}", f"under {LARGEST:g} MB", f"{size:.2f} MB",
               size < LARGEST)  # fmt: skip


if __name__ == "__main__":
    for each in rows():
        print(each)
