"""A page under observation, and where the browsers are."""

import os
import re
import shutil
import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

PATIENCE = 10  # seconds
REVEALED = "#revealed=true"  # state of a page whose answer has been revealed
NAMES = ("<img src=x onerror=alert(1)>", "</script><b>Bold & Sons</b>")  # of two organisations


@dataclass
class Watched:
    """A page, with its requests and its errors.

    asked       addresses of all requests
    complaints  console errors and warnings, uncaught errors, refused requests
    """

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> "Watched":
        """Record from now on what the page does."""
        on, page = self.complaints.append, self.page
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", lambda request: _unless_aborted(on, request))
        page.on("console", lambda said: said.type in ("error", "warning") and on(said.text))
        page.on("pageerror", lambda error: on(f"{error}"))
        page.on("dialog", lambda dialog: (on(f"dialog: {dialog.message}"), dialog.dismiss()))
        return self

    def outside(self) -> list[str]:
        """Requests to anywhere but the page's own address."""
        own = (self.address.split("#")[0], "data:", "blob:")
        if self.address.startswith("http"):
            own += (re.match(r"http://[^/]+/", self.address)[0],)
        return [url for url in self.asked if not url.startswith(own)]

    def view(self, name: str) -> None:
        """Go to a view by its tab."""
        self.page.locator(f"#tab-{name}").click()
        self.page.locator(f"#view-{name}").wait_for()

    def until(self, condition: str, given=None) -> None:
        """Wait for a condition in JavaScript (polled, because the page forbids `eval`)."""
        ends = time.monotonic() + PATIENCE
        while not self.page.evaluate(condition, given):
            assert time.monotonic() < ends, f"never became true: {condition}"
            self.page.wait_for_timeout(20)

    def views(self) -> list[str]:
        """Names of the views, in the order of their tabs."""
        tabs = self.page.get_by_role("tab").all()
        return [tab.get_attribute("id").removeprefix("tab-") for tab in tabs]


def _unless_aborted(on, request) -> None:
    # A question that a newer one replaced is cut off on purpose.
    if "ABORTED" not in (request.failure or ""):
        on(f"{request.url}: {request.failure}")


def program(*names: str) -> str:
    """Path of a program by any of its names; if there is none, skip the test, or fail it in CI."""
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"no {names[0]} on this machine (on Debian: apt-get install {names[0]})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
