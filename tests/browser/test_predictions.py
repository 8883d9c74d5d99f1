"""Predictions: votes and drawn curves get an answer, and the answer is the model's."""

import numpy as np


def panel_of(room, name):
    room.view(name)
    return room.page.locator(f"#view-{name}")


def test_votes_are_counted_with_keys_and_the_answer_comes_afterwards(fresh, payload):
    panel, page = panel_of(fresh, "predict"), fresh.page
    leader = payload["plans"][payload["leader"]]["name"]
    assert "In the model" not in panel.inner_text()
    for key in ("1", "2", "2", "2", "Backspace", "1", "Shift+Digit1"):
        page.keyboard.press(key)
    assert panel.locator(".tally").all_inner_texts() == ["1", "2"]
    assert "In the model" not in panel.inner_text()
    panel.get_by_role("button", name="Reveal the model").click()
    said = panel.locator("figcaption").first.inner_text()
    assert f"In the model “{leader}” leads" in said
    voted = "The room agreed, with 2 of 3 votes" if payload["leader"] == 1 else "The room chose"
    assert voted in said
    page.keyboard.press("1")
    assert page.evaluate("Page.state.votes.length") == 3, "no vote counts after the answer"
    panel.get_by_role("button", name="Back to the vote").click()
    assert panel.locator(".tally").all_inner_texts() == ["1", "2"]


def test_a_typed_curve_is_answered_with_how_far_off_it_was(fresh, payload):
    panel, page = panel_of(fresh, "predict"), fresh.page
    page.evaluate("Page.set({ predict: 'draw' })")
    for field in panel.locator("input[type=number]").all():
        field.fill("50")
    assert "average" not in panel.inner_text()
    panel.get_by_role("button", name="Compare with the model").click()
    plan = page.evaluate("Page.state.drawn_plan")
    live = next(each for each in payload["plans"] if each["id"] == plan)["curves"]["live"]["mean"]
    off = round(100 * float(np.abs(np.array(live) - 0.5).mean()))
    said = panel.locator("figcaption").locator("visible=true").inner_text()
    assert f"The room was {off} percentage point" in said


def test_a_curve_can_be_drawn_with_the_mouse(filed):
    panel, page = panel_of(filed, "predict"), filed.page
    page.evaluate("Page.set({ predict: 'draw' })")
    box = panel.locator(".plot svg").locator("visible=true").bounding_box()
    page.mouse.move(box["x"] + 70, box["y"] + 0.8 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.2 * box["height"], steps=12)
    page.mouse.up()
    drawn = page.evaluate("Page.state.sketch")
    reached = drawn.index(max(drawn))
    assert reached >= 2
    assert drawn[: reached + 1] == sorted(drawn[: reached + 1]), "as the hand went: upwards"


def test_another_plan_clears_kept_curves_only_when_that_is_wanted(fresh):
    """They are of the plan that was asked for, and twenty people drew them."""
    page = fresh.page
    points = page.evaluate("Page.curves.monthsOf(Page.data.months).length")
    page.evaluate("all => Page.set({ predict: 'draw', drawn: [all, all] })", [40] * points)
    before = page.evaluate("Page.state.drawn_plan")
    plan = page.locator("#view-predict select")
    plan.select_option("plan0")
    page.get_by_role("button", name="Keep them").click()
    assert page.evaluate("[Page.state.drawn_plan, Page.state.drawn.length]") == [before, 2]
    assert plan.input_value() == before
    plan.select_option("plan0")
    page.get_by_role("dialog").get_by_role("button", name="Clear all curves").click()
    assert page.evaluate("[Page.state.drawn_plan, Page.state.drawn.length]") == ["plan0", 0]
    plan.select_option(before)
    assert page.evaluate("Page.state.drawn_plan") == before
    assert page.get_by_role("dialog").count() == 0
