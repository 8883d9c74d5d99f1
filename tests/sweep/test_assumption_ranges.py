"""A sweep of all assumptions: every range is drawn but for what somebody gave a value."""

import warnings

import pytest

from sim.config import assumption_ranges
from sim.params.errors import UserError
from sim.study.sweep.design import OWN
from sim.study.sweep.typed import Wishes, design_of

ALL = Wishes(sample=4, ranges="assumptions")
TIES = {"system.ties_same_region", "system.ties_other_region", "system.ties_same_type"}


def test_all_ranges_are_drawn_where_nobody_gives_a_value():
    design = design_of(["system=south_london", "strategy=none,one_to_one"], ALL)
    assert design.sample.ranges == {key: tuple(ends) for key, ends in assumption_ranges().items()}


def test_what_is_typed_is_not_drawn():
    design = design_of(["assumptions.top_threshold=0.4", "system.ties_same_type=0.1,0.2"], ALL)
    left_out = {"assumptions.top_threshold", "system.ties_same_type"}
    assert set(assumption_ranges()) - set(design.sample.ranges) == left_out


@pytest.mark.parametrize(
    "texts",
    [
        ["system=specialist_network"],
        ["system=south_london,specialist_network"],
        ["scenario=freed_england"],
        ["strategy=none,one_to_one", "scenario=avt_london,freed_england"],
    ],
)
def test_what_a_preset_gives_a_value_is_not_drawn_and_it_is_said(texts):
    with pytest.warns(UserWarning, match=r"system\.ties_same_region.*: not drawn"):
        design = design_of(texts, ALL)
    assert set(assumption_ranges()) - set(design.sample.ranges) == TIES


def test_each_assumption_by_itself_has_two_cells_or_one_where_an_end_is_usual():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        design = design_of([], Wishes(ranges="assumptions", alone=True))
    ranged = [axis for axis in design.axes if axis.key not in OWN]
    assert [len(axis.values) for axis in ranged] == [2] * len(assumption_ranges())


def test_ranges_of_another_name_are_refused():
    with pytest.raises(UserError, match="the ranges that there are: assumptions"):
        design_of([], Wishes(sample=4, ranges="presets"))
