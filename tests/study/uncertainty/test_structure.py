"""How much of a spread is due to the form of the model."""

import numpy as np
import pytest

from sim.study.uncertainty.structure import structures

KEYS = ("assumptions.aggregator", "assumptions.commitment_rate")


def of(words, quantity):
    values = np.column_stack([words, np.linspace(1, 2, len(words))])
    return structures(KEYS, KEYS[:1], values, np.asarray(quantity, float))


def test_the_share_by_hand():
    """Two words of five sets, means 1 and 3, each spread -0.2, -0.1, 0, 0.1, 0.2.

    Within: 2 x 0.1 = 0.2, over 8 is 0.025.  In all: 0.2 + 10 x 1 = 10.2, over 9 is 1.13333.
    """
    spread = [-0.2, -0.1, 0.0, 0.1, 0.2]
    [found] = of([0] * 5 + [2] * 5, [1 + e for e in spread] + [3 + e for e in spread])

    assert found.share == pytest.approx(1 - 0.025 / 1.1333333)
    assert found.means == ((0, 5, pytest.approx(1.0)), (2, 5, pytest.approx(3.0)))


def test_a_choice_that_does_nothing_has_no_share_on_average():
    chance = np.random.default_rng(1)
    words = np.arange(60) % 3
    raw = [of(words, chance.normal(size=60))[0].share for _ in range(400)]

    assert np.mean(raw) < 0.03
    assert min(raw) == 0.0


def test_a_word_of_few_sets_is_not_told():
    assert of([0] * 30 + [1] * 4, np.arange(34)) == []


def test_what_never_varies_is_due_to_nothing():
    assert of([0] * 5 + [1] * 5, np.full(10, 0.3))[0].share == 0.0
