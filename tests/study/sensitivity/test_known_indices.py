"""Indices of functions whose indices are known, by the code that plans go through."""

import numpy as np
import pytest
from known_functions import Known, matters_to, space_of_numbers

from sim.study.sensitivity.variance import indices_of

WEIGHTS = np.array([4.0, 2.0, 1.0, 0.0])
SHARES = WEIGHTS**2 / (WEIGHTS**2).sum()


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def linear(x):
    return x @ WEIGHTS


def by_name(found, values):
    return dict(zip(found.names, values.tolist(), strict=True))


def test_the_function_of_ishigami_has_its_analytic_indices():
    """a = 7, b = 0.1 (Saltelli et al. 2000): the third input acts only together with the first."""
    space = space_of_numbers("a", "b", "c", low=-np.pi, high=np.pi)
    found = matters_to(Known(ishigami), space, points=1024)

    first, total = (by_name(found, each) for each in (found.indices.first, found.indices.total))
    assert first == pytest.approx({"a": 0.314, "b": 0.442, "c": 0.0}, abs=0.05)
    assert total == pytest.approx({"a": 0.558, "b": 0.442, "c": 0.244}, abs=0.05)
    assert found.names[0] == "a"
    assert found.luck == 0


def test_an_additive_function_has_first_indices_that_sum_to_one():
    space = space_of_numbers("a", "b", "c", "d")
    found = matters_to(Known(linear), space, points=1024)

    assert found.indices.sum_of_first == pytest.approx(1, abs=0.03)
    assert by_name(found, found.indices.total) == pytest.approx(
        dict(zip("abcd", SHARES, strict=True)), abs=0.02
    )
    assert not found.indices.told()[found.names.index("d")]


def test_luck_is_told_apart_from_what_numbers_do():
    """A change that only upsets later events has an index, all of which is luck."""
    space = space_of_numbers("a", "b", "c", "d")
    found = matters_to(Known(linear, luck=0.4, chaos=0.8), space, points=1024)
    indices, place = found.indices, found.names.index("d")

    truth = linear(np.random.default_rng(1).random((100_000, 4))).var()
    noise = 0.4**2 + 0.8**2
    assert found.luck == pytest.approx(noise / (noise + truth), abs=0.04)
    assert indices.floor[place] > 0.1
    assert indices.total_ends[0, place] < 0 < indices.total_ends[1, place]
    assert not indices.told()[place]
    assert by_name(found, indices.total) == pytest.approx(
        dict(zip("abcd", SHARES, strict=True)), abs=0.08
    )


def test_only_luck_leaves_nothing_told():
    """Among six numbers that do nothing, hardly one has an interval above 0."""
    space = space_of_numbers(*"abcdef")
    found = matters_to(Known(lambda x: np.zeros(len(x)), luck=1, chaos=1), space, points=512)
    assert found.indices.told().sum() <= 1
    assert found.luck == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize(("scale", "shift"), [(10.0, 3.0), (-0.2, 0.0)])
def test_indices_have_no_unit(scale, shift):
    rng = np.random.default_rng(3)
    found = rng.normal(size=(64, 5, 2))
    one, other = indices_of(found, 0, 50), indices_of(scale * found + shift, 0, 50)
    assert one.first == pytest.approx(other.first)
    assert one.total == pytest.approx(other.total)
    assert one.total_ends == pytest.approx(other.total_ends)
    assert one.luck == pytest.approx(other.luck)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Over forty seeds, nine in ten at least of the 95 % intervals of the largest index."""
    space, held = space_of_numbers("a", "b", "c", "d"), 0
    for seed in range(40):
        found = matters_to(Known(linear, chaos=0.3, seed=seed), space, points=64)
        low, high = found.indices.total_ends[:, found.names.index("a")]
        held += low <= SHARES[0] <= high
    assert held >= 34


def test_a_bar_goes_from_one_end_to_the_other():
    space = space_of_numbers("a", "b")
    found = matters_to(Known(lambda x: 4 * x[:, 0] - 2 * x[:, 1], chaos=0.01), space, points=64)
    bar = found.bar("a")
    assert bar.at == pytest.approx((0.1, 0.9))
    assert (bar.low, bar.high) == pytest.approx((4 * 0.1 - 1, 4 * 0.9 - 1), abs=0.02)
    assert found.bar("b").moves == pytest.approx(-1.6, abs=0.02)
    assert 0 < bar.half < 0.02
    assert found.usual.value == pytest.approx(1, abs=0.02)
