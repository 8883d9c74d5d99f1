"""Dials, what-ifs and tensions: allowed by the model, set as in the plan, correct in money."""

from dataclasses import fields

import pytest

from sim.config import keys, load, with_values
from sim.page.answers import Base
from sim.page.default_dials import read_dials, usual_dials
from sim.page.dials import FIXED, dial_for, every_dial, setting, span
from sim.page.money import monthly_of, more_for
from sim.page.requests import may_turn
from sim.page.tensions import NINE
from sim.page.what_ifs import whatifs_of
from sim.params import Shares
from sim.params.errors import UserError
from sim.params.names import LEVERS

STRATEGIES = ("none", "one_to_one", "hin_playbook", "hin_two_phases", "phased_mandate")


@pytest.fixture(params=STRATEGIES)
def scenario(request):
    return load(["scenario=avt_london", f"strategy={request.param}"])


def spend_of(scenario):
    """Money for each lever in a month of the first phase [kGBP]."""
    monthly = monthly_of(scenario).monthly
    return {each.name: monthly * getattr(scenario.strategy.shares, each.name)
            for each in fields(Shares)}  # fmt: skip


def test_every_dial_can_be_turned_to_both_ends_and_to_every_choice(scenario):
    turned = set()
    for dial in every_dial([scenario]):
        limits = span(dial, scenario)
        if limits is None:
            continue
        kind = keys.find(dial.key).kind
        values = [value for value, _ in dial.choices] or [kind(end) for end in limits]
        for value in values:
            with_values(scenario, {dial.key: value})
            turned.add(dial.key)
    assert len(turned) > 10


def test_there_are_no_more_pilots_to_choose_than_organisations(tmp_path):
    file = tmp_path / "five.csv"
    rows = [f"Site {k},Acute,0.5,0.5,0.5,0.5" for k in range(5)]
    file.write_text("\n".join(["name,type,maturity,capacity,culture,finance", *rows]))
    own = load(["strategy=one_to_one", f"system.organisations_file='{file.as_posix()}'"])
    drawn = load(["strategy=one_to_one", "system.organisations=7"])
    for scenarios, most in (([own], 5), ([drawn], 7), ([drawn, own], 5)):
        pilots = next(dial for dial in every_dial(scenarios) if dial.key == "strategy.pilots")
        assert pilots.high == most


def test_every_dial_includes_the_plans_own_value(scenario):
    for dial in every_dial([scenario]):
        now, limits = setting(dial.key, scenario), span(dial, scenario)
        if dial.choices:
            assert getattr(now, "name", now) in [value for value, _ in dial.choices], dial.key
        elif limits is not None:
            assert limits[0] <= now <= limits[1], dial.key


def test_a_plan_without_money_has_no_money_dials():
    scenario = load(["strategy=none"])
    moved = [dial for dial in every_dial([scenario]) if "budget" in dial.key or "shift" in dial.key]
    assert all(span(dial, scenario) is None for dial in moved)


def test_a_total_budget_has_its_own_dial():
    scenario = load(["strategy=one_to_one", "strategy.budget_total=400000"])
    known = {dial.key for dial in every_dial([scenario])}
    assert "strategy.budget_total" in known
    assert "strategy.budget_per_organisation" not in known


def test_boards_described_in_a_file_have_no_dial(tmp_path):
    named = tmp_path / "organisations.csv"
    named.write_text("name,type,maturity,capacity,culture,finance\nA,Trust,0.5,0.5,0.5,0.5\n"
                     "B,Trust,0.4,0.4,0.4,0.4\n")  # fmt: skip
    scenario = load([f"system.organisations_file={named}", "strategy.pilots=1"])
    assert "system.board_interval" not in {dial.key for dial in every_dial([scenario])}
    assert "boards" not in {each.id for each in whatifs_of(scenario)}


@pytest.mark.parametrize("strategy", ["hin_playbook", "hin_balanced"])  # without and with a partner
@pytest.mark.parametrize("lever", LEVERS)
def test_more_money_for_one_lever_leaves_the_others_unchanged(lever, strategy):
    scenario = load(["scenario=avt_london", f"strategy={strategy}"])
    before = spend_of(scenario)
    after = spend_of(with_values(scenario, more_for(scenario, lever, 4.0)))
    for name in LEVERS:
        more = 4.0 if name == lever else 0.0
        assert after[name] == pytest.approx(before[name] + more, abs=1e-9)


def test_a_plan_that_spends_nothing_gets_only_the_lever_that_is_paid_for():
    scenario = load(["scenario=avt_london", "strategy=none"])
    after = spend_of(with_values(scenario, more_for(scenario, "one2one", 12.0)))
    assert after["one2one"] == pytest.approx(12.0)
    assert sum(after.values()) == pytest.approx(12.0)


def test_two_more_facilitators_help_eight_more_sites_at_a_time():
    scenario = load(["scenario=avt_london", "strategy=hin_playbook"])
    values = next(each.values for each in whatifs_of(scenario) if each.id == "facilitators")
    more = spend_of(with_values(scenario, values))["one2one"] - spend_of(scenario)["one2one"]
    assert more / scenario.assumptions.slot == pytest.approx(8)


@pytest.mark.parametrize(("now", "told"), [(2, " instead of every 2 months."), (1, ".")])
def test_boards_that_meet_every_month_are_compared_with_how_often_they_meet_now(now, told):
    own = f"system.board_interval={now}", "system.types.acute.board_interval=4"
    scenario = load(["scenario=avt_london", *own])
    boards = next(each for each in whatifs_of(scenario) if each.id == "boards")
    assert boards.explain == f"Each board meets every month{told}"


def test_every_what_if_is_allowed_and_changes_something(scenario):
    for each in whatifs_of(scenario):
        assert with_values(scenario, each.values) != scenario, each.id


def test_the_nine_tensions_are_the_nine_of_the_paper_and_each_position_is_allowed():
    scenario = load(["scenario=avt_london", "strategy=hin_playbook"])
    assert len({each.key for each in NINE}) == 9
    for each in NINE:
        for value, _ in each.positions:
            with_values(scenario, {each.key: value})


def test_a_page_may_turn_dials_but_not_change_files_or_the_size_of_a_run(base):
    allowed = may_turn([base])
    assert {dial.key for dial in FIXED} <= allowed
    for key in ("system.organisations_file", "system.ties_file", "system.organisations",
                "clock.months", "assumptions.replicates_per_system"):  # fmt: skip
        assert key not in allowed


def test_three_dials_are_computed_by_default(base):
    ranges = usual_dials(base)
    assert len(ranges) == 3
    assert ranges[0].key == "strategy.budget_per_organisation"
    assert all(each.low < setting(each.key, base.plan.scenario) < each.high for each in ranges)


def test_a_plan_without_money_gets_other_dials_by_default(compared):
    none = compared.results[0]
    ranges = usual_dials(Base("plan0", none.plan, none.outcomes))
    assert [each.key for each in ranges] == ["system.board_interval", "strategy.pilots"]


def test_any_number_may_be_a_dial_of_a_file():
    scenario = load(["strategy=hin_playbook"])
    dial = dial_for("assumptions.slot", [scenario], 1.0, 2.0)
    assert "one-to-one help" in dial.label
    with pytest.raises(UserError, match="not a number"):
        dial_for("strategy.target", [scenario], 0, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("strategy.pilots", "key=low:high"),
        ("strategy.pilots=3", "key=low:high"),
        ("strategy.pilots=a:b", "key=low:high"),
        ("strategy.pilot=0:3", "did you mean strategy.pilots"),
        ("strategy.target=0:1", "not a number"),
        ("strategy.pilots=0:4000", "must be between 0 and 1,000"),
    ],
)
def test_a_dial_that_cannot_be_read_is_refused_in_one_line(text, told):
    with pytest.raises(UserError, match=told) as refused:
        read_dials([text])
    assert "\n" not in str(refused.value)


def test_six_dials_are_too_many():
    with pytest.raises(UserError, match="at most 5"):
        read_dials(["strategy.pilots=0:3"] * 6)
