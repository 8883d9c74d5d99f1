"""Ties are drawn once for systems that differ in other things."""

import numpy as np
import pytest

from sim import networks
from sim.config import load
from sim.networks import generate
from sim.networks.ties import FOR_TIES, ties_of

SMALL = ["system.organisations=12"]


class Watched:
    """Parameters that note which of their fields are read."""

    def __init__(self, parameters):
        self.parameters, self.read = parameters, set()

    def __getattr__(self, name):
        self.read.add(name)
        return getattr(self.parameters, name)


def test_ties_depend_on_the_named_fields_alone():
    parameters = Watched(load(SMALL).system)
    type, region = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    ties_of(parameters, type, [1.0, 1.0], region, np.random.default_rng(0))
    assert parameters.read == set(FOR_TIES)


@pytest.mark.parametrize(
    "changed",
    ["system.deprived_penalty=0.3", "system.maturity=0.4", "system.ties_same_region=0.9",
     "system.least_trust=0.1", "system.regions=2", "system.types.acute.weight=5",
     "system.types.acute.outside_ties=0.1"],
)  # fmt: skip
def test_a_system_is_the_same_whatever_was_drawn_before(changed):
    other = load([*SMALL, changed]).system
    networks._kept_ties.cache_clear()
    alone = generate(other, 5, 1)
    networks._kept_ties.cache_clear()
    generate(load(SMALL).system, 5, 1)
    after = generate(other, 5, 1)
    for one, two in zip(alone.arrays, after.arrays, strict=True):
        assert np.array_equal(one, two)


def test_ties_are_drawn_once_for_systems_whose_traits_differ():
    networks._kept_ties.cache_clear()
    first = generate(load(SMALL).system, 5, 1)
    other = generate(load([*SMALL, "system.deprived_penalty=0.3"]).system, 5, 1)
    assert other.arrays.peers is first.arrays.peers
    assert not np.array_equal(other.arrays.capacity, first.arrays.capacity)
