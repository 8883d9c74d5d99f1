"""The file in Firefox: the same journey by keyboard alone, through Debian's own Firefox.

Playwright controls it through WebDriver BiDi; what that lacks (emulated media, printing) is tested
in Chromium only.
"""

import base64
import hashlib
import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from watching import REVEALED, Watched, program


@pytest.fixture(scope="module")
def firefox(playwright) -> Iterator:
    path = program("firefox-esr", "firefox")
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
    yield browser
    browser.close()


# In Firefox, Playwright adds this style before a screenshot; the content policy refuses it.
ADDED = base64.b64encode(hashlib.sha256(b"body {}").digest()).decode()


def drawn(screenshot: bytes) -> float:
    """Share of the pixels that are darker than paper."""
    return float((np.asarray(Image.open(io.BytesIO(screenshot)).convert("L")) < 200).mean())


def test_firefox_opens_the_file_and_goes_everywhere_by_keyboard(firefox, report):
    page = firefox.new_page(viewport={"width": 1024, "height": 768})
    room = Watched(page, report.as_uri() + REVEALED).watch()
    page.goto(room.address)
    page.get_by_role("tab", selected=True).wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("Home")
    for name in room.views():
        panel = page.locator(f"#view-{name}")
        assert panel.is_visible()
        assert len(panel.inner_text()) > 80
        for slider in panel.locator("input[type=range]").all()[:1]:
            before = slider.input_value()
            slider.focus()
            at_end = slider.evaluate("each => Number(each.value) >= Number(each.max)")
            page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
            assert slider.input_value() != before, name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert drawn(page.screenshot()) > 0.02, name
        page.locator(f"#tab-{name}").focus()
        page.keyboard.press("ArrowRight")
    outside = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    page.close()
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []
    assert [each for each in room.complaints if ADDED not in each] == []


def test_firefox_moves_around_the_network_with_arrow_keys(firefox, report):
    page = firefox.new_page(viewport={"width": 1024, "height": 768})
    room = Watched(page, report.as_uri()).watch()
    page.goto(f"{room.address}{REVEALED}&view=network&network_month=12")
    page.locator(".dot[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    told = page.locator(".story").inner_text()
    page.close()
    assert label != first
    assert label.rpartition(", ")[0] in told
    assert room.complaints == []
