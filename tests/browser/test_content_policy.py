"""The content policy: the page needs nothing that it forbids, and what is planted does not run."""

import pytest

FORBIDDEN = """() => {
    window.forbidden = [];
    addEventListener("securitypolicyviolation", (event) =>
        forbidden.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
}"""
PLANTED = """() => {
    window.planted = [];
    const script = document.createElement("script");
    script.textContent = "planted.push('script')";
    const box = document.createElement("div");
    box.innerHTML = "<img src='data:,' onerror='planted.push(1)'><p style='color:red'>red</p>";
    document.body.append(script, box);
    const link = document.createElement("a");
    link.href = "javascript:planted.push('link')";
    document.body.append(link);
    link.click();
}"""


def test_every_view_and_the_printed_page_need_nothing_that_the_policy_forbids(room, tmp_path):
    page = room.page
    page.evaluate(f"({FORBIDDEN})()")
    for name in room.views():
        room.view(name)
        for button in page.locator(
            f"#view-{name} button[aria-haspopup=dialog]:enabled:visible"
        ).all()[:1]:
            button.click()
            page.keyboard.press("Escape")
        for slider in page.locator(f"#view-{name} input[type=range]").all()[:2]:
            slider.press("ArrowLeft")
        page.wait_for_timeout(100)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.pdf(path=tmp_path / "room.pdf", prefer_css_page_size=True, print_background=True)
    assert page.evaluate("forbidden") == []


def test_a_picture_and_a_line_keep_the_looks_that_are_set_by_script(filed):
    """The policy forbids style attributes; a picture without its styles would look unfinished."""
    filed.view("compare")
    looks = filed.page.locator("#view-compare .plot svg").first.evaluate(
        "(each) => [getComputedStyle(each).display, each.querySelectorAll('style').length]"
    )
    assert looks == ["block", 0]
    strokes = filed.page.locator("svg.line-sample line").evaluate_all(
        "(all) => all.map((each) => getComputedStyle(each).stroke)"
    )
    assert len(strokes) >= 2
    assert "none" not in strokes
    filed.view("ledger")
    parts = filed.page.locator("#view-ledger [style*='--part']").evaluate_all(
        "(all) => all.map((each) => each.style.getPropertyValue('--part'))"
    )
    assert len(set(parts)) >= 2


@pytest.mark.parametrize("kind", ["file", "live"])
def test_a_planted_script_handler_style_or_link_does_not_run(chromium, kind, request):
    address = request.getfixturevalue("report" if kind == "file" else "live")
    page = chromium.new_context().new_page()
    page.goto(address if kind == "live" else address.as_uri())
    page.get_by_role("tab", selected=True).wait_for()
    page.evaluate(f"({FORBIDDEN})()")
    page.evaluate(f"({PLANTED})()")
    page.wait_for_timeout(200)
    planted, forbidden = page.evaluate("[planted, forbidden]")
    colour = page.locator("p", has_text="red").last.evaluate("(p) => getComputedStyle(p).color")
    page.context.close()
    assert planted == []
    assert len(forbidden) >= 3, forbidden
    assert colour != "rgb(255, 0, 0)"
