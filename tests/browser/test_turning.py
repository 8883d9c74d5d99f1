"""What would you do: a turned dial runs the model, and what is said of it is what Python says."""

from pathlib import Path

import pytest
from modules import module_at
from watching import Watched

from sim.config import expand, with_values
from sim.engines.simulate import simulate
from sim.outcomes.horizon import horizon_of

TOLD = module_at(Path(__file__).parent.parent / "script" / "told_by_python.py")
RUNS = 32  # as the pages of these tests have them
ANSWERED = "Page.asking.told().answer !== ''"


@pytest.fixture
def board(filed: Watched):
    """The view, open at the plan that leads."""
    filed.view("do")
    return filed.page.locator("#view-do")


def put(room, values):
    """Turn dials, and wait for the answer to all runs."""
    room.page.evaluate("values => Page.asking.change(values)", values)
    room.until(
        "values => JSON.stringify(Page.state.dials) === values && " + ANSWERED,
        room.page.evaluate("JSON.stringify(Page.state.dials)"),
    )
    room.until("!Page.asking.told().isFirst")


def outcomes_of(payload, plan_id, values):
    """The plan with some values, run by the package."""
    plan = next(each for each in payload["plans"] if each["id"] == plan_id)
    (found,) = expand(plan["overrides"])
    return simulate(with_values(found.scenario, values), RUNS, 0)


def test_what_is_said_of_a_turned_dial_is_what_python_says(board, filed, payload):
    values = {"strategy.pilots": 8}
    put(filed, values)
    plan = payload["dials_plan"]
    found, base = (outcomes_of(payload, plan, each) for each in (values, {}))
    told = TOLD.difference(found, base)
    assert board.locator(".answer").inner_text() == told["sentence"]
    assert board.locator(".price").inner_text() == told["price"]
    live = filed.page.evaluate("Page.asking.told().curves.live.mean")
    assert live == pytest.approx(found.live.mean(axis=0), abs=1e-9)
    assert f"Rests on {RUNS} runs" in board.locator(".held").inner_text()
    assert horizon_of(found).month == payload["horizon"]


def test_a_dial_turned_by_keyboard_gets_an_answer_and_a_command_that_repeats_it(board, filed):
    page = filed.page
    dial = board.locator("details[open] input[type=range]").first
    dial.focus()
    page.keyboard.press("ArrowLeft")
    filed.until(ANSWERED)
    (key, value) = next(iter(page.evaluate("Page.state.dials").items()))
    line = page.evaluate("Page.command()")
    assert line.startswith("uptake run ")
    assert f'"{key}={value:g}"' in line
    assert f"--replicates {RUNS} --seed 0" in line
    board.get_by_role("button", name="Reset all").click()
    filed.until("document.querySelector('#view-do .answer').textContent.includes('as it is.')")
    assert page.evaluate("Page.command()") == page.evaluate(
        "Page.plan(Page.state.dials_plan).command"
    )


def test_changes_combine_and_each_is_said(board, filed, payload):
    offered = [each for each in payload["whatifs"] if each["plan"] == payload["dials_plan"]]
    buttons = board.locator(".buttons button")
    assert buttons.count() == len(offered) >= 3
    for place in (0, 1):
        buttons.nth(place).click()
    filed.until(ANSWERED)
    assert [each.get_attribute("aria-pressed") for each in buttons.all()][:3] == [
        "true", "true", "false",
    ]  # fmt: skip
    turned = board.locator(".turned").inner_text()
    assert all(each["label"] in turned for each in offered[:2])
    line = filed.page.evaluate("Page.command()")
    assert all(f'"{key}=' in line for each in offered[:2] for key in each["values"])
    buttons.first.click()
    assert set(filed.page.evaluate("Object.keys(Page.state.dials)")) == set(offered[1]["values"])


def test_a_change_is_undone_done_again_and_replayed(board, filed):
    page = filed.page
    for pilots in (6, 8):
        put(filed, {"strategy.pilots": pilots})
    assert "Last change (Number of pilot sites: 8 sites)." in board.locator(".told").inner_text()
    page.keyboard.press("u")
    assert page.evaluate("Page.state.dials") == {"strategy.pilots": 6}
    page.keyboard.press("u")
    assert page.evaluate("Page.state.dials") == {}
    assert board.get_by_role("button", name="Undo").is_disabled()
    page.keyboard.press("r")
    board.get_by_role("button", name="Redo").click()
    filed.until("Page.asking.told().before !== null")
    board.get_by_role("button", name="Replay").click()
    filed.until("document.getElementById('announcer').textContent.startsWith('Last change')")


def test_a_difference_is_split_into_what_is_done_and_what_is_believed(board, filed, payload):
    own, believed = {"strategy.pilots": 8}, {"assumptions.top_threshold": 0.8}
    put(filed, own | believed)
    plan, at = payload["dials_plan"], payload["horizon"]
    both, alone, base = (
        outcomes_of(payload, plan, each).live[:, at].mean() for each in (own | believed, own, {})
    )
    said = board.locator(".told").inner_text()
    brings = round(100 * (alone - base))
    word = f"brings {brings}" if brings >= 0 else f"takes {-brings}"
    assert f"the plan {word}" in said
    rest = round(100 * (both - base)) - brings
    word = f"brings {rest}" if rest >= 0 else f"takes {-rest}"
    assert f"what you believe {word}" in said
    assert "You believe: How many peers the last ones wait for: 80%." in (
        board.locator(".turned").inner_text()
    )


def test_a_plan_that_is_kept_is_a_line_in_the_comparison_too_and_the_address_has_it(
    board, filed, opened, payload
):
    put(filed, {"strategy.pilots": 8})
    board.get_by_role("button", name="Keep this plan").click()
    filed.until("Page.state.kept_made.length === 1")
    assert "Number of pilot sites: 8 sites" in board.locator(".kept").inner_text()
    filed.page.wait_for_timeout(400)  # until the address is written
    again = opened(filed.page.url)
    again.view("compare")
    again.until("Page.state.kept_made.length === 1")
    panel = again.page.locator("#view-compare")
    name = next(each["name"] for each in payload["plans"] if each["id"] == payload["dials_plan"])
    tick = panel.get_by_label(f"{name}, Number of pilot sites: 8 sites")
    assert tick.is_checked()
    assert panel.locator("thead th").last.inner_text().strip().endswith("8 sites")
    lines = panel.locator("figure svg .curve path").count()
    tick.uncheck()
    assert panel.locator("figure svg .curve path").count() == lines - 1
    again.view("do")
    again.page.get_by_role("button", name="Let go: Number of pilot sites: 8 sites").click()
    assert again.page.evaluate("[Page.state.kept, Page.state.plans.length]") == [[], 2]


def test_what_cannot_go_together_is_refused_in_plain_words_and_the_last_answer_stays(board, filed):
    put(filed, {"strategy.pilots": 8})
    said = board.locator("figcaption").text_content()
    shifts = ("comms", "cop", "one2one")
    filed.page.evaluate(
        "values => Page.asking.change(values)", {f"strategy.shift.{each}": 0.4 for each in shifts}
    )
    filed.until("document.querySelector('#view-do .refusal').textContent !== ''")
    refused = board.locator(".refusal").inner_text()
    assert refused.startswith("No answer for these changes: ")
    assert "strategy." not in refused
    assert board.locator("figcaption").text_content() == said
    board.get_by_role("button", name="Undo").click()
    filed.until("document.querySelector('#view-do .refusal').textContent === ''")


def test_where_the_model_cannot_run_that_is_said_and_the_plan_stays(filed, payload):
    filed.page.evaluate("Page.engine.blocked = 'The model cannot run in this browser.'")
    filed.view("do")
    panel = filed.page.locator("#view-do")
    assert panel.get_by_text("The model cannot run in this browser.").is_visible()
    assert panel.locator("input[type=range]:visible, .buttons button:visible").count() == 0
    plan = next(each for each in payload["plans"] if each["id"] == payload["dials_plan"])
    share = plan["curves"]["live"]["mean"][payload["horizon"]]
    assert panel.locator("figcaption").inner_text().startswith(f"{share:.0%} of organisations")
