"""The facilitator's pack is walked on the page: each key is pressed, each name found and pressed.

A name that the page no longer has, a key that leads elsewhere or a step that needs a view which is
not there fails here, so that pack and page cannot drift apart.
"""

import time

import pytest
from watching import PATIENCE

from sim.page.pack.sessions import LENGTHS, VIEWS
from sim.page.pack.target import LINES, MOST_KEPT

# Rows of a run sheet, or items of a list: their view, and keys and names in their order, each with
# what follows it ("twice").
READ = """place => [...document.querySelectorAll(place)].map((each) => ({
    view: each.querySelector("strong")?.textContent ?? "",
    tokens: [...each.querySelectorAll("b, kbd")].map((token) =>
        [token.localName, token.textContent, token.nextSibling?.textContent ?? ""]),
}))"""
# The visible thing of a name; what can be pressed comes first.
FIND = """name => {
    const said = (each) => {
        const copy = each.cloneNode(true);
        for (const sign of copy.querySelectorAll("kbd, input, select")) sign.remove();
        return copy.textContent.trim();
    };
    const kinds = ["dialog button", "button", "label", "summary", "h2, h3"];
    const found = kinds.flatMap((kind) => [...document.querySelectorAll(kind)]).find((each) =>
        each.checkVisibility() && [said(each), each.getAttribute("aria-label")].includes(name));
    document.querySelector("[data-walked]")?.removeAttribute("data-walked");
    found?.setAttribute("data-walked", "");
    return found ? { off: Boolean(found.disabled), pressed: !/^H/.test(found.tagName) } : null;
}"""
TITLE = "Page.titleOf(Page.state.view)"
TIMES = {" twice": 2, " three times": 3}


class Facilitator:
    """Somebody who does what the pack says, and nothing else; `helps` does what words alone say."""

    def __init__(self, room):
        self.room, self.page, self.pilots = room, room.page, 4
        self.helps = {
            "Keep it, next person": self.draw,
            **dict.fromkeys(("Undo", "Keep this plan", "Reset all"), self.change),
        }

    def draw(self):
        picture = self.page.locator("#view-predict .plot svg").locator("visible=true")
        box = picture.bounding_box()
        self.page.mouse.move(box["x"] + 0.15 * box["width"], box["y"] + 0.8 * box["height"])
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.3 * box["height"], steps=9)
        self.page.mouse.up()

    def change(self):
        self.pilots += 1
        values = {"strategy.pilots": self.pilots}
        self.page.evaluate("values => Page.asking.change(values)", values)

    def find(self, name):
        ends = time.monotonic() + PATIENCE
        while not (found := self.page.evaluate(FIND, name)):
            where = self.page.evaluate(TITLE)
            assert time.monotonic() < ends, f"“{name}” is not on the screen, at “{where}”"
            self.page.wait_for_timeout(50)
        return found

    def press(self, name):
        found = self.page.evaluate(FIND, name)
        if name in self.helps and (not found or found["off"]):
            self.helps[name]()  # what cannot be pressed yet is switched off, or away
        if self.find(name)["pressed"]:
            self.page.locator("[data-walked]").click()

    def do(self, tokens):
        held = ""
        for kind, text, after in tokens:
            times = next((n for word, n in TIMES.items() if after.startswith(word)), 1)
            for _ in range(times):
                if kind == "b":
                    self.press(text)
                elif text == "Shift":
                    held = "Shift+Digit"
                else:
                    self.page.keyboard.press((held if text.isdigit() else "") + text)
                    held = ""
                if text == "Escape":  # a person takes longer than the screen to come back
                    self.room.until("!Page.state.present && !document.fullscreenElement")


@pytest.fixture
def read(chromium, report):
    """Read what the pack beside the page says in some place."""
    page = chromium.new_page()
    page.goto(report.with_name("room_pack.html").as_uri())
    yield lambda place: page.evaluate(READ, place)
    page.close()


@pytest.fixture
def led(opened, report):
    """The page as it opens, and who leads; printing prints nothing."""

    def leading(**settings):
        room = opened(report.as_uri(), revealed=False, **settings)
        room.page.evaluate("window.print = () => dispatchEvent(new Event('afterprint'))")
        return Facilitator(room)

    return leading


@pytest.mark.parametrize("length", LENGTHS)
def test_a_session_is_led_with_the_keys_and_names_of_its_run_sheet(led, read, length, payload):
    """Each step ends on its own view, and nothing tells the answer before the step that reveals."""
    lead = led()
    steps = read(f"#minutes-{length} tbody tr")
    assert len(steps) >= 6
    for step in steps:
        lead.do(step["tokens"])
        if step["view"] in VIEWS:
            assert lead.page.evaluate(TITLE) == step["view"]
        if step["view"] in ("Question", "Predict"):
            assert lead.page.evaluate("Page.state.present")
            assert not lead.page.evaluate("Page.state.revealed || Page.state.curves_revealed")
            assert payload["headline"] not in lead.page.locator("body").inner_text()
    assert lead.page.evaluate("Page.state.revealed")
    kept, votes = lead.page.evaluate("[Page.state.kept.length, Page.state.votes.length]")
    assert (kept > 0, votes) == (True, 2)


def test_what_is_tried_the_day_before_can_be_done_as_it_is_written(led, read):
    lead = led()
    first, *others = read("#before ol li")
    lead.do(first["tokens"])
    lead.page.evaluate("Page.reveal()")  # all views have been gone through
    for each in others:
        lead.do(each["tokens"])
    assert lead.page.evaluate("[Page.state.revealed, Page.state.votes.length]") == [True, 0]


def test_what_helps_if_something_goes_wrong_is_on_the_page(led, read):
    lead = led()
    lead.page.evaluate("Page.reveal()")
    happens = {
        "Revealed too early": "Page.set({ view: 'question' })",
        "A vote too many": "Page.set({ view: 'predict', votes: [0, 1, 1] })",
        "The page keeps no more plans": "Page.set({ present: true, view: 'do', revealed: true })"
        " || Page.runs.keep('plan1', { 'strategy.pilots': 6 })",
        "The code for phones fills the screen": "void Page.dialog('Vote with your phone', [])",
    }
    troubles = read("#before ul li")
    assert set(happens) < {each["view"].rstrip(".") for each in troubles}
    for each in troubles:
        name = each["view"].rstrip(".")
        if name in happens:
            lead.page.evaluate(happens[name])
            lead.room.until("Page.state.kept_made.length === Page.state.kept.length")
        lead.do([token for token in each["tokens"] if token[1] not in ("f",)])
        if name == "Revealed too early":
            assert not lead.page.evaluate("Page.state.revealed")
        if name == "A vote too many":
            assert lead.page.evaluate("Page.state.votes") == [0, 1]
        if name == "The page keeps no more plans":
            assert lead.page.evaluate("Page.state.kept") == []
    assert lead.page.locator("dialog").count() == 0


def test_the_pack_says_how_many_plans_the_page_keeps(led, payload):
    most = led().page.evaluate("Page.runs.MOST")
    assert most == min(MOST_KEPT, LINES - len(payload["plans"]))
