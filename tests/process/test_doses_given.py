"""What an organisation is given alone, worked by hand: it acts as what all are offered does."""

import pytest
from made_up import month, settings, someone

from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    IMPLEMENTING,
    LEVERS,
    REJECTED,
    UNAWARE,
)
from sim.process import doses, live_month, staff
from sim.process.aid import Aid, aid_for, give, holds, no_aid
from sim.process.snapshot import snapshot

PRACTISING = {COMMITTED, DECIDING, IMPLEMENTING, EMBEDDED}
BEFORE_LIVE = {UNAWARE, AWARE, COMMITTED, DECIDING, REJECTED, ABANDONED}
ALL = BEFORE_LIVE | PRACTISING
REACHED = {
    "comms": ALL, "cop": PRACTISING, "one2one": ALL, "data": ALL, "govern": ALL,
    "codesign": BEFORE_LIVE, "partner": ALL, "derisk": ALL,
    "grants": {AWARE, COMMITTED, DECIDING, IMPLEMENTING},
}  # fmt: skip


def given(number=0, *, offered=None, **alone):
    made = month(number, **(offered or {}))
    for lever, dose in alone.items():
        made.given[LEVERS.index(lever)] = dose
    return made


def dose(now, lever, **state):
    me = someone(**state)
    return doses.dose(settings(), now, me, snapshot(now, me), LEVERS.index(lever))


@pytest.mark.parametrize("lever", REACHED)
@pytest.mark.parametrize("stage", range(8))
def test_what_is_given_reaches_the_stages_that_the_lever_reaches(lever, stage):
    expected = 0.7 if stage in REACHED[lever] else 0.0
    assert dose(given(**{lever: 0.7}), lever, stage=stage) == expected


@pytest.mark.parametrize("lever", ["comms", "one2one", "data"])
def test_it_reaches_an_organisation_that_the_programme_does_not_mean(lever):
    now = given(offered={lever: 0.9}, **{lever: 0.4})
    assert dose(now, lever, scope=False) == 0.4


@pytest.mark.parametrize(("alone", "expected"), [(0.2, 0.5), (0.8, 0.8)])
def test_the_larger_of_both_doses_counts(alone, expected):
    assert dose(given(offered=dict(data=0.5), data=alone), "data") == expected


def test_templates_given_are_used_as_far_as_co_design_makes_them_relevant():
    """0.5 x (0.6 + 0.4 x 1) with co-design in full, 0.5 x 0.6 without."""
    assert dose(given(standard=0.5, codesign=1.0), "standard") == pytest.approx(0.5)
    assert dose(given(standard=0.5), "standard") == pytest.approx(0.3)


def test_tools_given_help_only_as_far_as_they_fit():
    assert dose(given(tools=0.8), "tools", fit=0.25) == pytest.approx(0.2)
    assert dose(given(tools=0.8), "tools", fit=0.0) == 0.0


def test_one_to_one_help_given_brings_champions_as_a_slot_does():
    """0.02 + 0.08 x dose (E17)."""
    p = settings()
    assert staff.champion_gain(p, given(one2one=0.5), AWARE, False) == pytest.approx(0.06)
    slot = staff.champion_gain(p, given(), AWARE, True)
    assert staff.champion_gain(p, given(one2one=1.0), AWARE, False) == slot


def test_de_risking_given_makes_the_dip_shallower():
    p = settings()
    dips = [
        live_month.performed(p, each, 0.0, 0.0, 1.0, 1.0) for each in (given(), given(derisk=1.0))
    ]
    assert dips[1] == pytest.approx(0.75 * dips[0])


def test_it_lasts_for_its_months_and_is_for_one_organisation():
    aid, now = aid_for(3, 1, 0, 0.6, until=2), given()
    had = []
    for number in range(4):
        now.number = number
        for i in range(3):
            give(aid, now, i)
            had.append(now.given[0])
    assert had == [0, 0.6, 0, 0, 0.6, 0, 0, 0, 0, 0, 0, 0]


def test_nobody_holds_a_lever_that_nobody_is_given():
    assert not holds(no_aid(), 0)
    assert holds(aid_for(3, 1, 0, 0.6, 2), 0)
    assert not holds(aid_for(3, 1, 0, 0.6, 2), 1)
    assert isinstance(no_aid(), Aid)
