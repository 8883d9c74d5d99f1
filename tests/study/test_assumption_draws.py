"""A set of assumptions put into a scenario; what somebody meant keeps its value, and it is said."""

import pytest

from sim.config import load
from sim.config.distributions import distributions
from sim.params import Aggregator, Assumptions, OutOfRangeError, Scenario
from sim.params.errors import UserError
from sim.study.assumption_draws import DIFFERS, GIVEN, NARROW, SPREAD, WIDEST, held_keys, with_set

RATE, FROM, FORM = (
    "assumptions.commitment_rate", "assumptions.abandon_from", "assumptions.aggregator",
)  # fmt: skip


def test_a_set_changes_a_copy_and_gives_each_few_runs_a_system_of_their_own():
    before = Scenario()
    after = with_set(before, (RATE, FROM, FORM, "levers.cop.capacity"), (1.5, 3.2, 2, 0.4), 2)

    assert after.assumptions.commitment_rate == 1.5
    assert (after.assumptions.abandon_from, type(after.assumptions.abandon_from)) == (3, int)
    assert after.assumptions.aggregator is Aggregator.weakest
    assert after.levers.cop.capacity == 0.4
    assert after.assumptions.replicates_per_system == 2
    assert before == Scenario()


def test_a_switch_is_drawn_as_no_or_yes():
    assert with_set(Scenario(), ("process.count",), (1.0,)).process.count is True


def test_a_value_that_the_model_does_not_allow_is_refused():
    with pytest.raises(OutOfRangeError, match=r"assumptions\.top_threshold"):
        with_set(Scenario(), ("assumptions.top_threshold",), (2.0,))


def test_what_a_preset_or_the_user_set_is_held():
    scenario = load(["system=specialist_network", f"{RATE}=1.7"])
    keys = (RATE, "system.ties_other_region", "system.ties_same_type", FROM)
    assert held_keys([scenario], keys) == dict.fromkeys(
        (RATE, "system.ties_other_region", "system.ties_same_type"), GIVEN
    )


def test_what_was_typed_is_held_at_the_value_that_it_has_anyway_too():
    assert held_keys([Scenario()], (RATE, FROM)) == {}
    assert held_keys([Scenario()], (RATE, FROM), {RATE}) == {RATE: GIVEN}
    cop = ("levers.cop.capacity", "levers.comms.capacity")
    assert held_keys([Scenario()], cop, {"levers.cop"}) == {cop[0]: GIVEN}


def test_what_plans_differ_in_is_held():
    scenarios = [Scenario(), Scenario(assumptions=Assumptions(commitment_rate=3.0))]
    assert held_keys(scenarios, (RATE, FROM)) == {RATE: DIFFERS}


def test_an_unknown_key_is_refused():
    with pytest.raises(UserError, match="there is no parameter with that name"):
        held_keys([Scenario()], ("assumptions.comitment_rate",))


def test_a_spread_that_a_mean_near_the_end_cannot_have_is_held():
    """A Beta with mean 0.05 has a standard deviation below 0.22."""
    assert held_keys([load(["system.capacity=0.05"])], (SPREAD,)) == {SPREAD: NARROW}
    assert held_keys([load(["system.capacity=0.2"])], (SPREAD,)) == {}
    assert distributions()[SPREAD].high < WIDEST
