"""What an engine is asked for is checked, whoever asks."""

import numpy as np
import pytest

import sim
from sim.params.errors import UserError
from sim.params.names import LARGEST_SEED

TINY = ["system.organisations=3", "strategy=none", "strategy.pilots=0", "clock.months=2"]


@pytest.mark.parametrize("ask", [sim.simulate, sim.run])
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"replicates": -1}, "replicates is -1; it must be 1 or more"),
        ({"replicates": 2.5}, "replicates is 2.5; it must be a whole number, 1 or more"),
        ({"replicates": 10**12}, "at most 1,000,000"),
        ({"seed": -1}, "seed is -1; it must be 0 or more"),
        ({"seed": True}, "seed is True; it must be a whole number"),
        ({"seed": LARGEST_SEED + 1}, "seed is 9223372036854775808; it must be at most"),
        ({"engine": "foo"}, "engine is 'foo'; choose from ensemble, mesa"),
    ],
)
def test_numbers_and_engines_that_there_are_not_are_refused(ask, given, told):
    with pytest.raises(UserError, match=told):
        ask(sim.load(TINY), **{"replicates": 2, **given})


def test_a_first_replicate_below_0_is_refused():
    with pytest.raises(UserError, match="first is -1"):
        sim.simulate(sim.load(TINY), 2, first=-1)


@pytest.mark.parametrize("replicate", [-1, 1.5, 10**6, False])
def test_a_replicate_that_there_is_not_has_no_influence_to_tell(replicate):
    with pytest.raises(UserError, match="replicate is "):
        sim.influence(sim.load(TINY), replicate=replicate)


def test_whole_numbers_of_numpy_are_whole_numbers():
    outcomes = sim.simulate(sim.load(TINY), np.int32(2), np.int64(3))
    assert len(outcomes.replicates) == 2
