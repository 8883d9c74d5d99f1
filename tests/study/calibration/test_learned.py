"""What a curve tells of each key: found where it is there, and not where there is only noise."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.params.distributions import Distribution
from sim.study.calibration.learned import NOT, PARTLY, TOLD, learned, tied
from sim.study.calibration.prior import Prior
from sim.study.calibration.waves import effective, normalised

KEYS = {f"key_{k}": Distribution(0.0, 10.0) for k in range(30)}


@pytest.fixture(scope="module")
def posterior():
    """Weights that know the first key well, the second a little, and the sum of two others."""
    points = np.random.default_rng(3).standard_normal((6000, len(KEYS)))
    logs = -0.5 * ((points[:, 0] - 1.0) / 0.3) ** 2 - 0.5 * ((points[:, 1] + 0.8) / 1.0) ** 2
    logs += -0.5 * ((points[:, 2] + points[:, 3]) / 0.5) ** 2
    weights = normalised(logs)
    return SimpleNamespace(
        prior=Prior(KEYS),
        points=points,
        weights=weights,
        effective=effective(weights),
        unread=frozenset({"key_29"}),
    )


def test_a_key_that_the_curve_tells_is_narrowed_and_its_side_is_said(posterior):
    found = {each.key: each for each in learned(posterior)}
    assert found["key_0"].word == TOLD
    assert found["key_0"].shift > 0.2
    assert found["key_0"].before == pytest.approx((0.5, 9.5))
    assert 5 < found["key_0"].after[0] < found["key_0"].after[1] < 9.9
    assert found["key_1"].word == PARTLY
    assert found["key_1"].shift < -0.1


def test_a_choice_is_told_by_the_share_of_each_word():
    push = Distribution(0.0, 1.0, words=("logistic", "plain"), weights=(0.7, 0.3))
    prior = Prior({"assumptions.push": push})
    points = np.random.default_rng(3).standard_normal((4000, 1))
    plain = prior.values(points)[:, 0] == 1
    weights = np.where(plain, 1.0, 0.1)
    found = SimpleNamespace(prior=prior, points=points, weights=weights / weights.sum(),
                            effective=1000.0, unread=frozenset())  # fmt: skip
    [one] = learned(found)
    assert [word for word, _, _ in one.words] == ["logistic", "plain"]
    assert [before for _, before, _ in one.words] == [0.7, 0.3]
    assert one.words[1][2] == pytest.approx(0.81, abs=0.02)


def test_a_number_has_no_words(posterior):
    assert learned(posterior)[0].words == ()


def test_keys_of_which_it_says_nothing_are_not_told(posterior):
    silent = {each.key for each in learned(posterior) if each.word == NOT}
    assert silent >= {f"key_{k}" for k in range(4, 29)}


def test_two_keys_that_make_up_for_each_other_are_named_and_no_others(posterior):
    [pair] = tied(posterior)
    assert {pair.one, pair.other} == {"key_2", "key_3"}
    assert pair.correlation < -0.6
