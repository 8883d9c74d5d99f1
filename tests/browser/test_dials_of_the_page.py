"""Dials and predictions: turning or drawing gives an answer, and the answer is the model's."""

import base64
import re

import numpy as np
import pytest

from sim.page.grid import Grid, Ruler

REVEAL = "Reveal the model"


@pytest.fixture(scope="session")
def grid(payload) -> Grid:
    """The grid in the file, as Python reads it."""
    told = payload["grid"]
    shape = [len(each) for each in told["levels"]] + [len(told["series"]), len(told["months"])]
    means, half_widths = (
        np.frombuffer(base64.b64decode(told[name]), "<u2").reshape(shape) / told["scale"]
        for name in ("values", "half_width")
    )
    levels = dict(zip(told["keys"], told["levels"], strict=True))
    rulers = {
        key: Ruler(own["places"], np.array(own["weights"]))
        for key, own in zip(told["keys"], told["rulers"], strict=True)
    }
    return Grid(
        plan=told["plan"], command=told["command"], levels=levels, rulers=rulers,
        months=told["months"], means=means, half_widths=half_widths,
        replicates=told["replicates"],
    )  # fmt: skip


def panel_of(room, name):
    room.view(name)
    return room.page.locator(f"#view-{name}")


# ---- dials ----


def test_the_file_interpolates_as_python_does(opened, report, grid):
    page = opened(report.as_uri()).page
    chance = np.random.default_rng(3)
    settings = [
        {key: float(chance.uniform(own[0], own[-1])) for key, own in grid.levels.items()}
        for _ in range(20)
    ]
    settings += [{key: own.places[1] for key, own in grid.rulers.items()}]
    settings += [{key: own[end] for key, own in grid.levels.items()} for end in (0, -1)]
    for values in settings:
        found = page.evaluate("values => Page.interpolate(values)", values)
        mean, half = grid.at(values), grid.half_width_at(values)
        for s, name in enumerate(("live", "embedded", "abandoned")):
            assert found[name]["mean"] == pytest.approx(mean[s], abs=1e-9)
            assert found[name]["low"] == pytest.approx(np.maximum(mean[s] - half[s], 0), abs=1e-9)
            assert found[name]["high"] == pytest.approx(np.minimum(mean[s] + half[s], 1), abs=1e-9)


def test_the_file_gives_no_answer_outside_the_settings_that_were_run(opened, report, grid):
    page = opened(report.as_uri()).page
    key, own = next(iter(grid.levels.items()))
    refused = page.evaluate(
        "values => Page.answer(values, Page.data.grid.plan).then(String, (error) => error.message)",
        {key: own[-1] + 1},
    )
    assert "outside the range of this file" in refused


def test_turning_a_dial_gives_an_answer_and_its_command(room):
    panel, page = panel_of(room, "dials"), room.page
    before = panel.locator("figcaption").inner_text()
    dial = panel.locator("input[type=range]").first
    start = dial.input_value()
    dial.focus()
    page.keyboard.press("Home")
    if dial.input_value() == start:
        page.keyboard.press("End")
    room.until(
        "said => document.querySelector('#view-dials figcaption').textContent !== said", before
    )
    line = page.evaluate("Page.command()")
    key, value = next(iter(page.evaluate("Page.state.dials").items()))
    assert line.startswith("uptake run ")
    assert f"{key}={value:g}" in line
    assert re.search(r"Computed from 32 runs\.|Interpolated between settings", panel.inner_text())
    panel.get_by_role("button", name="Reset all dials").click()
    room.until(
        "said => document.querySelector('#view-dials figcaption').textContent.startsWith(said)",
        before.partition(";")[0].partition(".")[0],
    )


def test_a_file_shows_the_plan_itself_while_nothing_is_turned(filed, payload):
    """The numbers of the rest of the page, though the plan lies between the grid's levels."""
    panel, told = panel_of(filed, "dials"), payload["grid"]
    plan = next(each for each in payload["plans"] if each["id"] == payload["dials_plan"])
    levels = dict(zip(told["keys"], told["levels"], strict=True))
    dial = next(each for each in payload["dials"] if each["key"] == "strategy.programme")
    assert dial["values"][plan["id"]] not in levels[dial["key"]]
    assert "Computed from 32 runs." in panel.inner_text()
    share = plan["curves"]["live"]["mean"][payload["horizon"]]
    assert (
        panel.locator("figcaption")
        .inner_text()
        .startswith(f"{share:.0%} of organisations are live")
    )
    live = next(each for each in plan["measures"] if each["key"] == "live")
    assert live["text"] in panel.locator(".readings").inner_text()


# ---- predict, then reveal ----


def test_votes_are_counted_with_keys_and_the_answer_comes_afterwards(fresh, payload):
    panel, page = panel_of(fresh, "predict"), fresh.page
    leader = payload["plans"][payload["leader"]]["name"]
    assert "In the model" not in panel.inner_text()
    for key in ("1", "2", "2", "2", "Backspace", "1", "Shift+Digit1"):
        page.keyboard.press(key)
    assert panel.locator(".tally").all_inner_texts() == ["1", "2"]
    assert "In the model" not in panel.inner_text()
    panel.get_by_role("button", name=REVEAL).first.click()
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
    panel.get_by_role("button", name=REVEAL).locator("visible=true").click()
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
