"""Presentation mode: one view on the whole screen, led by the keys of a presenter's remote."""

import pytest

SIZES = [(1024, 768), (1920, 1080)]
TYPE = """() => {
    const view = document.querySelector("[role=tabpanel]:not([hidden])");
    const zoomed = (svg) => svg?.viewBox.baseVal?.width
        ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const words = [...view.querySelectorAll("*")].filter((each) => each.checkVisibility()
        && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
    return Math.min(...words.map((each) =>
        parseFloat(getComputedStyle(each).fontSize) * zoomed(each.ownerSVGElement)));
}"""
OVER = """[document.documentElement.scrollHeight - innerHeight,
          document.documentElement.scrollWidth - innerWidth]"""


def shown(page) -> str:
    return page.evaluate("document.querySelector('[role=tabpanel]:not([hidden])').id")


def test_keys_lead_through_the_session_and_a_hidden_answer_takes_one_more(fresh, payload):
    page, answer = fresh.page, payload["headline"]
    page.keyboard.press("f")
    assert page.locator("nav").is_hidden()
    assert page.locator(".top-tools").is_hidden()
    assert page.get_by_role("button", name="Next view").is_visible()
    page.keyboard.press("PageDown")
    assert shown(page) == "view-compare"
    assert answer not in page.locator("body").inner_text()
    page.keyboard.press("PageDown")
    assert shown(page) == "view-compare"
    assert answer in page.locator("#view-compare").inner_text()
    page.keyboard.press("ArrowRight")
    assert shown(page) == "view-network"
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    assert shown(page) == "view-predict"
    page.keyboard.press("Escape")
    fresh.until("!Page.state.present && !document.fullscreenElement")
    assert page.locator("nav").is_visible()


def test_an_arrow_key_on_a_slider_moves_the_slider_not_the_view(filed):
    page = filed.page
    page.evaluate("Page.set({ present: true, view: 'compare', month: 12 })")
    page.locator("#view-compare input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Page.state.month") == 13
    assert shown(page) == "view-compare"


@pytest.mark.parametrize("size", SIZES)
def test_a_view_on_show_fits_the_screen_in_type_larger_than_elsewhere(opened, report, size):
    room = opened(report.as_uri(), viewport={"width": size[0], "height": size[1]})
    page = room.page
    normal = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.evaluate("Page.set({ present: true })")
    for name in page.evaluate("Page.views()"):
        page.evaluate("name => Page.set({ view: name })", name)
        assert max(page.evaluate(OVER)) <= 1, name
        assert page.evaluate(TYPE) >= 0.87 * normal, name
        large = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert large >= normal, name
    page.evaluate("Page.set({ view: 'compare' })")
    assert large > normal


@pytest.mark.parametrize("size", SIZES)
def test_changes_that_are_pressed_and_curves_that_are_drawn_still_fit_the_screen(
    opened, report, size
):
    room = opened(report.as_uri(), viewport={"width": size[0], "height": size[1]})
    page = room.page
    page.evaluate("Page.set({ present: true, view: 'do' })")
    for change in (
        page.get_by_role("group", name="Changes, several at once").locator("button").all()
    ):
        change.click()
        room.until("Page.asking.told().answer")
        room.until(f"Math.max(...{OVER}) <= 1")
    page.evaluate("Page.set({ view: 'predict', predict: 'draw', sketch: [0, 20, 40, 60] })")
    assert max(page.evaluate(OVER)) <= 1
    assert (
        page.get_by_role("button", name="Compare with the model").locator("visible=true").count()
        == 1
    )


def test_the_network_on_show_says_whose_plan_it_is(filed, payload):
    page = filed.page
    page.evaluate("Page.set({ view: 'network', present: true, network_plan: 'plan0' })")
    assert payload["plans"][0]["name"] in page.locator("#view-network h2").inner_text()
    page.evaluate("Page.set({ present: false })")
    assert payload["plans"][0]["name"] not in page.locator("#view-network h2").inner_text()


def test_the_table_of_the_target_fills_the_screen_on_show_while_it_is_open(filed):
    page = filed.page
    page.evaluate("Page.set({ view: 'do', present: true })")
    page.get_by_text("A target to play for").click()
    assert page.locator(".dial-board").is_hidden()
    page.locator(".target-table").wait_for()
    page.get_by_text("A target to play for").click()
    assert page.locator(".dial-board").is_visible()
    filed.until(f"Math.max(...{OVER}) <= 1")


def test_a_key_of_a_remote_acts_in_a_field_too_and_changes_no_list(filed):
    """In a list it would choose another plan, and throw away what was changed."""
    page = filed.page
    page.evaluate("Page.set({ present: true, view: 'do', dials: { 'strategy.pilots': 6 } })")
    before = page.evaluate("[Page.state.dials_plan, Page.state.dials]")
    page.locator("#view-do select").first.focus()
    page.keyboard.press("PageDown")
    assert shown(page) == "view-commit"
    assert page.evaluate("[Page.state.dials_plan, Page.state.dials]") == before
    page.get_by_label("What, row 1").fill("ask two boards")
    page.keyboard.press("PageDown")
    assert shown(page) == "view-honesty"
    page.keyboard.press("PageUp")
    page.locator("#view-commit").get_by_label("The plan").focus()
    page.keyboard.press("PageUp")
    assert shown(page) == "view-do"
    page.locator("#view-do input[type=range]:visible").first.focus()
    page.keyboard.press("PageUp")
    assert shown(page) == "view-ledger", "one view, not two"


def test_a_key_that_is_held_never_reveals(fresh):
    page = fresh.page
    page.keyboard.press("f")
    for _ in range(3):
        page.keyboard.down("PageDown")
    assert shown(page) == "view-compare"
    assert not page.evaluate("Page.state.revealed")
    page.keyboard.up("PageDown")
    page.keyboard.press("PageDown")
    assert page.evaluate("Page.state.revealed")
