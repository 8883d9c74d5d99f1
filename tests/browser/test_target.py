"""A target to play for: plans of the page and kept ones, ranked by the numbers told elsewhere."""

import pytest
from test_page import faults, widths

from sim.page.pack.target import in_words

RANKED = "document.querySelectorAll('.target-table tbody tr').length"


def keep(room, values):
    """Keep the plan that leads, changed, and wait until it has run."""
    made = room.page.evaluate("Page.state.kept_made.length")
    assert (
        room.page.evaluate("values => Page.runs.keep(Page.state.dials_plan, values)", values)
        is None
    )
    room.until("many => Page.state.kept_made.length === many", made + 1)


@pytest.fixture
def ranking(filed):
    """The section, opened by keyboard with two plans kept."""
    filed.view("do")
    for pilots in (6, 8):
        keep(filed, {"strategy.pilots": pilots})
    section = filed.page.locator("#view-do .target")
    assert section.locator("table").is_hidden()
    section.locator("summary").focus()
    filed.page.keyboard.press("Enter")
    filed.until(f"{RANKED} === 4")
    return section


def told_elsewhere(page) -> dict[str, dict]:
    """Measures by the name of a plan: of kept plans under "Reveal", of others run as they are."""
    return page.evaluate("""async () => {
        const all = {};
        for (const { name, measures } of Page.runs.kept()) all[name] = measures;
        for (const plan of Page.data.plans) {
            const found = await Page.runs.get(plan.id, {}, "test");
            all[plan.name] = Page.reckon.measures(found, plan);
        }
        return Object.fromEntries(Object.entries(all).map(([name, each]) =>
            [name, Object.fromEntries(each.map((measure) => [measure.key, measure]))]));
    }""")


def test_all_plans_are_ranked_by_the_rule_and_told_with_the_numbers_of_other_views(
    ranking, filed, payload
):
    target, measures = payload["target"], told_elsewhere(filed.page)
    assert ranking.locator(".target-goal").inner_text() == in_words(target)
    order, seen = [], set()
    for row in ranking.locator("tbody tr").all():
        heading = row.locator("th").inner_text()
        name = max((each for each in measures if each in heading), key=len)
        own = [measures[name][key] for key in ("live", "spend", "abandoned")]
        assert row.locator("button").all_inner_texts() == [each["text"] for each in own]
        met = [
            own[0]["mean"] >= target["live"], own[1]["mean"] < target["budget"] + 1,
            own[2]["mean"] is not None and own[2]["mean"] <= target["gave_up"],
        ]  # fmt: skip
        words = row.locator("td p:last-child").all_inner_texts()
        assert [each.split(",")[0] for each in words] == [
            "met" if each else "missed" for each in met
        ]
        order.append((-sum(met), -own[0]["mean"]))
        seen.add(name)
    assert order == sorted(order)
    assert seen == set(measures)
    assert len(seen) == 4
    for each in payload["plans"]:  # the means are those that the command line counted
        mean = next(one["mean"] for one in each["measures"] if one["key"] == "live")
        assert measures[each["name"]]["live"]["mean"] == pytest.approx(mean, abs=1e-4)
    first = ranking.locator("[role=status]").inner_text()
    assert "irst: “" in first
    assert "meets all three" in first or first.startswith("No plan meets all three yet.")


def test_a_team_has_its_name_and_a_plan_of_another_belief_has_no_place(ranking, filed, opened):
    page = filed.page
    field = ranking.get_by_role("textbox", name="Team: ").first
    field.fill("Acute <b>trust")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.target') !== null")
    assert "Acute <b>trust: " in page.locator("#view-do .kept").inner_text()
    keep(filed, {"strategy.pilots": 8, "assumptions.top_threshold": 0.8})
    filed.until(f"{RANKED} === 5")
    last = ranking.locator("tbody tr").last
    assert last.locator(".place").inner_text() == "Not ranked"
    assert faults(page) == []
    page.wait_for_timeout(400)  # until the address is written
    again = opened(page.url, viewport={"width": 390, "height": 844})
    again.page.locator("#view-do .target summary").click()
    again.until(f"{RANKED} === 5")
    names = again.page.locator(".target input").evaluate_all("all => all.map((each) => each.value)")
    assert names.count("Acute <b>trust") == 1
    wide, window = widths(again.page)
    assert wide <= window
    assert faults(again.page) == []
    again.page.evaluate("Page.set({ present: true })")
    assert again.page.locator(".target table").is_visible()
