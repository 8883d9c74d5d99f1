"""Sums in time O(N), compared with their O(N^2) definitions."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import odd_system

from sim.process import sums
from sim.rules import evidence

numbers = st.integers(0, 10**6)


def drawn_system(number):
    """Organisations with few values of maturity, so that many are equal; live sites; sources."""
    chance = np.random.default_rng(number)
    n = int(chance.integers(1, 15))
    types, steps = int(chance.choice([1, 2, 3, n])), int(chance.choice([1, 3, 1000]))
    system = odd_system(nx.empty_graph(n), types=types, seed=number, steps=steps)
    made = chance.random(n) * (chance.random(n) < 0.5)
    return system.arrays, made, chance.random(n) < chance.choice([0.0, 0.2, 0.6])


def spread(arrays, made, scale):
    """Both sums of `spread_of_evidence`, in two passes."""
    n, types = len(made), arrays.type.max() + 1
    along, within, alike, alike_same_type = np.zeros((4, n))
    room = np.full(types, np.nan)  # what is left in it must not matter
    sums.fades(arrays.by_maturity, arrays.type, arrays.maturity, scale, room, along, within)
    sums.spread_of_evidence(
        arrays.by_maturity, arrays.type, made, along, within, room, alike, alike_same_type
    )
    return alike, alike_same_type


def fit_of(arrays, source, scale, across, plan):
    fit = np.full(len(source), np.nan)
    room = np.full(arrays.type.max() + 1, np.nan)
    sums.nearest_fit(
        arrays.by_maturity, arrays.type, arrays.maturity, source, scale, across, plan, room, fit
    )
    return fit


def near(arrays, i, j, scale):
    return evidence.nearness(float(arrays.maturity[i]), float(arrays.maturity[j]), scale)


@pytest.mark.parametrize("scale", [0.01, 0.3, 10.0])
@given(number=numbers)
def test_evidence_spreads_as_the_sum_over_all_pairs(number, scale):
    """S_i = sum over j of gen_j exp(-|M_i - M_j| / s), j = i included (E5)."""
    arrays, made, _ = drawn_system(number)
    alike, alike_same_type = spread(arrays, made, scale)
    everybody = range(len(made))
    for i in everybody:
        written = [made[j] * near(arrays, i, j, scale) for j in everybody]
        same = [written[j] for j in everybody if arrays.type[j] == arrays.type[i]]
        assert alike[i] == pytest.approx(sum(written), rel=1e-9, abs=1e-15)
        assert alike_same_type[i] == pytest.approx(sum(same), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("across", [0.0, 0.15, 1.0])
@pytest.mark.parametrize("plan", [0.0, 0.7])
@given(number=numbers)
def test_the_fit_of_tools_is_that_of_the_most_similar_source(number, across, plan):
    """fit_i = max over sources j of plan + (1 - plan) sim_ij; 0 without a source."""
    arrays, _, source = drawn_system(number)
    fit = fit_of(arrays, source, 0.3, across, plan)
    for i in range(len(source)):
        best = 0.0
        for j in np.flatnonzero(source):
            same = bool(arrays.type[i] == arrays.type[j])
            likeness = evidence.likeness(near(arrays, i, j, 0.3), same, across)
            best = max(best, evidence.usable(likeness, plan))
        assert fit[i] == pytest.approx(best, rel=1e-12)


@given(numbers)
def test_with_a_single_type_both_sums_are_equal(number):
    arrays, made, _ = drawn_system(number)
    one_type = arrays._replace(type=np.zeros_like(arrays.type))
    alike, alike_same_type = spread(one_type, made, 0.3)
    assert alike.tolist() == alike_same_type.tolist()


@given(numbers)
def test_if_nobody_shares_a_type_only_own_evidence_counts_within_it(number):
    arrays, made, _ = drawn_system(number)
    alone = arrays._replace(type=np.arange(len(made)))
    assert spread(alone, made, 0.3)[1].tolist() == made.tolist()


def test_evidence_of_three_sites_by_hand():
    """Maturities .2, .5, .5 at a scale of .3: .2 and .5 are 1/e alike."""
    system = odd_system(nx.empty_graph(3), types=2)
    maturity = np.array([0.5, 0.2, 0.5])
    arrays = system.arrays._replace(
        maturity=maturity, by_maturity=np.argsort(maturity, kind="stable")
    )
    made, e = np.array([0.1, 0.2, 0.4]), 0.36787944
    alike, alike_same_type = spread(arrays, made, 0.3)
    assert alike == pytest.approx([0.5 + 0.2 * e, 0.2 + 0.5 * e, 0.5 + 0.2 * e])
    assert arrays.type.tolist() == [0, 1, 0]
    assert alike_same_type == pytest.approx([0.5, 0.2, 0.5])
    fit = fit_of(arrays, np.array([False, True, False]), 0.3, 0.15, 0.7)
    assert fit == pytest.approx([0.7 + 0.3 * 0.15 * e, 1.0, 0.7 + 0.3 * 0.15 * e])


def test_one_organisation_has_its_own_evidence():
    arrays = odd_system(nx.empty_graph(1), types=1).arrays
    assert [each.tolist() for each in spread(arrays, np.array([0.4]), 0.3)] == [[0.4], [0.4]]
    assert fit_of(arrays, np.array([True]), 0.3, 0.15, 0.0).tolist() == [1.0]
    assert fit_of(arrays, np.array([False]), 0.3, 0.15, 0.0).tolist() == [0.0]


def test_time_grows_with_the_organisations_not_with_their_pairs():
    """Likeness is worked out twice for each organisation, and not again."""
    asked, whole = [], evidence.nearness
    arrays = odd_system(nx.empty_graph(500), types=5, steps=1000).arrays
    try:
        evidence.nearness = lambda *a: asked.append(a) or whole(*a)
        spread(arrays, np.ones(500), 0.3)
    finally:
        evidence.nearness = whole
    assert len(asked) <= 1000
