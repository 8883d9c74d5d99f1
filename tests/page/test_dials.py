"""Dials, what-ifs and tensions: allowed by the model, set as in the plan, correct in money."""

from dataclasses import fields

import pytest

from sim.config import keys, load, with_values
from sim.config.distributions import distributions
from sim.networks import system_of
from sim.page.beliefs import beliefs_of
from sim.page.changes import Turned, together
from sim.page.dials import (
    BELIEFS,
    GOVERNANCE,
    HELP,
    MONEY,
    PACE,
    START,
    TENSIONS,
    dials_of,
    every_dial,
    setting,
    turnable,
    turns,
)
from sim.page.money import monthly_of, more_for
from sim.page.tensions import NINE
from sim.page.what_ifs import whatifs_of
from sim.params import Shares
from sim.params.names import LEVERS
from sim.study.dotted import value_of

STRATEGIES = ("none", "one_to_one", "hin_playbook", "hin_two_phases", "phased_mandate")


@pytest.fixture(params=STRATEGIES)
def scenario(request):
    return load(["scenario=avt_london", f"strategy={request.param}"])


def spend_of(scenario):
    """Money for each lever in a month of the first phase [kGBP]."""
    monthly = monthly_of(scenario).monthly
    return {each.name: monthly * getattr(scenario.strategy.shares, each.name)
            for each in fields(Shares)}  # fmt: skip


def test_every_level_of_every_dial_is_one_that_the_model_allows(scenario):
    turned = set()
    for dial in every_dial([scenario]):
        for place in turns(dial, scenario):
            with_values(scenario, {dial.key: dial.levels[place]})
            turned.add(dial.key)
    assert len(turned) >= 29


def test_levels_are_in_order_without_repetition_and_have_the_type_of_their_key(scenario):
    for dial in every_dial([scenario]):
        assert len(set(map(repr, dial.levels))) == len(dial.levels), dial.key
        assert dial.form == "number" or len(dial.names) == len(dial.levels)
        if dial.form == "number":
            assert list(dial.levels) == sorted(dial.levels)
            assert {type(each) for each in dial.levels} == {keys.find(dial.key).kind}


def test_there_are_no_more_pilots_to_choose_than_organisations(tmp_path):
    file = tmp_path / "five.csv"
    rows = [f"Site {k},Acute,0.5,0.5,0.5,0.5" for k in range(5)]
    file.write_text("\n".join(["name,type,maturity,capacity,culture,finance", *rows]))
    own = load(["strategy=one_to_one", f"system.organisations_file='{file.as_posix()}'"])
    drawn = load(["strategy=one_to_one", "system.organisations=7"])
    for scenarios, most in (([own], 5), ([drawn], 7), ([drawn, own], 5)):
        pilots = next(dial for dial in every_dial(scenarios) if dial.key == "strategy.pilots")
        assert pilots.levels[-1] == most


def test_every_dial_includes_the_own_value_of_every_plan():
    scenarios = [load(["scenario=avt_london", f"strategy={each}"]) for each in STRATEGIES]
    for dial in every_dial(scenarios):
        for each in scenarios:
            places = turns(dial, each)
            assert not places or setting(dial.key, each) in [dial.levels[k] for k in places], (
                dial.key
            )


def test_dials_stand_in_groups_and_plans_apart_from_beliefs(scenario):
    dials = every_dial([scenario])
    groups = list(dict.fromkeys(each.group for each in dials))
    own = [MONEY, HELP, PACE, GOVERNANCE, START, TENSIONS, BELIEFS]
    assert groups == own
    assert {each.kind for each in dials if each.group == BELIEFS} == {"belief"}
    assert {each.kind for each in dials if each.group != BELIEFS} == {"plan"}
    assert len([each for each in dials if each.group == TENSIONS]) == 9
    assert len({each.key for each in dials}) == len(dials)


def test_beliefs_are_numbers_of_the_assumptions_over_their_plausible_ranges():
    scenario = load(["scenario=avt_london", "strategy=hin_playbook"])
    known, ranges = dict(beliefs_of([scenario])), distributions()
    assert 7 <= len(known) <= 10
    for belief, levels in known.items():
        found = ranges[belief.key]
        assert (levels[0], levels[-1]) == pytest.approx((found.low, found.high), rel=1e-12)
        assert value_of(scenario, belief.key) in levels
        assert len({belief.said(each) for each in levels}) == len(levels), belief.key


def test_of_the_benefits_only_the_one_that_the_innovation_has_is_a_belief():
    for innovation, key in (("ambient_voice", "assumptions.benefit_digital"),
                            ("freed", "innovation.benefit")):  # fmt: skip
        scenario = load([f"innovation={innovation}", "strategy=one_to_one"])
        beliefs = [each.key for each, _ in beliefs_of([scenario])]
        assert [each for each in beliefs if "benefit" in each] == [key]


def test_a_plan_without_money_has_no_money_dials():
    scenario = load(["strategy=none"])
    moved = [dial for dial in every_dial([scenario]) if "budget" in dial.key or "shift" in dial.key]
    assert not any(turns(dial, scenario) for dial in moved)


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


def test_all_that_a_page_may_send_is_listed_and_is_neither_a_file_nor_a_size():
    scenarios = [load(["scenario=avt_london", f"strategy={each}"]) for each in STRATEGIES]
    allowed = turnable(scenarios)
    for dial in dials_of(scenarios):
        assert list(allowed[dial["key"]]) == dial["levels"]
    for scenario in scenarios:
        for each in whatifs_of(scenario):
            assert all(value in allowed[key] for key, value in each.values.items())
    for key in ("system.organisations_file", "system.ties_file", "system.organisations",
                "clock.months", "assumptions.replicates_per_system"):  # fmt: skip
        assert key not in allowed


def test_a_tension_that_a_plan_leaves_open_begins_with_nothing_set():
    scenario = load(["scenario=avt_london", "strategy=hin_playbook"])
    known = {dial.key: dial for dial in every_dial([scenario])}
    tailoring, pace = known["strategy.tailoring"], known["strategy.wave_cap"]
    assert (tailoring.levels[0], tailoring.names[0]) == (None, "to suit its complexity")
    assert (pace.levels[-1], pace.names[-1]) == (None, "no cap")
    capped = load(["scenario=avt_london", "strategy=hin_playbook", "strategy.wave_cap=5"])
    levels = {dial.key: dial.levels for dial in every_dial([capped])}["strategy.wave_cap"]
    assert levels == (1, 2, 3, 4, 5, 6, 9, None)


def test_money_can_be_moved_away_from_a_lever_altogether():
    scenario = load(["scenario=avt_london", "strategy=hin_playbook"])
    (shift,) = [each for each in dials_of([scenario]) if each["key"] == "strategy.shift.one2one"]
    turn = shift["by_plan"]["plan0"]
    changed = with_values(scenario, {shift["key"]: shift["levels"][turn["first"]]})
    assert changed.strategy.shares.one2one == 0
    assert turn["share"] == scenario.strategy.shares.one2one


def test_keys_that_change_the_same_number_are_told_and_what_changes_the_order_is_not_offered():
    scenario = load(["scenario=genomics", "strategy=hin_playbook"])
    turned = Turned(scenario, 0, {0: system_of(scenario.system, 0, 0)})
    alike = {f"assumptions.benefit_{each}": (0.01, 0.19) for each in ("digital", "medical_product")}
    assert together(turned.every({**alike, "strategy.pilots": (2, 3)})) == [sorted(alike)]
    assert turned.change("assumptions.rank_noise", 0.3) is None
    assert turned.change("system.maturity", 0.9) is None
    assert turned.change("system.board_interval", 3) is not None
