"""How long people wait: from turning a dial on the page to the picture that answers it.

    python benchmarks/page_latency.py       about two minutes; needs Chromium

A browser turns dials by keyboard and by mouse on the live page (south London, 256 replicates) and
in a file. The clock runs from the browser's own time of the key or the movement until the frame
after the picture has changed, so it holds the server, the way there and back, and the drawing.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from row import MissingError, Row

SCENARIO = ("scenario=avt_london", "strategy=none,hin_playbook")
REPLICATES, LIMIT = 256, 150  # runs, milliseconds
CHANGES = 22  # by each hand: no change twice, since the server remembers its answers
STOPWATCH = """() => {
    window.taken = [];
    let touched = 0;
    let since = null;
    for (const kind of ["keydown", "pointerdown", "pointermove"]) {
        addEventListener(kind, (event) => { touched = event.timeStamp; }, true);
    }
    addEventListener("input", () => { since ??= touched; }, true);
    new MutationObserver(() => {
        if (since === null) return;
        const began = since;
        since = null;
        requestAnimationFrame(() => setTimeout(() => taken.push(performance.now() - began)));
    }).observe(document.querySelector("#view-dials .plot"), { childList: true, subtree: true });
}"""


def rows() -> list[Row]:
    """Measure both pages, by keyboard and by mouse."""
    found = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        if path is None:
            raise MissingError("Chromium is not installed (on Debian, as root: sh .ci/browsers)")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with live_page() as address:
            found += measured(browser, address, f"live page, {REPLICATES} replicates")
        found += measured(browser, report(Path(folder)).as_uri(), "file")
        browser.close()
    return found


@contextmanager
def live_page() -> Iterator[str]:
    """Serve the live page for as long as it is needed."""
    command = [sys.executable, "-m", "sim", "workshop", *SCENARIO]
    command += ["--replicates", str(REPLICATES), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if address := re.search(r"http://\S+", line):
            break
    else:
        raise SystemExit(said)
    try:
        yield address[0]
    finally:
        server.terminate()
        server.wait(10)


def report(folder: Path) -> Path:
    """Make a file of the same plans; how many runs it rests on does not change how fast it is."""
    made = folder / "room.html"
    command = [sys.executable, "-m", "sim", "report", *SCENARIO, "--replicates", "32"]
    subprocess.run([*command, "--out", str(made)], check=True, capture_output=True)
    return made


def measured(browser: Browser, address: str, where: str) -> list[Row]:
    """Turn dials of one page by keyboard, then by mouse."""
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    page.goto(f"{address}#view=dials")
    dials = page.locator("#view-dials input[type=range]:visible")
    dials.first.wait_for()
    page.evaluate(STOPWATCH)
    by_key = [turned_by_key(page, dials.nth(k % dials.count())) for k in range(CHANGES)]
    by_mouse = [turned_by_mouse(page, dials.nth(k % dials.count())) for k in range(CHANGES)]
    page.close()
    return [row(where, "keyboard", by_key), row(where, "mouse", by_mouse)]


def turned_by_key(page: Page, dial: Locator) -> float:
    """Press an arrow key on a dial, and wait for the picture; milliseconds."""
    as_planned(page)
    dial.focus()
    at_end = dial.evaluate("each => Number(each.value) >= Number(each.max)")
    page.evaluate("taken.length = 0")
    page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
    return answered(page)


def turned_by_mouse(page: Page, dial: Locator) -> float:
    """Press the mouse near the other end of a dial, and wait for the picture; milliseconds."""
    as_planned(page)
    dial.scroll_into_view_if_needed()
    box = dial.bounding_box()
    assert box is not None
    part = dial.evaluate(
        "each => (each.value - each.min) / (each.max - each.min) > 0.5 ? 0.1 : 0.9"
    )
    page.evaluate("taken.length = 0")
    page.mouse.click(box["x"] + part * box["width"], box["y"] + box["height"] / 2)
    return answered(page)


def as_planned(page: Page) -> None:
    """Turn all dials back: together, changes may ask for more money than there is."""
    page.evaluate("Page.set({ dials: {} })")
    page.wait_for_timeout(50)


def answered(page: Page) -> float:
    """Wait until the picture has changed and been painted."""
    for _ in range(500):
        taken = page.evaluate("taken")
        if taken:
            return float(taken[0])
        page.wait_for_timeout(10)
    raise SystemExit("the page gave no answer within five seconds")


def row(where: str, hand: str, times: Sequence[float]) -> Row:
    """Put one series of turns in a line."""
    middle, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return Row(
        what=f"Dial to picture, {where}, by {hand}",
        asked=f"under {LIMIT} ms",
        measured=f"median {middle:.0f} ms, 95 in 100 within {most:.0f} ms",
        met=most < LIMIT,
        note=f"{len(times)} changes; Chromium, 1024 x 768",
    )


if __name__ == "__main__":
    for each in rows():
        verdict = "met" if each.met else "NOT met"
        print(f"{each.what}: {each.measured} (asked: {each.asked}; {verdict})")
