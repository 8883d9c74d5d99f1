"""The data of a page: complete, of the right shape, and equal to the engine's results."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from sim.config import keys
from sim.outcomes.intervals import LEVEL
from sim.outcomes.outcome_table import OUTCOMES
from sim.page import words
from sim.page.caveats import bears_out, caveats
from sim.page.inputs import PageOptions, compared_from
from sim.page.json_numbers import ends, number, series
from sim.page.payload import Page, payload
from sim.page.plans import differences, events_of, plans_of
from sim.page.question import question
from sim.params import Event
from sim.params.names import CATEGORIES, GAPS

SMALL = ("system.organisations=16", "clock.months=24", "assumptions.replicates_per_system=8")
MONTHS, RECORDS, ORGANISATIONS = 24, 25, 16
TOP = {
    "version", "title", "illustrative", "about", "horizon", "months",
    "first_view", "first_month", "replicates", "margin", "live", "baseline", "leader", "headline",
    "answer", "verdict", "command", "workshop_command", "plans", "events", "differences", "network",
    "one_system", "sets", "stages", "categories", "gaps", "gap_explain", "ledger", "dials",
    "dials_plan", "model", "whatifs", "outcomes", "series", "parameters", "honesty", "bears_out",
    "question", "target",
}  # fmt: skip
MEASURE = {"key", "label", "mean", "low", "high", "text", "better", "explain", "behind"}


def is_curve(values):
    return len(values) == RECORDS and all(0 <= each <= 1 for each in values)


def test_everything_that_the_page_reads_is_there(data):
    assert set(data) == TOP
    assert data["months"] == MONTHS
    assert all(each["organisations"] == ORGANISATIONS for each in data["ledger"]["plans"].values())
    assert data["plans"][data["leader"]]["id"] == data["dials_plan"] == "plan1"
    assert data["live"] is None


def test_the_payload_is_json_without_nan_or_infinity(data):
    assert json.dumps(data, allow_nan=False)  # refuses both


def test_curves_have_a_share_for_every_record_and_a_range_around_it(data):
    for plan in data["plans"]:
        assert set(plan["curves"]) == {"live", "embedded", "abandoned"}
        for band in plan["curves"].values():
            assert all(is_curve(band[part]) for part in ("mean", "low", "high"))
            assert all(low <= mean <= high for low, mean, high in zip(
                band["low"], band["mean"], band["high"], strict=True))  # fmt: skip
        assert all(is_curve(each["live"]) for each in plan["groups"])


def test_curves_are_those_of_the_engine(data, compared):
    for plan, result in zip(data["plans"], compared.results, strict=True):
        mean = result.outcomes.live.mean(axis=0)
        assert plan["curves"]["live"]["mean"] == pytest.approx(mean, abs=5e-5)
        low = np.quantile(result.outcomes.live, 0.05, axis=0)
        assert plan["spread"]["live"]["low"] == pytest.approx(low, abs=5e-5)


def test_dated_events_are_there_with_the_plans_that_have_them(data, compared):
    assert data["events"] == []
    cut = Event("Price cut", "", 6, None, {"innovation.usability": 0.8})
    results = list(compared.results)
    outcomes = results[1].outcomes
    changed = replace(outcomes.scenario, events={"cut": cut})
    results[1] = replace(results[1], outcomes=replace(outcomes, scenario=changed))
    again = replace(compared, comparison=replace(compared.comparison, results=tuple(results)))
    assert events_of(again) == [
        {"title": "Price cut", "from_month": 6, "until": None, "plans": ["plan1"]}
    ]
    assumed = "Assumed (1 of 2 plans): from month 6, “Price cut” sets "
    assert [each.startswith(assumed) for each in caveats(again)].count(True) == 1


def test_every_measure_says_what_it_is_which_way_is_better_and_what_is_behind_it(data):
    told = [each for plan in data["plans"] for each in plan["measures"]]
    told += [each for pair in data["differences"] for each in pair["measures"]]
    for each in told:
        assert set(each) >= MEASURE
        assert each["text"]
        assert each["behind"]
        assert set(each["behind"]) <= set(data["parameters"]), each["key"]


def test_plans_and_differences_show_the_same_outcomes_and_rare_ones_only_where_they_occur(data):
    alone = {"time_to_half", "cost", "spend"}
    shown = [{each["key"] for each in plan["measures"]} - alone for plan in data["plans"]]
    paired = {each["key"] for each in data["differences"][0]["measures"]} - {"sooner"}
    assert shown == [paired, paired]
    assert {"exposure_unapproved", "days", "served"} <= paired
    assert "locked_in" not in paired  # contracts are open-ended


def test_the_table_has_the_ranges_of_the_verdict():
    """Ranges that hold for all plans together, so wider than each on its own."""
    three = compared_from(PageOptions((*SMALL, "strategy=none,one_to_one,hin_playbook"), 24, 5))
    assert three.found.level > LEVEL
    for plan, standing in zip(plans_of(three), three.found.standings, strict=True):
        told = {each["key"]: each for each in plan["measures"]}
        for key in ("live", "embedded", "waiting"):
            figure = standing.figures[key]
            ends = {"mean": figure.mean, "low": figure.low, "high": figure.high}
            assert {name: told[key][name] for name in ends} == pytest.approx(ends, abs=5e-5), key


def test_every_parameter_behind_a_number_exists():
    for name, outcome in OUTCOMES.items():
        for key in outcome.behind:
            assert keys.find(key), name


def test_every_parameter_says_whether_it_is_sourced(data):
    parameters = data["parameters"]
    assert parameters["assumptions.grant"]["sourced"]
    assert not parameters["assumptions.commitment_rate"]["sourced"]
    assert not parameters["assumptions.support_threshold_cut"]["sourced"]  # fitted to a trial
    assert parameters["strategy.pilots"]["values"] == {"plan0": 2, "plan1": 4}
    assert not any(key.startswith("strategy.shift.") for key in parameters)


def test_each_plan_is_compared_with_the_baseline_in_one_whole_sentence(compared):
    """Whatever stops and spaces stand in its name."""
    named = "St. Mary's plan"
    found = compared.found
    first, second = found.plans
    renamed = replace(found, plans=(first, replace(second, name=named)))
    again = replace(compared, comparison=replace(compared.comparison, found=renamed))
    sentence = differences(again)[0]["sentence"]
    assert sentence.startswith(f"“{named}” ")
    assert sentence.endswith(".")
    assert f"live at month {MONTHS}" in sentence
    assert sentence in again.comparison.verdict.full[0]
    assert sentence != again.comparison.verdict.full[0]


def test_a_difference_that_may_be_zero_is_not_marked_as_a_difference(data):
    for each in data["differences"][0]["measures"]:
        if each["low"] is not None and each["key"] != "sooner":
            assert each["apart"] == (each["low"] > 0 or each["high"] < 0)


def test_the_ledger_adds_up(data):
    for told in data["ledger"]["plans"].values():
        lost = sum(each["mean"] for each in told["lost"])
        gain = told["all_closed"]["mean"] - told["reached"]["mean"]
        assert lost == pytest.approx(gain, abs=5e-4)
        assert set(told["by_month"]) == set(GAPS)
        assert all(len(each) == MONTHS for each in told["by_month"].values())
        for stages in told["by_stage"].values():
            assert set(stages) <= set(data["stages"])
        for each in told["by_group"]:
            assert sum(each["shares"].values()) == pytest.approx(1, abs=0.003)


def test_every_group_has_a_next_best_action_or_reads_that_none_can_be_told_apart(data):
    for told in data["ledger"]["plans"].values():
        assert told["next_best"]
        for each in told["next_best"]:
            assert each["action"] in words.LEVERS.values()
            assert each["apart"] == (each["gain"]["low"] > 0)
            assert each["apart"] or "told apart" in each["sentence"]


def test_each_plan_has_what_ifs_of_its_own(data):
    by_plan = {plan["id"]: [each for each in data["whatifs"] if each["plan"] == plan["id"]]
               for plan in data["plans"]}  # fmt: skip
    assert [each["id"] for each in by_plan["plan1"]] == [
        "boards", "facilitators", "no_pilots", "mandate", "champion",
    ]  # fmt: skip
    assert all(each["values"] for own in by_plan.values() for each in own)
    facilitators = [own[1]["values"] for own in by_plan.values()]
    assert facilitators[0] != facilitators[1]


def test_the_page_can_set_each_dial_to_what_each_plan_has(data):
    for dial in data["dials"]:
        assert all(value in dial["levels"] for value in dial["values"].values()), dial["key"]
        for turn in filter(None, dial["by_plan"].values()):
            assert 0 <= turn["first"] <= turn["last"] < len(dial["levels"])


def test_every_stage_category_and_gap_has_words(data):
    assert len(data["stages"]) == len(set(data["stages"])) == 9
    assert data["categories"] == list(CATEGORIES)
    assert set(data["gap_explain"]) == set(data["gaps"]) == set(GAPS)


def test_an_unknown_value_is_null():
    assert series([0.123456, float("nan"), float("inf"), 1.0]) == [0.1235, None, None, 1]
    assert number(float("-inf")) is None
    assert ends(None) == {"mean": None, "low": None, "high": None}


def test_two_systems_are_counted_and_described_each_by_itself():
    asked = ("system=south_london,england", "strategy=none,hin_playbook", "clock.months=12")
    both = compared_from(PageOptions(asked, 2, 5))
    told = payload(both, Page(runs=1))
    counted = [each["organisations"] for each in told["ledger"]["plans"].values()]
    assert counted == [result.outcomes.organisations for result in both.results]
    assert len(set(counted)) == 2
    assert told["headline"] == both.comparison.verdict.lines[0][1]
    for title in ("South London", "England"):
        start = f"System “{title}”: The system is made up"
        assert len([each for each in caveats(both) if each.startswith(start)]) == 1
    assert told["network"] is None


@pytest.fixture(scope="module")
def tried():
    """Two small plans that also ran under four sets of assumptions."""
    options = PageOptions(("strategy=none,hin_playbook", *SMALL), 8, 0, assumptions="ranges",
                          parameter_draws=4)  # fmt: skip
    return compared_from(options)


def test_a_plan_has_a_band_of_all_that_may_happen_and_says_what_it_is_made_of(tried):
    drawn = tried.comparison.drawn
    for index, plan in enumerate(plans_of(tried)):
        outlook = plan["outlook"]
        low, high = np.quantile(drawn.curves[index], (0.05, 0.95), axis=0)
        assert outlook["low"] == pytest.approx(low, abs=5e-5)
        assert outlook["high"] == pytest.approx(high, abs=5e-5)
        assert re.fullmatch(
            r"assumptions \d+%, made-up systems \d+% and luck \d+%", outlook["parts"]
        )


def test_where_assumptions_are_kept_fixed_there_is_no_such_band_and_it_is_said(data, compared):
    assert data["sets"] is None
    assert all(plan["outlook"] is None for plan in data["plans"])
    assert any(each.startswith("The assumptions were not varied.") for each in caveats(compared))


def test_how_sure_tells_luck_and_assumptions_apart(tried):
    told, answer = " ".join(caveats(tried)), " ".join(bears_out(tried))
    assert "ranges for luck and the made-up systems" in told
    assert "4 sets of assumptions drawn from their ranges" in answer
    assert "Chance of being the best plan" in answer
    assert "or which model is run" in answer
    assert "not varied. The ranges cover" not in told


def test_what_is_told_before_the_reveal_names_no_plan_and_no_share_live(tried):
    """The run sheet prints it too."""
    told = " ".join(caveats(tried))
    assert not [name for name in tried.names if name in told]
    assert "%" not in told
    asked = question(tried)
    assert asked["spreads"][0]["title"] == "Ambient voice technology"
    assert len(asked["among"]) == 1
    assert asked["asked"].startswith("Which way of spreading ambient voice technology")


def test_the_question_of_a_scenario_is_not_asked_of_another_system():
    england = ("scenario=avt_london", "system=england", "strategy=none,hin_playbook")
    found = question(compared_from(PageOptions((*england, "clock.months=6"), 2, 5)))
    assert (found["asked"], found["among"][0]["title"]) == ("", "England")
