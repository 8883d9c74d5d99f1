"""Dials computed in advance: exact at the settings that were run, close in between."""

import base64

import numpy as np
import pytest

from sim.engines.simulate import simulate
from sim.page.answers import turned
from sim.page.grid import POINTS, Grid, HeldOut, Ruler, kept_as, scale_for
from sim.page.grid_design import Range, check, grid, kept_months, settings_drawn
from sim.params.errors import UserError

MONTHS = [0, 3, 6]


def lines_of(levels):
    """Rulers that join neighbouring levels by straight lines."""
    return {key: Ruler(own, np.eye(len(own))) for key, own in levels.items()}


def by_hand():
    """Two dials with two levels each; live at month 3 is 0, 0.2, 0.4 and 1 at the four corners."""
    means = np.zeros((2, 2, 3, 3))
    means[..., 0, 1] = [[0.0, 0.2], [0.4, 1.0]]
    levels = {"a": [0.0, 10.0], "b": [1.0, 3.0]}
    return Grid("plan0", "uptake run", levels, lines_of(levels), MONTHS, means, means / 10, 8)


def test_half_way_between_four_corners_is_their_mean_and_months_in_between_are_linear():
    live = by_hand().at({"a": 5.0, "b": 2.0})[0]
    assert live.tolist() == pytest.approx([0, 0.4 / 3, 0.8 / 3, 0.4, 0.8 / 3, 0.4 / 3, 0])


def test_a_quarter_along_one_dial_by_hand():
    """Three quarters of 0.2 and one quarter of 1."""
    assert by_hand().at({"a": 2.5, "b": 3.0})[0, 3] == pytest.approx(0.75 * 0.2 + 0.25 * 1.0)


def test_the_weights_of_a_ruler_by_hand():
    """At 5 a quarter of the way, so at 2.5 an eighth and at 7.5 five eighths: of 0.2 to 1."""
    found = by_hand()
    found.rulers["a"] = Ruler([0.0, 5.0, 10.0], np.array([[1.0, 0.0], [0.75, 0.25], [0.0, 1.0]]))
    live = [found.at({"a": a, "b": 3.0})[0, 3] for a in (0.0, 2.5, 5.0, 7.5, 10.0)]
    assert live == pytest.approx([0.2, 0.3, 0.4, 0.7, 1.0])


def test_shares_stay_between_0_and_1_with_negative_weights():
    found = by_hand()
    found.rulers["a"] = Ruler([0.0, 5.0, 10.0], np.array([[1.0, 0.0], [-0.5, 1.5], [0.0, 1.0]]))
    assert found.at({"a": 5.0, "b": 3.0})[0, 3] == 1.0
    found.rulers["a"] = Ruler([0.0, 5.0, 10.0], np.array([[1.0, 0.0], [1.5, -0.5], [0.0, 1.0]]))
    assert found.at({"a": 5.0, "b": 3.0})[0, 3] == 0.0


def test_ranges_are_interpolated_as_the_means_are():
    found = by_hand()
    setting = {"a": 7.0, "b": 1.4}
    assert found.half_width_at(setting) == pytest.approx(found.at(setting) / 10)


@pytest.mark.parametrize("setting", [{"a": 10.1, "b": 2}, {"a": -0.1, "b": 2}, {"a": 5}])
def test_there_is_no_answer_outside_the_design(setting):
    with pytest.raises(UserError):
        by_hand().at(setting)


def test_at_every_level_the_grid_is_the_real_run(made, base):
    for place in (0, -1):
        setting = {key: levels[place] for key, levels in made.levels.items()}
        values = setting | {"system.board_interval": int(setting["system.board_interval"])}
        run = simulate(turned(base, values), base.replicates, base.outcomes.seed)
        kept = made.at(setting)[0][made.months]
        mean = run.live.mean(axis=0)[made.months]
        assert kept == pytest.approx(mean, abs=0.5 / made.scale)


def test_held_out_settings_are_within_three_points_of_real_runs_as_often_as_stated(base):
    """Nineteen in twenty of the forty held-out settings, and of forty others."""
    ranges = (
        Range("strategy.budget_per_organisation", 300.0, 900.0),
        Range("strategy.shift.one2one", -0.1, 0.2),
        Range("system.board_interval", 1, 4),
    )
    found = grid(base, ranges, held_out=40)
    assert not found.capped
    assert found.held_out.settings == 40
    assert found.held_out.within >= 0.95
    near = 0
    for setting in settings_drawn(ranges, 40, seed=991):
        values = dict(zip(found.levels, setting, strict=True))
        whole = values | {"system.board_interval": int(values["system.board_interval"])}
        run = simulate(turned(base, whole), base.replicates, base.outcomes.seed)
        near += np.abs(found.at(values)[0] - run.live.mean(axis=0)).max() <= POINTS
    assert near >= 0.95 * 40


def test_a_grid_that_may_not_grow_says_that_it_is_not_accurate_enough(base):
    ranges = (
        Range("strategy.budget_per_organisation", 0.0, 1200.0),
        Range("strategy.integration", 0.0, 1.0),
        Range("strategy.pilots", 0, 8),
    )
    found = grid(base, ranges, held_out=20, most_cells=27)
    assert found.capped == (found.held_out.within < 0.95)
    assert found.capped


def test_whole_numbers_stay_whole(base):
    found = grid(base, (Range("strategy.pilots", 0, 5),), held_out=6)
    assert all(each == round(each) for each in found.levels["strategy.pilots"])


def test_the_page_reads_what_was_computed(made):
    told = made.for_page()
    raw = np.frombuffer(base64.b64decode(told["values"]), "<u2") / told["scale"]
    assert raw.reshape(made.means.shape) == pytest.approx(made.means, abs=1e-12)
    assert [len(each) for each in told["levels"]] == list(made.means.shape[:-2])
    for own, known in zip(told["rulers"], made.rulers.values(), strict=True):
        assert own["places"] == pytest.approx(known.places, abs=1e-9)
        assert np.array(own["weights"]).tolist() == known.weights.tolist()
    assert told["held_out"]["within"] == pytest.approx(made.held_out.within, abs=1e-4)
    assert told["held_out"]["points"] == POINTS
    assert told["series"] == ["live", "embedded", "abandoned"]


@pytest.mark.parametrize(
    ("ranges", "told"),
    [
        ((), "between 1 and 5"),
        ((Range("strategy.pilots", 3, 3),), "below"),
        ((Range("strategy.pilots", 0, 3), Range("strategy.pilots", 0, 2)), "twice"),
        (
            (Range("strategy.shift.comms", 0, 0.6), Range("strategy.shift.cop", 0, 0.6)),
            "cannot all be at their ends",
        ),
    ],
)
def test_dials_that_cannot_be_computed_are_refused(base, ranges, told):
    with pytest.raises(UserError, match=told):
        check(base, ranges)


def test_many_settings_are_stored_in_one_byte_each_and_read_back_as_tested():
    shares = np.random.default_rng(1).random((21, 20, 3, 3))
    levels = {"a": list(range(21)), "b": list(range(20))}
    kept = kept_as(shares, scale_for(420))
    found = Grid("plan0", "uptake run", levels, lines_of(levels), MONTHS, kept, kept, 8,
                 HeldOut(1, 1.0, 0.0))  # fmt: skip
    told = found.for_page()
    raw = np.frombuffer(base64.b64decode(told["values"]), "u1") / told["scale"]
    assert raw.reshape(shares.shape) == pytest.approx(kept, abs=1e-12)
    assert kept == pytest.approx(shares, abs=0.5 / 255)


def test_months_are_kept_where_curves_bend():
    """A line up to month 4 and level from there, so three months are enough."""
    curve = np.minimum(np.arange(11), 4) / 4
    assert kept_months(curve[None, :]) == [0, 4, 10]
    assert kept_months(np.stack([curve, curve[::-1]])) == [0, 4, 6, 10]
