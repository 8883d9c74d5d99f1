"""Commit: rows by keyboard, what is remembered where, the sheet on paper, and the saved file."""

import json

import pytest
from playwright.sync_api import expect

from sim.api.commitment import score_commitment
from sim.study.track.commitment import read_commitment
from sim.study.track.room import read_room

LONG = "ä" * 200  # of which three rows are too long for an address


@pytest.fixture
def panel(filed):
    filed.view("commit")
    return filed.page.locator("#view-commit")


def saved(panel, path):
    with panel.page.expect_download() as download:
        panel.get_by_role("button", name="Save this commitment").click()
    assert download.value.suggested_filename == "commitment.json"
    download.value.save_as(path)
    return path


def test_rows_are_written_added_and_removed_by_keyboard(panel, filed):
    keys = panel.page.keyboard
    panel.get_by_label("What, row 1").focus()
    keys.type("ask two boards")
    keys.press("Tab")
    keys.type("March")
    keys.press("Tab")
    keys.type("Ada")
    keys.press("Enter")
    expect(panel.get_by_label("What, row 2")).to_be_focused()
    keys.type("map 1 or 2 approvals")  # digits are no votes while somebody types
    rows = filed.page.evaluate("Page.state.actions")
    assert rows == [
        {"what": "ask two boards", "by": "March", "who": "Ada"},
        {"what": "map 1 or 2 approvals", "by": "", "who": ""},
    ]
    panel.get_by_role("button", name="Remove row 1").focus()
    keys.press("Enter")
    expect(panel.get_by_label("What, row 1")).to_have_value("map 1 or 2 approvals")
    expect(panel.get_by_label("What, row 1")).to_be_focused()
    assert filed.page.evaluate("Page.state.votes") == []


def test_what_is_short_comes_back_with_the_address(panel, filed, opened):
    panel.get_by_label("What, row 1").fill("ask <b>two</b> boards")
    filed.until("location.hash.includes('actions')")
    again = opened(filed.page.url)
    expect(again.page.locator("#view-commit").get_by_label("What, row 1")).to_have_value(
        "ask <b>two</b> boards"
    )


def test_what_is_too_long_for_an_address_is_kept_here_and_leaving_asks(panel, filed):
    for row in (1, 2):
        panel.get_by_label(f"What, row {row}").fill(LONG)
        panel.get_by_role("button", name="Add a row").click()
    expect(panel).to_contain_text("too long for the address")
    assert filed.page.evaluate("Page.state.actions") == []
    leaving = "(() => { const e = new Event('beforeunload', { cancelable: true });"
    leaving += " dispatchEvent(e); return e.defaultPrevented; })()"
    assert filed.page.evaluate(leaving)
    panel.get_by_label("What, row 2").fill("short")
    panel.get_by_label("What, row 1").fill("short")
    assert not filed.page.evaluate(leaving)
    expect(panel).not_to_contain_text("too long for the address")


def test_what_the_model_expects_is_not_told_before_it_is_revealed(panel, filed):
    filed.page.evaluate("Page.conceal()")
    assert panel.locator("figure:visible").count() == 0
    assert "%" not in panel.inner_text()
    filed.page.evaluate("Page.reveal()")
    expect(panel.locator("figcaption")).to_contain_text("The model expects")


def test_on_paper_the_rows_stand_with_the_plan_and_nothing_else(panel, filed):
    panel.get_by_label("What, row 1").fill("ask two boards")
    filed.page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    panel.get_by_role("button", name="Print this page").click()
    filed.page.emulate_media(media="print")
    text = filed.page.locator("#content").inner_text()
    assert "ask two boards" in text
    assert "The plan: The whole playbook" in text
    assert "uptake run" in text
    assert filed.page.locator(".view:visible").count() == 1
    assert panel.locator("input:visible, button:visible:not(.number)").count() == 0
    filed.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert filed.page.locator(".view:visible").count() > 1


def test_the_saved_file_is_scored(panel, filed, payload, tmp_path):
    """What the page writes is what `uptake track` reads, number by number."""
    months = payload["months"]
    points = filed.page.evaluate(f"Page.curves.monthsOf({months}).length")
    drawn = [[10] * points, [30] * points]
    plan = payload["plans"][1]
    filed.page.evaluate(
        "([drawn, plan]) => Page.set({ drawn, drawn_plan: plan, votes: [1, 0, 1] })",
        [drawn, plan["id"]],
    )
    panel.get_by_label("What, row 1").fill("ask two boards")
    path = saved(panel, tmp_path / "commitment.json")
    found = read_commitment(path)
    assert (found.plan, found.organisations) == (plan["name"], 16)
    assert found.mean.tolist() == plan["curves"]["live"]["mean"]
    assert found.room.mean(axis=0) == pytest.approx([0.2] * (months + 1))
    assert found.votes == (plan["name"], payload["plans"][0]["name"], plan["name"])
    assert found.actions == (("ask two boards", "", ""),)
    assert len(read_room(path, months).curves) == 2

    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(said | {"made": "2026-04-30"}), encoding="utf-8")
    (tmp_path / "observed.csv").write_text("month,live\n12,3\n24,3\n", encoding="utf-8")
    scored = score_commitment(path, tmp_path / "observed.csv")
    assert scored.outcome.months.tolist() == [12, 24]
    assert scored.outcome.off(scored.outcome.room) == pytest.approx(0.2 - 3 / 16)
    model = [abs(plan["curves"]["live"]["mean"][month] - 3 / 16) for month in (12, 24)]
    assert scored.outcome.off(scored.outcome.model) == pytest.approx(sum(model) / 2)


# ---- a plan that the room kept ----

CHANGED = {"strategy.pilots": 6}


@pytest.fixture
def kept(panel, filed):
    """The name of a plan that was kept, has run, and is chosen to commit to."""
    refused = filed.page.evaluate("values => Page.runs.keep('plan1', values)", CHANGED)
    assert refused is None
    filed.until("Page.state.kept_made.length === 1")
    name = filed.page.evaluate("Page.runs.kept()[0].name")
    panel.get_by_label("The plan").select_option(label=name)
    return name


def test_a_kept_plan_is_chosen_and_told_with_what_it_predicts_its_price_and_its_command(
    panel, filed, kept, payload
):
    plan = filed.page.evaluate("Page.runs.kept()[0]")
    base, month = payload["plans"][1], payload["horizon"]
    assert filed.page.evaluate("Page.state.commit_plan") == "kept0"
    text = panel.inner_text()
    live = plan["curves"]["live"]["mean"][month]
    assert live != base["curves"]["live"]["mean"][month]
    assert f"The model expects {100 * live:.0f}% live at month {month}" in text
    assert f"It starts from “{base['name']}”. You would do:" in text
    spend = next(each["text"] for each in plan["measures"] if each["key"] == "spend")
    assert f"The programme spends {spend}." in text
    assert f"“{base['name']}” as it is" in panel.locator(".commit-price").inner_text()
    assert plan["command"] in text
    assert "strategy.pilots=6" in plan["command"]
    filed.page.evaluate("Page.conceal()")
    assert panel.locator(".commit-price").inner_text() == ""


def test_the_price_of_a_kept_plan_is_the_one_told_where_it_was_made(panel, filed, kept):
    """The same difference and the same catch as under “What would you do?”, in the same words."""
    filed.view("do")
    filed.page.evaluate("values => Page.asking.put('plan1', values)", CHANGED)
    filed.until("Boolean(Page.asking.told().answer) && !Page.asking.told().isFirst")
    told = filed.page.evaluate("Page.asking.told()")
    said = panel.locator(".commit-price").evaluate("each => each.textContent")
    name = filed.page.evaluate("Page.plan('plan1').name")
    for each in (told["answer"], told["price"]):
        assert each.replace("the plan as it is", f"“{name}” as it is") in said


def test_a_kept_plan_stands_on_the_printed_page_with_its_price_and_command(panel, filed, kept):
    filed.page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    panel.get_by_role("button", name="Print this page").click()
    filed.page.emulate_media(media="print")
    text = filed.page.locator("#content").inner_text()
    assert f"The plan: {kept}" in text
    assert "The programme spends £" in text
    assert "strategy.pilots=6" in text


def test_the_file_of_a_kept_plan_is_scored(panel, filed, kept, payload, tmp_path):
    filed.page.evaluate("Page.set({ votes: [1, 0, 1] })")
    path = saved(panel, tmp_path / "commitment.json")
    plan = filed.page.evaluate("Page.runs.kept()[0]")
    found = read_commitment(path)
    assert (found.plan, found.command) == (kept, plan["command"])
    assert (found.changed_from, found.organisations) == (payload["plans"][1]["name"], 16)
    assert found.mean.tolist() == plan["curves"]["live"]["mean"]
    assert (found.low <= found.mean).all()
    assert found.low[-1] < found.mean[-1] <= found.high[-1]
    assert payload["sets"]
    assert found.over == "nine in ten runs, over luck and systems, with assumptions as they are"
    said = json.loads(path.read_text(encoding="utf-8"))
    assert "strategy.pilots=6" in said["overrides"]
    path.write_text(json.dumps(said | {"made": "2026-04-30"}), encoding="utf-8")
    (tmp_path / "observed.csv").write_text("month,live\n12,3\n", encoding="utf-8")
    scored = score_commitment(path, tmp_path / "observed.csv")
    miss = abs(plan["curves"]["live"]["mean"][12] - 3 / 16)
    assert scored.outcome.off(scored.outcome.model) == pytest.approx(miss)
    assert f"2 of 3 voted for “{payload['plans'][1]['name']}”" in dict(scored.lines)["The room"]


def test_a_kept_plan_comes_back_with_the_address_and_has_its_teams_name(panel, filed, kept, opened):
    filed.page.evaluate("Page.runs.team('kept0', 'Blue')")
    filed.until("location.hash.includes('Blue') && location.hash.includes('commit_plan')")
    again = opened(filed.page.url)
    own = again.page.locator("#view-commit")
    again.until("Page.state.kept_made.length === 1")
    expect(own.get_by_label("The plan").locator("option:checked")).to_have_text(f"Blue: {kept}")
    expect(own.locator("figcaption")).to_contain_text("The model expects")
    expect(own.get_by_role("button", name="Save this commitment")).to_be_enabled()


def test_a_plan_that_has_not_run_is_not_saved_and_one_that_is_let_go_is_not_chosen(panel, filed):
    page = filed.page
    save = panel.get_by_role("button", name="Save this commitment")
    at_once = page.evaluate(
        """values => {
        Page.set({ commit_plan: 'kept0', kept: [{ id: 'kept0', plan: 'plan1', values }] });
        const view = document.getElementById("view-commit");
        return [view.innerText, view.querySelector("button.strong").disabled];
    }""",
        CHANGED,
    )
    assert "The model runs this plan" in at_once[0]
    assert at_once[1]
    filed.until("Page.state.kept_made.length === 1")
    expect(save).to_be_enabled()
    page.evaluate("Page.runs.drop('kept0')")
    assert page.evaluate("Page.state.commit_plan") == page.evaluate("Page.data.plans.at(-1).id")
    assert page.evaluate("Page.runs.keep('plan1', { 'strategy.pilots': 8 })") is None
    filed.until("Page.state.kept_made.length === 1")
    assert panel.get_by_label("The plan").input_value() == page.evaluate(
        "Page.data.plans.at(-1).id"
    )
