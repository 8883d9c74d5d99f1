"""The five lines about the same plans in different systems speak of each system by itself."""

from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.params.assumption_sets import AssumptionSets
from sim.report.answer import answer
from sim.report.lines import MOST_NUMBERS, MOST_WORDS, numbers_in, words_in
from sim.report.systems import parts_of
from sim.report.systems_answer import systems_lines
from sim.study.parts import part_of
from sim.study.uncertainty.record import Uncertainty

SMALL = {"replicates": 16, "months": 24}
PLANS = "strategy=none,one_to_one,hin_playbook"


def _under_sets(found, live):
    """Runs that hardly differ within a set, from means float64[sets, plans]."""
    runs = live.T[:, :, None] + np.random.default_rng(0).normal(0, 1e-5, (*live.T.shape, 8))
    sets = AssumptionSets("plausible", ("a",), np.zeros((len(live), 1)))
    curves = tuple(each.reshape(-1, 1) for each in runs)
    labels = tuple(each.label for each in found.plans)
    return Uncertainty(labels, 0, 24, sets, {}, 4, runs, curves)


@pytest.fixture(scope="module")
def two():
    return sim.compare("system=one_ics,south_london", PLANS, "system.organisations=20", **SMALL)


@pytest.fixture(scope="module")
def alone():
    return sim.compare("system=south_london", PLANS, "system.organisations=20", **SMALL)


def test_a_part_of_a_comparison_has_the_figures_of_its_plans_compared_alone(two, alone):
    part = part_of(two.found, {"a": 3, "b": 4, "c": 5})
    assert [each.name for each in part.plans] == ["a", "b", "c"]
    assert part.leader == alone.found.leader
    assert [each.figures.live.mean for each in part.standings] == [
        each.figures.live.mean for each in alone.found.standings
    ]
    for mine, theirs in zip(part.differences, alone.found.differences, strict=True):
        assert mine.figures.live.mean == theirs.figures.live.mean
    assert [each.cost.mean for each in part.standings if each.cost] == [
        each.cost.mean for each in alone.found.standings if each.cost
    ]


def test_each_system_has_its_own_share_gain_and_price(two):
    parts = parts_of(two.found)
    assert len(parts) == 2
    text = {line.label: line.text for line in systems_lines(two.found, parts, None)}
    assert list(text) == ["", "Sooner", "The price", "Gains", "How sure"]
    for part in parts:
        live = part.found.standings[part.found.leader].figures.live.mean
        assert f"{round(100 * live)}% in “{part.name}”" in text[""]
        assert f"“{part.short}”" in text["Sooner"]
        gain = max(each.figures.live.mean for each in part.found.differences)
        assert f"+{round(100 * gain)} points in “{part.short}”" in text["Gains"]


def test_plans_that_all_have_fewer_live_than_the_baseline_are_not_called_gains():
    asked = ("system=one_ics,south_london", "strategy=hin_playbook,none", "system.organisations=20")
    told = dict(sim.compare(*asked, **SMALL).verdict.lines)
    assert "Gains" not in told
    assert told["Others"].startswith("compared with “The whole playbook”: “No spread partner”")
    assert told["Others"].count("points fewer in") == 2
    assert "-" not in told["Others"]


def test_the_five_lines_say_whether_the_order_of_plans_holds(two):
    assert "The order of plans holds in both." in two.verdict.lines[0][1]


def test_no_plan_is_held_against_a_plan_of_another_system(two):
    for part in parts_of(two.found):
        others = [each.name for each in parts_of(two.found) if each is not part]
        assert not any(name in each.name for name in others for each in part.found.plans)
    assert "against" not in two.verdict.lines[0][1]


def test_systems_with_different_best_plans_are_told_apart(two):
    found = two.found
    shown = [0, 1, 2, 5, 4, 3]  # the second system's first and last plan change places
    outcomes = tuple(found.outcomes[k] for k in shown)
    standings = tuple(found.standings[k] for k in shown)
    first = answer(replace(found, outcomes=outcomes, standings=standings))[0][1]
    assert first.startswith("Which plan gets most live depends on the system")


def test_assumptions_are_counted_within_each_system(two):
    live = np.tile([0.9, 0.1, 0.5, 0.1, 0.2, 0.4], (10, 1))
    live[:3] = [0.9, 0.1, 0.95, 0.1, 0.2, 0.4]
    first, second = parts_of(two.found)
    told = dict(answer(two.found, _under_sets(two.found, live)))["How sure"]
    start = f"first in 3 (“{first.short}”, 40 to 85 points) and 10 (“{second.short}”, 20 to 20"
    assert told.startswith(start)
    assert "points) of 10 sets of assumptions that fit what is known" in told


def _first_is_first_in(sets):
    """Shares live with the plans of two systems; the first system's leader leads in a few of 10."""
    live = np.tile([0.9, 0.1, 0.5, 0.1, 0.2, 0.4], (10, 1))
    live[:sets, 2] = 0.95
    return live


def test_a_leader_that_is_first_in_few_sets_of_its_system_says_so_in_the_headline(two):
    first, _ = parts_of(two.found)
    told = answer(two.found, _under_sets(two.found, _first_is_first_in(3)))[0][1]
    assert f"But in “{first.short}” which plan is first depends on the assumptions." in told
    told = answer(two.found, _under_sets(two.found, _first_is_first_in(0)))[0][1]
    assert f"But in “{first.short}” another plan is first in more sets of assumptions." in told


def test_an_answer_about_several_systems_has_one_but_at_most(two, monkeypatch):
    def worse(found, brief):
        return [f"But “{found.plans[0].label}” lasts better.", "“Another” spends less."]

    monkeypatch.setattr("sim.report.systems_answer.catch", worse)
    said = answer(two.found, _under_sets(two.found, _first_is_first_in(0)))[0][1]
    assert said.count("But") == 1
    assert said.count("lasts better") == 2
    assert "In both “Another” spends less." in said or said.count("spends less") == 2


def test_the_answer_about_three_systems_stays_short():
    found = sim.compare(
        "system=one_ics,specialist_network,few_legacy",
        "strategy=none,big_bang_mandate,hin_playbook",
        "system.organisations=20", **SMALL,
    )  # fmt: skip
    told = " ".join(f"{label} {text}" for label, text in found.verdict.lines)
    assert len(parts_of(found.found)) == 3
    assert words_in(told) <= MOST_WORDS
    assert numbers_in(told) <= MOST_NUMBERS


def test_plans_that_no_other_system_has_are_compared_as_a_whole(alone):
    assert parts_of(alone.found) == []


def test_the_full_account_tables_and_figures_hold_no_plan_against_another_system(two, tmp_path):
    first, second = parts_of(two.found)
    account = " ".join(two.verdict.full)
    assert f"In “{first.name}”: " in account
    assert f"In “{second.name}”: " in account
    folder = two.save(tmp_path / "two", figures=False)
    text = (folder / "verdict.md").read_text(encoding="utf-8")
    assert "# " in text
    for part, other in ((first, second), (second, first)):
        assert f"### {part.name}\n" in text
        assert f"{part.name}: " not in account.replace(f"In “{part.name}”: ", "")
        assert f"ahead of “{other.name}" not in account
    assert list(two._drawings()) == [
        "plans",
        "differences_one_integrated_care_system", "who_gains_one_integrated_care_system",
        "differences_south_london", "who_gains_south_london",
    ]  # fmt: skip
    words = two.figure("differences_south_london").words
    assert "South London: no spread partner" in words
    assert "integrated" not in words
