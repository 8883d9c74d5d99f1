"""What leaves the page: a link, a picture with its numbers, and paper."""

import csv
import re
from xml.etree import ElementTree

PNG = b"\x89PNG\r\n\x1a\n"


def saved(page, kind: str, folder):
    """Save the picture that is shown, by the button for a kind."""
    page.locator("[role=tabpanel]:not([hidden]) .save:visible").first.click()
    with page.expect_download() as saving:
        page.get_by_role("dialog").get_by_role("button", name=kind).click()
    page.get_by_role("dialog").wait_for(state="detached")
    saving.value.save_as(folder / saving.value.suggested_filename)
    return folder / saving.value.suggested_filename


def printed(page, path) -> int:
    """Number of A4 pages that the browser prints now."""
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/MediaBox", path.read_bytes()))


def never_print(page) -> None:
    """Pages are printed with page.pdf() instead of the browser's own dialog."""
    page.evaluate("window.print = () => {}")


def test_the_numbers_of_the_curves_are_those_of_the_payload(filed, payload, tmp_path):
    filed.view("compare")
    file = saved(filed.page, "CSV", tmp_path)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [int(row["month"]) for row in rows] == list(range(payload["months"] + 1))
    for plan in payload["plans"]:
        assert [float(row[plan["name"]]) for row in rows] == plan["curves"]["live"]["mean"]
        band = plan["outlook"] or plan["curves"]["live"]
        assert [float(row[f"{plan['name']}: high"]) for row in rows] == band["high"]


def test_the_network_is_saved_as_it_stands_in_a_month_with_its_key_and_its_numbers(
    filed, payload, tmp_path
):
    filed.page.evaluate("Page.set({ view: 'network', network_month: 12, theme: 'dark' })")
    file = saved(filed.page, "CSV", tmp_path)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert list(rows[0]) == ["organisation", "type", "region", "stage", "month"]
    network = payload["network"]
    run = network["plans"][filed.page.evaluate("Page.state.network_plan")]["runs"][0]
    assert [row["organisation"] for row in rows] == network["names"]
    stages = [payload["stages"][int(each[12])] for each in run["stages"]]
    assert [row["stage"] for row in rows] == stages
    assert {row["month"] for row in rows} == {"12"}
    drawing = saved(filed.page, "SVG", tmp_path).read_text(encoding="utf-8")
    parts = ElementTree.fromstring(drawing)
    told = " ".join(text for text in parts.itertext())
    for words in (payload["title"], "month 12", *network["regions"], *network["types"]):
        assert words in told
    assert f"heard of it: {stages.count('heard of it')}" in told, "what its marks stand for"
    assert not re.search(r"var\(|class=|style=", drawing)
    assert saved(filed.page, "PNG", tmp_path).read_bytes().startswith(PNG)


def test_a_saved_picture_stands_on_its_own_in_light_colours(filed, payload, tmp_path):
    filed.page.evaluate("Page.set({ theme: 'dark', view: 'compare' })")
    shown = filed.page.locator("#view-compare .plot svg").first
    before = shown.evaluate("(each) => each.outerHTML")
    file = saved(filed.page, "SVG", tmp_path)
    drawing = file.read_text(encoding="utf-8")
    assert ElementTree.fromstring(drawing).tag.endswith("svg")
    assert not re.search(r"var\(|class=|style=|rgb\(20, 24, 29\)", drawing)
    for words in (payload["title"], "Share of organisations that are live", "not a forecast"):
        assert words in drawing
    assert saved(filed.page, "PNG", tmp_path).read_bytes().startswith(PNG)
    assert shown.evaluate("(each) => each.outerHTML") == before, "the screen stays as it is"


def test_a_link_brings_back_the_state_or_the_moment_before_the_reveal(filed, opened, payload):
    page = filed.page
    filed.view("network")
    page.evaluate("Page.set({ network_month: 7 })")
    page.locator("#share").click()
    link = page.get_by_label("Link to what is on the screen")
    again = opened(link.input_value()).page
    assert again.evaluate("[Page.state.view, Page.state.network_month]") == ["network", 7]
    page.get_by_label("opens before the reveal").check()
    hidden = opened(link.input_value(), revealed=False).page
    assert hidden.evaluate("[Page.state.view, Page.state.revealed]") == ["predict", False]
    assert payload["headline"] not in hidden.locator("body").inner_text()


def test_one_page_for_a_board_is_one_page_with_the_answer_and_the_curves(filed, payload, tmp_path):
    page = filed.page
    never_print(page)
    page.locator("#share").click()
    page.get_by_role("button", name="One page for a board").click()
    board = page.locator(".board")
    for words in (payload["headline"], *(each["text"] for each in payload["answer"])):
        assert words in board.inner_text()
    assert board.locator(".curve").count() == len(payload["plans"])
    assert payload["command"] in board.inner_text()
    assert printed(page, tmp_path / "board.pdf") == 1
    assert board.count() == 0, "it goes when it is printed"


def test_before_the_reveal_paper_tells_no_answer_either(fresh, payload, tmp_path):
    page = fresh.page
    never_print(page)
    page.locator("#share").click()
    assert page.get_by_role("button", name="One page for a board").is_disabled()
    page.get_by_role("button", name="All that we saw").click()
    page.emulate_media(media="print")
    assert payload["headline"] not in page.locator("body").inner_text()
    assert page.locator("#view-question").is_visible()
    assert printed(page, tmp_path / "early.pdf") <= 2
