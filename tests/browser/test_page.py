"""The page as a whole, from the disk and served: it opens, fits, prints, and is accessible."""

import re
from pathlib import Path

import pytest
from watching import NAMES

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4 = (595, 842)  # points
SMALL = """() => {
    const zoomed = (svg) => svg?.viewBox.baseVal?.width
        ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const size = (each) =>
        parseFloat(getComputedStyle(each).fontSize) * zoomed(each.ownerSVGElement);
    const words = (each) =>
        [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll("[role=tabpanel]:not([hidden]) *")]
        .filter((each) => each.checkVisibility() && size(each) < 15.9)
        .filter(words)
        .map((each) => `${size(each)} pixels: ${each.tagName} ${each.textContent.slice(0, 40)}`);
}"""


def faults(page) -> list[str]:
    """The faults that axe-core finds in what is shown now (with only some of the parameters)."""
    page.evaluate("Page.set({ search: 'board' })")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{each['id']}: {each['help']}: {node['html'][:160]}: {node['failureSummary'][:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def widths(page) -> tuple[int, int]:
    return tuple(page.evaluate("[document.documentElement.scrollWidth, innerWidth]"))


def test_every_view_is_reached_by_arrow_keys_and_draws_something(room):
    page = room.page
    page.get_by_role("tab").first.focus()
    page.keyboard.press("Home")
    views = room.views()
    assert len(views) >= 7
    for name in views:
        panel = page.locator(f"#view-{name}")
        assert panel.is_visible()
        assert len(panel.inner_text()) > 80
        assert page.get_by_role("tabpanel").count() == 1
        page.keyboard.press("ArrowRight")
    assert page.locator(f"#view-{views[0]}").is_visible(), "the last tab leads to the first"
    page.keyboard.press("End")
    assert page.locator(f"#view-{views[-1]}").is_visible()


def test_no_view_has_a_fault_that_axe_finds(room):
    found = []
    for name in room.views():
        room.view(name)
        found += [f"{name}: {fault}" for fault in faults(room.page)]
    assert found == []


def test_a_dialog_has_no_fault_and_keeps_and_returns_the_focus(filed):
    page = filed.page
    filed.view("compare")
    page.locator("#view-compare button.number").first.focus()
    before = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert "assumptions." in dialog.inner_text()
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    assert faults(page) == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == before


def test_names_with_markup_are_shown_as_text(filed):
    page = filed.page
    filed.view("network")
    table = page.get_by_text("The same numbers as a table", exact=True)
    table.locator("visible=true").first.click()
    for name in NAMES:
        row = page.get_by_role("row", name=name).first
        assert name in row.inner_text()
    assert page.locator("img, b").count() == 0


def test_pages_of_640_pixels_need_no_sideways_scrolling(opened, report):
    """A screen of 1280 pixels at 200 % zoom."""
    room = opened(report.as_uri(), viewport={"width": 640, "height": 480})
    for name in room.views():
        room.view(name)
        wide, window = widths(room.page)
        assert wide <= window, name


def test_pictures_follow_the_size_of_the_window(filed):
    page = filed.page
    for name in ("compare", "network", "ledger", "do"):
        filed.view(name)
        picture = page.locator(f"#view-{name} svg:not(.sample):not([aria-hidden])").first
        drawn = []
        for size in ((1920, 1080), (1024, 768), (700, 768)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.wait_for_timeout(150)
            drawn.append(picture.bounding_box()["width"])
            assert widths(page)[0] <= size[0], (name, size)
        assert drawn[0] > drawn[2], name
        page.set_viewport_size({"width": 1024, "height": 768})


def test_paper_has_what_the_room_saw_on_six_pages_of_a4_at_most(filed, tmp_path):
    """An empty vote and a network that nobody played stay away."""
    page = filed.page

    def printed() -> list[str]:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.pdf(path=tmp_path / "room.pdf", prefer_css_page_size=True, print_background=True)
        made = (tmp_path / "room.pdf").read_bytes()
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", made)
        assert {tuple(round(float(side)) for side in box) for box in boxes} == {A4}
        assert len(boxes) <= 6
        panels = {name: page.locator(f"#view-{name}") for name in views}
        for panel in panels.values():
            assert panel.locator("input:visible, select:visible").count() == 0
        return [name for name, panel in panels.items() if panel.is_visible()]

    views = filed.views()
    assert not {"predict", "network", "do"} & set(printed())
    page.evaluate("Page.set({ votes: [0, 1, 1], network_month: 24 })")
    assert {"question", "predict", "compare", "network", "ledger", "honesty"} <= set(printed())


def test_forced_colours_leave_no_fault_and_no_dot_that_relies_on_colour(opened, report):
    room = opened(report.as_uri(), forced_colors="active")
    assert room.page.evaluate("matchMedia('(forced-colors: active)').matches")
    for name in room.views():
        room.view(name)
        assert faults(room.page) == [], name
    room.view("network")
    room.page.locator("#view-network input[type=range]").fill("24")
    fills = room.page.evaluate(
        "[...document.querySelectorAll('.dot:not(.stage-5) .shape')]"
        ".map((each) => getComputedStyle(each).fill)"
    )
    assert len(fills) >= 2
    assert len(set(fills)) == 1


def test_reduced_motion_goes_through_the_months_in_larger_steps(opened, report):
    room = opened(report.as_uri(), reduced_motion="reduce")
    room.view("network")
    page = room.page
    page.locator("#view-network").get_by_role("button", name="Play").click()
    room.until("Page.state.network_month > 0")
    page.locator("#view-network").get_by_role("button", name="Pause").click()
    assert page.evaluate("Page.state.network_month") % 6 == 0


def test_the_address_brings_back_what_was_on_the_screen(filed, opened):
    page = filed.page
    filed.view("network")
    page.locator("#view-network input[type=range]").first.fill("20")
    filed.until("location.hash.includes('network_month=20')")
    again = opened(page.url)
    assert again.page.get_by_role("tab", selected=True).inner_text() == "One story"
    assert again.page.evaluate("Page.state.network_month") == 20


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)])
def test_no_text_is_too_small_for_the_back_of_a_room(opened, report, size):
    room = opened(report.as_uri(), viewport={"width": size[0], "height": size[1]})
    for name in room.views():
        room.view(name)
        assert room.page.evaluate(SMALL) == [], name


LONG = (
    "North East and North Cumbria, with a word-without-any-space-in-it-at-all: £600,000 not £1.2m "
)
OUTSIDE = """() => {
    const panel = document.querySelector("[role=tabpanel]:not([hidden])");
    const within = (each, frame) => each.left >= frame.left - 1 && each.right <= frame.right + 1;
    const cut = [...panel.querySelectorAll(".plot svg text")].filter((each) => {
        const text = each.getBoundingClientRect();
        const plot = each.closest(".plot").getBoundingClientRect();
        return text.top < plot.top - 1 || text.bottom > plot.bottom + 1 || !within(text, plot);
    });
    const wide = [...panel.querySelectorAll("h2, h3, dd, label:not(.unseen)")]
        .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
        .filter((each) => getComputedStyle(each).display !== "inline");
    return [...cut, ...wide].map((each) => each.textContent.slice(0, 60));
}"""


def test_plans_with_long_names_fit_into_every_view(report, opened, tmp_path):
    """At the size of a small projector, no name is cut off by its picture or leaves its box."""
    text, named = report.read_text(encoding="utf-8"), tmp_path / "named.html"
    for number, name in enumerate(("No spread partner", "The whole playbook")):
        text = text.replace(name, 2 * LONG + "x" * number)
    named.write_text(text, encoding="utf-8")
    room = opened(named.as_uri())
    found = []
    for name in room.views():
        room.view(name)
        found += [f"{name}: {each}" for each in room.page.evaluate(OUTSIDE)]
    assert found == []
    assert widths(room.page)[0] <= 1024


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)])
def test_the_first_screen_holds_the_answer_the_curves_and_their_player(filed, payload, size):
    filed.page.set_viewport_size({"width": size[0], "height": size[1]})
    filed.view("compare")
    panel = filed.page.locator("#view-compare")
    assert panel.locator("h2").inner_text() == payload["headline"]
    lines = [(each["label"], each["text"]) for each in payload["answer"]]
    shown = zip(panel.locator("dt").all(), panel.locator("dd").all(), strict=True)
    assert [(term.inner_text(), said.inner_text()) for term, said in shown] == lines
    for part in (panel.locator("h2"), panel.locator(".plot").first, panel.locator(".player")):
        box = part.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
