"""Evidence, likeness and exposure (E5, E6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.params.names import ABANDONED, EMBEDDED, IMPLEMENTING, STAGES
from sim.rules import evidence

share = st.floats(0, 1)
change = st.floats(-1, 1)
sites = st.lists(st.tuples(share, share, st.booleans()), max_size=12)


def test_made_evidence_by_hand():
    assert evidence.made_evidence(6.0, 6.0) == pytest.approx(0.6321206)  # 1 - 1/e
    assert evidence.made_evidence(0.0, 6.0) == 0.0


def test_likeness_by_hand():
    assert evidence.nearness(0.4, 0.7, 0.3) == pytest.approx(0.3678794)  # 1/e: one scale apart
    assert evidence.likeness(0.5, True, 0.15) == 0.5
    assert evidence.likeness(0.5, False, 0.15) == pytest.approx(0.075)  # .15 x .5


def test_usable_by_hand():
    assert evidence.usable(0.4, 0.7) == pytest.approx(0.82)  # .7 + .3 x .4


def test_along_tie_by_hand():
    assert evidence.carried(0.8, 0.6) == pytest.approx(0.48)
    # .82 x .5 x (.12 x 2.5), from a pilot; .82 x .5 x .12, from another
    assert evidence.pilot_weight(True, 1.5) == 2.5
    assert evidence.pilot_weight(False, 1.5) == 1.0
    assert evidence.along_tie(0.82, 0.5, 0.12, 2.5) == pytest.approx(0.123)
    assert evidence.along_tie(0.82, 0.5, 0.12, 1.0) == pytest.approx(0.0492)


def test_pooled_by_hand():
    # .7 x 3 + .3 x (.15 x 2 + .85 x 1) = 2.1 + .3 x 1.15
    assert evidence.pooled(3.0, 2.0, 1.0, 0.7, 0.15) == pytest.approx(2.445)


def test_pool_reach_by_hand():
    # .25 x (.03 + .2 + .1 + .05) = .25 x .38; at 120 organisations half of it
    assert evidence.pool_reach(0.25, 0.03, 0.2, 0.1, 0.05, 60, 60) == pytest.approx(0.095)
    assert evidence.pool_reach(0.25, 0.03, 0.2, 0.1, 0.05, 120, 60) == pytest.approx(0.0475)


def test_evidence_by_hand():
    assert evidence.evidence(0.5, 1.0, 0.0) == pytest.approx(0.3934693)  # 1 - e^-.5
    assert evidence.evidence(0.5, 0.4, 0.0) == pytest.approx(0.1812692)  # 1 - e^-.2


def test_shown_and_damped_by_hand():
    bad_news = evidence.damped(1.0, 0.3)  # half of a dose of .6
    assert bad_news == pytest.approx(0.7)
    told = [evidence.shown(stage, bad_news, 0.9) for stage in range(len(STAGES))]
    assert told == pytest.approx([0, 0, 0, 0, 0.9, 0.9, 0, -0.7])


def test_what_a_live_site_shows_by_hand():
    """.5 for being live, and .5 more at a gain of .08; nothing at a loss of as much."""
    told = [evidence.shown_live(0.5, y, 0.08, 1.5) for y in (-0.16, -0.08, -0.02, 0, 0.08)]
    assert told == pytest.approx([0, 0, 0.375, 0.5, 1.0])
    assert evidence.shown_live(0.5, 0.4, 0.08, 1.5) == 1.5  # 3, limited


@given(share, change, change, st.floats(0.01, 1))
def test_a_site_that_gains_more_never_shows_less(part, a, b, reference):
    low, high = sorted((a, b))
    told = [evidence.shown_live(part, y, reference, 1.5) for y in (low, high)]
    assert 0.0 <= told[0] <= told[1] <= 1.5
    assert evidence.shown_live(0.0, a, reference, 1.5) == 1.0
    assert evidence.shown_live(part, reference, reference, 1.5) == pytest.approx(1.0)


def test_exposure_by_hand():
    """Ties of .8, .6 and .5 to one embedded, one in the dip, one that gave up; the first usable
    by .5, the second by 1, the third not at all.
    """
    seen = 0.8 * 1.0 + 0.6 * 0.5 - 0.5 * 1.0  # .6
    alike = 0.8 * 0.5 * 1.0 + 0.6 * 0.5  # .7
    assert evidence.exposure(seen, alike, 1.0, 1.0, 3) == pytest.approx(0.2)  # the readiest
    assert evidence.exposure(seen, alike, 0.0, 1.0, 3) == pytest.approx(0.7 / 3)  # the least ready
    assert evidence.exposure(seen, alike, 0.25, 0.8, 3) == pytest.approx(0.18)  # .8 x .675 / 3
    assert evidence.exposure(-0.6, 0.0, 1.0, 1.0, 1) == 0.0
    assert evidence.exposure(0.9, 0.9, 0.5, 2.0, 1) == 1.0
    assert evidence.exposure(0.0, 0.0, 0.5, 1.0, 0) == 0.0  # without neighbours


def test_weighted_share_by_hand():
    assert evidence.weighted_share(0.8, 0.8 + 0.6 + 0.6) == pytest.approx(0.4)
    assert evidence.weighted_share(0.3, 0.3) == 1.0  # a single weak tie, to an adopter
    assert evidence.weighted_share(0.0, 0.0) == 0.0


def test_advocates_by_hand():
    assert evidence.advocates(2, 3.0) == pytest.approx(0.6666667)
    assert evidence.advocates(5, 3.0) == 1.0


def test_felt_exposure_by_hand():
    # .4 x (.6 + .7 x .75) + .04 + .02 = .4 x 1.125 + .06
    assert evidence.felt_exposure(0.4, 0.75, 0.04, 0.02, 0.6, 0.7) == pytest.approx(0.51)


def test_tools_in_use_by_hand():
    assert evidence.tools_in_use(0.6, 0.5) == pytest.approx(0.3)


def test_share_by_hand():
    assert evidence.share(3, 12) == 0.25
    assert evidence.share(1, 1) == 1.0
    assert evidence.share(0, 0) == 0.0


@given(st.floats(0, 200), st.floats(0, 200), st.floats(1, 60))
def test_evidence_of_a_site_grows_up_to_one_and_what_is_left_multiplies(a, b, scale):
    def left(months):
        return 1.0 - evidence.made_evidence(months, scale)

    assert left(a) * left(b) == pytest.approx(left(a + b), abs=1e-12)
    assert 0.0 <= evidence.made_evidence(min(a, b), scale) <= evidence.made_evidence(a, scale) <= 1


@given(share, share, share, st.floats(0.01, 10))
def test_nearness_is_one_at_home_is_mutual_and_multiplies_along_the_way(a, b, c, scale):
    low, middle, high = sorted((a, b, c))
    near = evidence.nearness
    assert near(a, a, scale) == 1.0
    assert near(a, b, scale) == near(b, a, scale)
    whole = near(low, middle, scale) * near(middle, high, scale)
    assert whole == pytest.approx(near(low, high, scale), rel=1e-9)


@given(share, share)
def test_another_type_is_never_more_similar_than_the_same_type(near, across):
    other, own = (evidence.likeness(near, same, across) for same in (False, True))
    assert 0.0 <= other <= own == near
    assert evidence.likeness(near, False, 1.0) == near


@given(share, share, share)
def test_a_plan_for_scale_lets_more_carry_over(likeness, a, b):
    low, high = sorted((a, b))
    assert evidence.usable(likeness, low) <= evidence.usable(likeness, high) + 1e-15
    assert evidence.usable(likeness, 0.0) == likeness
    assert evidence.usable(likeness, 1.0) == 1.0


@given(share, share, share, st.floats(0, 5), st.booleans())
def test_evidence_adds_along_ties_and_a_pilot_never_counts_less(usable, a, weight, more, pilot):
    counts = evidence.pilot_weight(pilot, more)
    assert counts >= 1.0
    assert evidence.pilot_weight(pilot, 0.0) == 1.0
    halves = 2 * evidence.along_tie(usable, a / 2, weight, counts)
    assert halves == pytest.approx(evidence.along_tie(usable, a, weight, counts))


@given(sites, share, share, share)
def test_the_pool_is_the_sum_over_all_sites_of_what_carries_over(sites, plan, across, maturity):
    """E5 as written, site by site, against the three sums that make it linear in N."""
    scale, written, everywhere, alike, alike_same_type = 0.3, 0.0, 0.0, 0.0, 0.0
    for made, other, same in sites:
        near = evidence.nearness(maturity, other, scale)
        likeness = evidence.likeness(near, same, across)
        written += made * evidence.usable(likeness, plan)
        everywhere += made
        alike += made * near
        alike_same_type += made * near * same
    pooled = evidence.pooled(everywhere, alike, alike_same_type, plan, across)
    assert pooled == pytest.approx(written, abs=1e-12)


@given(share, share, share, share, st.integers(1, 5000))
def test_causes_that_let_the_pool_travel_add_and_thin_out_above_the_reference(d, t, c, base, n):
    def reach(data, tools, comms, organisations=60):
        return evidence.pool_reach(0.25, base, data, tools, comms, organisations, 60)

    parts = reach(d, 0, 0) + reach(0, t, 0) + reach(0, 0, c) - 2 * reach(0, 0, 0)
    assert reach(d, t, c) == pytest.approx(parts, abs=1e-12)
    assert reach(d, t, c, n) == pytest.approx(reach(d, t, c) * min(1.0, 60 / n))


@given(st.floats(0, 50), st.floats(0, 50))
def test_hearing_or_believing_more_never_means_less_evidence(a, b):
    low, high = sorted((a, b))
    assert 0.0 <= evidence.evidence(low, 1.0, 0.0) <= evidence.evidence(high, 1.0, 0.0) <= 1.0
    assert evidence.evidence(1.0, low, 0.0) == evidence.evidence(low, 1.0, 0.0)
    assert evidence.evidence(0.0, high, 0.0) == evidence.evidence(high, 0.0, 0.0) == 0.0


@given(share, share)
def test_no_more_comes_along_a_tie_than_its_trust_or_than_is_usable(trust, usable):
    assert evidence.carried(trust, usable) <= min(trust, usable)
    assert evidence.carried(trust, 1.0) == trust
    assert evidence.carried(0.0, usable) == 0.0


@given(st.integers(0, 7), st.floats(0, 5), share, share)
def test_only_sites_that_gave_up_spread_bad_news_and_handling_it_well_damps_it(
    stage, bad, by_derisk, live
):
    shown = evidence.shown(stage, evidence.damped(bad, by_derisk), live)
    assert evidence.damped(bad, 0.0) == bad
    if stage == ABANDONED:
        assert -bad <= shown <= 0.0
    else:
        assert shown == {IMPLEMENTING: live, EMBEDDED: live}.get(stage, 0.0)


@given(st.lists(st.tuples(share, share, st.floats(-5, 1)), max_size=8), share, share)
def test_exposure_is_a_share_that_is_no_more_than_the_trusted_neighbours_show(ties, a, b):
    """Trust, what is usable, and what is shown, of each neighbour."""
    seen = sum(trust * shown for trust, _, shown in ties)
    alike = sum(trust * usable * shown for trust, usable, shown in ties)
    told = [evidence.exposure(seen, alike, rank, 1.0, len(ties)) for rank in sorted((a, b))]
    assert all(0.0 <= each <= max([0.0, *(y for *_, y in ties)]) + 1e-12 for each in told)
    if all(shown >= 0 for *_, shown in ties):
        assert told[0] <= told[1] + 1e-12  # the readier take more from the same examples
    assert evidence.exposure(seen, alike, a, 0.0, len(ties)) == 0.0


@given(st.lists(st.tuples(st.floats(0.1, 2), st.booleans()), max_size=8))
def test_the_weighted_share_of_adopters_is_a_share(neighbours):
    adopters, weights = sum(w * y for w, y in neighbours), sum(w for w, _ in neighbours)
    assert 0.0 <= evidence.weighted_share(adopters, weights) <= 1.0
    assert evidence.weighted_share(weights, weights) == float(bool(neighbours))


@given(st.integers(0, 300), st.integers(0, 300), st.floats(1, 100))
def test_advocates_grow_with_live_sites_and_need_at_least_one(a, b, needed):
    few, many = sorted((a, b))
    assert 0.0 <= evidence.advocates(few, needed) <= evidence.advocates(many, needed) <= 1.0
    assert evidence.advocates(0, needed) == 0.0


@given(share, share, share, share, share)
def test_felt_exposure_is_a_share_that_grows_with_each_cause(exposure, observability, a, b, more):
    def felt(observability=observability, a=a, b=b, least=0.6, by_observability=0.7):
        return evidence.felt_exposure(exposure, observability, a, b, least, by_observability)

    assert 0.0 <= felt() <= felt(a=a + more) <= 1.0
    assert felt() <= felt(b=b + more)
    assert felt() <= felt(observability=min(1.0, observability + more))
    assert felt() <= felt(least=0.6 + more)
    assert felt(least=1.0, by_observability=0.0) == min(exposure + a + b, 1.0)


@given(share, share)
def test_tools_that_do_not_fit_are_of_no_use(stock, fit):
    assert 0.0 <= evidence.tools_in_use(stock, fit) <= stock
    assert evidence.tools_in_use(stock, 0.0) == 0.0


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_share_is_between_0_and_1(part, rest):
    assert 0.0 <= evidence.share(part, part + rest) <= 1.0
