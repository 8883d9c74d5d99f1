"""Values of a scenario by their dotted keys."""

import pytest

from sim.params import Scenario, System
from sim.params.errors import UserError
from sim.study.dotted import value_of, with_value


def test_a_value_is_changed_in_a_copy():
    before = Scenario()
    after = with_value(before, "system.board_interval", 3)
    assert (value_of(before, "system.board_interval"), after.system.board_interval) == (2, 3)
    assert after.assumptions is before.assumptions
    assert with_value({"a": System()}, "a.regions", 4)["a"].regions == 4


def test_a_key_that_there_is_not_is_refused():
    with pytest.raises(UserError, match=r"assumptions\.comitment"):
        value_of(Scenario(), "assumptions.comitment")
