"""A session in its order: predict first, reveal on purpose, nothing told early."""

import re

import pytest

ORDER = ["question", "predict", "compare", "network", "ledger"]
NUMBER = re.compile(r"\d+(?:\.\d+)?%")


def told(page) -> str:
    """All that anybody sees, hears or reads in tabs, title and address at this moment."""
    return " ".join(
        [
            page.title(),
            page.url,
            page.locator("body").inner_text(),
            page.locator("body").aria_snapshot(),
            page.locator("#announcer").text_content(),
        ]
    )


@pytest.fixture
def before(opened, address):
    """The page as it opens, in both ways."""
    return opened(address, revealed=False)


def answers(payload) -> list[str]:
    """The sentences of the answer, and of all that says more of a plan."""
    lines = [payload["headline"], *(each["text"] for each in payload["answer"])]
    lines += [*payload["verdict"], *payload["bears_out"]]
    names = [plan["name"] for plan in payload["plans"]]
    begun = tuple(line[:40] for line in payload["honesty"])  # what is assumed is no answer
    told = [line for line in lines if any(name in line for name in names)]
    told = [line for line in told if not line.startswith(begun)]
    assert payload["headline"] in told
    return told


def test_the_page_opens_on_predict_and_views_stand_in_the_order_of_a_session(before):
    assert before.page.evaluate("Page.state.view") == "predict"
    assert before.views()[: len(ORDER)] == ORDER
    assert before.views()[-1] == "honesty"


def test_before_the_reveal_no_view_tells_a_word_of_the_answer(before, payload):
    """Also while votes are counted and a curve is drawn, and in what is announced."""
    leader = payload["plans"][payload["leader"]]["name"]
    for name in before.views():
        before.view(name)
        if name == "predict":
            before.page.keyboard.press("1")
            before.page.evaluate("Page.set({ predict: 'draw', sketch: [] })")
        said = told(before.page)
        assert not [line for line in answers(payload) if line[:40] in said], name
        assert leader not in before.page.locator("h1, h2").all_inner_texts()
        if name != "honesty":  # its table has the settings of plans, some of them shares
            assert not re.search(r"\b(leads?|wins?|winner|ahead)\b", said), name
            assert set(NUMBER.findall(said)) <= {"0%", "20%", "40%", "60%", "80%", "100%"}, name
    curves = before.page.locator(".curve:visible, .band:visible, .bars:visible, .stack:visible")
    assert curves.count() == 0


def test_a_press_on_a_tab_spoils_nothing_and_one_more_press_reveals_everywhere(before, payload):
    page = before.page
    before.view("compare")
    assert payload["headline"] not in told(page)
    page.locator("#view-compare").get_by_role("button", name="Reveal it").click()
    assert payload["headline"] in page.locator("#view-compare").inner_text()
    assert page.evaluate("document.activeElement.id") == "view-compare"
    for name in before.views():
        before.view(name)
        assert page.get_by_role("button", name="Reveal it").count() == 0
    before.until("location.hash.includes('revealed=true')")
    before.view("predict")
    assert payload["headline"] in page.locator("#view-predict").inner_text()
    page.get_by_role("button", name="Back to the vote").click()
    before.view("compare")
    assert payload["headline"] not in told(page)


def test_a_link_may_say_that_the_answer_is_revealed(opened, report, payload):
    room = opened(f"{report.as_uri()}#view=compare&revealed=true")
    assert payload["headline"] in room.page.locator("#view-compare").inner_text()


def test_a_guided_path_of_five_screens_leads_from_the_first_to_what_would_you_do(before):
    page = before.page
    page.get_by_role("button", name="Take the guided path").locator("visible=true").click()
    path = page.get_by_role("region", name="Guided path")
    seen = []
    for place in range(1, 6):
        assert path.inner_text().startswith(f"{place} of 5 ")
        assert path.locator("p").inner_text().count(".") <= 2, "one sentence or two"
        seen.append(page.evaluate("Page.state.view"))
        assert page.evaluate("Page.state.revealed") == (place > 2)
        path.get_by_role("button").nth(1).click()
    assert seen[:3] == ["question", "predict", "compare"]
    assert seen[-1] == "do"
    assert path.is_hidden()


def test_on_a_phone_the_first_screen_has_something_to_do(opened, report):
    room = opened(report.as_uri(), revealed=False, viewport={"width": 390, "height": 844})
    votes = room.page.get_by_role("button", name=re.compile(r"^\+ vote"))
    boxes = [each.bounding_box() for each in votes.all()[:2]]
    assert len(boxes) == 2
    assert max(box["y"] + box["height"] for box in boxes) <= 844
    assert room.page.evaluate("document.documentElement.scrollWidth") <= 390
