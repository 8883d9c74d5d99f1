"""What people do with the page: play months, look at groups, look behind numbers."""

import itertools
import re

import pytest

from sim.params.names import EMBEDDED, IMPLEMENTING
from sim.study.track.room import months_of, read_room

MONTH = 24


@pytest.fixture
def network(filed):
    filed.view("network")
    return filed.page.locator("#view-network")


def choose(panel, text):
    """Select one of a row of choices."""
    panel.locator(".choice label").filter(has_text=re.compile(f"^{re.escape(text)}$")).click()


def state(page, key):
    return page.evaluate("key => Page.state[key]", key)


# ---- every slider, by keyboard and by mouse ----


def readings(slider):
    """Value of a slider, and its text for screen readers."""
    return slider.input_value(), slider.get_attribute("aria-valuetext")


def sliders(room):
    """Every slider of every view, with its view shown."""
    for name in room.views():
        room.view(name)
        panel = room.page.locator(f"#view-{name}")
        panel.evaluate(
            "each => each.querySelectorAll('details').forEach((d) => { d.open = true; })"
        )
        for slider in panel.locator("input[type=range]:visible").all():
            yield name, slider
            # Changes together may ask for more money than there is, so each starts from the plan.
            room.page.evaluate("Page.set({ dials: {}, kept: [] })")


def test_every_slider_moves_by_keyboard(room):
    moved = 0
    for name, slider in sliders(room):
        slider.focus()
        before = readings(slider)
        at_end = slider.evaluate("each => Number(each.value) >= Number(each.max)")
        room.page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
        after = readings(slider)
        assert after[0] != before[0], (name, before)
        assert after[1] != before[1], f"{name}: what is read aloud follows the value"
        moved += 1
    assert moved >= 10


def test_every_slider_moves_by_mouse(room):
    for name, slider in sliders(room):
        slider.scroll_into_view_if_needed()
        before = slider.input_value()
        box = slider.bounding_box()
        low = slider.evaluate("each => each.value - each.min > (each.max - each.min) / 2")
        start, end = (0.5, 0.05) if low else (0.5, 0.95)
        middle = box["y"] + box["height"] / 2
        room.page.mouse.move(box["x"] + start * box["width"], middle)
        room.page.mouse.down()
        room.page.mouse.move(box["x"] + end * box["width"], middle, steps=4)
        room.page.mouse.up()
        assert slider.input_value() != before, name


# ---- the first screen ----


def test_all_tabs_stand_in_one_line_and_none_moves_when_another_is_chosen(filed):
    tabs = filed.page.get_by_role("tab")
    before = [tab.bounding_box()["x"] for tab in tabs.all()]
    assert len({tab.bounding_box()["y"] for tab in tabs.all()}) == 1
    filed.view("ledger")
    assert [tab.bounding_box()["x"] for tab in tabs.all()] == before


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080), (390, 844)])
def test_the_button_that_reveals_is_on_the_first_screen_while_somebody_draws(opened, report, size):
    window = {"width": size[0], "height": size[1]}
    page = opened(report.as_uri(), revealed=False, viewport=window).page
    page.evaluate("Page.set({ predict: 'draw' })")
    for sketch in ([], [0, 20, 40, 60]):
        page.evaluate("points => Page.set({ sketch: points })", sketch)
        button = page.get_by_role("button", name="Compare with the model").locator("visible=true")
        box = button.bounding_box()
        assert box["y"] + box["height"] <= size[1], sketch
        plot = page.locator("#view-predict .plot svg").locator("visible=true").bounding_box()
        assert plot["height"] >= 240


def test_on_a_phone_no_name_of_a_bar_meets_its_number(opened, report):
    room = opened(report.as_uri(), viewport={"width": 390, "height": 844})
    room.view("ledger")
    bars = room.page.locator("#view-ledger figure:has(.bars) svg text")
    boxes = [each.bounding_box() for each in bars.all()]
    assert len(boxes) > 10
    assert not [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)]


def overlap(one: dict, other: dict) -> bool:
    """Whether two boxes share more than an edge."""
    return all(
        one[side] < other[side] + other[size] and other[side] < one[side] + one[size]
        for side, size in (("x", "width"), ("y", "height"))
    )


# ---- network ----


def test_the_network_plays_pauses_and_steps(network, filed):
    page = filed.page
    network.get_by_role("button", name="Play").click()
    filed.until("Page.state.network_month >= 3")
    network.get_by_role("button", name="Pause").click()
    stopped = state(page, "network_month")
    page.wait_for_timeout(400)
    assert state(page, "network_month") == stopped
    network.get_by_role("button", name="One month back").click()
    assert state(page, "network_month") == stopped - 1
    assert f"Month {stopped - 1}," in network.locator("figcaption").inner_text()


def test_counts_beside_the_network_are_those_of_the_run(network, filed, payload):
    network.locator("input[type=range]").fill(str(MONTH))
    run = payload["network"]["plans"][state(filed.page, "network_plan")]["runs"][0]
    stages = [int(each[MONTH]) for each in run["stages"]]
    shown = [int(each) for each in network.locator(".counts td").all_inner_texts()]
    assert shown == [stages.count(stage) for stage in range(8)]
    live = stages.count(IMPLEMENTING) + stages.count(EMBEDDED)
    assert f"{live} of 16 organisations are live" in network.locator("figcaption").inner_text()


def test_another_plan_and_another_run_are_shown_when_chosen(network, filed, payload):
    page = filed.page
    network.get_by_label("Plan").select_option("plan0")
    network.get_by_label("Run").select_option("1")
    run = payload["network"]["plans"]["plan0"]["runs"][1]
    assert f"run {run['replicate']} of" in network.locator(".why").inner_text()
    assert run["why"] in network.locator(".why").inner_text()
    choose(network, "readiness")
    expected = {f"category-{category}" for category in run["category"]}
    shown = page.eval_on_selector_all(
        ".network-map .dot", "all => all.map((each) => each.classList[1])"
    )
    assert set(shown) == expected


def test_arrow_keys_move_between_dots_and_enter_keeps_a_story_open(network, filed, payload):
    page, story = filed.page, network.locator(".story")
    network.locator("input[type=range]").fill(str(MONTH))
    dots = network.locator(".network-map .dot")
    assert dots.count() == 16
    assert network.locator(".dot[tabindex='0']").count() == 1
    network.locator(".dot[tabindex='0']").focus()
    names = payload["network"]["names"]
    seen = set()
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        name = next(each for each in names if label.startswith(f"{each}, "))
        assert name in story.inner_text()
        assert network.locator(".dot[tabindex='0']").count() == 1
        seen.add(name)
    assert len(seen) >= 3
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    dots.nth(5).hover()
    dots.nth(5).click()
    assert names[5] in story.inner_text()
    assert network.locator(".dot[aria-pressed=true]").count() == 1
    page.keyboard.press("Escape")
    assert network.locator(".dot[aria-pressed=true]").count() == 0


def test_a_story_tells_what_the_run_did_to_the_organisation(network, filed, payload):
    network.locator("input[type=range]").fill(str(MONTH))
    run = payload["network"]["plans"][state(filed.page, "network_plan")]["runs"][0]
    busiest = max(range(16), key=lambda i: len(run["stories"][i]))
    network.locator(".network-map .dot").nth(busiest).click()
    text = network.locator(".story").inner_text()
    sayings = payload["network"]["sayings"]
    for month, saying in run["stories"][busiest]:
        assert f"Month {month} {sayings[saying]}" in re.sub(r"\s+", " ", text)
    assert f"Now: {payload['stages'][int(run['stages'][busiest][MONTH])]}" in text


# ---- dated events ----

ASSUMED = "Dotted line: a dated event, assumed: “Price cut” from month 12 ("


def test_curves_show_dated_events_with_their_titles_in_every_view_that_has_curves(filed):
    for name in ("compare", "do"):
        filed.view(name)
        figure = filed.page.locator(f"#view-{name} figure").locator("visible=true").first
        assert figure.locator(".event-name").text_content() == "Price cut", name
        assert ASSUMED in figure.locator("figcaption").inner_text(), name
        assert ASSUMED in figure.get_by_role("img").get_attribute("aria-label"), name


def test_small_pictures_have_the_lines_of_events_without_their_titles(filed):
    filed.view("compare")
    panel = filed.page.locator("#view-compare")
    panel.get_by_label("Groups").select_option("deprived")
    assert panel.locator(".multiples figure").count() == panel.locator(".multiples .event").count()
    assert panel.locator(".multiples .event-name").count() == 0
    assert panel.locator(".multiples").get_by_text(ASSUMED).count() == 1
    assert ASSUMED in panel.locator(".multiples svg[role=img]").last.get_attribute("aria-label")


def test_the_title_of_an_event_appears_and_is_read_aloud_when_its_month_is_reached(filed):
    filed.view("compare")
    page, panel = filed.page, filed.page.locator("#view-compare")
    slider = panel.locator("input[type=range]")
    page.evaluate("Page.set({ month: 11 })")
    assert panel.locator(".event-name").count() == 0
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert panel.locator(".event-name").count() == 1
    assert slider.get_attribute("aria-valuetext").endswith(": “Price cut” begins")
    page.evaluate("Page.set({ month: 19 })")
    page.keyboard.press(".")
    filed.until("document.getElementById('announcer').textContent.includes('“Price cut” ends')")


# ---- the ledger ----


@pytest.fixture
def ledger(filed):
    filed.view("ledger")
    panel = filed.page.locator("#view-ledger")
    for title in ("Who is held back by what", "What would help each group next"):
        panel.locator("summary", has_text=title).click()
    return panel


def of_ledger(page, payload):
    return payload["ledger"]["plans"][state(page, "ledger_plan")]


def test_the_ledger_shows_what_each_gap_costs_in_the_plan_that_is_chosen(ledger, filed, payload):
    falls = ledger.locator("figure").nth(1)
    falls.get_by_text("The same numbers as a table").click()
    for plan in payload["plans"]:
        choose(ledger, plan["name"])
        expected = of_ledger(filed.page, payload)
        assert state(filed.page, "ledger_plan") == plan["id"]
        assert f"At month {expected['horizon']}" in falls.locator("figcaption").inner_text()
        rows = falls.locator("tbody tr").all_inner_texts()
        assert len(rows) == len(expected["lost"]) + 2
        for row, lost in zip(rows[1:-1], expected["lost"], strict=True):
            assert lost["gap"] in row
            points = round(100 * lost["mean"])
            sign = "+" if points > 0 else "-" if points < 0 else ""
            assert re.search(rf"\t{re.escape(sign)}{abs(points)} point", row), row


def test_the_name_of_a_gap_opens_its_causes(ledger, filed, payload):
    ledger.locator("thead").get_by_role("button", name="technical").first.click()
    behind = filed.page.get_by_role("dialog").locator("code").all_inner_texts()
    assert "innovation.added_load.technical" in behind
    assert "innovation.added_load.cultural" not in behind
    assert len(behind) < len(payload["parameters"]) / 4


def test_the_ledger_says_what_would_help_each_group_next_and_how_to_see_it(ledger, filed, payload):
    expected = of_ledger(filed.page, payload)["next_best"]
    kinds = list(dict.fromkeys(each["kind"] for each in expected))
    best, told = ledger.locator("table.actions"), {}
    for row in best.locator("tbody tr:not(.heading)").all():
        group, *cells = row.locator("th, td").all_inner_texts()
        told |= {(group.lower(), k): cell.lower() for k, cell in enumerate(cells)}
    for each in expected:
        action = each["action"].lower() if each["apart"] else "cannot be told apart"
        assert told[each["group"].lower(), kinds.index(each["kind"])].startswith(action), each
    best.locator("button").first.click()
    dialog = filed.page.get_by_role("dialog")
    assert expected[0]["sentence"] in dialog.inner_text()
    assert dialog.locator("textarea").input_value() == expected[0]["command"]


def test_the_ledger_ends_in_a_sentence_with_money_and_its_tables_are_closed(filed, payload):
    filed.view("ledger")
    panel = filed.page.locator("#view-ledger")
    assert not panel.locator("table.shaded, table.actions").first.is_visible()
    for plan in payload["plans"]:
        choose(panel, plan["name"])
        assert panel.locator(".in-money").inner_text() == of_ledger(filed.page, payload)["money"]
    assert f"{payload['ledger']['plans']['plan0']['pairs']} runs with and" in panel.inner_text()


# ---- what things are called ----


def test_giving_up_and_readiness_have_one_name_in_every_view(filed, payload):
    filed.page.evaluate("Page.set({ series: 'abandoned', groups: 'all', network_month: 36 })")
    said = {}
    for name in ("compare", "network", "ledger", "do"):
        filed.view(name)
        said[name] = filed.page.locator(f"#view-{name}").inner_text()
        assert not re.search("abandon|adopter category|readiness to adopt", said[name], re.I), name
    month = payload["horizon"]
    assert f"of organisations have given up at month {month}" in said["do"]
    assert "of organisations have given up with" in said["compare"]


def test_a_plan_without_money_says_so_in_place_of_an_empty_table(opened, report):
    page = opened(report.as_uri()).page
    page.evaluate("Page.data.ledger.plans[Page.state.ledger_plan].next_best = []")
    page.evaluate("Page.set({ view: 'ledger' })")
    page.get_by_text("What would help each group next").click()
    assert page.get_by_text("This plan has no money").is_visible()
    assert page.locator("table.actions").count() == 0


# ---- how sure ----


def test_parameters_are_found_by_any_word_and_by_how_sure_they_are(filed, payload):
    filed.view("honesty")
    panel = filed.page.locator("#view-honesty")
    panel.get_by_label("Search").fill("board interval")
    rows = panel.locator("tbody tr")
    assert 1 <= rows.count() < len(payload["parameters"])
    assert all("board" in text.lower() for text in rows.all_inner_texts())
    panel.get_by_label("Search").fill("")
    choose(panel, "with a source")
    sourced = sum(each["sourced"] for each in payload["parameters"].values())
    assert rows.count() == sourced
    assert f"0 assumed, {sourced} with a source" in panel.inner_text()
    panel.get_by_label("Search").fill("no such words")
    assert "No parameter contains all of these words" in panel.inner_text()


@pytest.mark.parametrize("lines", [["first in all sets"], []], ids=["a lead", "nothing differs"])
def test_how_sure_begins_with_the_last_line_of_the_answer_if_there_is_one(opened, report, lines):
    """Where nothing differs between plans the answer is a headline alone."""
    page = opened(report.as_uri(), revealed=False).page
    answer = [{"label": "How sure", "text": text} for text in lines]
    page.evaluate("all => Object.assign(Page.data, all)", {"answer": answer, "bears_out": ["Each"]})
    page.evaluate("Page.set({ view: 'honesty', revealed: true })")
    said = page.locator(".bears-out").inner_text().split("\n")
    assert [each for each in said if each] == [
        "How far other assumptions bear the answer out",
        *(text.capitalize() for text in lines),
        "The full account",
    ]


def test_every_number_of_the_comparison_opens_the_parameters_behind_it(filed, payload):
    filed.view("compare")
    page = filed.page
    numbers = page.locator("#view-compare button.number")
    assert numbers.count() >= 5
    numbers.last.scroll_into_view_if_needed()
    for which in (0, numbers.count() - 1):
        numbers.nth(which).click()
        dialog = page.get_by_role("dialog")
        rows = dialog.locator("tbody tr")
        assert rows.count() >= 1
        for key in rows.locator("code").all_inner_texts():
            assert key in payload["parameters"]
        dialog.get_by_role("button", name="Close").click()


# ---- what a room predicts ----


def test_the_curves_that_a_room_draws_are_saved_for_uptake_track(filed, tmp_path):
    filed.view("predict")
    panel = filed.page.locator("#view-predict")
    choose(panel, "drawing a curve")
    save = panel.get_by_role("button", name="Save all curves")
    assert save.is_disabled()
    months = filed.page.evaluate("Page.data.months")
    points = [10 * k for k in range(len(months_of(months)))]
    filed.page.evaluate("points => Page.set({ drawn: [points], sketch: points })", points)
    with filed.page.expect_download() as saving:
        save.click()
    assert saving.value.suggested_filename == "room.json"
    saving.value.save_as(tmp_path / "room.json")
    found = read_room(tmp_path / "room.json", 1)
    assert found.curves.shape == (2, months + 1)
    assert found.plan == filed.page.evaluate("Page.plan(Page.state.drawn_plan).name")
