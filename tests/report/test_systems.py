"""Plans of different systems are compared within each, and the order is compared between them."""

from dataclasses import replace

import pytest

import sim
from sim.report.systems import across_systems, places_of

SMALL = {"replicates": 16, "months": 24}


@pytest.fixture(scope="module")
def two_systems():
    return sim.compare(
        "system=one_ics,specialist_network", "strategy=none,hin_playbook",
        "system.organisations=20", **SMALL,
    )  # fmt: skip


def test_each_plan_is_held_against_the_first_of_its_own_system(two_systems):
    found = two_systems.found
    first, second = places_of(found)
    assert list(first.plans.values()) == [0, 1]
    assert list(second.plans.values()) == [2, 3]
    text = " ".join(across_systems(found))
    for none, whole, place in ((0, 1, first), (2, 3, second)):
        live = [each.figures.live.mean for each in found.standings]
        gain = found.outcomes[whole].live[:, 24].mean() - found.outcomes[none].live[:, 24].mean()
        assert gain == pytest.approx(live[whole] - live[none])
        said = text.partition(f"In “{place.name}”")[2].partition(" percentage points")[0]
        assert float(said.split()[-1]) == pytest.approx(100 * abs(gain), abs=1)


def test_the_verdict_says_whether_the_order_of_plans_holds(two_systems):
    text = " ".join(two_systems.verdict.full)
    assert "These plans are of different systems or innovations" in text
    ends = ("order of plans holds in both.", "change places.", "some cannot be told apart.")
    assert any(each in text for each in ends)


def test_plans_that_change_places_are_named():
    turned = sim.compare(
        "system=one_ics,specialist_network", "strategy.pilots=0,15", "strategy=none",
        "system.organisations=20", **SMALL,
    )  # fmt: skip
    found = turned.found
    order = found.outcomes[0], found.outcomes[1], found.outcomes[3], found.outcomes[2]
    assert list(across_systems(replace(found, outcomes=order)))[-1] == (
        "The order does not hold in all of them: “No pilots” and “15 pilots” change places."
    )
    assert list(across_systems(found))[-1] == "The order of plans holds in both."


@pytest.mark.parametrize("varied", ["strategy=none,hin_playbook", "system.approvals=1,3"])
def test_plans_of_one_system_say_nothing_of_systems(varied):
    found = sim.compare(varied, "system.organisations=20", **SMALL).found
    assert list(across_systems(found)) == []


def test_plans_that_only_differ_by_their_system_are_not_ranked():
    found = sim.compare(
        "system=one_ics,specialist_network", "system.organisations=20", **SMALL
    ).found
    assert "No two plans are in all of them" in " ".join(across_systems(found))
