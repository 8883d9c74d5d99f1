"""Points in the unit cube become values; causes that numbers share are inputs of their own."""

import numpy as np
import pytest
from scipy.stats import norm

from sim.api.sensitivity import unread_by
from sim.config import load
from sim.config.distributions import distributions
from sim.engines.simulate import simulate
from sim.params.distributions import Distribution
from sim.study.assumption_draws import with_set
from sim.study.sensitivity.space import share_at, space_of

SHARED = 0.5
NUMBERS = {
    "a": Distribution(0.0, 10.0, group="g", shared=SHARED),
    "b": Distribution(1.0, 100.0, log=True, group="g", shared=SHARED),
    "c": Distribution(0.0, 4.0, likely=1.0),
    "d": Distribution(0.0, 2.0, words=("x", "y", "z"), weights=(0.5, 0.0, 0.5)),
}
USUAL = {"a": 2.0, "b": 10.0, "c": 1.0, "d": 2.0}


def uniform(space, count=20_000):
    return np.random.default_rng(0).random((count, len(space.names)))


def test_each_number_keeps_its_distribution_though_its_cause_is_another_input():
    space = space_of(NUMBERS, USUAL)
    assert space.names == ("a", "b", "c", "d", "g")
    values = space.values(uniform(space))
    steps = np.array([0.1, 0.5, 0.9])
    for column, (key, each) in zip(values.T[:3], list(NUMBERS.items())[:3], strict=True):
        assert np.quantile(column, steps) == pytest.approx(each.quantile(steps), rel=0.05), key
    assert set(values[:, 3]) == {0.0, 2.0}


def test_numbers_of_a_group_correlate_as_declared():
    space = space_of(NUMBERS, USUAL)
    a, b, c, _ = space.values(uniform(space)).T
    scores = norm.ppf(np.clip([a / 10, np.log(b) / np.log(100)], 1e-9, 1 - 1e-9))
    assert np.corrcoef(scores)[0, 1] == pytest.approx(SHARED, abs=0.02)
    assert abs(np.corrcoef(a, c)[0, 1]) < 0.03


def test_what_no_input_moves_stays_as_it_is_in_the_plan():
    space = space_of(NUMBERS, USUAL)
    still = np.full((1, 5), np.nan)
    assert space.values(still)[0].tolist() == [*USUAL.values()]
    alone = space.only(["c"])
    assert alone.keys == ("c",)
    assert alone.values(np.array([[0.5]]))[0, 0] == pytest.approx(NUMBERS["c"].quantile(0.5))


def test_a_cause_moves_its_numbers_from_where_they_are():
    """At its middle they have the value of the plan; alone it moves them both the same way."""
    space = space_of(NUMBERS, USUAL, ["g"])
    assert space.keys == ("a", "b")
    low, middle, high = space.values(np.array([[0.1], [0.5], [0.9]]))
    assert middle == pytest.approx([2.0, 10.0], rel=0.01)
    assert (low < middle).all()
    assert (middle < high).all()


def test_a_number_without_its_cause_has_its_whole_range():
    space = space_of(NUMBERS, USUAL, ["a"])
    assert space.values(np.array([[0.1], [0.9]])).T[0] == pytest.approx([1.0, 9.0])


def test_a_value_has_the_share_below_it():
    assert share_at(NUMBERS["a"], 2.0) == pytest.approx(0.2)
    assert share_at(NUMBERS["d"], 0.0) == pytest.approx(0.25, abs=0.01)
    assert share_at(NUMBERS["d"], 2.0) == pytest.approx(0.75, abs=0.01)
    whole = Distribution(1.0, 4.0, whole=True)
    assert share_at(whole, 2.0) == pytest.approx(0.375, abs=0.01)


def test_what_no_plan_reads_changes_no_run():
    """All numbers that are not read, moved to other values at once: the same run."""
    known = distributions()
    scenario = load(
        ["strategy=none", "system=one_ics", "system.organisations=12", "clock.months=24"], []
    )
    unread = unread_by([scenario], known)
    idle = [key for key in known if key in unread]
    assert "assumptions.top_threshold" not in unread
    assert "levers.comms.cultural" in idle
    assert 50 < len(idle) < len(known)
    rng = np.random.default_rng(1)
    moved = with_set(scenario, idle, [float(known[k].quantile(rng.random())) for k in idle])
    usual = with_set(scenario, [], [])
    one, other = (simulate(each, 4, 0) for each in (usual, moved))
    assert (one.stages == other.stages).all()
