"""A lever is one row of `sim/params/lever_table.py`; `tests/test_recipes.py` adds two."""

from dataclasses import fields

import pytest

from sim.params import Levers, Shares, Shift
from sim.params.lever_table import EVERYBODY, NOBODY, ROWS, Lever, checked
from sim.params.names import LEVERS


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (Lever("x", "x", 1.0, (0.1, 0.0, 0.0, 0.0, 0.0)), "reaches nobody"),
        (Lever("x", "x", 1.0, (0.1, 0.0, 0.0, 0.0, 0.0), NOBODY, "E7"), "reaches nobody"),
        (Lever("x", "x", 1.0), "reaches nobody"),
        (Lever("x", "x", 1.0, reaches=EVERYBODY), "closes no gap"),
    ],
)
def test_a_lever_that_would_take_money_and_do_nothing_is_refused(row, message):
    with pytest.raises(ValueError, match=f"The lever 'x' {message}"):
        checked({"x": row})


def test_a_lever_may_have_another_effect_alone():
    told = {
        "x": Lever("x", "x", 1.0, effect="E7"),
        "y": Lever("y", "y", 1.0, reaches=0, effect="E"),
    }
    assert checked(told) == told


def test_names_parameters_shares_and_shifts_are_those_of_the_rows_in_their_order():
    assert tuple(ROWS) == LEVERS
    for group in (Levers, Shares, Shift):
        assert tuple(each.name for each in fields(group)) == LEVERS
