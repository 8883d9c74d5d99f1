"""History matching on models whose answer is known."""

import numpy as np
import pytest

from sim.params.errors import UserError
from sim.study.matching.emulator import fitted
from sim.study.matching.implausibility import Simulated, implausibilities
from sim.study.matching.inputs import inputs_of
from sim.study.matching.priors import evenly
from sim.study.matching.spread import spread_order
from sim.study.matching.targets import Scale, Target
from sim.study.matching.waves import matched


def known(low, high=None, observation=0.01, discrepancy=0.0, **others):
    return Target("known", low, high or low, observation, discrepancy, **others)


def by(model, variance=0.0):
    """Runs of a model that is a function of the values."""

    def simulate(values, told=None):
        mean = np.atleast_2d(model(values).T).T
        if told is not None:
            told(len(values))
        return Simulated(mean, np.full(mean.shape, variance))

    return simulate


def test_implausibility_counts_observation_discrepancy_and_the_noise_of_the_runs():
    found = Simulated(np.array([[0.9]]), np.array([[0.12**2]]))

    [[far]] = implausibilities([known(0.5, observation=0.03, discrepancy=0.04)], found)

    assert far == pytest.approx(0.4 / 0.13)


def test_within_what_is_known_nothing_is_implausible():
    found = Simulated(np.array([[0.1], [0.2], [0.31]]), np.zeros((3, 1)))

    far = implausibilities([known(0.1, 0.3)], found)[:, 0]

    assert far[:2].tolist() == [0.0, 0.0]
    assert far[2] == pytest.approx(1.0)


def test_on_a_logarithm_twice_is_as_far_as_half():
    found = Simulated(np.array([[4.0], [1.0]]), np.array([[0.16], [0.01]]))

    far = implausibilities([known(2.0, observation=0.1, scale=Scale.log)], found)[:, 0]

    assert far[0] == pytest.approx(far[1]) == pytest.approx(np.log(2) / np.sqrt(0.02))


def test_a_run_without_the_value_is_ruled_out():
    found = Simulated(np.array([[np.nan]]), np.array([[np.nan]]))

    assert implausibilities([known(0.5)], found)[0, 0] == np.inf


@pytest.mark.parametrize(
    "wrong", [(0.5, 0.4, 0.1, 0.1), (0.5, 0.5, 0.0, 0.0), (0.5, 0.5, -1.0, 1.0)]
)
def test_a_target_that_rules_out_everything_is_refused(wrong):
    with pytest.raises(UserError, match="known"):
        Target("known", *wrong)


def test_an_emulator_finds_the_few_inputs_that_matter_and_their_curve():
    points = np.random.default_rng(1).uniform(-1, 1, (400, 60))
    values = 1 + points[:, 3] - 2 * points[:, 7] ** 2 + points[:, 3] * points[:, 9] + points[:, 9]
    # A square alone has no slope to be found by; what matters in the model nearly always has one
    values += points[:, 7]

    fit = fitted(points, values)

    assert fit.share > 0.999
    assert {(3, 9), (7, 7)} <= {tuple(sorted(term)) for term in fit.terms}
    assert len(fit.terms) <= 8


def test_an_emulator_of_noise_explains_nothing_and_says_how_far_it_misses():
    chance = np.random.default_rng(2)

    fit = fitted(chance.uniform(-1, 1, (400, 100)), chance.normal(size=400))

    assert fit.terms == ()
    assert fit.variance == pytest.approx(1.0, abs=0.2)


def test_what_is_kept_is_the_prior_without_what_is_ruled_out():
    prior = evenly({"a": (0.0, 1.0), "b": (0.0, 1.0)})
    target = known(0.5, observation=0.02)

    found = matched(prior, by(lambda v: v[:, [0]]), [target], wanted=2000, runs=400)

    a, b = found.values.T
    assert a.min() > 0.44
    assert a.max() < 0.56
    assert found.share == pytest.approx(0.12, abs=0.02)
    # All of the part that is left is covered evenly: an emulator must not narrow it further
    assert np.quantile(a, [0.25, 0.75]) == pytest.approx([0.47, 0.53], abs=0.005)
    assert np.quantile(b, [0.25, 0.75]) == pytest.approx([0.25, 0.75], abs=0.06)


def test_later_waves_run_what_fits_more_often():
    prior = evenly({key: (0.0, 1.0) for key in "abcdef"})
    model = by(lambda v: np.stack([v[:, 0] + v[:, 1] ** 2, v[:, 2] * v[:, 3]], axis=1))

    found = matched(prior, model, [known(0.5), known(0.7)], wanted=50, runs=200)

    first, *_, last = found.waves
    assert first.kept < 10
    assert last.kept > 100
    assert len(found) == 50
    assert found.implausibility.max() <= 3.0


def test_a_word_that_does_not_fit_is_ruled_out():
    prior = evenly({"a": (0.0, 1.0)}, words={"how": 3})
    shift = np.array([0.0, 5.0, 0.3])

    found = matched(prior, by(lambda v: v[:, [0]] + shift[v[:, [1]].astype(int)]), [known(0.5)])

    assert set(found.values[:, 1]) == {0.0, 2.0}
    assert 0.44 < found.values[found.values[:, 1] == 0, 0].mean() < 0.56


def test_nothing_is_kept_if_nothing_fits():
    found = matched(evenly({"a": (0.0, 1.0)}), by(lambda v: v[:, [0]]), [known(9.0)])

    assert len(found) == 0
    assert len(found.waves) == 1


def test_the_same_seed_gives_the_same_sets():
    prior = evenly({"a": (0.0, 1.0), "b": (2.0, 3.0)})
    first, again, other = (
        matched(prior, by(lambda v: v[:, [0]]), [known(0.5)], wanted=30, seed=seed)
        for seed in (4, 4, 5)
    )

    assert first.values.tobytes() == again.values.tobytes()
    assert first.values.tobytes() != other.values.tobytes()


def test_progress_reaches_the_end():
    seen = []

    matched(
        evenly({"a": (0.0, 1.0)}), by(lambda v: v[:, [0]]), [known(0.5)],
        progress=lambda done, total: seen.append((done, total)), waves=2, runs=50,
    )  # fmt: skip

    assert seen[-1] == (100, 100)


def test_each_beginning_stands_for_the_whole_better_than_chance_would():
    chance = np.random.default_rng(3)
    points = chance.uniform(-1, 1, (600, 8)) ** 3  # many in the middle, few at the ends

    order = spread_order(points, 100)

    def missed(chosen):
        return np.abs(points[chosen].mean(axis=0) - points.mean(axis=0)).mean()

    for many in (10, 25, 100):
        by_luck = np.mean([missed(chance.permutation(600)[:many]) for _ in range(50)])
        assert missed(order[:many]) < by_luck / 2
    assert len(set(order.tolist())) == 100


def test_inputs_are_places_among_the_draws_of_the_prior():
    prior = evenly({"a": (10.0, 20.0)}, words={"how": 3})

    inputs = inputs_of(prior, 1)
    found = inputs.of(np.array([[10.0, 0.0], [15.0, 1.0], [20.0, 2.0]]))

    assert inputs.names == ("a", "how:1", "how:2")
    assert found[:, 0] == pytest.approx([-1.0, 0.0, 1.0], abs=0.01)
    assert found[:, 1:].tolist() == [[0, 0], [1, 0], [0, 1]]
