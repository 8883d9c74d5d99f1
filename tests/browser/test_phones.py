"""Phones that vote and draw in a real browser, and the room's page that leads them."""

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image
from qr_reading import read_code
from watching import PATIENCE, Watched

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def here(link):
    """The same page at the address that works without a network."""
    return re.sub(r"http://(\[[^]]*\]|[^:/]+):", "http://127.0.0.1:", link)


class People:
    """The room's page and phones, each in a browser of its own, watched for faults."""

    def __init__(self, chromium, link):
        self._chromium, self._link, self.seen = chromium, link, []
        self.room = self.open(link, viewport={"width": 1024, "height": 768})
        self.room.get_by_role("tab", selected=True).wait_for()
        self.room.locator("#tab-predict").click()
        self.until(self.room, "Boolean(Page.state.phones)")

    def open(self, link, **settings):
        page = self._chromium.new_context(**settings).new_page()
        page.set_default_timeout(1000 * PATIENCE)
        self.seen.append(Watched(page, link).watch())
        page.goto(link)
        return page

    def phone(self, **settings):
        link = here(self.room.evaluate("Page.data.live.phones[0].link"))
        page = self.open(link, **(PHONE | settings))
        page.locator("h2").locator("visible=true").first.wait_for()
        return page

    def until(self, page, condition):
        next(each for each in self.seen if each.page is page).until(condition)

    def start_anew(self):
        """Ask for votes, with none yet, as at the start of a session."""
        self.room.evaluate("Page.conceal(); Page.set({ predict: 'vote', votes: [], drawn: [] })")
        self.room.evaluate("Page.phones.clear('votes'); Page.phones.clear('curves')")
        self.until(self.room, "!Page.state.phones.votes_revealed && !Page.state.phones.voted")


@pytest.fixture
def people(chromium, shared):
    made = People(chromium, here(re.search(r"http://\S+", shared)[0]))
    made.start_anew()
    yield made
    made.start_anew()
    for each in made.seen:
        each.page.context.close()
    assert [each.outside() for each in made.seen] == [[]] * len(made.seen)
    assert [said for each in made.seen for said in each.complaints] == []


def card(phone, place):
    return phone.locator(".card").nth(place)


def is_in(phone):
    phone.get_by_text("is in. You can change it").wait_for()


def told(page):
    return page.locator("body").inner_text()


def draw(phone, end):
    """Draw a line with a finger from the bottom left to a height at the right, in parts of one."""
    box = phone.locator("svg.picture").bounding_box()
    left, low, across = box["x"] + 0.15 * box["width"], 0.8, 0.8 * box["width"]
    phone.mouse.move(left, box["y"] + low * box["height"])
    phone.mouse.down()
    phone.mouse.move(left + across, box["y"] + (1 - end) * box["height"], steps=12)
    phone.mouse.up()


def test_votes_arrive_and_nobody_sees_them_before_the_reveal_which_shows_all(people):
    room, phones = people.room, [people.phone(), people.phone(color_scheme="dark")]
    for place, phone in enumerate(phones):
        card(phone, place).click()
        is_in(phone)
    card(phones[0], 1).click()
    room.keyboard.press("1")
    room.get_by_text("2 phones have voted").wait_for()
    assert "3 votes: 2 by phone, 1 by hand" in told(room)
    assert room.locator(".tally").all_inner_texts() == ["1", "0"]
    assert room.evaluate("Page.state.phones.votes") is None
    for phone in phones:
        assert "live in the model" not in told(phone)
        assert "votes" not in told(phone)
    room.get_by_role("button", name="Reveal the model").click()
    caption = room.locator("figcaption").locator("visible=true").first
    people.until(room, "Boolean(Page.state.phones.votes)")
    assert "3 votes: 2 by phone, 1 by hand." in caption.inner_text()
    assert "with 2 of 3 votes" in caption.inner_text()
    for phone in phones:
        phone.get_by_text("3 votes: 2 by phone, 1 by hand").wait_for()
        assert phone.locator(".bar").nth(1).inner_text().count("2 votes. You voted for this.") == 1
        assert phone.locator(".bar").nth(0).inner_text().count("1 vote.") == 1
        headline = phone.locator("h2").locator("visible=true").first.inner_text()
        assert headline == room.evaluate("Page.data.headline")


def test_curves_drawn_on_phones_stand_among_the_rooms_at_the_reveal(people):
    room, phones = people.room, [people.phone(), people.phone()]
    room.get_by_text("drawing a curve").click()
    for end, phone in zip((0.5, 0.9), phones, strict=True):
        phone.locator("svg.picture").locator("visible=true").wait_for()
        draw(phone, end)
        is_in(phone)
    room.get_by_text("2 phones have drawn this plan").wait_for()
    points = room.evaluate("Page.curves.monthsOf(Page.data.months).length")
    room.evaluate("all => Page.set({ drawn: [all] })", [50] * points)
    assert room.evaluate("Page.phones.curves()") == []
    assert all(phone.locator(".curve").count() == 1 for phone in phones)
    room.get_by_role("button", name="Compare with the model").click()
    people.until(room, "Page.phones.curves().length === 2")
    said = room.locator("figcaption").locator("visible=true").first.inner_text()
    assert "3 curves: 2 by phone, 1 by hand. The mean of 3 curves was" in said
    judged = said.partition("by hand. ")[2].partition(" Dotted line")[0]
    for phone in phones:
        phone.get_by_text("the model", exact=True).wait_for()
        assert judged in told(phone), "a phone and the room's page say the same"
        assert "Your curve was" in told(phone)
    for low, high in zip(*room.evaluate("Page.phones.curves()"), strict=True):
        assert low <= high


def test_what_phones_chose_is_in_the_commitment_and_what_is_missing_is_said(people):
    room, phone = people.room, people.phone()
    card(phone, 1).click()
    is_in(phone)
    room.keyboard.press("1")
    room.get_by_text("1 phone has voted").wait_for()
    room.get_by_text("drawing a curve").click()
    phone.locator("svg.picture").locator("visible=true").wait_for()
    draw(phone, 0.9)
    is_in(phone)
    room.get_by_text("1 phone has drawn this plan").wait_for()
    room.evaluate("Page.reveal()")
    people.until(room, "Boolean(Page.state.phones.votes)")
    room.locator("#tab-commit").click()
    view = room.locator("#view-commit")
    view.get_by_text("The room predicted: 2 votes").wait_for()
    assert "Not in it yet: 1 curve of phones." in view.inner_text()
    room.evaluate("Page.set({ curves_revealed: true })")
    view.get_by_text("1 curve of “").wait_for()
    assert "Not in it yet" not in view.inner_text()
    with room.expect_download() as download:
        view.get_by_role("button", name="Save this commitment").click()
    said = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert sorted(said["votes"]) == [0, 1]
    assert len(said["drawn"]) == 1


def test_a_phone_keeps_its_vote_when_it_is_opened_again_and_hears_that_votes_were_cleared(people):
    room, phone = people.room, people.phone()
    card(phone, 1).click()
    is_in(phone)
    phone.reload()
    is_in(phone)
    assert card(phone, 1).locator("input").is_checked()
    room.get_by_text("1 phone has voted").wait_for()
    room.get_by_role("button", name="Clear all votes").click()
    dialog = room.get_by_role("dialog")
    assert "1 vote, by phone" in dialog.inner_text()
    dialog.get_by_role("button", name="Keep them").click()
    assert room.evaluate("Page.phones.voted()") == 1
    room.get_by_role("button", name="Clear all votes").click()
    room.get_by_role("dialog").get_by_role("button", name="Clear all votes").click()
    phone.get_by_text("The votes were cleared. You can vote again.").wait_for()
    assert not card(phone, 1).locator("input").is_checked()
    assert room.evaluate("Page.phones.voted()") == 0


def test_a_vote_without_a_connection_is_kept_and_arrives_when_it_is_back(people):
    phone = people.phone()
    phone.context.set_offline(True)
    card(phone, 0).click()
    phone.get_by_text("No connection").wait_for()
    assert card(phone, 0).locator("input").is_checked()
    assert people.room.evaluate("Page.phones.voted()") == 0
    phone.context.set_offline(False)
    is_in(phone)
    assert "No connection" not in told(phone)
    people.room.get_by_text("1 phone has voted").wait_for()


def test_a_phone_of_a_room_that_has_ended_says_so_and_asks_no_more(people):
    phone = people.phone()
    watched = people.seen.pop()
    phone.context.clear_cookies()  # as for a phone that stayed while the page was started anew
    phone.get_by_text("This room has ended; scan the code on the screen again.").wait_for()
    assert card(phone, 0).locator("input").is_disabled()
    asked = len(watched.asked)
    phone.wait_for_timeout(3000)
    assert len(watched.asked) == asked
    reply = phone.goto(watched.address.partition("?")[0])
    assert reply.status == 403
    assert "Scan the code on the screen" in told(phone)
    phone.context.close()


def test_all_that_a_phone_is_for_stands_on_its_first_screen(people):
    phone = people.phone()
    for way in (0, 1):
        phone.locator(".ways input").nth(way).check()
        status = phone.locator(".status").bounding_box()
        assert status["y"] + status["height"] <= 844
        across = phone.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert across[0] <= across[1]
        for target in phone.locator("label.card, .ways label, button, summary").all():
            if target.is_visible():
                assert target.bounding_box()["height"] >= 44


def test_a_phones_page_works_by_keys(people):
    phone = people.phone()
    card(phone, 0).locator("input").focus()
    phone.keyboard.press("Space")
    phone.keyboard.press("ArrowDown")
    is_in(phone)
    assert card(phone, 1).locator("input").is_checked()
    phone.locator(".ways input").first.focus()
    phone.keyboard.press("ArrowRight")
    phone.locator("summary").focus()
    phone.keyboard.press("Enter")
    for field, share in zip(phone.locator(".points input").all(), (0, 20, 70), strict=False):
        field.focus()
        phone.keyboard.type(str(share))
        phone.keyboard.press("Tab")
    is_in(phone)
    drawn = phone.locator("svg.picture").get_attribute("aria-label")
    assert drawn.startswith("Your curve: 0% at month 0, 20% at month")
    assert "70% at month" in drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_phone_has_a_fault_that_axe_finds(people, scheme):
    phone, found = people.phone(color_scheme=scheme), []

    def look(name):
        if not phone.evaluate("'axe' in window"):
            phone.evaluate(AXE)
        said = phone.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
        found.extend(f"{name}: {each['id']}: {each['help']}" for each in said["violations"])

    card(phone, 1).click()
    is_in(phone)
    look("vote")
    phone.locator(".ways input").nth(1).check()
    draw(phone, 0.7)
    is_in(phone)
    phone.locator("summary").click()
    look("draw")
    people.room.evaluate("Page.reveal(); Page.set({ curves_revealed: true })")
    phone.get_by_text("Your curve was").wait_for()
    look("curves")
    phone.locator(".ways input").nth(0).check()
    phone.locator(".bar").first.wait_for()
    look("votes")
    assert found == []


def dark(shot, size):
    """A code's rows from a picture of it: one place in the middle of each square."""
    picture = Image.open(io.BytesIO(shot)).convert("L")
    step = picture.width / (size + 8)
    middle = [int((4.5 + k) * step) for k in range(size)]
    return ["".join(str(int(picture.getpixel((x, y)) < 128)) for x in middle) for y in middle]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_large_code_reads_as_the_link_and_fills_the_height(people, scheme):
    room = people.room
    room.emulate_media(color_scheme=scheme)
    room.keyboard.press("q")
    code = room.get_by_role("dialog").locator("svg.code")
    box = code.bounding_box()
    assert min(box["width"], box["height"]) >= 0.8 * 768
    assert box["y"] + box["height"] <= 768
    first = room.evaluate("Page.data.live.phones[0]")
    size = len(first["rows"])
    link = read_code(dark(code.screenshot(), size))
    assert link == first["link"]
    assert link in room.get_by_role("dialog").inner_text()
    assert "/vote?key=" in link
    room.keyboard.press("Escape")


def test_the_link_in_the_code_is_not_the_facilitators_and_has_the_same_address(people, shared):
    link = people.room.evaluate("Page.data.live.phones[0].link")
    address, _, key = re.search(r"http://\S+", shared)[0].partition("?key=")
    assert link.startswith(f"{address}vote?key=")
    assert key not in link
    assert "Keep this link to yourself" in shared


def test_a_page_for_this_computer_alone_shows_no_code_but_says_how_to_open_it(opened, live):
    room = opened(live)
    room.view("predict")
    panel = room.page.locator("#view-predict")
    assert panel.locator("svg.code").count() == 0
    assert "uptake workshop --host 0.0.0.0" in panel.inner_text()
    room.page.keyboard.press("q")
    assert room.page.get_by_role("dialog").count() == 0
    assert not [url for url in room.asked if "/api/" in url]


def test_a_file_says_nothing_of_phones_and_counts_hands_as_before(fresh):
    fresh.view("predict")
    panel = fresh.page.locator("#view-predict")
    fresh.page.keyboard.press("1")
    assert "phone" not in panel.inner_text()
    assert panel.locator(".total").first.inner_text() == "1 vote"
