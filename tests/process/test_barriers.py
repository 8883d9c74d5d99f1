"""The gaps of one organisation: which doses reach it, which gaps stay open, which one binds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import month, settings, someone

from sim.params import Aggregator, Assumptions, Scenario, names
from sim.params.lever_table import EVERYBODY
from sim.params.names import GAPS, LEVERS, STAGES
from sim.process import barriers, doses
from sim.process.snapshot import snapshot
from sim.process.state import FUND, NOT_HELD
from sim.rules import evidence

LOADS = [0.4, 0.4, 0.7, 0.6, 0.55]
STRENGTHS = [0.5, 0.357, 0.0, 0.45, 0.4]
# Load x (1 - strength): .4 x .5, .4 x .643, .7 x 1, .6 x .55, .55 x .6
OPEN = [0.2, 0.2572, 0.7, 0.33, 0.33]
shares = st.lists(st.floats(0, 1), min_size=5, max_size=5)


def gaps_after(champion=False, one2one=False, strengths=STRENGTHS, loads=LOADS, **doses):
    """The five gaps of a committed organisation under the doses that reach it.

    strengths  the third is the evidence that it knows of
    """
    culture, capacity, heard, maturity, finance = strengths
    me = someone(
        stage=names.COMMITTED, champion=champion, supported=0 if one2one else NOT_HELD,
        culture=culture, capacity=capacity, heard=heard, maturity=maturity, finance=finance,
        legacy=0.5,
    )  # fmt: skip
    now, paid_for = month(**doses), [1.0] * 4 * len(LEVERS)
    barriers.fill_gaps(settings(load=list(loads), spend=paid_for), now, me, snapshot(now, me))
    return now.gaps


def reaching(stage, lever, *, fund=0.0, dose=0.5, fit=0.0, **state):
    now, me = month(**{each: dose for each in LEVERS}), someone(stage=stage, fit=fit, **state)
    now.purse[FUND] = fund
    return doses.dose(settings(), now, me, snapshot(now, me), LEVERS.index(lever))


def faced(gaps, **changes):
    """A month in which an organisation faces these gaps."""
    now = month()
    now.gaps = list(gaps)
    now.resistances = [-math.log(1 - g) for g in gaps]
    return settings(**changes), now


# Doses


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_that_is_alike_for_all_offers_what_the_month_offers(lever, monkeypatch):
    """Whatever kind of lever its row may become: here each of them reaches everybody."""
    monkeypatch.setattr(doses, "REACHES", (EVERYBODY,) * len(LEVERS))
    place, now, me = LEVERS.index(lever), month(**{lever: 0.3}), someone()
    offered = doses.offer(now, snapshot(now, me), place)
    assert not doses.is_alike(place) or offered == doses.dose_alike(now, place)
    assert doses.is_alike(place) == (lever not in LASTING)


LASTING = ["one2one", "grants", "tools"]  # bought by the slot, by the site, or as a stock


@pytest.mark.parametrize("lever", [lever for lever in LEVERS if lever not in LASTING])
def test_a_lever_that_may_reach_nobody_has_no_dose_for_anybody(lever):
    reached = [reaching(stage, lever, dose=0.0, supported=0, fund=1e9) for stage in range(8)]

    assert not doses.may_reach(settings(), month(), LEVERS.index(lever))
    assert not any(reached)
    assert doses.may_reach(settings(), month(**{lever: 0.5}), LEVERS.index(lever))


@pytest.mark.parametrize("lever", LASTING)
@pytest.mark.parametrize("phase", range(4))
def test_what_lasts_may_reach_somebody_once_some_phase_pays_for_it(lever, phase):
    place = LEVERS.index(lever)
    unpaid, paid = [0.0] * 4 * len(LEVERS), [0.0] * 4 * len(LEVERS)
    paid[phase * len(LEVERS) + place] = 1.0

    assert not doses.may_reach(settings(spend=unpaid), month(), place)
    assert doses.may_reach(settings(spend=paid), month(), place)


@pytest.mark.parametrize("lever", ["comms", "data", "govern", "partner", "derisk"])
def test_some_levers_reach_everybody(lever):
    assert [reaching(stage, lever) for stage in range(8)] == [0.5] * 8


@pytest.mark.parametrize("lever", LEVERS)
def test_no_lever_reaches_beyond_the_scope_of_the_programme(lever):
    told = [
        reaching(s, lever, scope=False, fund=35.0, paid=True, supported=0, fit=1.0)
        for s in range(8)
    ]
    assert told == [0.0] * 8


def test_communities_of_practice_reach_only_organisations_committed_or_further():
    told = [reaching(stage, "cop") for stage in range(8)]
    assert dict(zip(STAGES, told, strict=True)) == dict(
        unaware=0, aware=0, committed=0.5, deciding=0.5, implementing=0.5, embedded=0.5,
        rejected=0, abandoned=0,
    )  # fmt: skip


def test_codesign_does_not_reach_live_organisations():
    told = [reaching(stage, "codesign") for stage in range(8)]
    assert told == [0.5, 0.5, 0.5, 0.5, 0.0, 0.0, 0.5, 0.5]


def test_one_to_one_help_reaches_every_holder_of_a_slot_in_full():
    assert [reaching(s, "one2one") for s in range(8)] == [0.0] * 8
    assert [reaching(s, "one2one", supported=0) for s in range(8)] == [1.0] * 8


def test_templates_are_as_usable_as_they_are_relevant_and_tools_as_they_fit():
    assert reaching(1, "standard") == pytest.approx(0.4)  # .5 x (.6 + .4 x .5)
    assert reaching(4, "standard") == pytest.approx(0.3)  # co-design does not reach the live
    assert reaching(1, "tools", fit=0.8) == pytest.approx(0.4)


def test_a_grant_reaches_in_full_or_not_at_all():
    assert [reaching(s, "grants", fund=35.0) for s in range(8)] == [0, 1, 1, 1, 0, 0, 0, 0]
    assert [reaching(s, "grants", paid=True) for s in range(8)] == [0, 0, 0, 0, 1, 0, 0, 0]


# Gaps


def test_gaps_before_anybody_helps_by_hand():
    assert gaps_after() == pytest.approx(OPEN)


def test_a_champion_and_one_to_one_help_by_hand():
    # Champion: culture x .8, capacity x .85.  Help: x .75, x .65, x .85, x .80, x .80
    assert gaps_after(champion=True)[:2] == pytest.approx([0.16, 0.21862])
    both = gaps_after(champion=True, one2one=True)
    assert both == pytest.approx([0.12, 0.142103, 0.595, 0.264, 0.264])


def test_a_diagnosis_by_hand():
    """At a dose of .4, help closes .3 of the evidence gap, the largest, and 4 % less elsewhere."""
    told = gaps_after(champion=True, one2one=True, diagnose=0.4)
    # .16 x (1 - .24), .21862 x (1 - .336), .7 x (1 - .3), .33 x (1 - .192) twice
    assert told == pytest.approx([0.1216, 0.14516368, 0.49, 0.26664, 0.26664])


def test_the_largest_gap_is_judged_after_the_champion_and_before_the_levers_first_on_ties():
    """Culture leads without a champion; with one, .5 x .8 falls behind technology's .45."""
    loads, strengths = [0.5, 0.2, 0.1, 0.45, 0.45], [0.0] * 5
    plain = gaps_after(one2one=True, diagnose=1.0, loads=loads, strengths=strengths)
    assert plain[0] == pytest.approx(0.5 * (1 - 0.25 * 3.5))
    assert plain[3] == plain[4] == pytest.approx(0.45 * (1 - 0.20 * 0.9))
    led = gaps_after(champion=True, one2one=True, diagnose=1.0, loads=loads, strengths=strengths)
    assert led[3] == pytest.approx(0.45 * (1 - 0.20 * 3.5))  # the first of two that are equal
    assert led[4] == pytest.approx(0.45 * (1 - 0.20 * 0.9))
    # Data closes .3 of an evidence gap of .5, but the gap was largest before that.
    data = gaps_after(one2one=True, diagnose=1.0, data=1.0, loads=[0.45, 0, 0.5, 0, 0],
                      strengths=strengths)  # fmt: skip
    assert data[2] == pytest.approx(0.5 * 0.7 * (1 - 0.15 * 3.5))


@given(shares, shares)
def test_a_dose_of_zero_changes_no_gap_by_a_single_bit(loads, strengths):
    zero = {lever: 0.0 for lever in LEVERS}
    told = gaps_after(loads=loads, strengths=strengths, **zero)
    known = [*strengths[:2], evidence.evidence(strengths[2], 1.0, 0.0), *strengths[3:]]
    assert told == [min(d * (1 - s), 0.97) for d, s in zip(loads, known, strict=True)]


@given(shares, shares, st.sampled_from(LEVERS), st.floats(0, 1), st.floats(0, 1))
def test_more_of_a_lever_never_widens_a_gap(loads, strengths, lever, a, b):
    less, more = sorted((a, b))
    wide = gaps_after(loads=loads, strengths=strengths, **{lever: less})
    narrow = gaps_after(loads=loads, strengths=strengths, **{lever: more})
    assert all(n <= w for n, w in zip(narrow, wide, strict=True))


def test_old_systems_widen_the_technical_gap_alone():
    p, now, me = settings(load=[1.0] * 5), month(), someone(legacy=0.8)
    told = [barriers.factor(gap, p, now, me, snapshot(now, me)) for gap in range(5)]
    assert told == pytest.approx([1.0, 1.0, 1.0, 1.3, 1.0])


def test_a_site_faces_the_integration_it_has_reached_and_before_that_the_one_it_starts_with():
    """From .3 by .24 a year: half after ten months, which is neutral."""
    p, now = settings(integration=0.3, integration_ramp=0.24), month()
    for stage, age, expected in (
        (names.DECIDING, 10, [1.12, 0.84]),  # 1.3 - .6 x .3, .6 + .8 x .3
        (names.EMBEDDED, 10, [1.0, 1.0]),
        (names.IMPLEMENTING, 0, [1.12, 0.84]),
    ):
        me = someone(stage=stage, age=age, legacy=0.5)
        told = [
            barriers.factor(gap, p, now, me, snapshot(now, me))
            for gap in (names.CAPACITY, names.TECHNICAL)
        ]
        assert told == pytest.approx(expected)


# What is feasible, and what binds


def test_feasibility_at_each_stage_by_hand():
    """All gaps .5: the product is .5 to the sum of the weights 3, 3, 3.5 and 3."""
    p, now = faced([0.5] * 5)
    told = [barriers.feasible(p, now, row) for row in range(4)]
    assert told == pytest.approx([0.125, 0.125, 0.5**3.5, 0.125])


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        # Weights of deciding .25 .25 .75 .5 1.25 on gaps .2 .1 .6 .4 .3
        ("product", 0.8**0.25 * 0.9**0.25 * 0.4**0.75 * 0.6**0.5 * 0.7**1.25),
        ("additive", 1 - 2.2 * (0.05 + 0.025 + 0.45 + 0.2 + 0.375) / 3),
        ("weakest", 0.4**3),  # the evidence gap, among those with a weight of .5 or more
    ],
)
def test_three_ways_to_make_five_gaps_one_by_hand(how, expected):
    scenario = Scenario(assumptions=Assumptions(aggregator=Aggregator(how)))
    p, now = faced([0.2, 0.1, 0.6, 0.4, 0.3], aggregator=settings(scenario).aggregator)
    assert barriers.feasible(p, now, names.DECIDE) == pytest.approx(expected)


def test_the_weakest_link_overlooks_gaps_of_little_weight():
    """While persuading, the technical and financial gaps weigh .25."""
    p, now = faced([0.2, 0.1, 0.3, 0.9, 0.9], aggregator=2)
    assert barriers.feasible(p, now, names.PERSUADE) == pytest.approx(0.7**3)
    p, now = faced([0.2, 0.8, 0.3, 0.9, 0.9], aggregator=2)  # capacity weighs .5, just enough
    assert barriers.feasible(p, now, names.PERSUADE) == pytest.approx(0.2**3)


def test_the_binding_gap_is_the_one_that_holds_back_most_first_on_ties():
    p, now = faced([0.5] * 5)
    told = [GAPS[barriers.binding(p, now, row)] for row in range(4)]
    # Weights: culture and evidence 1; finance 1.25; capacity 1.25; capacity 1
    assert told == ["cultural", "financial", "capacity", "capacity"]
    p, now = faced([0.0] * 5)
    assert barriers.binding(p, now, names.PERSUADE) == names.CULTURAL
    p, now = faced([0.5, 0.5, 0.51, 0.97, 0.5])
    assert barriers.binding(p, now, names.PERSUADE) == names.TECHNICAL  # .25 x 3.5 above .71


def test_each_stage_is_held_back_by_its_own_weights():
    rows = [barriers.weighed_at(stage) for stage in range(8)]
    p = settings()
    for gap in range(5):
        weights = [barriers.weight(gap, p, row) for row in range(4)]
        assert weights == [p.weight[row * 5 + gap] for row in range(4)]
    persuade, decide = names.PERSUADE, names.DECIDE
    assert rows == [
        persuade, persuade, decide, decide, names.IMPLEMENT, names.SUSTAIN, persuade, persuade,
    ]  # fmt: skip
