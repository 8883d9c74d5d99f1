"""Means over the cells of a sweep, by hand."""

from dataclasses import replace

import numpy as np
import pytest
from made_sweeps import BUDGET, MONEY, PILOTS, STRATEGIES, swept

from sim.report.figures.swept_means import by_effect, curve_over, main_keys, means
from sim.study.swept import Estimate

GRID = {"strategy": STRATEGIES[:2], BUDGET: MONEY}


def with_means(made, mean, half=0.01):
    mean = np.array(mean, float)
    half = np.broadcast_to(half, mean.shape)
    return replace(made, done=np.isfinite(mean), estimate=Estimate(mean, mean - half, mean + half))


def test_a_mean_by_one_key_is_over_the_values_of_the_other():
    made = with_means(swept(GRID), [0.1, 0.2, 0.6, 0.3, 0.4, 0.8])
    assert means(made, [0]).estimate.mean == pytest.approx([0.3, 0.5])
    found = means(made, [1])
    assert found.estimate.mean == pytest.approx([0.2, 0.3, 0.7])
    assert (found.over, found.is_even) == (2, True)


def test_both_keys_give_the_cells_themselves_in_the_order_asked():
    made = with_means(swept(GRID), [0.1, 0.2, 0.6, 0.3, 0.4, 0.8])
    assert means(made, [0, 1]).estimate.mean.tolist() == [0.1, 0.2, 0.6, 0.3, 0.4, 0.8]
    assert means(made, [1, 0]).estimate.mean.tolist() == [0.1, 0.3, 0.2, 0.4, 0.6, 0.8]


def test_like_is_compared_with_like_where_a_cell_is_missing():
    """Without £900 for the second strategy, £900 is left out for the first as well."""
    made = with_means(swept(GRID), [0.1, 0.2, 0.9, 0.3, 0.4, np.nan])
    found = means(made, [0])
    assert found.estimate.mean == pytest.approx([0.15, 0.35])
    assert found.is_even


def test_means_of_the_cells_there_are_say_so_if_nothing_is_complete():
    made = with_means(swept(GRID), [0.1, np.nan, np.nan, np.nan, 0.4, np.nan])
    found = means(made, [0])
    assert found.estimate.mean == pytest.approx([0.1, 0.4])
    assert not found.is_even


def test_a_value_without_any_cell_is_missing_not_0():
    made = with_means(swept(GRID), [0.1, 0.2, np.nan, 0.3, 0.4, np.nan])
    found = means(made, [1])
    assert np.isnan(found.estimate.mean).tolist() == [False, False, True]
    assert found.estimate.mean[:2] == pytest.approx([0.2, 0.3])


def test_over_seeds_an_interval_shrinks_and_over_other_keys_it_does_not():
    seeds = with_means(swept({BUDGET: MONEY[:1], "seed": (1, 2, 3, 4)}), [0.4] * 4, 0.02)
    assert means(seeds, [0]).estimate.high[0] == pytest.approx(0.41)
    pilots = with_means(swept({BUDGET: MONEY[:1], PILOTS: (1, 2, 3, 4)}), [0.4] * 4, 0.02)
    assert means(pilots, [0]).estimate.high[0] == pytest.approx(0.42)


def test_ends_that_are_not_as_far_from_the_mean_stay_on_their_sides():
    """A share cannot exceed 100 %, so that an interval near it is cut off."""
    made = swept({BUDGET: MONEY[:1], "seed": (1, 2, 3, 4)})
    mean = np.full(4, 0.98)
    made = replace(made, estimate=Estimate(mean, mean - 0.08, mean + 0.02))
    found = means(made, [0]).estimate
    assert (found.low[0], found.high[0]) == pytest.approx((0.94, 0.99))


def test_the_key_with_the_widest_range_of_means_comes_first_and_a_seed_does_not_count():
    made = swept({BUDGET: MONEY, PILOTS: (1, 2), "seed": (1, 2)},
                 value=lambda at, _: 0.1 * at[0] + 0.3 * at[1] + 0.5 * at[2])  # fmt: skip
    ranges = [(made.keys[found.keys[0]].key, size) for size, found in by_effect(made)]
    assert ranges == [(PILOTS, pytest.approx(0.3)), (BUDGET, pytest.approx(0.2))]
    assert main_keys(made) == (0, 1)


def test_of_three_keys_the_two_with_the_widest_ranges_are_drawn_in_the_order_asked():
    made = swept({PILOTS: (1, 2), "strategy": STRATEGIES[:2], BUDGET: MONEY},
                 value=lambda at, _: 0.1 * at[0] + 0.01 * at[1] + 0.3 * at[2])  # fmt: skip
    assert main_keys(made) == (0, 2)


def test_seeds_are_drawn_only_if_nothing_else_varies():
    assert main_keys(swept({"seed": (1, 2)})) == (0,)
    assert main_keys(swept({})) == ()


def test_a_curve_over_cells_is_their_mean_and_only_one_cell_has_a_range_of_replicates():
    made = swept(GRID)
    one, two = (made.curves(cell) for cell in (0, 5))
    pooled = curve_over(made, np.array([0, 5]))
    assert pooled.mean == pytest.approx((one.mean + two.mean) / 2)
    assert np.isnan(pooled.p10).all()
    assert curve_over(made, np.array([5])).p10 == pytest.approx(two.p10)
    assert curve_over(made, np.array([], int)) is None


def test_curves_of_cells_that_are_not_drawn_are_not_read():
    made = swept(GRID, failed=(1,))
    read = []

    def curves(cell):
        read.append(cell)
        return made.curves(cell)

    from sim.report.figures.style import slide_style
    from sim.report.figures.swept_curves import curves as draw

    with slide_style():
        draw(replace(made, curves=curves))
    assert sorted(read) == [0, 2, 3, 4, 5]
